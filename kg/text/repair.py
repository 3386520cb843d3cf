"""Named repair steps on a whole source text. Each keeps offsets and reports what it changed.

:func:`steps` gives the plan; :func:`repair` runs it. Glyph repairs are data with their examples beside them
(``kg/lexicon/data/glyphs.yml``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from kg.lexicon import load
from kg.model import CleanText, RawText, Repair
from kg.text import offsets, script

_LEVELS = {"玉": "Ⅰ", "域": "Ⅱ", "芋": "Ⅲ", "郁": "Ⅳ"}
_CIRCLED = {old: chr(ord("①") + k) for k, old in enumerate("淤于盂榆虞愚舆余俞逾")}

_ITEM = 700
"""Characters that an item of a circled list has at most."""
_INDENT = 40
"""Characters of white space that may stand before an item of a circled list."""
_NEAR = 100_000
"""Characters of a stretch of the text. What is named in it or in its neighbours is named near."""


class Step(NamedTuple):
    """One step of the plan. ``first``: characters one of which begins every match ("" where it may be any);
    ``needs``: the step has nothing to do in a text without it."""

    name: str
    pattern: re.Pattern[str]
    replacement: str | Callable[[re.Match[str]], str]
    first: str = ""
    needs: str = ""


_INVISIBLE = re.compile(
    r"[\u00ad\uf000-\uf0ff\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\x00-\x08\x0e-\x1f\x7f]"
)
_FULL_WIDTH = re.compile(
    r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05\uff0b\uff0d\uff0e\ufe50-\ufe52\ufe54-\ufe5a\ufe5d\ufe5e](?!\n)"
)
_SMALL = dict(zip("﹐﹑﹒﹔﹕﹖﹗﹘﹙﹚﹝﹞", "，、.；：？！—（）〔〕", strict=True))
"""Small forms of marks (U+FE50 …), which word processors write: 1﹒ is 1."""
_NARROW_MARK = re.compile(r"(?<=[一-龥《》“”（）〔〕])[,;:]|(?<![A-Za-z/])[,;:](?=[一-龥《“（])")
"""A mark typed half as wide between Chinese words: 市财政局,市水务局. 1,000 and 9:30 keep theirs."""
_NARROW_STOP = re.compile(r"(?<=[一-龥）”》])(?<![一二三四五六七八九十])[.．](?=[\s\d一-龥（(“《]|\Z)")
"""A full stop typed half as wide, in a text that has no other."""
_STOPS = 3
"""How many of them show that they are meant for full stops."""
_DAY = re.compile(
    r"\n[ \u3000]*(?P<printed>(?P<year>20\d\d)([-./])(?P<month>0?[1-9]|1[0-2])\3(?P<day>0?[1-9]|[12]\d|3[01]))"
    r"(?=[ \u3000]*(?:\n|\Z))"
)
"""A day in figures alone on its line: 「2024-05-06」, 「2024.5.6」; its two marks are the same."""
_BODY_ABOVE = re.compile(r"(?:\A|\n)[一-龥（）\u3000 ]{3,60}[局委办厅部府会院室]\s*\Z")
"""A day in figures on a line of its own below a body: 某市财政局, 2024-05-06."""
_NARROW_BRACKET = re.compile(r"[()]")
_BRACKET = re.compile(r"[()（）]")
_HAN = re.compile("[一-龥]")
_WITHIN = 200
"""Characters that a pair of brackets holds at most."""
_WIDE = dict(zip(",;:()", "，；：（）", strict=True))
_TWINS = re.compile(r"[\u2e80-\u2fd5\u3220-\u3229\u2474-\u249b\uf900-\ufad9\ufb00-\ufb06\U0002f800-\U0002fa1d]")
"""Radicals that stand for characters, characters and numbers in compatibility forms, ligatures (⼈, ㈠, ⑴, ⒈, ﬁ)."""


def _twin(match: re.Match[str]) -> str:
    plain = _twins().get(match.group()) or unicodedata.normalize("NFKC", match.group())
    if plain[0] == "(":
        return f"（{plain[1:-1]}）"
    return plain.replace(".", "、")  # ⒈2023 is not 1.2023


@cache
def _twins() -> dict[str, str]:
    return {pair[0]: pair[1] for pair in load.tree("twins")["twins"].split()}


_TAG = re.compile(r"</?(?P<name>[a-zA-Z][a-zA-Z0-9]{0,9})(?:\s[^<>\n]{0,300})?/?>")
"""A tag that a data set's field of text has kept: <p style="…">."""
_ENDS_LINE = frozenset({"p", "div", "tr", "li", "br"})


def _untagged(match: re.Match[str]) -> str:
    ends = match["name"].lower() in _ENDS_LINE and (match.group()[1] == "/" or match["name"].lower() == "br")
    return "\n" if ends else ""


_PLAIN_STEPS = (
    Step("tags", _TAG, _untagged, first="<", needs="</p>"),
    Step("line_ends", re.compile(r"\r\n?|[\v\u2028\u2029\u0085]"), "\n", first="\r\v\u2028\u2029\u0085"),
    Step("invisible", _INVISIBLE, ""),
    Step("full_width", _FULL_WIDTH, lambda match: _SMALL.get(match.group()) or chr(ord(match.group()) - 0xFEE0)),
    Step("twins", _TWINS, _twin),
)


