"""Each format is read again by a program that is not ours."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx
import pytest
import rdflib
from pyoxigraph import Store

from kg.errors import KgError
from kg.export import FORMATS, write
from kg.export.tables import TABLES, write_directory
from kg.graph.network import network
from kg.graph.store import in_memory, named_quads
from kg.model import DocumentFacts
from tools import jsonld_context

from .conftest import NOTICE, PLAN, TAIL

ROOT = Path(__file__).parents[2]


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
@pytest.mark.parametrize(("format", "name"), [("trig", "trig"), ("jsonld", "json-ld")])
def test_formats_of_quads_hold_the_same_quads_and_all_of_them(format: str, name: str, store: Store) -> None:
    lines = dump("nq", store)
    assert len(lines.splitlines()) == len(set(lines.splitlines())) == len(list(named_quads(store)))
    assert quads(lines, "nquads") == quads(dump(format, store), name)
    assert len(quads(lines, "nquads")) > 100
    assert "None" not in {row.split()[-1] for row in quads(lines, "nquads")}, "nothing stands in the default graph"


def test_jsonld_carries_the_context_that_ships_and_says_the_same_without_it(store: Store) -> None:
    document = json.loads(dump("jsonld", store))
    shipped = json.loads((ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8"))
    assert document["@context"] == shipped["@context"]
    assert (ROOT / "ontology" / "context.jsonld").read_text("utf-8") == jsonld_context.text(), (
        "run python -m tools.jsonld_context"
    )
    (lead,) = (
        node
        for graph in document["@graph"]
        for node in graph["@graph"]
        if node.get("gw:role") == "role:lead" and "gw:Responsibility" in node["@type"]
    )
    assert lead["gw:dueDate"] == {"@value": "2024-12-31", "@type": "xsd:date"}
    positions = [n for g in document["@graph"] for n in g["@graph"] if "oa:start" in n]
    assert all(type(node["oa:start"]) is int for node in positions)
    assert positions


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize(("format", "name"), [("ttl", "turtle"), ("nt", "nt"), ("rdfxml", "xml")])
def test_formats_of_triples_hold_the_merge_of_all_graphs(format: str, name: str, store: Store) -> None:
    graph = rdflib.Graph().parse(data=dump(format, store), format=name)
    assert len(graph) == len({quad.triple for quad in store})
    assert any(str(value) == TAIL for value in graph.objects())
    expected = {" ".join(row.split(" ")[:-1]) for row in quads(dump("nq", store), "nquads")}
    found = {
        " ".join(term.n3() for term in triple)
        for triple in graph
        if not any(isinstance(term, rdflib.BNode) for term in triple)
    }
    if format == "rdfxml":
        expected = {row.replace("\x0b", "") for row in expected}
    assert found == expected


def test_turtle_has_short_names(store: Store) -> None:
    assert "@prefix eli:" in dump("ttl", store).decode("utf-8")


@pytest.mark.parametrize("format", ["nq", "nt"])
def test_lines_are_sorted(format: str, store: Store) -> None:
    lines = dump(format, store).splitlines()
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


def test_gexf_is_the_graph_of_networkx(store: Store, facts: list[DocumentFacts]) -> None:
    data = dump("gexf", store)
    read = networkx.read_gexf(io.BytesIO(data))
    graph = network(facts)
    assert set(read.nodes) == set(graph.nodes)
    assert sorted((start, end) for start, end, *_ in read.edges) == sorted(graph.edges(keys=False))
    by_graphml = networkx.read_graphml(io.BytesIO(dump("graphml", store)), force_multigraph=True)
    own = {"id", "label"}
    for node, values in read.nodes(data=True):
        assert {key: value for key, value in values.items() if key not in own} == {
            key: value for key, value in by_graphml.nodes[node].items() if key not in own
        }
    plain = [sorted((k, str(v)) for k, v in e.items() if k not in own) for _, _, e in read.edges(data=True)]
    other = [sorted((k, str(v)) for k, v in e.items() if k not in own) for _, _, e in by_graphml.edges(data=True)]
    assert sorted(plain) == sorted(other)
    assert b"lastmodified" not in data


def test_dcat_describes_what_is_exported(store: Store) -> None:
    graph = rdflib.Graph().parse(data=dump("dcat", store), format="turtle")
    void, terms = rdflib.Namespace("http://rdfs.org/ns/void#"), rdflib.DCTERMS
    (node,) = graph.subjects(rdflib.RDF.type, rdflib.DCAT.Dataset)
    assert str(node) == "https://w3id.org/gongwen/id/dataset"
    merged = rdflib.Graph().parse(data=dump("nt", store), format="nt")
    assert int(graph.value(node, void.triples)) == len(merged)
    assert int(graph.value(node, void.distinctSubjects)) == len(set(merged.subjects()))
    sizes = {
        graph.value(part, void["class"]): int(graph.value(part, void.entities))
        for part in graph.objects(node, void.classPartition)
    }
    for kind in (kind for kind in sizes if isinstance(kind, rdflib.URIRef)):
        assert sizes[kind] == len(set(merged.subjects(rdflib.RDF.type, kind)))
    assert {str(value) for value in graph.objects(node, terms.title)} >= {"公文知识图谱"}
    kinds = {str(part).rpartition("/")[2] for part in graph.objects(node, rdflib.DCAT.distribution)}
    assert kinds == set(FORMATS) - {"identities", "dcat"}
    period = graph.value(node, terms.temporal)
    assert str(graph.value(period, rdflib.DCAT.startDate)) == "2024-03-01"


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
    written = {path.stem for path in (tmp_path / "tables").iterdir()}
    assert written == set(TABLES) - {"tasks", "targets", "derived_duties"} | {"dictionary"}
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


def test_the_dictionary_explains_every_column_there_is(corpus_facts: list[DocumentFacts], tmp_path: Path) -> None:
    write_directory(corpus_facts, tmp_path)
    told = {(row["table"], row["column"]): row for row in read_csv(tmp_path / "dictionary.csv")}
    assert all(row["zh"] and row["en"] for row in told.values())
    tables = [path for path in tmp_path.iterdir() if path.stem != "dictionary"]
    heads = {(path.stem, column) for path in tables for column in read_csv(path)[0]}
    assert set(told) == heads | {(path.stem, "") for path in tables}


def test_the_tables_hold_what_the_facts_hold(corpus_facts: list[DocumentFacts], tmp_path: Path) -> None:
    write_directory(corpus_facts, tmp_path)
    fields = {"duties": "responsibilities", "derived_duties": "derived", "mentions": "agencies"}
    for name in set(TABLES) - {"documents", "agencies"}:
        expected = sum(len(getattr(facts, fields.get(name, name))) for facts in corpus_facts)
        path = tmp_path / f"{name}.csv"
        assert (len(read_csv(path)) if path.exists() else 0) == expected, name
    assert [row["document"] for row in read_csv(tmp_path / "documents.csv")] == [facts.key for facts in corpus_facts]
    cited = [(c.number or "", c.title or "", c.relation, c.evidence.quote) for f in corpus_facts for c in f.citations]
    rows = read_csv(tmp_path / "citations.csv")
    assert [(row["number"], row["title"], row["relation"], row["quote"]) for row in rows] == cited


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
