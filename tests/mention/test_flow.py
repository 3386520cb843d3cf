"""Line ends at the page's edge."""

from __future__ import annotations

import pytest

from kg.mention.flow import full_lines, unbroken
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


def test_a_label_begins_a_line() -> None:
    text = "成员单位：市公安局、市财政局、江州供电公司\n主要职责：负责供电，保障重点部位的\n需要。"
    assert unbroken(text) == "成员单位：市公安局、市财政局、江州供电公司\n主要职责：负责供电，保障重点部位的需要。"
