"""kg serve --store: the pages show a copy that follows the store, SPARQL runs on it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kg.graph import store as stores
from kg.graph.publish import current, publish
from kg.graph.read import load
from kg.graph.remote import connect, mirror, open_remote, push
from kg.model import DocumentFacts
from kg.statement.order import normalise_all
from kg.web.app import create_app
from kg.web.library import RemoteLibrary
from tests.graph.factory import corpus, plan
from tests.graph.remote.conftest import Server

BASE = "https://example.org/网站/"
AGENCIES = "SELECT ?name WHERE { ?a a gw:Agency ; skos:prefLabel ?name } ORDER BY ?name"


def fill(server: Server, facts: list[DocumentFacts]) -> None:
    """Push the graph of these documents."""
    push(stores.in_memory(facts, BASE), BASE, connect(server.url))


def copied(out: Path) -> list[DocumentFacts]:
    """What the copy holds."""
    return load(stores.open_read(current(out) / "store"))


def test_the_copy_follows_and_fetches_what_has_changed(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(server, [plan()])
    store = open_remote(server.url, BASE)
    assert mirror(store, tmp_path)
    assert copied(tmp_path) == normalise_all([plan()])
    assert not mirror(store, tmp_path)
    fill(server, corpus())
    later, fetched = store.renewed(), list[str]()
    whole = type(later)._inside
    monkeypatch.setattr(type(later), "_inside", lambda self, p, g: (fetched.append(g.value), whole(self, p, g))[1])
    assert mirror(later, tmp_path)
    assert copied(tmp_path) == normalise_all(corpus())
    assert len(fetched) == len(corpus()) + 1, "each document, and what they share; the ontology is there already"


def test_pages_and_sparql(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_BASE", BASE)
    fill(server, corpus())
    library = RemoteLibrary(open_remote(server.url, BASE), server.url, tmp_path)
    with TestClient(create_app(library, seconds=60.0)) as site:
        local = create_app_of(corpus(), tmp_path / "local")
        with TestClient(local) as expected:
            for path in ("/", "/agency/运城市生态环境局", "/document", "/api/v1/stats", "/calendar", "/quality"):
                here, there = expected.get(path), site.get(path)
                assert (there.status_code, there.text) == (here.status_code, here.text)
            for text in (AGENCIES, "ASK { ?d a gw:Document }", "CONSTRUCT { ?a a gw:Agency } WHERE { ?a a gw:Agency }"):
                here, there = (client.get("/sparql", params={"query": text}) for client in (expected, site))
                assert there.status_code == 200
                assert (there.headers["content-type"], there.text) == (here.headers["content-type"], here.text)
            iri = f"{BASE}document/{plan().key}/graph"
            question = {"query": "SELECT ?g ?d WHERE { GRAPH ?g { ?d a gw:Document } }", "named-graph-uri": iri}
            assert site.get("/sparql", params=question).json() == expected.get("/sparql", params=question).json()
        wrong = site.get("/sparql", params={"query": "SELECT nothing"})
        assert wrong.status_code == 400
        assert "at 1:15" in wrong.text
        assert site.get("/sparql", params={"query": "DROP ALL"}).status_code == 403
        iri = quote(f"/agency/{corpus()[0].issuers[0]}")
        assert site.get(iri, headers={"accept": "text/turtle"}).status_code == 200


def create_app_of(facts: list[DocumentFacts], out: Path) -> Starlette:
    """The site of the same graph on this disk."""
    publish(out, lambda directory: stores.write(directory / "store", facts, BASE))
    return create_app(out, seconds=60.0)
