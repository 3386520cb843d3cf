"""kg score: what it writes, and how it ends. The annotations are the records of the build itself, then altered."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory, corpus_records: list[dict[str, Any]]) -> Path:
    """All documents; one has another kind, one agency too many and one too few."""
    directory = tmp_path_factory.mktemp("标注")
    for number, record in enumerate(corpus_records):
        (directory / f"{number}.json").write_text(json.dumps(record), encoding="utf-8")
    first = corpus_records[0]
    altered = {**first, "kind": "令", "agencies": ["某某局", *first["agencies"][1:]]}
    (directory / "0.json").write_text(json.dumps(altered), encoding="utf-8")
    return directory


def score(*arguments: object, language: str = "en") -> Result:
    environment = {"COLUMNS": "100", "KG_LANG": language, "TERM": "dumb"}
    return CliRunner().invoke(app, ["score", *map(str, arguments)], env=environment)


def test_table(gold: Path, corpus_build: Path) -> None:
    result = score(gold, "--db", corpus_build)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["Layer", "Precision", "Recall", "F1", "Annotated", "Found"]
    assert re.search(r"^documents +1\.000 +1\.000 +1\.000 +25 +25$", result.stdout, re.M)
    assert re.search(r"^field kind +0\.960 +0\.960 +0\.960 +25 +25$", result.stdout, re.M)
    assert len({len(line) for line in lines[2:]}) == 1  # numbers stand under each other
    assert "准确率" in score(gold, "--db", corpus_build, language="zh").stdout


def test_json_and_markdown(gold: Path, corpus_build: Path, tmp_path: Path) -> None:
    figures = json.loads(score(gold, "--db", corpus_build, "-f", "json").stdout)
    assert figures["field kind"] == {"precision": 0.96, "recall": 0.96, "f1": 0.96, "gold": 25, "found": 25}
    page = tmp_path / "score.md"
    assert score(gold, "--db", corpus_build, "-f", "markdown", "--output", page).exit_code == 0
    assert "| kind | 0.960 | 0.960 | 0.960 | 25 | 25 |" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("layer", ["kind", "field kind", "agencies"])
def test_errors(layer: str, gold: Path, corpus_build: Path, corpus_records: list[dict[str, Any]]) -> None:
    result = score(gold, "--db", corpus_build, "--errors", layer)
    first = corpus_records[0]
    lost, found = ("某某局", first["agencies"][0]) if layer == "agencies" else ("令", first["kind"])
    assert result.stdout.splitlines() == [f"- {first['number']}: {lost}", f"+ {first['number']}: {found}"]
    rows = json.loads(score(gold, "--db", corpus_build, "--errors", layer, "-f", "json").stdout)
    assert rows[0] == {"sign": "-", "document": first["number"], "item": [lost]}


def test_minimum(gold: Path, corpus_build: Path) -> None:
    met = score(gold, "--db", corpus_build, "--min", "documents=1", "--min", "kind=0.96")
    assert met.exit_code == 0
    missed = score(gold, "--db", corpus_build, "--min", "documents=1", "--min", "field kind=0.97")
    assert missed.exit_code == 1
    assert missed.stderr == "kg: field kind has F1 0.960, below 0.97\n"
    assert missed.stdout == met.stdout


def test_compare(gold: Path, corpus_build: Path, corpus_records: list[dict[str, Any]], tmp_path: Path) -> None:
    same = score(gold, "--db", corpus_build, "--compare", corpus_build)
    assert same.stdout == "no layer differs\n"
    other = tmp_path / "other"
    (other / "store").mkdir(parents=True)
    last = corpus_records[-1]
    records = [*corpus_records[:-1], {**last, "agencies": [*last["agencies"][1:], "某某局"]}]
    (other / "records.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    lines = score(gold, "--db", corpus_build, "--compare", other).stdout.splitlines()
    assert re.fullmatch(r"agencies: F1 0\.\d+ → 0\.\d+, \+2 -0", lines[0])
    assert lines[1:] == [
        f"  + now found {last['number']}: {last['agencies'][0]}",
        f"  + no longer claimed {last['number']}: 某某局",
    ]
    back = json.loads(score(gold, "--db", other, "--compare", corpus_build, "-f", "json").stdout)
    assert back["agencies"]["missed"] == [[last["number"], [last["agencies"][0]]]]
    assert back["agencies"]["claimed"] == [[last["number"], ["某某局"]]]


@pytest.mark.parametrize("wrong", [("--errors", "agency"), ("--min", "agencies"), ("--min", "agencies=high")])
def test_wrong_use(wrong: tuple[str, str], gold: Path, corpus_build: Path) -> None:
    assert score(gold, "--db", corpus_build, *wrong).exit_code == 2


def test_no_gold_and_no_graph(gold: Path, corpus_build: Path, tmp_path: Path) -> None:
    for arguments in ((tmp_path / "nowhere", "--db", corpus_build), (gold, "--db", tmp_path / "nowhere")):
        result = score(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("kg: ")
        assert result.stderr.count("\n") == 1
