"""What is known of an agency beside its duties: names, tier, region, kind, the body it belongs to."""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.graph.readable import Store
from kg.graph.vocabulary import GW, ORG, SCHEMES, SKOS, zh
from kg.query.answers import AgencyAnswer
from kg.query.sparql import plain
from kg.query.triples import instances


def head(store: Store, canonical: str) -> AgencyAnswer:
    """The agency with this canonical name, without its duties. Raises StopIteration where there is none."""
    node = _described(store, canonical)
    return AgencyAnswer(
        canonical=canonical,
        tier=_code(store, node, GW["tier"], "tier"),
        region=_label(store, node, GW["region"]) or "-",
        kind=_code(store, node, GW["agencyKind"], "agency-kind"),
        parent=_label(store, node, ORG["subOrganizationOf"]) or None,
        surfaces=tuple(sorted(_values(store, node, SKOS["altLabel"]))),
        duties=(),
    )


def names_of(store: Store) -> dict[str, set[str]]:
    """Canonical name of every agency -> all its names."""
    canonical = {
        node: min(_values(store, node, SKOS["prefLabel"]), default="") for node in instances(store, GW["Agency"])
    }
    found: dict[str, set[str]] = defaultdict(set)
    for predicate in (SKOS["prefLabel"], SKOS["altLabel"]):
        for quad in store.quads_for_pattern(None, predicate, None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and quad.subject in canonical and isinstance(quad.object, Literal):
                found[canonical[quad.subject]].add(quad.object.value)
    return dict(found)


def _described(store: Store, canonical: str) -> NamedNode:
    """The node of the agency with this canonical name."""
    labelled = (q.subject for q in store.quads_for_pattern(None, SKOS["prefLabel"], zh(canonical), DefaultGraph()))
    nodes = sorted((node for node in labelled if isinstance(node, NamedNode)), key=lambda node: node.value)
    return next(node for node in nodes if _values(store, node, GW["agencyKind"]))


def _values(store: Store, node: NamedNode, predicate: NamedNode) -> list[str]:
    return sorted(plain(quad.object) for quad in store.quads_for_pattern(node, predicate, None, DefaultGraph()))


def _code(store: Store, node: NamedNode, predicate: NamedNode, scheme: str) -> str:
    codes = _values(store, node, predicate)
    return codes[0].removeprefix(SCHEMES[scheme]) if codes else "-"


def _label(store: Store, node: NamedNode, predicate: NamedNode) -> str:
    nodes = _values(store, node, predicate)
    labels = _values(store, NamedNode(nodes[0]), SKOS["prefLabel"]) if nodes else []
    return labels[0] if labels else ""
