"""Plain text whose columns stand side by side on a line."""

from __future__ import annotations

from itertools import zip_longest
from unicodedata import east_asian_width

import pytest

from kg.source import readers
from tests.source.test_pdf import document, printed, squash

LINE = 22
DEPTH = 30


def wide(text: str, counted: bool) -> int:
    """How many places a text takes: as it is displayed, or as its characters are counted."""
    return len(text) if counted else sum(2 if east_asian_width(one) in "WFA" else 1 for one in text)


def columns(count: int) -> list[str]:
    """A notice in lines of a column's width."""
    lines = []
    for paragraph in document("防汛抗旱", count):
        text = paragraph.printed if paragraph.look == "to" else f"　　{paragraph.printed}"
        lines += [text[k : k + LINE] for k in range(0, len(text), LINE)]
    return lines


def pages(lines: list[str], counted: bool) -> str:
    """Two columns a page, side by side, and a form feed behind each page."""
    room = (LINE if counted else 2 * LINE) + 4
    text = ""
    for k in range(0, len(lines), 2 * DEPTH):
        left, right = lines[k : k + DEPTH], lines[k + DEPTH : k + 2 * DEPTH]
        rows = zip_longest(left, right, fillvalue="")
        text += "".join(f"{one}{' ' * (room - wide(one, counted))}{other}".rstrip() + "\n" for one, other in rows)
        text += f"{' ' * (room - 4)}- {k // (2 * DEPTH) + 1} -\n\f"
    return text


@pytest.mark.parametrize("counted", [False, True])
def test_columns_are_read_one_behind_the_other(counted: bool) -> None:
    found = readers.extract(pages(columns(40), counted).encode())
    text = "".join(line for line in found.text.split("\n") if not line.strip().startswith("-"))
    assert squash(text) == printed(document("防汛抗旱", 40))
    assert found.media_type == "text/plain"
    assert "".join(found.text[one.start : one.end] for one in found.pages) == found.text
    assert len(found.pages) == 3


ROWS = [f"{k:<6}{'开展排查':<12}{'市教育局':<12}{'3月底':<8}" for k in range(1, 60)]


@pytest.mark.parametrize(
    "text",
    [
        pages(columns(40), False).replace("\f", ""),  # no pages
        "\f".join("\n".join(columns(12)) for _ in range(3)),  # a column
        "\f".join("\n".join(ROWS[k : k + 30]) for k in (0, 30)),  # a table
        "江州市人民政府        江州市财政局\n2024年3月1日\f" * 15,  # signatures
    ],
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert readers.extract(text.encode()).text == text
