"""Each agency's first mention and each duty once: a quotation is made only for what is kept."""

from __future__ import annotations

from collections.abc import Iterable

from kg.mention.duty.duties import Duty
from kg.model import AgencyMention, Clause, Document, Evidence, Responsibility
from kg.text import offsets


class FirstMentions:
    """The mentions of each surface form that stand first in the source: several where they begin at one place."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._places: dict[str, int] = {}
        self._found: dict[str, list[AgencyMention]] = {}

    def add(self, mention: AgencyMention) -> None:
        """Take a mention if it stands no later than those of its form that are known."""
        start = mention.evidence.spans[0][0] if mention.evidence.spans else -1
        if self._is_first(mention.surface, start):
            self._keep(mention, start)

    def add_at(self, clause: Clause, start: int, end: int, surface: str, rule: str) -> None:
        """Take the mention at ``start`` to ``end`` of a clause."""
        text = clause.body.text
        while start < end and text[start].isspace():
            start += 1
        place = clause.body.at[start] if start < end else -1
        if self._is_first(surface, place):
            evidence = offsets.evidence(clause.body, start, end, self._document.raw)
            self._keep(AgencyMention(surface, clause.path, evidence, rule), place)

    def mentions(self) -> tuple[AgencyMention, ...]:
        """What was taken, form by form."""
        return tuple(mention for found in self._found.values() for mention in found)

    def _is_first(self, surface: str, place: int) -> bool:
        return surface not in self._places or place <= self._places[surface]

    def _keep(self, mention: AgencyMention, place: int) -> None:
        if place < self._places.get(mention.surface, place + 1):
            self._places[mention.surface] = place
            self._found[mention.surface] = []
        self._found[mention.surface].append(mention)


class Duties:
    """The duties of a document, the same (clause, agency, role) once: the first."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._found: dict[tuple[str, str, str], Responsibility] = {}

    def add(self, clause: Clause, duties: Iterable[Duty]) -> None:
        """Take the duties of a clause that are not known yet."""
        statements: dict[tuple[int, int], Evidence] = {}
        for duty in duties:
            key = (clause.path, duty.surface, duty.role)
            if key in self._found:
                continue
            whole = (duty.low, duty.high)
            if whole not in statements:
                statements[whole] = offsets.evidence(clause.body, duty.low, duty.high, self._document.raw)
            self._found[key] = Responsibility(
                clause=clause.path,
                agency=duty.surface,
                role=duty.role,
                evidence=statements[whole],
                agency_evidence=offsets.evidence(clause.body, duty.start, duty.end, self._document.raw),
                rule=duty.rule,
                scope=duty.scope,
            )

    def responsibilities(self) -> tuple[Responsibility, ...]:
        """What was taken, in reading order."""
        return tuple(self._found.values())
