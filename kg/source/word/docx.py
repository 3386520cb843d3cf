"""Word files (ECMA-376): paragraphs with the numbers that Word prints before them, tables, text boxes.

Headers, footers, notes, comments, deleted and hidden text are no part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import basename, dirname, join, normpath

from lxml.etree import _Element

from kg.errors import SourceError
from kg.source import archive, xml
from kg.source.grid import Cell, cell_text, rows
from kg.source.word import docx_numbering
from kg.source.word.docx_styles import Styles
from kg.source.xml import attribute, child, children, local

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DEEPEST = 100
_TEXT = {"tab": "  ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "  "}
_OUTSIDE = frozenset("del moveFrom instrText delText delInstrText rt footnoteReference pPr rPr tblPr trPr tcPr".split())
_ON = ("1", "true", "on", "")


def extract(data: bytes, page: Callable[[bytes], str] | None = None) -> str:
    """The text of a Word file, a paragraph or a table row a line (cells parted by tabs).

    ``page`` reads a web page that stands for a part of the text, as programs write that make Word files of pages
    (altChunk, ECMA-376 17.17.2.1); without it such parts are left out. Raises SourceError where the file is damaged,
    encrypted, or not safe to read.
    """
    package = _Package(data)
    main = package.main()
    near = dirname(main)
    styles = Styles(package.part(join(near, "styles.xml")))
    numbering = docx_numbering.read(package.part(join(near, "numbering.xml")))
    body = child(package.needed(main), "body")
    if body is None:
        raise SourceError("a Word file without a body; save it again")
    chunks = package.chunks(main) if page else {}
    texts = {name: page(chunk) for name, chunk in chunks.items()} if page else {}
    return "\n".join(_Writer(styles, numbering, texts).blocks(body)) + "\n"


@dataclass(slots=True)
class _Package:
    data: bytes
    _members: dict[str, archive.Member] = field(init=False)

    def __post_init__(self) -> None:
        self._members = archive.by_name(archive.members(BytesIO(self.data)))

    def part(self, name: str) -> _Element | None:
        """The root of a part, None where the package has none of that name."""
        member = self._members.get(name)
        return xml.parse(archive.content(BytesIO(self.data), member), name) if member is not None else None

    def chunks(self, main: str) -> dict[str, bytes]:
        """The parts in other formats that stand for pieces of the text, by the names of their relationships."""
        relations = self.part(join(dirname(main), "_rels", f"{basename(main)}.rels"))
        found: dict[str, bytes] = {}
        for relation in () if relations is None else children(relations, "Relationship"):
            if attribute(relation, "Type").endswith("/aFChunk"):
                member = self._members.get(
                    normpath(join("/", dirname(main), attribute(relation, "Target"))).lstrip("/")
                )
                if member is not None:
                    found[attribute(relation, "Id")] = archive.content(BytesIO(self.data), member)
        return found

    def needed(self, name: str) -> _Element:
        root = self.part(name)
        if root is None:
            raise SourceError(f"a Word file without its part {name}; get the file again")
        return root

    def main(self) -> str:
        """The name of the main document part, by the package's relationships."""
        relations = self.part("_rels/.rels")
        for relation in () if relations is None else children(relations, "Relationship"):
            if attribute(relation, "Type").endswith("/officeDocument"):
                return normpath(attribute(relation, "Target").lstrip("/"))
        return "word/document.xml"


