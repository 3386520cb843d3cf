"""Facts to quads: one named graph for each issued document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from kg.graph.iri import DEFAULT_BASE, Names
from kg.graph.quads.agencies import write_body, write_mention
from kg.graph.quads.clauses import write_clauses
from kg.graph.quads.head import write_head
from kg.graph.quads.statements import StatementWriter
from kg.graph.quads.writer import Writer
from kg.model import DocumentFacts
from kg.statement.order import normalise_all


def quads(facts: Iterable[DocumentFacts], base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """The quads of a build, document after document. The order of ``facts`` does not matter.

    ``base`` is the IRI below which documents, agencies and sources are named, with its final "/".
    """
    documents = normalise_all(facts)
    known = frozenset(one.key for one in documents)
    names = Names(base)
    for one in documents:
        yield from _document(one, known, base, names.fresh(names.document(one.key)))


def _document(facts: DocumentFacts, known: frozenset[str], base: str, iri: str) -> list[Quad]:
    writer = Writer(Names(base), facts, iri)
    texts = write_head(writer, facts)
    clauses = write_clauses(writer, facts.clauses, texts)
    for body in facts.bodies:
        write_body(writer, body)
    for mention in facts.agencies:
        write_mention(writer, clauses, mention)
    statements = StatementWriter(writer, clauses, known)
    for deadline in facts.deadlines:
        statements.deadline(deadline)
    for duty in facts.responsibilities:
        statements.responsibility(duty)
    for citation in facts.citations:
        statements.citation(citation)
    for member in facts.members:
        statements.member(member)
    for host in facts.hosts:
        statements.host(host)
    for alias in facts.aliases:
        statements.alias(alias)
    for appointment in facts.appointments:
        statements.appointment(appointment)
    return writer.quads
