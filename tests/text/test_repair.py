"""Repair: each named step by its examples, and that nothing else is changed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import load
from kg.text.repair import repair, steps
from tests.tables import cases
from tests.texts import raw

GLYPHS = load.tree("glyphs")
BECOMES = [(row["name"], before, after) for row in GLYPHS for before, after in row["becomes"].items()]
STAYS = [(row["name"], text) for row in GLYPHS for text in row["stays"]]


def repaired(text: str) -> str:
    return repair(raw(text))[0].text


@pytest.mark.parametrize(("name", "before", "after"), BECOMES)
def test_glyph_becomes(name: str, before: str, after: str) -> None:
    assert repaired(before) == after
    assert name in {one.step for one in repair(raw(before))[1]}


@pytest.mark.parametrize(("name", "text"), STAYS)
def test_glyph_stays(name: str, text: str) -> None:
    assert repaired(text) == text


@pytest.mark.parametrize("case", cases("repair"))
def test_repair(case: dict[str, Any]) -> None:
    assert repaired(case["text"]) == case.get("expected", case["text"]), case["why"]


@given(st.text("市政府10耀逸原垣淤于盂玉级% ，。\n\r\ufeff２Ａ", max_size=50))
def test_every_repair_says_what_stood_where(text: str) -> None:
    clean, repairs = repair(raw(text))
    assert len(clean.text) == len(clean.at)
    for one in repairs:
        assert one.step in {step.name for step in steps()}
        assert one.before != one.after
        assert 0 <= one.span[0] < one.span[1] <= len(text)
    named = {one.step for one in repairs}
    if not named:
        assert clean.text == text


def test_a_series_does_not_leak_into_the_next_file() -> None:
    assert repaired("淤停产；") == "①停产；"
    assert repaired("于是结束。") == "于是结束。"


def test_repairs_lie_at_their_words_in_the_source() -> None:
    text = "甲10耀20乙\r\n丙5垣N丁"
    repairs = repair(raw(text))[1]
    assert sorted((text[a:b], after) for (a, b), after in ((one.span, one.after) for one in repairs)) == [
        ("\r\n", "\n"),
        ("垣", "+"),
        ("耀", "～"),
    ]
