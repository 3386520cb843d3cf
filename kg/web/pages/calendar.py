"""Deadlines by month: overdue, next, and those whose day the text does not give."""

from __future__ import annotations

import re
from calendar import Calendar
from collections import Counter, defaultdict
from dataclasses import dataclass, fields
from threading import Lock
from weakref import WeakKeyDictionary

from starlette.requests import Request
from starlette.responses import Response

from kg.model import Deadline, DocumentFacts
from kg.query.answers import InForce
from kg.web import downloads
from kg.web.answers import DeadlineRow
from kg.web.corpus import Corpus
from kg.web.entries import Entry
from kg.web.pages import matrix
from kg.web.pages.common import attachment, told_day
from kg.web.pages.document import owners, sections
from kg.web.view import corpus, render, words

_MONTH = re.compile(r"(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])")
FORMATS = {**matrix.FORMATS, "ics": "text/calendar; charset=utf-8"}
"""As what the deadlines can be taken away."""
STATES = ("overdue", "next", "open")
"""Past its day, not yet, and without a day."""


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline, the work it is of, and who has a duty in that."""

    deadline: Deadline
    facts: DocumentFacts
    task: str
    anchor: str
    owners: tuple[Entry, ...]


_KNOWN: WeakKeyDictionary[Corpus, tuple[Due, ...]] = WeakKeyDictionary()
_ONE = Lock()


def due(graph: Corpus) -> tuple[Due, ...]:
    """All deadlines of a corpus: those with a day by day, then those without; put together once for each corpus."""
    with _ONE:
        if graph not in _KNOWN:
            _KNOWN[graph] = tuple(_due(graph))
        return _KNOWN[graph]


def _due(graph: Corpus) -> list[Due]:
    found = []
    for facts in graph.facts:
        parts = sections(graph, facts)
        above = owners(parts)
        for section in parts:
            who = above[section.clause.order]
            task = who[0].task if who and who[0].clause == section.clause.path else section.clause.heading
            found += [Due(deadline, facts, task, section.anchor, who) for deadline in section.deadlines]
    return sorted(found, key=lambda one: (one.deadline.date or "9999", one.facts.key, one.deadline.evidence.spans))


def page(request: Request) -> Response:
    """``/calendar``, of an agency, a document or a month where the address names one; or an .ics file of the same."""
    graph = corpus(request)
    agency, key, month, state = (
        request.query_params.get(name, "") for name in ("agency", "document", "month", "state")
    )
    everything, told = due(graph), told_day(request, graph)
    found = [
        one
        for one in everything
        if (not agency or any(entry.agency == agency for entry in one.owners)) and (not key or one.facts.key == key)
    ]
    chosen = [one for one in found if state not in STATES or _state(one, told) == state]
    shown = [one for one in chosen if (one.deadline.date or "").startswith(month)]
    wanted = request.query_params.get("format", "")
    if wanted in FORMATS:
        return _file(request, shown, wanted)
    months = Counter(one.deadline.date[:7] for one in chosen if one.deadline.date)
    by_month: dict[str, list[Due]] = defaultdict(list)
    for one in shown:
        if one.deadline.date:
            by_month[one.deadline.date[:7]].append(one)
    return render(
        request,
        "calendar.html",
        by_month=by_month,
        months=sorted(months.items()),
        unresolved=[one for one in shown if not one.deadline.date],
        agencies=sorted({entry.agency for one in everything for entry in one.owners}),
        documents=[(facts.key, facts.title or "") for facts in graph.facts if facts.deadlines],
        agency=agency,
        document=key,
        month=month,
        state=state,
        states=Counter(_state(one, told) for one in found),
        state_names=STATES,
        weeks=_weeks(month, by_month.get(month, [])),
        told=told,
        total=len(shown),
        formats=tuple(FORMATS),
    )


def _state(one: Due, told: str) -> str:
    """One of ``STATES``."""
    return "open" if not one.deadline.date else "overdue" if one.deadline.date < told else "next"


def _weeks(month: str, rows: list[Due]) -> list[list[tuple[str, list[Due]]]]:
    """The weeks of a month, written YYYY-MM, from Monday on: each day with what is due; "" for days of another month.

    No weeks where that is no month.
    """
    if not _MONTH.fullmatch(month):
        return []
    year, number = int(month[:4]), int(month[5:])
    days: dict[str, list[Due]] = defaultdict(list)
    for one in rows:
        days[one.deadline.date or ""].append(one)
    named = [
        [(f"{month}-{day:02}" if day else "") for day in week] for week in Calendar().monthdayscalendar(year, number)
    ]
    return [[(day, days[day] if day else []) for day in week] for week in named]


def _file(request: Request, chosen: list[Due], wanted: str) -> Response:
    """What is shown as one of ``FORMATS``; JSON has the fields of ``/api/v1/deadlines``."""
    say = words(request)
    name = say("web.calendar")
    if wanted == "ics":
        events = [(one.deadline.date, _entry(one)) for one in chosen if one.deadline.date]
        body = downloads.calendar(name, events, str(request.base_url), say)
    elif wanted == "json":
        body = downloads.as_json([as_row(one) for one in chosen])
    else:
        entries = [_entry(one) for one in chosen]
        body = downloads.duties_csv(entries, say) if wanted == "csv" else downloads.ledger(name, entries, say)
    return attachment(body, FORMATS[wanted], f"{name}.{wanted}")


def as_row(one: Due, standing: InForce | None = None) -> DeadlineRow:
    """A deadline as the API tells it, with the state of its document where a day is asked for."""
    told = {part.name: getattr(one.deadline, part.name) for part in fields(Deadline)}
    agencies = sorted({entry.agency for entry in one.owners})
    return DeadlineRow(**told, document=one.facts.key, task=one.task, agencies=agencies, standing=standing)


def _entry(one: Due) -> Entry:
    """The deadline as an entry of a calendar: of those responsible for it, or of nobody."""
    facts = one.facts
    return Entry(
        agency="，".join(dict.fromkeys(entry.agency for entry in one.owners)),
        surface="",
        role=one.owners[0].role if one.owners else "",
        task=one.task,
        clause=one.deadline.clause,
        key=facts.key,
        number=facts.number,
        title=facts.title,
        signed=facts.signed,
        deadline=one.deadline.date,
        evidence=one.deadline.evidence,
        status=one.deadline.status,
        rule=one.deadline.rule,
    )
