"""The terms that the graph is made of. Closed lists: a term that is not declared here cannot be written."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import StoreError
from kg.graph.iri import slug

ONTOLOGY = NamedNode("https://w3id.org/gongwen/ontology")
"""The ontology, and the named graph in which it and the concept schemes stand."""


class Namespace:
    """A namespace with a closed list of terms: ``GW["leads"]`` is its IRI, ``GW["laeds"]`` raises KeyError."""

    def __init__(self, iri: str, terms: str) -> None:
        self.iri = iri
        self.terms = {name: NamedNode(iri + name) for name in terms.split()}

    def __getitem__(self, name: str) -> NamedNode:
        return self.terms[name]


RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#", "boolean date decimal gYear gYearMonth integer string")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#", "Concept altLabel inScheme notation prefLabel")
DCTERMS = Namespace("http://purl.org/dc/terms/", "date description identifier source title")
FOAF = Namespace("http://xmlns.com/foaf/0.1/", "Person name")
PROV = Namespace("http://www.w3.org/ns/prov#", "Agent Entity used wasAttributedTo wasDerivedFrom wasGeneratedBy")
ORG = Namespace(
    "http://www.w3.org/ns/org#",
    "FormalOrganization Organization OrganizationalCollaboration OrganizationalUnit member organization"
    " subOrganizationOf unitOf",
)
OA = Namespace(
    "http://www.w3.org/ns/oa#",
    "SpecificResource TextPositionSelector TextQuoteSelector end exact hasSelector hasSource start",
)
CITO = Namespace("http://purl.org/spar/cito/", "repliesTo")
ELI = Namespace(
    "http://data.europa.eu/eli/ontology#",
    "LegalResource LegalResourceSubdivision amends based_on cites date_document date_no_longer_in_force"
    " ensures_implementation_of first_date_entry_in_force has_annex id_local is_part_of passed_by repeals"
    " type_document",
)
GW = Namespace(
    ONTOLOGY.value + "#",
    "Addressee Agency AgencyMention Alias Annex Appointment Citation Clause Correction Deadline DerivedResponsibility"
    " Document Evidence Extraction HeadField Hosting Issuer Membership PromulgatedText Region Responsibility SourceFile"
    " Statement Target Task Work action actsOn addressedTo after agency agencyEvidence agencyKind aliasOf before change"
    " citedWork clause comparison correctedField date deadline document dueDate encoding evidence field forwards"
    " full groupSurface hasAddressee hasDeadline hasDuty hasIssuer hasTarget heading hostedBy implements inCorpus"
    " interprets jointlyActsOn leads level model names number office officeSurface openness order page part path person"
    " plans post printedRole promulgates"
    " region relation responsibleFor resultClass resultStatus role rule scope sha256 sharesIn short status subject"
    " supports surface targetKey targetText taskOf text tier title unit upperValue value",
)
NAMESPACES = {
    "cito": CITO,
    "dcterms": DCTERMS,
    "eli": ELI,
    "foaf": FOAF,
    "gw": GW,
    "oa": OA,
    "org": ORG,
    "prov": PROV,
    "rdf": RDF,
    "skos": SKOS,
    "xsd": XSD,
}

SCHEMES = {
    name: f"https://w3id.org/gongwen/scheme/{name}/"
    for name in "action agency-kind change comparison genre part relation role status tier".split()
}
"""Prefix -> namespace of the SKOS concept schemes; a concept's local name is its code in the records."""

PREFIXES = {
    **{prefix: namespace.iri for prefix, namespace in NAMESPACES.items()},
    **SCHEMES,
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
}
"""Prefixes that every query and every export knows."""

DUTY_SHORTCUTS = {
    "lead": "gw:leads",
    "share": "gw:sharesIn",
    "responsible": "gw:responsibleFor",
    "support": "gw:supports",
    "joint": "gw:jointlyActsOn",
    "implement": "gw:implements",
    "interpret": "gw:interprets",
}
"""Role -> the direct property, as Turtle writes it, from an agency to a clause."""

CITATION_SHORTCUTS = {
    "basis": "eli:based_on",
    "implements": "eli:ensures_implementation_of",
    "repeals": "eli:repeals",
    "amends": "eli:amends",
    "replies": "cito:repliesTo",
    "forwards": "gw:forwards",
    "plans": "gw:plans",
    "mentions": "eli:cites",
}
"""Relation -> the direct property, as Turtle writes it, from a document to the work; ``eli:cites`` holds for all."""


COMPARISONS = {"=": "equal", "≥": "at-least", "≤": "at-most", "~": "about", "range": "range"}
"""Comparison of a target -> its concept."""


def concept(scheme: str, code: str) -> NamedNode:
    """The concept with this code; a code of an open scheme (genre) that no scheme lists gets an IRI all the same."""
    return NamedNode(SCHEMES[scheme] + slug(code))


def zh(text: str) -> Literal:
    """A name or title in Chinese."""
    return Literal(text, language="zh")


def ontology_files() -> list[Path]:
    """The ontology, the concept schemes: what a store holds beside the documents.

    They lie in ``ontology/`` beside the package in a checkout, inside the package where it is installed.
    Raises StoreError where they are missing.
    """
    return [_ontology_file("gongwen.ttl"), _ontology_file("schemes.ttl")]


@cache
def listed(scheme: str) -> frozenset[str]:
    """The IRIs of the concepts that a scheme lists; the ontology's graph describes them."""
    name = NamedNode(SCHEMES[scheme].rstrip("/"))
    triples = parse(path=_ontology_file("schemes.ttl"), format=RdfFormat.TURTLE)
    return frozenset(
        triple.subject.value
        for triple in triples
        if triple.predicate == SKOS["inScheme"] and triple.object == name and isinstance(triple.subject, NamedNode)
    )


def shapes_file() -> Path:
    """The SHACL shapes. Raises StoreError where they are missing."""
    return _ontology_file("shapes.ttl")


def _ontology_file(name: str) -> Path:
    places = [Path(__file__).parent / "ontology", Path(__file__).parents[2] / "ontology"]
    for place in places:
        if (place / name).is_file():
            return place / name
    raise StoreError(f"{name} is missing from the installation (looked in {', '.join(map(str, places))}): reinstall")
