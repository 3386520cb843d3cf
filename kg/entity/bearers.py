"""Which name means which body in a document's facts, and the facts with other bodies behind the names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

from kg.model import AgencyMention, Appointment, Body, DocumentFacts, Host, Member, Responsibility

Name = tuple[str, str]
"""A surface form and the canonical name of the body it means."""

_LINKS: dict[type[Any], tuple[tuple[str, str], ...]] = {
    AgencyMention: (("surface", "body"),),
    Responsibility: (("agency", "body"),),
    Member: (("group", "group_body"), ("agency", "agency_body")),
    Host: (("office", "office_body"), ("agency", "agency_body")),
}
"""For each type the fields that hold a surface form and its body."""


def names(facts: DocumentFacts) -> Iterator[Name]:
    """Every (surface form, canonical name) of a document, as often as it stands there; unresolved ones left out."""
    for item in _items(facts):
        for surface, body in _LINKS.get(type(item), ()):
            if getattr(item, body):
                yield getattr(item, surface), getattr(item, body)


def _items(facts: DocumentFacts) -> Iterator[Any]:
    for field in fields(facts):
        value = getattr(facts, field.name)
        if isinstance(value, tuple):
            yield from value


def renamed(facts: DocumentFacts, name: Callable[[str, str], str], bodies: dict[str, Body]) -> DocumentFacts:
    """The facts with ``name(surface, canonical)`` as canonical names; ``bodies`` are those behind the new ones.

    A body that only its former names bore is no longer there.
    """
    borne = {canonical for _, canonical in names(facts)}
    changed: dict[str, Any] = {
        field.name: tuple(_renamed(item, name, facts.agencies) for item in value)
        for field in fields(facts)
        if isinstance(value := getattr(facts, field.name), tuple) and any(type(i) in _TYPES for i in value)
    }
    result = replace(facts, **changed)
    kept = {body.canonical: body for body in facts.bodies}
    wanted = {new for _, new in names(result)} | {name("", old) for old in kept.keys() - borne}
    found = (bodies.get(new) or kept.get(new) for new in sorted(wanted))
    own = tuple(replace(body, parent=name("", body.parent) if body.parent else None) for body in found if body)
    return replace(result, bodies=own)


_TYPES = {*_LINKS, Appointment}


def _renamed(item: Any, name: Callable[[str, str], str], mentions: Iterable[AgencyMention]) -> Any:
    if isinstance(item, Appointment):
        surface = next((m.surface for m in mentions if m.body == item.body and item.post.startswith(m.surface)), "")
        return replace(item, body=name(surface, item.body)) if item.body else item
    links = _LINKS.get(type(item), ())
    pairs = ((getattr(item, surface), body, getattr(item, body)) for surface, body in links)
    return replace(item, **{body: name(surface, canonical) for surface, body, canonical in pairs if canonical})
