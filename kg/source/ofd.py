"""OFD files (GB/T 33190—2016): a ZIP of XML whose text objects have places on pages; no library is needed.

Text of page templates (a red head can stand there) is read with the page, and the rules of tables; stamps, annotations
and other drawings are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import chain, repeat
from math import hypot, isfinite
from posixpath import dirname, join, normpath

from lxml.etree import _Element

from kg.errors import SourceError
from kg.source import archive, ocr, xml
from kg.source.extracted import Extracted, paged
from kg.source.layout.layout import Layout
from kg.source.layout.ruled import Stroke, Table, tables_and_frames
from kg.source.layout.runs import Glyph
from kg.source.xml import attribute, child, children, local

MEDIA_TYPE = "application/ofd"
PAGE_LIMIT = 5000
GLYPH_LIMIT = 200_000
"""Characters that a page may have."""

_ASCENT = 0.86  # of the font size above the base line, the rest below
_NARROW = 0.5  # of the font size: how wide a character of ASCII is where nothing says it
_ASKEW = 0.05  # the slope of a line of text, level or upright, at most
_POINTS = 72 / 25.4  # points in a millimetre, the unit of OFD
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def extract(data: bytes) -> Extracted:
    """The text of an OFD file, page by page. Raises SourceError where it is damaged, unsafe, or holds no text."""
    package = _Package(data)
    read: list[list[str]] = []
    for root in package.documents():
        layout = Layout()
        for page in package.pages(root):
            layout.lines(*page)
        read += layout.pages
    if not any(read):
        ocr.refuse("an OFD file without text (a scan)")
    text, pages = paged(read)
    return Extracted(text, MEDIA_TYPE, pages=pages)


class _Package:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._members = archive.by_name(archive.members(BytesIO(data)))

    def documents(self) -> Iterator[str]:
        """Names of the documents' root parts, in order."""
        for body in children(self._part("OFD.xml"), "DocBody"):
            root = child(body, "DocRoot")
            if root is not None and root.text:
                yield _resolved("", root.text)

    def pages(self, root: str) -> Iterator[tuple[list[Glyph], list[Table], list[Stroke]]]:
        """The glyphs of each page of the document ``root``."""
        document = self._part(root)
        templates = {
            attribute(one, "ID"): _resolved(root, attribute(one, "BaseLoc"))
            for one in _common(document)
            if local(one) == "TemplatePage"
        }
        listed = child(document, "Pages")
        pages = list(children(listed, "Page")) if listed is not None else []
        if len(pages) > PAGE_LIMIT:
            raise SourceError(f"an OFD file of more than {PAGE_LIMIT:,} pages; split it")
        for page in pages:
            part = self._part(_resolved(root, attribute(page, "BaseLoc")))
            used = [templates.get(attribute(one, "TemplateID")) for one in children(part, "Template")]
            layers = [self._part(name) for name in used if name] + [part]
            glyphs: list[Glyph] = []
            for glyph in chain.from_iterable(map(_glyphs, layers)):
                glyphs.append(glyph)
                if len(glyphs) > GLYPH_LIMIT:
                    raise SourceError(f"an OFD page of more than {GLYPH_LIMIT:,} characters: not a page of a document")
            yield glyphs, *tables_and_frames(chain.from_iterable(map(_strokes, layers)))

    def _part(self, name: str) -> _Element:
        member = self._members.get(name)
        if member is None:
            raise SourceError(f"an OFD file without its part {name}; get the file again")
        return xml.parse(archive.content(BytesIO(self._data), member), name)


def _resolved(base: str, location: str) -> str:
    """A location in the package: from its root where it starts with a slash, else beside the part that names it."""
    location = location.strip().replace("\\", "/")
    return normpath(location.lstrip("/") if location.startswith("/") else join(dirname(base), location))


def _common(document: _Element) -> list[_Element]:
    common = child(document, "CommonData")
    return [] if common is None else list(common)


def _glyphs(part: _Element) -> Iterator[Glyph]:
    for element in part.iter():
        if local(element) == "TextObject" and attribute(element, "Visible", "true") != "false":
            yield from _text_object(element)


