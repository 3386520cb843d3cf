"""What a reader of a format gives back: the text it found, and what there is to say about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Page, Warning

PAGE_END = "\f"


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of one file, with its pages where the format has pages."""

    text: str
    media_type: str
    encoding: str = "utf-8"
    pages: tuple[Page, ...] = ()
    warnings: tuple[Warning, ...] = ()


def paged(read: Iterable[Iterable[str]]) -> tuple[str, tuple[Page, ...]]:
    """The lines of pages joined to one text; each page ends with a form feed, as text extraction tools write it."""
    parts: list[str] = []
    pages: list[Page] = []
    start = 0
    for number, lines in enumerate(read, start=1):
        part = "".join(f"{line}\n" for line in lines) + PAGE_END
        pages.append(Page(number, start, start + len(part)))
        parts.append(part)
        start += len(part)
    return "".join(parts), tuple(pages)