class _Writer:
    """Turns elements into lines, in the order in which the numbering counts."""

    def __init__(self, styles: Styles, numbering: docx_numbering.Numbering, chunks: Mapping[str, str]) -> None:
        self._styles = styles
        self._numbering = numbering
        self._chunks = chunks

    def blocks(self, parent: _Element, depth: int = 0, in_cell: bool = False) -> list[str]:
        """The lines of the paragraphs and tables in ``parent``. In a cell a number may stand alone (column 序号)."""
        if depth > _DEEPEST:
            raise SourceError("a Word file whose parts are nested too deeply; save it as plain text")
        lines: list[str] = []
        goes_on = False
        for element in parent:
            name = local(element)
            if name == "p":
                printed = self._paragraph(element, depth, in_cell)
                if goes_on and lines and printed:
                    lines[-1] += printed.pop(0)
                goes_on = _end_is_deleted(element) and (goes_on or bool(printed))
                lines += printed
            elif name == "tbl":
                lines += self._table(element, depth)
            elif name == "AlternateContent":
                lines += self.blocks(_alternative(element), depth + 1, in_cell)
            elif name == "altChunk":
                lines += self._chunks.get(attribute(element, "id"), "").splitlines()
            elif name not in _OUTSIDE and len(element) and not _is_prompt(element):
                lines += self.blocks(element, depth + 1, in_cell)
        return lines

    def _paragraph(self, paragraph: _Element, depth: int, in_cell: bool) -> list[str]:
        """The lines of a paragraph with its number; the text boxes anchored in it stand behind it."""
        boxes: list[_Element] = []
        text = "".join(self._text(paragraph, boxes, 0))
        deleted = not text and _end_is_deleted(paragraph)
        if (text.strip() or not boxes) and not deleted:
            number = self._number(paragraph)
            text = number + text if text.strip() or in_cell else text
        lines = [line.rstrip() for line in text.split("\n")] if text.strip() or not (boxes or deleted) else []
        for box in boxes:
            lines += self.blocks(box, depth + 1)
        return lines

    def _number(self, paragraph: _Element) -> str:
        """The number that is printed before the paragraph; it counts even where the paragraph is empty."""
        style, number, level = self._styles.numbering(child(paragraph, "pPr"))
        if not number or number == "0":
            return ""
        if level is None:
            level = self._numbering.level_of_style(number, style)
        return self._numbering.render(number, level)

    def _text(self, element: _Element, boxes: list[_Element], depth: int) -> Iterator[str]:
        if depth > _DEEPEST:
            raise SourceError("a Word file whose parts are nested too deeply; save it as plain text")
        for below in element:
            name = local(below)
            if name == "t":
                yield below.text or ""
            elif name in _TEXT:
                yield _TEXT[name]
            elif name == "sym":
                yield _symbol(below)
            elif name == "txbxContent":
                boxes.append(below)
            elif name == "AlternateContent":
                yield from self._text(_alternative(below), boxes, depth + 1)
            elif name not in _OUTSIDE and not (name == "r" and self._is_hidden(below)) and not _is_prompt(below):
                yield from self._text(below, boxes, depth + 1)

    def _is_hidden(self, run: _Element) -> bool:
        vanish = child(run, "rPr", "vanish")
        return vanish is not None and attribute(vanish, "val") in _ON

    def _table(self, table: _Element, depth: int) -> list[str]:
        """Rows of cells; a table of a single column only frames its paragraphs."""
        grid = [(_integer(child(row, "trPr", "gridBefore"), 0), list(_cells_of(row))) for row in _rows_of(table)]
        if max((len(cells) for _, cells in grid), default=0) < 2:
            return [line for _, cells in grid for cell in cells for line in self.blocks(cell, depth + 1)]
        return rows(self._spanned(grid, depth))

    def _spanned(self, grid: list[tuple[int, list[_Element]]], depth: int) -> list[list[Cell]]:
        """The cells with their spans: Word repeats a cell that goes on below as empty cells, marked so."""
        found: list[list[Cell]] = []
        above: dict[int, str] = {}
        for before, row in grid:
            cells = [Cell("", before)] if before else []
            column = before
            going_on: dict[int, str] = {}
            for element in row:
                properties = child(element, "tcPr")
                wide = max(1, _integer(child(properties, "gridSpan"), 1))
                merge = child(properties, "vMerge")
                text = cell_text(self.blocks(element, depth + 1, in_cell=True))
                if merge is not None and attribute(merge, "val", "continue") == "continue":
                    text = above.get(column, text)
                if merge is not None:
                    going_on[column] = text
                cells.append(Cell(text, wide))
                column += wide
            above = going_on
            found.append(cells)
        return found


_SYMBOLS = {"b3": "≥", "a3": "≤", "b9": "≠", "bb": "≈", "b1": "±", "b4": "×", "b8": "÷", "b0": "°", "6d": "μ"}
"""Codes of the font Symbol (its Unicode mapping table) in numbers and quantities."""


def _symbol(element: _Element) -> str:
    """A character of a named font (ECMA-376 17.3.3.30). Codes F000 to F0FF are the font's own: of Symbol those that
    stand in quantities are read, of other fonts (bullets, ornaments) none."""
    code = attribute(element, "char").lower()
    if not re.fullmatch(r"[0-9a-f]{4}", code):
        return ""
    if code.startswith("f0"):
        return _SYMBOLS.get(code[2:], "") if attribute(element, "font") == "Symbol" else ""
    return chr(int(code, 16)) if not "d800" <= code < "f900" else ""


def _is_prompt(element: _Element) -> bool:
    """A form's field that nobody has filled in: it shows what to write there (ECMA-376 17.5.2.39)."""
    return child(element, "sdtPr", "showingPlcHdr") is not None


def _end_is_deleted(paragraph: _Element) -> bool:
    """Whether a tracked change takes the paragraph's end away: it goes on with the next one (ECMA-376 17.13.5.15)."""
    return child(paragraph, "pPr", "rPr", "del") is not None


def _alternative(element: _Element) -> _Element:
    """The first way in which a reader may show an element; the others say the same once more."""
    choice = child(element, "Choice")
    fallback = child(element, "Fallback")
    return next((one for one in (choice, fallback) if one is not None), element.makeelement("none"))


def _rows_of(table: _Element) -> Iterator[_Element]:
    for element in table:
        if local(element) == "tr" and child(element, "trPr", "del") is None:
            yield element
        elif local(element) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _rows_of(element)


def _cells_of(row: _Element) -> Iterator[_Element]:
    for element in row:
        if local(element) == "tc":
            yield element
        elif local(element) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _cells_of(element)


def _integer(element: _Element | None, default: int) -> int:
    text = attribute(element, "val") if element is not None else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else default
