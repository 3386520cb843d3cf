"""What the look-ups answer: plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.model import Span

State = Literal["in force", "not yet in force", "expired", "repealed", "unknown"]


@dataclass(frozen=True, slots=True)
class InForce:
    """Whether a document is in force on a day, and what says so: in words, and as a code with its values."""

    state: State
    as_of: str | None
    because: str
    code: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Concern:
    """A basis that no longer holds: derived from the graph, not said by the text.

    ``clause`` cites it, ``via`` are the works between where the basis of a basis is meant.
    """

    clause: str
    rests_on: str
    standing: InForce
    via: tuple[str, ...] = ()
    rule: str = "derived/rests-on"
    status: str = "derived"


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One responsibility. ``task`` is what is to be done (the label of its task, else the clause's heading), ``span``
    the first place of its words in ``source``."""

    agency: str  # canonical name
    surface: str
    role: str
    task: str
    clause: str
    number: str | None
    title: str | None
    deadline: str | None
    quote: str
    source: str
    span: Span | None
    page: int | None
    status: str
    rule: str
    standing: InForce | None = None  # of its document, where a day was asked for
    concerns: tuple[Concern, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task of a document: the work of a clause, with its deadlines and targets in words."""

    clause: str
    label: str
    deadlines: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgencyAnswer:
    """An agency and what it must do."""

    canonical: str
    tier: str
    region: str
    kind: str
    parent: str | None
    surfaces: tuple[str, ...]  # every form that the documents use
    duties: tuple[DutyRow, ...]


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause of a document, in its order."""

    path: str
    part: str
    level: int
    heading: str
    text: str
    span: Span | None
    page: int | None


@dataclass(frozen=True, slots=True)
class CitationRow:
    """One citation: of the document asked for, or (in ``cited_by``) of it by the document with ``key``."""

    key: str | None  # the other document, where it is in the graph
    number: str | None
    title: str | None
    relation: str
    clause: str
    quote: str
    source: str
    span: Span | None
    page: int | None
    status: str


@dataclass(frozen=True, slots=True)
class DocumentAnswer:
    """One document: head, clauses, who must do what, what it cites, what cites it, whether it is in force."""

    key: str
    number: str | None
    title: str | None
    kind: str | None
    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    signed: str | None
    effective: str | None
    expires: str | None
    openness: str | None
    promulgates: tuple[str, ...]
    annexes: tuple[str, ...]
    source: str
    clauses: tuple[ClauseRow, ...]
    duties: tuple[DutyRow, ...]
    cites: tuple[CitationRow, ...]
    cited_by: tuple[CitationRow, ...]
    tasks: tuple[TaskRow, ...]
    status: InForce
    concerns: tuple[Concern, ...]  # what it rests on that no longer holds


@dataclass(frozen=True, slots=True)
class Stats:
    """How much the graph holds."""

    sources: int
    documents: int
    clauses: int
    agencies: int
    responsibilities: int
    citations: int
    deadlines: int
    targets: int
    tasks: int
    derived: int  # duties that follow from stated ones
    members: int
    hosts: int
    aliases: int
    appointments: int
    cited_works_missing: int
    triples: int  # each once, without the ontology
    first_signed: str | None
    last_signed: str | None
    roles: tuple[tuple[str, int], ...]  # role -> stated responsibilities, the most frequent first
    as_of: str | None = None
    states: tuple[tuple[str, int], ...] = ()  # where a day was asked for: state -> documents, the most frequent first
    unfounded: int = 0  # documents that rest on one that is repealed or expired on that day (derived)
