"""The index beside the store: what it answers is what the store answers, byte for byte the same file each time."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.graph import read
from kg.graph.publish import current
from kg.graph.store import in_memory, open_read
from kg.model import DocumentFacts, Task
from kg.query import agency_index, lookup
from kg.query.agency_index import PAGE_ROWS, AgencyIndex
from kg.query.answers import AgencyAnswer, DutyRow
from kg.query.errors import AmbiguousName, UnknownName
from kg.query.heads import names_of
from tests.graph.factory import corpus
from tests.graph.strategies import documents


def by_content(answer: AgencyAnswer) -> tuple[AgencyAnswer, list[str]]:
    """The answer with its duties as a multiset: of duties of one clause, role and name the order means nothing."""
    return replace(answer, duties=()), sorted(map(repr, answer.duties))


def places(answer: AgencyAnswer) -> list[tuple[object, ...]]:
    return [(row.number, row.title, row.clause, row.role, row.surface, row.status) for row in answer.duties]


def index_of(facts: list[DocumentFacts], path: Path) -> AgencyIndex:
    store = in_memory(facts)
    path.unlink(missing_ok=True)
    agency_index.write(path, store, read.load(store))
    return AgencyIndex(path)


def test_agencies_of_the_corpus_have_the_answer_of_the_store(corpus_build: Path) -> None:
    build = current(corpus_build)
    store, index = open_read(build / "store"), AgencyIndex.of(build)
    assert index is not None
    names = sorted(names_of(store))
    assert len(names) > 200
    for name in names[::6]:  # the store takes a tenth of a second for each
        for derived in (False, True):
            theirs, ours = (lookup.agency(store, name, derived=derived, index=one) for one in (None, index))
            assert by_content(ours) == by_content(theirs)
            assert places(ours) == places(theirs), name


def test_filters_days_and_names_mean_the_same(corpus_build: Path) -> None:
    build = current(corpus_build)
    store, index = open_read(build / "store"), AgencyIndex.of(build)
    for name in ("市生态环境局", "市工信局", " 市 工信局", "运城市财政局"):
        for roles, due, as_of in (((), None, "2026-06-01"), (("lead",), None, None), ((), "2024-01-01", None)):
            theirs, ours = (lookup.agency(store, name, roles, due, as_of=as_of, index=one) for one in (None, index))
            assert by_content(ours) == by_content(theirs)
    with pytest.raises(AmbiguousName) as several:
        lookup.agency(store, "局", index=index)
    with pytest.raises(UnknownName) as none:
        lookup.agency(store, "市生态环境菊", index=index)
    assert len(several.value.suggestions) > 1
    assert "运城市生态环境局" in none.value.suggestions


def one_a_clause(facts: DocumentFacts) -> tuple[Task, ...]:
    """Tasks as a build makes them: one for a clause, with its path and words; here where no other has that path."""
    paths = Counter(clause.path for clause in facts.clauses)
    alone = [clause for clause in facts.clauses if paths[clause.path] == 1]
    return tuple(
        replace(task, clause=clause.path, evidence=clause.evidence)
        for task, clause in zip(facts.tasks, alone, strict=False)
    )


@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(facts=st.lists(documents(), max_size=3, unique_by=lambda one: one.key))
def test_any_facts(facts: list[DocumentFacts], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("index") / agency_index.FILE
    facts = [replace(one, tasks=one_a_clause(one)) for one in facts]
    store, index = in_memory(facts), index_of(facts, path)
    for name in names_of(store):
        theirs, ours = (lookup.agency(store, name, derived=True, index=one) for one in (None, index))
        assert by_content(ours) == by_content(theirs)


def test_the_same_facts_give_the_same_file(tmp_path: Path) -> None:
    index_of(corpus(), tmp_path / "a")
    index_of(list(reversed(corpus())), tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_pages_join_to_the_whole(tmp_path: Path) -> None:
    facts = corpus()
    (plan,) = [one for one in facts if len(one.responsibilities) == max(len(f.responsibilities) for f in facts)][:1]
    body = plan.responsibilities[0].body
    many = tuple(replace(plan.responsibilities[0], rule=f"rule{number}") for number in range(2 * PAGE_ROWS + 7))
    index = index_of([replace(plan, responsibilities=many, derived=())], tmp_path / "index")
    assert index.counted(body).stated == len(many)
    parts = [json.loads(b"[" + index.page(body, number) + b"]") for number in range(4)]
    assert [len(part) for part in parts] == [PAGE_ROWS, PAGE_ROWS, 7, 0]
    assert index.agency(body, most=PAGE_ROWS + 1).duties == index.agency(body).duties[: PAGE_ROWS + 1]
    first = index.agency(body).duties[0]
    assert parts[0][0] == json.loads(json.dumps(asdict(first)))
    assert isinstance(first, DutyRow)


def test_a_file_that_is_no_index_says_what_to_do(tmp_path: Path) -> None:
    assert AgencyIndex.of(tmp_path) is None
    (tmp_path / "damaged").write_bytes(b"\x00" * 5000)
    with pytest.raises(StoreError, match="build it again"):
        AgencyIndex(tmp_path / "damaged")
    with sqlite3.connect(tmp_path / "old") as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="version 99"):
        AgencyIndex(tmp_path / "old")
    with pytest.raises(StoreError, match="cannot be written"):
        agency_index.write(tmp_path / "none" / "index", in_memory([]), [])
