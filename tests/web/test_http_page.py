"""docs/http.md holds: every example in it is run against a live server on the graph of the corpus."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.web import api

PAGE = (Path(__file__).parents[2] / "docs" / "http.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples() -> list[tuple[str, str]]:
    parts = [part for block in BLOCK.findall(PAGE) for part in block.split("$ ")[1:]]
    return [(command, shown) for command, shown in (part.strip().split("\n", 1) for part in parts)]


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
@pytest.mark.parametrize(("command", "shown"), examples())
def test_example(command: str, shown: str, corpus_address: str) -> None:
    shell = f"KG={corpus_address}; {command}"
    output = subprocess.run(["bash", "-c", shell], capture_output=True, check=True, encoding="utf-8").stdout
    for line in shown.splitlines():
        pattern = ".*".join(re.escape(part) for part in line.split("…"))
        assert re.search(pattern, output, re.DOTALL), output[:2000]


def test_every_address_of_the_api_has_its_line() -> None:
    for operation in api.OPERATIONS:
        assert f"`{api.PREFIX}{operation.path}" in PAGE
