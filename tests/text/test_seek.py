"""Words are found in the print across line ends and spans, and lead to their places."""

from __future__ import annotations

import pytest

from kg.model import Evidence, Page, RawText, Span
from kg.text.seek import seek

TEXT = "一、整治 河道。\n（市水\n利局牵头）\n- 15 -\n，市财政局\n配合）二、（市水利局负责）"
RAW = RawText("a.txt", "", "utf-8", "text/plain", TEXT, (Page(1, 0, 26), Page(2, 26, len(TEXT))))
WHOLE: tuple[Span, ...] = ((0, len(TEXT)),)


@pytest.mark.parametrize(
    ("words", "spans", "found"),
    [
        ("整治河道", WHOLE, (((2, 7),), 1)),
        ("市水利局牵头", WHOLE, (((10, 17),), 1)),
        ("市 水利\n局", WHOLE, (((10, 15),), 1)),
        ("牵头），市财政局", ((0, 18), (26, 35)), (((15, 18), (26, 31)), 1)),
        ("市水利局", ((35, len(TEXT)),), (((38, 42),), 2)),
        ("市水利局负责", ((0, 20),), None),
        ("市环保局", WHOLE, None),
        (" ", WHOLE, None),
        ("市水利局", (), None),
    ],
)
def test_seek(words: str, spans: tuple[Span, ...], found: tuple[tuple[Span, ...], int] | None) -> None:
    evidence = seek(words, spans, RAW)
    if found is None:
        assert evidence is None
    else:
        assert evidence == Evidence(found[0], "".join(words.split()), found[1])
        printed = "".join(TEXT[start:end] for start, end in evidence.spans)
        assert "".join(printed.split()) == "".join(words.split())
