"""An agency: its names, its duties with the words that say so, whom it works with, and all of it to take away."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.model import Appointment, DocumentFacts, Evidence
from kg.query.answers import InForce
from kg.query.errors import AmbiguousName, UnknownName
from kg.query.names import agency_name
from kg.web import links
from kg.web.corpus import Corpus
from kg.web.downloads import calendar, duties_csv, ledger
from kg.web.entries import Entry
from kg.web.linked import described
from kg.web.pages.common import FAR, ROLES, Filter, attachment, day, not_found, paged, resolved, told_day
from kg.web.view import corpus, render, words

MOST_PARTNERS = 12
FORMATS = ("xlsx", "csv", "json", "ics")


@dataclass(frozen=True, slots=True)
class Naming:
    """Why a name is this agency's: where it stands, and the rule that read it."""

    surface: str
    documents: int
    key: str
    evidence: Evidence
    rule: str


@dataclass(frozen=True, slots=True)
class Partner:
    """An agency that has a duty in the same clauses: in how many, and in how many of them who leads."""

    name: str
    clauses: int
    share: float  # of the most frequent partner


@dataclass(frozen=True, slots=True)
class Seat:
    """A group that the agency is part of or hosts, or the other way round."""

    group: str
    other: str
    role: str
    key: str
    evidence: Evidence


def index(request: Request) -> Response:
    """All agencies, those with the most duties first."""
    graph = corpus(request)
    rows = []
    for name, body in graph.listed.items():
        roles = Counter(entry.role for entry in graph.by_agency.get(name, ()))
        rows.append((name, body, graph.names.get(name, ()), roles, roles.total()))
    rows.sort(key=lambda row: (-row[4], row[0]))
    return render(request, "agencies.html", rows=rows)


def page(request: Request) -> Response:
    """One agency by its IRI or any of its names; data or a file where that is asked for."""
    graph = corpus(request)
    canonical = resolved(graph, request.path_params["name"])
    if canonical is None:
        return _elsewhere(request, graph)
    wanted = request.query_params.get("format")
    chosen = Filter.read(request.query_params)
    entries = chosen.apply(graph.by_agency.get(canonical, ()))
    if wanted in FORMATS:
        return _file(request, canonical, entries, wanted)
    return described(request, graph.agency_iri(canonical)) or _html(request, graph, canonical, chosen, entries)


def _elsewhere(request: Request, graph: Corpus) -> Response:
    try:
        canonical = agency_name(graph.store, request.path_params["name"])
    except (UnknownName, AmbiguousName) as error:
        return not_found(request, error, "agency")
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(links.agency(canonical) + query, 303)


def _html(request: Request, graph: Corpus, canonical: str, chosen: Filter, entries: Sequence[Entry]) -> Response:
    everything = graph.by_agency.get(canonical, ())
    partners = _partners(graph, canonical)
    shown, pages = paged(request, entries)
    return render(
        request,
        "agency.html",
        body=graph.bodies[canonical],
        iri=graph.agency_iri(canonical),
        names=_namings(graph, canonical),
        entries=shown,
        found=len(entries),
        pages=pages,
        total=len(everything),
        chosen=chosen,
        roles=Counter(entry.role for entry in everything),
        role_names=ROLES,
        documents={entry.key: entry.title for entry in everything},
        partners=partners,
        star=_star(partners),
        standings=_standings(request, graph, shown),
        seats=_seats(graph, canonical),
        issued=[facts for facts in graph.naming.get(canonical, ()) if canonical in _issuers(facts)],
        appointments=_appointments(graph, canonical),
        load=_load(everything),
        derived=any(entry.status == "derived" for entry in everything),
        told=told_day(request, graph),
    )


