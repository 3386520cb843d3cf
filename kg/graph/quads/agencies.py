"""Agencies as organisations of W3C ORG, and where the document names them."""

from __future__ import annotations

from kg.graph.quads.clauses import ClauseIndex
from kg.graph.quads.terms import have, text, zh
from kg.graph.quads.writer import Writer
from kg.model import AgencyMention, Body

_INFORMAL = {"collective", "generic"}


def _organisation(body: Body) -> str:
    """A leading group is a collaboration, a body within a body a unit, a class of bodies just an organisation."""
    if body.kind == "temporary":
        return "org:OrganizationalCollaboration"
    if body.kind in _INFORMAL:
        return "org:Organization"
    return "org:FormalOrganization" if body.parent is None else "org:OrganizationalUnit"


def write_body(writer: Writer, body: Body) -> None:
    """An agency: names, tier, region, kind, and the body it belongs to."""
    node = f"<{writer.names.agency(body.canonical)}>"
    kind = _organisation(body)
    tier = have("gw:tier", None if body.tier == "-" else writer.concept("tier", body.tier))
    writer.add(f"{writer.node} gw:names {node}")
    writer.share(f"{node} a gw:Agency , {kind}")
    writer.share(f"{node} skos:prefLabel {zh(body.canonical)}")
    writer.share(f"{node} gw:agencyKind {writer.concept('agency-kind', body.kind)}{tier}")
    if body.region != "-":
        region = f"<{writer.names.region(body.region)}>"
        writer.share(f"{region} a gw:Region ; skos:prefLabel {zh(body.region)}")
        writer.share(f"{node} gw:region {region}")
    if body.parent is not None:
        parent = f"<{writer.names.agency(body.parent)}>"
        writer.share(f"{parent} skos:prefLabel {zh(body.parent)}")
        unit = have("org:unitOf", parent if kind == "org:OrganizationalUnit" else None)
        writer.share(f"{node} org:subOrganizationOf {parent}{unit}")


def write_mention(writer: Writer, clauses: ClauseIndex[str], mention: AgencyMention) -> None:
    """A surface form at one place."""
    node = writer.under("mention", mention.clause, mention.surface)
    clause = have("gw:clause", clauses.find(mention.clause, mention.evidence))
    agency = have("gw:agency", writer.called(mention.body, mention.surface))
    writer.add(
        f"{node} a gw:AgencyMention ; gw:document {writer.node} ; gw:path {text(mention.clause)}{clause}"
        f" ; gw:surface {text(mention.surface)}{agency} ; gw:evidence {writer.evidence(mention.evidence)}"
        f"{writer.made_by('AgencyMention', mention.rule)}"
    )
