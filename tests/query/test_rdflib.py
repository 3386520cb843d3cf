"""The named questions in plain rdflib, on the exported Turtle: the answers are those of Oxigraph."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Store

from kg.errors import QueryError
from kg.export.rdf import turtle
from kg.graph.part import Part
from kg.graph.plain import term, to_rdflib
from kg.graph.publish import current
from kg.graph.store import merged, open_read
from kg.graph.vocabulary import ELI, PREFIXES, XSD, zh
from kg.query.ask import ask, terms
from kg.query.named import NamedQuery, named_queries, named_query
from kg.query.sparql import SelectResult, run

Cell = tuple[str, str, str] | None


@pytest.fixture(scope="module")
def store(corpus_build: Path) -> Store:
    return open_read(current(corpus_build) / "store")


@pytest.fixture(scope="module")
def plain(store: Store) -> rdflib.Graph:
    """What rdflib reads from the Turtle that ``kg export`` writes."""
    dump = io.BytesIO()
    turtle(store, dump)
    return rdflib.Graph().parse(dump.getvalue(), format="turtle")


def cell(value: object) -> Cell:
    """A term as words, language and type; numbers that a query counted by their value."""
    if value is None:
        return None
    if isinstance(value, rdflib.Literal):
        datatype = str(value.datatype or (rdflib.RDF.langString if value.language else rdflib.XSD.string))
        return str(value), value.language or "", datatype
    return str(value), "", "node"


def rows_of_oxigraph(result: SelectResult) -> list[tuple[Cell, ...]]:
    return [tuple(cell(None if value is None else term(value)) for value in row) for row in result.rows]


def rows_of_rdflib(graph: rdflib.Graph, text: str) -> list[tuple[Cell, ...]]:
    return [tuple(cell(value) for value in row) for row in graph.query(text, initNs=PREFIXES)]


def examples() -> Iterator[tuple[NamedQuery, tuple[str, ...], str | None]]:
    """Every question with its own example, and with other values where it takes some."""
    others = {"name": "运城市工业和信息化局", "key": "运政办发〔2023〕30号", "day": "2026-06-01"}
    for query in named_queries():
        given = query.examples
        for values in [given, {**given, **others}] if others.keys() & given.keys() else [given]:
            chosen = tuple(values[argument] for argument in query.arguments if argument != "day")
            yield query, chosen, values["day"] if "day" in query.arguments else None
            if "day" in query.arguments:
                yield query, chosen, None


CASES = list(examples())
OF_ONE_DOCUMENT = {"task-agencies": "运政办发〔2023〕30号"}
"""On the whole corpus rdflib takes a quarter of a minute for this one: both are asked of the document it is about."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join([case[0].name, *case[1], case[2] or ""]).strip())
def test_rdflib_answers_as_oxigraph_does(
    case: tuple[NamedQuery, tuple[str, ...], str | None], store: Store, plain: rdflib.Graph
) -> None:
    query, values, day = case
    if number := OF_ONE_DOCUMENT.get(query.name):
        (stated,) = store.quads_for_pattern(None, ELI["id_local"], Literal(number), None)
        store = Part(store, [stated.subject])
        plain = to_rdflib(store)
    ours = rows_of_oxigraph(ask(store, query.name, values, day))
    theirs = rows_of_rdflib(plain, query.filled(terms(store, query, values, day)))
    assert Counter(theirs) == Counter(ours)
    assert ours or query.name not in OF_ONE_DOCUMENT


def test_the_file_as_it_is_takes_its_values_from_rdflib_too(store: Store, plain: rdflib.Graph) -> None:
    query = named_query("agency-names")
    name = rdflib.Literal("运城市生态环境局", lang="zh")
    rows = [
        tuple(cell(v) for v in row) for row in plain.query(query.text, initNs=PREFIXES, initBindings={"name": name})
    ]
    assert rows == rows_of_oxigraph(ask(store, "agency-names", ["运城市生态环境局"]))


def test_an_order_that_is_total_is_the_same(store: Store, plain: rdflib.Graph) -> None:
    for name in ("leads-most", "documents-by-issuer", "missing-references", "works-with"):
        ours = rows_of_oxigraph(ask(store, name))
        assert rows_of_rdflib(plain, named_query(name).text) == ours, name


def test_values_stand_at_the_beginning_of_the_outermost_group() -> None:
    filled = named_query("agency-names").filled({"name": zh('a"b\\')})
    assert 'WHERE {\n  VALUES ?name { "a\\"b\\\\"@zh }\n  ?agency skos:prefLabel ?name .' in filled
    day = named_query("states").filled({"day": Literal("2024-01-01", datatype=XSD["date"])})
    assert 'VALUES ?day { "2024-01-01"^^<http://www.w3.org/2001/XMLSchema#date> }' in day
    with pytest.raises(QueryError, match="agency-names has no argument day"):
        named_query("agency-names").filled({"day": Literal("2024-01-01")})


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)
def test_every_question_has_one_outermost_group_for_its_values(query: NamedQuery, store: Store) -> None:
    head, _, rest = query.text.partition("\nWHERE {")
    assert rest
    assert "{" not in head.partition("SELECT")[2]
    given = {argument: NamedNode("http://example.org/none") for argument in query.arguments if argument != "day"}
    result = run(store, query.filled(given)) if given else None
    assert result is None or (isinstance(result, SelectResult) and result.rows == ())


def test_to_rdflib_is_the_dump(store: Store, plain: rdflib.Graph) -> None:
    graph = to_rdflib(store)
    assert len(graph) == len(plain) == sum(1 for _ in merged(store))
    assert {term for triple in graph for term in triple if not isinstance(term, rdflib.BNode)} == {
        term for triple in plain for term in triple if not isinstance(term, rdflib.BNode)
    }
