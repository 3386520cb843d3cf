"""Head and tail of an issued document: number, title, addressees, signature, openness, annexes.

Elements and their places: GB/T 9704—2012, 7.2 (版头) and 7.3 (主体).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.document.head import annexes, signature, told_around
from kg.document.head.addressees import split_addressees
from kg.document.head.issuers import of_rules, of_title, split_issuers
from kg.document.line import signals
from kg.document.line.lines import Line, squashed
from kg.document.line.paragraphs import mend_spaces
from kg.document.parting.draft import Draft
from kg.model import CleanText, Evidence, RawText
from kg.text import dates, offsets

_GOVERNMENT = re.compile(r"[一-龥]{2,12}(?:(?:人民)?政府(?:办公厅|办公室)?|委员会|[局厅部署])")
_ORDER = re.compile(r"令|公告")
_BRACKETED = re.compile(r"\A[（(](.*)[）)]\Z")


@dataclass(slots=True)
class Head:
    """What the head and the tail of a document say, and which of its lines are left for the text."""

    number: str | None = None
    title: str | None = None
    addressees: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    signed: str | None = None
    openness: str | None = None
    annexes: tuple[str, ...] = ()
    effective: str | None = None
    expires: str | None = None
    evidence: list[tuple[str, Evidence]] = field(default_factory=list)
    notice: list[Line] = field(default_factory=list)
    main: list[Line] = field(default_factory=list)


def head_of(draft: Draft, raw: RawText) -> Head:
    """Read the head elements off a draft's lines; what is left is its text."""
    head = Head()
    _title_and_number(draft, head, raw)
    notice = [line for block in draft.cover for line in block.lines]
    main = [line for block in draft.main for line in block.lines]
    notice = _take_addressees(draft, notice, head, raw)
    notice = _take_openness(notice, head, raw)
    main = _take_openness(main, head, raw)
    notice = _take_signature(notice, head, raw)
    if head.signed is None:
        main = _take_signature(main, head, raw)
    if head.signed is None:
        notice = _take_date_above(draft, notice, head, raw)
    main = _take_annexes(main, head, raw)
    if not head.annexes:
        notice = _take_annexes(notice, head, raw)
    if not head.issuers and head.number and (order := _ORDER.search(head.number)):
        head.issuers = split_issuers(head.number[: order.start()])
    if not head.issuers and head.title:
        head.issuers = _issuers_of_title(draft, head.title)
    if not head.issuers and head.title and notice and _GOVERNMENT.fullmatch(notice[0].squash):
        head.issuers = split_issuers(notice[0].squash)  # as collections of laws print it below a title
        head.evidence.append(("issuers", _issuer_evidence(notice[:1], raw)))
        notice = notice[1:]
    _take_told(draft, notice, head, raw)
    head.notice, head.main = notice, main
    return head


def _take_told(draft: Draft, notice: Sequence[Line], head: Head, raw: RawText) -> None:
    """What is told around the document, where this does not say it, or says it for short."""
    named = _issuers_of_title(draft, head.title) if head.issuers and head.title else ()
    if named and told_around.replaces("".join(named), head.issuers):
        head.issuers = named
    if (by := told_around.issuer(draft, notice)) and told_around.replaces(by.squash, head.issuers):
        head.issuers = split_issuers(by.squash)
        head.evidence.append(("issuers", _issuer_evidence([by], raw)))
    if head.number is None and head.signed is None and (decreed := told_around.decreed(notice, raw)):
        head.number, body, head.signed, words = decreed
        head.issuers = head.issuers or split_issuers(body)
        head.evidence += [(name, words) for name in ("number", "issuers", "signed")]
    if head.signed is None and (passed := told_around.passed(notice, raw)):
        head.signed = passed[0]
        head.evidence.append(("signed", passed[1]))
    if head.signed is None and "signed" in draft.told:
        head.signed = told_around.day(draft.told["signed"])
        head.evidence.append(("signed", _issuer_evidence([draft.told["signed"]], raw)))
    if head.number and head.title and not head.issuers:
        head.issuers = of_rules(head.title)
    head.effective = told_around.in_force(draft, notice, head.signed)
    head.expires = told_around.in_force_until(draft, head.signed)


