"""What the explorer gets from the server: columns, places, the facts behind a line; and its words."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import numpy
import pytest
from starlette.testclient import TestClient

from benchmarks.generated import generated
from kg import web
from kg.lexicon import load
from kg.web.app import create_app
from kg.web.explorer import graph
from kg.web.explorer.columns import packed
from kg.web.explorer.graph import KINDS, TYPES, Explored
from kg.web.explorer.kept import FOLDER
from kg.web.library import Library
from kg.web.pages.explorer import warm

from ..cli.conftest import ENVIRONMENT

NUMBER = "江政发〔2024〕5号"
TYPES_OF = {"u8": "u1", "u32": "<u4", "i32": "<i4", "f32": "<f4"}
SCRIPTS = Path(web.__file__).parent / "static" / "explorer"
MESSAGES = load.tree("explorer.yml")
CHOSEN = re.compile(r"^(kind|type|layout|draw|table|time|mode|status)\.")
"""Keys that scripts and the page put together from names."""


def unpacked(block: bytes) -> tuple[dict[str, list[object]], dict[str, object]]:
    """The columns as lists, read as the format is described."""
    length = int.from_bytes(block[:4], "little")
    head = json.loads(block[4 : 4 + length])
    columns: dict[str, list[object]] = {}
    for name, column in head["columns"].items():
        at, count = 4 + length + column["offset"], column["length"]
        assert at % 4 == 0
        if column["type"] == "text":
            ends = numpy.frombuffer(block, "<u4", count + 1, at).tolist()
            start = at + 4 * (count + 1)
            columns[name] = [block[start + a : start + b].decode() for a, b in pairwise(ends)]
        else:
            columns[name] = numpy.frombuffer(block, TYPES_OF[column["type"]], count, at).tolist()
    return columns, head["about"]


def test_columns_come_back() -> None:
    given = {
        "day": numpy.array([20231212, -1], numpy.int32),
        "kind": numpy.array([3, 0, 255], numpy.uint8),
        "label": ["运城市", "", "a"],
        "x": numpy.array([0.5], numpy.float32),
    }
    columns, about = unpacked(packed(given, {"kinds": ["机关"]}))
    assert columns == {"day": [20231212, -1], "kind": [3, 0, 255], "label": ["运城市", "", "a"], "x": [0.5]}
    assert about == {"kinds": ["机关"]}


def test_columns_of_another_type_are_refused() -> None:
    with pytest.raises(KeyError):
        packed({"x": numpy.array([1.0])}, {})  # float64


def test_the_graph_is_sent_small_and_once(client: TestClient) -> None:
    first = client.get("/explorer/graph", headers={"accept-encoding": "gzip"})
    plain = client.get("/explorer/graph", headers={"accept-encoding": "identity"})
    assert first.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert first.content == plain.content
    assert int(first.headers["content-length"]) < int(plain.headers["content-length"])
    again = client.get("/explorer/graph", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_graph_is_that_of_the_facts(client: TestClient) -> None:
    columns, about = unpacked(client.get("/explorer/graph").content)
    kinds = [KINDS[kind] for kind in columns["kind"]]
    names = dict(zip(zip(kinds, columns["id"], strict=True), range(len(kinds)), strict=True))
    agency, document = names["agency", ENVIRONMENT.canonical], names["document", NUMBER]
    leads = [
        (a, b)
        for a, b, what in zip(columns["source"], columns["target"], columns["type"], strict=True)
        if TYPES[what] == "lead"
    ]
    assert agency in {a for a, _ in leads}
    assert {kinds[b] for _, b in leads} == {"task"}
    assert set(columns["document"]) == {document}
    assert columns["day"][document] > 20000000
    assert about["types"] == list(TYPES)
    assert len({(x, y) for x, y in zip(columns["x"], columns["y"], strict=True)}) == len(kinds)


def test_the_same_build_gives_the_same_bytes(corpus_build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph, "kept", lambda directory, name, make: make())
    corpus = Library(corpus_build).corpus()
    one, other = Explored(corpus), Explored(corpus)
    assert one.block == other.block
    assert one.by_time == other.by_time
    assert gzip.decompress(one.block.small) == one.block.plain
    columns, _ = unpacked(one.block.plain)
    assert 1 in columns["derived"] and 0 in columns["derived"]
    assert 2 < len(set(columns["cluster"])) < 60


def test_places_are_kept_with_the_build(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(small, tmp_path / "build", symlinks=True, ignore=shutil.ignore_patterns(FOLDER))
    corpus = Library(tmp_path / "build").corpus()
    made = Explored(corpus)
    assert [made.block, made.by_time] and len(list((corpus.directory / FOLDER).iterdir())) == 2
    with monkeypatch.context() as patch:
        patch.delattr(graph, "network")  # whoever works anything out fails
        found = Explored(corpus)
        assert (found.block, found.by_time) == (made.block, made.by_time)
    for file in (corpus.directory / FOLDER).iterdir():
        file.write_bytes(file.read_bytes()[:-9])
    assert Explored(corpus).block == made.block


def test_places_of_a_store_that_is_written_over_are_not_kept(small: Path, tmp_path: Path) -> None:
    shutil.copytree(Library(small).corpus().directory, tmp_path / "build", ignore=shutil.ignore_patterns(FOLDER))
    corpus = Library(tmp_path / "build").corpus()
    assert Explored(corpus).block.plain
    assert not (corpus.directory / FOLDER).exists()


def test_by_time_what_came_first_stands_left(corpus_build: Path) -> None:
    explored = Explored(Library(corpus_build).corpus())
    columns, _ = unpacked(explored.block.plain)
    places = explored.places("time")
    dated = sorted((day, float(x)) for day, x in zip(columns["day"], places[:, 0], strict=True) if day)
    assert [x for _, x in dated] == sorted(x for _, x in dated)
    assert dated[0][1] < dated[-1][1]


def test_the_facts_of_a_line_lead_to_their_words(client: TestClient) -> None:
    columns, _ = unpacked(client.get("/explorer/graph").content)
    kinds = [KINDS[kind] for kind in columns["kind"]]
    at = columns["type"].index(TYPES.index("lead"))
    ends = [f"{kinds[n]}:{columns['id'][n]}" for n in (columns["source"][at], columns["target"][at])]
    facts = client.get("/api/v1/graph/facts", params={"from": ends[0], "to": ends[1]}).json()
    backwards = client.get("/api/v1/graph/facts", params={"from": ends[1], "to": ends[0]}).json()
    assert sorted(map(json.dumps, facts)) == sorted(map(json.dumps, backwards))
    lead = next(fact for fact in facts if fact["type"] == "lead")
    assert lead["document"] == NUMBER and lead["quote"] and lead["status"] == "stated"
    assert re.fullmatch(rf"/document/{NUMBER}/source\?at=[\d,-]+#c\d+-\d+", unquote(lead["href"]))


@pytest.mark.parametrize(
    ("query", "code"),
    [("", 400), ("?from=agency:x", 400), ("?from=agency:x&to=agency:y", 404)],
)
def test_facts_of_what_is_not_there(client: TestClient, query: str, code: int) -> None:
    assert client.get(f"/api/v1/graph/facts{query}").status_code == code


@pytest.mark.parametrize("kind", ["agency", "document", "cited", "task"])
def test_a_node_tells_of_itself(corpus_client: TestClient, kind: str) -> None:
    columns, _ = unpacked(corpus_client.get("/explorer/graph").content)
    number = columns["kind"].index(KINDS.index(kind))
    name = f"{kind.replace('cited', 'document')}:{columns['id'][number]}"
    about = corpus_client.get("/api/v1/graph/node", params={"id": name}).json()
    assert (about["id"], about["kind"], about["label"]) == (name, kind, columns["label"][number])
    if kind == "cited":
        assert about["href"] == ""
    else:
        assert corpus_client.get(about["href"], headers={"accept": "text/html"}).status_code == 200


def test_an_unknown_node(client: TestClient) -> None:
    assert client.get("/api/v1/graph/node?id=agency:nobody").status_code == 404


def test_the_old_address_leads_here(client: TestClient) -> None:
    answer = client.get("/graph", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, "/explorer")


@pytest.mark.parametrize("key", MESSAGES)
def test_both_languages(key: str) -> None:
    message = MESSAGES[key]
    assert set(message) == {"zh", "en"} and all(message.values())
    assert sorted(re.findall(r"\{\w+\}", message["zh"])) == sorted(re.findall(r"\{\w+\}", message["en"]))


def test_the_words_used_are_the_words_there_are() -> None:
    page = SCRIPTS.parents[1] / "templates" / "explorer.html"
    text = "\n".join(path.read_text(encoding="utf-8") for path in [*SCRIPTS.glob("*.js"), page])
    used = set(re.findall(r"say\('([\w.]+)'", text)) | set(re.findall(r"say\.(\w+)", text))
    used |= set(re.findall(r"say\['([\w.]+)'\]", text)) | set(re.findall(r"'((?:tally|path)[\w.]*)'", text))
    assert {key for key in MESSAGES if key not in used and not CHOSEN.match(key)} == set()
    known = set(MESSAGES) | {"status.derived"}
    assert {key for key in re.findall(r"say\('([\w.]+)'[,)]", text) if key not in known} == set()


def test_generated_graphs_are_graphs() -> None:
    """What the benchmark draws has the form of what the server sends."""
    one, other = (generated(400, 600) for _ in range(2))
    assert one == other
    columns, about = unpacked(one.plain)
    assert {len(columns[name]) for name in ("id", "x", "kind", "cluster")} == {400}
    assert {len(columns[name]) for name in ("source", "type", "document")} == {600}
    assert max(columns["source"] + columns["target"]) < 400
    assert max(columns["kind"]) < len(about["kinds"])


def test_the_graph_can_be_worked_out_before_anybody_asks(small: Path) -> None:
    app = create_app(small)
    block = warm(app.state, app.state.library.corpus())
    with TestClient(app) as client:
        assert client.get("/explorer/graph").headers["etag"] == block.tag
    assert warm(app.state, app.state.library.corpus()) is block
