"""The graph of the corpus that ships is read back exactly (its shapes: tests/query/test_check.py)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import pipeline
from kg.graph.read import load
from kg.graph.store import in_memory
from kg.model import DocumentFacts
from kg.source import discover, read
from kg.statement.link import Targets
from kg.statement.order import normalise_all

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def facts() -> list[DocumentFacts]:
    found: list[DocumentFacts] = []
    for file in discover([ROOT / "corpus"]):
        if file.path.suffix == ".txt":
            found += pipeline.extract(read(file))[0]
    return list(pipeline.link(found, Targets(found)))


def test_the_corpus_comes_back_as_it_was(facts: list[DocumentFacts]) -> None:
    assert len(facts) >= 25
    assert load(in_memory(facts)) == normalise_all(facts)
