"""Documents, their tasks and deadlines as the JSON API gives them, with the states of a day where one is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from pyoxigraph import NamedNode
from starlette.requests import Request

from kg.query import lookup
from kg.query.answers import DocumentAnswer, InForce
from kg.query.names import document_node
from kg.web import links
from kg.web.answers import DeadlineRow, DocumentRow, MatrixAnswer
from kg.web.pages import calendar, matrix
from kg.web.view import corpus


def every(request: Request) -> list[DocumentRow]:
    """All documents, the oldest first."""
    told = _told(request)
    names = [part.name for part in fields(DocumentRow) if part.name not in ("href", "status")]
    return [
        DocumentRow(
            **{name: getattr(facts, name) for name in names}, href=links.document(facts.key), status=told(facts.key)
        )
        for facts in corpus(request).facts
    ]


def one(request: Request) -> DocumentAnswer:
    """One document: ``kg document --format json``."""
    return lookup.document(corpus(request).store, request.path_params["name"], request.query_params.get("as_of"))


def tasks(request: Request) -> MatrixAnswer:
    """The tasks of a document, who has which role in them, and the gaps."""
    graph, told = corpus(request), _told(request)
    facts = graph.document(document_node(graph.store, request.path_params["name"]).value)
    found = matrix.matrix(graph, [facts])
    return MatrixAnswer(found.agencies, found.gaps, found.rows, told(facts.key))


def deadlines(request: Request) -> list[DeadlineRow]:
    """All deadlines, by day."""
    name, told = request.query_params.get("agency"), _told(request)
    rows = (calendar.as_row(due, told(due.facts.key)) for due in calendar.due(corpus(request)))
    return [row for row in rows if row.agencies and (not name or name in row.agencies)]


def _told(request: Request) -> Callable[[str], InForce | None]:
    """The state of the document with a key on the day that is asked for; of none where no day is."""
    graph, day = corpus(request), request.query_params.get("as_of")
    lookup.check_day(day)
    standing = graph.standing(day) if day else None
    return lambda key: standing.of(NamedNode(graph.document_iri(key))) if standing else None
