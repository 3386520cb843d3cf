"""Texts for tests: from a string to the types that the rooms hand on."""

from __future__ import annotations

from kg import document
from kg.model import CleanText, Document, Page, RawText
from kg.source.pages import pages
from kg.text import offsets, repair


def raw(text: str, source: str = "文件.txt", marked: bool = True) -> RawText:
    """A decoded source file; ``marked``: pages as the reader of source files finds them."""
    found: tuple[Page, ...] = pages(text) if marked else ()
    return RawText(source, "0" * 64, "utf-8", "text/plain", text, found)


def clean(text: str) -> CleanText:
    """The text as it stands, each character at its own place."""
    return offsets.whole(text)


def documents(text: str) -> list[Document]:
    """The documents of a text, by the first three rooms."""
    source = raw(text)
    return document.read(repair.repair(source)[0], source)
