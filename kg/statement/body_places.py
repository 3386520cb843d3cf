"""Where the bodies lie whose names do not say it: a 清华大学, a 高等学校 has the region of the document that names it.

Two documents of different regions settle nothing: such a body has none, as one body lies in one place (W3C ORG). The
annotation's rule is ``-`` where the text does not fix it.
"""

from __future__ import annotations

from dataclasses import replace

from kg.model import Body, DocumentFacts

_UNKNOWN, _DISPUTED = "-", ""


class Seats:
    """Tier and region that the documents of a build give to bodies by their canonical names."""

    def __init__(self) -> None:
        self._told: dict[str, tuple[str, str]] = {}

    def add(self, document: DocumentFacts) -> None:
        """One more document that says where its bodies lie."""
        for body in document.bodies:
            own = (body.tier, body.region)
            tier, region = map(_agreed, self._told.get(body.canonical, own), own)
            self._told[body.canonical] = (tier, region)

    def settled(self, document: DocumentFacts) -> DocumentFacts:
        """The document, its bodies without the tier and region that another one disputes."""
        if not any(_DISPUTED in self._told.get(body.canonical, ()) for body in document.bodies):
            return document
        return replace(document, bodies=tuple(map(self._settled, document.bodies)))

    def _settled(self, body: Body) -> Body:
        tier, region = self._told.get(body.canonical, (body.tier, body.region))
        return replace(
            body,
            tier=body.tier if tier != _DISPUTED else _UNKNOWN,
            region=body.region if region != _DISPUTED else _UNKNOWN,
        )


def _agreed(one: str, other: str) -> str:
    """What two documents say, where one of them says nothing the other's; ``_DISPUTED`` where they differ."""
    if one == other or other == _UNKNOWN:
        return one
    return other if one == _UNKNOWN else _DISPUTED
