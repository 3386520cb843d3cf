"""Ask a named query with values as people type them: any name of an agency, any form of a document number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.errors import QueryError
from kg.graph.iri import number_key
from kg.graph.readable import Store
from kg.graph.vocabulary import DCTERMS, ELI, XSD, zh
from kg.query.errors import UnknownName
from kg.query.named import NamedQuery, named_query
from kg.query.names import agency_name, document_node
from kg.query.sparql import SelectResult, run
from kg.query.triples import literal

DAY = "day"
"""The variable that ``as_of`` fills."""

DOCUMENT = ("key", "number")
"""The variables that stand for a document, by its identity."""

_DATE = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


def ask(store: Store, name: str, values: Sequence[str] = (), as_of: str | None = None) -> SelectResult:
    """The answer of the named query; ``values`` for its arguments in their order, the day aside.

    A last value may be given for the option of a query that has one. ``as_of`` is the day (ISO) for the queries that
    are about one, by default that of the youngest document. Raises QueryError for an unknown query, a wrong number of
    values or a day that is none or not asked for, UnknownName and AmbiguousName for a value that means no agency or
    document, or several.
    """
    query = named_query(name)
    result = run(store, query.filled(terms(store, query, values, as_of)))
    if not isinstance(result, SelectResult):
        raise TypeError(f"{name} is not a SELECT query")
    return result


def terms(
    store: Store, query: NamedQuery, values: Sequence[str] = (), as_of: str | None = None
) -> dict[str, NamedNode | Literal]:
    """The arguments of a named query as terms, from words as people type them. Raises as ``ask`` does."""
    name = query.name
    wanted = [argument for argument in query.arguments if argument != DAY]
    if not len(wanted) <= len(values) <= len(wanted) + len(query.options):
        counts = {"wanted": len(wanted), "given": len(values)}
        said = f"values for {name}: {len(wanted)} wanted, {len(values)} given: kg ask {usage(query)}"
        raise QueryError(said, "values", name=name, usage=usage(query), **counts)
    if as_of is not None and DAY not in query.arguments:
        raise QueryError(f"{name} is not about a day: --as-of has no meaning here", "no_day", name=name)
    found: dict[str, NamedNode | Literal] = {}
    for argument, value in zip((*wanted, *query.options), values, strict=False):
        found[argument] = _term(store, argument, value)
    if DAY in query.arguments:
        found[DAY] = Literal(_day(as_of) if as_of is not None else _youngest(store), datatype=XSD["date"])
    return found


def usage(query: NamedQuery) -> str:
    """How it is asked: its name and its arguments, with the examples that it brings."""
    values = [f" {query.examples[argument]}" for argument in query.arguments if argument != DAY]
    values += [f" [{query.examples[option]}]" for option in query.options]
    day = [f" --as-of {query.examples[DAY]}"] if DAY in query.arguments else []
    return "".join([query.name, *values, *day])


def _term(store: Store, argument: str, value: str) -> Literal:
    if argument == "name":
        return zh(agency_name(store, value))
    return Literal(_key(store, value)) if argument in DOCUMENT else Literal(value)


def _key(store: Store, value: str) -> str:
    """The identity of a document of the graph, or of a work that documents of the graph only name."""
    named = Literal(number_key(value))
    if next(store.quads_for_pattern(None, DCTERMS["identifier"], named, DefaultGraph()), None) is not None:
        return named.value
    node = document_node(store, value)
    key = literal(store, node, DCTERMS["identifier"])
    if key is None:
        raise UnknownName(value, ())
    return key


def _day(text: str) -> str:
    if not _DATE.fullmatch(text):
        raise QueryError(f"{text!r} is not a date like 2023-12-31")
    return text


def _youngest(store: Store) -> str:
    found = store.quads_for_pattern(None, ELI["date_document"], None, DefaultGraph())
    days = [quad.object.value for quad in found if isinstance(quad.object, Literal)]
    if not days:
        raise QueryError("no document of the graph has a date: give one with --as-of", "undated")
    return max(days)
