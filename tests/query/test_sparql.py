"""SPARQL on the built graph: what is refused, what is answered, how it is written out."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
import rdflib
from pyoxigraph import Literal

from kg.errors import QueryError
from kg.graph.store import in_memory
from kg.graph.vocabulary import zh
from kg.model import Citation
from kg.query import sparql
from kg.query.guard import check
from kg.query.named import named_query
from tests.graph.factory import ECOLOGY, corpus, elsewhere, plan, repealed, words
from tests.tables import whole

CASES = whole("sparql_refused")
STORE = in_memory(corpus())


def select(text: str, **values: Any) -> sparql.SelectResult:
    result = sparql.run(STORE, text, values)
    assert isinstance(result, sparql.SelectResult)
    return result


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_what_is_refused(case: dict[str, Any]) -> None:
    if not case["refused"]:
        check(case["query"])
        sparql.run(STORE, case["query"])
        return
    with pytest.raises(QueryError, match="refused"):
        sparql.run(STORE, case["query"])


def test_an_unreadable_query_keeps_the_message_of_the_parser() -> None:
    with pytest.raises(QueryError, match=r"cannot be read: error at 1:19: expected"):
        sparql.run(STORE, "SELECT * {?s ?p ?o")


def test_a_beginners_query_is_two_lines() -> None:
    result = select('SELECT ?path { ?agency skos:altLabel "市工信局"@zh ; gw:leads ?clause .\n ?clause gw:path ?path }')
    assert sparql.table(result) == (("path",), [("一/（一）",)])


def test_a_triple_of_many_graphs_counts_once() -> None:
    result = select("SELECT (COUNT(*) AS ?n) { ?source a gw:SourceFile }")
    assert sparql.table(result)[1] == [("2",)]


def test_graph_reaches_one_document() -> None:
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?d a gw:Document } }"
    assert len(select(query).rows) == 3


def test_subclasses_are_reached_through_the_ontology() -> None:
    result = select("SELECT (COUNT(?s) AS ?n) { ?s a/rdfs:subClassOf* gw:Statement }")
    assert sparql.table(result)[1] == [("21",)]


def test_ask() -> None:
    answer = sparql.run(STORE, "ASK { ?s gw:leads ?o }")
    assert answer == sparql.AskResult(True)
    assert json.loads(sparql.to_json(sparql.AskResult(True))) == {"head": {}, "boolean": True}
    assert sparql.table(sparql.AskResult(False)) == (("answer",), [("false",)])
    assert sparql.to_csv(sparql.AskResult(True)) == "answer\r\ntrue\r\n"


def test_construct_to_turtle() -> None:
    result = sparql.run(STORE, "CONSTRUCT { ?a gw:leads ?c } { ?a gw:leads ?c }")
    assert isinstance(result, sparql.GraphResult)
    text = sparql.to_turtle(result)
    assert "gw:leads" in text
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == len(result.triples) == 1


def test_results_json_is_read_by_rdflib() -> None:
    result = select('SELECT ?a ?l ?d ?n ?x { VALUES (?a ?l ?d ?n) { (gw:leads "市"@zh "2023-01-01"^^xsd:date 5) } }')
    foreign = rdflib.query.Result.parse(io.BytesIO(sparql.to_json(result).encode()), format="json")
    row = {str(name): value for name, value in foreign.bindings[0].items()}
    assert row["l"] == rdflib.Literal("市", lang="zh")
    assert row["d"].datatype == rdflib.XSD.date
    assert row["n"].toPython() == 5
    assert "x" not in row


def test_results_csv() -> None:
    result = select('SELECT ?a ?b { VALUES (?a ?b) { ("say ""x"", 好" UNDEF) } }'.replace('""x""', "'x'"))
    assert list(csv.reader(io.StringIO(sparql.to_csv(result)))) == [["a", "b"], ["say 'x', 好", ""]]


def test_table_shortens_iris() -> None:
    result = select("SELECT ?role { ?d gw:role ?role } ORDER BY ?role LIMIT 1")
    assert sparql.table(result)[1] == [("role:implement",)]


MADE = (
    "agency-derived-duties agency-duties leads-most missing-references no-lead rests-on-ended states targets works-with"
).split()
"""The queries that the documents made here answer; test_ask.py has the answers of all on the corpus."""


@pytest.mark.parametrize("query", [named_query(name) for name in MADE], ids=lambda query: query.name)
def test_named_queries_say_what_they_ask_and_answer(query: Any) -> None:
    assert query.zh and query.en
    known = {"name": zh(ECOLOGY.canonical), "day": Literal("2026-05-01")}
    assert set(query.arguments) <= set(known)
    key = plan().key
    basis = Citation("", key, None, "basis", words(1, key), "number", "stated", key)
    store = in_memory([plan(), repealed(), replace(elsewhere(), citations=(basis,))])
    result = sparql.run(store, query.text, {name: known[name] for name in query.arguments})
    assert isinstance(result, sparql.SelectResult)
    assert result.rows


def answer(name: str, **values: Any) -> list[tuple[str, ...]]:
    return sparql.table(select(named_query(name).text, **values))[1]


def test_answers_of_the_named_queries() -> None:
    assert answer("leads-most") == [("运城市工业和信息化局", "1")]
    assert answer("works-with")[0] == ("运城市各县（市、区）人民政府", "运城市工业和信息化局", "1")
    assert {row[1] for row in answer("missing-references")} == {"国办发〔2022〕1号", "中华人民共和国产品质量法"}
    assert answer("no-lead") == [("并政发〔2024〕7号", "一", "做强工业", "1")]
    assert answer("next-deadlines", day=Literal("2023-12-31"))[0][:4] == (
        *("2023-12-31", "2023年12月底前"),
        *("运城市工业和信息化局", "role:lead"),
    )
    assert answer("next-deadlines", day=Literal("2024-01-01")) == []


def test_unknown_named_query_lists_the_names() -> None:
    with pytest.raises(QueryError, match="agency-duties"):
        named_query("nothing")
