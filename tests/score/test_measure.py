"""Figures, misses and comparisons on records made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import StoreError
from kg.score import ScoreError, compare, measure, read_gold, read_records
from kg.score.gold import Gold, identities
from kg.score.layers import LAYERS
from kg.score.measure import Figure

Record = dict[str, Any]


def record(**other: Any) -> Record:
    return {
        "number": "甲发〔2023〕1号",
        "title": "关于水的通知",
        "kind": "通知",
        "issuers": ["甲市人民政府"],
        "agencies": ["市水利局", "市财政局（市国资委）"],
        "responsibilities": [
            {"clause": "一/（一）", "agency": "市水利局", "role": "lead"},
            {"clause": "一/（一）", "agency": "市财政局", "role": "support"},
        ],
        "citations": [{"number": None, "title": "水法", "relation": "basis"}],
        "deadlines": [{"clause": "一", "date": "2023-12-31"}, {"clause": "一", "date": None}],
        **other,
    }


def gold(*records: Record) -> Gold:
    return Gold(records, None)


def test_a_perfect_build() -> None:
    results = measure(gold(record()), [record()])
    assert list(results) == ["documents", *LAYERS]
    assert all(result.figure.f1 == 1.0 and not result.missing | result.extra for result in results.values())
    assert results["deadlines"].figure.gold == 1  # one without date is not scored


def test_every_kind_of_miss_is_counted() -> None:
    found = record(
        title="关于水的公告",
        issuers=[],
        agencies=["市水利局", "市教育局"],
        responsibilities=[
            {"clause": "一/（二）", "agency": "市水利局", "role": "lead"},
            {"clause": "一/（一）", "agency": "市财政局", "role": "lead"},
        ],
        citations=[{"number": None, "title": "《水法》", "relation": "mentions"}],
    )
    results = measure(gold(record()), [found])
    counts = {layer: (r.figure.right, r.figure.gold, r.figure.found) for layer, r in results.items()}
    assert counts["field title"] == (0, 1, 1)
    assert counts["field issuers"] == (0, 1, 0)
    assert counts["field annexes"] == (0, 0, 0)
    assert counts["agencies"] == (1, 2, 2)
    assert counts["responsibilities"] == (0, 2, 2)
    assert counts["responsibilities~clause"] == (1, 2, 2)
    assert counts["responsibilities~role"] == (1, 2, 2)
    assert (counts["citations"], counts["citations~relation"]) == ((0, 1, 1), (1, 1, 1))
    assert results["agencies"].missing == {("甲发〔2023〕1号", ("市财政局",))}
    assert results["agencies"].extra == {("甲发〔2023〕1号", ("市教育局",))}
    assert (results["agencies"].figure.f1, results["responsibilities"].figure.f1) == (0.5, 0.0)


def test_the_clause_of_interpretation_does_not_count() -> None:
    duty = {"clause": "", "agency": "市水利局", "role": "interpret"}
    results = measure(
        gold(record(responsibilities=[duty])), [record(responsibilities=[{**duty, "clause": "第三十条"}])]
    )
    assert results["responsibilities"].figure.f1 == 1.0


def test_documents_are_found_by_number_title_or_file() -> None:
    annotated = [
        record(),
        record(number=None, title="关于《桥》的函"),
        record(number="乙发〔2023〕2号", id="b"),
        record(number="丙发〔2023〕3号", id="c"),
    ]
    records = [
        record(number="甲发[2023]1号", source="x/a.txt"),
        record(number=None, title="关于桥的函", source="x/a.txt"),
        record(number="误〔2023〕2号", source="x/b.txt"),
        record(number="乙发〔2023〕2号", source="x/a.txt"),
    ]
    documents = measure(gold(*annotated), records)["documents"]
    assert (documents.figure.right, documents.figure.gold, documents.figure.found) == (2, 4, 4)
    assert {document for document, _ in documents.missing} == {"关于《桥》的函", "丙发〔2023〕3号"}
    assert {document for document, _ in documents.extra} == {"关于桥的函", "乙发〔2023〕2号"}


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Figure(0, 0, 0), (1.0, 1.0, 1.0)),
        (Figure(0, 2, 0), (1.0, 0.0, 0.0)),
        (Figure(0, 0, 2), (0.0, 1.0, 0.0)),
        (Figure(1, 2, 4), (0.25, 0.5, 1 / 3)),
        (Figure(0, 0, 0, nothing=0.0), (0.0, 0.0, 0.0)),
    ],
)
def test_figures(figure: Figure, expected: tuple[float, float, float]) -> None:
    assert (figure.precision, figure.recall, figure.f1) == pytest.approx(expected)


def test_gains_and_losses() -> None:
    before = measure(gold(record()), [record(agencies=["市水利局", "市教育局"])])
    after = measure(gold(record()), [record(agencies=["市财政局", "市卫健委"])])
    changes = compare(before, after)
    assert list(changes) == ["agencies"]
    change = changes["agencies"]
    assert [
        {item for _, (item,) in side} for side in (change.found, change.dropped, change.missed, change.claimed)
    ] == [
        {"市财政局"},
        {"市教育局"},
        {"市水利局"},
        {"市卫健委"},
    ]
    assert (change.gained, change.lost, change.before, change.after) == (2, 2, 0.5, 0.5)
    assert compare(after, after) == {}


BODIES = [
    {"id": "甲市水利局", "tier": "prefecture", "region": "甲市", "kind": "department"},
    {"id": "甲市财政局", "tier": "prefecture", "region": "甲市", "kind": "department"},
]


def named(**bodies: str) -> Record:
    mentions = [{"surface": surface, "agency_id": canonical} for surface, canonical in bodies.items()]
    return record(source="x/水.txt", agency_mentions=mentions, bodies=BODIES, responsibilities=[], members=[], hosts=[])


def test_identity() -> None:
    meant = {"canonical": "甲市水利局", "tier": "prefecture", "region": "甲市", "kind": "department"}
    surfaces = ("市水利局", "水利局", "市水务局", "市河长办")
    wanted = {("水", surface): meant for surface in surfaces}
    found = named(市水利局="甲市水利局", 水利局="甲市水利局", 市水务局="甲市财政局", 市教育局="")
    results = measure(Gold((record(),), wanted), [found])
    pairs, names, tiers = (results[layer].figure for layer in ("identity", "identity canonical", "identity tier"))
    assert (pairs.right, pairs.gold, pairs.found) == (1, 3, 1)
    assert (names.right, names.gold, names.found) == (2, 4, 3)
    assert tiers.right == 3
    assert results["identity canonical"].extra == {("水", ("市水务局", "甲市财政局"))}


def test_a_document_goes_by_number_and_alone_in_its_file_by_the_stem() -> None:
    one = named(市水利局="甲市水利局")
    assert {name for name, _ in identities([one])} == {"甲发〔2023〕1号", "水"}
    assert {name for name, _ in identities([one, {**one, "number": "甲发〔2023〕2号"}])} == {
        "甲发〔2023〕1号",
        "甲发〔2023〕2号",
    }
    assert {name for name, _ in identities([{**one, "number": None}])} == {"水"}


def test_reading(tmp_path: Path) -> None:
    with pytest.raises(ScoreError, match="no such directory"):
        read_gold(tmp_path / "nowhere")
    with pytest.raises(ScoreError, match="no annotated document"):
        read_gold(tmp_path)
    (tmp_path / "news.json").write_text('{"kind": "news"}', encoding="utf-8")
    with pytest.raises(ScoreError, match="no annotated document"):
        read_gold(tmp_path)
    (tmp_path / "a.json").write_text(json.dumps(record()), encoding="utf-8")
    assert read_gold(tmp_path) == gold(json.loads(json.dumps(record())))
    (tmp_path / "identity.tsv").write_text("document\tsurface\tcanonical\n水\t水利局\t甲市水利局\n", encoding="utf-8")
    with pytest.raises(ScoreError, match=r"identity\.tsv line 2: no kind, region, tier"):
        read_gold(tmp_path)
    for damaged in ("[]", "{", "1"):
        (tmp_path / "b.json").write_text(damaged, encoding="utf-8")
        with pytest.raises(ScoreError, match=r"b\.json"):
            read_gold(tmp_path)
    with pytest.raises(StoreError):
        read_records(tmp_path)
    (tmp_path / "store").mkdir()
    with pytest.raises(ScoreError, match="missing"):
        read_records(tmp_path)
