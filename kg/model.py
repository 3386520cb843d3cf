"""The frozen types that pass between rooms. Data only, no behaviour.

Offsets count characters of the decoded source file (Python ``str`` indices), end exclusive.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Literal

Span = tuple[int, int]
"""Start (inclusive) and end (exclusive) in characters of the decoded source file."""

Status = Literal["stated", "derived"]
Role = Literal["lead", "share", "responsible", "support", "joint", "implement", "interpret"]
Comparison = Literal["=", "≥", "≤", "~", "range"]
Change = Literal["increase", "decrease"]
Finder = Literal["rules", "model", "both"]
"""What looks for agencies in running text: the rules, the trained model that ships, or the rules and then it."""

BY_MODEL = "model:"
"""How the rule of what a model found begins: "model:NAME@VERSION", alone or behind another rule and "+"."""

Relation = Literal["basis", "implements", "repeals", "amends", "replies", "forwards", "plans", "mentions"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a source file: its number in the file (from 1) and the characters it holds."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Warning:
    """Something a reader of the report should know; the file was read all the same."""

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class RawText:
    """Room 1: a decoded source file. Nothing is cleaned."""

    source: str  # path as the user will recognise it, "/"-separated
    sha256: str  # of the file's bytes
    encoding: str  # "utf-8", "utf-8-sig", "utf-16", "gb18030" …
    media_type: str  # "text/plain" …
    text: str
    pages: tuple[Page, ...] = ()  # empty where the file has no pages
    warnings: tuple[Warning, ...] = ()  # what the reader could not read of it


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean characters and, for each of them, the source offset it came from.

    ``len(text) == len(at)``. Only ``kg.text.offsets`` does arithmetic on it.
    """

    text: str
    at: array[int]


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair made: the step's name, where in the source, what stood there, what it reads now."""

    step: str
    span: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that say it: their places in the source in reading order, and how they read clean.

    More than one span only where the page layout put the words in two places.
    """

    spans: tuple[Span, ...]
    quote: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """Room 3: the smallest numbered unit, with its own text (without its children's)."""

    path: str  # printed ordinals from the top: "三/（一）/1"; "" before the first ordinal
    order: int  # place in the document, from 0
    level: int  # depth in the tree, 0 for ""
    heading: str  # heading or first sentence, without the ordinal
    body: CleanText  # text after the ordinal, paragraphs separated by "\n"
    part: str = "main"  # "notice" | "main" | "annex": where in the document it stands
    page: int | None = None
    columns: tuple[str, ...] = ()  # heads of the table whose row this is; cells of ``body`` are parted by tabs


@dataclass(frozen=True, slots=True)
class Document:
    """Room 3: one issued document (公文) found in a source file.

    ``raw`` is the source file it was found in: ``kg.text.offsets.evidence(clause.body, start, end, document.raw)``
    leads from clean words back to it. ``evidence`` gives, for a head field ("number", "title", "signed", "issuers" …),
    its words.
    """

    raw: RawText
    number: str | None
    title: str | None
    kind: str | None
    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    signed: str | None  # ISO date
    promulgates: tuple[str, ...] = ()
    openness: str | None = None
    annexes: tuple[str, ...] = ()
    effective: str | None = None
    expires: str | None = None
    clauses: tuple[Clause, ...] = ()
    evidence: tuple[tuple[str, Evidence], ...] = ()
    spans: tuple[Span, ...] = ()  # all source characters that belong to the document


@dataclass(frozen=True, slots=True)
class Body:
    """Room 5: one agency, whatever the texts call it. ``canonical`` is its identity."""

    canonical: str  # 运城市工业和信息化局
    tier: str  # central | province | prefecture | county | township | village | -
    region: str  # 运城市 | 全国 | -
    kind: str  # government | department | party | … (GUIDELINES.md, Identity)
    parent: str | None = None  # canonical name of the body it belongs to, where its name says so


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """An agency's surface form at one place. ``body`` is the canonical name it was resolved to."""

    surface: str
    clause: str
    evidence: Evidence
    rule: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Responsibility:
    """``agency`` has ``role`` in the work of ``clause``. ``evidence`` is the whole statement's words,
    ``agency_evidence`` the agency's own."""

    clause: str
    agency: str  # surface form
    role: Role
    evidence: Evidence
    agency_evidence: Evidence
    rule: str
    status: Status = "stated"
    scope: str | None = None  # "following" where the line says it holds for what follows
    body: str = ""
    deadline: str | None = None  # ISO date, where the clause has exactly one


@dataclass(frozen=True, slots=True)
class Citation:
    """The document names another document, law, standard or plan."""

    clause: str
    number: str | None
    title: str | None
    relation: Relation
    evidence: Evidence
    rule: str
    status: Status = "stated"
    target: str | None = None  # key of the document of this build that is meant
    target_text: str | None = None  # title of the text which that document issues, where that is meant


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date by which a clause's work is to be done. ``date`` is the last day it allows."""

    clause: str
    text: str
    date: str | None
    evidence: Evidence
    rule: str
    status: Status = "stated"


@dataclass(frozen=True, slots=True)
class Member:
    """``agency`` is part of the group ``group`` (领导小组, 指挥部 …) in ``role`` as printed."""

    clause: str
    group: str
    agency: str
    role: str
    evidence: Evidence
    rule: str
    status: Status = "stated"
    group_body: str = ""
    agency_body: str = ""


@dataclass(frozen=True, slots=True)
class Host:
    """The office ``office`` is set up at ``agency`` (办公室设在X)."""

    clause: str
    office: str
    agency: str
    evidence: Evidence
    rule: str
    status: Status = "stated"
    office_body: str = ""
    agency_body: str = ""


@dataclass(frozen=True, slots=True)
class Alias:
    """以下简称: ``short`` stands for ``full`` in this document."""

    clause: str
    short: str
    full: str
    evidence: Evidence
    rule: str
    status: Status = "stated"


@dataclass(frozen=True, slots=True)
class Appointment:
    """``person`` is appointed to or removed from ``post``."""

    clause: str
    person: str
    action: Literal["appoint", "remove"]
    post: str
    evidence: Evidence
    rule: str
    status: Status = "stated"
    body: str = ""  # canonical name of the agency of the post, "" where unknown


@dataclass(frozen=True, slots=True)
class Target:
    """A number that the work of a clause is to reach: ``subject`` ``comparison`` ``value`` ``unit``.

    Values are plain decimals (28万亩: "280000" 亩); ``upper`` is the end of a range. With ``change`` the number is by
    how much the subject grows or falls. ``date`` is the last day the sentence allows, else the year or month that it
    names.
    """

    clause: str
    subject: str
    value: str
    upper: str | None
    unit: str
    comparison: Comparison
    change: Change | None
    date: str | None
    evidence: Evidence
    rule: str
    status: Status = "stated"


@dataclass(frozen=True, slots=True)
class Task:
    """The work of a clause that somebody has a duty in: a short label and its text.

    Its deadlines and targets are those of its clause and of what stands below it: ``kg.statement.tasks.parts``.
    """

    clause: str
    label: str
    text: str
    evidence: Evidence
    rule: str
    status: Status = "stated"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person put right in a document: a duty of ``clause`` or a ``field`` of the head, one of them None.

    The duty's rule is ``correction:`` and this ``id``. ``before`` is "" where it was missing, ``after`` where it is
    none.
    """

    id: str
    clause: str | None
    field: str | None
    before: str
    after: str
    who: str
    when: str
    why: str


Statement = Responsibility | Citation | Deadline | Member | Host | Alias | Appointment | Target | Task


@dataclass(frozen=True, slots=True)
class ClauseFact:
    """A clause as it goes into the graph: plain text and where it stands."""

    path: str
    order: int
    level: int
    heading: str
    text: str
    part: str
    evidence: Evidence  # quote: the heading


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """Room 6: all that is known of one issued document. What the graph stores and gives back."""

    key: str  # identity of the document: the number in 〔〕 form, else title and date
    source: str
    sha256: str
    encoding: str
    number: str | None
    title: str | None
    kind: str | None
    promulgates: tuple[str, ...]
    issuers: tuple[str, ...]  # surface forms; their bodies are in ``names``
    addressees: tuple[str, ...]
    signed: str | None
    effective: str | None
    expires: str | None
    openness: str | None
    annexes: tuple[str, ...]
    clauses: tuple[ClauseFact, ...] = ()
    agencies: tuple[AgencyMention, ...] = ()  # first mention of each surface form
    responsibilities: tuple[Responsibility, ...] = ()
    citations: tuple[Citation, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    members: tuple[Member, ...] = ()
    hosts: tuple[Host, ...] = ()
    aliases: tuple[Alias, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    targets: tuple[Target, ...] = ()
    tasks: tuple[Task, ...] = ()  # clauses with a stated duty
    derived: tuple[Responsibility, ...] = ()  # duties that follow from stated ones; the rule says how
    bodies: tuple[Body, ...] = ()  # every body that the document names, sorted by canonical name
    evidence: tuple[tuple[str, Evidence], ...] = ()  # head field -> its words
    corrections: tuple[Correction, ...] = ()  # what people put right


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What became of one input file."""

    source: str
    sha256: str = ""
    encoding: str = ""
    characters: int = 0
    documents: tuple[str, ...] = ()
    clauses: int = 0
    statements: int = 0
    repairs: tuple[tuple[str, int], ...] = ()  # step -> how often
    warnings: tuple[Warning, ...] = ()
    skipped: str | None = None  # the reason, where the file was not read
    seconds: tuple[tuple[str, float], ...] = field(default=())  # room -> seconds
