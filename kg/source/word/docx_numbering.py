"""The numbers that Word prints in front of paragraphs: they are in numbering.xml and the styles, not in the text.

ECMA-376 part 1: 17.9 (numbering), 17.7.4.14 (style-linked numbering).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from lxml.etree import _Element

from kg.source.number_forms import written
from kg.source.xml import attribute, child, children, local

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_LARGEST = 9_999_999


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is written, ``text`` with places %1 … %9."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    gap: str = " "
    restart: int | None = None  # level after which it starts anew: None the one above, 0 never
    legal: bool = False  # all places in Arabic figures


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, Level]
    overrides: dict[int, int]  # level -> number that this list starts with anew


@dataclass(slots=True)
class Numbering:
    """Renders paragraph after paragraph; counts as Word counts. Make one a document."""

    lists: dict[str, _List] = field(default_factory=dict)
    styles: dict[tuple[str, str], int] = field(default_factory=dict)  # (list, paragraph style) -> level
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, number: str, style: str) -> int:
        """The level of list ``number`` that the paragraph style is linked to."""
        return self.styles.get((number, style), 0)

    def render(self, number: str, level: int) -> str:
        """The printed number of the next paragraph on ``level`` of list ``number``; "" for bullets and no list."""
        numbered = self.lists.get(number)
        if numbered is None or level not in numbered.levels:
            return ""
        counts = self._counts[numbered.abstract]
        self._count(numbered, number, level, counts)
        own = numbered.levels[level]
        if own.form in ("bullet", "none"):
            return _PLACE.sub("", own.text) if own.form == "none" else ""

        def place(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            of = numbered.levels.get(other, Level())
            return written(counts.get(other, of.start), "decimal" if own.legal else of.form)

        text = _PLACE.sub(place, own.text)
        return text + own.gap if text else ""

    def _count(self, numbered: _List, number: str, level: int, counts: dict[int, int]) -> None:
        start = numbered.overrides.get(level)
        if start is not None and (number, level) not in self._begun:
            self._begun.add((number, level))
            counts[level] = start
        else:
            counts[level] = counts[level] + 1 if level in counts else numbered.levels[level].start
        for below in [deeper for deeper in counts if deeper > level]:
            restart = numbered.levels.get(below, Level()).restart
            if restart is None or 0 < restart > level:
                del counts[below]


def read(root: _Element | None) -> Numbering:
    """The lists of word/numbering.xml."""
    found = Numbering()
    if root is None:
        return found
    abstracts = {attribute(one, "abstractNumId"): one for one in children(root, "abstractNum")}
    for number in children(root, "num"):
        link = child(number, "abstractNumId")
        name = attribute(link, "val") if link is not None else ""
        abstract = _linked(abstracts.get(name), abstracts)
        if abstract is None:
            continue
        identity = attribute(number, "numId")
        levels: dict[int, Level] = {}
        _read_levels(abstract, identity, levels, found)
        overrides: dict[int, int] = {}
        for override in children(number, "lvlOverride"):
            start = child(override, "startOverride")
            if start is not None:
                overrides[_integer(attribute(override, "ilvl"), 0)] = _integer(attribute(start, "val"), 1)
            _read_levels(override, identity, levels, found)
        found.lists[identity] = _List(attribute(abstract, "abstractNumId"), levels, overrides)
    return found


def _linked(abstract: _Element | None, abstracts: dict[str, _Element]) -> _Element | None:
    """A list that only points to a numbering style stands for the list that defines the style."""
    link = child(abstract, "numStyleLink")
    if link is None:
        return abstract
    for other in abstracts.values():
        style = child(other, "styleLink")
        if style is not None and attribute(style, "val") == attribute(link, "val"):
            return other
    return abstract


def _read_levels(parent: _Element, number: str, levels: dict[int, Level], found: Numbering) -> None:
    for element in children(parent, "lvl"):
        at = _integer(attribute(element, "ilvl"), 0)
        if not 0 <= at < _LEVELS:
            continue
        values = {local(below): attribute(below, "val", "1") for below in element}
        gap = {"nothing": "", "space": " "}.get(values.get("suff", "tab"), " ")
        level = Level(
            start=_integer(values.get("start", "1"), 1),
            form=_format(element),
            text=values.get("lvlText", ""),
            gap=gap,
            legal=values.get("isLgl", "0") not in ("0", "false", "off"),
        )
        levels[at] = replace(level, restart=_integer(values["lvlRestart"], 0)) if "lvlRestart" in values else level
        if "pStyle" in values:
            found.styles[number, values["pStyle"]] = at


def _format(element: _Element) -> str:
    """The number format; newer ones stand in an alternative with the older one as fallback."""
    form = child(element, "numFmt")
    if form is None:
        form = child(element, "AlternateContent", "Choice", "numFmt")
    return attribute(form, "val", "decimal") if form is not None else "decimal"


def _integer(text: str, default: int) -> int:
    return min(int(text), _LARGEST) if text.isascii() and text.isdecimal() and len(text) < 10 else default
