"""kg score: how good a build is, measured against annotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.table import Table

from kg.cli.language import language, say
from kg.cli.options import DEFAULT_DATABASE, Database, Output
from kg.cli.output import STANDARD_OUTPUT, as_json, as_text, emit, note, table
from kg.score import Change, Result, compare, measure, read_gold, read_records
from kg.score import report as pages

BELOW = 1
_SIGNS = {"found": "+", "dropped": "+", "missed": "-", "claimed": "-"}


class ScoreFormat(StrEnum):
    """How a measurement is written."""

    table = "table"
    json = "json"
    markdown = "markdown"


def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", show_default=False)],
    errors: Annotated[str | None, typer.Option("--errors", metavar="LAYER", show_default=False)] = None,
    compare_with: Annotated[Path | None, typer.Option("--compare", metavar="DIR", show_default=False)] = None,
    minimum: Annotated[list[str] | None, typer.Option("--min", metavar="LAYER=F1", show_default=False)] = None,
    format: Annotated[ScoreFormat, typer.Option("--format", "-f")] = ScoreFormat.table,
    output: Output = STANDARD_OUTPUT,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Measure and write; end with 1 where a minimum is not met."""
    annotated = read_gold(gold)
    results = measure(annotated, read_records(db))
    minima = [_minimum(one, results) for one in minimum or ()]
    if errors is not None:
        emit(_errors(results[_layer(errors, results)], format), output)
    elif compare_with is not None:
        changes = compare(measure(annotated, read_records(compare_with)), results)
        emit(_changes(changes, format), output)
    else:
        emit(_figures(results, format), output)
    low = [(layer, least) for layer, least in minima if results[layer].figure.f1 < least]
    for layer, least in low:
        note(f"kg: {say('score.below', layer=layer, least=least, f1=f'{results[layer].figure.f1:.3f}')}")
    if low:
        raise typer.Exit(BELOW)


def _layer(name: str, results: Mapping[str, Result]) -> str:
    """The layer called ``name``; the word "field" may be left out."""
    found = next((layer for layer in (name, f"field {name}") if layer in results), None)
    if found is None:
        raise typer.BadParameter(say("score.no_layer", name=name, layers=", ".join(results)))
    return found


def _minimum(given: str, results: Mapping[str, Result]) -> tuple[str, float]:
    layer, _, value = given.rpartition("=")
    try:
        return _layer(layer, results), float(value)
    except ValueError as error:
        raise typer.BadParameter(say("score.bad_minimum", value=given), param_hint="--min") from error


def _figures(results: Mapping[str, Result], format: ScoreFormat) -> str:
    if format == ScoreFormat.markdown:
        return pages.table(pages.summary(results), language().value)
    rows = {
        layer: {
            "precision": one.figure.precision,
            "recall": one.figure.recall,
            "f1": one.figure.f1,
            "gold": one.figure.gold,
            "found": one.figure.found,
        }
        for layer, one in results.items()
    }
    if format == ScoreFormat.json:
        return as_json(rows)
    head = [say(f"column.{name}") for name in ("layer", "precision", "recall", "f1", "annotated", "found")]
    content = [
        (layer, *(f"{row[name]:.3f}" for name in ("precision", "recall", "f1")), row["gold"], row["found"])
        for layer, row in rows.items()
    ]
    return as_text(_aligned(table(head, content)))


def _aligned(content: Table) -> Table:
    for column in content.columns[1:]:
        column.justify = "right"
    return content


def _errors(result: Result, format: ScoreFormat) -> str:
    signed = [(pages.MISSING, *place) for place in pages.in_order(result.missing)]
    signed += [(pages.EXTRA, *place) for place in pages.in_order(result.extra)]
    signed.sort(key=lambda row: row[1])
    if format == ScoreFormat.json:
        return as_json([{"sign": sign, "document": document, "item": item} for sign, document, item in signed])
    mark = "- " if format == ScoreFormat.markdown else ""
    return "".join(f"{mark}{sign} {document}: {pages.words(item)}\n" for sign, document, item in signed)


def _changes(changes: Mapping[str, Change], format: ScoreFormat) -> str:
    kinds = list(_SIGNS)
    if format == ScoreFormat.json:
        return as_json(
            {
                layer: {
                    "before": change.before,
                    "after": change.after,
                    **{kind: pages.in_order(getattr(change, kind)) for kind in kinds},
                }
                for layer, change in changes.items()
            }
        )
    if not changes:
        return say("score.same") + "\n"
    parts: list[RenderableType] = []
    for layer, change in changes.items():
        head = say("score.change", before=f"{change.before:.3f}", after=f"{change.after:.3f}")
        parts += [*([""] if parts else []), f"{layer}: {head}, +{change.gained} -{change.lost}", *_lines(change, kinds)]
    return as_text(*parts)


def _lines(change: Change, kinds: Sequence[str]) -> list[str]:
    return [
        f"  {_SIGNS[kind]} {say(f'score.{kind}')} {document}: {pages.words(item)}"
        for kind in kinds
        for document, item in pages.in_order(getattr(change, kind))
    ]
