"""The kept questions: each has an answer on the corpus and is asked as a person would; the page lists them all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store

from kg.errors import QueryError
from kg.graph.publish import current
from kg.graph.store import in_memory, open_read
from kg.query import lookup, sparql
from kg.query.ask import ask, usage
from kg.query.errors import AmbiguousName, UnknownName
from kg.query.named import NamedQuery, named_queries
from tests.conftest import ROOT
from tests.graph.factory import INDUSTRY, plan
from tests.tables import whole
from tools import questions

CASES: list[dict[str, Any]] = whole("questions")


@pytest.fixture(scope="module")
def corpus(corpus_build: Path) -> Store:
    return open_read(current(corpus_build) / "store")


def answer(store: Store, case: dict[str, Any]) -> list[dict[str, str]]:
    head, rows = sparql.table(ask(store, case["ask"], case.get("values", ()), case.get("day")))
    return [dict(zip(head, row, strict=True)) for row in rows]


def holds(rows: list[dict[str, str]], wanted: dict[str, str]) -> bool:
    return any(wanted.items() <= row.items() for row in rows)


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join([case["ask"], *case.get("values", [])]))
def test_the_answer_on_the_corpus(case: dict[str, Any], corpus: Store) -> None:
    rows = answer(corpus, case)
    assert len(rows) >= case["least"]
    assert [wanted for wanted in case["rows"] if not holds(rows, wanted)] == []
    assert [wanted for wanted in case.get("none", []) if holds(rows, wanted)] == []
    assert rows == answer(corpus, case)


def test_there_are_25_questions_and_each_has_a_case() -> None:
    assert len(named_queries()) >= 25
    assert {query.name for query in named_queries()} == {case["ask"] for case in CASES}


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)
def test_each_says_what_it_asks_and_runs_as_its_usage_says(query: NamedQuery, corpus: Store) -> None:
    assert query.zh
    assert query.en
    assert not query.zh.isascii()
    assert query.en.isascii()
    name, *given = (part.strip("[]") for part in usage(query).split(" "))
    day = given.pop() if "--as-of" in given else None
    result = ask(corpus, name, [value for value in given if value != "--as-of"], day)
    assert "ORDER BY" in query.text
    assert len(result.variables) > 1
    assert {*query.columns} <= {*result.variables}


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)
def test_an_empty_graph_has_empty_answers(query: NamedQuery) -> None:
    if set(query.arguments) <= {"day", "text"}:
        values = ["x" for argument in query.arguments if argument == "text"]
        assert ask(in_memory([]), query.name, values, "2024-01-01" if "day" in query.arguments else None).rows == ()


def test_what_cannot_be_asked(corpus: Store) -> None:
    with pytest.raises(QueryError, match=r"values for agency-duties: 1 wanted, 0 given: kg ask"):
        ask(corpus, "agency-duties")
    with pytest.raises(QueryError, match=r"no query is named 'nothing'; there are: agency-"):
        ask(corpus, "nothing")
    with pytest.raises(QueryError, match=r"not about a day"):
        ask(corpus, "leads-most", as_of="2024-01-01")
    with pytest.raises(QueryError, match=r"'2024' is not a date"):
        ask(corpus, "states", as_of="2024")
    with pytest.raises(UnknownName):
        ask(corpus, "agency-duties", ["没有这个机关的"])
    with pytest.raises(AmbiguousName):
        ask(corpus, "agency-duties", ["局"])
    with pytest.raises(UnknownName):
        ask(corpus, "basis-of", ["甲政发〔1999〕1号"])
    with pytest.raises(QueryError, match="no document of the graph has a date"):
        ask(in_memory([]), "states")


def test_the_day_is_that_of_the_youngest_document_where_none_is_given(corpus: Store) -> None:
    days = {row["day"] for row in answer(corpus, {"ask": "states"})}
    signed = {row["signed"] for row in answer(corpus, {"ask": "documents-about", "values": ["通知"]})}
    assert len(days) == 1
    assert max(days) >= max(signed)


def test_the_page_is_in_step() -> None:
    page = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    assert page == questions.text(), "run python -m tools.questions"


@pytest.mark.parametrize(
    ("name", "values"), [("agency-duties", [INDUSTRY.canonical]), ("states", []), ("documents-about", ["方案"])]
)
def test_a_document_without_a_number_goes_by_its_key(name: str, values: list[str]) -> None:
    store = in_memory([replace(plan(), key="方案（2023-12-05）", number=None)])
    head, rows = sparql.table(ask(store, name, values))
    assert {row[list(head).index("number")] for row in rows} == {"方案（2023-12-05）"}
    assert {duty.number for duty in lookup.agency(store, INDUSTRY.canonical).duties} == {None}