def _issuers_of_title(draft: Draft, title: str) -> tuple[str, ...]:
    """The bodies in the title; those that stand before it in print, too, where a file heads its text without them."""
    lines = draft.title.lines if draft.title else ()
    printed = "".join(line.squash for line in lines)
    return of_title(printed if printed.endswith(title) else title, "\n".join(line.clean.text for line in lines))


def _quote(head: Head, name: str, lines: Sequence[Line], raw: RawText) -> CleanText:
    clean = _as_printed(mend_spaces(offsets.join([line.clean for line in lines])), raw)
    if clean.text:
        head.evidence.append((name, offsets.evidence(clean, 0, len(clean.text), raw)))
    return clean


_LABEL_AT_MOST = 12
"""Characters of a label with the mark behind it."""


def _as_printed(clean: CleanText, raw: RawText) -> CleanText:
    """The words without a label whose colon the page does not print: 「文号 某发〔2024〕5号」, read as 「文号：…」."""
    colon = clean.text.find("：", 0, _LABEL_AT_MOST)
    if colon < 0 or raw.text[clean.at[colon]] in ":：︰﹕∶":
        return clean
    return offsets.strip(offsets.cut(clean, colon + 1))


_SERIAL = re.compile(r"（(?:19|20)\d\d年第\d{1,4}号）\Z")
"""某局关于…的通告（2024年第3号）: the line below the title is none of its words."""
_ANSWER_GRADE = re.compile(r"\A[A-D]\d?类(?=[一-龥]{2})")
"""「A类 某卫函字〔2023〕56号」: how an answer to a deputy is graded, beside its number."""

_PUBLISHED = re.compile(r"\A[（(]?[^〔\[（()]{4,12}日[一-龥]{0,16}(?:发布|公布|印发|颁布)(?=[一-龥]{2,14}[〔\[［])")
"""「（一九九四年三月九日市人民政府发布某政发[1994]8号）」 below the title of rules."""


def _title_and_number(draft: Draft, head: Head, raw: RawText) -> None:
    if draft.title:
        head.title = _SERIAL.sub("", draft.title.text)
        _quote(head, "title", draft.title.lines, raw)
    if draft.number:
        number = _ANSWER_GRADE.sub("", signals.NUMBER_LABEL.sub("", draft.number.text))
        if _PUBLISHED.match(number):
            number = _PUBLISHED.sub("", number).rstrip("）)")
        head.number = number if "令" in number else _BRACKETED.sub(r"\1", number.lstrip("—"))
        _quote(head, "number", draft.number.lines, raw)


def _take_addressees(draft: Draft, lines: list[Line], head: Head, raw: RawText) -> list[Line]:
    blocks = [block for block in draft.cover if block.kind == "addressee"][:1]
    if blocks:
        told = blocks[0].lines
        if len(told) > 1 and _GOVERNMENT.fullmatch(told[0].squash) and told[1].squash.startswith("各"):
            told = told[1:]  # collections of laws print who issued it between the title and those whom it is for
        clean = _quote(head, "addressees", told, raw)
        head.addressees = split_addressees(clean.text)
        taken = set(map(id, told))
        return [line for line in lines if id(line) not in taken]
    for line in lines[:1]:
        match = signals.INLINE_ADDRESSEE.match(line.squash)
        if match and signals.opens_with_addressee(line.squash):
            place = re.search(r"[：:]", line.clean.text)
            end = place.end() if place else 0
            head.addressees = split_addressees(match["to"])
            head.evidence.append(("addressees", offsets.evidence(line.clean, 0, end, raw)))
            rest = offsets.strip(offsets.cut(line.clean, end))
            return [Line(rest, squashed(rest.text), line.page, line.first_on_page), *lines[1:]]
    return lines


