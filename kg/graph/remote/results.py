"""Answers of servers: pages put together, their oddities mended, and rows sorted as SPARQL sorts them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
)

from kg.errors import StoreError
from kg.graph.readable import Term
from kg.graph.remote.text import order_variables
from kg.graph.vocabulary import PREFIXES, XSD

Binding = dict[str, dict[str, str]]

_BOOLEANS = {"1": "true", "0": "false"}


def bindings(body: bytes, url: str) -> tuple[list[str], list[Binding]]:
    """Variables and rows of an answer in SPARQL 1.1 Query Results JSON. Raises StoreError where it is none."""
    answer = _loaded(body, url)
    try:
        rows: list[Binding] = answer["results"]["bindings"]
        names: list[str] = answer["head"]["vars"]
    except (KeyError, TypeError) as error:
        raise StoreError(f"{url}: no SPARQL result") from error
    for row in rows:
        for term in row.values():
            _mend(term)
    return names, rows


def boolean(body: bytes, url: str) -> QueryBoolean:
    """The answer of ASK."""
    answer = _parsed(json.dumps(_loaded(body, url)).encode("ascii"), url)
    if not isinstance(answer, QueryBoolean):
        raise StoreError(f"{url}: no answer to ASK")
    return answer


def triples(body: bytes, url: str) -> list[Triple]:
    """The triples of an answer in N-Triples or Turtle."""
    try:
        return [quad.triple for quad in pyoxigraph.parse(body, format=RdfFormat.TURTLE)]
    except SyntaxError as error:
        raise StoreError(f"{url}: unreadable triples: {error}") from error


def solutions(names: Sequence[str], rows: Sequence[Binding], url: str) -> QuerySolutions:
    """The rows as the local store gives them."""
    content = {"head": {"vars": list(names)}, "results": {"bindings": list(rows)}}
    answer = _parsed(json.dumps(content).encode("ascii"), url)
    if not isinstance(answer, QuerySolutions):
        raise StoreError(f"{url}: no answer to SELECT")
    return answer


def ordered(names: Sequence[str], rows: list[Binding], order: str, url: str) -> list[Binding]:
    """The rows sorted anew by the ORDER BY of their query, in the local store's order of terms.

    SPARQL leaves open how strings beyond ASCII follow each other; Virtuoso sorts them by no order that readers know.
    """
    wanted = [name for name in names if name in order_variables(order)]
    if not order or len(rows) < 2:
        return rows
    parsed = solutions(wanted, rows=[{name: row[name] for name in wanted if name in row} for row in rows], url=url)
    values = " ".join(
        f"({number} {' '.join(_value(row[name]) for name in wanted)})" for number, row in enumerate(parsed)
    )
    head = " ".join(f"?{name}" for name in wanted)
    text = f"SELECT ?row_ WHERE {{ VALUES (?row_ {head}) {{ {values} }} }} {order} ?row_"
    sorted_rows = Store().query(text, prefixes=PREFIXES)
    if not isinstance(sorted_rows, QuerySolutions):
        raise TypeError("SELECT gives solutions")
    return [rows[int(row["row_"].value)] for row in sorted_rows if isinstance(row["row_"], Literal)]


def _value(term: Term | None) -> str:
    """A term in VALUES, where no blank node may stand: they come before the others, in no order of their own."""
    return "UNDEF" if term is None or isinstance(term, BlankNode | Triple) else str(term)


def _loaded(body: bytes, url: str) -> Any:
    try:
        return json.loads(body)
    except ValueError as error:
        raise StoreError(f"{url}: an answer that is no JSON: {error}") from error


def _parsed(body: bytes, url: str) -> QuerySolutions | QueryBoolean:
    try:
        return pyoxigraph.parse_query_results(body, format=QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"{url}: an unreadable result: {error}") from error


def _mend(term: dict[str, str]) -> None:
    """Virtuoso writes booleans as 1 and 0, and blank nodes as ``nodeID://b10001``."""
    if term.get("datatype") == XSD["boolean"].value:
        term["value"] = _BOOLEANS.get(term["value"], term["value"])
    if term["type"] == "bnode":
        term["value"] = blank(term["value"]).value


def blank(name: str) -> BlankNode:
    """A blank node of a name that servers give it, whatever signs it holds."""
    return BlankNode("".join(sign for sign in name if sign.isascii() and sign.isalnum()))


def written(items: Iterable[Triple]) -> bytes:
    """Triples as N-Triples."""
    return pyoxigraph.serialize(items, format=RdfFormat.N_TRIPLES) or b""
