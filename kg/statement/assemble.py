"""All that a document states, with every name resolved to its body: the last room before the graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg import entity
from kg.mention import extract
from kg.mention.agency.bodies import is_body
from kg.mention.citation import citations
from kg.mention.deadline import deadlines, validity
from kg.mention.group import aliases, appointments, groups, hosts
from kg.mention.target import targets
from kg.model import (
    AgencyMention,
    Alias,
    Appointment,
    Body,
    Citation,
    Clause,
    ClauseFact,
    Deadline,
    Document,
    DocumentFacts,
    Finder,
    Host,
    Member,
    RawText,
    Responsibility,
)
from kg.statement.keys import key
from kg.statement.order import normalise
from kg.text import offsets

_TEXT_HINT = 4000
"""Characters of a document's text that help to find whose it is."""


def assemble(document: Document, finder: Finder = "rules") -> DocumentFacts:
    """Mentions of a document, resolved: its statements in canonical order. ``finder``: what looks for agencies."""
    named = aliases.aliases(document)
    members, seats = groups.members(document, named), hosts.hosts(document, named)
    posts = appointments.appointments(document)
    found = extract.mentions(document, named, _names(members, seats, posts), finder)
    mentions = _first_mentions((*found.agencies, *_named_in_groups(members, seats)))
    dated = deadlines.deadlines(document)
    effective, expires, terms = validity.validity(document)
    bodies = _resolve(document, named, mentions)
    facts = DocumentFacts(
        key=key_of(document),
        source=document.raw.source,
        sha256=document.raw.sha256,
        encoding=document.raw.encoding,
        number=document.number,
        title=document.title,
        kind=document.kind,
        promulgates=document.promulgates,
        issuers=document.issuers,
        addressees=document.addressees,
        signed=document.signed,
        effective=effective,
        expires=expires,
        openness=document.openness,
        annexes=document.annexes,
        clauses=tuple(_clause_fact(clause, document.raw) for clause in document.clauses),
        agencies=tuple(_mention(mention, bodies) for mention in mentions),
        responsibilities=tuple(_resolved(duty, bodies, dated) for duty in found.responsibilities),
        citations=_citations(document, named),
        deadlines=tuple(dated),
        members=tuple(_member(member, bodies) for member in members),
        hosts=tuple(_host(host, bodies) for host in seats),
        aliases=tuple(named),
        appointments=tuple(_appointment(post, bodies) for post in posts),
        targets=tuple(targets.targets(document)),
        bodies=tuple(bodies.values()),
        evidence=(*document.evidence, *terms),
    )
    return normalise(facts)


def _names(members: Sequence[Member], seats: Sequence[Host], posts: Sequence[Appointment]) -> set[str]:
    """Names of bodies that groups and posts give: known wherever else they stand."""
    grouped = {name for m in members for name in (m.agency, m.group)}
    seated = {name for h in seats for name in (h.office, h.agency)}
    return grouped | seated | {name for name in (_body_of_post(post.post) for post in posts) if is_body(name)}


def key_of(document: Document) -> str:
    """Identity of a document, as ``kg.statement.keys`` makes it."""
    return key(document.number, document.title, document.signed, document.raw.source, document.issuers)


def _first_mentions(mentions: Iterable[AgencyMention]) -> list[AgencyMention]:
    """The first mention of each surface form in the order of the source."""
    first: dict[str, AgencyMention] = {}
    for mention in sorted(mentions, key=lambda m: (m.evidence.spans, m.rule)):
        first.setdefault(mention.surface, mention)
    return list(first.values())


def _named_in_groups(members: Sequence[Member], seats: Sequence[Host]) -> list[AgencyMention]:
    """Groups, their members, offices and hosts are agencies too."""
    found = [AgencyMention(name, m.clause, m.evidence, m.rule) for m in members for name in (m.group, m.agency)]
    return found + [AgencyMention(name, h.clause, h.evidence, h.rule) for h in seats for name in (h.office, h.agency)]


def _resolve(document: Document, named: Sequence[Alias], mentions: Sequence[AgencyMention]) -> dict[str, Body]:
    surfaces = sorted({mention.surface for mention in mentions})
    text = "\n".join(clause.body.text for clause in document.clauses)
    context = entity.Context(
        issuers=document.issuers,
        title=document.title,
        number=document.number,
        signed=document.signed,
        aliases=tuple(named),
        surfaces=tuple(surfaces),
        text_hint=text[:_TEXT_HINT],
        addressees=document.addressees,
    )
    return dict(sorted(entity.resolve(surfaces, context).items()))


def _resolved(duty: Responsibility, bodies: Mapping[str, Body], dated: Sequence[Deadline]) -> Responsibility:
    """A duty with its body and, where its clause has exactly one, its deadline."""
    dates = {deadline.date for deadline in dated if deadline.clause == duty.clause and deadline.date}
    body = bodies[duty.agency].canonical if duty.agency in bodies else ""
    return replace(duty, body=body, deadline=next(iter(dates)) if len(dates) == 1 and duty.clause else None)


_OFFICE = re.compile(
    r"(?:常务)?副?(?:院（校）长|[一-龥]{0,2}长|主任|总?经理|书记|主席|参事|专员|督学|巡视员|法人代表|项目法人|(?:技术)?负责人)(?:（[^（）]*）)?\Z"
)
_WHOLE = re.compile(r".*?(?:大学|学院|学校|联合会|总工会)(?=[一-龥])")


def _body_of_post(post: str) -> str:
    """The body that a post belongs to: the post without the office; for 「某学院图书馆馆长」 the college."""
    bare = _OFFICE.sub("", post)
    whole = _WHOLE.match(bare)
    return whole.group() if whole else bare


def _citations(document: Document, named: Sequence[Alias]) -> tuple[Citation, ...]:
    return tuple(citations.cite(document, frozenset(alias.short for alias in named)))


def _mention(found: AgencyMention, bodies: Mapping[str, Body]) -> AgencyMention:
    return AgencyMention(found.surface, found.clause, found.evidence, found.rule, bodies[found.surface].canonical)


def _member(member: Member, bodies: Mapping[str, Body]) -> Member:
    return replace(member, group_body=bodies[member.group].canonical, agency_body=bodies[member.agency].canonical)


def _host(host: Host, bodies: Mapping[str, Body]) -> Host:
    return replace(host, office_body=bodies[host.office].canonical, agency_body=bodies[host.agency].canonical)


def _appointment(post: Appointment, bodies: Mapping[str, Body]) -> Appointment:
    """The agency of a post is the longest known name with which the post begins."""
    names = [surface for surface in bodies if post.post.startswith(surface)]
    return replace(post, body=bodies[max(names, key=len)].canonical) if names else post


def _clause_fact(clause: Clause, raw: RawText) -> ClauseFact:
    return ClauseFact(
        path=clause.path,
        order=clause.order,
        level=clause.level,
        heading=clause.heading,
        text=clause.body.text,
        part=clause.part,
        evidence=offsets.evidence(clause.body, 0, len(clause.body.text), raw, clause.heading),
    )
