"""Agencies as organisations of W3C ORG, and where the document names them."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.graph.quads.clauses import ClauseIndex
from kg.graph.quads.writer import TYPE, Writer
from kg.graph.vocabulary import GW, ORG, SKOS, zh
from kg.model import AgencyMention, Body

_INFORMAL = {"collective", "generic"}


def _organisation(body: Body) -> NamedNode:
    """A leading group is a collaboration, a body within a body a unit, a class of bodies just an organisation."""
    if body.kind == "temporary":
        return ORG["OrganizationalCollaboration"]
    if body.kind in _INFORMAL:
        return ORG["Organization"]
    return ORG["FormalOrganization"] if body.parent is None else ORG["OrganizationalUnit"]


def write_body(writer: Writer, body: Body) -> None:
    """An agency: names, tier, region, kind, and the body it belongs to."""
    node = NamedNode(writer.names.agency(body.canonical))
    kind = _organisation(body)
    writer.add(node, TYPE, GW["Agency"])
    writer.add(node, TYPE, kind)
    writer.add(node, SKOS["prefLabel"], zh(body.canonical))
    writer.concept(node, GW["agencyKind"], "agency-kind", body.kind)
    if body.tier != "-":
        writer.concept(node, GW["tier"], "tier", body.tier)
    if body.region != "-":
        region = NamedNode(writer.names.region(body.region))
        writer.add(region, TYPE, GW["Region"])
        writer.add(region, SKOS["prefLabel"], zh(body.region))
        writer.add(node, GW["region"], region)
    if body.parent is not None:
        parent = NamedNode(writer.names.agency(body.parent))
        writer.add(parent, SKOS["prefLabel"], zh(body.parent))
        writer.add(node, ORG["subOrganizationOf"], parent)
        if kind == ORG["OrganizationalUnit"]:
            writer.add(node, ORG["unitOf"], parent)


def write_mention(writer: Writer, clauses: ClauseIndex[NamedNode], mention: AgencyMention) -> None:
    """A surface form at one place."""
    node = writer.under("mention", mention.clause, mention.surface)
    writer.add(node, TYPE, GW["AgencyMention"])
    writer.add(node, GW["document"], writer.node)
    writer.add(node, GW["path"], mention.clause)
    writer.add(node, GW["clause"], clauses.find(mention.clause, mention.evidence))
    writer.add(node, GW["surface"], mention.surface)
    writer.add(node, GW["agency"], writer.called(mention.body, mention.surface))
    writer.add(node, GW["evidence"], writer.evidence(mention.evidence))
    writer.made_by(node, mention.rule)
