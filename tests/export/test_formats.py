"""Each format is read again by a program that is not ours."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import networkx
import pytest
import rdflib
from pyoxigraph import Store

from kg.errors import KgError
from kg.export import FORMATS, write
from kg.export.tables import TABLES
from kg.graph.network import network
from kg.graph.store import in_memory
from kg.model import DocumentFacts

from .conftest import NOTICE, PLAN, TAIL


@pytest.fixture
def store(facts: list[DocumentFacts]) -> Store:
    return in_memory(facts)


def dump(format: str, store: Store) -> bytes:
    stream = io.BytesIO()
    write(format, store, stream)
    return stream.getvalue()


def quads(text: bytes, format: str) -> set[str]:
    """The quads without blank nodes, as rdflib reads them."""
    data = rdflib.Dataset(default_union=False)
    data.parse(data=text.decode("utf-8"), format=format)
    rows = [(*quad[:3], quad[3]) for quad in data.quads() if not any(isinstance(t, rdflib.BNode) for t in quad)]
    return {" ".join(str(term) if term is None else term.n3() for term in row) for row in rows}


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_nq_and_jsonld_hold_the_same_quads_and_all_of_them(store: Store) -> None:
    lines, linked = dump("nq", store), dump("jsonld", store)
    assert len(lines.splitlines()) == len(store)
    assert quads(lines, "nquads") == quads(linked, "json-ld")
    assert len(quads(lines, "nquads")) > 100


def test_jsonld_is_compact(store: Store) -> None:
    text = dump("jsonld", store).decode("utf-8")
    assert '"eli": "http://data.europa.eu/eli/ontology#"' in text
    assert '"@type": "xsd:integer"' in text
    assert text.count("http://www.w3.org/ns/oa#") == 1


def test_ttl_is_the_union_of_all_graphs(store: Store) -> None:
    graph = rdflib.Graph().parse(data=dump("ttl", store), format="turtle")
    assert len(graph) == len({quad.triple for quad in store})
    assert "@prefix eli:" in dump("ttl", store).decode("utf-8")
    assert any(str(value) == TAIL for value in graph.objects())


def test_nq_lines_are_sorted(store: Store) -> None:
    lines = dump("nq", store).splitlines()
    assert lines == sorted(lines)


def test_graphml_is_the_graph_of_networkx(store: Store, facts: list[DocumentFacts]) -> None:
    read = networkx.read_graphml(io.BytesIO(dump("graphml", store)), force_multigraph=True)
    graph = network(facts)
    assert set(read.nodes) == set(graph.nodes)
    assert sorted(read.edges(keys=False)) == sorted(graph.edges(keys=False))
    lead = next(data for _, _, data in read.edges(data=True) if data.get("role") == "lead")
    assert lead["quote"] == TAIL
    assert lead["spans"] == "100-112 300-303"
    assert lead["page"] == 2
    assert read.nodes["agency:江州市生态环境局"]["names"] == "市环保局\n我市环境局"


def test_graphml_drops_what_xml_forbids(store: Store) -> None:
    text = dump("graphml", store).decode("utf-8")
    assert "\x0b" not in text
    assert "整治“黑臭”河道，控制&lt;排污&gt;" in text


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_directory_has_one_file_a_table(store: Store, tmp_path: Path) -> None:
    stale = tmp_path / "tables" / "clauses.csv"
    stale.parent.mkdir()
    stale.write_text("old", encoding="utf-8")
    write("csv", store, tmp_path / "tables")
    assert {path.stem for path in (tmp_path / "tables").iterdir()} == set(TABLES)
    assert stale.read_bytes().startswith(b"\xef\xbb\xbfdocument,")
    duties = read_csv(tmp_path / "tables" / "duties.csv")
    assert sorted((row["document"], row["agency"], row["role"]) for row in duties) == [
        (PLAN, "江州市生态环境局", "lead"),
        (PLAN, "江州市财政局", "support"),
        (NOTICE, "江州市生态环境局", "responsible"),
    ]
    lead = next(row for row in duties if row["role"] == "lead")
    assert lead["quote"] == TAIL
    assert (lead["clause"], lead["deadline"], lead["spans"], lead["page"]) == (
        "一/1",
        "2024-12-31",
        "100-112 300-303",
        "2",
    )
    agencies = {row["agency"]: row for row in read_csv(tmp_path / "tables" / "agencies.csv")}
    assert agencies["川北省水利厅"]["names"] == "省水利厅"
    assert agencies["江州市生态环境局"]["parent"] == "江州市人民政府"


def test_identities_is_a_table_of_names(store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(dump("identities", store).decode("utf-8")), delimiter="\t"))
    named = {(row["document"], row["surface"]): row["canonical"] for row in rows}
    assert named[PLAN, "市环保局"] == named[NOTICE, "我市环境局"] == "江州市生态环境局"


def test_csv_without_rows_leaves_no_table(tmp_path: Path) -> None:
    (tmp_path / "duties.csv").write_text("old", encoding="utf-8")
    write("csv", in_memory([]), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_csv_file_and_stream_hold_the_duties(store: Store, tmp_path: Path) -> None:
    write("csv", store, tmp_path / "duties.CSV")
    assert (tmp_path / "duties.CSV").read_bytes() == b"\xef\xbb\xbf" + dump("csv", store)
    assert len(read_csv(tmp_path / "duties.CSV")) == 3


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_facts_give_the_same_bytes(format: str, facts: list[DocumentFacts]) -> None:
    assert dump(format, in_memory(facts)) == dump(format, in_memory(facts[::-1]))


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(KgError, match=r"'docx'.*ttl"):
        write("docx", Store(), io.BytesIO())


def test_a_path_that_cannot_be_written_is_named_and_nothing_is_left(store: Store, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="nowhere"):
        write("nq", store, tmp_path / "nowhere" / "a.nq")
    (tmp_path / "dir.ttl").mkdir()
    with pytest.raises(KgError, match=r"dir\.ttl"):
        write("ttl", store, tmp_path / "dir.ttl")
    assert [path.name for path in tmp_path.iterdir()] == ["dir.ttl"]
