"""What a page says of its document in labels and values, where the text was copied with it: a line for each label.

「索引号 | 61/2021 | 文号：| 某〔2022〕8号 |」 with bars, 「组配分类：规划 文号：某〔2022〕8号」 with spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from kg.document.line import signals
from kg.document.line.lines import Line, squashed
from kg.document.title import genres
from kg.lexicon import load
from kg.model import CleanText
from kg.text import offsets

_TABS = re.compile(r"[：:]?[ \u3000]*\t+")
_FIELD = re.compile(
    r"(?P<key>[A-Za-z_][\w -]{0,30}|[一-龥]{2,8})[:：]\s*(?:[\"'](?P<quoted>.+)[\"']\Z|(?P<value>.*))|-\s+(?P<item>.+)",
    re.DOTALL,
)
_SAID = 8
"""Lines between the front matter of a file and the title printed again, at most: what its maker says of it."""
_OF_LAW = re.compile(r"\A发(?=布(?:单位|部门|日期))")
"""【发布日期】 of a collection of laws is that of the text; without the brackets it is when a page appeared."""
_SQUARE_END = re.compile(r"\s*[】\]][：:]?\s*")
_LONGEST = 300  # characters of a line that holds several labels, at most
_TOLD_LINES = 40
"""Lines at the head of a file that may tell of its document."""
_DAY = re.compile(r"(?:19|20)\d\d[-年./]")
_TITLE_GAP = re.compile(r"(?:信息|文件|公文|发文|法规)(?:标题|名称)[ \u3000]+")
_TITLE = re.compile(r"(?:信息|文件|公文|发文|法规)?(?:标题|名称)：")


_CERTAIN = re.compile(r"索引号|文号|字号|成文日期|[发颁]布日期|有效性|(?:发文|发布)(?:机关|机构)")


@cache
def _words() -> str:
    pages = load.tree("web_pages")
    words = {word for several in pages["labels"].values() for word in several} | set(pages["other_labels"])
    return "|".join(r"[ \u3000]{0,12}".join(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _first() -> re.Pattern[str]:
    return re.compile(rf"[|｜]?(?:[一-龥]{{2,6}}[：:]|(?:{_words()}))[|｜]")


@cache
def _in_row() -> re.Pattern[str]:
    return re.compile(rf"\t(?=(?:[^\t]{{2,8}}[：:]|(?:{_words()}))(?:\t|\Z))")


@cache
def _in_line() -> re.Pattern[str]:
    return re.compile(rf"(?:\A|(?<=\s)|(?<=\d)(?=[一-龥]{{2,6}}[：:]))(?:{_words()})(?:[：:]|(?=\s)|\Z)")


@cache
def _one() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words()})(?:[：:]|\Z)|[|｜][-|｜:：]*\Z")


def heads(squash: str, after_rows: bool = False) -> bool:
    """Whether a line with bars begins with a label; 名称 and 标题 also head the columns of a table.

    ``after_rows``: the line before is such a row, so that any label tells this one.
    """
    first = _first().match(squash)
    return first is not None and (after_rows or first.group()[-2] in "：:" or bool(_CERTAIN.search(squash)))


def of_row(row: CleanText, like: Line) -> list[Line]:
    """A row with its cells parted by tabs, as lines of a label with its value."""
    return _lines(row, (match.end() for match in _in_row().finditer(row.text)), like)


def spaced(line: Line, after_labels: bool) -> list[Line]:
    """「组配分类：规划 文号：某〔2022〕8号」 as two lines, with or without colons; any other line as it is.

    ``after_labels``: the line before holds labels, so that one label is enough to tell another such line.
    """
    opening = "【" if "【" in line.squash else "["
    squares = [m.start() for m in _in_square().finditer(line.clean.text)] if line.squash.count(opening) > 1 else []
    if len(squares) > 1:
        return [
            _renamed(piece, label) for piece in _cut(line, squares) if (label := _in_square().match(piece.clean.text))
        ]
    if opening in line.squash[:4] and (label := _in_square().match(line.clean.text)):
        line = _value(_renamed(line, label))
    text = line.clean.text
    if (named := _TITLE.match(line.squash)) and genres.is_title(line.squash[named.end() :]):
        return [_value(line)]
    if (named := _TITLE_GAP.match(text)) and genres.is_title(squashed(text[named.end() :])):
        piece = offsets.strip(offsets.cut(line.clean, named.end()))
        return [line._replace(clean=piece, squash=squashed(piece.text))]
    starts = [match.start() for match in _in_line().finditer(text)] if len(text) <= _LONGEST else []
    if not starts or starts[0] or (len(starts) < 2 and not after_labels):
        return [line]
    if len(starts) > 1 and not after_labels and not _CERTAIN.search(line.squash):
        return [line]
    return _lines(line.clean, starts, line)


def _cut(line: Line, starts: Sequence[int]) -> list[Line]:
    """The pieces of a line that begin at ``starts``."""
    ends = [*starts[1:], len(line.clean.text)]
    parts = (offsets.strip(offsets.cut(line.clean, start, end)) for start, end in zip(starts, ends, strict=True))
    return [line._replace(clean=part, squash=squashed(part.text)) for part in parts]


@cache
def _in_square() -> re.Pattern[str]:
    return re.compile(rf"(?:[-•·]|\d{{1,2}}[.．])?\s*[【\[]\s*(?P<label>{_words()})\s*[】\]]")


def _renamed(line: Line, label: re.Match[str]) -> Line:
    """「【颁布时间】2024-7-4」 as 「颁布时间：2024-7-4」."""
    piece = offsets.cut(line.clean, label.start("label"))
    clean = offsets.substitute(piece, _SQUARE_END, "：")[0]
    if "】" in piece.text:
        clean = offsets.substitute(clean, _OF_LAW, "颁")[0]
    return line._replace(clean=clean, squash=squashed(clean.text))


def behind_front(lines: Sequence[Line]) -> list[Line]:
    """The lines without the front matter of a Markdown file (「--- / title: … / 文号: … / ---」) and what is said
    below it; title, number and issuer stay."""
    if not lines or lines[0].squash != "---":
        return list(lines)
    end = next((k for k, line in enumerate(lines[1:_TOLD_LINES], start=1) if line.squash == "---"), 0)
    kept: dict[str, Line] = {}
    for line in lines[1:end]:
        field = _FIELD.match(line.clean.text)
        if field is None:
            return list(lines)
        value = offsets.strip(offsets.cut(line.clean, *field.span(str(field.lastgroup))))
        if value.text and (name := _front().get(field["key"] or "")):
            kept.setdefault(name, line._replace(clean=value, squash=squashed(value.text)))
    return _with_front(kept, lines[end + 1 :]) if end else list(lines)


def _with_front(front: dict[str, Line], text: Sequence[Line]) -> list[Line]:
    """The text behind the number and the title that its front matter gives, the title once."""
    above = [line for line in (front.get("number"),) if line and signals.is_number(line.squash)]
    if title := front.get("title"):
        again = next((k for k, line in enumerate(text[:_SAID]) if line.squash == title.squash), -1)
        above += [title] if again < 0 else []
        text = text[max(again, 0) :]
    return [*above, *text]


@cache
def _front() -> dict[str, str]:
    fields = load.tree("web_pages")["labels"]
    return {"title": "title"} | {label: name for name in ("title", "number") for label in fields[name]}


def told(lines: Sequence[Line]) -> tuple[dict[str, Line], list[Line]]:
    """What the first lines tell of title, issuers, signature and time in force, by field, the label taken off; and the
    lines without those that tell it."""
    found: dict[str, Line] = {}
    kept: list[Line] = []
    waiting = ""  # the field of a label whose value stands on the next line
    for number, line in enumerate(lines):
        match = _telling().match(line.squash) if number < _TOLD_LINES else None
        if match is None:
            if waiting and _DAY.match(line.squash):
                found.setdefault(waiting, line)
            else:
                kept.append(line)
            waiting = ""
            continue
        field = _told()[match["label"]]
        if field == "title" and not genres.genre_of(match["value"].lstrip("：")):
            kept.append(line)
            continue
        waiting = field if match["value"] == "：" else ""
        if not waiting and field not in found:
            text = line.clean.text
            start = text.index("：") + 1 if "：" in text else len(match["label"])
            part = offsets.strip(offsets.cut(line.clean, start))
            found[field] = line._replace(clean=part, squash=squashed(part.text))
    return found, kept


@cache
def _told() -> dict[str, str]:
    return {label: field for field, several in load.tree("web_pages")["told"].items() for label in several}


@cache
def _telling() -> re.Pattern[str]:
    """A label of those with its value; without a colon where the value is a day or a body: 「发文机关国务院」."""
    glued = rf"(?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日|[一-龥]{{0,24}}{signals.BODY_END}|国务院"
    return re.compile(rf"[•·●]?(?P<label>{'|'.join(_told())})(?P<value>(?:：.*|{glued}))\Z")


def is_labelled(line: Line) -> bool:
    """A line of a label with its value."""
    return bool(_one().match(line.squash))


def leading(lines: Sequence[Line]) -> int:
    """How many of the first lines are labels with their values."""
    return next((k for k, line in enumerate(lines) if not _one().match(line.squash)), len(lines))


def _lines(text: CleanText, starts: Iterable[int], like: Line) -> list[Line]:
    places = [0, *(start for start in starts if start), len(text.text)]
    pieces = (offsets.strip(offsets.cut(text, start, end)) for start, end in pairwise(places))
    parts = (_colon(offsets.substitute(piece, _TABS, "：")[0]) for piece in pieces if piece.text)
    found = (like._replace(clean=part, squash=squashed(part.text)) for part in parts)
    return [_value(line) if _TITLE.match(line.squash) else line for line in found]


def _value(line: Line) -> Line:
    """The title alone, where a label gives it: 「标题：某某关于…的通知」."""
    value = offsets.strip(offsets.cut(line.clean, line.clean.text.index("：") + 1))
    return line._replace(clean=value, squash=squashed(value.text)) if genres.is_title(squashed(value.text)) else line


def _colon(piece: CleanText) -> CleanText:
    """The label parted from its value by a colon."""
    return offsets.substitute(piece, _gap(), lambda match: match.group().rstrip(" \u3000\xa0：:") + "：")[0]


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(rf"\A(?:{_words()})\s+[：:]?\s*")


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words()})[：:]?")


def is_alone(line: Line) -> bool:
    """A line that is nothing but a label, with its colon or without."""
    return _alone().fullmatch(line.squash) is not None


def is_certain(line: Line) -> bool:
    """A label that stands in no other table than that of a page: 索引号, 发文字号."""
    return _CERTAIN.search(line.squash) is not None
