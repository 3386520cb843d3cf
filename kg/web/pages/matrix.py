"""Tasks × agencies of a document, with the gaps: no lead, two leads, support alone, a date without owner."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kg.graph.vocabulary import DUTY_SHORTCUTS
from kg.model import DocumentFacts
from kg.web.corpus import Corpus, Entry
from kg.web.downloads import workbook
from kg.web.pages.common import attachment
from kg.web.pages.document import Section, find, owners, sections
from kg.web.view import corpus, render, words
from kg.web.words import Words

GAPS = ("no_lead", "two_leads", "support_alone", "date_without_owner")
_ROLES = tuple(DUTY_SHORTCUTS)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Row:
    """One task: who has which role in it, until when, and what is odd about that."""

    clause: str
    task: str
    anchor: str
    cells: dict[str, tuple[Entry, ...]]  # agency -> its duties here
    deadlines: tuple[str, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The rows in the order of the clauses; the agencies with the most tasks first."""

    rows: tuple[Row, ...]
    agencies: tuple[str, ...]
    gaps: dict[str, int]


def matrix(graph: Corpus, facts: DocumentFacts, agency: str = "", gap: str = "") -> Matrix:
    """The matrix of a document; of the tasks of one agency, or with one kind of gap, where that is given."""
    found = sections(graph, facts)
    above = owners(found)
    rows = [row for section in found if (row := _row(section, bool(above[section.clause.order]))) is not None]
    gaps = {name: sum(name in row.gaps for row in rows) for name in GAPS}
    rows = [row for row in rows if (not agency or agency in row.cells) and (not gap or gap in row.gaps)]
    counts = Counter(name for row in rows for name in row.cells)
    return Matrix(tuple(rows), tuple(sorted(counts, key=lambda name: (-counts[name], name))), gaps)


def _row(section: Section, owned: bool) -> Row | None:
    """The row of a clause, None where nobody has a duty in it and nothing is due. ``owned`` by those above it, too."""
    stated = [entry for entry in section.duties if entry.status == "stated" and entry.role != "interpret"]
    if not stated and not section.deadlines:
        return None
    cells: dict[str, list[Entry]] = defaultdict(list)
    for entry in stated:
        cells[entry.agency].append(entry)
    task = stated[0].task if stated else section.clause.heading
    due = tuple(deadline.date or deadline.text for deadline in section.deadlines)
    return Row(
        section.clause.path,
        task,
        section.anchor,
        {name: tuple(entries) for name, entries in cells.items()},
        due,
        _gaps(stated, due, owned),
    )


def _gaps(entries: list[Entry], due: tuple[str, ...], owned: bool) -> tuple[str, ...]:
    """What is odd. A task has a lead in who leads or is responsible; 分工负责 and 落实 say that each does its part."""
    roles = {role: {entry.agency for entry in entries if entry.role == role} for role in _ROLES}
    doers = roles["lead"] | roles["responsible"] | roles["share"] | roles["implement"]
    found = []
    if entries and not roles["lead"] and not roles["responsible"] and (roles["share"] or roles["joint"]):
        found.append("no_lead")
    if len(roles["lead"]) > 1:
        found.append("two_leads")
    if roles["support"] and not doers:
        found.append("support_alone")
    if due and not owned:
        found.append("date_without_owner")
    return tuple(found)


def index(request: Request) -> Response:
    """All documents that give duties, with the gaps of each."""
    graph = corpus(request)
    rows = [(facts, found) for facts in reversed(graph.facts) if (found := matrix(graph, facts)).rows]
    return render(request, "matrices.html", rows=rows, gap_names=GAPS)


def page(request: Request) -> Response:
    """The matrix of one document, or the same as a workbook."""
    graph = corpus(request)
    found = find(request, graph, "matrix")
    if isinstance(found, Response):
        return found
    gap = request.query_params.get("gap", "")
    agency = request.query_params.get("agency", "")
    shown = matrix(graph, found, agency, gap if gap in GAPS else "")
    if request.query_params.get("format") == "xlsx":
        say = words(request)
        return attachment(_workbook(found, shown, say), _XLSX, f"{found.key} {say('web.matrix')}.xlsx")
    return render(
        request,
        "matrix.html",
        facts=found,
        shown=shown,
        everyone=matrix(graph, found).agencies,
        agency=agency,
        gap=gap,
        gap_names=GAPS,
    )


def _workbook(facts: DocumentFacts, shown: Matrix, say: Words) -> bytes:
    header = [
        say("web.column.clause"),
        say("web.column.task"),
        *shown.agencies,
        say("web.column.deadline"),
        say("web.gaps"),
    ]
    rows = [
        (
            row.clause,
            row.task,
            *("、".join(say.code("role", entry.role) for entry in row.cells.get(name, ())) for name in shown.agencies),
            "，".join(row.deadlines),
            "，".join(say(f"web.gap.{gap}") for gap in row.gaps),
        )
        for row in shown.rows
    ]
    widths = [14, 44, *(12 for _ in shown.agencies), 14, 18]
    return workbook([(say("web.matrix"), header, rows, widths)], facts.number or facts.title or facts.key)
