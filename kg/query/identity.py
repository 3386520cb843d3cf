"""Why names are one body: the rules, definitions and judgements that joined them, and the places that name it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode

from kg.entity import Context, home_of, places
from kg.entity.annexed import Annexed, folded
from kg.entity.doubts import Place, place_of
from kg.entity.judgements import Judgement
from kg.entity.resolve import Reading, readings
from kg.entity.spelling import clean
from kg.errors import QueryError
from kg.graph.read import read_graph
from kg.graph.readable import Store
from kg.graph.vocabulary import DCTERMS, ELI, GW, SKOS, zh
from kg.model import DocumentFacts
from kg.query.names import agency_name
from kg.query.triples import literal, pairs

ALIAS, JUDGED = "alias", "judged"


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form, why it means the body, and in how many documents for this reason; ``first`` is the first place."""

    form: str
    rule: str  # of kg.entity.resolve, "alias" or "judged"
    full: str  # alias: the name that the document laid down
    printed: str  # the words in front that tell the place, "" where none do
    region: str  # what they mean, or whose document it is
    otherwise: str  # what the form would mean without the judgement, or the document's other names
    documents: int
    first: Place


@dataclass(frozen=True, slots=True)
class EntityAnswer:
    """One body, every form of it with its reason, and what people judged about it."""

    canonical: str
    tier: str
    region: str
    kind: str
    parent: str | None
    forms: tuple[FormRow, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What a build knew of people's judgements, and the file into which new ones go."""

    judgements: tuple[Judgement, ...]
    answers: Path | None


def decided(directory: Path) -> Decided:
    """The judgements of the build in ``directory`` (see ``kg.graph.publish.current``), from its report.

    Raises QueryError where the report is missing or damaged.
    """
    path = directory / "report.json"
    try:
        report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        found = tuple(Judgement(**row) for row in report.get("judgements", ()))
    except (OSError, ValueError, TypeError) as error:
        raise QueryError(f"{path}: unreadable; build the graph again with: kg build") from error
    return Decided(found, Path(report["answers"]) if report.get("answers") else None)


def entity(store: Store, name: str, judgements: Sequence[Judgement] = ()) -> EntityAnswer:
    """Why the names of one agency were joined. ``name`` is any of them, also one that a judgement did away with.

    Raises UnknownName, AmbiguousName, and QueryError where no document of this store, a part of one, names it.
    """
    canonical = agency_name(store, _now(name, judgements))
    found = list(_naming(store, canonical))
    if not found:
        raise QueryError(f"no document that is in force on the day names {canonical}")
    body = next(body for one in found for body in one.bodies if body.canonical == canonical)
    annexed = Annexed([*found, *_covers(store, found)])
    forms = _grouped(row for one in found for row in _forms(one, canonical, annexed.context_of(one)))
    names = {canonical, *(form.form for form in forms), *(form.otherwise for form in forms)}
    about = tuple(judgement for judgement in judgements if {judgement.a, judgement.b} & names)
    return EntityAnswer(canonical, body.tier, body.region, body.kind, body.parent, forms, about)


def _now(name: str, judgements: Iterable[Judgement]) -> str:
    """The name that a body goes by after the judgements, line by line."""
    for judgement in judgements:
        if judgement.judgement == "same" and judgement.b == name:
            name = judgement.a
    return name


def _naming(store: Store, canonical: str) -> Iterator[DocumentFacts]:
    """The documents that know the body, by key."""
    labelled = (q.subject for q in store.quads_for_pattern(None, SKOS["prefLabel"], zh(canonical), DefaultGraph()))
    nodes = {node for node in labelled if isinstance(node, NamedNode)}
    naming = {document.value for node in nodes for document, _ in pairs(store, GW["names"], node)}
    found = (read_graph(store, NamedNode(f"{document}/graph")) for document in naming)
    return iter(sorted(found, key=lambda one: (one.signed or "", one.key, one.source)))


def _covers(store: Store, found: Iterable[DocumentFacts]) -> Iterator[DocumentFacts]:
    """The documents that name those without a head as their annexes, or issue them."""
    wanted = set(Annexed(found).texts.values())
    named = (pair for link in (ELI["has_annex"], GW["promulgates"]) for pair in pairs(store, link) if wanted)
    titled = ((document.value, literal(store, text, DCTERMS["title"])) for document, text in named)
    covers = {document for document, title in titled if title and folded(title) in wanted}
    return (read_graph(store, NamedNode(f"{cover}/graph")) for cover in sorted(covers))


def _forms(facts: DocumentFacts, canonical: str, context: Context) -> Iterator[FormRow]:
    home = home_of(context)
    mentions = [mention for mention in facts.agencies if mention.body == canonical]
    read = readings([mention.surface for mention in mentions], context)
    for mention in mentions:
        reading = read[mention.surface]
        named = clean(reading.full or mention.surface)
        place = next(iter(places.readings(named, home)), None)
        own = home.region.name if home.region is not None else ""
        yield FormRow(
            form=mention.surface,
            rule=_rule(reading, canonical),
            full=reading.full,
            printed=place.printed if place else "",
            region=place.area if place else own,
            otherwise=reading.body.canonical if reading.body.canonical != canonical else reading.joined,
            documents=1,
            first=place_of(facts, mention),
        )


def _rule(reading: Reading, canonical: str) -> str:
    if reading.body.canonical != canonical:
        return JUDGED
    return ALIAS if reading.full else reading.rule


def _grouped(rows: Iterable[FormRow]) -> tuple[FormRow, ...]:
    """One row for each form and reason, the most frequent form first."""
    found: dict[tuple[str, ...], FormRow] = {}
    for row in rows:
        key = (row.form, row.rule, row.full, row.printed, row.region, row.otherwise)
        found[key] = replace(found[key], documents=found[key].documents + 1) if key in found else row
    return tuple(sorted(found.values(), key=lambda row: (-row.documents, row.form, row.rule, row.region)))
