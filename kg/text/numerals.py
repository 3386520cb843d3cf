"""Chinese numerals in ordinals, numbers and dates."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def arabic(numeral: str) -> str:
    """``一百四十二`` -> ``142``; digits of any width become ASCII without leading zeros."""
    plain = unicodedata.normalize("NFKC", numeral)
    if not plain or (plain[0] not in _DIGITS and plain[0] not in _UNITS):
        return re.sub(r"(?<![0-9])0+(?=[0-9])", "", plain)
    if not any(c in _UNITS for c in plain):
        return "".join(str(_DIGITS[c]) for c in plain).lstrip("0")
    total = digit = 0
    for c in plain:
        if c in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[c], 0
        else:
            digit = _DIGITS[c]
    return str(total + digit)
