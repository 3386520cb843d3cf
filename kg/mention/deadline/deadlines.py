"""Deadlines: dates by which a clause's work is to be done, resolved to the last day that they allow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon.load import tree
from kg.lexicon.sieve import holds, needs
from kg.mention.citation.works import blotted
from kg.mention.deadline import deadline_terms
from kg.mention.deadline.deadline_forms import FORMS, NEEDS, day_before, last_day, step_of_plan
from kg.mention.flow import running_texts
from kg.model import Deadline, Document
from kg.text import offsets


@dataclass(frozen=True, slots=True)
class DeadlineHit:
    """A deadline at ``text[start:end]``; ``date`` is the last day, None where the text alone does not fix it."""

    start: int
    end: int
    date: str | None
    rule: str


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, tree("deadline_cues")[name]), key=len, reverse=True)))


def find_deadlines(text: str, signed: str | None = None) -> list[DeadlineHit]:
    """Every deadline in a clause's text, in order. ``signed`` (ISO) gives the year where the text gives none."""
    plain = blotted(text)
    hits: list[DeadlineHit] = []
    for name, reader in _READERS.items():
        if not holds(text, _NEEDED[name]):
            continue
        for match in FORMS[name].finditer(plain):
            hit = reader(plain, match, signed)
            if hit and not any(other.start < hit.end and hit.start < other.end for other in hits):
                hits.append(hit)
    for term in deadline_terms.terms(plain, signed):
        if not any(other.start < term.end and term.start < other.end for other in hits):
            hits.append(DeadlineHit(*term))
    kept = [hit for hit in hits if not (hit.date and signed and hit.date < signed)]
    return sorted(kept, key=lambda hit: hit.start)


def _year(text: str, match: re.Match[str], signed: str | None, month: int | None, suffix: str = "") -> int | None:
    """The year of a date: printed, relative, last named before it in its sentence, else from the signature."""
    if match.groupdict().get("year" + suffix):
        return int(match["year" + suffix])
    this = int(signed[:4]) if signed else None
    if match.groupdict().get("rel" + suffix):
        return this and this + (match["rel" + suffix] == "明年")
    sentence = text[_sentence(text, match.start()) : match.start()]
    named = re.findall(r"(20\d\d)[ \u3000]*年", sentence)
    if named:
        return int(named[-1])
    if this and signed and month and month < int(signed[5:7]) - 1:
        return this + 1
    return this  # the month before the signature: the text was issued late, and the day is past


def _before(text: str, match: re.Match[str], signed: str | None) -> DeadlineHit | None:
    repeated = not match["year"] and re.search(r"每[年月季]", text[_sentence(text, match.start()) : match.start()])
    if repeated or _scheduled(text, match.start()) or _conditional(text, match.end()) or _holds(text, match.end()):
        return None
    rule = "deadline/before"
    month = int(match["month"]) if match["month"] else None
    suffix = "2" if match["year2"] or match["rel2"] else ""
    year = _year(text, match, signed, month, suffix)
    if year is None:
        return DeadlineHit(match.start(), match.end(), None, rule)
    if match["day"]:
        return DeadlineHit(match.start(), match.end(), last_day(year, month, int(match["day"])), rule)
    if match["mend"] or match["end"] or match["end2"] or match["yend"]:
        return DeadlineHit(match.start(), match.end(), last_day(year, month), rule)
    return DeadlineHit(match.start(), match.end(), day_before(year, month), rule)


def _dashed(text: str, match: re.Match[str], signed: str | None) -> DeadlineHit | None:
    """2024-06-30前: tables and forms print days so."""
    if _conditional(text, match.end()) or _holds(text, match.end()):
        return None
    day = last_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return DeadlineHit(match.start(), match.end(), day, "deadline/before")


def _until(text: str, match: re.Match[str], signed: str | None) -> DeadlineHit | None:
    before = text[max(0, match.start() - 4) : match.start()]
    counted = before.endswith("截") and not _DONE_BY.match(text, match.end())
    if counted or re.search(rf"(?:{_words('lasts').pattern})(?<!截)$", before) or re.search(r"[年月日\d]$", before):
        return None
    if text[match.end() : match.end() + 1] in {"止", "的"} or _holds(text, match.end()):
        return None
    month = int(match["month"]) if match["month"] else None
    year = _year(text, match, signed, month)
    day = int(match["day"]) if match["day"] else None
    return DeadlineHit(match.start(), match.end(), last_day(year, month, day) if year else None, "deadline/until")


def _result(text: str, match: re.Match[str], signed: str | None) -> DeadlineHit | None:
    before = text[max(0, match.start() - 2) : match.start()]
    if (
        re.search(r"[自从由至到—\-～~]$|截至$|较$|比$|完成$|落实$|编制$", before)
        or _scheduled(text, match.start())
        or _holds(text, match.end())
    ):
        return None
    year = _year(text, match, signed, None)
    if year is None:
        return None
    rest = text[match.end() : match.end() + _NEAR]
    done = re.match(rf"(?:全市|全省|全县|全区)?(?:{_words('results').pattern})", rest)
    step = step_of_plan(text, match, signed)
    if not (done or step or before in {"力争", "确保", "争取"}) or re.match(
        r"[\u4e00-\u9fff]{2,4}(?:了|的)|全年|年度|各项|目标", rest
    ):
        return None
    month = int(match["month"]) if match["month"] else None
    if match["half"]:
        month = 6 if match["half"] == "上半年" else 12
    if match["quarter"]:
        month = "一二三四".index(match["quarter"][-1]) * 3 + 3
    day = int(match["day"]) if match["day"] else None
    return DeadlineHit(match.start(), match.end(), last_day(year, month, day), "deadline/result")


