"""The documents of a finished store, read by several processes where there is enough to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import cache, partial
from itertools import islice
from pathlib import Path

from kg.errors import SourceError
from kg.graph import read, store
from kg.graph.readable import Store
from kg.model import DocumentFacts
from kg.workers import Workers, processors

_MANY = 24
"""From so many documents on, starting processes pays."""
_GROUPS = 3
"""Documents that a process reads at a time."""

Groups = tuple[tuple[str, ...], ...]


class ReadBack:
    """Reads a store with ``jobs`` of the processes of ``workers`` (None: as many as are of use)."""

    def __init__(self, jobs: int | None, documents: int, workers: Workers) -> None:
        self._workers = workers
        usual = processors() if documents >= _MANY else 1
        self.jobs = min(jobs or usual, documents)

    def documents(self, directory: Path, opened: Store) -> Iterator[DocumentFacts]:
        """As ``read.by_source`` of a store that is ``opened`` here."""
        if self.jobs < 2:
            yield from read.by_source(opened)
            return
        groups = read.groups_by_source(opened)
        tasks: list[Groups] = list(iter(lambda: tuple(islice(groups, _GROUPS)), ()))
        ready: dict[int, list[DocumentFacts]] = {}
        following = 0
        work = partial(read_back, directory=directory)
        with closing(self._workers.outcomes(work, tasks, self.jobs)) as outcomes:
            for number, outcome in outcomes:
                ready[number] = _read(opened, tasks[number]) if isinstance(outcome, SourceError) else outcome
                while following in ready:
                    yield from ready.pop(following)
                    following += 1


def read_back(groups: Groups, directory: Path) -> list[DocumentFacts]:
    """The documents of some groups of graphs of a finished store, in order."""
    return _read(_opened(directory), groups)


@cache
def _opened(directory: Path) -> Store:
    """The store, opened once in a process that ends with its work."""
    return store.open_read(directory)


def _read(opened: Store, groups: Groups) -> list[DocumentFacts]:
    return [one for graphs in groups for one in read.read_group(opened, graphs)]
