"""JSON-LD 1.1 of the whole store, with the context that ships as ``ontology/context.jsonld``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import groupby
from typing import IO, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.errors import StoreError
from kg.export.rdf import order
from kg.graph.readable import Store
from kg.graph.store import named_quads
from kg.graph.vocabulary import PREFIXES, RDF, XSD, shapes_file

_EXACT = 2**53
"""Greater whole numbers are not safe as JSON numbers."""

Value = str | int | bool | dict[str, str]


@cache
def context() -> dict[str, Any]:
    """The shipped context: prefixes, and for properties what a plain string means: an IRI or a Chinese text.

    Raises StoreError where the file is missing or damaged.
    """
    path = shapes_file().with_name("context.jsonld")
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["@context"]
    except (OSError, ValueError, KeyError) as error:
        raise StoreError(f"{path}: missing or damaged in the installation: reinstall") from error
    return found


def jsonld(store: Store, output: IO[bytes]) -> None:
    """All statements with their graphs: the context itself (nothing is fetched), then one ``@graph`` a named graph."""
    quads = sorted(named_quads(store), key=order)
    graphs: list[dict[str, Any]] = []
    for graph, inside in groupby(quads, key=lambda quad: quad.graph_name):
        nodes = [_node(group) for _, group in groupby(inside, key=lambda quad: quad.subject)]
        graphs.append({"@id": _short(graph), "@graph": nodes})
    document = {"@context": context(), "@graph": graphs}
    output.write((json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


@lru_cache(maxsize=1 << 16)
def _short(term: object) -> str:
    """The compact IRI of a node, where one of the prefixes fits."""
    if not isinstance(term, NamedNode):
        return str(term)
    fitting = [(len(iri), prefix) for prefix, iri in PREFIXES.items() if term.value.startswith(iri)]
    if not fitting:
        return term.value
    length, prefix = max(fitting)
    local = term.value[length:]
    return term.value if local.startswith("//") or not local else f"{prefix}:{local}"


def _node(quads: Iterable[Quad]) -> dict[str, Any]:
    node: dict[str, Any] = {}
    for quad in quads:
        node.setdefault("@id", _short(quad.subject))
        if quad.predicate == RDF["type"] and isinstance(quad.object, NamedNode):
            node.setdefault("@type", []).append(_short(quad.object))
        else:
            name = _short(quad.predicate)
            node.setdefault(name, []).append(_value(quad.object, context().get(name, {})))
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in node.items()}


def _value(term: NamedNode | BlankNode | Literal | Triple, meaning: Mapping[str, str]) -> Value:
    """A term as short as ``meaning``, the property's entry in the context, allows."""
    if not isinstance(term, Literal):
        return _short(term) if meaning.get("@type") == "@id" else {"@id": _short(term)}
    if term.language:
        plain = meaning.get("@language") == term.language
        return term.value if plain else {"@value": term.value, "@language": term.language}
    if term.datatype == XSD["string"]:
        return {"@value": term.value} if meaning else term.value
    if term.datatype == XSD["boolean"] and term.value in ("true", "false"):
        return term.value == "true"
    if term.datatype == XSD["integer"] and _is_exact(term.value):
        return int(term.value)
    return {"@value": term.value, "@type": _short(term.datatype)}


def _is_exact(digits: str) -> bool:
    """True where a JSON number gives the very same digits back."""
    return digits.isascii() and digits.isdecimal() and str(int(digits)) == digits and int(digits) < _EXACT
