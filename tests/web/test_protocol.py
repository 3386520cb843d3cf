"""The SPARQL protocol: a table of requests, limits that hold, and a foreign client on a live server."""

from __future__ import annotations

import io
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
import uvicorn
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import GET, JSON, POST, POSTDIRECTLY, URLENCODED, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed
from starlette.testclient import TestClient

from kg.web.app import create_app
from kg.web.sparql.evaluate import Answer, Question, failure
from kg.web.sparql.pool import LARGEST_KEPT, Answers

from ..tables import cases

DOCUMENT = "https://w3id.org/gongwen/id/document/江政发〔2024〕5号"
AGENCY = "https://w3id.org/gongwen/id/agency/江州市生态环境局"
NAME = '"江州市生态环境局"@zh'
STANDS_FOR = {
    "SELECT": f"SELECT ?name WHERE {{ ?body skos:prefLabel ?name FILTER(?name = {NAME}) }}",
    "ASK": f"ASK {{ ?body skos:prefLabel {NAME} }}",
    "NAMED": f"ASK {{ GRAPH ?g {{ ?body skos:prefLabel {NAME} }} }}",
    "CONSTRUCT": f"CONSTRUCT WHERE {{ ?body skos:prefLabel {NAME} }}",
    "DESCRIBE": f"DESCRIBE <{AGENCY}>",
    "IRI": f"ASK {{ <{AGENCY}> skos:prefLabel {NAME} }}",
    "GRAPH": "https://w3id.org/gongwen/id/shared",
}
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def said(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: said(one) for name, one in value.items()}
    return STANDS_FOR.get(value, value)


def send(client: TestClient, case: dict[str, Any]) -> Any:
    headers = {"accept": case["accept"]} if "accept" in case else {}
    if "type" in case:
        headers["content-type"] = case["type"]
    content = bytes.fromhex(case["body_hex"]) if "body_hex" in case else said(case.get("body"))
    if isinstance(content, str):
        content = content.encode()
    method = case.get("method", "POST" if "form" in case or content is not None else "GET")
    more = {"data": said(case["form"])} if "form" in case else {"content": content}
    if "accept" not in case:
        client.headers.pop("accept", None)
    return client.request(method, "/sparql", params=said(case.get("params")), headers=headers, **more)


@pytest.mark.parametrize("case", cases("protocol"))
def test_request(client: TestClient, case: dict[str, Any]) -> None:
    answer = send(client, case)
    assert answer.status_code == case["status"], answer.text
    assert answer.headers["content-type"].split(";")[0] == case.get(
        "media", answer.headers["content-type"].split(";")[0]
    )
    assert case.get("has", "") in answer.text
    if not answer.headers["content-type"].startswith("text/html"):
        assert answer.headers["access-control-allow-origin"] == "*"


def test_every_result_reads_the_same_in_a_foreign_reader(client: TestClient) -> None:
    found = []
    for media in ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"):
        answer = client.get("/sparql", params={"query": STANDS_FOR["SELECT"]}, headers={"accept": media})
        result = rdflib.query.Result.parse(io.BytesIO(answer.content), content_type=media)
        found.append([str(row[0]) for row in result])
    assert found == [["江州市生态环境局"]] * 3


def test_every_graph_reads_the_same_in_a_foreign_reader(client: TestClient) -> None:
    query = f"CONSTRUCT WHERE {{ <{DOCUMENT}> ?p ?o }}"
    graphs = []
    for media, name in (
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
    ):
        answer = client.get("/sparql", params={"query": query}, headers={"accept": media})
        graphs.append(set(rdflib.Graph().parse(data=answer.content, format=name)))
    assert len(graphs[0]) > 5
    assert all(graph == graphs[0] for graph in graphs)


