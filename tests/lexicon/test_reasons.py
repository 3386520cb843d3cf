"""Why a file was not read is told in Chinese, whole or not at all."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.lexicon import load
from kg.lexicon.reasons import in_chinese
from kg.source import SourceFile, read


@pytest.mark.parametrize(
    ("content", "chinese"),
    [
        (b"", "空文件"),
        (b" \n", "只有空白"),
        (
            bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600),
            "像是旧版 Office 文件（DOC、XLS、WPS）或加密的新版文件；请另存为",
        ),
        (b"PK\x03\x04junk", "ZIP 文件已损坏或不完整；请重新获取文件"),
        (b"a\x00b" * 99, "含空字节，是二进制文件；请改用纯文本"),
    ],
)
def test_what_reading_says(content: bytes, chinese: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(SourceError) as error:
        read(SourceFile(tmp_path / "a", "a"))
    assert in_chinese(str(error.value).partition(": ")[2]).startswith(chinese)


def test_a_reason_that_is_half_known_stays_as_it_is() -> None:
    assert in_chinese("empty file; dance") == "empty file; dance"


def test_the_place_stays_and_the_words_of_the_system_are_told() -> None:
    said = in_chinese("公报/corrections.yaml: cannot be read: Permission denied")
    assert said == "公报/corrections.yaml：无法读取（没有权限）"


PACKAGE = Path(__file__).parents[2] / "kg"
OF_THE_INSTALLATION = ("lexicon/", "mention/", "graph/vocabulary.py", "export/jsonld.py", "web/pages/")
"""Rooms whose errors say that the package is damaged."""
OF_SCRIPTS = (
    "unknown format",
    "no language",
    "no such role",
    "hops must be",
    "no agency",
    "no graph here",
    "is not empty",
    ":begin -->",
)
"""What only a script that calls the package's functions with wrong values is told."""
OF_PARTS = ("9: 9", "looks like 9; 9")
"""Messages all of whose words come from elsewhere."""


def uncoded() -> Iterator[tuple[str, str]]:
    """File and line, and message, of each error without a message of its own; values are told as 9."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and len(node.exc.args) == 1:
                kind, message = ast.unparse(node.exc.func), node.exc.args[0]
                if kind in KINDS and isinstance(message, ast.Constant | ast.JoinedStr):
                    yield f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}", plain(message)


KINDS = ("KgError", "SourceError", "StoreError", "QueryError", "DecisionError", "ScoreError", "Refused")


def plain(message: ast.Constant | ast.JoinedStr) -> str:
    parts = message.values if isinstance(message, ast.JoinedStr) else [message]
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "9" for part in parts)


def test_every_format_has_a_chinese_name() -> None:
    known = load.tree("file_formats")
    names = [row["name"] for row in known["formats"] if not row.get("reader")]
    names += [row["is"] for row in known["packages"] if " " in row["is"]]
    told = [in_chinese(f"looks like {name}") for name in names]
    left = [one for one in told if re.search(r"\b(?:an?|file|archive|workbook|picture|program)\b", one)]
    assert len(told) > 15 and not left


def test_every_error_that_a_user_can_cause_is_told_in_chinese() -> None:
    found = list(uncoded())
    assert len(found) > 80
    english = [
        (place, message)
        for place, message in found
        if not place.startswith(OF_THE_INSTALLATION)
        and not any(words in message for words in OF_SCRIPTS)
        and message not in OF_PARTS
        and in_chinese(message) == message
    ]
    assert english == []
