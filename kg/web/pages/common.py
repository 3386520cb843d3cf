"""What several pages need: days, errors, and the entries of a table as the reader filtered and sorted them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from kg.graph.vocabulary import DUTY_SHORTCUTS
from kg.query.errors import AmbiguousName, UnknownName
from kg.web.corpus import Corpus
from kg.web.entries import Entry
from kg.web.view import render, today

ROLES = tuple(DUTY_SHORTCUTS)
FAR = "9999-99-99"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day(text: str | None) -> str | None:
    """``text`` if it is a day of the calendar, written YYYY-MM-DD, else None."""
    if not text or not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def told_day(request: Request, graph: Corpus) -> str:
    """The day for which a page is told: ``?as_of=``, else that of the youngest document, as for ``kg ask``.

    The present day is one click away (``web.told.now``); it counts only where no document has a date.
    """
    return day(request.query_params.get("as_of")) or graph.stats.last_signed or today()


def not_found(request: Request, error: UnknownName | AmbiguousName, kind: str) -> Response:
    """The page for a name that is not known, or fits several: with what could be meant."""
    status = 300 if isinstance(error, AmbiguousName) else 404
    name = request.path_params.get("name", "")
    more = error.more if isinstance(error, AmbiguousName) else 0
    return render(request, "missing_name.html", status, name=name, suggestions=error.suggestions, more=more, kind=kind)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which duties to show, and in which order; read from an address, so that a link shares the view."""

    roles: tuple[str, ...] = ()
    document: str = ""
    status: str = ""
    due_from: str = ""
    due_to: str = ""
    sort: str = "document"

    @classmethod
    def read(cls, parameters: QueryParams) -> Filter:
        """The filter of an address; values that make no sense count as not given."""
        status, sort = parameters.get("status", ""), parameters.get("sort", "")
        return cls(
            roles=tuple(role for role in ROLES if role in parameters.getlist("role")),
            document=parameters.get("document", ""),
            status=status if status in ("stated", "derived") else "",
            due_from=day(parameters.get("due_from")) or "",
            due_to=day(parameters.get("due_to")) or "",
            sort=sort if sort in _ORDERS else "document",
        )

    def apply(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries that pass, sorted."""
        kept = [entry for entry in entries if self._passes(entry)]
        return sorted(kept, key=_ORDERS[self.sort])

    def _passes(self, entry: Entry) -> bool:
        due = entry.deadline
        return (
            (not self.roles or entry.role in self.roles)
            and (not self.document or entry.key == self.document)
            and (not self.status or entry.status == self.status)
            and (not self.due_from or (due is not None and due >= self.due_from))
            and (not self.due_to or (due is not None and due <= self.due_to))
        )


_ORDERS: dict[str, Callable[[Entry], tuple[str, ...]]] = {
    "document": lambda entry: (),
    "role": lambda entry: (str(ROLES.index(entry.role)),),
    "deadline": lambda entry: (entry.deadline or FAR,),
    "task": lambda entry: (entry.task,),
}


PAGE = 100
"""Duties on one page; a file that is downloaded holds all of them."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of a long list is shown, of how many; the pages beside it as their numbers in words, "" for none."""

    number: int
    count: int
    before: str
    after: str


def paged(request: Request, entries: Sequence[Entry]) -> tuple[Sequence[Entry], Pages]:
    """The entries of the page that ``?page=`` asks for; the last one where there are not so many."""
    text = request.query_params.get("page", "1")
    count = max(1, -(-len(entries) // PAGE))
    number = min(max(1, int(text)), count) if text.isascii() and text.isdecimal() and len(text) < 9 else 1
    before, after = str(number - 1) if number > 1 else "", str(number + 1) if number < count else ""
    return entries[(number - 1) * PAGE : number * PAGE], Pages(number, count, before, after)


def resolved(corpus: Corpus, segment: str) -> str | None:
    """The canonical name whose IRI ends in ``segment``."""
    return corpus.agency_by_slug.get(segment)


def attachment(body: bytes, media: str, name: str) -> Response:
    """A file to keep, named in any script (RFC 6266)."""
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(body, headers=headers, media_type=media)
