"""The message table: both languages say the same, nothing is missing, nothing is left over."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from typer import Context
from typer.main import get_command
from typer.testing import CliRunner

from kg.cli import language
from kg.cli.app import VERBS, app
from kg.cli.language import Language
from kg.lexicon import load

MESSAGES = load.tree("messages.yml")
PLACEHOLDER = re.compile(r"\{(\w+)")


@pytest.mark.parametrize("key", MESSAGES)
def test_both_languages(key: str) -> None:
    message = MESSAGES[key]
    assert set(message) == {"zh", "en"}
    assert all(message.values())
    if not key.startswith("help."):
        assert set(PLACEHOLDER.findall(message["zh"])) == set(PLACEHOLDER.findall(message["en"]))


def test_every_key_in_the_code_is_in_the_table() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in Path(language.__file__).parent.glob("*.py"))
    used = set(re.findall(r'say\(\s*"([^"]+)"', code))
    assert len(used) > 10
    assert used <= set(MESSAGES)


def parameters(verb: str) -> list[str]:
    group = get_command(app)
    return [parameter.name for parameter in group.get_command(Context(group), verb).params]


def help_of(*arguments: str, **environment: str) -> str:
    result = CliRunner().invoke(app, [*arguments, "--help"], env={"COLUMNS": "120", "TERM": "dumb", **environment})
    assert result.exit_code == 0
    return result.stdout


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_no_help_is_cut_off_in_a_narrow_terminal(verb: str) -> None:
    shown = help_of("--lang", "zh", verb, COLUMNS="80")
    assert [line for line in shown.splitlines() if re.search("… *│", line)] == []


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_help_with_examples_in_both_languages(verb: str) -> None:
    chinese, english = help_of("--lang", "zh", verb), help_of("--lang", "en", verb)
    assert "示例：" in chinese
    assert "Examples:" in english
    assert "{}" not in chinese + english
    for text in (chinese, english):
        assert f"kg {verb}" in text
    for name in parameters(verb):
        assert name in ("help", "db", "address", "output") or f"help.{verb}.{name}" in MESSAGES


def test_every_help_key_belongs_to_something() -> None:
    known = {"help.kg", "help.kg.lang", "help.kg.show_version"}
    known |= {f"help.{name}" for name in ("help", "db", "address", "output", "commands", "options", "arguments")}
    for verb in VERBS:
        known |= {f"help.{verb}"} | {f"help.{verb}.{name}" for name in parameters(verb)}
    assert {key for key in MESSAGES if key.startswith("help.")} <= known


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.GBK"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "KG_LANG": "en"}, "en"),
        ({"LANG": "C", "KG_LANG": "zh"}, "zh"),
    ],
)
def test_the_language_follows_the_locale(environment: dict[str, str], spoken: str, monkeypatch: Any) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "KG_LANG"):
        monkeypatch.delenv(name, raising=False)
    text = help_of(**environment)
    assert ("命令" in text) == (spoken == "zh")


def test_the_option_goes_before_the_environment() -> None:
    assert "命令" in help_of("--lang", "zh", KG_LANG="en")


def test_a_language_that_is_not_spoken() -> None:
    assert CliRunner().invoke(app, ["--lang", "fr", "stats"]).exit_code == 2


def test_one_command_does_not_leave_its_language_to_the_next() -> None:
    help_of("--lang", "zh")
    language.use(Language.zh)
    assert "Commands" in help_of(LANG="C", LC_ALL="C", KG_LANG="")
