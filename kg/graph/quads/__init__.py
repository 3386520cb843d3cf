"""Facts to quads: one named graph for each issued document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from kg.graph.iri import DEFAULT_BASE, Names
from kg.graph.quads.agencies import write_body, write_mention
from kg.graph.quads.clauses import write_clauses
from kg.graph.quads.corrections import write_correction
from kg.graph.quads.head import write_head
from kg.graph.quads.statements import StatementWriter
from kg.graph.quads.writer import Writer
from kg.model import DocumentFacts
from kg.statement.link import work_of
from kg.statement.order import normalise_all
from kg.statement.outline import Outline
from kg.statement.tasks import parts


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
    for correction in facts.corrections:
        write_correction(writer, correction)
    texts = write_head(writer, facts)
    clauses = write_clauses(writer, facts.clauses, texts)
    for body in facts.bodies:
        write_body(writer, body)
    for mention in facts.agencies:
        write_mention(writer, clauses, mention)
    _statements(writer, StatementWriter(writer, clauses, known), facts, texts)
    return writer.quads


def _statements(writer: Writer, statements: StatementWriter, facts: DocumentFacts, texts: list[NamedNode]) -> None:
    """Deadlines before the duties that point to them, stated duties before what is derived from them."""
    deadlines = [statements.deadline(deadline) for deadline in facts.deadlines]
    duties = [statements.responsibility(duty) for duty in facts.responsibilities]
    targets = [statements.target(target) for target in facts.targets]
    for duty in facts.derived:
        statements.derived(duty)
    outline = Outline(facts.clauses)
    for task, belonging in zip(facts.tasks, parts(facts), strict=True):
        place = outline.find(task.clause, task.evidence)
        issued = len(texts) == 1 and place is not None and outline.clauses[place].part == "main"
        by_property = {
            "hasDuty": [duties[index] for index in belonging.duties],
            "hasDeadline": [deadlines[index] for index in belonging.deadlines],
            "hasTarget": [targets[index] for index in belonging.targets],
        }
        statements.task(task, texts[0] if issued else writer.node, by_property)
    for citation in facts.citations:
        statements.citation(citation)
    for member in facts.members:
        statements.member(member)
    for host in facts.hosts:
        statements.host(host)
    for alias in facts.aliases:
        statements.alias(alias, work_of(alias, facts))
    for appointment in facts.appointments:
        statements.appointment(appointment)
