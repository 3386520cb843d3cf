"""Dates and numerals as official documents print them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import dates, numerals

PRINTED = [
    ("2023年10月30日", "2023-10-30"),
    ("2023 年 1 月 5 日", "2023-01-05"),
    ("2023年\n12月\n31日", "2023-12-31"),
    ("二〇二三年十月三十日", "2023-10-30"),
    ("二○二三年十一月七日", "2023-11-07"),
    ("二零二三年元月十日", "2023-01-10"),
    ("二ОО六年五月八日", "2006-05-08"),  # Cyrillic О
    ("二OO六年五月二十八日", "2006-05-28"),  # Latin O
    ("一九九八年十二月三十一日", "1998-12-31"),
    ("2024年2月29日", "2024-02-29"),
    ("2023年2月29日", None),
    ("2023年2月30日", None),
    ("2023年13月1日", None),
    ("2023年0月1日", None),
    ("2023年4月31日", None),
    ("二〇二三年十三月一日", None),
]


@pytest.mark.parametrize(("text", "expected"), PRINTED, ids=[text.replace("\n", "/") for text, _ in PRINTED])
def test_iso(text: str, expected: str | None) -> None:
    match = dates.DATE.fullmatch(text)
    assert match
    assert dates.iso(match) == expected


@pytest.mark.parametrize(
    "text", ["2023年10月", "23年10月30日", "1023年10月30日", "10月30日", "2023-10-30", "三年十月一日"]
)
def test_what_is_no_full_date(text: str) -> None:
    assert not dates.DATE.search(text)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_in_figures_and_in_characters(day: date) -> None:
    digits = "〇一二三四五六七八九"
    small = ["", *"一二三四五六七八九十", *(f"十{c}" for c in "一二三四五六七八九"), "二十"]
    small += [*(f"二十{c}" for c in "一二三四五六七八九"), "三十", "三十一"]
    year = "".join(digits[int(c)] for c in f"{day.year}")
    for text in (f"{day.year}年{day.month}月{day.day}日", f"{year}年{small[day.month]}月{small[day.day]}日"):
        match = dates.DATE.fullmatch(text)
        assert match
        assert dates.iso(match) == day.isoformat()


def test_numeral() -> None:
    values = {"7": 7, "十": 10, "十一": 11, "二十": 20, "三十一": 31, "九十九": 99, "二〇二三": 2023, "元": 1, "甲": 0}
    assert {text: dates.numeral(text) for text in values} == values


def test_month_end() -> None:
    assert [dates.month_end(2023, 2), dates.month_end(2024, 2), dates.month_end(2023, 12)] == [
        "2023-02-28",
        "2024-02-29",
        "2023-12-31",
    ]


@pytest.mark.parametrize(
    ("numeral", "expected"),
    [
        ("一百四十二", "142"),
        ("十", "10"),
        ("二十", "20"),
        ("一千零五", "1005"),
        ("〇〇七", "7"),
        ("０３０", "30"),
        ("12", "12"),
    ],
)
def test_arabic(numeral: str, expected: str) -> None:
    assert numerals.arabic(numeral) == expected
