"""The benchmark of reading runs, and its figures fit together. What they amount to is no matter here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import reading

TEXT = """某某市人民政府办公室关于防汛的通知
某政办发〔2024〕5号
各区人民政府：
一、压实责任。（市水利局牵头）
2024年3月1日
"""


def test_figures_fit_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = tmp_path / "语料"
    corpus.mkdir()
    (corpus / "a.txt").write_text(TEXT * 30, encoding="utf-8")
    assert reading.main(["--corpus", str(corpus), "--repeats", "1", "--json", str(tmp_path / "out.json")]) == 0
    figures = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert figures["text"]["files"] == 1
    assert figures["pdf"]["pages"] == 2
    speeds = figures["text_megabytes_per_second"]
    assert speeds["together"] <= min(speeds["reading"], speeds["repair"], speeds["outline"])
    assert min(figures["pdf_pages_per_second"].values()) > 0
    printed = capsys.readouterr().out
    assert "together : tokenisation" in printed
    assert json.loads(printed[printed.index("{") :]) == figures


def test_repeats_must_be_positive() -> None:
    with pytest.raises(SystemExit):
        reading.main(["--repeats", "0"])
