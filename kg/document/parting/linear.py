"""Files that read straight through: one document after the other, no pages to disentangle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.document.head import labels
from kg.document.line import signals
from kg.document.line.lines import Line
from kg.document.parting import decrees, reports, rule_heads, title_surroundings
from kg.document.parting.blocks import Block
from kg.document.parting.draft import Draft
from kg.document.title.genres import inner_title
from kg.document.title.issued import issued_titles, named_in
from kg.document.title.title_starts import MOST_LINES
from kg.document.title.titles import Title, find_titles

_HEAD_LINES = 40
_ABOVE = 12
"""Lines above a title that may tell its number and who issued it."""
_FILE_NAME = re.compile(
    r"\A(?:(?:附件|文档)[：:]?)?(?P<number>[一-龥]{2,16}[〔\[（(](?:19|20)\d{2}[〕\]）)]\d{1,5}号)?(?P<title>[^。；]{6,120}?)\.(?:docx?|pdf|wps|ofd|ceb|md|txt)\Z"
)
"""「江政发〔2024〕5号江州市人民政府关于…的意见.pdf」: the name of a linked file, with number and title."""
_SIGNS = re.compile(r"[《》〈〉“”\"()（）\s—－-]")
_APART = re.compile(r"[、\s]|人民(?=政府)")
"""What parts several issuers in a title: 财政部、国家税务总局关于… on the page, side by side in the document; and
what a page leaves out of their names."""
_ADDED = re.compile(r"(?:[（(][^（）()]{1,14}[）)]|\d{1,2})\Z")
"""What a page adds to a title: 「…的通知（2019修订）」."""
_QUOTES = re.compile(r"《([^《》]{4,})》[^《》]{0,12}\Z")


def drafts_of(portions: Iterable[Sequence[Line]]) -> list[Draft]:
    """One draft a portion of the file; lines before its head (what a web page prints around) are left out."""
    return [_told(portion) for portion in portions]


def _told(portion: Sequence[Line]) -> Draft:
    """The document of a portion, with what the page tells of it in labels; behind what a paper says of it."""
    told, lines = labels.told(reports.behind(portion))
    draft = reports.draft_of(portion) or _one(lines)
    draft.told = told
    if draft.title is None and (named := told.get("title")):
        draft.title = Block("title", (named,), None, named.squash)
    return draft


def _one(lines: Sequence[Line]) -> Draft:
    """The document that these lines hold."""
    decree = decrees.draft_of(lines)
    if decree:
        return decree
    head = _head(lines)
    return _draft(lines, head) if head else _named_by_file(_draft(lines, rule_heads.fallback(lines)), lines)


def _named_by_file(draft: Draft, lines: Sequence[Line]) -> Draft:
    """A page that shows a text without its title, and links the file: 「某政办发〔2013〕158号某某关于…的通知.doc」."""
    for line in lines if draft.title is None else ():
        match = _FILE_NAME.match(line.squash)
        if match and (find_titles([_renamed(line, match["title"])]) or inner_title().match(match["title"])):
            draft.title = Block("title", (line,), None, match["title"])
            if match["number"] and draft.number is None:
                draft.number = Block("number", (line,), None, match["number"])
            break
    return draft


def _renamed(line: Line, title: str) -> Line:
    return Line(line.clean, title, line.page, line.first_on_page)


def _head(lines: Sequence[Line]) -> Title | None:
    """The first title that stands in the head; of the page's title and the document's with its issuer the latter."""
    found: Title | None = None
    for title in find_titles(lines[: _HEAD_LINES + MOST_LINES]):
        in_text = any(rule_heads.in_text(line) for line in lines[: title.start])
        if title.start >= _HEAD_LINES:
            break
        again = found is not None and bool(_printed_twice(found.text, title.text))
        if in_text and again and not _number_below(lines, title):
            continue
        if in_text and not again and (found or not _numbered(lines, title)):
            break
        if found is None:
            found = title
        elif whole := _printed_twice(found.text, title.text):
            if _collected(lines, found, title):
                found = replace(title, start=title.start + 1, text=found.text)
            else:
                found = replace(title, text=found.text if _headed(lines, found, whole) else whole)
    return found


def _headed(lines: Sequence[Line], title: Title, whole: str) -> bool:
    """A Markdown file gives its text this title; what the text prints before it again is who issued it."""
    return lines[title.start].heading and whole.endswith(title.text)


def _collected(lines: Sequence[Line], first: Title, title: Title) -> bool:
    """A collection of laws prints the body that it names as the issuer below the title, both times."""
    above = lines[title.start].squash
    twice = title.end < len(lines) and lines[title.end].squash == above
    return twice and first.text.find("关于") > 3 and above + first.text == title.text


def _number_below(lines: Sequence[Line], title: Title) -> bool:
    return title.end < len(lines) and signals.is_number(lines[title.end].squash)


def _numbered(lines: Sequence[Line], title: Title) -> bool:
    """A number stands right above: what a page says of the text may stand above that."""
    return title.start > 0 and signals.is_number(lines[title.start - 1].squash)


def _printed_twice(one: str, other: str) -> str:
    """The longer of two titles, the other one of equals, where they are the same but for the issuer or for what a page
    adds; else ""."""
    first, second = _APART.sub("", one), _APART.sub("", other)
    quoted = _QUOTES.search(second)
    if second.endswith((first, _ADDED.sub("", first))) or (quoted and first.endswith(quoted[1])):
        return other  # or the page heads it with the name of the text that it issues
    return one if first.endswith(second) else ""


def _draft(lines: Sequence[Line], head: Title) -> Draft:
    title = lines[head.start : head.end]
    draft = Draft(title=Block("title", tuple(title), None, head.text) if head.text else None)
    body = list(lines[head.end :])
    before = lines[max(0, head.start - _ABOVE) : head.start]
    draft.number = title_surroundings.number(before, title, body, head.text)
    numbered = 0
    if draft.number:
        printed = draft.number.lines[0]
        numbered = next((k for k, line in enumerate(body) if line is printed), 0)
        again = signals.NUMBER_LABEL.sub("", draft.number.text)
        body = [
            line
            for k, line in enumerate(body)
            if line is not printed and (k > 2 or line.squash.strip("（）()") != again)
        ]
    body = [line for k, line in enumerate(body) if k > 2 or not _is_head_again(line, draft)]
    first = labels.leading(body)
    below = title_surroundings.below(body[first:], max(0, numbered - first))
    draft.by, body = below.by or title_surroundings.issuer_above(before), list(below.rest)
    length = title_surroundings.addressee_length(body)
    cut, skip = _main_start(draft, body[length:])
    day = below.day or title_surroundings.masthead_day(before, head.text)
    cover = (("text", day), ("addressee", body[:length]), ("text", body[length : length + cut]))
    draft.cover = [Block(kind, tuple(part), None) for kind, part in cover if part]
    if main := body[length + cut + skip :]:
        draft.main.append(Block("text", tuple(main), None))
    return draft


def _is_head_again(line: Line, draft: Draft) -> bool:
    """The title once more, as pages print it with its number above the text: 「江政发〔2024〕5号江州市…的通知」."""
    title = _SIGNS.sub("", draft.title.text) if draft.title else ""
    number = signals.NUMBER_LABEL.sub("", draft.number.text) if draft.number else ""
    return bool(title) and _SIGNS.sub("", line.squash) in (title, number + title, title + number)


def _main_start(draft: Draft, body: Sequence[Line]) -> tuple[int, int]:
    """Where the issued text begins, and how many lines its own title takes. (len, 0) where all is one text."""
    if not draft.promulgates or draft.title is None:
        return len(body), 0
    cover = "".join(line.squash for line in body[:40])
    for issued in issued_titles(draft.title.text, [name for _, name in named_in(cover)]):
        for place in range(min(len(body), 60)):
            for length in (1, 2, 3, 4):
                if _same(issued, "".join(line.squash for line in body[place : place + length])):
                    return place, length
    for place, line in enumerate(body[:60]):
        if signals.is_openness(line.squash):
            return place + 1, 0
        if signals.is_signature_date(line.squash):
            following = body[place + 1].squash if place + 1 < len(body) else ""
            return (place + 2, 0) if signals.is_openness(following) else (place + 1, 0)
    return len(body), 0


def _same(title: str, line: str) -> bool:
    """Whether a line is the issued text's own title; in 《》 it is the cover that names it, and a line ends there."""
    named = line.startswith("《") and line.endswith("》") and not title.startswith("《")
    return not named and len(line) <= len(title) + 8 and _SIGNS.sub("", title) == _SIGNS.sub("", line)
