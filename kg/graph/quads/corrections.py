"""What people put right in a document: written first, so that the facts that owe to it can say so."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.graph.quads.writer import TYPE, Writer, date
from kg.graph.vocabulary import DCTERMS, FOAF, GW, PROV
from kg.model import Correction


def write_correction(writer: Writer, correction: Correction) -> None:
    """One entry of ``corrections.yaml`` and the person named in it."""
    content = (correction.id, correction.clause, correction.field, correction.before, correction.after)
    node = writer.under("correction", *content)
    person = NamedNode(writer.names.contributor(correction.who))
    writer.add(node, TYPE, GW["Correction"])
    writer.add(node, GW["document"], writer.node)
    writer.add(node, DCTERMS["identifier"], correction.id)
    writer.add(node, GW["path"], correction.clause)
    writer.add(node, GW["correctedField"], correction.field)
    writer.add(node, GW["before"], correction.before)
    writer.add(node, GW["after"], correction.after)
    writer.add(node, DCTERMS["date"], date(correction.when))
    writer.add(node, DCTERMS["description"], correction.why)
    writer.add(node, PROV["wasAttributedTo"], person)
    writer.add(person, TYPE, FOAF["Person"])
    writer.add(person, TYPE, PROV["Agent"])
    writer.add(person, FOAF["name"], correction.who)
    name = f"correction:{correction.id}" if correction.field is None else f"field:{correction.field}"
    writer.credits(name, node, person)
