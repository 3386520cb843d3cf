"""Deadlines that no 前 or 到 marks: behind 完成时限：, in a column of a duty table, before 完成, by parts of a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from kg.lexicon.load import tree
from kg.lexicon.sieve import sieve
from kg.mention.deadline.deadline_forms import last_day
from kg.text import dates

_YEAR = r"(?:(?P<year>20\d\d)[ \u3000]*年(?:(?=[度底末])度?)?|(?P<rel>今年|本年|当年|明年))?[ \u3000]*"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])[ \u3000]*月(?:份)?"
_IN_MONTH = r"(?:(?P<day>3[01]|[12]\d|0?[1-9])[日号]|(?P<third>[上中下]旬)|(?P<mend>底|末))?"
_NUMERIC = (
    r"(?P<ny>20\d\d)(?P<nsep>[.\-/])(?P<nm>1[0-2]|0?[1-9])(?!\d)(?:(?P=nsep)(?P<nd>3[01]|[12]\d|0?[1-9])(?!\d))?"
    r"(?:[底末]|(?P<nbefore>(?:之|以)?前))?"
)
"""2024.12, 2024-12-31: only where a label or a column says that it is a term."""
_DATE = (
    rf"(?:{_NUMERIC}|{_YEAR}(?:{_MONTH}{_IN_MONTH}|(?P<this>本月|下月|当月)(?:底|末)|(?P<half>[上下]半年)(?:底|末)?"
    r"|第?(?P<quarter>[一二三四1-4])季度(?P<qend>底|末)?|(?P<yend>年?[底末]))(?P<before>(?:之|以)?前)?)"
)
_WHERE = r"(?:完成|办结|整改|落实|销号|推进|办理|实施)(?:的)?(?:时限|期限|时间|节点)|(?:时限|期限)(?:要求)?|时间节点"
_LABEL = sieve(rf"(?:{_WHERE})[：:]\s*(?P<date>{_DATE})")
_COLUMN = re.compile(rf"(?:{_WHERE})\Z|\A(?:时限|期限|时间要求|进度要求|计划完成时间|拟完成时间)\Z")
_IN_CELL = re.compile(_DATE)
_YEAR_CELL = re.compile(r"(?P<year>20\d\d)年[内度]?")
_RUNNING = re.compile(rf"(?=[\d本下当上第一二三四今明])(?<![\d年月日至到从自—\-～~])(?P<date>{_DATE})")
_PARTS = ("月", "季度", "半年")
_TO = re.compile(r"\s*(?:至|到|[-—－~～]+)\s*")
_PAST = re.compile(r"[\u4e00-\u9fff]{2,4}(?:了|的(?!工作|任务))|情况")
_AIM = re.compile(r"(?:力争|确保|争取|计划|预计|拟|务必|须|应|要|于|在)\Z")


class Term(NamedTuple):
    """A date at ``start`` to ``end`` of a text, and the last day that it allows; None where that is not fixed."""

    start: int
    end: int
    date: str | None
    rule: str


@cache
def _results() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, tree("deadline_cues")["results"]), key=len, reverse=True))
    return re.compile(rf"，?(?:全市|全省|全县|全区|基本|全面|全部)?(?:{words})")


def terms(text: str, signed: str | None) -> Iterator[Term]:
    """The terms of a clause's text. ``signed`` (ISO) gives the year where the text gives none."""
    for match in _LABEL.finditer(text):
        yield _stretch(match, signed, "deadline/label")
    if not signed or not any(part in text for part in _PARTS):
        return  # without a year a month says nothing
    for match in _RUNNING.finditer(text):
        if (match["year"] or match["rel"]) and not (match["third"] or match["quarter"]):
            continue  # read with 前, 到 or 完成 elsewhere
        if match["month"] and match["before"] and not match["third"]:
            continue
        if not (match["third"] or match["half"] or match["quarter"] or match["this"] or match["month"]):
            continue
        rest, left = text[match.end() :], text[: match.start()]
        if re.search(
            r"每[^，。；]{0,6}\Z|20\d\d年[^，。；]{0,4}\Z|上年\Z|去年\Z|同比[^，。；]{0,6}\Z", left
        ) or _PAST.match(rest):
            continue
        aimed, done = _AIM.search(left), _results().match(rest)
        if not match["before"] and not done:
            continue
        term = _term(match, signed, "deadline/term-of-year")
        if not match["before"] and not aimed and term.date and term.date[:4] != signed[:4]:
            continue  # 6月完成投资 in a text of October looks back
        yield term


