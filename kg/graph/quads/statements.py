"""Statements as n-ary nodes, each with its words, its rule and its status, beside the direct properties."""

from __future__ import annotations

from collections.abc import Collection

from pyoxigraph import NamedNode

from kg.graph.iri import number_key, slug
from kg.graph.quads.clauses import ClauseIndex
from kg.graph.quads.writer import TYPE, Writer, date
from kg.graph.vocabulary import CITATION_SHORTCUTS, DCTERMS, DUTY_SHORTCUTS, ELI, FOAF, GW, ORG, zh
from kg.model import Alias, Appointment, Citation, Deadline, Host, Member, Responsibility, Statement


class StatementWriter:
    """Writes the statements of one document. ``known`` are the keys of all documents of the build."""

    def __init__(self, writer: Writer, clauses: ClauseIndex, known: Collection[str]) -> None:
        self.writer = writer
        self.clauses = clauses
        self.known = known
        self._deadlines: dict[tuple[str, str], NamedNode] = {}

    def _statement(self, kind: str, statement: Statement, *content: object) -> tuple[NamedNode, NamedNode | None]:
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

    def deadline(self, deadline: Deadline) -> None:
        """A date by which the clause's work is to be done. Written before the duties that point to it."""
        node, _ = self._statement("Deadline", deadline, deadline.text, deadline.date)
        self.writer.add(node, GW["text"], deadline.text)
        if deadline.date is not None:
            self.writer.add(node, GW["date"], date(deadline.date))
            self._deadlines.setdefault((deadline.clause, deadline.date), node)

    def responsibility(self, duty: Responsibility) -> None:
        """An agency's role in the work of a clause, and the direct property of that role."""
        writer = self.writer
        node, clause = self._statement("Responsibility", duty, duty.agency, duty.role)
        agency = writer.called(duty.body, duty.agency)
        writer.add(node, GW["surface"], duty.agency)
        writer.add(node, GW["agency"], agency)
        writer.concept(node, GW["role"], "role", duty.role)
        writer.add(node, GW["agencyEvidence"], writer.evidence(duty.agency_evidence))
        writer.add(node, GW["scope"], duty.scope)
        if duty.deadline is not None:
            writer.add(node, GW["dueDate"], date(duty.deadline))
            writer.add(node, GW["deadline"], self._deadlines.get((duty.clause, duty.deadline)))
        if agency is not None and clause is not None:
            writer.add(agency, DUTY_SHORTCUTS[duty.role], clause)

    def citation(self, citation: Citation) -> None:
        """The work that is named, by its number or title; a work outside the build is a stub."""
        writer = self.writer
        node, _ = self._statement("Citation", citation, citation.number, citation.title, citation.relation)
        writer.concept(node, GW["relation"], "relation", citation.relation)
        writer.add(node, GW["number"], citation.number)
        writer.add(node, GW["title"], citation.title)
        writer.add(node, GW["targetKey"], citation.target)
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
        node, _ = self._statement("Membership", member, member.group, member.agency, member.role)
        writer.add(node, GW["groupSurface"], member.group)
        writer.add(node, GW["surface"], member.agency)
        writer.add(node, GW["printedRole"], member.role)
        writer.add(node, ORG["organization"], writer.called(member.group_body, member.group))
        writer.add(node, ORG["member"], writer.called(member.agency_body, member.agency))

    def host(self, host: Host) -> None:
        """An office that is set up at an agency."""
        writer = self.writer
        node, _ = self._statement("Hosting", host, host.office, host.agency)
        office = writer.called(host.office_body, host.office)
        agency = writer.called(host.agency_body, host.agency)
        writer.add(node, GW["officeSurface"], host.office)
        writer.add(node, GW["surface"], host.agency)
        writer.add(node, GW["office"], office)
        writer.add(node, GW["agency"], agency)
        if office is not None:
            writer.add(office, GW["hostedBy"], agency)

    def alias(self, alias: Alias) -> None:
        """A short form that the document defines."""
        node, _ = self._statement("Alias", alias, alias.short, alias.full)
        self.writer.add(node, GW["short"], alias.short)
        self.writer.add(node, GW["full"], alias.full)

    def appointment(self, appointment: Appointment) -> None:
        """A person who is appointed to a post or removed from it; a person is known by name in one document only."""
        writer = self.writer
        content = (appointment.person, appointment.action, appointment.post)
        node, _ = self._statement("Appointment", appointment, *content)
        person = NamedNode(f"{writer.iri}/person/{slug(appointment.person)}")
        writer.add(person, TYPE, FOAF["Person"])
        writer.add(person, FOAF["name"], appointment.person)
        writer.add(node, GW["person"], person)
        writer.concept(node, GW["action"], "action", appointment.action)
        writer.add(node, GW["post"], appointment.post)
        writer.add(node, ORG["organization"], writer.agency(appointment.body))
