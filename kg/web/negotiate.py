"""Which media type and which language a client wants (RFC 9110, 12.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """One member of an Accept header: a range such as ``text/*``, and how much it is wanted."""

    value: str
    quality: float
    place: int


def wishes(header: str) -> list[Wish]:
    """The members of an Accept or Accept-Language header; members that cannot be read count as not sent."""
    found: list[Wish] = []
    for place, member in enumerate(header.split(",")):
        value, *parameters = (part.strip() for part in member.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, text = parameter.partition("=")
            if name.strip().lower() == "q":
                quality = _quality(text.strip())
        if value and quality >= 0:
            found.append(Wish(value.lower(), quality, place))
    return found


def _quality(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return -1
    return value if 0 <= value <= 1 else -1


def best(header: str | None, offered: Sequence[str]) -> str | None:
    """The offered media type that the client wants most; None where it accepts none of them.

    Of equal wishes the one named more exactly counts first, then the order of ``offered``. No header accepts all.
    """
    members = wishes(header or "")
    if not members:
        return offered[0] if offered else None
    ranked = []
    for order, media in enumerate(offered):
        fitting = [(_exactness(wish.value, media), wish) for wish in members if _exactness(wish.value, media)]
        if fitting:
            exactness, wish = max(fitting, key=lambda pair: pair[0])
            if wish.quality > 0:
                ranked.append((-wish.quality, -exactness, order, media))
    return min(ranked)[3] if ranked else None


def rather(media: str, header: str | None) -> str:
    """The header of a client that wants ``media`` rather than all that ``header`` says."""
    others = (f"{wish.value};q={wish.quality / 2:.4f}" for wish in wishes(header or ""))
    return ", ".join((media, *others))


def _exactness(wanted: str, media: str) -> int:
    if wanted == media:
        return 3
    if wanted.endswith("/*") and media.startswith(wanted[:-1]):
        return 2
    return 1 if wanted == "*/*" else 0


def language(header: str | None, offered: Sequence[str]) -> str | None:
    """The offered language that the client wants most, by its first part (``en-GB`` is ``en``); None for none."""
    members = sorted(wishes(header or ""), key=lambda wish: (-wish.quality, wish.place))
    for wish in members:
        short = wish.value.split("-")[0]
        if wish.quality > 0 and short in offered:
            return short
    return None
