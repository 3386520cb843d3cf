"""Quantitative targets: the numbers that a clause's work is to reach, with what is counted, how, and by when."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from kg.mention.citation.works import blotted
from kg.mention.deadline.deadlines import DeadlineHit, find_deadlines
from kg.mention.flow import running_texts
from kg.mention.target import target_forms as forms
from kg.mention.target.target_readers import Place, TargetHit, read
from kg.model import Document, Target
from kg.text import offsets


def find_targets(text: str, signed: str | None = None) -> list[TargetHit]:
    """Every quantitative target in a clause's text, in order.

    ``signed`` (ISO) gives the year where the text gives none; what was to be reached before that day is none.
    """
    if not forms.hint().search(text):
        return []
    plain = _without_remarks(text)
    hits: list[TargetHit] = []
    stops: list[int] = []
    for match in forms.quantity().finditer(plain):
        stops = stops or [0, *(stop.end() for stop in forms.END.finditer(plain))]
        if hits and match.start() < hits[-1].end:
            continue  # 对19个乡镇36个村…进行整治: said already
        place = _place(plain, match, hits, stops[bisect_right(stops, match.start()) - 1])
        hit = None if _passed_over(plain, place) else read(place)
        if hit:
            at = plain.find(hit.subject, hit.start, hit.end)
            printed = text[at : at + len(hit.subject)] if at >= 0 else hit.subject
            hits.append(replace(hit, subject=printed.replace("\n", "")))
    return list(_dated(text, hits, signed))


def _without_remarks(text: str) -> str:
    """The text with titles and bracketed remarks blotted out, at equal length."""
    return forms.BRACKET.sub(lambda match: "■" * len(match.group()), blotted(text))


def _place(text: str, match: re.Match[str], hits: list[TargetHit], low: int) -> Place:
    """The number ``match``; ``low`` is where its part of the sentence begins."""
    stop = forms.END.search(text, match.end())
    after = text[match.end() : stop.start() if stop else len(text)]
    last = hits[-1] if hits and hits[-1].end > low else None
    if last:
        joints = [joint.end() for joint in forms.JOINT.finditer(text, last.end, match.start())]
        low = joints[-1] if joints else last.end
    number, sentence = forms.read(match), max(text.rfind(mark, 0, match.start()) for mark in "。！？\n\t")
    same = [hit for hit in hits if hit.start > sentence and hit.unit == number.unit]
    return Place(low, text[low : match.start()], after, match, number, last, same[-1] if same else None)


def _passed_over(text: str, place: Place) -> bool:
    """Paid money, prices, conditions, what has been, and a number in an attribute: 年产值100亿元以上的集群."""
    start = max(text.rfind(mark, 0, place.match.start()) for mark in "。；！？\n\t") + 1
    part = text[max(start, place.low - 12) : place.match.end()] + place.after[:6]
    return bool(
        forms.ATTRIBUTE.match(place.after)
        or forms.words("passed_over").search(part)
        or forms.words("past").search(place.before)
        or "截至" in text[start : place.match.start()]
    )


def _dated(text: str, hits: list[TargetHit], signed: str | None) -> Iterator[TargetHit]:
    """The hits with their dates, without those that are past."""
    if not hits:
        return
    dates = find_deadlines(text, signed)
    for hit in hits:
        date = _date(text, hit.end, dates)
        if not (date and signed and date < signed[: len(date)]):
            yield replace(hit, date=date)


def _date(text: str, at: int, dates: list[DeadlineHit]) -> str | None:
    """The last deadline or year named before the number in its sentence, else a 到2025年 before it in its paragraph."""
    sentence = max(text.rfind(mark, 0, at) for mark in "。！？\n\t") + 1
    paragraph = text.rfind("\n", 0, at) + 1
    named = [(hit.start, hit.date) for hit in dates if hit.date and sentence <= hit.start < at]
    for match in forms.YEAR.finditer(text, sentence, at):
        if not any(start <= match.start() <= start + 4 for start, _ in named):
            month = match["month"] and f"-{int(match['month']):02d}"
            named.append((match.start(), match["year"] + (month or "")))
    if named:
        return max(named)[1]
    carried = [h.date for h in dates if h.date and h.rule == "deadline/until" and paragraph <= h.start < sentence]
    return carried[-1] if carried else None


def targets(document: Document) -> list[Target]:
    """The targets of a document, in reading order."""
    found: list[Target] = []
    for clause, body in zip(document.clauses, running_texts(document), strict=True):
        if not forms.hint().search(clause.body.text):
            continue
        for hit in find_targets(body.text, document.signed):
            evidence = offsets.evidence(body, hit.start, hit.end, document.raw)
            found.append(
                Target(
                    clause=clause.path,
                    subject=hit.subject.replace("\n", ""),
                    value=hit.value,
                    upper=hit.upper,
                    unit=hit.unit,
                    comparison=hit.comparison,
                    change=hit.change,
                    date=hit.date,
                    evidence=evidence,
                    rule=hit.rule,
                )
            )
    return found
