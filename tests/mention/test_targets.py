"""Quantitative targets: the case table."""

from __future__ import annotations

import time
from typing import Any

import pytest

from kg.lexicon.load import tree
from kg.mention.target.targets import find_targets
from tests.tables import cases


def _shown(case: dict[str, Any]) -> list[dict[str, str]]:
    found = []
    for hit in find_targets(case["text"], case.get("signed", "2023-10-27")):
        said = {"is": f"{hit.subject} {hit.comparison} {hit.value} {hit.unit}"}
        said |= {name: getattr(hit, name) for name in ("upper", "change", "date") if getattr(hit, name)}
        found.append(said)
    return found


@pytest.mark.parametrize("case", cases("targets"))
def test_find_targets(case: dict[str, Any]) -> None:
    assert _shown(case) == case["expected"], case["why"]


@pytest.mark.parametrize("case", cases("targets"))
def test_the_words_hold_the_number(case: dict[str, Any]) -> None:
    end = 0
    for hit in find_targets(case["text"], "2023-10-27"):
        assert hit.start >= end and hit.end > hit.start
        assert any(char.isdigit() or char == "百" for char in case["text"][hit.start : hit.end])
        end = hit.end


def test_a_long_text_takes_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        began = time.process_time()
        find_targets("推进工作，提高水平，完成任务3项、5项；合格率达到98%。" * count, "2023-10-27")
        return time.process_time() - began

    seconds(10)
    short = min(seconds(100) for _ in range(3))  # a busy machine slows single runs
    assert min(seconds(800) for _ in range(3)) < 40 * max(short, 0.001)


def test_levels_only_are_units() -> None:
    cues = tree("target_cues")
    assert set(cues["levels_only"]) <= set(cues["units"])
