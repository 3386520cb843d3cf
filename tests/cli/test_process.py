"""The command as a process: entry points, pipes, locales."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

KG = [sys.executable, "-m", "kg"]


def kg(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    return subprocess.run([*KG, *arguments], capture_output=True, env={**inherited, **environment}, check=False)


def test_version() -> None:
    result = kg("--version")
    assert (result.returncode, result.stdout.decode()) == (0, f"kg {version('gongwen-kg')}\n")


def test_the_installed_command() -> None:
    command = Path(sys.executable).with_name("kg")
    if not command.exists():
        pytest.skip("the package is not installed in this environment")
    assert subprocess.run([command, "--version"], capture_output=True, check=True).stdout.startswith(b"kg ")


@pytest.mark.parametrize(
    ("locale", "more"),
    [
        ("C", {}),
        ("C", {"PYTHONUTF8": "0"}),
        ("POSIX", {"PYTHONIOENCODING": "latin-1"}),
        ("C.UTF-8", {"PYTHONIOENCODING": "gbk"}),
        ("", {}),
    ],
)
def test_output_is_utf8_whatever_the_locale(locale: str, more: dict[str, str], database: Path) -> None:
    result = kg("--lang", "zh", "agency", "市环保局", "--db", str(database), LC_ALL=locale, **more)
    assert "江州市生态环境局" in result.stdout.decode("utf-8"), result.stderr
    assert "牵头" in result.stdout.decode("utf-8")


def test_arguments_that_are_not_utf8(database: Path) -> None:
    command = [*KG, "agency", "市环保局".encode("gb18030"), "--db", str(database)]
    assert "江州市生态环境局" in subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    command[3] = b"\xff\xfe"
    result = subprocess.run(command, capture_output=True, check=False)
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr


def test_a_reader_that_goes_away(database: Path) -> None:
    with subprocess.Popen(
        [*KG, "export", "--format", "nq", "--db", str(database)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_no_arguments_shows_the_help() -> None:
    result = kg(KG_LANG="en")
    assert b"Commands" in result.stdout + result.stderr
    assert result.returncode == 2
