"""One query on one store: judged, run to the row limit, written in the media type the client wants."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple

from kg.errors import QueryError, StoreError
from kg.graph.local import LocalStore
from kg.graph.vocabulary import PREFIXES
from kg.query.errors import Refused
from kg.query.guard import check
from kg.query.sparql import AskResult, GraphResult, SelectResult
from kg.web.negotiate import best
from kg.web.sparql.formats import offered, write_graph, write_result

if TYPE_CHECKING:
    from kg.graph.remote import RemoteStore

Graph = NamedNode | BlankNode | DefaultGraph

_NEAR = 16
"""Characters of the query told of the place where it cannot be read."""
_POSITION = re.compile(r"\bat (\d+):(\d+)")


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its dataset (SPARQL 1.1 Protocol, 2.1.4), the Accept header and the most rows to give."""

    query: str
    accept: str | None = None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    rows: int = 100_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it: an HTTP status, a media type, and the body. ``cut`` where the row limit ended the answer."""

    status: int
    media: str
    body: bytes = field(repr=False)
    kind: str = ""
    cut: bool = False
    line: int | None = None
    column: int | None = None
    near: str = ""  # what stands at that place; "" at the end of the query


def evaluate(store: LocalStore | RemoteStore, question: Question) -> Answer:
    """The answer to a query. Never raises for what the query says: a refusal or a wrong query is an answer too."""
    try:
        check(question.query)
        default, named = _dataset(question)
        solutions = store.query(question.query, prefixes=PREFIXES, default_graph=default, named_graphs=named)
        return _written(solutions, question)
    except Refused as error:
        return failure(403, str(error))
    except SyntaxError as error:
        return _unreadable(str(error), question.query)
    except StoreError as error:
        return failure(502, f"the store behind this site failed: {error}")
    except (QueryError, OSError, RuntimeError, ValueError) as error:
        return failure(400, f"the query failed: {error}")


def failure(status: int, message: str) -> Answer:
    """An answer that only says what is wrong."""
    return Answer(status, "text/plain", f"{message}\n".encode())


def _unreadable(message: str, query: str) -> Answer:
    body = f"the query cannot be read: {message}\n".encode()
    place = _POSITION.search(message)
    if place is None:
        return Answer(400, "text/plain", body)
    line, column = int(place[1]), int(place[2])
    rest = query.replace("\r\n", "\n").split("\n")[line - 1 :]
    here = rest[0][column - 1 :].strip() if rest else ""
    return Answer(400, "text/plain", body, line=line, column=column, near=here[:_NEAR])


def _dataset(question: Question) -> tuple[list[Graph] | None, list[NamedNode | BlankNode] | None]:
    """The graphs that the client chose: then only they exist, and the default graph is empty unless one was chosen."""
    if not question.default_graphs and not question.named_graphs:
        return None, None
    return [NamedNode(iri) for iri in question.default_graphs], [NamedNode(iri) for iri in question.named_graphs]


def _written(answer: QuerySolutions | QueryBoolean | QueryTriples | list[Triple], question: Question) -> Answer:
    kinds = {QueryBoolean: "ask", QuerySolutions: "select", QueryTriples: "graph", list: "graph"}
    kind = kinds[type(answer)]
    media = best(question.accept, offered(kind))
    if media is None:
        return failure(406, f"this answer can be had as: {', '.join(offered(kind))}")
    if isinstance(answer, QueryBoolean):
        return Answer(200, media, write_result(AskResult(bool(answer)), media), kind)
    if isinstance(answer, QuerySolutions):
        names = tuple(variable.value for variable in answer.variables)
        rows = tuple(map(tuple, islice(answer, question.rows + 1)))
        cut = len(rows) > question.rows
        return Answer(200, media, write_result(SelectResult(names, rows[: question.rows]), media), kind, cut)
    triples = list(islice(dict.fromkeys(islice(answer, question.rows + 1)), question.rows + 1))
    result = GraphResult(tuple(sorted(triples[: question.rows], key=str)))
    return Answer(200, media, write_graph(result, media), kind, len(triples) > question.rows)
