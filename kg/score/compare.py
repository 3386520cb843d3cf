"""Two builds against one gold set: what the one gained and lost against the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.score.measure import Place, Result


@dataclass(frozen=True, slots=True)
class Change:
    """One layer of two builds. ``gained``: right now, and wrong no longer claimed; ``lost`` the reverse."""

    before: float  # F1
    after: float
    found: frozenset[Place]
    dropped: frozenset[Place]
    missed: frozenset[Place]
    claimed: frozenset[Place]

    @property
    def gained(self) -> int:
        """How many items are better."""
        return len(self.found) + len(self.dropped)

    @property
    def lost(self) -> int:
        """How many items are worse."""
        return len(self.missed) + len(self.claimed)


def compare(before: Mapping[str, Result], after: Mapping[str, Result]) -> dict[str, Change]:
    """The layers that differ, in the order of ``after``."""
    changes = {}
    for layer, new in after.items():
        old = before[layer]
        change = Change(
            before=old.figure.f1,
            after=new.figure.f1,
            found=new.right - old.right,
            dropped=old.extra - new.extra,
            missed=old.right - new.right,
            claimed=new.extra - old.extra,
        )
        if change.gained or change.lost or old.figure != new.figure:
            changes[layer] = change
    return changes
