"""Facts to quads: one named graph for each issued document, and one for the things that documents share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from pyoxigraph import Quad, RdfFormat, parse

from kg.graph.iri import DEFAULT_BASE, Names
from kg.graph.quads.agencies import write_body, write_mention
from kg.graph.quads.clauses import write_clauses
from kg.graph.quads.corrections import write_correction
from kg.graph.quads.head import write_head
from kg.graph.quads.statements import StatementWriter
from kg.graph.quads.terms import HEAD
from kg.graph.quads.writer import PIECE, Writer
from kg.model import DocumentFacts, Task
from kg.statement.link import work_of
from kg.statement.order import normalise_all
from kg.statement.outline import Outline
from kg.statement.tasks import parts

_REMEMBERED = 100_000
"""Descriptions of what documents share that are remembered, some twenty megabytes."""


def trig(
    facts: Iterable[DocumentFacts], base: str = DEFAULT_BASE, known: Collection[str] | None = None
) -> Iterator[str]:
    """The graph of a build, document after document, in pieces of TriG whose prefixes are ``terms.HEAD``.

    ``base`` is the IRI below which documents, agencies and sources are named, with its final "/". The order of
    ``facts`` does not matter. Where ``known``, the keys of all documents, are given, they come in canonical order, each
    key once, and only one of them is in memory at a time. What documents say of an agency that they share stands there
    once, or again where very much was said between.
    """
    names, told = Names(base), set[str]()
    if known is not None:
        for one in facts:
            yield from _document(one, known, base, names.document(one.key), told)
        return
    facts = normalise_all(facts)
    known = frozenset(one.key for one in facts)
    for one in facts:
        yield from _document(one, known, base, names.fresh(names.document(one.key)), told)


def quads(facts: Iterable[DocumentFacts], base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """As ``trig``, each quad by itself."""
    for piece in trig(facts, base):
        yield from parse(HEAD + piece, RdfFormat.TRIG)


def _document(facts: DocumentFacts, known: Collection[str], base: str, iri: str, told: set[str]) -> Iterator[str]:
    if len(told) > _REMEMBERED:
        told.clear()
    writer = Writer(Names(base), facts, iri, told)
    for correction in facts.corrections:
        write_correction(writer, correction)
    texts = write_head(writer, facts)
    clauses = write_clauses(writer, facts.clauses, texts)
    for body in facts.bodies:
        write_body(writer, body)
    for mention in facts.agencies:
        write_mention(writer, clauses, mention)
        yield writer.taken(PIECE)
    yield from _statements(writer, StatementWriter(writer, clauses, known), facts, texts)
    yield writer.taken()


def _statements(writer: Writer, statements: StatementWriter, facts: DocumentFacts, texts: list[str]) -> Iterator[str]:
    """Deadlines before the duties that point to them, stated duties before what is derived from them."""
    nodes: list[list[str]] = []
    firsts: list[tuple[Callable[[Any], str], Iterable[Any]]] = [
        (statements.deadline, facts.deadlines),
        (statements.responsibility, facts.responsibilities),
        (statements.target, facts.targets),
    ]
    for make, items in firsts:
        nodes.append([])
        for item in items:
            nodes[-1].append(make(item))
            yield writer.taken(PIECE)
    others: list[tuple[Callable[..., None], Iterable[tuple[object, ...]]]] = [
        (statements.derived, ((duty,) for duty in facts.derived)),
        (statements.task, _tasks(facts, texts, writer.node, nodes)),
        (statements.citation, ((citation,) for citation in facts.citations)),
        (statements.member, ((member,) for member in facts.members)),
        (statements.host, ((host,) for host in facts.hosts)),
        (statements.alias, ((alias, work_of(alias, facts)) for alias in facts.aliases)),
        (statements.appointment, ((appointment,) for appointment in facts.appointments)),
    ]
    for write, contents in others:
        for content in contents:
            write(*content)
            yield writer.taken(PIECE)


def _tasks(
    facts: DocumentFacts, texts: list[str], notice: str, nodes: list[list[str]]
) -> Iterator[tuple[Task, str, dict[str, list[str]]]]:
    """Each task, the work that it is of, and its parts by property; ``nodes``: those of deadlines, duties, targets."""
    outline = Outline(facts.clauses)
    deadlines, duties, targets = nodes
    for task, belonging in zip(facts.tasks, parts(facts), strict=True):
        place = outline.find(task.clause, task.evidence)
        issued = len(texts) == 1 and place is not None and outline.clauses[place].part == "main"
        by_property = {
            "gw:hasDuty": [duties[index] for index in belonging.duties],
            "gw:hasDeadline": [deadlines[index] for index in belonging.deadlines],
            "gw:hasTarget": [targets[index] for index in belonging.targets],
        }
        yield task, texts[0] if issued else notice, by_property
