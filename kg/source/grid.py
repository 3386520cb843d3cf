"""Tables with row and column spans → rows of text whose cells are parted by tabs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.errors import SourceError

WIDEST = 200
"""Columns that a table may have; a page that asks for more is no document."""

PART_GAP = "  "
"""Parts two paragraphs of one cell: a single space would be mended away as a space inside a word."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it is written down: its text and the columns and rows that it takes. A row of its own has both 1."""

    text: str
    columns: int = 1
    rows: int = 1


def rows(table: Iterable[Sequence[Cell]]) -> list[str]:
    """The rows of ``table`` as text. A cell that spans rows or columns is repeated in each of them; one that takes the
    whole width of a table of several columns stands once, in front of empty cells.

    Raises SourceError where a table is wider than WIDEST.
    """
    found: list[list[str]] = []
    above: dict[int, tuple[int, str]] = {}
    single: set[int] = set()
    for cells in table:
        row, spans = _row(cells, above)
        if len(cells) == 1 and len(row) > 1 and cells[0].columns >= len(row):
            single.add(len(found))
        above = spans
        found.append(row)
    width = max((len(row) for row in found), default=0)
    texts = []
    for number, row in enumerate(found):
        if number in single:
            row = [row[0], *[""] * (width - 1)]
        texts.append("\t".join(row))
    return texts


def _row(cells: Sequence[Cell], above: dict[int, tuple[int, str]]) -> tuple[list[str], dict[int, tuple[int, str]]]:
    """The texts of one row, and the cells that reach below it: column -> (rows left, text)."""
    row: list[str] = []
    below: dict[int, tuple[int, str]] = {}

    def from_above() -> None:
        while len(row) in above:
            left, text = above[len(row)]
            if left > 1:
                below[len(row)] = (left - 1, text)
            row.append(text)

    for cell in cells:
        from_above()
        for _ in range(cell.columns):
            if cell.rows > 1:
                below[len(row)] = (cell.rows - 1, cell.text)
            row.append(cell.text)
        if len(row) > WIDEST:
            raise SourceError(f"a table of more than {WIDEST} columns: not the text of a document")
    from_above()
    for column, (left, text) in above.items():
        if column >= len(row) and left > 1:
            below[column] = (left - 1, text)
    return row, below


def cell_text(paragraphs: Iterable[str]) -> str:
    """The paragraphs of a cell on one line."""
    return PART_GAP.join(text for text in (" ".join(paragraph.split()) for paragraph in paragraphs) if text)
