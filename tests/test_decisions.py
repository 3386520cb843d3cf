"""Judgements and corrections beside the sources: applied by every build, reported where they do not fit, undone by
deleting them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.build import build
from kg.errors import DecisionError

TEXT = """大同市人民政府关于印发清水行动方案的通知

同政发〔2024〕5号

各县（区）人民政府，市直各有关单位：

《清水行动方案》已经市人民政府同意，现印发给你们，请认真贯彻执行。

大同市人民政府

2024年3月1日

清水行动方案

一、重点任务

（一）整治黑臭河道。2024年底前完成整治。（市生态环境局牵头，市财政局、市水投公司配合）

（二）加强宣传。各媒体要广泛宣传，市委宣传部做好指导。
"""
CORRECTIONS = """
- id: support
  document: 同政发〔2024〕5号
  clause: 一/（一）
  wrong: {agency: 市财政局, role: support}
  right: {role: responsible}
  who: 王芳
  when: 2024-05-06
  why: 市财政局负责资金
- id: gone
  document: 同政发〔2023〕1号
  field: number
  right: null
  who: 王芳
  when: 2024-05-06
  why: 旧公文
"""
HEAD = "a\tb\tjudgement\twho\twhen\twhy\n"
SAME = f"{HEAD}大同市水务投资有限公司\t市水投公司\tsame\t王芳\t2024-05-06\t公司网站\n"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    directory = tmp_path / "公报"
    directory.mkdir()
    (directory / "a.txt").write_text(TEXT, encoding="utf-8")
    return directory


def built(sources: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    out = sources.parent / "build"
    assert build([sources], out).published
    (line,) = (out / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return json.loads(line), json.loads((out / "report.json").read_text(encoding="utf-8"))


def duties(record: dict[str, Any]) -> dict[str, tuple[str, str, str]]:
    rows = record["responsibilities"]
    return {row["agency"]: (row["role"], row["agency_id"], row["rule"].partition(":")[0]) for row in rows}


def test_decisions_are_applied_and_undone(sources: Path) -> None:
    before, report = built(sources)
    assert duties(before)["市水投公司"][1] != "大同市水务投资有限公司"
    assert (report["warnings"], report["judgements"]) == ([], [])
    assert report["answers"] == (sources / "judgements.tsv").as_posix()

    (sources / "corrections.yaml").write_text(CORRECTIONS, encoding="utf-8")
    (sources / "judgements.tsv").write_text(SAME, encoding="gb18030")
    for _ in range(2):  # kept through rebuilds
        after, report = built(sources)
        assert duties(after)["市财政局"] == ("responsible", "大同市财政局", "correction")
        assert duties(after)["市水投公司"][:2] == ("support", "大同市水务投资有限公司")
        assert "大同市水务投资有限公司" in {body["id"] for body in after["bodies"]}
    assert [warning["code"] for warning in report["warnings"]] == ["correction_unmatched"]
    assert "gone: not applied, no document '同政发〔2023〕1号'" in report["warnings"][0]["message"]
    assert report["judgements"][0]["who"] == "王芳"
    assert [file["source"] for file in report["files"]] == ["a.txt"]

    (sources / "corrections.yaml").unlink()
    (sources / "judgements.tsv").write_text(HEAD, encoding="utf-8")
    assert built(sources)[0] == before


def test_corrections_that_do_not_fit_stand_in_the_report_of_their_file(sources: Path) -> None:
    (sources / "corrections.yaml").write_text(CORRECTIONS.replace("一/（一）", "一/（二）"), encoding="utf-8")
    _, report = built(sources)
    assert "support: 同政发〔2024〕5号: not applied" in report["files"][0]["warnings"][-1]["message"]


@pytest.mark.parametrize(("name", "text"), [("corrections.yaml", "- x"), ("judgements.tsv", "x\n")])
def test_what_cannot_be_read_stops_the_build(name: str, text: str, sources: Path) -> None:
    before, _ = built(sources)
    (sources / name).write_text(text, encoding="utf-8")
    with pytest.raises(DecisionError, match=name):
        build([sources], sources.parent / "build")
    (sources / name).unlink()
    assert built(sources)[0] == before