def test_signs_that_need_escaping(client: TestClient) -> None:
    query = r'SELECT ("a<b>&\"\t\n逗,号" AS ?x) {}'
    for media in ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"):
        answer = client.get("/sparql", params={"query": query}, headers={"accept": media})
        (row,) = rdflib.query.Result.parse(io.BytesIO(answer.content), content_type=media)
        assert str(row[0]) == 'a<b>&"\t\n逗,号'
    tsv = client.get("/sparql", params={"query": query}, headers={"accept": "text/tab-separated-values"})
    assert tsv.text.splitlines() == ["?x", r'"a<b>&\"\t\n逗,号"']


def test_preflight_of_another_origin(client: TestClient) -> None:
    asked = {"origin": "https://other.example", "access-control-request-method": "POST"}
    answer = client.options("/sparql", headers=asked)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "POST" in answer.headers["access-control-allow-methods"]


def test_a_large_request_is_refused(client: TestClient) -> None:
    body = b"ASK {} #" + b"x" * (1 << 20)
    for content in (body, iter([body[:1000], body[1000:]])):
        answer = client.post("/sparql", content=content, headers={"content-type": "application/sparql-query"})
        assert answer.status_code == 413


def test_a_slow_query_is_ended_and_others_are_served_meanwhile(small: Path) -> None:
    with TestClient(create_app(small, seconds=2.0, workers=1)) as client:
        ended: list[Any] = []
        slow = threading.Thread(target=lambda: ended.append(client.get("/sparql", params={"query": SLOW})))
        slow.start()
        time.sleep(0.3)
        assert client.get("/api/v1/stats").status_code == 200
        assert not ended, "the answer waited for the slow one"
        slow.join()
        assert ended[0].status_code == 503
        assert "longer than 2 seconds" in ended[0].text
        assert ended[0].headers["retry-after"]
        assert not client.app.state.pool._all  # its process is gone
        time.sleep(0.1)
        client.app.state.pool.seconds = 20
        assert client.get("/sparql", params={"query": "ASK {}"}, headers={"accept": "*/*"}).json()["boolean"] is True


def test_the_row_limit_ends_the_answer_and_says_so(small: Path) -> None:
    with TestClient(create_app(small, rows=7, seconds=20)) as client:
        endless = "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
        answer = client.get("/sparql", params={"query": endless}, headers={"accept": "*/*"})
        assert len(answer.json()["results"]["bindings"]) == 7
        assert answer.headers["x-row-limit"] == "7"
        few = client.get(
            "/sparql", params={"query": "SELECT ?a { VALUES ?a {1 2 3 4 5 6 7} }"}, headers={"accept": "*/*"}
        )
        assert len(few.json()["results"]["bindings"]) == 7
        assert "x-row-limit" not in few.headers


def test_many_parameters_are_no_failure(client: TestClient) -> None:
    """The size of a request is limited, not their number: a query may name the graphs of many documents."""
    graphs = [("default-graph-uri", f"urn:x:{number}") for number in range(300)]
    for answer in (client.get("/sparql", params=[("query", "ASK {}"), *graphs], headers={"accept": "*/*"}),
                   client.post("/sparql", data={"query": "ASK {}", "default-graph-uri": [iri for _, iri in graphs]},
                               headers={"accept": "*/*"})):  # fmt: skip
        assert answer.status_code == 200, answer.text


