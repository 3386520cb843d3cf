"""The terms that a query may use, with what they mean; and the prefixes that it has to declare elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.store import ontology_quads
from kg.graph.vocabulary import NAMESPACES, PREFIXES
from kg.lexicon import load
from kg.query.guard import OPAQUE

_KINDS: dict[str, OneOf["class", "property"]] = {
    f"{PREFIXES['owl']}Class": "class",
    f"{PREFIXES['owl']}ObjectProperty": "property",
    f"{PREFIXES['owl']}DatatypeProperty": "property",
}
_LABEL = NamedNode(f"{PREFIXES['rdfs']}label")
_DECLARED = re.compile(r"\bPREFIX\s+([\w-]+):", re.IGNORECASE)
_USED = re.compile(r"(?<![\w?$@:.-])([A-Za-z][\w-]*):(?!//)")


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property: its short name (``gw:leads``), its IRI, and what it is called."""

    name: str
    iri: str
    kind: OneOf["class", "property"]
    zh: str
    en: str


@cache
def terms() -> tuple[Term, ...]:
    """The classes and properties of the ontology, and those of other vocabularies that the graph uses, by name."""
    own, space = list(ontology_quads()), NAMESPACES["gw"].iri
    kinds = {quad.subject.value: _kind(quad) for quad in own if isinstance(quad.subject, NamedNode) and _kind(quad)}
    found = []
    for iri, kind in kinds.items():
        labels = [quad.object for quad in own if quad.subject == NamedNode(iri) and quad.predicate == _LABEL]
        said = {label.language: label.value for label in labels if isinstance(label, Literal)}
        if kind is not None and iri.startswith(space):
            local = iri.removeprefix(space)
            found.append(Term(f"gw:{local}", iri, kind, said.get("zh", local), said.get("en", local)))
    for name, about in load.tree("reused_terms.yml").items():
        prefix, _, local = name.partition(":")
        found.append(Term(name, PREFIXES[prefix] + local, about["kind"], about["zh"], about["en"]))
    return tuple(sorted(found, key=lambda term: term.name))


def _kind(quad: Quad) -> OneOf["class", "property"] | None:
    return _KINDS.get(quad.object.value) if isinstance(quad.object, NamedNode) else None


def with_prefixes(text: str) -> str:
    """The query with a declaration before it for each prefix of ours that it uses and does not declare.

    The endpoint needs none; other tools do. A query that uses none comes back as it is.
    """
    plain = OPAQUE.sub(" ", text)
    needed = set(_USED.findall(plain)) - set(_DECLARED.findall(plain))
    lines = [f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items() if prefix in needed]
    return "".join(lines) + text
