"""Statements as n-ary nodes, each with its words, its rule and its status, beside the direct properties."""

from __future__ import annotations

from collections.abc import Collection

from kg.graph.iri import number_key, slug, work_key
from kg.graph.quads.clauses import ClauseIndex
from kg.graph.quads.terms import date, decimal, have, said, text, zh
from kg.graph.quads.writer import Writer
from kg.graph.vocabulary import CITATION_SHORTCUTS, COMPARISONS, DUTY_SHORTCUTS
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

    def __init__(self, writer: Writer, clauses: ClauseIndex[str], known: Collection[str]) -> None:
        self.writer = writer
        self.clauses = clauses
        self.known = known
        self._deadlines: dict[tuple[str, str], str] = {}
        self._stated: dict[tuple[Evidence, Evidence, str], str] = {}

    def statement(self, kind: str, statement: Statement, content: tuple[object, ...], own: str) -> str:
        """What every statement has, and its ``own`` properties, which begin with " ; ". Returns its node.

        ``content`` makes the node's name.
        """
        writer = self.writer
        node = writer.under("statement", kind, statement.clause, *content)
        clause = have("gw:clause", self.clauses.find(statement.clause, statement.evidence))
        writer.add(
            f"{node} a gw:{kind} ; gw:document {writer.node} ; gw:path {text(statement.clause)}{clause}"
            f" ; gw:evidence {writer.evidence(statement.evidence)}"
            f" ; gw:status {writer.concept('status', statement.status)}"
            f"{writer.made_by(kind, statement.rule, statement.status)}{own}"
        )
        return node

    def deadline(self, deadline: Deadline) -> str:
        """A date by which the clause's work is to be done. Written before the duties that point to it."""
        own = f" ; gw:text {text(deadline.text)}{_day(deadline.date)}"
        node = self.statement("Deadline", deadline, (deadline.text, deadline.date), own)
        if deadline.date is not None:
            self._deadlines.setdefault((deadline.clause, deadline.date), node)
        return node

    def responsibility(self, duty: Responsibility) -> str:
        """An agency's role in the work of a clause, and the direct property of that role."""
        node = self._duty("Responsibility", duty)
        agency = self.writer.agency(duty.body)
        clause = self.clauses.find(duty.clause, duty.evidence)
        if agency is not None and clause is not None:
            self.writer.add(f"{agency} {DUTY_SHORTCUTS[duty.role]} {clause} ; gw:actsOn {clause}")
        self._stated.setdefault((duty.evidence, duty.agency_evidence, duty.role), node)
        return node

    def derived(self, duty: Responsibility) -> None:
        """A duty that follows from a stated one, written before: of another class, without the direct property."""
        stated = self._stated.get((duty.evidence, duty.agency_evidence, duty.role))
        self._duty("DerivedResponsibility", duty, have("prov:wasDerivedFrom", stated))

    def _duty(self, kind: str, duty: Responsibility, more: str = "") -> str:
        writer = self.writer
        due = ""
        if duty.deadline is not None:
            deadline = self._deadlines.get((duty.clause, duty.deadline))
            due = f" ; gw:dueDate {date(duty.deadline)}{have('gw:deadline', deadline)}"
        own = (
            f" ; gw:surface {text(duty.agency)}{have('gw:agency', writer.called(duty.body, duty.agency))}"
            f" ; gw:role {writer.concept('role', duty.role)}"
            f" ; gw:agencyEvidence {writer.evidence(duty.agency_evidence)}{said('gw:scope', duty.scope)}{due}{more}"
        )
        return self.statement(kind, duty, (duty.agency, duty.role), own)

    def target(self, target: Target) -> str:
        """A number that the work is to reach."""
        concept = self.writer.concept
        comparison = concept("comparison", COMPARISONS[target.comparison])
        own = (
            f" ; gw:subject {text(target.subject)} ; gw:comparison {comparison}"
            f" ; gw:value {decimal(target.value)} ; gw:unit {text(target.unit)}{_day(target.date)}"
            f"{have('gw:upperValue', None if target.upper is None else decimal(target.upper))}"
            f"{have('gw:change', None if target.change is None else concept('change', target.change))}"
        )
        content = (target.subject, target.comparison, target.value, target.unit)
        return self.statement("Target", target, content, own)

    def task(self, task: Task, work: str, parts: dict[str, list[str]]) -> None:
        """The work of a clause: ``parts`` are its duties, deadlines and targets by property, ``work`` what it is of."""
        belonging = "".join(have(term, " , ".join(nodes)) for term, nodes in parts.items() if nodes)
        own = f" ; dcterms:title {zh(task.label)} ; gw:text {text(task.text)} ; gw:taskOf {work}{belonging}"
        self.statement("Task", task, (task.label,), own)

    def citation(self, citation: Citation) -> None:
        """The work that is named, by its number or title; a work outside the build is a stub."""
        writer = self.writer
        work = self._work(citation)
        own = (
            f" ; gw:relation {writer.concept('relation', citation.relation)}{said('gw:number', citation.number)}"
            f"{said('gw:title', citation.title)}{said('gw:targetKey', citation.target)}"
            f"{said('gw:targetText', citation.target_text)}{have('gw:citedWork', work)}"
        )
        self.statement("Citation", citation, (citation.number, citation.title, citation.relation), own)
        if work is not None:
            writer.add(f"{writer.node} eli:cites {work} ; {CITATION_SHORTCUTS[citation.relation]} {work}")

    def _work(self, citation: Citation) -> str | None:
        key = work_key(citation)
        if not key:
            return None
        writer = self.writer
        iri = writer.names.document(key)
        if citation.target in self.known and citation.target_text:
            return f"<{writer.names.text(iri, citation.target_text)}>"
        if key not in self.known:
            writer.share(f"<{iri}> a gw:Work , eli:LegalResource ; gw:inCorpus false ; dcterms:identifier {text(key)}")
            if citation.number is not None:
                writer.share(f"<{iri}> eli:id_local {text(number_key(citation.number))}")
            if citation.title is not None:
                writer.share(f"<{iri}> dcterms:title {zh(citation.title)}")
        return f"<{iri}>"

    def member(self, member: Member) -> None:
        """An agency's place in a group."""
        writer = self.writer
        own = (
            f" ; gw:groupSurface {text(member.group)} ; gw:surface {text(member.agency)}"
            f" ; gw:printedRole {text(member.role)}"
            f"{have('org:organization', writer.called(member.group_body, member.group))}"
            f"{have('org:member', writer.called(member.agency_body, member.agency))}"
        )
        self.statement("Membership", member, (member.group, member.agency, member.role), own)

    def host(self, host: Host) -> None:
        """An office that is set up at an agency."""
        writer = self.writer
        office, agency = writer.called(host.office_body, host.office), writer.called(host.agency_body, host.agency)
        own = (
            f" ; gw:officeSurface {text(host.office)} ; gw:surface {text(host.agency)}"
            f"{have('gw:office', office)}{have('gw:agency', agency)}"
        )
        self.statement("Hosting", host, (host.office, host.agency), own)
        if office is not None and agency is not None:
            writer.share(f"{office} gw:hostedBy {agency}")

    def alias(self, alias: Alias, work: Citation | str | None) -> None:
        """A short form that the document defines, and the ``work`` that it means: as a citation names it, or the title
        of a text that this document issues."""
        writer = self.writer
        if isinstance(work, str):
            meant: str | None = f"<{writer.names.text(writer.iri, work)}>"
        else:
            meant = None if work is None else self._work(work)
        own = f" ; gw:short {text(alias.short)} ; gw:full {text(alias.full)}{have('gw:aliasOf', meant)}"
        self.statement("Alias", alias, (alias.short, alias.full), own)

    def appointment(self, appointment: Appointment) -> None:
        """A person who is appointed to a post or removed from it; a person is known by name in one document only."""
        writer = self.writer
        person = f"<{writer.iri}/person/{slug(appointment.person)}>"
        writer.add(f"{person} a foaf:Person ; foaf:name {text(appointment.person)}")
        own = (
            f" ; gw:person {person} ; gw:action {writer.concept('action', appointment.action)}"
            f" ; gw:post {text(appointment.post)}{have('org:organization', writer.agency(appointment.body))}"
        )
        content = (appointment.person, appointment.action, appointment.post)
        self.statement("Appointment", appointment, content, own)


def _day(value: str | None) -> str:
    return have("gw:date", None if value is None else date(value))
