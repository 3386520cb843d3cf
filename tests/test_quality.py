"""The figures in the pages are those of a fresh build. When they have changed: make scores."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg.score import ScoreError, measure, read_gold, report
from tests.conftest import ROOT
from tools import quality

KEPT = json.loads(quality.KEPT.read_text(encoding="utf-8"))
GOLD = ROOT / "tests" / "gold"
FLOORS = {"identity": 0.97, "identity canonical": 0.92, "identity tier": 0.93, "identity region": 0.93}
"""Of the layers of identity; tests/test_scores.py has the others."""


def test_the_kept_figures_are_those_of_a_fresh_build(corpus_records: list[dict[str, Any]]) -> None:
    fresh = report.summary(measure(read_gold(GOLD), corpus_records))
    assert json.loads(json.dumps(fresh)) == KEPT["corpus"], "make scores"


def test_those_of_other_governments_too(shared: Path) -> None:
    gold = shared / "gold" / "elsewhere"
    texts = [shared / "samples" / f"{path.stem}.txt" for path in sorted(gold.glob("*.json"))]
    assert json.loads(json.dumps(quality.measured(texts, gold))) == KEPT["elsewhere"], "make scores ELSEWHERE=…"


@pytest.mark.parametrize("path", quality.pages(KEPT), ids=lambda path: path.name)
def test_the_pages_show_the_kept_figures(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == quality.pages(KEPT)[path], "make scores"


def test_the_kept_file_is_written_as_it_stands() -> None:
    assert quality.KEPT.read_text(encoding="utf-8") == quality.dumps(KEPT)


@pytest.mark.parametrize("layer", FLOORS)
def test_identities_do_not_fall(layer: str, corpus_records: list[dict[str, Any]]) -> None:
    assert measure(read_gold(GOLD), corpus_records)[layer].figure.f1 >= FLOORS[layer]


def test_the_counts_of_the_gold_set() -> None:
    page = (ROOT / "docs" / "annotation.md").read_text(encoding="utf-8")
    counts = {layer: row[1] for layer, row in KEPT["corpus"]["layers"].items()}
    rows = dict(re.findall(r"^\| ([a-z][^|]*?) \| (\d[^|]*?) \|$", page, re.M))
    assert rows["agencies"] == f"{counts['agencies']} forms"
    assert rows["duties"] == str(counts["responsibilities"])
    assert rows["citations, deadlines"] == f"{counts['citations']}, {counts['deadlines']} with a date"
    assert rows["members of groups, appointments"] == f"{counts['members']}, {counts['appointments']}"
    assert rows["names with their body (`identity.tsv`)"] == str(counts["identity canonical"])
    assert rows["documents"].startswith(f"{counts['documents']}, ")


def test_the_page_lists_every_miss_once() -> None:
    page = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    lines = re.findall(r"^- `([+-])` (.+)$", page, re.M)
    kept = [(sign, f"{document}: {item}") for part in KEPT.values() for _, sign, document, item in part["misses"]]
    assert lines == kept


def test_words_are_put_between_the_marks() -> None:
    page = "a\n<!-- score:begin -->\nold\n<!-- score:end -->\nz"
    once = report.put(page, "score", "new\n")
    assert once == report.put(once, "score", "new\n") == "a\n<!-- score:begin -->\nnew\n<!-- score:end -->\nz"
    with pytest.raises(ScoreError, match="misses:begin"):
        report.put(page, "misses", "")
