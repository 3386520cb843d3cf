"""Which document it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from kg.text import wenhao

_OPEN = ("〔", "[", "［")


def key(number: str | None, title: str | None, signed: str | None, source: str, issuers: Sequence[str] = ()) -> str:
    """Identity of a document: the key of its number, else its title and date, else its file. A title that does not say
    who issues it (关于做好值班工作的通知) is that of many on one day, and has the first issuer before it."""
    parsed = wenhao.parse(number) if number else None
    if parsed:
        return parsed.key
    alone = number and number.startswith(_OPEN)  # 〔2024〕33号: of many governments' minutes
    if title and title.startswith("关于"):
        title = "".join(issuers[:1]) + title
    name = f"{title}{number}" if alone and title else number or title or source
    text = unicodedata.normalize("NFC", re.sub(r"\s+", "", name))
    return f"{text}（{signed}）" if signed else text
