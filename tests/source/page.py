"""Sets pages in two columns, or in one, and writes them as PDF, in whatever order of drawing a test wants."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.source.letters import Paragraph

FONT = "STSong-Light"
SIZE, LEADING = 10.5, 16.0
WIDTH, HEIGHT = 595.0, 842.0
LEFT, GUTTER, TOP, BOTTOM = 60.0, 24.0, 760.0, 80.0
COLUMN = (WIDTH - 2 * LEFT - GUTTER) / 2
Line = tuple[float, float, float, str]
"""Left, base line, size, text."""

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def width(text: str, size: float = SIZE) -> float:
    """How wide the text is printed."""
    return float(pdfmetrics.stringWidth(text, FONT, size))


def broken(text: str, room: float, indent: float = 2 * SIZE) -> list[str]:
    """A paragraph in lines: full, without regard to words, but no line begins with a closing mark."""
    lines, now = [], ""
    for character in text:
        limit = room - (indent if not lines else 0)
        if width(now + character) > limit + 0.01 and character not in "，。；：、）》”］〕":
            lines.append(now)
            now = ""
        now += character
    return [*lines, now]


def set_rows(paragraphs: Sequence[Paragraph], room: float = COLUMN) -> list[tuple[float, str]]:
    """The lines of a document with their indent in the column: titles in the middle, signatures at the right."""
    rows: list[tuple[float, str]] = []
    for one in paragraphs:
        if one.look in ("title", "number"):
            rows += [((room - width(text)) / 2, text) for text in broken(one.printed, room - 40, 0)]
        elif one.look == "sign":
            rows.append((room - width(one.printed) - SIZE, one.printed))
        else:
            indent = 0 if one.look == "to" else 2 * SIZE
            rows += [(0 if number else indent, text) for number, text in enumerate(broken(one.printed, room, indent))]
    return rows


@dataclass(slots=True)
class Setter:
    """Fills two columns a page, or one, top to bottom, page after page."""

    head: str = ""
    columns: int = 2
    pages: list[list[Line]] = field(default_factory=lambda: [[]])
    column: int = 0
    y: float = TOP

    def write(self, paragraphs: Sequence[Paragraph]) -> None:
        """A document, from where the last one ended."""
        for x, text in set_rows(paragraphs, COLUMN if self.columns == 2 else WIDTH - 2 * LEFT):
            if self.y < BOTTOM:
                self.column, self.y = self.column + 1, TOP
                if self.column == self.columns:
                    self.column = 0
                    self.pages.append([])
            self.pages[-1].append((LEFT + self.column * (COLUMN + GUTTER) + x, self.y, SIZE, text))
            self.y -= LEADING

    def pdf(self) -> bytes:
        """The pages with a running head and their numbers."""
        return pdf(self.furnished())

    def furnished(self) -> list[list[Line]]:
        """The lines of each page, its running head first, its number last."""
        head = [(LEFT, 805.0, 9.0, self.head)] if self.head else []
        marks = [f"- {number} -" for number in range(1, len(self.pages) + 1)]
        return [
            [*head, *lines, ((WIDTH - width(mark, 9)) / 2, 45.0, 9.0, mark)]
            for mark, lines in zip(marks, self.pages, strict=True)
        ]


def pdf(pages: Sequence[Sequence[Line]]) -> bytes:
    """Lines at their places, drawn in the order in which they are given."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), invariant=True)
    for lines in pages:
        for x, y, size, text in lines:
            canvas.setFont(FONT, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()
