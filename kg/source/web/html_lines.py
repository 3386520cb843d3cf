"""An element of a web page → its printed lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml.etree import _Element

from kg.lexicon import load
from kg.source.grid import Cell, cell_text, rows
from kg.source.web.html_lists import marks

_COLLAPSED = re.compile(r"[ \t\n\r\f]+")
_WIDE = r"[\u2014\u2018-\u201d\u2026\u3001-\u30ff\u3400-\u9fff\uff01-\uff60]"
_BROKEN = re.compile(rf"(?<={_WIDE})[ \t]*\n[ \t\n]*(?={_WIDE})")
"""A line of the file that ends between two wide characters: no blank is printed there (CSS Text 3, 4.1.3)."""
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPAN_LIMIT = 1000
_LINES = 8
"""Lines or paragraphs of a cell that is a document, at least: notes below a table have fewer."""


@cache
def words(key: str) -> frozenset[str]:
    """A list of element names of web_pages.yml."""
    return frozenset(load.tree("web_pages")[key].split())


@cache
def pattern(key: str) -> re.Pattern[str]:
    """A regular expression of web_pages.yml; the spaces at which YAML folds it are no part of it."""
    return re.compile(load.tree("web_pages")[key].replace(" |", "|"))


def is_silent(element: _Element) -> bool:
    """Comments, scripts, form controls and what the page itself hides."""
    return not isinstance(element.tag, str) or element.tag in words("silent") or is_hidden(element)


def is_hidden(element: _Element) -> bool:
    """What the page itself hides, until a script shows it."""
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")) is not None


class Lines:
    """Collects text; white space collapses as a browser collapses it."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.mark = ""  # the number of a list's entry, printed before its first line
        self._now: list[str] = []
        self._kept = False  # preformatted: its blanks count

    def add(self, text: str, keep: bool = False) -> None:
        """Text in a line; ``keep`` for preformatted text, whose line ends count."""
        if keep:
            first, *rest = text.split("\n")
            self._now.append(first)
            for line in rest:
                self.end(always=True)
                self._now.append(line)
            self._kept = True
        else:
            self._now.append(_COLLAPSED.sub(_blank, text))

    def end(self, always: bool = False) -> None:
        """End the line; an empty one counts only where it is ``always`` one (<br>)."""
        line = _BROKEN.sub("", "".join(self._now))
        kept = always or self._kept
        line = line.replace("\n", " ").strip(" \t\r") if kept else _COLLAPSED.sub(" ", line).strip(" ")
        self._kept = False
        self._now.clear()
        if line or (always and self.done and self.done[-1]):
            self.done.append(self.mark + line if line else line)
            self.mark = "" if line else self.mark


def _blank(match: re.Match[str]) -> str:
    return "\n" if "\n" in match[0] else " "


def lines_of(element: _Element, furniture: frozenset[_Element] = frozenset()) -> list[str]:
    """The lines of ``element``; tables become rows whose cells are parted by tabs. ``furniture`` is left out.

    Raises SourceError where a table is too wide.
    """
    lines = Lines()
    _walk(element, lines, furniture, False)
    lines.end()
    return lines.done


def _walk(element: _Element, lines: Lines, furniture: frozenset[_Element], keep: bool) -> None:
    tag = element.tag
    if tag == "br":
        lines.end(always=True)
        return
    if tag == "table" and is_data(element):
        lines.end()
        for row in rows(_cells(row, furniture) for row in _rows(element)):
            lines.done.append(row)
        return
    block = tag in words("block")
    if block:
        lines.end()
    keep = keep or tag == "pre"
    lines.add(element.text or "", keep)
    numbers = marks(element) if tag == "ol" else None
    for child in element:
        if numbers and child.tag == "li":
            lines.mark = next(numbers)
        if not is_silent(child) and child not in furniture:
            _walk(child, lines, furniture, keep)
        lines.add(child.tail or "", keep)
    if block:
        lines.end()


def is_data(table: _Element) -> bool:
    """A table that holds data and not the layout of a page: no table in it, two rows and two columns at least, and no
    document over its whole width, of which the heads stand in rows above."""
    if table.find(".//table") is not None:
        return False
    cells = [len(_of_row(row)) for row in _rows(table)]
    return len(cells) > 1 and max(cells) > 1 and not _holds_document(table)


def _holds_document(table: _Element) -> bool:
    """Whether a cell alone in its row holds most of the text, in many lines."""
    for row in _rows(table):
        cells = _of_row(row)
        if len(cells) == 1 and sum(1 for _ in cells[0].iter("br", "p", "div")) >= _LINES:
            return 2 * len("".join(cells[0].itertext())) > len("".join(table.itertext()))
    return False


def _rows(table: _Element) -> Iterator[_Element]:
    yield from table.iter("tr")


def _of_row(row: _Element) -> list[_Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _cells(row: _Element, furniture: frozenset[_Element]) -> list[Cell]:
    return [
        Cell(cell_text(lines_of(cell, furniture)), _span(cell, "colspan"), _span(cell, "rowspan"))
        for cell in _of_row(row)
        if not is_silent(cell)
    ]


def _span(cell: _Element, name: str) -> int:
    """``rowspan="0"`` reaches to the end of the table."""
    value = cell.get(name, "1").strip()
    if not value.isdecimal():
        return 1
    return min(int(value[:6]), _SPAN_LIMIT) or (_SPAN_LIMIT if name == "rowspan" else 1)
