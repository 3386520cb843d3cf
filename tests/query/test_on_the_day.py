"""A store without the documents that do not hold on a day."""

from __future__ import annotations

import io

import pytest
from pyoxigraph import DefaultGraph, NamedNode

from kg.errors import QueryError
from kg.export import write
from kg.graph.read import load
from kg.graph.store import in_memory, merged, named_quads
from kg.query.force import on_the_day
from kg.query.identity import entity
from kg.query.sparql import SelectResult, run
from tests.graph.factory import INDUSTRY, corpus, plan, repealed

STORE = in_memory(corpus())
LATER = on_the_day(STORE, "2026-06-01")  # the plan has expired, and what it repealed stays repealed
KEYS = {plan().key, repealed().key}
GONE = [NamedNode(f"https://w3id.org/gongwen/id/document/{key}/graph") for key in KEYS]


def test_without_a_day_it_is_the_whole_store() -> None:
    assert on_the_day(STORE, None) is STORE


def test_a_document_that_holds_no_longer_is_gone_and_the_others_stay() -> None:
    assert {one.key for one in load(STORE)} - {one.key for one in load(LATER)} == KEYS
    assert set(named_quads(LATER)) == {quad for quad in named_quads(STORE) if quad.graph_name not in GONE}
    assert {quad.triple for quad in merged(LATER)} == {quad.triple for quad in named_quads(LATER)}
    assert not list(LATER.quads_for_pattern(None, None, None, GONE[0]))
    assert not any(LATER.quads_for_pattern(NamedNode(GONE[0].value.removesuffix("/graph")), None, None, DefaultGraph()))


def test_a_query_sees_what_is_left() -> None:
    for store, count in ((STORE, 3), (LATER, 1)):
        result = run(store, "SELECT ?d { ?d a gw:Document }")
        assert isinstance(result, SelectResult)
        assert len(result.rows) == count
    chosen = LATER.query("SELECT * { GRAPH ?g { ?s ?p ?o } }", default_graph=[], named_graphs=[*GONE])
    assert not list(chosen)


def test_exports_and_reasons_leave_it_out() -> None:
    buffer = io.BytesIO()
    write("csv", LATER, buffer)
    assert plan().key not in buffer.getvalue().decode()
    assert "市工信局" in {form.form for form in entity(STORE, INDUSTRY.canonical).forms}
    with pytest.raises(QueryError, match="no document"):
        entity(LATER, "运城市生态环境局盐湖分局")


def test_a_day_that_is_none() -> None:
    with pytest.raises(QueryError, match="not a date"):
        on_the_day(STORE, "gestern")
