"""kg ask: the questions that are kept."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.agency import day
from kg.cli.language import language, say
from kg.cli.options import DEFAULT_DATABASE, Address, Database, Output, opened, words
from kg.cli.output import STANDARD_OUTPUT, Format, answers, as_csv, as_json, as_text, emit, fitting, table
from kg.query import sparql
from kg.query.ask import ask as answer
from kg.query.ask import usage
from kg.query.named import named_queries


def ask(
    name: Annotated[str | None, typer.Argument(metavar="NAME", show_default=False)] = None,
    values: Annotated[list[str] | None, typer.Argument(metavar="VALUE…", show_default=False)] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", callback=day, show_default=False)] = None,
    format: Annotated[Format, typer.Option("--format", "-f")] = Format.table,
    output: Output = STANDARD_OUTPUT,
    db: Database = DEFAULT_DATABASE,
    address: Address = None,
) -> None:
    """Answer the question; without one, list them."""
    if name is None:
        rows = [(usage(one), getattr(one, language().value)) for one in named_queries()]
        emit(as_text(table((say("column.name"), say("column.answers")), rows)), output)
        return
    given = [text for value in values or () if (text := words(value)) is not None]
    head, rows_of_answer = sparql.table(answer(opened(db, address), name, given, as_of))
    format = fitting(format, output)
    if format == Format.json:
        emit(as_json([dict(zip(head, row, strict=True)) for row in rows_of_answer]), output)
    elif format == Format.csv:
        emit(as_csv(head, rows_of_answer), output, mark=True)
    else:
        emit(answers(head, rows_of_answer), output)
