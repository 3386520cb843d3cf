"""kg push against real servers: only what changed is sent, a broken push goes on, nothing of others is touched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count

import httpx
import pytest

from kg.errors import StoreError
from kg.graph import store as stores
from kg.graph.read import load
from kg.graph.remote import Connection, Pushed, connect, open_remote, push
from kg.graph.remote import manifest as manifests
from kg.model import DocumentFacts
from kg.statement.order import normalise_all
from tests.graph.factory import corpus, plan
from tests.graph.remote.conftest import Server

_numbers = count()

STRANGE = '𠮷😀 "引号" \\ \n\t<b>&amp;</b> \u0001\u2028' + "长" * 9000
"""What servers may break: signs beyond the first plane, escapes, controls, a text that no index takes."""


@pytest.fixture
def base() -> str:
    """A base of its own for each test, with Chinese in it."""
    return f"https://example.org/公文/{next(_numbers)}/"


@pytest.fixture
def connection(server: Server) -> Connection:
    """A connection to the server."""
    return connect(server.url)


def facts() -> list[DocumentFacts]:
    """Documents with a text that is hard to carry."""
    first, *others = corpus()
    clause = replace(first.clauses[-1], text=STRANGE)
    return [replace(first, clauses=(*first.clauses[:-1], clause)), *others]


def load_up(documents: Sequence[DocumentFacts], base: str, connection: Connection, dry: bool = False) -> Pushed:
    """Push the graph of these documents."""
    return push(stores.in_memory(documents, base), base, connection, dry=dry)


def held(server: Server, base: str) -> list[DocumentFacts]:
    """What the server holds below the base."""
    return load(open_remote(server.url, base))


def test_what_is_read_back_is_what_was_pushed(server: Server, connection: Connection, base: str) -> None:
    done = load_up(facts(), base, connection)
    assert len(done.sent) == len(facts()) + 2  # the ontology, and what documents share
    assert not done.deleted
    assert done.merged
    assert held(server, base) == normalise_all(facts())


def test_a_second_push_sends_nothing(connection: Connection, base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    load_up(facts(), base, connection)
    monkeypatch.setattr(Connection, "graph", None)  # any request that writes would fail
    again = load_up(facts(), base, connection)
    assert again.nothing
    assert again.unchanged == len(facts()) + 2


def test_only_what_changed_is_sent_and_what_is_gone_is_deleted(
    server: Server, connection: Connection, base: str
) -> None:
    first, second, *others = facts()
    load_up([first, second, *others], base, connection)
    changed = [replace(first, openness="不公开"), *others]
    expected = load_up(changed, base, connection, dry=True)
    assert held(server, base) == normalise_all(facts()), "a trial run changes nothing"
    done = load_up(changed, base, connection)
    assert replace(expected, dry=False) == done
    assert [iri.removeprefix(f"{base}document/") for iri in done.sent] == [f"{first.key}/graph", f"{base}shared"]
    assert not done.tidied
    assert [iri.removeprefix(f"{base}document/") for iri in done.deleted] == [f"{second.key}/graph"]
    assert held(server, base) == normalise_all(changed)
    assert graphs(connection, base) == {*done.sent, f"{base}manifest", merge(connection, base), *kept(connection, base)}


def graphs(connection: Connection, base: str) -> set[str]:
    """The named graphs below the base that the server holds."""
    text = f'SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{base}")) }}'
    return {row["g"]["value"] for row in manifests.rows(connection, text)}


def merge(connection: Connection, base: str) -> str | None:
    """The merge that the manifest points to."""
    found = manifests.read(connection, base)
    assert found is not None
    return found.merge


def kept(connection: Connection, base: str) -> set[str]:
    """The graphs of the manifest that stand below the base."""
    found = manifests.read(connection, base)
    assert found is not None
    return {iri for iri in found.graphs if iri.startswith(base)}


class Broken(Exception):
    """The network, gone."""


def broken_after(requests: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Let so many requests that write pass, then none; gives how many there were."""
    seen = 0
    whole = Connection.graph

    def graph(self: Connection, method: str, iri: str, body: bytes | None = None) -> httpx.Response:
        nonlocal seen
        seen += 1
        if seen > requests:
            raise Broken
        return whole(self, method, iri, body)

    monkeypatch.setattr(Connection, "graph", graph)
    return lambda: seen


