"""Line ends at the page's edge."""

from __future__ import annotations

import pytest

from kg.mention.flow import full_lines
from kg.text import offsets

WIDE = "学校医院整治。由区消防救援大队牵头负责，区"


@pytest.mark.parametrize(
    ("text", "flowing"),
    [
        (f"{WIDE}\n教育局协助配合。", f"{WIDE}教育局协助配合。"),
        ("牵头单位：市水务局\n配合单位：市财政局", "牵头单位：市水务局\n配合单位：市财政局"),
        (f"{WIDE}\n配合单位：市财政局", f"{WIDE}\n配合单位：市财政局"),
        (f"{WIDE}。\n教育局协助配合。", f"{WIDE}。\n教育局协助配合。"),
        (f"标题\n{WIDE}\n教育局。", f"标题\n{WIDE}教育局。"),
    ],
)
def test_full_lines(text: str, flowing: str) -> None:
    body = full_lines(offsets.whole(text))
    assert body.text == flowing
    assert [text[at] for at in body.at][: len(flowing)] == list(flowing)
