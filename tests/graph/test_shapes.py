"""The built graph conforms; damage done to it is found, shape by shape."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import Store
from rdflib.namespace import SH

from kg.graph.local import LocalStore
from kg.graph.shapes import validate
from kg.graph.store import in_memory, merged
from kg.graph.vocabulary import PREFIXES
from kg.model import Evidence
from tests.graph.factory import corpus, plan
from tests.tables import whole

ROOT = Path(__file__).parents[2]
CASES = whole("shape_damage")
SOUND = list(merged(in_memory(corpus())))


def test_the_built_graph_conforms() -> None:
    assert validate(in_memory(corpus())) == []


@pytest.mark.parametrize("case", CASES, ids=[f"{case['shape']}-{case['finds']}" for case in CASES])
def test_damage_is_found(case: dict[str, Any]) -> None:
    store = LocalStore(Store())
    store.inner.extend(SOUND)
    before = set(store)
    store.inner.update(case["update"], prefixes=PREFIXES)
    assert set(store) != before, "the damage must hit something"
    found = {
        (violation.constraint, violation.path.rpartition("#")[2].rpartition("/")[2]) for violation in validate(store)
    }
    constraint, _, path = case["finds"].partition(" ")
    assert (constraint, path) in found


def test_a_clause_without_heading_needs_no_place_but_a_statement_does() -> None:
    facts = plan()
    nowhere = Evidence((), "")
    clause = replace(facts.clauses[1], evidence=nowhere)
    assert validate(in_memory([replace(facts, clauses=(clause,))])) == []
    alias = replace(facts.aliases[0], evidence=nowhere)
    (violation,) = validate(in_memory([replace(facts, aliases=(alias,))]))
    assert violation.message in ("a statement has a place in the source", "陈述应有原文位置")


def test_every_shape_has_a_case() -> None:
    shapes = rdflib.Graph().parse(ROOT / "ontology" / "shapes.ttl")
    names = {str(shape).rpartition("#")[2] for shape in shapes.subjects(SH.targetClass, None)}
    assert names == {case["shape"] for case in CASES}
