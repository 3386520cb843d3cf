"""Whether a document is in force on a day: from its own dates, and from what repeals it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Citation, DocumentFacts
from kg.query.answers import InForce

Citing = Sequence[tuple[DocumentFacts, Citation]]


def in_force(facts: DocumentFacts, citing: Citing, as_of: str | None) -> InForce:
    """The state of ``facts`` on the day ``as_of``; ``citing`` are the citations of it by other documents.

    A repeal counts from the day on which the repealing document takes effect, else from its signature. A document that
    states no first day in force is "unknown" unless it is repealed or expired: the text alone does not tell.
    """
    if as_of is None:
        return InForce("unknown", None, "no document of the graph has a date")
    for by, citation in citing:
        since = by.effective or by.signed
        if citation.relation == "repeals" and since is not None and since <= as_of:
            return InForce("repealed", as_of, f"repealed by {by.number or by.key}, {since}")
    if facts.expires is not None and facts.expires < as_of:
        return InForce("expired", as_of, f"last day in force {facts.expires}")
    if facts.effective is None:
        return InForce("unknown", as_of, "states no first day in force")
    if facts.effective > as_of:
        return InForce("not yet in force", as_of, f"first day in force {facts.effective}")
    until = f", last day {facts.expires}" if facts.expires else ""
    return InForce("in force", as_of, f"first day in force {facts.effective}{until}")