def cell_terms(row: str, columns: tuple[str, ...], signed: str | None) -> Iterator[Term]:
    """The terms in the cells of a duty table's row whose column is one of terms (完成时限)."""
    place = 0
    for head, cell in zip(columns, row.split("\t"), strict=False):
        if _COLUMN.search(re.sub(r"\s", "", head)) and len(cell) <= 40:
            at = 0
            year = _YEAR_CELL.fullmatch(cell.strip())
            if year:
                low = place + cell.index(year["year"])
                yield Term(low, low + len(year.group()), f"{year['year']}-12-31", "deadline/column")
            while match := _IN_CELL.search(cell, at):
                low, high, day, rule = _stretch(match, signed, "deadline/column")
                yield Term(place + low, place + high, day, rule)
                at = high
        place += len(cell) + 1


def _stretch(match: re.Match[str], signed: str | None, rule: str) -> Term:
    """The term of a date or of a stretch (2024年6月至9月), which its end fixes."""
    first, to = _term(match, signed, rule), _TO.match(match.string, match.end())
    last = _IN_CELL.match(match.string, to.end()) if to else None
    if not last:
        return first
    begun = match["year"] or match["ny"]
    named = f"{begun}-01-01" if begun else signed
    return Term(first.start, last.end(), _last_day(last, named), rule)


def _term(match: re.Match[str], signed: str | None, rule: str) -> Term:
    span = match.span("date") if "date" in match.re.groupindex else match.span()
    return Term(*span, _last_day(match, signed), rule)


def _numeric(match: re.Match[str]) -> str | None:
    """The day of 2024-12-31, the last of 2024.12; with 前 a month ends before it."""
    year, month = int(match["ny"]), int(match["nm"])
    if match["nbefore"] and not match["nd"]:
        return (date(year, month, 1) - timedelta(days=1)).isoformat()
    return last_day(year, month, int(match["nd"]) if match["nd"] else None)


def _last_day(match: re.Match[str], signed: str | None) -> str | None:
    if match["ny"]:
        return _numeric(match)
    year = _year(match, signed)
    if year is None or (match["this"] and not signed):
        return None
    try:
        first, last = _bounds(match, year, signed or "")
    except ValueError:
        return None
    ends = match["mend"] or match["qend"] or match["yend"] or match["day"] or match["this"]
    return (last if not match["before"] or ends else first - timedelta(days=1)).isoformat()


def _year(match: re.Match[str], signed: str | None) -> int | None:
    if match["year"]:
        return int(match["year"])
    if not signed:
        return None
    year = int(signed[:4])
    if match["rel"]:
        return year + (match["rel"] == "明年")
    return year + bool(match["month"] and int(match["month"]) < int(signed[5:7]))


def _bounds(match: re.Match[str], year: int, signed: str) -> tuple[date, date]:
    """First and last day of the stretch that the date names."""
    if match["this"]:
        months = int(signed[:4]) * 12 + int(signed[5:7]) - 1 + (match["this"] == "下月")
        return _month(months // 12, months % 12 + 1)
    if match["half"]:
        return (
            (date(year, 1, 1), date(year, 6, 30))
            if match["half"] == "上半年"
            else (date(year, 7, 1), date(year, 12, 31))
        )
    if match["quarter"]:
        number = "一二三四".find(match["quarter"]) + 1 or int(match["quarter"])
        return date(year, number * 3 - 2, 1), _month(year, number * 3)[1]
    if not match["month"]:
        return date(year, 1, 1), date(year, 12, 31)
    first, last = _month(year, int(match["month"]))
    if match["day"]:
        day = date(year, first.month, int(match["day"]))
        return day, day
    tenth = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, last.day)}.get(match["third"] or "")
    return (first.replace(day=tenth[0]), first.replace(day=tenth[1])) if tenth else (first, last)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date.fromisoformat(dates.month_end(year, month))


_MEETING = re.compile(r"[〔\[［【（(](20\d\d)[〕\]］】）)]\s*第?\d{1,4}(?:号|次|期)")


def day_of(number: str | None, texts: list[str], title: str | None = None) -> str | None:
    """The day from which the terms of an unsigned text count: its 印发 date, its number, its title, its first date.

    ISO; None where nothing says it. Minutes of a meeting have no other: 「3月14日下午…」, 「〔2024〕27号」.
    """
    for text in reversed(texts):
        for match in re.finditer(rf"{dates.DATE.pattern}\s*印发(?!的|《)", text):
            if printed := dates.iso(match):
                return printed
    if meeting := _MEETING.search(number or ""):
        return f"{meeting[1]}-01-01"
    if named := re.match(r"[^《]*?(?<![—\-－–~～至\d])(20\d\d)年(?:度)?(?![—\-－~至]|\d)", title or ""):
        return f"{named[1]}-01-01"
    for text in texts[:2]:
        if meeting := _MEETING.search(text):
            return f"{meeting[1]}-01-01"
    for text in texts[:2]:
        if (first := dates.DATE.search(text)) and (day := dates.iso(first)):
            return f"{day[:4]}-01-01" if text.startswith(("前", "之前"), first.end()) else day  # itself a term
    return None
