"""What the look-ups answer: plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.model import Span

State = Literal["in force", "not yet in force", "expired", "repealed", "unknown"]


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One responsibility. ``task`` is the clause's heading, ``span`` the first place of its words in ``source``."""

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
class InForce:
    """Whether a document is in force on a day, and what says so."""

    state: State
    as_of: str | None
    because: str


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
    status: InForce


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
    members: int
    hosts: int
    aliases: int
    appointments: int
    cited_works_missing: int
    triples: int  # each once, without the ontology
    first_signed: str | None
    last_signed: str | None
    roles: tuple[tuple[str, int], ...]  # role -> responsibilities, the most frequent first
