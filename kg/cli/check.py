"""kg check: whether a build is whole."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.progress import BarColumn, SpinnerColumn, TimeElapsedColumn

from kg.cli.language import say
from kg.cli.options import DEFAULT_DATABASE, Database
from kg.cli.output import STANDARD_OUTPUT, emit
from kg.cli.progress import progress
from kg.graph.publish import current

NOT_WHOLE = 1


def check(
    db: Database = DEFAULT_DATABASE,
    no_shapes: Annotated[bool, typer.Option("--no-shapes", show_default=False)] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", show_default=False)] = False,
) -> None:
    """Verify, tell what was verified and what is wrong; end with 1 where something is."""
    from kg.query.check import check as verify  # loads the SHACL engine: only here, so that other verbs start at once

    columns = (SpinnerColumn(), BarColumn(), TimeElapsedColumn())
    with progress(columns, "", lambda name: name and say(f"check.at.{name}"), silent=quiet) as on_step:
        result = verify(current(db), not no_shapes, on_step)
    lines = [] if quiet else [say(f"check.{step}", count=count) for step, count in result.counts]
    lines += [f"{one.place}: {say(f'check.{one.code}')} {one.detail}".rstrip() for one in result.findings]
    lines.append(say("check.whole" if result.whole else "check.not_whole"))
    emit("\n".join(lines) + "\n", STANDARD_OUTPUT)
    if not result.whole:
        raise typer.Exit(NOT_WHOLE)
