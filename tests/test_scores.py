"""Scores against the gold: they may rise, they may not fall."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.build import build
from tests.conftest import ROOT

Record = dict[str, Any]
GOLD = ROOT / "tests" / "gold"
GAZETTE = {
    "documents": 1,
    "field title": 0.95,
    "field kind": 0.95,
    "field issuers": 1,
    "field addressees": 0.95,
    "field signed": 1,
    "field effective": 0.95,
    "field expires": 0.95,
    "field openness": 0.95,
    "field promulgates": 0.95,
    "field annexes": 0.95,
    "agencies": 0.95,
    "responsibilities": 0.97,
    "citations": 0.96,
    "citations~relation": 0.99,
    "deadlines": 0.95,
    "members": 0.95,
    "hosts": 0.95,
    "aliases": 0.95,
    "appointments": 0.95,
}
ELSEWHERE = {"documents": 1, "responsibilities": 0.95, "agencies": 0.93}


def score(shared: Path, records: Path, gold: Path, floors: dict[str, float]) -> None:
    command = [sys.executable, str(shared / "gold" / "score.py"), str(records), str(gold), "--min"]
    done = subprocess.run(
        [*command, *(f"{layer}={floor}" for layer, floor in floors.items())], capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_gazette(shared: Path, corpus_build: Path) -> None:
    score(shared, corpus_build / "records.jsonl", shared / "gold", GAZETTE)


def test_other_governments(shared: Path, tmp_path: Path) -> None:
    gold = shared / "gold" / "elsewhere"
    texts = [shared / "samples" / f"{path.stem}.txt" for path in sorted(gold.glob("*.json"))]
    assert len(texts) == 4
    build(texts, tmp_path / "build")
    score(shared, tmp_path / "build" / "records.jsonl", gold, ELSEWHERE)


# The same for two layers in a few lines, on the gold that ships: a clone has it.


def bare(text: str | None) -> str:
    return re.sub(r"\s|[—–－-]|[“”\"]", "", text or "").strip("《》")


def name(agency: str) -> str:
    """A second name in brackets does not count."""
    return re.sub(r"(?<![县市区乡镇村])（[^（）]*）$", "", bare(agency)) or bare(agency)


def path(clause: str) -> str:
    """Chapters and annexes are not scored."""
    parts = [part for part in clause.split("/") if not re.fullmatch(r"第.{1,4}[章节]|附件\d*", part)]
    return "/".join(parts)


def duty(row: Record) -> tuple[str, ...]:
    return ("" if row["role"] == "interpret" else path(row["clause"]), name(row["agency"]), row["role"])


def citation(row: Record) -> tuple[str, ...]:
    return (bare(row["number"]) or bare(row["title"]), row["relation"])


def f1(gold: list[set[tuple[str, ...]]], found: list[set[tuple[str, ...]]]) -> float:
    right = sum(len(a & b) for a, b in zip(gold, found, strict=True))
    return 2 * right / (sum(map(len, gold)) + sum(map(len, found)))


@pytest.mark.parametrize(
    ("layer", "of", "floor"),
    [("responsibilities", duty, 0.97), ("citations", citation, 0.96)],
    ids=["responsibilities", "citations"],
)
def test_the_gold_that_ships(
    layer: str, of: Callable[[Record], tuple[str, ...]], floor: float, corpus_records: list[Record]
) -> None:
    gold = {bare(row["number"]): row for row in documents()}
    found = {bare(row["number"]): row for row in corpus_records}
    assert found.keys() == gold.keys()
    numbers = sorted(gold)
    assert (
        f1(
            [{of(row) for row in gold[n][layer]} for n in numbers],
            [{of(row) for row in found[n][layer]} for n in numbers],
        )
        >= floor
    )


def documents() -> list[Record]:
    rows = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(GOLD.glob("*.json"))]
    return [row for row in rows if row.get("kind") != "news"]


def test_the_gold_that_ships_is_whole(corpus_records: list[Record]) -> None:
    assert len(documents()) == 25
    assert len(list(GOLD.glob("news_*.json"))) == 4
    assert sum(len(row["responsibilities"]) for row in documents()) > 400


def test_a_wrong_build_does_not_pass() -> None:
    gold = [{("一", "市财政局", "lead"), ("二", "市水务局", "support")}]
    assert f1(gold, gold) == 1
    assert f1(gold, [{("一", "市财政局", "support"), ("二", "市水务局", "support")}]) == 0.5
    assert f1(gold, [set()]) == 0
