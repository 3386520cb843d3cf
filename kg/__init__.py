"""gongwen-kg in a script: build a graph, look things up, and take it to networkx and rdflib.

``out`` is always the directory that ``kg build`` (or ``build_graph``) wrote. Nothing is loaded before it is needed:
``import kg`` itself takes no time. Every function raises a ``kg.errors.KgError`` that says what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.build import BuildReport
    from kg.model import DocumentFacts
    from kg.query.answers import AgencyAnswer, DocumentAnswer

__all__ = ["ask", "build_graph", "facts", "look_up_agency", "look_up_document", "to_networkx", "to_rdflib"]

Place = str | PathLike[str]


def build_graph(sources: Sequence[Place], out: Place = "build") -> BuildReport:
    """Reads files and directories and leaves their graph in ``out``: the command ``kg build``.

    A file that cannot be read is in the report's ``skipped``; ``published`` is False where none could be.
    """
    from pathlib import Path

    from kg.build import build

    return build([Path(source) for source in sources], Path(out))


def facts(out: Place = "build", as_of: str | None = None) -> list[DocumentFacts]:
    """All that is known of each document, in canonical order; with ``as_of`` only of those that hold on that day.

    >>> import kg
    >>> max(kg.facts("build"), key=lambda document: len(document.responsibilities)).number
    '运政发〔2023〕30号'
    """
    from kg.graph.read import load
    from kg.query.force import on_the_day

    return load(on_the_day(_store(out), as_of))


def look_up_agency(name: str, out: Place = "build", *, derived: bool = False, as_of: str | None = None) -> AgencyAnswer:
    """What an agency must do, by any of its names: the command ``kg agency``.

    >>> import kg
    >>> kg.look_up_agency("市工信局", "build").canonical
    '运城市工业和信息化局'
    """
    from pathlib import Path

    from kg.graph.publish import current
    from kg.query.agency_index import AgencyIndex
    from kg.query.lookup import agency

    return agency(_store(out), name, derived=derived, as_of=as_of, index=AgencyIndex.of(current(Path(out))))


def look_up_document(number: str, out: Place = "build", as_of: str | None = None) -> DocumentAnswer:
    """One document, by its number in any bracket style, or its title: the command ``kg document``.

    >>> import kg
    >>> kg.look_up_document("运民发[2023]64号", "build").effective
    '2023-11-07'
    """
    from kg.query.lookup import document

    return document(_store(out), number, as_of)


def ask(question: str, *values: str, out: Place = "build", as_of: str | None = None) -> list[dict[str, str]]:
    """The rows of a named question, cells in plain words: the command ``kg ask``.

    >>> import kg
    >>> kg.ask("leads-most", out="build")[0]["agency"]
    '运城市生态环境局'
    """
    from kg.query import ask as named
    from kg.query.sparql import table

    head, rows = table(named.ask(_store(out), question, values, as_of))
    return [dict(zip(head, row, strict=True)) for row in rows]


def to_networkx(out: Place = "build", as_of: str | None = None) -> networkx.MultiDiGraph:
    """Agencies, documents and tasks as a networkx graph; every edge carries the words that say so.

    Node ids are ``agency:NAME``, ``document:KEY``, ``task:KEY#PATH``; ``kg.graph.network`` lists attributes and edges.

    >>> import kg
    >>> graph = kg.to_networkx("build")
    >>> issued = [b for a, b, kind in graph.edges(data="kind") if kind == "issued_by"]
    >>> max(sorted(set(issued)), key=issued.count)
    'agency:运城市人民政府办公室'
    """
    from kg.graph.network import network

    return network(facts(out, as_of))


def to_rdflib(out: Place = "build", as_of: str | None = None) -> rdflib.Graph:
    """The whole graph in memory for plain rdflib: every triple once, with the ontology, prefixes bound.

    >>> import kg
    >>> graph = kg.to_rdflib("build")
    >>> rows = graph.query("SELECT ?clause { ?agency skos:altLabel '市工信局'@zh ; gw:leads ?clause }")
    >>> len(rows) > 0
    True
    """
    from kg.graph.plain import to_rdflib as plain
    from kg.query.force import on_the_day

    return plain(on_the_day(_store(out), as_of))


def _store(out: Place) -> Any:
    from pathlib import Path

    from kg.graph.publish import current
    from kg.graph.store import open_read

    return open_read(current(Path(out)) / "store")
