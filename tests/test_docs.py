"""The documentation holds: every command in it is run on the graph of the corpus, and its output compared."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import VERBS, app

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh.md")
PAGES = [f"docs/{name}.md" for name in ("annotation", "commands", "corrections", "quality")]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"# exit code (\d)")


@dataclass(frozen=True)
class Example:
    """A command line, the output that the page shows, the exit code it announces."""

    command: str
    shown: tuple[str, ...]
    code: int


def examples() -> list[Example]:
    found: list[Example] = []
    for block in BLOCK.findall((ROOT / "docs" / "commands.md").read_text(encoding="utf-8")):
        for part in block.split("$ ")[1:]:
            command, *shown = part.splitlines()
            code = CODE.search(command)
            found.append(Example(command.split("   #")[0], tuple(shown), int(code[1]) if code else 0))
    return found


def in_readmes() -> list[str]:
    """The commands of the tables that are no example of docs/commands.md already."""
    rows = [row for name in READMES for row in re.findall(r"^\| `(kg .*?)` \|", (ROOT / name).read_text("utf-8"), re.M)]
    elsewhere = ("SOURCE…", "kg serve", "--to URL")  # no example by itself; ends only when told to; needs a server
    shown = {example.command.replace("--lang en ", "").strip() for example in examples() if example.code == 0}
    return sorted({row for row in rows if not any(part in row for part in elsewhere)} - shown)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory, corpus_build: Path) -> Path:
    """A directory with corpus/, docs/ and the graph in build/, as the reader of the page has it."""
    directory = tmp_path_factory.mktemp("docs")
    for name in ("corpus", "docs", "tests"):
        os.symlink(ROOT / name, directory / name)
    shutil.copytree(corpus_build, directory / "build", symlinks=True)
    return directory


def run(command: str, directory: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """Exit code and output of a command line; one with a pipe goes through a shell."""
    monkeypatch.chdir(directory)
    environment = {"COLUMNS": "160", "KG_LANG": "en", "TERM": "dumb"}
    if "|" in command:
        shell = f'kg() {{ "{sys.executable}" -m kg "$@"; }}; set -o pipefail; {command}'
        path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        result = subprocess.run(
            ["bash", "-c", shell],
            capture_output=True,
            check=False,
            encoding="utf-8",
            env={**os.environ, **environment, "PYTHONPATH": path},
        )
        return result.returncode, result.stdout + result.stderr
    invoked = CliRunner().invoke(app, shlex.split(command)[1:], env=environment)
    return invoked.exit_code, invoked.output


def pattern(shown: str) -> str:
    """A shown line as a pattern: "…" is anything, white space any white space."""
    parts = ["\\s+".join(map(re.escape, part.split())) for part in shown.split("…")]
    return ".*?".join(parts)


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.command)
def test_example(example: Example, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, output = run(example.command, checkout, monkeypatch)
    assert code == example.code, output
    for line in example.shown:
        assert re.search(pattern(line), output), f"{line!r} is not in:\n{output[:3000]}"


@pytest.mark.parametrize("command", in_readmes())
def test_readme(command: str, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, output = run(command, checkout, monkeypatch)
    assert code == 0, output


def test_the_python_of_the_readmes(checkout: Path) -> None:
    pages = [(ROOT / name).read_text(encoding="utf-8") for name in READMES]
    english, chinese = (re.findall(r"^```python\n(.*?)^```$", page, re.M | re.S) for page in pages)
    assert english == chinese
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    for code in english:
        command = [sys.executable, "-c", code]
        result = subprocess.run(command, capture_output=True, check=True, cwd=checkout, env=environment)
        assert b"lead " in result.stdout


def test_the_two_readmes_have_the_same_parts() -> None:
    english, chinese = ((ROOT / name).read_text(encoding="utf-8").splitlines() for name in READMES)
    for marks in ("#", "| `kg", "```", "kg/", "make "):
        assert sum(line.startswith(marks) for line in english) == sum(line.startswith(marks) for line in chinese), marks


def test_every_verb_has_its_part() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert re.findall(r"^## kg ([\w-]+)$", page, re.M) == list(VERBS)


def test_every_file_that_newcomers_are_sent_to_is_there() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    places = set(re.findall(r"`((?:kg|tests|ontology|docs|tools|corpus)/[\w./-]*)`", page))
    assert len(places) > 30
    assert [place for place in sorted(places) if not (ROOT / place).exists()] == []


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md", *PAGES])
def test_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
