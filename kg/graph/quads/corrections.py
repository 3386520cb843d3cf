"""What people put right in a document: written first, so that the facts that owe to it can say so."""

from __future__ import annotations

from kg.graph.quads.terms import date, said, text
from kg.graph.quads.writer import Writer
from kg.model import Correction


def write_correction(writer: Writer, correction: Correction) -> None:
    """One entry of ``corrections.yaml`` and the person named in it."""
    content = (correction.id, correction.clause, correction.field, correction.before, correction.after)
    node = writer.under("correction", *content)
    person = f"<{writer.names.contributor(correction.who)}>"
    writer.add(
        f"{node} a gw:Correction ; gw:document {writer.node} ; dcterms:identifier {text(correction.id)}"
        f"{said('gw:path', correction.clause)}{said('gw:correctedField', correction.field)}"
        f" ; gw:before {text(correction.before)} ; gw:after {text(correction.after)}"
        f" ; dcterms:date {date(correction.when)} ; dcterms:description {text(correction.why)}"
        f" ; prov:wasAttributedTo {person}"
    )
    writer.share(f"{person} a foaf:Person , prov:Agent ; foaf:name {text(correction.who)}")
    name = f"correction:{correction.id}" if correction.field is None else f"field:{correction.field}"
    writer.credits(name, node, person)