def _year_end(text: str, match: re.Match[str], signed: str | None) -> DeadlineHit | None:
    before = text[max(0, match.start() - 4) : match.start()]
    aimed = match["rel"] or re.search(rf"(?:{_words('aims').pattern}|[，。；：\n]|^)$", before)
    if (
        not aimed
        or not signed
        or re.match(r"[，、]" if not before.endswith("到") else r"、", text[match.end() : match.end() + 1])
        or re.match(r"的|未|不|效能|考核|绩效|总结|目标|度", text[match.end() : match.end() + _NEAR])
    ):
        return None
    return DeadlineHit(match.start(), match.end(), last_day(int(signed[:4])), "deadline/year-end")


def _range(text: str, match: re.Match[str], signed: str | None) -> DeadlineHit | None:
    before = text[max(0, match.start() - 12) : match.start()]
    heading = text[max(0, match.start() - _NEAR) : match.start()].rpartition("\n")[2]
    phase = (
        len(heading) <= 30
        and "，" not in heading
        and re.search(r"阶段[^，。；]{0,4}[（(：:]?$|时间(?:安排|节点)?[（(：:]$", before)
    )
    step = _STEP.fullmatch(text, 0, match.start()) and re.compile(r"）(?:[。：\n]|\Z)").match(text, match.end())
    if not (phase or step or _DONE_BY.match(text, match.end())) or "公示" in before:
        return None
    month = int(match["month"]) if match["month"] else None
    if month is None and (named := re.search(r"(\d{1,2})月", match.group())):
        month = int(named[1])
    year = int(match["year2"]) if match["year2"] else _year(text, match, signed, month)
    day = match["day"] or match["day2"]
    end = last_day(year, month, int(day) if day else None) if year and month else None
    return DeadlineHit(match.start(), match.end(), end, "deadline/range")


def _closing(text: str, match: re.Match[str], signed: str | None) -> DeadlineHit | None:
    """截止时间：2023年12月20日; the days of a series but the last, which is read with its 前."""
    closes = match.group().startswith("截止")
    if not closes and re.search(r"每[年月季]", text[_sentence(text, match.start()) : match.start()]):
        return None
    year = _year(text, match, signed, int(match["month"]))
    end = last_day(year, int(match["month"]), int(match["day"]) if match["day"] else None) if year else None
    return DeadlineHit(match.start(), match.end(), end, "deadline/closing" if closes else "deadline/series")


def _term(text: str, match: re.Match[str], signed: str | None) -> DeadlineHit | None:
    before = text[max(0, match.start() - 4) : match.start()]
    if re.search(rf"(?:{_words('stretches').pattern}|[\d.年第]|月份?的?)$", before):
        return None
    if match["unit"] == "个月" and not match.group().startswith("自") and not re.search(r"[后起]$", before):
        return None
    return DeadlineHit(match.start(), match.end(), None, "deadline/term")


_DONE_BY = re.compile(r"，?(?:全面|全部|基本|力争|确保|要|须)?(?:完成|建成|达到|实现)")
"""截至2024年12月底，完成…: a term where it is still to come."""
_STEP = re.compile(r"[一-龥“”、]{2,10}[（(]")
"""The heading of a step of the work: 排查整治（7月16日至9月30日）。"""
_NEEDED = {name: (words, *needs(FORMS[name].pattern)) for name, words in NEEDS.items()}
_READERS = {
    "before": _before,
    "dashed": _dashed,
    "series": _closing,
    "closing": _closing,
    "range": _range,
    "until": _until,
    "result": _result,
    "year-end": _year_end,
    "term": _term,
}


_NEAR = 80
"""Characters before and behind a date in which the words stand that say what it is."""


def _sentence(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in "。；\n") + 1


def _scheduled(text: str, start: int) -> bool:
    return bool(re.search(rf"(?:{_words('schedules').pattern})的?$", text[max(0, start - 4) : start]))


def _conditional(text: str, end: int) -> bool:
    return bool(
        re.match(
            rf"[^，。；]{{0,6}}(?:{_words('conditions').pattern})[^，。；]{{0,20}}的(?![^，。；]*(?:工作|任务))",
            text[end : end + 40],
        )
    )


def _holds(text: str, end: int) -> bool:
    return bool(_words("holds").search(re.split(r"[。；\n]", text[end : end + _NEAR], maxsplit=1)[0]))


def deadlines(document: Document) -> list[Deadline]:
    """The deadlines of a document, in reading order; each date once per clause and wording."""
    found: list[Deadline] = []
    seen: set[tuple[str, str, str | None]] = set()
    texts = [clause.body.text for clause in document.clauses]
    signed = document.signed or deadline_terms.day_of(document.number, texts, document.title)
    for clause, flowing in zip(document.clauses, running_texts(document), strict=True):
        body = clause.body if clause.columns else flowing
        hits = find_deadlines(body.text, signed)
        hits += [
            DeadlineHit(*term)
            for term in deadline_terms.cell_terms(body.text, clause.columns, signed)
            if not any(other.start < term.end and term.start < other.end for other in hits)
        ]
        for hit in sorted(hits, key=lambda hit: hit.start):
            if not clause.path and hit.rule == "deadline/result":
                continue
            evidence = offsets.evidence(body, hit.start, hit.end, document.raw)
            key = (clause.path, evidence.quote, hit.date)
            if key not in seen:
                seen.add(key)
                found.append(Deadline(clause.path, evidence.quote, hit.date, evidence, hit.rule))
    return found