class _WideBrackets:
    """The brackets of a text around Chinese words, as wide as these: （某某) is a pair too, (1) holds no words."""

    def __init__(self) -> None:
        self._text, self._wide = "", frozenset[int]()

    def __call__(self, match: re.Match[str]) -> str:
        if match.string is not self._text:
            self._text, self._wide = match.string, frozenset(_around_words(match.string))
        return _WIDE[match.group()] if match.start() in self._wide else match.group()


def _around_words(text: str) -> Iterator[int]:
    """Where the brackets stand that hold Chinese characters."""
    opened: list[int] = []
    for bracket in _BRACKET.finditer(text):
        place = bracket.start()
        if bracket.group() in "(（":
            opened.append(place)
        elif opened and place - opened[-1] <= _WITHIN:
            start = opened.pop()
            if _HAN.search(text, start, place):
                yield from (start, place)
        else:
            opened.clear()


def _level(match: re.Match[str]) -> str:
    return _LEVELS[match.group()]


class _Circled:
    """Circled numbers in sequence that begin lines: 于 is ② only where the last item, not far before, was ①."""

    def __init__(self) -> None:
        self.last, self.place = 0, 0

    def __call__(self, match: re.Match[str]) -> str:
        glyph, place = match.group(), match.start()
        number = ord(_CIRCLED[glyph]) - ord("①") + 1
        follows = number == self.last + 1 and place - self.place <= _ITEM
        if not (number == 1 or follows) or not _begins_line(match.string, place):
            return glyph
        self.last, self.place = number, match.end()
        return _CIRCLED[glyph]


def _begins_line(text: str, place: int) -> bool:
    before = text[max(0, place - _INDENT) : place]
    space = before[len(before.rstrip()) :]
    return "\n" in space or len(space) == place


class _Roads:
    """A dash where the road behind it is named near without 原 too."""

    def __init__(self) -> None:
        self._stretch, self._text = -1, ""
        self._known: dict[str, bool] = {}

    def __call__(self, match: re.Match[str]) -> str:
        stretch = match.start() // _NEAR
        if stretch != self._stretch:
            near = match.string[max(0, stretch - 1) * _NEAR : (stretch + 2) * _NEAR]
            self._stretch, self._text, self._known = stretch, "".join(near.split()), {}
        road = "".join(match["road"].split())
        if road not in self._known:
            self._known[road] = self._text.count(road) > self._text.count("原" + road)
        return "-" if self._known[road] else match.group()


def _chain(match: re.Match[str]) -> str:
    return match.group().replace("原", "-")


@cache
def _glyph_steps() -> tuple[Step, ...]:
    return tuple(
        Step(row["name"], re.compile(row["pattern"]), row["replacement"], row["first"], row.get("needs", ""))
        for row in load.tree("glyphs")
    )


def steps() -> tuple[Step, ...]:
    """The plan: plain steps, marks between Chinese words as wide as these, then one step a glyph."""
    named: dict[str, Callable[[re.Match[str]], str]] = {
        "level": _level,
        "circled": _Circled(),
        "road": _Roads(),
        "chain": _chain,
    }
    marks = (
        Step("wide_brackets", _NARROW_BRACKET, _WideBrackets(), first="()"),
        Step("wide_marks", _NARROW_MARK, lambda match: _WIDE[match.group()], first=",;:"),
    )
    glyphs = (step._replace(replacement=named.get(str(step.replacement), step.replacement)) for step in _glyph_steps())
    return (*_PLAIN_STEPS, *marks, *glyphs)


def _of_script(text: str) -> tuple[Step, ...]:
    """The steps that only a text in the traditional script needs."""
    if not script.is_traditional(text):
        return ()
    return Step("pinyin", script.PINYIN, ""), Step("script", script.pattern(), script.simplified)


def _of_stops(text: str) -> tuple[Step, ...]:
    """The step that only a text without 。 needs."""
    needed = "。" not in text and len(_NARROW_STOP.findall(text)) >= _STOPS
    return (Step("wide_stops", _NARROW_STOP, "。"),) if needed else ()


def _of_days(text: str) -> tuple[Step, ...]:
    """The step for the only day in figures below a text and a body, a signature's; several are cells of a table."""
    begun = text.find("。")
    if begun < 0:
        return ()
    found = [
        day for day in _DAY.finditer(text, begun) if _BODY_ABOVE.search(text, max(0, day.start() - 80), day.start())
    ]
    if len(found) != 1:
        return ()
    place, (year, month, day) = found[0].start("year"), (int(found[0][name]) for name in ("year", "month", "day"))

    def written(match: re.Match[str]) -> str:
        return f"{year}年{month}月{day}日" if match.start() == place else match.group()

    return (Step("signature_day", re.compile(re.escape(found[0]["printed"])), written),)


def repair(raw: RawText) -> tuple[CleanText, list[Repair]]:
    """Run every step over the source text. Line ends and white space stay: layout needs them."""
    clean, repairs = offsets.whole(raw.text), []
    for step in (*_of_script(raw.text), *_of_stops(raw.text), *_of_days(raw.text), *steps()):
        if step.needs not in clean.text:
            continue
        clean, changes = offsets.substitute(clean, step.pattern, step.replacement, step.first)
        repairs += [Repair(step.name, (at, at + len(old)), old, new) for at, old, new in changes]
    return clean, repairs
