"""What a file is, by its content and never by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO

from kg.lexicon import load
from kg.source import archive

_HEAD = 64
_MARKUP = re.compile(
    r"\ufeff?\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|(?:html|head|meta|title|link|body|div|table|script|style|p|span"
    r"|h[1-6]|article|section|main|center|font|ul|ol|b|strong|br)(?:\s[^<>]*)?/?>)",
    re.IGNORECASE | re.DOTALL,
)
"""How a web page or a piece of one begins: 「<!doctype html>」, 「<div class="text">」."""
_MARKUP_HEAD = 4096
_WEB_ARCHIVE = re.compile(
    rb"(?:From|Subject|Date|MIME-Version|Content-Type|Snapshot-Content-Location): ", re.IGNORECASE
)


_WORD_XML = re.compile(r"\ufeff?\s*<\?xml[^>]*>\s*<\?mso-application\s+progid=[\"']Word\.Document")
"""How Word begins a document that it saves as one XML file, of 2003 or of today."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of file_formats.yml: how it begins, what it is called, who reads it or what to do about it."""

    pattern: re.Pattern[bytes]
    name: str
    reader: str  # "pdf", "zip", "picture"; "" where no reader reads it
    advice: str


def known(data: bytes) -> Format | None:
    """The format that the first bytes of ``data`` show; None for text, which has no mark."""
    return next((one for one in _formats() if one.pattern.match(data[:_HEAD])), None)


def is_markup(text: str) -> bool:
    """Whether a decoded text is a web page, or a piece of one."""
    return _MARKUP.match(text[:_MARKUP_HEAD]) is not None


def is_word_xml(text: str) -> bool:
    """Whether a decoded text is a Word document saved as XML: its characters are mostly marks."""
    return _WORD_XML.match(text[:_MARKUP_HEAD]) is not None


def is_web_archive(data: bytes) -> bool:
    """Whether ``data`` is a web page saved in one file (RFC 2557, what browsers call MHTML)."""
    head = data[:_MARKUP_HEAD]
    return _WEB_ARCHIVE.match(head) is not None and b"multipart/related" in head


def package(stream: BinaryIO) -> str:
    """What a ZIP file is: "docx", "ofd", "archive", or the name of a format that is not read.

    Raises SourceError where it is damaged.
    """
    names = archive.by_name(archive.members(stream))
    rows = load.tree("file_formats")["packages"]
    return next((str(row["is"]) for row in rows if row["part"] in names), "archive")


@cache
def _formats() -> tuple[Format, ...]:
    content = load.tree("file_formats")
    return tuple(
        Format(
            _pattern(row["magic"]), row["name"], row.get("reader", ""), content["advices"].get(row.get("advice"), "")
        )
        for row in content["formats"]
    )


def _pattern(magic: str) -> re.Pattern[bytes]:
    pairs = (magic[at : at + 2] for at in range(0, len(magic), 2))
    return re.compile(b"".join(b"." if pair == ".." else re.escape(bytes.fromhex(pair)) for pair in pairs), re.DOTALL)
