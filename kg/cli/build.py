"""kg build: files → graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TimeElapsedColumn

from kg.cli.language import in_words, say
from kg.cli.options import DEFAULT_DATABASE
from kg.cli.output import STANDARD_OUTPUT, emit, note
from kg.cli.progress import OnStep, progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.build import BuildReport
    from kg.model import Warning

SOME_SKIPPED = 1
WORTH_DRAWING = 1000
"""Statements from which a build keeps the places of the explorer's nodes; of fewer kg serve finds them at once."""


def build(
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE…")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR")] = DEFAULT_DATABASE,
    expand_territories: Annotated[bool, typer.Option("--expand-territories", show_default=False)] = False,
    fresh: Annotated[bool, typer.Option("--fresh", show_default=False)] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", metavar="N", min=1, show_default=False)] = None,
    with_model: Annotated[bool, typer.Option("--with-model", show_default=False)] = False,
    base: Annotated[str | None, typer.Option("--base", metavar="IRI", show_default=False)] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", show_default=False)] = False,
) -> None:
    """Build, say what was read, and end with 1 where something was skipped."""
    from kg.build import (
        build as build_graph,
    )  # all rooms and lexicons: only here, so that the other verbs start at once

    columns = (SpinnerColumn(), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with progress(columns, say("build.starting"), lambda name: name or say("build.writing"), silent=quiet) as on_file:
        report = build_graph(
            sources, out, on_file, territories=expand_territories, fresh=fresh, jobs=jobs, model=with_model, base=base
        )
        if report.published and sum(count for _, count in report.statements) >= WORTH_DRAWING:
            _draw(out, on_file, len(report.files))
    for file in report.skipped:
        note(f"kg: {say('build.skipped', name=file.source, reason=in_words(file.skipped or ''))}")
    for warning in _unmatched(report):
        note(f"kg: {in_words(warning.message)}")
    if not report.published:
        note(f"kg: {say('build.nothing', out=out)}")
    elif not quiet:
        emit(_summary(report) + "\n", STANDARD_OUTPUT)
    if report.skipped or not report.published:
        raise typer.Exit(SOME_SKIPPED)


def _draw(out: Path, on_file: OnStep | None, files: int) -> None:
    """Leave the explorer's graph, every node in its place, beside the build that was published just now."""
    from kg.graph.publish import current
    from kg.web.corpus import Corpus
    from kg.web.explorer.graph import Explored

    if on_file is not None:
        on_file(files, files, say("build.drawing"))
    Explored(Corpus(current(out).resolve())).blocks()


def _unmatched(report: BuildReport) -> Iterator[Warning]:
    """What people decided and the build could not apply: who wrote it waits for its effect."""
    from kg.statement.corrections import UNMATCHED

    yield from report.warnings
    yield from (warning for file in report.files for warning in file.warnings if warning.code == UNMATCHED)


def _summary(report: BuildReport) -> str:
    return say(
        "build.summary",
        files=len(report.files) - len(report.skipped),
        reused=say("build.reused", files=len(report.reused)) if report.reused else "",
        documents=report.documents,
        clauses=report.clauses,
        statements=sum(count for _, count in report.statements),
        warnings=len(report.warnings) + sum(len(file.warnings) for file in report.files),
        seconds=f"{report.elapsed:.1f}",
        out=report.out,
    )
