"""``/api/v1/agencies/{name}``: an agency's duties page by page, sent as they stand in the index of the build.

A look-up without filters copies bytes: nothing is joined, sorted or written out anew. By a canonical name it runs in
the event loop, since it takes less than the way to a thread and back; another name is compared with all there are.
"""

from __future__ import annotations

import json
from dataclasses import fields
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import QueryError
from kg.query import lookup
from kg.query.agency_index import PAGE_ROWS
from kg.query.answers import AgencyAnswer
from kg.web.answers import AgencyPage
from kg.web.corpus import Corpus
from kg.web.view import corpus

PARAMETERS = {
    "role": "only this role; may be repeated",
    "due_before": "only what is due before this day",
    "as_of": "tell the standing of each document on this day",
    "derived": "1: with the duties that follow from stated ones",
    "page": f"which {PAGE_ROWS} duties, from 1; the answer has their total and the next page",
}
_CHOOSING = ("role", "due_before", "as_of")
"""Parameters that need more than a copy."""


def is_quick(request: Request) -> bool:
    """Whether ``copied`` answers a request, and without a search for the name."""
    index = corpus(request).index
    chooses = any(name in request.query_params for name in _CHOOSING)
    return index is not None and not chooses and index.is_canonical(request.path_params["name"])


def copied(request: Request) -> Response | None:
    """A page as it stands in the index; None where there is no index, or the request chooses among the duties.

    Raises UnknownName, AmbiguousName, QueryError for a page that is none.
    """
    index, given = corpus(request).index, request.query_params
    if index is None or any(name in given for name in _CHOOSING):
        return None
    number, derived = _page(given.get("page", "1")), given.get("derived") == "1"
    canonical = index.canonical(request.path_params["name"])
    counted = index.counted(canonical)
    total = counted.everything if derived else counted.stated
    others = [("derived", "1")] if derived else []
    tail = json.dumps({"total": total, "next": _next(canonical, number, total, others)}, separators=(",", ":"))
    head = index.head(canonical).removesuffix('"duties":[]}')
    rows = index.page(canonical, number - 1, derived=derived)
    body = b"".join((head.encode(), b'"duties":[', rows, b"],", tail[1:].encode()))
    return Response(body, media_type="application/json")


def chosen(graph: Corpus, request: Request) -> AgencyPage:
    """A page of the duties that the request chooses. Raises as ``copied``, and QueryError for a role or a day."""
    given = request.query_params
    number = _page(given.get("page", "1"))
    answer = lookup.agency(
        graph.store,
        request.path_params["name"],
        given.getlist("role"),
        given.get("due_before"),
        derived=given.get("derived") == "1",
        as_of=given.get("as_of"),
        index=graph.index,
    )
    others = [(name, value) for name, value in given.multi_items() if name != "page"]
    start, total = (number - 1) * PAGE_ROWS, len(answer.duties)
    known = {one.name: getattr(answer, one.name) for one in fields(AgencyAnswer) if one.name != "duties"}
    shown = answer.duties[start : start + PAGE_ROWS]
    return AgencyPage(**known, duties=shown, total=total, next=_next(answer.canonical, number, total, others))


def _page(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 7 and int(text) > 0):
        raise QueryError(f"{text!r} is not a page: they are counted from 1")
    return int(text)


def _next(canonical: str, number: int, total: int, others: list[tuple[str, str]]) -> str | None:
    if number * PAGE_ROWS >= total:
        return None
    return f"/api/v1/agencies/{quote(canonical, safe='')}?{urlencode([*others, ('page', str(number + 1))])}"
