"""What the endpoint says of itself: SPARQL 1.1 Service Description, and VoID for the data set."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Triple
from starlette.requests import Request

from kg.graph.vocabulary import GW, NAMESPACES, ONTOLOGY, RDF, XSD
from kg.query.sparql import GraphResult
from kg.web.corpus import Corpus
from kg.web.sparql.formats import GRAPHS, write_graph

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULT_FORMATS = (
    "SPARQL_Results_JSON SPARQL_Results_XML SPARQL_Results_CSV SPARQL_Results_TSV Turtle N-Triples JSON-LD RDF_XML"
).split()
_CLASSES = "Agency Clause Citation Deadline Document Responsibility".split()

Part = tuple[str | BlankNode, str, str | int | BlankNode | Literal]


def service(corpus: Corpus, request: Request, media: str) -> bytes:
    """The service description in one of ``GRAPHS``."""
    return _written(_service(corpus, str(request.url.replace(query="", fragment=""))), media)


def void(corpus: Corpus, request: Request, media: str) -> bytes:
    """The VoID description in one of ``GRAPHS``."""
    endpoint = str(request.url_for("sparql"))
    return _written(_void(corpus, endpoint), media)


def _service(corpus: Corpus, endpoint: str) -> Iterator[Part]:
    node, dataset, default = BlankNode("service"), BlankNode("dataset"), BlankNode("default")
    yield node, RDF["type"].value, f"{SD}Service"
    yield node, f"{SD}endpoint", endpoint
    yield node, f"{SD}supportedLanguage", f"{SD}SPARQL11Query"
    for name in _RESULT_FORMATS:
        yield node, f"{SD}resultFormat", _FORMATS + name
    yield node, f"{SD}defaultDataset", dataset
    yield dataset, RDF["type"].value, f"{SD}Dataset"
    yield dataset, f"{SD}defaultGraph", default
    yield default, RDF["type"].value, f"{SD}Graph"
    yield default, f"{VOID}triples", _count(corpus)
    for number, graph in enumerate(sorted(_graphs(corpus))):
        named = BlankNode(f"g{number}")
        yield dataset, f"{SD}namedGraph", named
        yield named, RDF["type"].value, f"{SD}NamedGraph"
        yield named, f"{SD}name", graph


def _void(corpus: Corpus, endpoint: str) -> Iterator[Part]:
    dataset = f"{corpus.base}dataset"
    yield dataset, RDF["type"].value, f"{VOID}Dataset"
    yield dataset, "http://purl.org/dc/terms/title", Literal("公文知识图谱", language="zh")
    yield dataset, "http://purl.org/dc/terms/title", Literal("Graph of official documents", language="en")
    yield dataset, f"{VOID}sparqlEndpoint", endpoint
    yield dataset, f"{VOID}uriSpace", Literal(corpus.base)
    yield dataset, f"{VOID}triples", _count(corpus)
    yield dataset, f"{VOID}documents", len(corpus.facts)
    for namespace in sorted({space.iri for space in NAMESPACES.values()}):
        yield dataset, f"{VOID}vocabulary", namespace
    for name in _CLASSES:
        part = BlankNode(name.lower())
        found = sum(1 for _ in corpus.store.quads_for_pattern(None, RDF["type"], GW[name], DefaultGraph()))
        yield dataset, f"{VOID}classPartition", part
        yield part, f"{VOID}class", GW[name].value
        yield part, f"{VOID}entities", found


def _count(corpus: Corpus) -> int:
    return corpus.stats.triples


def _graphs(corpus: Corpus) -> Iterator[str]:
    for graph in corpus.store.named_graphs():
        if isinstance(graph, NamedNode) and graph != ONTOLOGY:
            yield graph.value


def _written(parts: Iterator[Part], media: str) -> bytes:
    triples = [Triple(_node(subject), NamedNode(predicate), _term(value)) for subject, predicate, value in parts]
    return write_graph(GraphResult(tuple(triples)), media if media in GRAPHS else "text/turtle")


def _node(value: str | BlankNode) -> NamedNode | BlankNode:
    return NamedNode(value) if isinstance(value, str) else value


def _term(value: str | int | BlankNode | Literal) -> NamedNode | BlankNode | Literal:
    if isinstance(value, int):
        return Literal(str(value), datatype=XSD["integer"])
    return NamedNode(value) if isinstance(value, str) else value
