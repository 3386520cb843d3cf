"""What a file is, by its content, where it is not plain text."""

from __future__ import annotations

import re
from functools import cache

from kg.errors import SourceError
from kg.lexicon import load

_HEAD = 64
_MARKUP = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype|html|head|meta|body|div|table|script)\b",
    re.IGNORECASE | re.DOTALL,
)
_WEB_ARCHIVE = re.compile(r"(?:From|Subject|Date|MIME-Version|Snapshot-Content-Location): ", re.IGNORECASE)


def refuse_binary(data: bytes) -> None:
    """Raise SourceError where the first bytes are those of a known format that is not plain text."""
    for pattern, name, advice in _formats():
        if pattern.match(data[:_HEAD]):
            raise SourceError(f"looks like {name}; {advice}")


def refuse_markup(text: str) -> None:
    """Raise SourceError where the decoded text is a web page or a saved web archive."""
    head = text[:4096]
    if _MARKUP.match(head):
        raise SourceError("looks like HTML; web pages are not read yet: save its text as plain text (UTF-8)")
    if _WEB_ARCHIVE.match(head) and "multipart/related" in head:
        raise SourceError("looks like a saved web archive; web pages are not read yet: save its text as plain text")


@cache
def _formats() -> tuple[tuple[re.Pattern[bytes], str, str], ...]:
    content = load.tree("file_formats.yml")
    return tuple((_pattern(row["magic"]), row["name"], content["advices"][row["advice"]]) for row in content["formats"])


def _pattern(magic: str) -> re.Pattern[bytes]:
    pairs = (magic[at : at + 2] for at in range(0, len(magic), 2))
    return re.compile(b"".join(b"." if pair == ".." else re.escape(bytes.fromhex(pair)) for pair in pairs), re.DOTALL)
