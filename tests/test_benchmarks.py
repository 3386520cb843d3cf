"""The benchmark runs, and its figures fit together. What they amount to is no matter here."""

from __future__ import annotations

import importlib
import json
import pkgutil
from pathlib import Path

import pytest

import benchmarks
from benchmarks import build_corpus, growth, hostile, memory, scale
from kg.model import DocumentFacts
from kg.query.named import named_queries

TEXT = """江州市人民政府办公室关于清水行动的通知
江政办发〔2024〕5号
各区人民政府：
一、整治河道。（市生态环境局牵头）
2024年3月1日
"""


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(benchmarks.__path__)])
def test_every_benchmark_can_be_loaded(name: str) -> None:
    assert importlib.import_module(f"benchmarks.{name}").__doc__


def test_figures_fit_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = tmp_path / "语料"
    corpus.mkdir()
    (corpus / "a.txt").write_text(TEXT * 20, encoding="utf-8")
    assert build_corpus.main(["--corpus", str(corpus), "--repeats", "1", "--json", str(tmp_path / "out.json")]) == 0
    figures = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert figures["corpus"] == {"files": 1, "characters": len(TEXT) * 20}
    assert 0 < sum(figures["rooms_seconds"].values()) <= figures["build_seconds"]
    speed = figures["extraction_characters_per_second"] / figures["tokenisation_characters_per_second"]
    assert figures["extraction_to_tokenisation"]["median"] == pytest.approx(speed, rel=0.01)
    printed = capsys.readouterr().out
    assert "ratio" in printed
    assert json.loads(printed[printed.index("{") :]) == figures


def test_repeats_must_be_positive(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        build_corpus.main(["--repeats", "0"])


def test_growth_is_told_for_every_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT * 20, encoding="utf-8")
    monkeypatch.setattr(growth, "SIZES", (1, 2))
    monkeypatch.setattr(growth, "MEGABYTE", 20_000)
    figures = growth.measure(tmp_path, 1)
    assert [len(form["growth"]) for form in figures["forms"].values()] == [1] * 4
    assert "gazette" in growth.table(figures)


def test_hostile_texts_are_measured_once_and_doubled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hostile, "TIMES", 2)
    figures = hostile.measure(tmp_path, 1)
    assert set(hostile.WORDS) < set(figures)
    assert all(len(seconds) == 2 for seconds in figures.values())
    assert "open titles" in hostile.table(figures)


def test_a_build_of_more_files_stays_in_its_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "FILES", (3,))
    monkeypatch.setattr(memory, "ITEMS", 4)
    figures = memory.measure(tmp_path, 1)
    for row in figures["rows"]:
        assert max(row["clean"], row["unchanged"]) <= figures["bound_megabytes"]
    assert "clean build" in memory.table(figures)


def test_large_graphs_are_asked_every_kept_question(corpus_facts: list[DocumentFacts], tmp_path: Path) -> None:
    figures = scale.measure(corpus_facts, tmp_path / "build", with_peer=False)
    assert set(figures["ours"]["questions"]) == {query.name for query in named_queries()}
    assert figures["documents"] == len(corpus_facts)
    assert "load: on the disk" in scale.table(figures)
