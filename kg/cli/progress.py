"""A bar on standard error for verbs that take long: shown to a person at a terminal, and to nobody else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, ProgressColumn, TextColumn

OnStep = Callable[[int, int, str], None]
"""Takes how many steps are done, how many there are, and the name of the one at work."""


@contextmanager
def progress(
    columns: Sequence[ProgressColumn], start: str, named: Callable[[str], str] = str, *, silent: bool
) -> Iterator[OnStep | None]:
    """The function to call at each step; None where ``silent``, or where nobody sits at a terminal.

    The words beside the bar are ``start`` before the first step, then what ``named`` makes of its name.
    """
    if silent or not sys.stderr.isatty():
        yield None
        return
    words = TextColumn("{task.description}", markup=False)
    with Progress(*columns, words, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(start, total=None)

        def on_step(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=named(name))

        yield on_step
