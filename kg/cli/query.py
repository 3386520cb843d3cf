"""kg query: SPARQL."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pyoxigraph import Literal, NamedNode

from kg.cli.language import language, say
from kg.cli.options import DEFAULT_DATABASE, Address, Database, Output, opened
from kg.cli.output import STANDARD_OUTPUT, answers, as_text, emit, table
from kg.cli.values import day
from kg.errors import QueryError
from kg.graph.vocabulary import XSD
from kg.query import sparql
from kg.query.named import named_queries, named_query

_FILES = (".rq", ".sparql")


class QueryFormat(StrEnum):
    """How the answer of a query is written."""

    table = "table"
    json = "json"
    csv = "csv"
    turtle = "turtle"


def query(
    text: Annotated[str | None, typer.Argument(metavar="QUERY", show_default=False)] = None,
    value: Annotated[list[str] | None, typer.Option("--value", metavar="VARIABLE=TEXT", show_default=False)] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", callback=day, show_default=False)] = None,
    format: Annotated[QueryFormat | None, typer.Option("--format", "-f", show_default=False)] = None,
    output: Output = STANDARD_OUTPUT,
    db: Database = DEFAULT_DATABASE,
    address: Address = None,
) -> None:
    """Run the query and write its answer; without one, list the queries that have names."""
    if text is None:
        emit(_list_of_named(), output)
        return
    values = _values(value or ()) | ({"day": Literal(as_of, datatype=XSD["date"])} if as_of else {})
    words = _text_of(text, values)
    result = sparql.run(opened(db, address), words, values)
    chosen = format or (QueryFormat.turtle if isinstance(result, sparql.GraphResult) else QueryFormat.table)
    emit(_formatted(result, chosen), output, mark=chosen == QueryFormat.csv)


def _list_of_named() -> str:
    rows = [(one.name, " ".join(one.arguments), getattr(one, language().value)) for one in named_queries()]
    head = (say("column.name"), say("column.values"), say("column.answers"))
    return as_text(table(head, rows, narrow=head[:2]))


def _values(given: Sequence[str]) -> dict[str, NamedNode | Literal]:
    """``name=市生态环境局`` gives ?name a Chinese label, ``<IRI>`` a node."""
    values: dict[str, NamedNode | Literal] = {}
    for one in given:
        name, equals, text = one.partition("=")
        if not (name.isidentifier() and equals):
            raise typer.BadParameter(say("query.bad_value", value=one), param_hint="--value")
        try:
            is_node = text.startswith("<") and text.endswith(">")
            values[name] = NamedNode(text[1:-1]) if is_node else Literal(text, language="zh")
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="--value") from error
    return values


def _text_of(given: str, values: Mapping[str, NamedNode | Literal]) -> str:
    """Standard input for "-", the file or the named query that ``given`` names, else ``given`` itself."""
    if given == "-":
        return _decoded(sys.stdin.buffer.read(), say("query.standard_input"))
    for one in named_queries():
        if one.name == given:
            missing = [name for name in one.arguments if name not in values]
            if missing:
                raise typer.BadParameter(say("query.missing_value", name=missing[0]), param_hint="--value")
            return one.text
    if given.endswith(_FILES) or ("{" not in given and Path(given).is_file()):
        try:
            return _decoded(Path(given).read_bytes(), given)
        except OSError as error:
            raise QueryError(f"{given}: cannot be read: {error.strerror or error}") from error
    return given if re.search(r"\s|{", given) else named_query(given).text  # a single word is the name of a query


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"{name}: not UTF-8 at byte {error.start}; save it as UTF-8") from error


def _formatted(result: sparql.SelectResult | sparql.AskResult | sparql.GraphResult, format: QueryFormat) -> str:
    if isinstance(result, sparql.GraphResult):
        if format != QueryFormat.turtle:
            raise typer.BadParameter(say("query.only_turtle"), param_hint="--format")
        return sparql.to_turtle(result)
    if format == QueryFormat.turtle:
        raise typer.BadParameter(say("query.no_turtle"), param_hint="--format")
    if format == QueryFormat.json:
        return sparql.to_json(result)
    if format == QueryFormat.csv:
        return sparql.to_csv(result)
    return answers(*sparql.table(result))
