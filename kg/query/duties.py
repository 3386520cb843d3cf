"""Rows of duties and tasks, for look-ups."""

from __future__ import annotations

from dataclasses import replace

from pyoxigraph import NamedNode

from kg.graph.readable import Store
from kg.graph.vocabulary import SCHEMES, zh
from kg.model import DocumentFacts, Evidence, Responsibility, Span, Target
from kg.query.answers import Concern, DutyRow, InForce, TaskRow
from kg.query.force import Standing
from kg.query.named import named_query
from kg.query.sparql import SelectResult, plain, run
from kg.statement.outline import Outline
from kg.statement.tasks import parts


def agency_duties(store: Store, canonical: str, derived: bool, standing: Standing | None) -> list[DutyRow]:
    """An agency's duties, oldest document first; with ``derived`` those too that follow from stated ones.

    With ``standing`` each has the state of its document and what that rests on and no longer holds.
    """
    found: list[dict[str, str]] = []
    for name in ("agency-duties", "agency-derived-duties") if derived else ("agency-duties",):
        result = run(store, named_query(name).filled({"name": zh(canonical)}))
        if not isinstance(result, SelectResult):
            raise TypeError(f"{name} is not a SELECT query")
        found += [dict(zip(result.variables, map(plain, row), strict=True)) for row in result.rows]
    if derived:
        found.sort(key=lambda row: (row["signed"], row["document"], int(row["order"] or 0)))
    numbers = _numbers(store, {row["document"] for row in found})
    return [_duty_row(row, numbers.get(row["document"]) or None, standing) for row in found]


def _numbers(store: Store, documents: set[str]) -> dict[str, str]:
    """The numbers of documents: for one without, the questions give its key in place of the number."""
    given = " ".join(str(NamedNode(document)) for document in sorted(documents))
    found = run(store, f"SELECT ?document ?number {{ VALUES ?document {{ {given} }} ?document eli:id_local ?number }}")
    return {plain(row[0]): plain(row[1]) for row in found.rows} if isinstance(found, SelectResult) else {}


def _duty_row(row: dict[str, str], number: str | None, standing: Standing | None) -> DutyRow:
    document = NamedNode(row["document"])
    return DutyRow(
        agency=row["name"],
        surface=row["surface"],
        role=row["role"].removeprefix(SCHEMES["role"]),
        task=row["task"],
        clause=row["path"],
        number=number,
        title=row["title"] or None,
        deadline=row["due"] or None,
        quote=row["quote"],
        source=row["source"],
        span=(int(row["start"]), int(row["end"])) if row["start"] else None,
        page=int(row["page"]) if row["page"] else None,
        status=row["status"].removeprefix(SCHEMES["status"]),
        rule=row["rule"],
        standing=standing.of(document) if standing else None,
        concerns=standing.concerns(document) if standing else (),
    )


def document_duties(
    facts: DocumentFacts, derived: bool, standing: InForce, concerns: tuple[Concern, ...]
) -> tuple[DutyRow, ...]:
    """The duties in the order of the clauses they stand in, stated before derived."""
    outline = Outline(facts.clauses)
    named = names_of_tasks(facts, outline)

    def place(duty: Responsibility) -> int:
        index = outline.find(duty.clause, duty.evidence)
        return len(outline.clauses) if index is None else index

    duties = [*facts.responsibilities, *(facts.derived if derived else ())]
    duties.sort(key=lambda duty: (place(duty), duty.status == "derived", duty.evidence.spans))
    rows = (row_of(facts, duty, named[place(duty)] if place(duty) < len(named) else "") for duty in duties)
    return tuple(replace(row, standing=standing, concerns=concerns) for row in rows)


def row_of(facts: DocumentFacts, duty: Responsibility, task: str) -> DutyRow:
    """The row of a duty of the document; ``task`` is what is to be done."""
    return DutyRow(
        agency=duty.body,
        surface=duty.agency,
        role=duty.role,
        task=task,
        clause=duty.clause,
        number=facts.number or None,
        title=facts.title or None,
        deadline=duty.deadline or None,
        quote=duty.evidence.quote,
        source=facts.source,
        span=span_of(duty.evidence),
        page=duty.evidence.page,
        status=duty.status,
        rule=duty.rule,
    )


def names_of_tasks(facts: DocumentFacts, outline: Outline) -> list[str]:
    """What is to be done in each clause of the outline: the label of its task, else its heading."""
    names = [clause.heading for clause in outline.clauses]
    for task in facts.tasks:
        index = outline.find(task.clause, task.evidence)
        if index is not None:
            names[index] = task.label
    return names


def span_of(evidence: Evidence) -> Span | None:
    """The first place of the words."""
    return evidence.spans[0] if evidence.spans else None


def task_rows(facts: DocumentFacts) -> tuple[TaskRow, ...]:
    """The tasks of a document in the order of its clauses."""
    outline = Outline(facts.clauses)
    rows = [
        TaskRow(
            task.clause,
            task.label,
            tuple(facts.deadlines[index].text for index in belonging.deadlines),
            tuple(in_words(facts.targets[index]) for index in belonging.targets),
        )
        for task, belonging in zip(facts.tasks, parts(facts), strict=True)
    ]
    places = [outline.find(task.clause, task.evidence) or 0 for task in facts.tasks]
    return tuple(row for _, row in sorted(zip(places, rows, strict=True), key=lambda pair: pair[0]))


_CHANGES = {"increase": "+", "decrease": "−"}


def in_words(target: Target) -> str:
    """合格率 ≥ 98 %; 能耗 −20 %; 精品村 1–2 个, with the day by which."""
    sign = _CHANGES.get(target.change or "", "")
    number = f"{sign}{target.value}–{target.upper}" if target.upper else f"{sign}{target.value}"
    comparison = "" if target.comparison == "range" else f" {target.comparison}"
    due = f"（{target.date}）" if target.date else ""
    return f"{target.subject}{comparison} {number} {target.unit}{due}"
