"""A duty as the pages show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import DocumentFacts, Evidence, Responsibility


@dataclass(frozen=True, slots=True)
class Entry:
    """One duty as the pages show it: who, what, by when, where it says so."""

    agency: str  # canonical name
    surface: str
    role: str
    task: str
    clause: str
    key: str  # of the document
    number: str | None
    title: str | None
    signed: str | None
    deadline: str | None
    evidence: Evidence
    status: str
    rule: str


def entries(facts: DocumentFacts) -> Iterator[Entry]:
    """The duties of a document, stated and derived, in the order of its clauses."""
    tasks = {task.clause: task.label for task in facts.tasks}
    headings = {clause.path: clause.heading for clause in reversed(facts.clauses)}
    order = {clause.path: clause.order for clause in reversed(facts.clauses)}

    def place(duty: Responsibility) -> tuple[int, str, tuple[tuple[int, int], ...]]:
        return order.get(duty.clause, len(order)), duty.clause, duty.evidence.spans

    for duty in sorted((*facts.responsibilities, *facts.derived), key=place):
        yield Entry(
            agency=duty.body or duty.agency,
            surface=duty.agency,
            role=duty.role,
            task=tasks.get(duty.clause) or headings.get(duty.clause) or duty.evidence.quote,
            clause=duty.clause,
            key=facts.key,
            number=facts.number,
            title=facts.title,
            signed=facts.signed,
            deadline=duty.deadline,
            evidence=duty.evidence,
            status=duty.status,
            rule=duty.rule,
        )
