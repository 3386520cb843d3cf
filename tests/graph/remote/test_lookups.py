"""Every look-up gives the same answer on the local store and on real servers that kg push filled."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import StoreError
from kg.graph.remote import open_remote
from kg.query import sparql
from kg.query.named import named_queries
from tests.graph.remote.conftest import Server

LOOKUPS: list[list[str]] = [
    ["stats"],
    ["stats", "--as-of", "2025-09-01", "--format", "json"],
    ["agency", "市生态环境局", "--derived", "--as-of", "2024-06-01", "--format", "json"],
    ["agency", "市政府", "--format", "csv"],
    ["agency", "运城市生态环境局", "--role", "lead", "--due-before", "2024-01-01"],
    ["agency", "无此机关"],
    ["document", "运政办发〔2023〕37号", "--format", "json"],
    ["document", "重污染天气应急预案", "--as-of", "2024-06-01", "--derived", "--format", "json"],
    ["document", "运政办发"],
    ["explain-entity", "市生态环境局", "--format", "json"],
    ["query", "ASK { ?agency a gw:Agency }"],
    ["query", "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?c a gw:Clause } } GROUP BY ?g ORDER BY ?g"],
    ["query", "SELECT ?o WHERE { <https://w3id.org/gongwen/id/agency/运城市生态环境局> skos:altLabel ?o } ORDER BY ?o"],
    ["query", "CONSTRUCT { ?s skos:prefLabel ?l } WHERE { ?s a gw:Agency ; skos:prefLabel ?l }"],
    ["query", "SELECT ?t ?n WHERE { ?d dcterms:title ?t ; eli:id_local ?n } ORDER BY DESC(?t) ?n LIMIT 500"],
    ["query", "SELECT ?s WHERE { ?s gw:inCorpus false } ORDER BY ?s", "--format", "json"],
    ["query", "who-explains", "--format", "csv"],
    ["export", "--format", "csv"],
    ["graph", "--agency", "市生态环境局", "-o", "-"],
]


def asked() -> list[list[str]]:
    """Every named question with its examples."""
    found = []
    for query in named_queries():
        values = [example for name, example in query.examples.items() if name != "day"]
        day = ["--as-of", "2024-01-01"] if "day" in query.arguments else []
        found.append(["ask", query.name, *values, *day, "--format", "json"])
    return found


@cache
def local(arguments: tuple[str, ...], build: Path) -> tuple[int, str]:
    """The answer of the local store."""
    return answer(arguments, "--db", str(build))


def answer(arguments: Sequence[str], *place: str) -> tuple[int, str]:
    """What the command line says, and how it ends."""
    result = CliRunner().invoke(app, [*arguments, *place])
    return result.exit_code, result.output


CASES = [("oxigraph", one) for one in [*LOOKUPS, *asked()[::5]]]
"""Oxigraph is the engine of the local store: a few of the questions tell."""
CASES += [("virtuoso", one) for one in [*LOOKUPS, *asked()]]


@pytest.mark.parametrize(
    ("server", "arguments"), CASES, ids=[f"{name}-{' '.join(words)[:60]}" for name, words in CASES], indirect=["server"]
)
def test_the_answer_is_that_of_the_local_store(arguments: list[str], filled: Server, corpus_build: Path) -> None:
    expected = local(tuple(arguments), corpus_build)
    assert expected[1]
    assert answer(arguments, "--store", filled.url) == expected


@pytest.mark.parametrize("format", [RdfFormat.N_TRIPLES, RdfFormat.N_QUADS])
def test_a_dump_holds_the_same_statements(format: RdfFormat, filled: Server, corpus_build: Path) -> None:
    """Blank nodes aside, which each store names as it likes: RDF Dataset Canonicalization."""
    dumps = []
    for place in (("--db", str(corpus_build)), ("--store", filled.url)):
        code, text = answer(["export", "--format", format.file_extension], *place)
        assert code == 0
        dataset = Dataset(parse(text, format=format))
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        dumps.append(set(dataset))
    assert dumps[0] == dumps[1]


def test_more_rows_than_the_server_gives_at_once(filled: Server) -> None:
    """Virtuoso ends an answer at 10,000 rows and says so in a header only."""
    store = open_remote(filled.url)
    result = sparql.run(store, "SELECT ?s ?o WHERE { ?s a ?o FILTER(isIRI(?s)) } ORDER BY ?s ?o")
    assert isinstance(result, sparql.SelectResult)
    assert len(result.rows) == len(set(result.rows)) > 10_000
    words = [tuple(map(sparql.plain, row)) for row in result.rows]
    assert words == sorted(words)


def test_triples_that_virtuoso_would_cut_are_refused(virtuoso: Server, filled: Server) -> None:
    text = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    if filled.name == "virtuoso":
        with pytest.raises(StoreError, match="LIMIT and OFFSET"):
            sparql.run(open_remote(filled.url), text)
    else:
        result = sparql.run(open_remote(filled.url), text)
        assert isinstance(result, sparql.GraphResult)
        assert len(result.triples) > 50_000
