"""The document's head: two works where a notice issues a text, who signed, to whom, annexes, dates, source file."""

from __future__ import annotations

from kg.graph.quads.terms import date, have, said, text, zh
from kg.graph.quads.writer import Writer
from kg.graph.vocabulary import SCHEMES, listed
from kg.model import DocumentFacts


def write_head(writer: Writer, facts: DocumentFacts) -> list[str]:
    """Everything about the document as a whole. Returns the nodes of the texts that it promulgates."""
    _source(writer, facts)
    _work(writer, facts)
    _signatures(writer, facts)
    _annexes(writer, facts.annexes)
    for field, evidence in facts.evidence:
        node = writer.under("head", field)
        writer.add(
            f"{node} a gw:HeadField ; gw:document {writer.node} ; gw:field {text(field)}"
            f" ; gw:evidence {writer.evidence(evidence)}{writer.credit(f'field:{field}')}"
        )
    return _promulgated(writer, facts.promulgates)


def _source(writer: Writer, facts: DocumentFacts) -> None:
    writer.share(
        f"{writer.source} a gw:SourceFile , prov:Entity ; dcterms:identifier {text(facts.source)}"
        f" ; dcterms:title {zh(facts.source.rpartition('/')[2])} ; gw:sha256 {text(facts.sha256)}"
        f" ; gw:encoding {text(facts.encoding)}"
    )


def _work(writer: Writer, facts: DocumentFacts) -> None:
    writer.add(
        f"{writer.node} a gw:Document , eli:LegalResource ; dcterms:identifier {text(facts.key)}"
        f" ; dcterms:source {writer.source} ; gw:inCorpus true{said('eli:id_local', facts.number)}"
        f"{have('dcterms:title', None if facts.title is None else zh(facts.title))}"
        f"{have('eli:type_document', None if facts.kind is None else _kind(writer, facts.kind))}"
        f"{said('gw:openness', facts.openness)}{_day('eli:date_document', facts.signed)}"
        f"{_day('eli:first_date_entry_in_force', facts.effective)}"
        f"{_day('eli:date_no_longer_in_force', facts.expires)}"
    )


def _day(term: str, value: str | None) -> str:
    return have(term, None if value is None else date(value))


def _kind(writer: Writer, kind: str) -> str:
    """The genre (文种) is an open scheme: the word comes with the document, so that unknown ones are labelled too."""
    node = writer.concept("genre", kind)
    if node[1:-1] not in listed("genre"):
        scheme = SCHEMES["genre"].rstrip("/")
        writer.share(f"{node} a skos:Concept ; skos:prefLabel {zh(kind)} ; skos:inScheme <{scheme}>")
    return node


def _signatures(writer: Writer, facts: DocumentFacts) -> None:
    bodies = {body.canonical: body.canonical for body in facts.bodies}
    for mention in reversed(facts.agencies):
        if mention.body:
            bodies[mention.surface] = mention.body
    sides = [
        ("issuer", "gw:Issuer", "gw:hasIssuer", "eli:passed_by", facts.issuers),
        ("addressee", "gw:Addressee", "gw:hasAddressee", "gw:addressedTo", facts.addressees),
    ]
    for room, kind, link, shortcut, surfaces in sides:
        for order, surface in enumerate(surfaces, 1):
            node = f"<{writer.iri}/{room}/{order}>"
            agency = writer.called(bodies.get(surface, ""), surface)
            writer.add(f"{writer.node} {link} {node}{have(shortcut, agency)}")
            writer.add(f"{node} a {kind} ; gw:order {order} ; gw:surface {text(surface)}{have('gw:agency', agency)}")


def _annexes(writer: Writer, annexes: tuple[str, ...]) -> None:
    for order, title in enumerate(annexes, 1):
        node = f"<{writer.iri}/annex/{order}>"
        writer.add(f"{writer.node} eli:has_annex {node}")
        writer.add(f"{node} a gw:Annex ; gw:order {order} ; dcterms:title {zh(title)}")


def _promulgated(writer: Writer, titles: tuple[str, ...]) -> list[str]:
    texts = []
    for order, title in enumerate(titles, 1):
        node = f"<{writer.names.fresh(writer.names.text(writer.iri, title))}>"
        writer.add(f"{writer.node} gw:promulgates {node}")
        writer.add(
            f"{node} a gw:PromulgatedText , eli:LegalResource ; gw:inCorpus true ; gw:order {order}"
            f" ; dcterms:title {zh(title)}"
        )
        texts.append(node)
    return texts