def _take_openness(lines: list[Line], head: Head, raw: RawText) -> list[Line]:
    for line in reversed(lines):
        match = signals.OPENNESS.match(line.squash)
        if match:
            if head.openness is None:
                head.openness = match["words"] or match["plain"]
                _quote(head, "openness", [line], raw)
            return [other for other in lines if other is not line]
    return lines


def _take_date_above(draft: Draft, lines: list[Line], head: Head, raw: RawText) -> list[Line]:
    """The date that stands with the number, or alone below it (2013-04-29), where the document is not signed."""
    beside = [draft.number.lines[0]] if draft.number and draft.number.lines else []
    beside += [line for line in lines[:1] if signals.dated_number(line.squash)]
    numbered = next(filter(None, (signals.dated_number(line.squash) for line in beside)), None)
    alone = next((line for line in lines[:1] if head.number and signals.ISO_LINE.match(line.squash)), None)
    match = signals.ISO_LINE.match(alone.squash) if alone else None
    issued = signals.DATE_AND_BODY.match(lines[0].squash) if lines and not head.issuers else None
    if issued and lines[0].squash.count("（") == lines[0].squash.count("）") and signals.names_body(issued["body"]):
        alone, match = lines[0], dates.DATE.search(lines[0].squash)
        head.issuers = split_issuers(issued["body"])
    if numbered:
        match = dates.DATE.search(numbered[1]) or signals.ISO_LINE.match(numbered[1])
    if match:
        head.signed = dates.iso(match)
        _quote(head, "signed", [alone] if alone else draft.number.lines if draft.number else [], raw)
    return [line for line in lines if line is not alone]


def _take_annexes(lines: list[Line], head: Head, raw: RawText) -> list[Line]:
    """The list 「附件：1.… 2.…」 is part of the tail; its one line right above a table heads the annex."""
    start, end = annexes.place(lines)
    if start < end:
        head.annexes = annexes.names([line.squash for line in lines[start:end]])
        _quote(head, "annexes", lines[start:end], raw)
    heads_table = end - start == 1 and annexes.is_row(lines[end : end + 1])
    return lines[:start] + lines[end - heads_table :]


def _take_signature(lines: list[Line], head: Head, raw: RawText) -> list[Line]:
    """The date with the title's issuer above it or before it on its line; else the last one with issuers, or alone."""
    places = [k for k, line in enumerate(lines) if signals.is_signature_date(line.squash)]
    title = head.title or ""
    signed = [k for k in places if signature.issuer_lines(lines, k, title)]
    titled = [k for k in signed if signature.signer(lines, k) and title.startswith(signature.signer(lines, k))]
    best = titled[0] if titled else signed[-1] if signed else places[-1] if places else None
    if best is None:
        return lines
    start = best - len([line for line in signature.issuer_lines(lines, best, title) if line is not lines[best]])
    date = dates.DATE.search(lines[best].squash)
    head.signed = dates.iso(date) if date else None
    if date:
        _quote(head, "signed", [lines[best]], raw)
    names = [*(line.clean.text for line in lines[start:best]), signature.issuer_before(lines[best])]
    head.issuers = split_issuers(
        "".join(name + "\n" * bool(signature.NAME_END.search(name.rstrip())) for name in names)
    )
    if start < best and not signature.issuer_before(lines[best]):
        head.evidence.append(("issuers", _issuer_evidence(lines[start:best], raw)))
    elif head.issuers:
        end = lines[best].clean.text.find(date.group()[:4]) if date else -1
        head.evidence.append(("issuers", offsets.evidence(lines[best].clean, 0, max(end, 0), raw)))
    return lines[:start] + lines[best + 1 :]


def _issuer_evidence(lines: Sequence[Line], raw: RawText) -> Evidence:
    clean = offsets.join([line.clean for line in lines], " ")
    return offsets.evidence(clean, 0, len(clean.text), raw)
