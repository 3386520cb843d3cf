"""Dates as official documents write them: 2023年10月30日, 二〇二三年十月三十日, 二ОО六年五月八日."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DIGITS = {"〇": 0, "○": 0, "零": 0, "Ｏ": 0, "O": 0, "О": 0, "0": 0, "一": 1, "元": 1, "二": 2, "三": 3, "四": 4} | {
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_YEAR = r"(?P<year>(?:19|20)\d{2}|[一二][〇○零ＯOО0一二三四五六七八九]{3})"
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十元]{1,3})"
DATE = re.compile(rf"{_YEAR}\s*年\s*(?P<month>{_SMALL})\s*月\s*(?P<day>{_SMALL})\s*日")


def numeral(text: str) -> int:
    """Value of an Arabic or Chinese numeral up to 99, or of a year written digit by digit. 0 where it is none."""
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
    value = 0
    for character in text:
        if character not in _DIGITS:
            return 0
        value = value * 10 + _DIGITS[character]
    return value


def iso(match: re.Match[str]) -> str | None:
    """ISO form of a :data:`DATE` match; None where there is no such day."""
    year, month, day = (numeral(match[name]) for name in ("year", "month", "day"))
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def month_end(year: int, month: int) -> str:
    """ISO date of a month's last day."""
    return date(year, month, monthrange(year, month)[1]).isoformat()
