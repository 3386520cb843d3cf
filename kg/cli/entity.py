"""kg explain-entity: why names are one body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import RenderableType

from kg.cli.document import DocumentFormat
from kg.cli.language import name_of, say
from kg.cli.options import DEFAULT_DATABASE, Address, Database, Output, opened, words
from kg.cli.output import STANDARD_OUTPUT, as_json, as_text, emit, grid, table
from kg.cli.values import day
from kg.graph.publish import current
from kg.query.force import on_the_day
from kg.query.identity import JUDGED, EntityAnswer, FormRow, decided, entity


def explain_entity(
    name: Annotated[str, typer.Argument(metavar="NAME", callback=words, show_default=False)],
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", callback=day, show_default=False)] = None,
    format: Annotated[DocumentFormat, typer.Option("--format", "-f")] = DocumentFormat.table,
    output: Output = STANDARD_OUTPUT,
    db: Database = DEFAULT_DATABASE,
    address: Address = None,
) -> None:
    """Look the body up and write its forms with their reasons."""
    judgements = decided(current(db)).judgements if address is None else ()
    answer = entity(on_the_day(opened(db, address), as_of), name, judgements)
    emit(as_json(asdict(answer)) if format == DocumentFormat.json else as_text(*_parts(answer)), output)


def _parts(answer: EntityAnswer) -> Iterator[RenderableType]:
    facts = [
        ("kind", name_of("kind", answer.kind)),
        ("tier", name_of("tier", answer.tier)),
        ("region", answer.region),
        ("parent", answer.parent or ""),
    ]
    yield answer.canonical
    yield grid([(f"  {say(f'entity.{name}')}", value) for name, value in facts if value not in ("", "-")])
    columns = [say(f"column.{name}") for name in ("form", "documents", "reason", "place")]
    yield ""
    yield table(columns, [(row.form, row.documents, _why(row), _first(row)) for row in answer.forms], columns[1:2])
    for judgement in answer.judgements:
        yield ""
        yield f"{judgement.a} {say(f'verdict.{judgement.judgement}')} {judgement.b}"
        yield f"  {judgement.who}, {judgement.when}: {judgement.why} ({judgement.place})"


def _why(row: FormRow) -> str:
    reasons = [say(f"reason.{row.rule}", full=row.full, otherwise=row.otherwise)]
    if row.rule == JUDGED:
        return reasons[0]
    if row.printed and row.printed != row.region:
        reasons.append(say("reason.means", printed=row.printed, region=row.region))
    elif not row.printed and row.region not in ("", "-"):
        reasons.append(say("reason.home", region=row.region))
    if row.otherwise:
        reasons.append(say("reason.joined", otherwise=row.otherwise))
    return "; ".join(reasons)


def _first(row: FormRow) -> str:
    return f"{row.first.document} {row.first.clause} {row.first.words}"
