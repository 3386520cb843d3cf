"""Running text of a clause: line breaks that stand inside a sentence are taken out, offsets kept."""

from __future__ import annotations

import re

from kg.model import CleanText
from kg.text import offsets

# A line of a page's width that ends without a full stop goes on in the next line; a short one is a heading or an entry,
# one with a tab is a table row.
_SOFT = re.compile(r"(?<=[^\n\t]{14})(?<![。！？；：:])\n(?=[^\n\t]*(?:\n|$))")


def flow(body: CleanText) -> CleanText:
    """``body`` with its sentences unbroken. Line ends behind a full stop, a colon or a short line stay."""
    if "\n" not in body.text:
        return body
    joined, _ = offsets.substitute(body, _SOFT, "")
    return joined


def unbroken(text: str) -> str:
    """Plain words without the line breaks that stand inside a sentence."""
    return _SOFT.sub("", text) if "\n" in text else text
