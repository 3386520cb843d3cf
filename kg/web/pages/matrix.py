"""Tasks × agencies of one document or several, with the gaps: no lead, two leads, support alone, a date of nobody."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kg.graph.vocabulary import DUTY_SHORTCUTS
from kg.model import DocumentFacts
from kg.web.corpus import Corpus
from kg.web.downloads import as_json, table_csv, workbook
from kg.web.entries import Entry
from kg.web.pages.common import attachment
from kg.web.pages.document import Section, find, owners, sections
from kg.web.view import corpus, render, words
from kg.web.words import Words

GAPS = ("no_lead", "two_leads", "support_alone", "date_without_owner")
_ROLES = tuple(DUTY_SHORTCUTS)
MOST_ROWS = 500
"""Tasks that the page shows; a file has all."""
FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
"""As what the matrix can be taken away."""


@dataclass(frozen=True, slots=True)
class Row:
    """One task: who has which role in it, until when, and what is odd about that."""

    key: str  # of the document
    label: str  # its number, else its title
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


def matrix(
    graph: Corpus, documents: Sequence[DocumentFacts], agency: str = "", gap: str = "", role: str = ""
) -> Matrix:
    """The matrix of documents; of the tasks of one agency, in one role or with one kind of gap, where that is given."""
    rows = [row for facts in documents for row in _rows(graph, facts)]
    gaps = {name: sum(name in row.gaps for row in rows) for name in GAPS}
    rows = [row for row in rows if _has(row, agency, role) and (not gap or gap in row.gaps)]
    counts = Counter(name for row in rows for name in row.cells)
    return Matrix(tuple(rows), tuple(sorted(counts, key=lambda name: (-counts[name], name))), gaps)


def _has(row: Row, agency: str, role: str) -> bool:
    """Whether the agency, or anyone, has that role, or any, in the task."""
    cells = [row.cells.get(agency, ())] if agency else row.cells.values()
    return not (agency or role) or any(not role or entry.role == role for cell in cells for entry in cell)


def _rows(graph: Corpus, facts: DocumentFacts) -> Iterator[Row]:
    found = sections(graph, facts)
    above = owners(found)
    for section in found:
        row = _row(facts, section, above[section.clause.order])
        if row is not None:
            yield row


def _row(facts: DocumentFacts, section: Section, owners: tuple[Entry, ...]) -> Row | None:
    """The row of a clause, None where nobody has a duty in it and nothing is due.

    Whose deadline it is where the clause names nobody says ``owners``: its own duties, else those of a clause above.
    """
    stated = [entry for entry in section.duties if entry.status == "stated" and entry.role != "interpret"]
    if not stated and not section.deadlines:
        return None
    cells: dict[str, list[Entry]] = defaultdict(list)
    for entry in stated or owners:
        cells[entry.agency].append(entry)
    task = stated[0].task if stated else section.clause.heading
    due = tuple(deadline.date or deadline.text for deadline in section.deadlines)
    return Row(
        facts.key,
        facts.number or facts.title or facts.key,
        section.clause.path,
        task,
        section.anchor,
        {name: tuple(entries) for name, entries in cells.items()},
        due,
        _gaps(stated, due, bool(owners)),
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
    """All documents that give duties, with the gaps of each, to choose one or several."""
    graph = corpus(request)
    rows = [(facts, found) for facts in reversed(graph.facts) if (found := matrix(graph, [facts])).rows]
    return render(request, "matrices.html", rows=rows, gap_names=GAPS)


def page(request: Request) -> Response:
    """The matrix of one document, or the same as a file."""
    graph = corpus(request)
    found = find(request, graph, "matrix")
    return found if isinstance(found, Response) else _answer(request, [found], found.number or found.key)


def several(request: Request) -> Response:
    """``/matrix/set?document=…&document=…``: the matrix of these documents, of all where none is named."""
    graph = corpus(request)
    keys = request.query_params.getlist("document")
    unknown = sorted(set(keys) - graph.by_key.keys())
    if unknown:
        return render(request, "missing.html", 404, name=unknown[0])
    chosen = [graph.by_key[key] for key in dict.fromkeys(keys)] or list(graph.facts)
    say = words(request)
    return _answer(request, chosen, say("web.matrix.set", count=len(chosen)))


def _answer(request: Request, documents: Sequence[DocumentFacts], name: str) -> Response:
    graph, say = corpus(request), words(request)
    gap, agency, role = (request.query_params.get(name, "") for name in ("gap", "agency", "role"))
    shown = matrix(graph, documents, agency, gap if gap in GAPS else "", role if role in _ROLES else "")
    wanted = request.query_params.get("format", "")
    if wanted in FORMATS:
        return attachment(_file(name, shown, say, wanted), FORMATS[wanted], f"{name} {say('web.matrix')}.{wanted}")
    everything = shown if not (agency or gap or role) else matrix(graph, documents)
    return render(
        request,
        "matrix.html",
        documents=documents,
        name=name,
        shown=shown,
        rows=shown.rows[:MOST_ROWS],
        everyone=everything.agencies,
        agency=agency,
        role=role,
        roles=[name for name in _ROLES if name != "interpret"],
        gap=gap,
        gap_names=GAPS,
        formats=tuple(FORMATS),
    )


def _file(name: str, shown: Matrix, say: Words, wanted: str) -> bytes:
    """The rows as one of ``FORMATS``; JSON has the fields of ``/api/v1/documents/{name}/matrix``."""
    if wanted == "json":
        return as_json({"agencies": shown.agencies, "gaps": shown.gaps, "tasks": shown.rows})
    header, rows, widths = _table(shown, say)
    return table_csv(header, rows) if wanted == "csv" else workbook([(say("web.matrix"), header, rows, widths)], name)


def _table(shown: Matrix, say: Words) -> tuple[list[str], list[tuple[str, ...]], list[int]]:
    """Head, rows, and how wide the columns are."""
    several = len({row.key for row in shown.rows}) > 1
    header = [
        *([say("web.document")] if several else []),
        say("web.column.clause"),
        say("web.column.task"),
        *shown.agencies,
        say("web.column.deadline"),
        say("web.gaps"),
    ]
    rows = [
        (
            *([row.label] if several else []),
            row.clause,
            row.task,
            *("、".join(say.code("role", entry.role) for entry in row.cells.get(name, ())) for name in shown.agencies),
            "，".join(row.deadlines),
            "，".join(say(f"web.gap.{gap}") for gap in row.gaps),
        )
        for row in shown.rows
    ]
    widths = [*([22] if several else []), 14, 44, *(12 for _ in shown.agencies), 14, 18]
    return header, rows, widths
