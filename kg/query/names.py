"""Which agency or document a name means, however it is typed."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.entity import Context, resolve
from kg.graph.iri import number_key
from kg.graph.readable import Store
from kg.graph.vocabulary import DCTERMS, ELI, GW, RDF, SKOS, zh
from kg.lexicon.agencies import departments, kind_of
from kg.query.errors import AmbiguousName, OnlyCited, UnknownName
from kg.text import script

SUGGESTIONS = 8
"""How many names an error offers."""

CLOSE = 0.5
"""Similarity (of difflib) from which a name is offered."""

_MARKS = str.maketrans(dict.fromkeys("《》〈〉“”‘’\"'", ""))
_BRACKETS = str.maketrans("﹝［【[〕﹞］】]", "〔〔〔〔〕〕〕〕〕")

_HEAD = re.compile(r"(?:厅|局|委员会|委)$")
_TODAY = "9999-01-01"  # behind every reform

_TYPED_NUMBER = re.compile(
    r"(?P<code>[一-龥]+)〔?\(?(?P<year>(?:19|20)[0-9]{2})[)〕年第—–-]{0,2}(?P<serial>[0-9]{1,4})号?"
)
"""A document number as fingers type it: 某政办发2023-30, 某政办发(2023)30. Behind :func:`folded`."""


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> str:
    """A name without white space, quotes and book-title marks; width, bracket style and script made equal."""
    plain = unicodedata.normalize("NFKC", name).translate(_MARKS).translate(_BRACKETS)
    plain = script.pattern().sub(script.simplified, plain)
    return "".join(char for char in plain if not char.isspace() and unicodedata.category(char) != "Cf")


def find(
    name: str,
    labels: Mapping[str, frozenset[str]],
    preferred: Callable[[Collection[str]], Collection[str]] = lambda found: found,
    otherwise: Callable[[], Collection[str]] = frozenset,
) -> str:
    """The one key that ``name`` means; ``labels`` gives the keys of each label.

    A label that is equal counts before one that is equal but for width and space, that before the keys that the name
    means ``otherwise``, and these before a label that contains the name: of these last ``preferred`` chooses. Raises
    AmbiguousName or UnknownName, whose ``suggestions`` are keys.
    """
    wanted = folded(name)
    equal = labels.get(name, frozenset())
    alike: set[str] = set()
    inside: set[str] = set()
    for label, keys in labels.items():
        plain = folded(label)
        if plain == wanted:
            alike |= keys
        elif wanted and wanted in plain:
            inside |= keys
    for found in (equal or alike, () if equal or alike else otherwise(), preferred(inside)):
        if found:
            return _only(name, found)
    raise UnknownName(name, _close(wanted, labels))


def find_agency(name: str, labels: Mapping[str, frozenset[str]]) -> str:
    """The one agency that ``name`` means, as ``find`` says; but 发改委, which every government has, means each of them.

    Who writes a department's name without a place means none before the others, though some document may print just
    this. A collective (各县（市、区）教育局) and what any place has (当地教育局) are meant only where no single body
    fits, or where its own name is given. Raises as ``find`` does.
    """
    known = departments()
    if (meant := known.get(folded(name))) is not None:
        ends = tuple(form for form, department in known.items() if department.name == meant.name)
        found = {key for label, keys in labels.items() if folded(label).endswith(ends) for key in keys}
        if found:
            return _only(name, _single(found))
    bodies = frozenset().union(*labels.values())
    return find(name, labels, _single, lambda: unprinted(folded(name), bodies))


def unprinted(name: str, bodies: Collection[str]) -> frozenset[str]:
    """Which of some bodies a name means that no document prints: by the rules of identity, else who does it today."""
    return by_rule(name, bodies) or _of_today(name, bodies)


def by_rule(name: str, bodies: Collection[str], signed: str | None = None) -> frozenset[str]:
    """Which of some bodies, by their canonical names, a name means by the rules of identity, though no document may
    print it: 某省科技厅 is 某省科学技术厅, and 市发改委 that of each government among them, on the day ``signed``."""
    if kind_of(name) is None:
        return frozenset()
    homes = [(), *((body,) for body in bodies if body.endswith("人民政府"))]
    found = (resolve((name,), Context(issuers=issuers, signed=signed))[name] for issuers in homes)
    single = {body.canonical for body in found if body.kind not in ("generic", "collective")}
    return frozenset(single) & frozenset(bodies)


def _of_today(name: str, bodies: Collection[str]) -> frozenset[str]:
    """Which bodies do now what the department of that name did: 市环保局, since 2018 the bureau of ecology; and which
    one a wrong head means, 市工信委 for 市工信局."""
    field, heads = _HEAD.subn("部门", name)
    return by_rule(field, bodies, signed=_TODAY) if heads else frozenset()


def _single(found: Collection[str]) -> Collection[str]:
    """The single bodies; all where none is one. None is called 各…, and 当地人民政府 is another in each place."""
    return [key for key in found if "各" not in key and kind_of(key) not in ("collective", "generic")] or found


def _only(name: str, found: Collection[str]) -> str:
    """The one key that is found. Raises AmbiguousName where there are more, which says how many it does not name."""
    if len(found) > 1:
        offered = sorted(found)[: SUGGESTIONS * 2]
        raise AmbiguousName(name, tuple(offered), more=len(found) - len(offered))
    return next(iter(found))


def _close(wanted: str, labels: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    best: dict[str, float] = {}
    matcher = SequenceMatcher(b=wanted, autojunk=False)
    for label, keys in labels.items():
        matcher.set_seq1(folded(label))
        if matcher.quick_ratio() >= CLOSE and (ratio := matcher.ratio()) >= CLOSE:
            for key in keys:
                best[key] = max(ratio, best.get(key, 0))
    return tuple(sorted(best, key=lambda key: (-best[key], key))[:SUGGESTIONS])


def agency_name(store: Store, name: str) -> str:
    """The canonical name of the agency that ``name`` means: a canonical name, a surface form, or a part of one."""
    if _subjects(store, SKOS["prefLabel"], zh(name), GW["Agency"]):
        return name
    canonical: dict[object, str] = {}
    for node in _all(store, GW["Agency"]):
        canonical[node] = _text(store, node, SKOS["prefLabel"])
    labels: dict[str, set[str]] = defaultdict(set)
    for predicate in (SKOS["prefLabel"], SKOS["altLabel"]):
        for quad in store.quads_for_pattern(None, predicate, None, DefaultGraph()):
            if quad.subject in canonical and isinstance(quad.object, Literal):
                labels[quad.object.value].add(canonical[quad.subject])
    return find_agency(name, {label: frozenset(keys) for label, keys in sorted(labels.items())})


def document_node(store: Store, name: str) -> NamedNode:
    """The document that ``name`` means: its number in any form, its key, its IRI, its title or a part of that.

    Raises UnknownName (OnlyCited where documents of the graph cite such a work), AmbiguousName.
    """
    number = _number(name)
    for predicate, value in ((ELI["id_local"], number), (DCTERMS["identifier"], name)):
        found = _subjects(store, predicate, Literal(value), GW["Document"])
        if len(found) == 1:
            return found[0]
    nodes = {node.value: node for node in _all(store, GW["Document"])}
    if name in nodes:
        return nodes[name]
    by_key: dict[str, list[str]] = defaultdict(list)
    for iri, node in nodes.items():
        by_key[_text(store, node, DCTERMS["identifier"])].append(iri)
    shown = {key if len(iris) == 1 else iri: iri for key, iris in by_key.items() for iri in iris}
    labels: dict[str, set[str]] = defaultdict(set)
    for name_shown, iri in shown.items():
        for label in _document_labels(store, nodes[iri]):
            labels[label].add(name_shown)
    try:
        return nodes[shown[find(name, {label: frozenset(keys) for label, keys in sorted(labels.items())})]]
    except UnknownName:
        for key in (number, name):
            if _subjects(store, DCTERMS["identifier"], Literal(key), GW["Work"]):
                raise OnlyCited(key) from None
        raise


def _number(name: str) -> str:
    """The key of a document number however it is typed; of anything else some string that no number has."""
    typed = _TYPED_NUMBER.fullmatch(folded(name))
    return number_key("{code}〔{year}〕{serial}号".format(**typed.groupdict()) if typed else name)


def _document_labels(store: Store, node: NamedNode) -> set[str]:
    """Key, number, title, and the titles of the texts that it issues."""
    own = (_text(store, node, predicate) for predicate in (DCTERMS["identifier"], ELI["id_local"], DCTERMS["title"]))
    texts = (_text(store, text, DCTERMS["title"]) for text in _objects(store, node, GW["promulgates"]))
    return {label for label in (*own, *texts) if label}


def _all(store: Store, kind: NamedNode) -> list[NamedNode]:
    quads = store.quads_for_pattern(None, RDF["type"], kind, DefaultGraph())
    return sorted((q.subject for q in quads if isinstance(q.subject, NamedNode)), key=lambda node: node.value)


def _subjects(store: Store, predicate: NamedNode, value: Literal, kind: NamedNode) -> list[NamedNode]:
    quads = store.quads_for_pattern(None, predicate, value, DefaultGraph())
    nodes = [quad.subject for quad in quads if isinstance(quad.subject, NamedNode)]
    return [node for node in nodes if any(store.quads_for_pattern(node, RDF["type"], kind, DefaultGraph()))]


def _objects(store: Store, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
    quads = store.quads_for_pattern(subject, predicate, None, DefaultGraph())
    return [quad.object for quad in quads if isinstance(quad.object, NamedNode)]


def _text(store: Store, subject: NamedNode, predicate: NamedNode) -> str:
    values = sorted(
        quad.object.value
        for quad in store.quads_for_pattern(subject, predicate, None, DefaultGraph())
        if isinstance(quad.object, Literal)
    )
    return values[0] if values else ""
