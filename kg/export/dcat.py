"""A description of the data set itself: DCAT 3 for catalogues, VoID for SPARQL users; Turtle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import IO

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Triple

from kg.graph.iri import DEFAULT_BASE
from kg.graph.readable import Store
from kg.graph.store import merged
from kg.graph.vocabulary import DCTERMS, ELI, GW, NAMESPACES, ONTOLOGY, PREFIXES, RDF, XSD
from kg.lexicon import load

_DCAT = "http://www.w3.org/ns/dcat#"
_VOID = "http://rdfs.org/ns/void#"
_TERMS = NAMESPACES["dcterms"].iri
_MEDIA = "https://www.iana.org/assignments/media-types/"


def dcat(store: Store, output: IO[bytes]) -> None:
    """The data set, its span of time, a distribution for each export, how many triples of which classes and properties.

    It says nothing that the graph does not: no publisher, licence or address of a service.
    """
    node = NamedNode(_base(store) + "dataset")
    triples = sorted({*_dataset(store, node), *_statistics(store, node), *_distributions(node)}, key=str)
    prefixes = {**PREFIXES, "dcat": _DCAT, "void": _VOID}
    pyoxigraph.serialize(triples, output, RdfFormat.TURTLE, prefixes=prefixes)


def _base(store: Store) -> str:
    """The base IRI of the graph, as its documents have it."""
    documents = store.quads_for_pattern(None, RDF["type"], GW["Document"], DefaultGraph())
    iris = (quad.subject.value for quad in documents if isinstance(quad.subject, NamedNode))
    return next((iri.rpartition("document/")[0] for iri in sorted(iris) if "document/" in iri), DEFAULT_BASE)


def _dataset(store: Store, node: NamedNode) -> Iterator[Triple]:
    yield Triple(node, RDF["type"], NamedNode(_DCAT + "Dataset"))
    yield Triple(node, RDF["type"], NamedNode(_VOID + "Dataset"))
    words = load.tree("dataset.yml")
    for name in ("title", "description"):
        for language, text in words[name].items():
            yield Triple(node, NamedNode(_TERMS + name), Literal(text, language=language))
    for language, keywords in words["keywords"].items():
        for keyword in keywords:
            yield Triple(node, NamedNode(_DCAT + "keyword"), Literal(keyword, language=language))
    yield Triple(node, NamedNode(_TERMS + "conformsTo"), ONTOLOGY)
    yield Triple(node, NamedNode(_TERMS + "language"), NamedNode("http://id.loc.gov/vocabulary/iso639-1/zh"))
    days = sorted(q.object.value for q in _all(store, ELI["date_document"]) if isinstance(q.object, Literal))
    if days:
        period = NamedNode(node.value + "/period")
        yield Triple(node, NamedNode(_TERMS + "temporal"), period)
        yield Triple(period, RDF["type"], NamedNode(_TERMS + "PeriodOfTime"))
        yield Triple(period, NamedNode(_DCAT + "startDate"), Literal(days[0], datatype=XSD["date"]))
        yield Triple(period, NamedNode(_DCAT + "endDate"), Literal(days[-1], datatype=XSD["date"]))
    for quad in _all(store, GW["sha256"]):
        yield Triple(node, DCTERMS["source"], quad.subject)


def _statistics(store: Store, node: NamedNode) -> Iterator[Triple]:
    """VoID: the sizes, the partitions by class and by property, the vocabularies."""
    subjects = set()
    properties: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    for quad in merged(store):
        subjects.add(quad.subject)
        properties[quad.predicate.value] += 1
        if quad.predicate == RDF["type"] and isinstance(quad.object, NamedNode):
            classes[quad.object.value] += 1
    yield _count(node, "triples", sum(properties.values()))
    yield _count(node, "distinctSubjects", len(subjects))
    yield _count(node, "documents", classes[GW["Document"].value])
    for kind, counts, size in (("class", classes, "entities"), ("property", properties, "triples")):
        for number, iri in enumerate(sorted(counts), 1):
            part = NamedNode(f"{node.value}/{kind}/{number}")
            yield Triple(node, NamedNode(f"{_VOID}{kind}Partition"), part)
            yield Triple(part, NamedNode(_VOID + kind), NamedNode(iri))
            yield _count(part, size, counts[iri])
    for namespace in NAMESPACES.values():
        if any(iri.startswith(namespace.iri) for iri in properties):
            yield Triple(node, NamedNode(_VOID + "vocabulary"), NamedNode(namespace.iri))


def _distributions(node: NamedNode) -> Iterator[Triple]:
    for format, words in load.tree("dataset.yml")["formats"].items():
        part = NamedNode(f"{node.value}/distribution/{format}")
        yield Triple(node, NamedNode(_DCAT + "distribution"), part)
        yield Triple(part, RDF["type"], NamedNode(_DCAT + "Distribution"))
        yield Triple(part, NamedNode(_DCAT + "mediaType"), NamedNode(_MEDIA + words["media"]))
        for language in ("zh", "en"):
            yield Triple(part, NamedNode(_TERMS + "title"), Literal(words[language], language=language))


def _count(node: NamedNode, name: str, number: int) -> Triple:
    return Triple(node, NamedNode(_VOID + name), Literal(number))


def _all(store: Store, predicate: NamedNode) -> Iterator[pyoxigraph.Quad]:
    return store.quads_for_pattern(None, predicate, None, DefaultGraph())