def _file(request: Request, canonical: str, entries: Sequence[Entry], wanted: str) -> Response:
    """Exactly what is shown, as a file."""
    say = words(request)
    if wanted == "xlsx":
        media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return attachment(ledger(canonical, entries, say), media, f"{canonical}.xlsx")
    if wanted == "csv":
        return attachment(duties_csv(entries, say), "text/csv; charset=utf-8", f"{canonical}.csv")
    if wanted == "ics":
        due = [(entry.deadline, entry) for entry in entries if entry.deadline]
        body = calendar(canonical, due, str(request.base_url), say)
        return attachment(body, "text/calendar; charset=utf-8", f"{canonical}.ics")
    body = json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1).encode()
    return attachment(body, "application/json", f"{canonical}.json")


def _namings(graph: Corpus, canonical: str) -> list[Naming]:
    found: dict[str, Naming] = {}
    counts: Counter[str] = Counter()
    for facts in graph.naming.get(canonical, ()):
        for mention in facts.agencies:
            if mention.body == canonical:
                counts[mention.surface] += 1
                first = Naming(mention.surface, 0, facts.key, mention.evidence, mention.rule)
                found.setdefault(mention.surface, first)
    return [
        Naming(name.surface, counts[name.surface], name.key, name.evidence, name.rule)
        for name in sorted(found.values(), key=lambda name: (-counts[name.surface], name.surface))
    ]


def _partners(graph: Corpus, canonical: str) -> list[Partner]:
    places = {(entry.key, entry.clause) for entry in graph.by_agency.get(canonical, ())}
    together: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for place in places:
        for entry in graph.by_clause[place]:
            if entry.agency != canonical:
                together[entry.agency].add(place)
    ranked = sorted(together.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:MOST_PARTNERS]
    most = len(ranked[0][1]) if ranked else 1
    return [Partner(name, len(shared), len(shared) / most) for name, shared in ranked]


def _star(partners: Sequence[Partner]) -> list[tuple[Partner, float, float, float]]:
    """The partners on an ellipse around the agency, the closest on top: place and width of line of each."""
    turn = math.tau / max(1, len(partners))
    return [
        (partner, round(math.sin(turn * place), 3), round(-math.cos(turn * place), 3), round(1 + 5 * partner.share, 2))
        for place, partner in enumerate(partners)
    ]


def _standings(request: Request, graph: Corpus, entries: Sequence[Entry]) -> dict[str, list[tuple[bool, InForce]]]:
    """Key of a document of these duties -> what does not hold on the day asked for: a basis (True), or it itself."""
    standing = graph.standing(day(request.query_params.get("as_of")))
    found: dict[str, list[tuple[bool, InForce]]] = {}
    for key in dict.fromkeys(entry.key for entry in entries):
        node = NamedNode(graph.document_iri(key))
        state = standing.of(node)
        own = [] if state.state in ("in force", "unknown") else [(False, state)]
        found[key] = [*own, *((True, concern.standing) for concern in standing.concerns(node))]
    return found


def _seats(graph: Corpus, canonical: str) -> list[Seat]:
    found = []
    for facts in graph.naming.get(canonical, ()):
        for member in facts.members:
            if canonical in (member.agency_body, member.group_body):
                group, other = member.group_body or member.group, member.agency_body or member.agency
                found.append(Seat(group, other, member.role, facts.key, member.evidence))
        for host in facts.hosts:
            if canonical in (host.agency_body, host.office_body):
                group, other = host.office_body or host.office, host.agency_body or host.agency
                found.append(Seat(group, other, "host", facts.key, host.evidence))
    return found


def _issuers(facts: DocumentFacts) -> set[str]:
    bodies = {mention.surface: mention.body for mention in facts.agencies}
    return {bodies.get(surface) or surface for surface in facts.issuers}


def _appointments(graph: Corpus, canonical: str) -> list[tuple[DocumentFacts, Appointment]]:
    documents = graph.naming.get(canonical, ())
    return [(facts, item) for facts in documents for item in facts.appointments if item.body == canonical]


def _load(entries: Sequence[Entry]) -> list[tuple[str, int, int]]:
    """Month of the document's signature -> duties, and their part of the heaviest month in percent."""
    months = Counter((entry.signed or FAR)[:7] for entry in entries if entry.signed)
    most = max(months.values(), default=1)
    return [(month, count, max(5, round(20 * count / most) * 5)) for month, count in sorted(months.items())]
