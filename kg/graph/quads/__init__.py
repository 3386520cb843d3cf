"""Facts to quads: one named graph for each issued document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from kg.graph.iri import DEFAULT_BASE, Names
from kg.graph.quads.agencies import write_body, write_mention
from kg.graph.quads.clauses import write_clauses
from kg.graph.quads.corrections import write_correction
from kg.graph.quads.head import write_head
from kg.graph.quads.statements import StatementWriter
from kg.graph.quads.writer import Writer
from kg.model import DocumentFacts, Task
from kg.statement.link import work_of
from kg.statement.order import normalise_all
from kg.statement.outline import Outline
from kg.statement.tasks import parts


def quads(
    facts: Iterable[DocumentFacts], base: str = DEFAULT_BASE, known: Collection[str] | None = None
) -> Iterator[Quad]:
    """The quads of a build, document after document. The order of ``facts`` does not matter.

    ``base`` is the IRI below which documents, agencies and sources are named, with its final "/". Where ``known``, the
    keys of all documents, are given, ``facts`` come in canonical order, and only one of them is in memory at a time.
    """
    if known is None:
        facts = normalise_all(facts)
        known = frozenset(one.key for one in facts)
    names = Names(base)
    for one in facts:
        yield from _document(one, known, base, names.fresh(names.document(one.key)))


def _document(facts: DocumentFacts, known: Collection[str], base: str, iri: str) -> Iterator[Quad]:
    writer = Writer(Names(base), facts, iri)
    for correction in facts.corrections:
        write_correction(writer, correction)
    texts = write_head(writer, facts)
    clauses = write_clauses(writer, facts.clauses, texts)
    yield from writer.taken()
    for body in facts.bodies:
        write_body(writer, body)
    for mention in facts.agencies:
        write_mention(writer, clauses, mention)
        yield from writer.taken()
    yield from _statements(writer, StatementWriter(writer, clauses, known), facts, texts)


def _statements(
    writer: Writer, statements: StatementWriter, facts: DocumentFacts, texts: list[NamedNode]
) -> Iterator[Quad]:
    """Deadlines before the duties that point to them, stated duties before what is derived from them."""
    deadlines, duties, targets = list[NamedNode](), list[NamedNode](), list[NamedNode]()
    for deadline in facts.deadlines:
        deadlines.append(statements.deadline(deadline))
        yield from writer.taken()
    for duty in facts.responsibilities:
        duties.append(statements.responsibility(duty))
        yield from writer.taken()
    for target in facts.targets:
        targets.append(statements.target(target))
        yield from writer.taken()
    others: list[tuple[Callable[..., None], Iterable[tuple[object, ...]]]] = [
        (statements.derived, ((duty,) for duty in facts.derived)),
        (statements.task, _tasks(facts, texts, writer.node, (duties, deadlines, targets))),
        (statements.citation, ((citation,) for citation in facts.citations)),
        (statements.member, ((member,) for member in facts.members)),
        (statements.host, ((host,) for host in facts.hosts)),
        (statements.alias, ((alias, work_of(alias, facts)) for alias in facts.aliases)),
        (statements.appointment, ((appointment,) for appointment in facts.appointments)),
    ]
    for write, contents in others:
        for content in contents:
            write(*content)
            yield from writer.taken()


def _tasks(
    facts: DocumentFacts, texts: list[NamedNode], notice: NamedNode, nodes: tuple[list[NamedNode], ...]
) -> Iterator[tuple[Task, NamedNode, dict[str, list[NamedNode]]]]:
    """Each task, the work that it is of, and its parts by property; ``nodes``: those of duties, deadlines, targets."""
    outline = Outline(facts.clauses)
    duties, deadlines, targets = nodes
    for task, belonging in zip(facts.tasks, parts(facts), strict=True):
        place = outline.find(task.clause, task.evidence)
        issued = len(texts) == 1 and place is not None and outline.clauses[place].part == "main"
        by_property = {
            "hasDuty": [duties[index] for index in belonging.duties],
            "hasDeadline": [deadlines[index] for index in belonging.deadlines],
            "hasTarget": [targets[index] for index in belonging.targets],
        }
        yield task, texts[0] if issued else notice, by_property
