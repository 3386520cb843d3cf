"""kg ask: the questions that are kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

import typer

from kg.cli.language import Language, language, name_of, say
from kg.cli.options import DEFAULT_DATABASE, Address, Database, Output, opened, words
from kg.cli.output import STANDARD_OUTPUT, Format, answers, as_csv, as_json, as_text, emit, fitting, table
from kg.cli.values import day
from kg.lexicon import load
from kg.query import sparql
from kg.query.ask import ask as answer
from kg.query.ask import usage
from kg.query.named import NamedQuery, named_queries, named_query
from kg.query.terms import terms

_DAY = re.compile("(?:[0-9]{4}(?:-[0-9]{2}){0,2})?")
"""A cell that is not to be broken over two lines."""


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
        emit(_text(named_query(name), head, rows_of_answer), output)


def _text(query: NamedQuery, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The answer for the eye: what was asked about above the table, in it only the columns that people read.

    The other columns (places in the source, IRIs, rules) are there for programs, in JSON and CSV.
    """
    if not rows:
        return answers(head, rows)
    named, said = _in_words(head, rows)
    places = {column: place for place, column in enumerate(head)}
    about = [places[argument] for argument in query.arguments if argument in places]
    shown = [places[column] for column in query.columns or head if places[column] not in about]
    above = [say("answers.about", name=named[place], value=said[0][place]) for place in about]
    head, rows = [named[place] for place in shown], [[row[place] for place in shown] for row in said]
    days = [name for name, *cells in zip(head, *rows, strict=True) if all(map(_DAY.fullmatch, cells))]
    return as_text(*above, table(head, rows, narrow=days))


def _in_words(head: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[list[str], list[list[str]]]:
    """Head and rows for readers of Chinese: words for the variables and for the codes of the data."""
    if language() != Language.zh:
        return list(head), [list(row) for row in rows]
    columns: dict[str, dict[str, str]] = load.tree("web.yml")
    named = [columns.get(f"web.column.{name}", {"zh": name})["zh"] for name in head]
    return named, [[_word(name, cell) for name, cell in zip(head, row, strict=True)] for row in rows]


def _word(column: str, cell: str) -> str:
    """What a cell says: a word of the column (``in force``), a concept (``role:lead``), a class (``gw:Duty``)."""
    prefix, _, name = cell.partition(":")
    if prefix == "gw":
        return next((term.zh for term in terms() if term.name == cell), cell)
    said = name_of(prefix, name)
    return said if said != name else name_of(column, cell)
