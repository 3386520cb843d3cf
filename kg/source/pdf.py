"""PDF files, page by page: PDFium gives characters and places, :mod:`kg.source.layout.layout` puts them in order."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from math import pi

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kg.errors import SourceError
from kg.model import Warning
from kg.source import ocr
from kg.source.extracted import Extracted, paged
from kg.source.layout.layout import Layout
from kg.source.layout.ruled import Stroke, tables_and_frames
from kg.source.layout.runs import Glyph

PAGE_LIMIT = 5000
"""Pages that a file may have."""

CHARACTER_LIMIT = 200_000
"""Characters that a page may have; a newspaper page has some ten thousand."""

_MOST_SEGMENTS = 5000
"""Pieces of a path that are looked at: longer ones are drawings."""
MEDIA_TYPE = "application/pdf"
_ASKEW = 0.04  # quarter turns that a character may lie off
_PICTURE_SHARE = 0.3  # of a page that a picture must cover to be taken for a scan


def extract(data: bytes) -> Extracted:
    """The text of a PDF, page by page.

    A page that is a picture without text is recognised where the extra ``ocr`` is installed; else it is named in a
    warning. Raises SourceError where no page holds text, and for encrypted, damaged or endless files.
    """
    document = _open(data)
    try:
        if len(document) > PAGE_LIMIT:
            raise SourceError(f"a PDF of more than {PAGE_LIMIT:,} pages; split it")
        pictures: list[int] = []
        layout = Layout()
        for index in range(len(document)):
            _page(document[index], index + 1, layout, pictures)
    except pdfium.PdfiumError as error:
        raise SourceError(f"a damaged PDF ({error}); get the file again") from error
    finally:
        document.close()
    if not any(layout.pages):
        if pictures:
            ocr.refuse("a PDF without a text layer (a scan)")
        raise SourceError("a PDF without text")
    text, pages = paged(layout.pages)
    return Extracted(text, MEDIA_TYPE, pages=pages, warnings=_warnings(pictures))


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise SourceError("an encrypted PDF; save it without its password") from error
        raise SourceError("a damaged or incomplete PDF; get the file again") from error


def _page(page: pdfium.PdfPage, number: int, layout: Layout, pictures: list[int]) -> None:
    """Lay out a page; a page that is only a picture goes to text recognition, or on the list."""
    try:
        sheet, glyphs = _glyphs(page)
        if not layout.lines(glyphs, *tables_and_frames(_strokes(page, sheet))) and _is_picture(page):
            if ocr.available():
                layout.pages[-1] += ocr.lines(page.render(scale=_scale(*page.get_size())).to_numpy())
            else:
                pictures.append(number)
    finally:
        page.close()


def _scale(width: float, height: float) -> float:
    """200 dots an inch, fewer where the page is a poster."""
    return float(min(200 / 72, (ocr.PIXEL_LIMIT / max(width * height, 1.0)) ** 0.5))


def _warnings(pictures: list[int]) -> tuple[Warning, ...]:
    if not pictures:
        return ()
    pages = ", ".join(map(str, pictures))
    return (Warning("page_without_text", f"pages that are pictures without text, not read: {pages} ({ocr.ADVICE})"),)


Box = tuple[float, float, float, float]
Sheet = tuple[int, float, float]
"""By how many degrees a page is turned to be read, its width and its height then."""


def _glyphs(page: pdfium.PdfPage) -> tuple[Sheet, list[Glyph]]:
    """The characters of a page with their places, as the page is turned to be read: by most of its characters, which a
    table on its side turns too. What stands askew to them is a watermark or a note at the edge, and left out.
    """
    text = page.get_textpage()
    try:
        found = list(_characters(text))
    finally:
        text.close()
    quarter = Counter(quarter for _, _, quarter in found if quarter is not None).most_common(1)
    turn = 90 * (-quarter[0][0] % 4) if quarter else int(page.get_rotation())
    width, height = page.get_size()
    if (turn - page.get_rotation()) % 180:
        width, height = height, width
    sheet = (turn, width, height)
    return sheet, [
        (*_turned(box, sheet), character) for box, character, one in found if not quarter or one == turn // -90 % 4
    ]


def _characters(text: pdfium.PdfTextPage) -> Iterator[tuple[Box, str, int | None]]:
    """The characters in the order of their drawing, each with its box and the quarter turns it lies on (None: askew).
    Of white space only what parts Latin words is kept, in front of the character behind it: elsewhere the places say
    more.
    """
    count = text.count_chars()
    if count > CHARACTER_LIMIT:
        raise SourceError(f"a PDF page of more than {CHARACTER_LIMIT:,} characters: not a page of a document")
    characters = text.get_text_range() if count else ""
    same = len(characters) == count
    rect = raw.FS_RECTF()
    before = spaced = False
    last: Box = (0.0, 0.0, 0.0, 0.0)
    quarter: int | None = 0
    for index in range(count):
        character = characters[index] if same else _character(raw.FPDFText_GetUnicode(text, index))
        if character <= " " or character.isspace() or character in "\u200b\ufeff\ufffe\uffff":
            spaced = character not in "\r\n"
            continue
        if raw.FPDFText_GetLooseCharBox(text, index, rect):
            box = rect.left, rect.top, rect.right, rect.bottom
            if box[1] != last[1] and box[0] != last[0]:  # not beside the one before: it may lie otherwise
                quarter = _quarter(raw.FPDFText_GetCharAngle(text, index))
            latin = character.isascii() and character.isalnum()
            yield box, f" {character}" if spaced and latin and before else character, quarter
            before, spaced, last = latin, False, box


def _quarter(angle: float) -> int | None:
    """The quarter turns of an angle, None where it is no multiple of them."""
    turns = angle / (pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) < _ASKEW else None


def _strokes(page: pdfium.PdfPage, sheet: Sheet) -> Iterator[Stroke]:
    """The straight lines drawn on a page, level and upright, the edges of boxes among them."""
    for path in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=2):
        matrix = path.get_matrix()
        for (x, y), (to_x, to_y) in _edges(path):
            (x, y), (to_x, to_y) = matrix.on_point(x, y), matrix.on_point(to_x, to_y)
            if abs(x - to_x) < 1 or abs(y - to_y) < 1:
                yield _turned((x, y, to_x, to_y), sheet)


def _edges(path: pdfium.PdfObject) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight pieces of a path, from where to where, in its own coordinates."""
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(path.raw), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(path.raw, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        if raw.FPDFPathSegment_GetClose(segment):
            yield point, start
        last = point


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def _turned(box: Box, sheet: Sheet) -> Box:
    """Two corners in the page's own coordinates (from the bottom) as a box on the page as it is read (from the top)."""
    turn, width, height = sheet
    x, y, to_x, to_y = box
    left, right = (x, to_x) if x < to_x else (to_x, x)
    low, high = (y, to_y) if y < to_y else (to_y, y)
    if turn == 90:
        return low, left, high, right
    if turn == 180:
        return width - right, low, width - left, high
    if turn == 270:
        return width - high, height - right, width - low, height - left
    return left, height - high, right, height - low


def _is_picture(page: pdfium.PdfPage) -> bool:
    """Whether a picture covers much of a page."""
    width, height = page.get_size()
    for picture in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > _PICTURE_SHARE * width * height:
            return True
    return False
