"""The document's head: two works where a notice issues a text, who signed, to whom, annexes, dates, source file."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.graph.quads.writer import TYPE, Writer, date
from kg.graph.vocabulary import DCTERMS, ELI, GW, PROV, SCHEMES, SKOS, concept, zh
from kg.model import DocumentFacts


def write_head(writer: Writer, facts: DocumentFacts) -> list[NamedNode]:
    """Everything about the document as a whole. Returns the nodes of the texts that it promulgates."""
    _source(writer, facts)
    _work(writer, facts)
    _kind(writer, facts.kind)
    _signatures(writer, facts)
    _annexes(writer, facts.annexes)
    for field, evidence in facts.evidence:
        node = writer.under("head", field)
        writer.add(node, TYPE, GW["HeadField"])
        writer.add(node, GW["document"], writer.node)
        writer.add(node, GW["field"], field)
        writer.add(node, GW["evidence"], writer.evidence(evidence))
        writer.credit(node, f"field:{field}")
    return _promulgated(writer, facts.promulgates)


def _source(writer: Writer, facts: DocumentFacts) -> None:
    node = writer.source
    writer.add(node, TYPE, GW["SourceFile"])
    writer.add(node, TYPE, PROV["Entity"])
    writer.add(node, DCTERMS["identifier"], facts.source)
    writer.add(node, DCTERMS["title"], zh(facts.source.rpartition("/")[2]))
    writer.add(node, GW["sha256"], facts.sha256)
    writer.add(node, GW["encoding"], facts.encoding)


def _work(writer: Writer, facts: DocumentFacts) -> None:
    node = writer.node
    writer.add(node, TYPE, GW["Document"])
    writer.add(node, TYPE, ELI["LegalResource"])
    writer.add(node, DCTERMS["identifier"], facts.key)
    writer.add(node, DCTERMS["source"], writer.source)
    writer.add(node, GW["inCorpus"], True)
    writer.add(node, ELI["id_local"], facts.number)
    writer.add(node, DCTERMS["title"], None if facts.title is None else zh(facts.title))
    writer.add(node, GW["openness"], facts.openness)
    dates = {
        "date_document": facts.signed,
        "first_date_entry_in_force": facts.effective,
        "date_no_longer_in_force": facts.expires,
    }
    for name, text in dates.items():
        writer.add(node, ELI[name], None if text is None else date(text))


def _kind(writer: Writer, kind: str | None) -> None:
    """The genre (文种) is an open scheme: the word comes with the document, so that unknown ones are labelled too."""
    if kind is None:
        return
    node = concept("genre", kind)
    writer.concept(writer.node, ELI["type_document"], "genre", kind)
    writer.add(node, TYPE, SKOS["Concept"])
    writer.add(node, SKOS["prefLabel"], zh(kind))
    writer.add(node, SKOS["inScheme"], NamedNode(SCHEMES["genre"].rstrip("/")))


def _signatures(writer: Writer, facts: DocumentFacts) -> None:
    bodies = {body.canonical: body.canonical for body in facts.bodies}
    for mention in reversed(facts.agencies):
        if mention.body:
            bodies[mention.surface] = mention.body
    sides = [
        ("issuer", "Issuer", GW["hasIssuer"], ELI["passed_by"], facts.issuers),
        ("addressee", "Addressee", GW["hasAddressee"], GW["addressedTo"], facts.addressees),
    ]
    for room, kind, link, shortcut, surfaces in sides:
        for order, surface in enumerate(surfaces, 1):
            node = NamedNode(f"{writer.iri}/{room}/{order}")
            agency = writer.called(bodies.get(surface, ""), surface)
            writer.add(writer.node, link, node)
            writer.add(node, TYPE, GW[kind])
            writer.add(node, GW["order"], order)
            writer.add(node, GW["surface"], surface)
            writer.add(node, GW["agency"], agency)
            writer.add(writer.node, shortcut, agency)


def _annexes(writer: Writer, annexes: tuple[str, ...]) -> None:
    for order, title in enumerate(annexes, 1):
        node = NamedNode(f"{writer.iri}/annex/{order}")
        writer.add(writer.node, ELI["has_annex"], node)
        writer.add(node, TYPE, GW["Annex"])
        writer.add(node, GW["order"], order)
        writer.add(node, DCTERMS["title"], zh(title))


def _promulgated(writer: Writer, titles: tuple[str, ...]) -> list[NamedNode]:
    texts = []
    for order, title in enumerate(titles, 1):
        node = NamedNode(writer.names.fresh(writer.names.text(writer.iri, title)))
        writer.add(writer.node, GW["promulgates"], node)
        writer.add(node, TYPE, GW["PromulgatedText"])
        writer.add(node, TYPE, ELI["LegalResource"])
        writer.add(node, GW["inCorpus"], True)
        writer.add(node, GW["order"], order)
        writer.add(node, DCTERMS["title"], zh(title))
        texts.append(node)
    return texts
