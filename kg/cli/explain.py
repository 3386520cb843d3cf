"""kg explain: how a file is read, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import RenderableType

from kg.cli.language import language, name_of, say
from kg.cli.options import Output
from kg.cli.output import STANDARD_OUTPUT, as_json, as_text, emit, table
from kg.lexicon import load

if TYPE_CHECKING:
    from kg.document.parting.trace import Piece, Trace
    from kg.model import RawText, Repair, Span


class ExplainFormat(StrEnum):
    """How the explanation is written."""

    table = "table"
    json = "json"


def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False)],
    format: Annotated[ExplainFormat, typer.Option("--format", "-f")] = ExplainFormat.table,
    output: Output = STANDARD_OUTPUT,
) -> None:
    """Read the file and write what was done to it."""
    from kg import pipeline  # loads all that a build needs: only here, so that the other verbs start at once
    from kg.source import discover, read

    found = [(raw, *pipeline.explain(raw)) for raw in map(read, discover([file]))]  # several, of an archive
    if format == ExplainFormat.json:
        told = [_plain(*one) for one in found]
        emit(as_json(told[0] if len(told) == 1 else told), output)
    else:
        emit("".join(as_text(*_parts(*one)) for one in found), output)


def _plain(raw: RawText, repairs: Sequence[Repair], traced: Trace) -> dict[str, Any]:
    return {"source": raw.source, "repairs": [asdict(one) for one in repairs], **asdict(traced)}


def _parts(raw: RawText, repairs: Sequence[Repair], traced: Trace) -> Iterator[RenderableType]:
    yield say("explain.file", source=raw.source, encoding=raw.encoding, pages=len(raw.pages), characters=len(raw.text))
    columns = [say(f"column.{name}") for name in ("step", "span", "before", "after")]
    yield from ("", say("explain.repairs", count=len(repairs)))
    if repairs:
        yield table(columns, [(_step(one), _place(one.span), repr(one.before), repr(one.after)) for one in repairs])
    yield from ("", *(say(f"explain.{step}", count=count) for step, count in traced.mended))
    columns = [say(f"column.{name}") for name in ("page", "span", "text")]
    yield from ("", say("explain.furniture", count=len(traced.furniture)))
    if traced.furniture:
        yield table(columns, [(_page(piece), _place(piece.span), piece.begins) for piece in traced.furniture])
    for name, pieces in traced.documents:
        columns = [say(f"column.{column}") for column in ("kind", "page", "span", "begins", "ends")]
        yield from ("", say("explain.document", name=name, count=len(pieces)))
        yield table(columns, [(name_of("piece", p.kind), _page(p), _place(p.span), p.begins, p.ends) for p in pieces])


def _step(repair: Repair) -> str:
    """The words that the site has for a step, too."""
    words: dict[str, str] | None = load.tree("web.yml").get(f"web.repair.{repair.step}")
    return words[language().value] if words else repair.step


def _place(span: Span) -> str:
    return f"{span[0]}–{span[1]}"


def _page(piece: Piece) -> str:
    return "" if piece.page is None else str(piece.page)
