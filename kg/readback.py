"""The documents of a finished store, read by several processes where there is enough to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kg.errors import SourceError
from kg.graph import read, store
from kg.graph.memory import give_back
from kg.graph.readable import Store
from kg.model import DocumentFacts
from kg.workers import Workers, processors

_MANY = 24
"""From so many documents on, starting processes pays."""
_GROUPS = 3
"""Documents that a process reads at a time."""
_OPENING = 64
"""Tasks that are read before the store is opened anew: what Oxigraph has read stays in memory while it is open."""


class Task(NamedTuple):
    """Groups of graphs to read, and the opening of the store for which they are meant."""

    opening: int
    groups: tuple[tuple[str, ...], ...]


class ReadBack:
    """Reads a store with ``jobs`` of the processes of ``workers`` (None: as many as are of use)."""

    def __init__(self, jobs: int | None, documents: int, workers: Workers) -> None:
        self._workers = workers
        usual = processors() if documents >= _MANY else 1
        self.jobs = min(jobs or usual, documents)

    def documents(self, directory: Path) -> Iterator[DocumentFacts]:
        """As ``read.by_source`` of the finished store in ``directory``."""
        tasks = list(_tasks(directory))
        give_back()
        work = partial(read_back, directory=directory)
        try:
            yield from self._apart(tasks, work) if self.jobs > 1 else (one for task in tasks for one in work(task))
        finally:
            _opened.cache_clear()

    def _apart(self, tasks: list[Task], work: partial[list[DocumentFacts]]) -> Iterator[DocumentFacts]:
        """What other processes read, in the order of the tasks; this one does what a process that was killed left."""
        ready: dict[int, list[DocumentFacts]] = {}
        following = 0
        with closing(self._workers.outcomes(work, tasks, self.jobs)) as outcomes:
            for number, outcome in outcomes:
                ready[number] = work(tasks[number]) if isinstance(outcome, SourceError) else outcome
                while following in ready:
                    yield from ready.pop(following)
                    following += 1


def _tasks(directory: Path) -> Iterator[Task]:
    groups = read.groups_by_source(store.open_read(directory))
    number = 0
    while some := tuple(islice(groups, _GROUPS)):
        yield Task(number // _OPENING, some)
        number += 1


def read_back(task: Task, directory: Path) -> list[DocumentFacts]:
    """The documents of some groups of graphs of a finished store, in order."""
    opened = _opened(directory, task.opening)
    return [one for graphs in task.groups for one in read.read_group(opened, graphs)]


@lru_cache(maxsize=1)
def _opened(directory: Path, opening: int) -> Store:
    """The store, opened once for the tasks of one opening."""
    return store.open_read(directory)