def _text_object(element: _Element) -> Iterator[Glyph]:
    left, top = (*_numbers(attribute(element, "Boundary")), 0.0, 0.0)[:2]
    matrix = (_numbers(attribute(element, "CTM")) or _IDENTITY)[:6]
    a, b, c, d, e, f = matrix if len(matrix) == 6 else _IDENTITY
    if min(abs(a), abs(b)) > _ASKEW * max(abs(a), abs(b)):
        return  # a watermark
    size = next(iter(_numbers(attribute(element, "Size"))), 0.0) or 1.0
    height = size * (hypot(c, d) or 1.0)
    x = y = 0.0
    for code in children(element, "TextCode"):
        x = next(iter(_numbers(attribute(code, "X"))), x)
        y = next(iter(_numbers(attribute(code, "Y"))), y)
        across, down = x, y
        steps = zip(_steps(attribute(code, "DeltaX"), None), _steps(attribute(code, "DeltaY"), 0.0), strict=False)
        before = ""
        for character, (right, lower) in zip(code.text or "", steps, strict=False):
            wide = size * (_NARROW if character < "\u2000" else 1.0)
            start = left + a * across + c * down + e
            base = top + b * across + d * down + f
            if not character.isspace() and isfinite(start) and isfinite(base):
                width = wide * (hypot(a, b) or 1.0)
                yield (
                    start * _POINTS,
                    (base - _ASCENT * height) * _POINTS,
                    (start + width) * _POINTS,
                    (base + (1 - _ASCENT) * height) * _POINTS,
                    _spaced(before, character),
                )
            before = (before + character)[-2:]
            across += wide if right is None else right
            down += lower or 0.0


def _strokes(part: _Element) -> Iterator[Stroke]:
    """The straight lines of drawn paths. A path is a list of letters with the points behind them (GB/T 33190, 9.1)."""
    for element in part.iter():
        data = child(element, "AbbreviatedData") if local(element) == "PathObject" else None
        if data is None:
            continue
        left, top = (*_numbers(attribute(element, "Boundary")), 0.0, 0.0)[:2]
        matrix = (_numbers(attribute(element, "CTM")) or _IDENTITY)[:6]
        a, b, c, d, e, f = matrix if len(matrix) == 6 else _IDENTITY
        points = (
            (kind, left + a * x + c * y + e, top + b * x + d * y + f)
            for kind, x, y in _points((data.text or "").split())
        )
        start = last = (0.0, 0.0)
        for kind, x, y in points:
            to = start if kind == "C" else (x * _POINTS, y * _POINTS)
            if kind in "LC":
                yield min(last[0], to[0]), min(last[1], to[1]), max(last[0], to[0]), max(last[1], to[1])
            start = to if kind in "SM" else start
            last = to


def _points(words: Sequence[str]) -> Iterator[tuple[str, float, float]]:
    """Each letter of a path with the last of its points, to which it leads."""
    letter, numbers = "", list[float]()
    for word in (*words, ""):
        number = _numbers(word)
        if number:
            numbers += number
            continue
        if letter:
            x, y = numbers[-2:] if len(numbers) > 1 else (0.0, 0.0)
            yield letter, x, y
        letter, numbers = word[:1], []


def _spaced(before: str, character: str) -> str:
    """A Latin character keeps the space that parts it from the word in front of it."""
    parted = len(before) == 2 and before[1] == " " and before[0].isascii() and before[0].isalnum()
    return f" {character}" if parted and character.isascii() and character.isalnum() else character


def _numbers(text: str) -> tuple[float, ...]:
    found = []
    for word in text.split():
        try:
            found.append(float(word))
        except ValueError:
            return ()
    return tuple(found)


def _steps(text: str, default: float | None) -> Iterator[float | None]:
    """The steps of DeltaX or DeltaY: numbers, 「g COUNT NUMBER」 where one is repeated; then ``default`` for ever."""
    words = iter(text.split())
    for word in words:
        count = 1
        if word == "g":
            count = int(next(iter(_numbers(next(words, "0"))), 0.0))
            word = next(words, "0")
        step = next(iter(_numbers(word)), 0.0)
        yield from repeat(step, min(max(count, 0), GLYPH_LIMIT))
    yield from repeat(default)
