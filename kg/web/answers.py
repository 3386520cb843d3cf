"""What the JSON API answers beside the answers of the look-ups: plain rows with the addresses of their pages."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Body, Deadline
from kg.query.answers import DutyRow, InForce
from kg.web.pages import matrix


@dataclass(frozen=True, slots=True)
class Find:
    """One find of a search; ``text`` are the words of a clause around what was typed."""

    kind: str
    name: str
    note: str
    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Finds:
    """What a search found, the best first, and how many there are of each kind."""

    totals: dict[str, int]
    agencies: list[Find]
    documents: list[Find]
    clauses: list[Find]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRow(Body):
    """An agency, how many duties it has, and its page."""

    duties: int
    href: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document and its page; with a day asked for, its state on that."""

    key: str
    number: str | None
    title: str | None
    kind: str | None
    signed: str | None
    effective: str | None
    expires: str | None
    source: str
    href: str
    status: InForce | None = None


@dataclass(frozen=True, slots=True)
class MatrixAnswer:
    """The tasks of a document, who has which role in them, and the gaps; its state on the day asked for."""

    agencies: tuple[str, ...]
    gaps: dict[str, int]
    tasks: tuple[matrix.Row, ...]
    status: InForce | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRow(Deadline):
    """A deadline, the work it is of, who has a duty in that; the state of its document on the day asked for."""

    document: str
    task: str
    agencies: list[str]
    standing: InForce | None = None


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """An agency and one page of what it must do: the fields of an AgencyAnswer, then the way on."""

    canonical: str
    tier: str
    region: str
    kind: str
    parent: str | None
    surfaces: tuple[str, ...]
    duties: tuple[DutyRow, ...]
    total: int  # duties on all pages
    next: str | None  # address of the next page
