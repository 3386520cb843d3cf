"""docs/corrections.md holds: its files are written, its commands are run, its output is compared."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app

PAGE = (Path(__file__).parents[1] / "docs" / "corrections.md").read_text(encoding="utf-8")
FILE = re.compile(r"^```(?:text|yaml) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_page_from_top_to_bottom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in FILE.findall(PAGE):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    commands = [part.splitlines() for block in COMMANDS.findall(PAGE) for part in block.split("$ ")[1:]]
    assert len(commands) == 7
    for command, *shown in commands:
        result = CliRunner().invoke(
            app, shlex.split(command)[1:], env={"COLUMNS": "160", "KG_LANG": "en", "TERM": "dumb"}
        )
        assert result.exit_code == 0, result.output
        for line in shown:
            parts = (r"\s+".join(map(re.escape, part.split())) for part in line.split("…"))
            assert re.search(".*?".join(parts), result.output), f"{line!r} is not in:\n{result.output}"


def test_every_key_of_the_files_is_explained() -> None:
    for word in ("wrong", "right", "quote", "field", "same", "different", "unsure"):
        assert re.search(rf"`?\b{word}\b`?", PAGE)
