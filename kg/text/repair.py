"""Named repair steps on a whole source text. Each keeps offsets and reports what it changed.

The list :data:`STEPS` is the plan; :func:`repair` runs it. Glyph repairs are data with their examples beside them
(``kg/lexicon/data/glyphs.yml``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from kg.lexicon import load
from kg.model import CleanText, RawText, Repair
from kg.text import offsets

Step = tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]]

_LEVELS = {"玉": "Ⅰ", "域": "Ⅱ", "芋": "Ⅲ", "郁": "Ⅳ"}
_CIRCLED = {old: chr(ord("①") + k) for k, old in enumerate("淤于盂榆虞愚舆余俞逾")}

_ITEM = 700
"""Characters that an item of a circled list has at most."""
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\x00-\x08\x0b\x0e-\x1f\x7f]")
_PLAIN_STEPS: tuple[Step, ...] = (
    ("line_ends", re.compile(r"\r\n?|[\u2028\u2029\u0085]"), "\n"),
    ("invisible", _INVISIBLE, ""),
    ("full_width", re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05\uff0b\uff0d\uff0e](?![\n])"),
     lambda m: chr(ord(m.group()) - 0xFEE0)),
)  # fmt: skip


def _level(match: re.Match[str]) -> str:
    return _LEVELS[match.group()]


class _Circled:
    """Circled numbers in sequence: 于 is ② only where the last item, not far before, was ①."""

    def __init__(self) -> None:
        self.last, self.place = 0, 0

    def __call__(self, match: re.Match[str]) -> str:
        number = ord(_CIRCLED[match.group(2)]) - ord("①") + 1
        follows = number == self.last + 1 and match.start() - self.place <= _ITEM
        if number != 1 and not follows:
            return match.group()
        self.last, self.place = number, match.end()
        return match.group(1) + _CIRCLED[match.group(2)]


def _road(match: re.Match[str]) -> str:
    """A dash where the road behind it is named elsewhere in the file too."""
    road = re.sub(r"\s+", "", match["road"])
    whole = _squashed(match.string)
    return "-" if whole.count(road) > whole.count("原" + road) else match.group()


@lru_cache(maxsize=2)
def _squashed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _chain(match: re.Match[str]) -> str:
    return match.group().replace("原", "-")


@cache
def _glyph_patterns() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    rows = load.tree("glyphs")
    return tuple((row["name"], re.compile(row["pattern"]), row["replacement"]) for row in rows)


def steps() -> tuple[Step, ...]:
    """The plan: plain steps, then one step a glyph."""
    named: dict[str, Callable[[re.Match[str]], str]] = {
        "level": _level,
        "circled": _Circled(),
        "road": _road,
        "chain": _chain,
    }
    return _PLAIN_STEPS + tuple((name, pattern, named.get(new, new)) for name, pattern, new in _glyph_patterns())


def repair(raw: RawText) -> tuple[CleanText, list[Repair]]:
    """Run every step over the source text. Line ends and white space stay: layout needs them."""
    clean, repairs = offsets.whole(raw.text), []
    for name, pattern, replacement in steps():
        clean, changes = offsets.substitute(clean, pattern, replacement)
        repairs += [Repair(name, (at, at + len(old)), old, new) for at, old, new in changes]
    return clean, repairs
