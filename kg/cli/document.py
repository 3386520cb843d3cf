"""kg document: one document and all that is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import RenderableType

from kg.cli.language import name_of, say
from kg.cli.options import DEFAULT_DATABASE, Address, Database, Output, opened, words
from kg.cli.output import STANDARD_OUTPUT, as_json, as_text, emit, grid, table
from kg.cli.standing import concern, standing
from kg.cli.values import day
from kg.query.answers import CitationRow, ClauseRow, DocumentAnswer, DutyRow
from kg.query.lookup import document as look_up

_HEAD = (
    *("title", "number", "kind", "issuers", "addressees", "signed", "effective", "expires"),
    *("openness", "promulgates", "annexes", "source"),
)


class DocumentFormat(StrEnum):
    """How a document is written."""

    table = "table"
    json = "json"


def document(
    number: Annotated[str, typer.Argument(metavar="NUMBER", callback=words, show_default=False)],
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", callback=day, show_default=False)] = None,
    derived: Annotated[bool, typer.Option("--derived", show_default=False)] = False,
    format: Annotated[DocumentFormat, typer.Option("--format", "-f")] = DocumentFormat.table,
    output: Output = STANDARD_OUTPUT,
    db: Database = DEFAULT_DATABASE,
    address: Address = None,
) -> None:
    """Look the document up and write it."""
    answer = look_up(opened(db, address), number, as_of, derived=derived)
    emit(as_json(asdict(answer)) if format == DocumentFormat.json else as_text(*_parts(answer)), output)


def _parts(answer: DocumentAnswer) -> Iterator[RenderableType]:
    head = [(say(f"field.{name}"), _words(getattr(answer, name))) for name in _HEAD if getattr(answer, name)]
    head.append((say("field.status"), standing(answer.status)))
    if answer.concerns:
        head.append((say("field.concerns"), "\n".join(map(concern, answer.concerns))))
    yield grid(head)
    if answer.clauses:
        yield from ("", say("document.clauses", count=len(answer.clauses)), grid(map(_outline, answer.clauses)))
    stated = [duty for duty in answer.duties if duty.status != "derived"]
    derived = [duty for duty in answer.duties if duty.status == "derived"]
    for name, duties in (("duties", stated), ("derived", derived)):
        if duties:
            columns = [say(f"column.{column}") for column in ("clause", "task", "role", "agency", "deadline")]
            rows = [(*_duty(duty), *([name_of("rule", duty.rule)] if name == "derived" else [])) for duty in duties]
            yield from ("", say(f"document.{name}", count=len(duties)))
            heads = [*columns, *([say("column.made")] if name == "derived" else [])]
            yield table(heads, rows, narrow=[columns[0], columns[2], columns[4]])
    if measured := [task for task in answer.tasks if task.targets]:
        columns = [say(f"column.{name}") for name in ("clause", "task", "targets")]
        yield from ("", say("document.targets", count=sum(len(task.targets) for task in measured)))
        rows = [(task.clause or "-", task.label, "\n".join(task.targets)) for task in measured]
        yield table(columns, rows, narrow=columns[:1])
    for name, citations in (("cites", answer.cites), ("cited_by", answer.cited_by)):
        if citations:
            columns = [say(f"column.{column}") for column in ("relation", "document", "title", "clause")]
            yield from ("", say(f"document.{name}", count=len(citations)))
            yield table(columns, map(_citation, citations), narrow=columns[:2])


def _words(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def _outline(clause: ClauseRow) -> tuple[str, str]:
    return clause.path or "-", f"{'  ' * max(0, clause.level - 1)}{clause.heading}"


def _duty(duty: DutyRow) -> tuple[object, ...]:
    return duty.clause or "-", duty.task, name_of("role", duty.role), duty.surface, duty.deadline


def _citation(citation: CitationRow) -> tuple[object, ...]:
    return name_of("relation", citation.relation), citation.number, citation.title, citation.clause or "-"
