"""kg agency: what an agency must do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from kg.cli.language import name_of, say
from kg.cli.options import DEFAULT_DATABASE, Address, Database, Output, opened, words
from kg.cli.output import STANDARD_OUTPUT, Format, as_csv, as_json, as_text, emit, fitting, table
from kg.cli.standing import concern, standing
from kg.cli.values import day, first_day
from kg.cli.values import role as parse_role
from kg.graph.publish import current
from kg.query.agency_index import AgencyIndex
from kg.query.answers import AgencyAnswer, DutyRow
from kg.query.lookup import agency as look_up

COLUMNS = (
    *("agency", "surface", "role", "task", "clause", "number", "title", "deadline"),
    *("quote", "source", "start", "end", "page", "status", "rule", "state", "concern"),
)
"""Of the CSV; the names are those of ``DutyRow``, its span in two columns, its standing and concerns in words."""


def agency(
    name: Annotated[str, typer.Argument(metavar="NAME", callback=words, show_default=False)],
    role: Annotated[
        list[str] | None, typer.Option("--role", metavar="ROLE", parser=parse_role, show_default=False)
    ] = None,
    due_before: Annotated[
        str | None, typer.Option("--due-before", metavar="DATE", callback=first_day, show_default=False)
    ] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", callback=day, show_default=False)] = None,
    derived: Annotated[bool, typer.Option("--derived", show_default=False)] = False,
    quote: Annotated[bool, typer.Option("--quote", show_default=False)] = False,
    format: Annotated[Format, typer.Option("--format", "-f")] = Format.table,
    output: Output = STANDARD_OUTPUT,
    db: Database = DEFAULT_DATABASE,
    address: Address = None,
) -> None:
    """Look the agency up and write its duties."""
    index = AgencyIndex.of(current(db)) if address is None else None
    store = opened(db, address)
    answer = look_up(store, name, role or (), due_before, derived=derived, as_of=as_of, index=index)
    format = fitting(format, output)
    if format == Format.json:
        emit(as_json(asdict(answer)), output)
    elif format == Format.csv:
        emit(as_csv(COLUMNS, map(_cells, answer.duties)), output, mark=True)
    else:
        emit(_text(answer, quote), output)


def _cells(duty: DutyRow) -> list[object]:
    start, end = duty.span or (None, None)
    own = {
        "start": start,
        "end": end,
        "state": duty.standing and duty.standing.state,
        "concern": "；".join(f"{concern.rests_on}: {concern.standing.because}" for concern in duty.concerns),
    }
    return [own[name] if name in own else getattr(duty, name) for name in COLUMNS]


def _text(answer: AgencyAnswer, quote: bool) -> str:
    others = [surface for surface in answer.surfaces if surface != answer.canonical]
    head = [f"{answer.canonical}（{'，'.join(others)}）" if others else answer.canonical]
    if not answer.duties:
        return as_text(*head, say("agency.none"))
    return as_text(*head, "", _ledger(answer.duties, quote))


def _ledger(duties: Sequence[DutyRow], quote: bool) -> Table:
    names = ["role", "task", "deadline", "document", "clause"]
    names += ["made"] if any(duty.status == "derived" for duty in duties) else []
    names += ["standing"] if any(duty.standing for duty in duties) else []
    names += ["quote"] if quote else []
    columns = {name: say(f"column.{name}") for name in names}
    rows = [[_cell(duty, name) for name in names] for duty in duties]
    narrow = ["role", "deadline", *(["document"] if all(duty.number for duty in duties) else [])]
    return table(list(columns.values()), rows, narrow=[columns[name] for name in narrow])


def _cell(duty: DutyRow, name: str) -> str | None:
    if name == "role":
        return name_of("role", duty.role)
    if name == "task":
        return duty.task or duty.quote
    if name == "document":
        return duty.number or duty.title or duty.source
    if name == "quote":
        return say("agency.quote", quote=duty.quote, source=duty.source, page=_page(duty))
    if name == "made":
        return name_of("rule", duty.rule) if duty.status == "derived" else name_of("status", duty.status)
    if name == "standing":
        own = [standing(duty.standing, day=False)] if duty.standing else []
        return "\n".join([*own, *map(concern, duty.concerns)])
    return duty.deadline if name == "deadline" else duty.clause


def _page(duty: DutyRow) -> str:
    return "" if duty.page is None else say("agency.page", page=duty.page)
