"""Linked data: every IRI below the base answers, with a page or a description."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
import rdflib
from pyoxigraph import DefaultGraph, NamedNode
from starlette.testclient import TestClient

BASE = "https://w3id.org/gongwen/id/"
DOCUMENT = "document/江政发〔2024〕5号"
AGENCY = "agency/江州市生态环境局"


def subjects(client: TestClient) -> list[str]:
    quads = client.app.state.library.corpus().store.quads_for_pattern(None, None, None, DefaultGraph())
    found = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    return sorted(iri.removeprefix(BASE) for iri in found if iri.startswith(BASE))


def test_every_iri_has_a_description_and_a_page(client: TestClient) -> None:
    paths = subjects(client)
    assert len(paths) > 40
    for path in paths:
        data = client.get(f"/{path}", headers={"accept": "application/n-triples"})
        assert data.status_code == 200, path
        assert f"<{BASE}{path}>" in data.text
        html = client.get(f"/{path}", headers={"accept": "text/html"})
        assert html.status_code == 200, path
        assert html.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    ("accept", "name"),
    [("text/turtle", "turtle"), ("application/ld+json", "json-ld"), ("application/n-triples", "nt"),
     ("application/rdf+xml", "xml"), ("text/html;q=0.2, text/turtle", "turtle")],
)  # fmt: skip
def test_descriptions_say_the_same(client: TestClient, accept: str, name: str) -> None:
    answer = client.get(f"/{AGENCY}", headers={"accept": accept})
    graph = rdflib.Graph().parse(data=answer.content, format=name)
    labels = set(graph.objects(rdflib.URIRef(BASE + AGENCY), rdflib.SKOS.prefLabel))
    assert labels == {rdflib.Literal("江州市生态环境局", lang="zh")}
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize("path", [AGENCY, DOCUMENT, f"{DOCUMENT}/clause/一/2"])
def test_nothing_acceptable(client: TestClient, path: str) -> None:
    assert client.get(f"/{path}", headers={"accept": "image/png"}).status_code == 406


def test_a_clause_leads_to_its_place(client: TestClient) -> None:
    answer = client.get(f"/{DOCUMENT}/clause/一/2", headers={"accept": "text/html"}, follow_redirects=False)
    assert (answer.status_code, unquote(answer.headers["location"])) == (303, f"/{DOCUMENT}#clause/一/2")


def test_a_statement_leads_to_its_words(client: TestClient) -> None:
    path = next(path for path in subjects(client) if "/statement/" in path)
    answer = client.get(f"/{path}", headers={"accept": "text/html"}, follow_redirects=False)
    assert unquote(answer.headers["location"]).startswith(f"/{DOCUMENT}/source?at=10-")


def test_a_graph_is_described_by_what_it_holds(client: TestClient) -> None:
    answer = client.get(f"/{DOCUMENT}/graph", headers={"accept": "application/n-triples"})
    assert len(answer.text.splitlines()) > 100


def test_a_work_that_is_only_cited(client: TestClient) -> None:
    answer = client.get("/document/中华人民共和国水法", headers={"accept": "text/html", "accept-language": "zh"})
    assert answer.status_code == 200
    assert "不在库中" in answer.text
    assert "江政发〔2024〕5号" in answer.text
    data = client.get("/document/中华人民共和国水法", headers={"accept": "text/turtle"})
    assert "gw:inCorpus false" in data.text


@pytest.mark.parametrize("path", ["document/none/clause/1", "region/火星", "a b", "%00", "%ff", "<>", "clause"])
@pytest.mark.parametrize("accept", ["text/turtle", "text/html"])
def test_what_there_is_not(client: TestClient, path: str, accept: str) -> None:
    assert client.get(f"/{path}", headers={"accept": accept}).status_code == 404
