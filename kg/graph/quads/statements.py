"""Statements as n-ary nodes, each with its words, its rule and its status, beside the direct properties."""

from __future__ import annotations

from collections.abc import Collection

from pyoxigraph import NamedNode

from kg.graph.iri import number_key, slug
from kg.graph.quads.clauses import ClauseIndex
from kg.graph.quads.writer import TYPE, Writer, date, decimal
from kg.graph.vocabulary import CITATION_SHORTCUTS, COMPARISONS, DCTERMS, DUTY_SHORTCUTS, ELI, FOAF, GW, ORG, PROV, zh
from kg.model import (
    Alias,
    Appointment,
    Citation,
    Deadline,
    Evidence,
    Host,
    Member,
    Responsibility,
    Statement,
    Target,
    Task,
)


class StatementWriter:
    """Writes the statements of one document. ``known`` are the keys of all documents of the build."""

    def __init__(self, writer: Writer, clauses: ClauseIndex[NamedNode], known: Collection[str]) -> None:
        self.writer = writer
        self.clauses = clauses
        self.known = known
        self._deadlines: dict[tuple[str, str], NamedNode] = {}
        self._stated: dict[tuple[Evidence, Evidence, str], NamedNode] = {}

    def statement(self, kind: str, statement: Statement, *content: object) -> tuple[NamedNode, NamedNode | None]:
        """What every statement has. Returns its node and the clause's."""
        writer = self.writer
        node = writer.under("statement", kind, statement.clause, *content)
        clause = self.clauses.find(statement.clause, statement.evidence)
        writer.add(node, TYPE, GW[kind])
        writer.add(node, GW["document"], writer.node)
        writer.add(node, GW["path"], statement.clause)
        writer.add(node, GW["clause"], clause)
        writer.add(node, GW["evidence"], writer.evidence(statement.evidence))
        writer.concept(node, GW["status"], "status", statement.status)
        writer.made_by(node, statement.rule)
        return node, clause

    def deadline(self, deadline: Deadline) -> NamedNode:
        """A date by which the clause's work is to be done. Written before the duties that point to it."""
        node, _ = self.statement("Deadline", deadline, deadline.text, deadline.date)
        self.writer.add(node, GW["text"], deadline.text)
        if deadline.date is not None:
            self.writer.add(node, GW["date"], date(deadline.date))
            self._deadlines.setdefault((deadline.clause, deadline.date), node)
        return node

    def responsibility(self, duty: Responsibility) -> NamedNode:
        """An agency's role in the work of a clause, and the direct property of that role."""
        node, clause = self._duty("Responsibility", duty)
        agency = self.writer.agency(duty.body)
        if agency is not None and clause is not None:
            self.writer.add(agency, DUTY_SHORTCUTS[duty.role], clause)
            self.writer.add(agency, GW["actsOn"], clause)
        self._stated.setdefault((duty.evidence, duty.agency_evidence, duty.role), node)
        return node

    def derived(self, duty: Responsibility) -> None:
        """A duty that follows from a stated one, written before: of another class, without the direct property."""
        node, _ = self._duty("DerivedResponsibility", duty)
        self.writer.add(
            node, PROV["wasDerivedFrom"], self._stated.get((duty.evidence, duty.agency_evidence, duty.role))
        )

    def _duty(self, kind: str, duty: Responsibility) -> tuple[NamedNode, NamedNode | None]:
        writer = self.writer
        node, clause = self.statement(kind, duty, duty.agency, duty.role)
        agency = writer.called(duty.body, duty.agency)
        writer.add(node, GW["surface"], duty.agency)
        writer.add(node, GW["agency"], agency)
        writer.concept(node, GW["role"], "role", duty.role)
        writer.add(node, GW["agencyEvidence"], writer.evidence(duty.agency_evidence))
        writer.add(node, GW["scope"], duty.scope)
        if duty.deadline is not None:
            writer.add(node, GW["dueDate"], date(duty.deadline))
            writer.add(node, GW["deadline"], self._deadlines.get((duty.clause, duty.deadline)))
        return node, clause

    def target(self, target: Target) -> NamedNode:
        """A number that the work is to reach."""
        writer = self.writer
        node, _ = self.statement("Target", target, target.subject, target.comparison, target.value, target.unit)
        writer.add(node, GW["subject"], target.subject)
        writer.concept(node, GW["comparison"], "comparison", COMPARISONS[target.comparison])
        writer.add(node, GW["value"], decimal(target.value))
        writer.add(node, GW["upperValue"], None if target.upper is None else decimal(target.upper))
        writer.add(node, GW["unit"], target.unit)
        if target.change is not None:
            writer.concept(node, GW["change"], "change", target.change)
        writer.add(node, GW["date"], None if target.date is None else date(target.date))
        return node

    def task(self, task: Task, work: NamedNode, parts: dict[str, list[NamedNode]]) -> None:
        """The work of a clause: ``parts`` are its duties, deadlines and targets by property, ``work`` what it is of."""
        node, _ = self.statement("Task", task, task.label)
        self.writer.add(node, DCTERMS["title"], zh(task.label))
        self.writer.add(node, GW["text"], task.text)
        self.writer.add(node, GW["taskOf"], work)
        for name, nodes in parts.items():
            for part in nodes:
                self.writer.add(node, GW[name], part)

    def citation(self, citation: Citation) -> None:
        """The work that is named, by its number or title; a work outside the build is a stub."""
        writer = self.writer
        node, _ = self.statement("Citation", citation, citation.number, citation.title, citation.relation)
        writer.concept(node, GW["relation"], "relation", citation.relation)
        writer.add(node, GW["number"], citation.number)
        writer.add(node, GW["title"], citation.title)
        writer.add(node, GW["targetKey"], citation.target)
        writer.add(node, GW["targetText"], citation.target_text)
        work = self._work(citation)
        if work is not None:
            writer.add(node, GW["citedWork"], work)
            writer.add(writer.node, ELI["cites"], work)
            writer.add(writer.node, CITATION_SHORTCUTS[citation.relation], work)

    def _work(self, citation: Citation) -> NamedNode | None:
        number = None if citation.number is None else number_key(citation.number)
        key = citation.target or number or citation.title
        if not key:
            return None
        writer = self.writer
        work = NamedNode(writer.names.document(key))
        if citation.target in self.known and citation.target_text:
            return NamedNode(writer.names.text(work.value, citation.target_text))
        if key not in self.known:
            writer.add(work, TYPE, GW["Work"])
            writer.add(work, TYPE, ELI["LegalResource"])
            writer.add(work, GW["inCorpus"], False)
            writer.add(work, DCTERMS["identifier"], key)
            writer.add(work, ELI["id_local"], number)
            writer.add(work, DCTERMS["title"], None if citation.title is None else zh(citation.title))
        return work

    def member(self, member: Member) -> None:
        """An agency's place in a group."""
        writer = self.writer
        node, _ = self.statement("Membership", member, member.group, member.agency, member.role)
        writer.add(node, GW["groupSurface"], member.group)
        writer.add(node, GW["surface"], member.agency)
        writer.add(node, GW["printedRole"], member.role)
        writer.add(node, ORG["organization"], writer.called(member.group_body, member.group))
        writer.add(node, ORG["member"], writer.called(member.agency_body, member.agency))

    def host(self, host: Host) -> None:
        """An office that is set up at an agency."""
        writer = self.writer
        node, _ = self.statement("Hosting", host, host.office, host.agency)
        office = writer.called(host.office_body, host.office)
        agency = writer.called(host.agency_body, host.agency)
        writer.add(node, GW["officeSurface"], host.office)
        writer.add(node, GW["surface"], host.agency)
        writer.add(node, GW["office"], office)
        writer.add(node, GW["agency"], agency)
        if office is not None:
            writer.add(office, GW["hostedBy"], agency)

    def alias(self, alias: Alias, work: Citation | str | None) -> None:
        """A short form that the document defines, and the ``work`` that it means: as a citation names it, or the title
        of a text that this document issues."""
        writer = self.writer
        node, _ = self.statement("Alias", alias, alias.short, alias.full)
        writer.add(node, GW["short"], alias.short)
        writer.add(node, GW["full"], alias.full)
        if isinstance(work, str):
            writer.add(node, GW["aliasOf"], NamedNode(writer.names.text(writer.iri, work)))
        elif work is not None:
            writer.add(node, GW["aliasOf"], self._work(work))

    def appointment(self, appointment: Appointment) -> None:
        """A person who is appointed to a post or removed from it; a person is known by name in one document only."""
        writer = self.writer
        content = (appointment.person, appointment.action, appointment.post)
        node, _ = self.statement("Appointment", appointment, *content)
        person = NamedNode(f"{writer.iri}/person/{slug(appointment.person)}")
        writer.add(person, TYPE, FOAF["Person"])
        writer.add(person, FOAF["name"], appointment.person)
        writer.add(node, GW["person"], person)
        writer.concept(node, GW["action"], "action", appointment.action)
        writer.add(node, GW["post"], appointment.post)
        writer.add(node, ORG["organization"], writer.agency(appointment.body))
