"""kg document: one document and all that is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import RenderableType

from kg.cli.agency import day
from kg.cli.language import name_of, say
from kg.cli.options import DEFAULT_DATABASE, Database, Output, words
from kg.cli.output import STANDARD_OUTPUT, as_json, as_text, emit, grid, table
from kg.graph.publish import current
from kg.graph.store import open_read
from kg.query.answers import CitationRow, ClauseRow, DocumentAnswer, DutyRow, InForce
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
    format: Annotated[DocumentFormat, typer.Option("--format", "-f")] = DocumentFormat.table,
    output: Output = STANDARD_OUTPUT,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Look the document up and write it."""
    answer = look_up(open_read(current(db) / "store"), number, as_of)
    emit(as_json(asdict(answer)) if format == DocumentFormat.json else as_text(*_parts(answer)), output)


def _parts(answer: DocumentAnswer) -> Iterator[RenderableType]:
    head = [(say(f"field.{name}"), _words(getattr(answer, name))) for name in _HEAD if getattr(answer, name)]
    yield grid([*head, (say("field.status"), _status(answer.status))])
    if answer.clauses:
        yield from ("", say("document.clauses", count=len(answer.clauses)), grid(map(_outline, answer.clauses)))
    if answer.duties:
        columns = [say(f"column.{name}") for name in ("clause", "task", "role", "agency", "deadline")]
        yield from ("", say("document.duties", count=len(answer.duties)))
        yield table(columns, map(_duty, answer.duties), narrow=[columns[0], columns[2], columns[4]])
    for name, citations in (("cites", answer.cites), ("cited_by", answer.cited_by)):
        if citations:
            columns = [say(f"column.{column}") for column in ("relation", "document", "title", "clause")]
            yield from ("", say(f"document.{name}", count=len(citations)))
            yield table(columns, map(_citation, citations), narrow=columns[:2])


def _status(status: InForce) -> str:
    since = say("document.as_of", day=status.as_of) if status.as_of else ""
    because = say("document.because", reason=status.because) if status.because else ""
    return f"{name_of('state', status.state)}{since}{because}"


def _words(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def _outline(clause: ClauseRow) -> tuple[str, str]:
    return clause.path or "-", f"{'  ' * max(0, clause.level - 1)}{clause.heading}"


def _duty(duty: DutyRow) -> tuple[object, ...]:
    return duty.clause or "-", duty.task, name_of("role", duty.role), duty.surface, duty.deadline


def _citation(citation: CitationRow) -> tuple[object, ...]:
    return name_of("relation", citation.relation), citation.number, citation.title, citation.clause or "-"
