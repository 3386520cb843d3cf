"""kg agency: what an agency must do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table

from kg.cli.language import name_of, say
from kg.cli.options import DEFAULT_DATABASE, Database, Output, words
from kg.cli.output import STANDARD_OUTPUT, Format, as_csv, as_json, as_text, emit, table
from kg.graph.publish import current
from kg.graph.store import open_read
from kg.query.answers import AgencyAnswer, DutyRow
from kg.query.lookup import agency as look_up

COLUMNS = (
    *("agency", "surface", "role", "task", "clause", "number", "title", "deadline"),
    *("quote", "source", "start", "end", "page", "status"),
)
"""Of the CSV; the names are those of ``DutyRow``, its span in two columns."""


class RoleName(StrEnum):
    """The roles that ``--role`` takes."""

    lead = "lead"
    share = "share"
    responsible = "responsible"
    support = "support"
    joint = "joint"
    implement = "implement"
    interpret = "interpret"


def day(text: str | None) -> str | None:
    """Return ``text`` if it is a day of the calendar, written YYYY-MM-DD; else the option is refused."""
    try:
        if text is not None and date.fromisoformat(text).isoformat() != text:
            raise ValueError
    except ValueError as error:
        raise typer.BadParameter(say("bad_day", text=text)) from error
    return text


def agency(
    name: Annotated[str, typer.Argument(metavar="NAME", callback=words, show_default=False)],
    role: Annotated[list[RoleName] | None, typer.Option("--role", metavar="ROLE", show_default=False)] = None,
    due_before: Annotated[
        str | None, typer.Option("--due-before", metavar="DATE", callback=day, show_default=False)
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f")] = Format.table,
    output: Output = STANDARD_OUTPUT,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Look the agency up and write its duties."""
    store = open_read(current(db) / "store")
    answer = look_up(store, name, [one.value for one in role or ()], due_before)
    if format == Format.json:
        emit(as_json(asdict(answer)), output)
    elif format == Format.csv:
        emit(as_csv(COLUMNS, map(_cells, answer.duties)), output, mark=True)
    else:
        emit(_text(answer), output)


def _cells(duty: DutyRow) -> list[object]:
    start, end = duty.span or (None, None)
    return [{"start": start, "end": end}[name] if name in ("start", "end") else getattr(duty, name) for name in COLUMNS]


def _text(answer: AgencyAnswer) -> str:
    others = [surface for surface in answer.surfaces if surface != answer.canonical]
    head = [f"{answer.canonical}（{'，'.join(others)}）" if others else answer.canonical]
    if not answer.duties:
        return as_text(*head, say("agency.none"))
    return as_text(*head, "", _ledger(answer.duties))


def _ledger(duties: Sequence[DutyRow]) -> Table:
    columns = [say(f"column.{name}") for name in ("role", "task", "deadline", "document", "clause")]
    rows = [
        (name_of("role", duty.role), duty.task or duty.quote, duty.deadline, duty.number or duty.title, duty.clause)
        for duty in duties
    ]
    numbered = all(duty.number for duty in duties)
    return table(columns, rows, narrow=[*columns[:1], columns[2], *columns[3 : 4 if numbered else 3]])
