"""A build with the trained model: what it finds says so, and a build without it takes nothing over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.build import build
from kg.mention import ner
from kg.mention.agency.names import AgencyHit

NOTICE = """某某市人民政府办公室关于做好数据工作的通知
某政办发〔2023〕7号

各县（市、区）人民政府：

一、由晨光数据港负责建设平台。

某某市人民政府办公室
2023年5月6日
"""
NAME = "晨光数据港"


def records(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "records.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A notice with a name in it that only the model knows."""

    def find(text: str) -> list[AgencyHit]:
        start = text.find(NAME)
        return [AgencyHit(start, start + len(NAME), NAME, ner.rule())] if start >= 0 else []

    monkeypatch.setattr(ner, "find", find)
    path = tmp_path / "通知.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def test_the_model_adds_agencies_and_says_so(notice: Path, tmp_path: Path) -> None:
    out = tmp_path / "build"
    assert build([notice], out, model=True).published
    (record,) = records(out)
    (mention,) = (row for row in record["agency_mentions"] if row["surface"] == NAME)
    assert mention["rule"] == ner.rule()
    (duty,) = (row for row in record["responsibilities"] if row["agency"] == NAME)
    assert duty["rule"].endswith(f"+{ner.rule()}")


def test_a_build_without_it_takes_nothing_of_one_with_it(notice: Path, tmp_path: Path) -> None:
    out, clean = tmp_path / "build", tmp_path / "clean"
    build([notice], out, model=True)
    assert build([notice], out).reused == ()
    build([notice], clean)
    assert (out / "records.jsonl").read_bytes() == (clean / "records.jsonl").read_bytes()
    assert ner.rule() not in (out / "records.jsonl").read_text(encoding="utf-8")
    assert build([notice], out, model=True).reused == ()
    assert build([notice], out, model=True).reused == (notice.name,)
