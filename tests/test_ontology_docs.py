"""The pages about the ontology are in step with it, tell of every term, and load nothing."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from rdflib import OWL, RDF, Graph, URIRef

from kg.graph.vocabulary import GW, ONTOLOGY
from tests.conftest import ROOT
from tools import ontology_docs

PAGE = (ROOT / "docs" / "ontology" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["index.html", "diagram.svg"])
def test_the_pages_are_in_step(name: str) -> None:
    written = (ROOT / "docs" / "ontology" / name).read_text(encoding="utf-8")
    assert written == ontology_docs.pages()[name], "run python -m tools.ontology_docs"


def test_every_term_has_its_place_and_its_words() -> None:
    places = set(re.findall(r'<section id="(\w+)">', PAGE))
    assert set(GW.terms) <= places
    for kind in ontology_docs.KINDS.values():
        for term in ontology_docs.terms(ontology_docs.load(), kind):
            assert all([term.zh, term.en, term.about_zh, term.about_en]), term.name
            assert term.about_zh in PAGE.replace("&#34;", '"')


def test_links_lead_to_places_of_the_page_and_nothing_is_loaded() -> None:
    places = set(re.findall(r' id="([^"]+)"', PAGE))
    assert set(re.findall(r'href="#([^"]+)"', PAGE)) <= places
    assert not re.search(r'(src|href)="(?!#)|@import|url\(', PAGE)


def test_the_diagram_has_every_class() -> None:
    root = ElementTree.fromstring((ROOT / "docs" / "ontology" / "diagram.svg").read_text(encoding="utf-8"))
    links = {element.get("href", "#")[1:] for element in root.iter() if element.tag.endswith("}a")}
    assert links == {term.name for term in ontology_docs.terms(ontology_docs.load(), OWL.Class)}


def test_the_ontology_names_its_version() -> None:
    graph = Graph().parse(ROOT / "ontology" / "gongwen.ttl")
    ontology = URIRef(ONTOLOGY.value)
    assert (ontology, RDF.type, OWL.Ontology) in graph
    version = graph.value(ontology, OWL.versionInfo)
    assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", str(version))
    assert str(graph.value(ontology, OWL.versionIRI)) == f"{ontology}/{version}"
