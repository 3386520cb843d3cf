"""Deadlines: the case table."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.mention.deadlines import find_deadlines

CASES = yaml.load((Path(__file__).parents[1] / "cases" / "deadlines.yml").read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_find_deadlines(case: dict) -> None:
    text = case["text"]
    found = [
        [text[hit.start : hit.end], hit.date or "null"]
        for hit in find_deadlines(text, case.get("signed", "2023-10-27"))
    ]
    assert found == case["expected"], case["why"]


def test_without_a_signature_a_day_without_year_is_not_fixed() -> None:
    assert [hit.date for hit in find_deadlines("请于11月22日前反馈。", None)] == [None]


def test_no_such_day() -> None:
    assert [hit.date for hit in find_deadlines("于2024年2月30日前报送。", "2024-01-01")] == [None]
