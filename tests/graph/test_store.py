"""The store: exact round trip, named graphs, determinism, and errors that say what to do."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.errors import StoreError
from kg.graph import quads
from kg.graph import store as stores
from kg.graph.read import load
from kg.graph.vocabulary import ONTOLOGY, PREFIXES
from kg.model import Body, DocumentFacts, Evidence
from kg.statement.order import normalise, normalise_all
from tests.graph.factory import corpus, plan, repealed
from tests.graph.strategies import documents


@given(st.lists(documents(), max_size=3))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_is_read_back_is_what_was_written(facts: list[DocumentFacts]) -> None:
    assert load(stores.in_memory(facts)) == normalise_all(facts)


@given(documents())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_canonical_order_is_stable(facts: DocumentFacts) -> None:
    once = normalise(facts)
    backwards = replace(facts, responsibilities=facts.responsibilities[::-1], bodies=facts.bodies[::-1])
    assert normalise(once) == once == normalise(backwards)


def test_round_trip_on_disk(tmp_path: Path) -> None:
    stores.write(tmp_path / "store", corpus())
    assert load(stores.open_read(tmp_path / "store")) == normalise_all(corpus())


def test_a_store_loaded_in_batches_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "_BATCH", 97)
    monkeypatch.setattr(quads, "PIECE", 3)
    stores.write(tmp_path / "store", corpus())
    assert set(stores.open_read(tmp_path / "store")) == set(stores.in_memory(corpus()))


def test_equal_statements_stay_two() -> None:
    facts = plan()
    doubled = replace(facts, responsibilities=facts.responsibilities * 2, aliases=facts.aliases * 3)
    (back,) = load(stores.in_memory([doubled]))
    assert len(back.responsibilities) == 6
    assert len(back.aliases) == 9


def test_two_documents_with_one_key_stay_two() -> None:
    other = replace(repealed(), source="corpus/copy.txt")
    assert load(stores.in_memory([repealed(), other])) == normalise_all([repealed(), other])


def test_one_body_for_each_canonical_name() -> None:
    facts = replace(plan(), bodies=(Body("甲", "county", "乙", "party"), Body("甲", "-", "-", "generic")))
    assert [body.tier for body in normalise(facts).bodies] == ["-"]


def test_spans_keep_their_reading_order() -> None:
    words = Evidence(((900, 910), (100, 120), (100, 120)), "分处两页的文字", 9)
    (back,) = load(stores.in_memory([replace(plan(), evidence=(("title", words),))]))
    assert back.evidence == (("title", words),)


def test_a_document_is_all_in_its_own_graph() -> None:
    store = stores.in_memory(corpus())
    graphs = {graph.value for graph in store.named_graphs()}
    base = "https://w3id.org/gongwen/id/"
    assert graphs == {ONTOLOGY.value, f"{base}shared", *(f"{base}document/{facts.key}/graph" for facts in corpus())}


def test_every_triple_stands_in_one_graph() -> None:
    store = stores.in_memory(corpus())
    named = [quad.triple for quad in stores.named_quads(store)]
    merge = [quad.triple for quad in stores.merged(store)]
    assert len(named) == len(set(named)) == len(store)
    assert set(named) == set(merge)


def test_a_query_may_name_its_graphs() -> None:
    store = stores.in_memory(corpus())
    names = "SELECT ?s {} {{ ?s skos:prefLabel '运城市人民政府'@zh }}"
    document = NamedNode(f"https://w3id.org/gongwen/id/document/{plan().key}/graph")
    shared = "<https://w3id.org/gongwen/id/shared>"
    for clause, count in (("", 1), (f"FROM {shared}", 1), (f"FROM {document}", 0), (f"FROM NAMED {shared}", 0)):
        assert len(list(store.query(names.format(clause), prefixes=PREFIXES))) == count, clause
    assert not list(store.query(names.format(""), prefixes=PREFIXES, default_graph=[document]))


def test_input_order_does_not_matter() -> None:
    def lines(facts: list[DocumentFacts]) -> list[str]:
        return sorted(map(str, stores.in_memory(facts)))

    assert lines(corpus()) == lines(corpus()[::-1])


def test_base_is_configurable(tmp_path: Path) -> None:
    stores.write(tmp_path, corpus(), base="http://例子.cn/kg/")
    store = stores.open_read(tmp_path)
    assert load(store) == normalise_all(corpus())
    graphs = [graph.value for graph in store.named_graphs() if graph != ONTOLOGY]
    assert all(name.startswith(("http://例子.cn/kg/document/", "http://例子.cn/kg/shared")) for name in graphs)


@pytest.mark.parametrize("base", ["", "no scheme", "http://a b/", "http://example.org/kg"])
def test_bad_base_is_refused(tmp_path: Path, base: str) -> None:
    with pytest.raises(StoreError, match="IRI"):
        stores.write(tmp_path / "store", corpus(), base=base)


def test_a_store_is_not_written_over_another(tmp_path: Path) -> None:
    stores.write(tmp_path, corpus())
    with pytest.raises(StoreError, match="not empty"):
        stores.write(tmp_path, corpus())


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        stores.open_read(tmp_path / "nothing")


def test_unfinished_store(tmp_path: Path) -> None:
    stores.write(tmp_path, corpus())
    (tmp_path / stores.MARKER).unlink()
    with pytest.raises(StoreError, match="not a finished graph"):
        stores.open_read(tmp_path)


@pytest.mark.parametrize("marker", ["", "[]", "{}", "\x00"])
def test_broken_marker(tmp_path: Path, marker: str) -> None:
    stores.write(tmp_path, [])
    (tmp_path / stores.MARKER).write_text(marker, encoding="utf-8")
    with pytest.raises(StoreError, match="unreadable"):
        stores.open_read(tmp_path)


def test_store_of_another_version(tmp_path: Path) -> None:
    stores.write(tmp_path, [])
    (tmp_path / stores.MARKER).write_text(json.dumps({"schema": 0}), encoding="utf-8")
    with pytest.raises(StoreError, match="schema version 0"):
        stores.open_read(tmp_path)


def test_damaged_store(tmp_path: Path) -> None:
    stores.write(tmp_path, corpus())
    (tmp_path / "CURRENT").write_text("nonsense", encoding="utf-8")
    with pytest.raises(StoreError, match="damaged"):
        stores.open_read(tmp_path)


def test_many_readers(tmp_path: Path) -> None:
    stores.write(tmp_path, corpus())
    first, second = stores.open_read(tmp_path), stores.open_read(tmp_path)
    assert len(first) == len(second) > 0