def test_a_push_broken_off_anywhere_goes_on(
    server: Server, connection: Connection, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader sees the old graph until the new one is whole, and the last push finishes what is left."""
    monkeypatch.setattr("kg.graph.remote.loading.SECONDS", -1)
    former, new = [plan()], facts()
    load_up(former, base, connection)
    for requests in count():
        with pytest.MonkeyPatch.context() as patch:
            broken_after(requests % 3 + 1, patch)  # one, two, three requests of each push come through
            try:
                load_up(new, base, connection)
                break
            except Broken:
                merged = {row["k"]["value"] for row in keys(connection, base)}
                assert merged in ({one.key for one in former}, {one.key for one in new})
        assert requests < 40, "every push has to come farther than the one before"
    assert held(server, base) == normalise_all(new)
    assert graphs(connection, base) == {f"{base}manifest", merge(connection, base), *kept(connection, base)}


def keys(connection: Connection, base: str) -> list[dict[str, dict[str, str]]]:
    """The keys of the documents in the merge that readers are led to."""
    kind, key = "<https://w3id.org/gongwen/ontology#Document>", "<http://purl.org/dc/terms/identifier>"
    select = f"SELECT ?k WHERE {{ GRAPH <{merge(connection, base)}> {{ ?d a {kind} ; {key} ?k }} }}"
    return manifests.rows(connection, select)


def test_the_merge_comes_in_parts(
    server: Server, connection: Connection, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.graph.remote.loading.PART", 300)
    load_up(facts(), base, connection)
    store, remote = stores.in_memory(facts(), base), open_remote(server.url, base)
    question = "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) WHERE { ?s ?p ?o }"
    assert list(map(str, remote.query(question))) == list(map(str, store.query(question)))


def test_a_merge_that_lost_triples_is_loaded_again(server: Server, connection: Connection, base: str) -> None:
    """Somebody emptied the half-loaded merge between two pushes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.graph.remote.loading.PART", 300)
        broken_after(10, patch)
        with pytest.raises(Broken):
            load_up(facts(), base, connection)
    found = manifests.read(connection, base)
    assert found is not None
    assert found.other is not None
    connection.graph("DELETE", found.other[0])
    with pytest.raises(StoreError, match=r"not loaded to its end; .*kg push"):
        held(server, base)
    load_up(facts(), base, connection)
    assert held(server, base) == normalise_all(facts())


def test_two_bases_live_side_by_side(server: Server, connection: Connection, base: str) -> None:
    other = f"{base}other/"
    load_up([plan()], base, connection)
    load_up(facts(), other, connection)
    assert held(server, base) == normalise_all([plan()])
    assert held(server, other) == normalise_all(facts())
    with pytest.raises(StoreError, match=r"several graphs.*KG_STORE_BASE"):
        open_remote(server.url)
    with pytest.raises(StoreError, match=r"no graph of kg here.*kg push"):
        open_remote(server.url, "https://example.org/nothing/")


def test_another_schema_says_what_to_do(
    server: Server, connection: Connection, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("kg.graph.remote.loading.SCHEMA", 1)
        load_up([plan()], base, connection)
    with pytest.raises(StoreError, match=r"schema version 1, this kg reads .*kg push"):
        held(server, base)
    load_up([plan()], base, connection)
    assert held(server, base) == normalise_all([plan()])


def test_without_credentials_virtuoso_lets_nobody_write(virtuoso: Server, base: str) -> None:
    with pytest.raises(StoreError, match=r"40[13], not allowed: give the credentials in KG_STORE_USER"):
        load_up([plan()], base, connect(virtuoso.url))
    parts = httpx.URL(virtuoso.url).copy_with(username="dba", password="wrong")
    with pytest.raises(StoreError, match="401, not allowed") as caught:
        load_up([plan()], base, connect(str(parts)))
    assert "wrong" not in str(caught.value)
