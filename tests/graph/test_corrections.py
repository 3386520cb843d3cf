"""What a person put right is told apart in the graph, and says who did it and why."""

from __future__ import annotations

from dataclasses import replace

from kg.graph.read import load
from kg.graph.shapes import validate
from kg.graph.store import in_memory
from kg.query.sparql import SelectResult, run, table
from kg.statement.order import normalise
from tests.graph.factory import plan

FACTS = plan()
DUTY = replace(FACTS.responsibilities[1], rule="correction:c1")
CORRECTED = normalise(replace(FACTS, responsibilities=(FACTS.responsibilities[0], DUTY), derived=(), tasks=()))
STORE = in_memory([CORRECTED])


def rows(where: str, variables: str) -> list[tuple[str, ...]]:
    result = run(STORE, f"SELECT {variables} {{ {where} }} ORDER BY {variables}")
    assert isinstance(result, SelectResult)
    return table(result)[1]


def test_a_corrected_duty_is_attributed_and_no_other() -> None:
    where = "?d a gw:Responsibility ; gw:surface ?s ; prov:wasAttributedTo/foaf:name ?who"
    assert rows(where, "?s ?who") == [("市生态环境局", "王芳")]
    where = "?d a gw:Responsibility ; prov:wasDerivedFrom ?c . ?c dcterms:identifier ?id ; dcterms:description ?why"
    assert rows(where, "?id ?why") == [("c1", "原文如此")]
    assert rows("?d gw:role role:support ; prov:wasGeneratedBy/gw:rule ?rule", "?rule") == [("correction:c1",)]


def test_a_corrected_field_is_attributed() -> None:
    where = "?h a gw:HeadField ; gw:field ?f ; prov:wasAttributedTo/foaf:name ?who ; prov:wasDerivedFrom/gw:before ?old"
    assert rows(where, "?f ?who ?old") == [("signed", "李明", "2023-10-03")]


def test_the_graph_conforms_and_reads_back() -> None:
    assert validate(STORE) == []
    assert load(STORE) == [CORRECTED]