def test_void(client: TestClient) -> None:
    answer = client.get("/.well-known/void", headers={"accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=answer.content, format="turtle")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    (dataset,) = graph.subjects(rdflib.RDF.type, void.Dataset)
    assert str(graph.value(dataset, void.sparqlEndpoint)) == "http://kg.example/sparql"
    assert int(graph.value(dataset, void.documents)) == 1
    assert int(graph.value(dataset, void.triples)) > 100


def test_the_service_description_names_the_graphs(client: TestClient) -> None:
    answer = client.get("/sparql", headers={"accept": "application/n-triples"})
    assert f"<{DOCUMENT}/graph>" in answer.text
    assert "SPARQL11Query" in answer.text


@pytest.fixture(scope="module")
def address(small: Path) -> Iterator[str]:
    """A live server on a free port."""
    server = uvicorn.Server(uvicorn.Config(create_app(small, seconds=120, workers=1), port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("results", ["json", "xml"])
def test_rdflib_as_a_client(address: str, method: str, results: str) -> None:
    foreign = rdflib.Graph(SPARQLStore(f"{address}/sparql", method=method, returnFormat=results))
    (row,) = foreign.query(f"SELECT ?n {{ <{AGENCY}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?n }}")
    assert row[0] == rdflib.Literal("江州市生态环境局", lang="zh")
    assert (rdflib.URIRef(AGENCY), None, None) in foreign


@pytest.mark.parametrize("sent", [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)], ids=" ".join)
def test_sparqlwrapper_as_a_client(address: str, sent: tuple[str, str]) -> None:
    client = SPARQLWrapper(f"{address}/sparql")
    client.setMethod(sent[0])
    client.setRequestMethod(sent[1])
    client.setQuery(f"PREFIX skos: <{rdflib.SKOS}>\nSELECT ?name {{ <{AGENCY}> skos:prefLabel ?name }}")
    client.setReturnFormat(JSON)
    (row,) = client.queryAndConvert()["results"]["bindings"]
    assert row["name"] == {"type": "literal", "value": "江州市生态环境局", "xml:lang": "zh"}
    client.setReturnFormat(XML)
    assert "江州市生态环境局" in client.queryAndConvert().toxml()
    client.setQuery(f"DESCRIBE <{AGENCY}>")
    described = client.queryAndConvert()
    assert (rdflib.URIRef(AGENCY), rdflib.SKOS.prefLabel, rdflib.Literal("江州市生态环境局", lang="zh")) in described
    client.setQuery("SELECT ?x { ?x }")
    with pytest.raises(QueryBadFormed, match="cannot be read"):
        client.query()


def test_a_client_that_goes_away_ends_its_query(address: str) -> None:
    import httpx

    with pytest.raises(httpx.ReadTimeout):
        httpx.get(f"{address}/sparql", params={"query": SLOW}, timeout=1.0)
    for number in range(2):
        query = {"query": f"ASK {{}} # {number}"}  # another text: no answer that was kept
        answer = httpx.get(f"{address}/sparql", params=query, timeout=60)  # half of what the slow one might take
        assert json.loads(answer.content)["boolean"]


def test_answers_of_a_store_are_kept_until_another_is_asked() -> None:
    kept, answer = Answers(), Answer(200, "text/csv", b"x")
    kept.keep("build/1/store", Question("ASK {}"), answer)
    assert kept.find("build/1/store", Question("ASK {}")) is answer
    assert kept.find("build/1/store", Question("ASK {}", rows=1)) is None
    assert kept.find("build/2/store", Question("ASK {}")) is None
    kept.keep("build/2/store", Question("ASK { }"), answer)
    assert kept.find("build/1/store", Question("ASK {}")) is None


@pytest.mark.parametrize(
    ("place", "query", "answer"),
    [
        ("store", "SELECT (NOW() AS ?n) {}", Answer(200, "text/csv", b"x")),
        ("store", "SELECT (struuid() AS ?n) {}", Answer(200, "text/csv", b"x")),
        ("store", "SELECT (\\u004eOW() AS ?n) {}", Answer(200, "text/csv", b"x")),
        ("store", "ASK {}", failure(503, "too slow")),
        ("store", "ASK {}", Answer(200, "text/csv", b"x" * (LARGEST_KEPT + 1))),
        ("http://127.0.0.1:7878", "ASK {}", Answer(200, "text/csv", b"x")),
    ],
)
def test_what_may_be_another_answer_each_time_is_not_kept(place: str, query: str, answer: Answer) -> None:
    kept = Answers()
    kept.keep(place, Question(query), answer)
    assert kept.find(place, Question(query)) is None


def test_the_answers_asked_for_last_are_kept() -> None:
    kept = Answers(limit=100)
    for number in range(4):
        kept.keep("store", Question(f"ASK {{}} #{number}"), Answer(200, "text/csv", b"x" * 30))
        kept.find("store", Question("ASK {} #0"))
    found = [number for number in range(4) if kept.find("store", Question(f"ASK {{}} #{number}"))]
    assert found == [0, 3]
