"""Which document it is."""

from __future__ import annotations

import re
import unicodedata

from kg.text import wenhao

_OPEN = ("〔", "[", "［")


def key(number: str | None, title: str | None, signed: str | None, source: str) -> str:
    """Identity of a document: the key of its number, else its title and date, else its file."""
    parsed = wenhao.parse(number) if number else None
    if parsed:
        return parsed.key
    alone = number and number.startswith(_OPEN)  # 〔2024〕33号: of many governments' minutes
    name = f"{title}{number}" if alone and title else number or title or source
    text = unicodedata.normalize("NFC", re.sub(r"\s+", "", name))
    return f"{text}（{signed}）" if signed else text
