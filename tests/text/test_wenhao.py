"""Document numbers: the case table, and the published numbers of five provinces."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.text.wenhao import find_numbers, parse
from tests.tables import whole

CASES = whole("wenhao")
TABLE = Path(__file__).parents[3] / "shared" / "samples" / "wenhao.tsv"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_find_numbers(case: dict) -> None:
    hits = find_numbers(case["text"])
    assert [hit.number.key for hit in hits] == case["expected"], case["why"]
    if "printed" in case:
        assert [hit.number.text for hit in hits] == case["printed"]


@pytest.mark.parametrize("case", [case for case in CASES if case["expected"]], ids=lambda case: case["label"])
def test_hits_lie_where_the_number_stands(case: dict) -> None:
    for hit in find_numbers(case["text"]):
        assert hit.start == 0 or case["text"][hit.start].strip()
        assert case["text"][hit.end - 1] in "号令5６6）)〕0123456789"
        assert hit.number.serial in hit.number.key


def test_parse_is_none_without_a_number() -> None:
    assert parse("市生态环境局") is None
    assert parse("") is None


@pytest.mark.skipif(not TABLE.exists(), reason="the table of published numbers is not in this checkout")
def test_published_numbers() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    right = sum(1 for row in rows if (found := parse(row["raw"])) and found.key == row["normalised"])
    assert len(rows) >= 3000
    assert right / len(rows) >= 0.999
