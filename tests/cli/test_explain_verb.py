"""kg explain: what was repaired, and which block went where, in words."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from kg.cli.app import app

TEXT = """江政发〔2024〕5号
江州市人民政府关于印发清水行动方案的通知
各区人民政府：
现印发给你们，浓度耀10滋g。
2024年3月1日
"""


def kg(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["--lang", "zh", "explain", *arguments], env={"COLUMNS": "120", "TERM": "dumb"})
    assert result.exit_code == 0, result.output
    return result.stdout


def test_blocks_and_repairs_have_words(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    said = kg(str(tmp_path / "a.txt"))
    assert "江政发〔2024〕5号：" in said
    assert [kind for kind in ("标题", "文号", "主送机关", "正文") if kind not in said] == []
    assert "错字形：μ" in said
    pieces = json.loads(kg(str(tmp_path / "a.txt"), "--format", "json"))["documents"][0][1]
    assert {"title", "number", "addressee", "text"} <= {piece["kind"] for piece in pieces}


def test_a_file_holds_what_is_said_of_each_source(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    out = tmp_path / "out" / "said.txt"
    out.parent.mkdir()
    assert kg(str(tmp_path), "--output", str(out)) == ""
    said = out.read_text(encoding="utf-8")
    assert [said.count(f"{name}：utf-8") for name in ("a.txt", "b.txt")] == [1, 1]
