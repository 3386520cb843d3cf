"""The store of a build written, and read back, by several processes where there is enough to do.

Processes make files of quads out of facts, which this one loads; and they read documents from the finished store.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from functools import cache, partial
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import SourceError
from kg.graph import read, store
from kg.graph.readable import Store
from kg.model import DocumentFacts
from kg.workers import Workers, processors

_MANY = 24
"""From so many documents on, starting processes pays."""
_CLAUSES = 300
"""Clauses, or mentions of agencies, of the documents whose quads go into one file: some ten thousand quads."""
_GROUPS = 3
"""Documents that a process reads at a time."""

Groups = tuple[tuple[str, ...], ...]


class Storing:
    """Writes a store and reads it back with ``jobs`` of the processes of ``workers`` (None: as many as are of use)."""

    def __init__(self, jobs: int | None, documents: int, workers: Workers) -> None:
        self._workers = workers
        usual = processors() if documents >= _MANY else 1
        self.jobs = min(jobs or usual, documents)

    def write(self, directory: Path, facts: Iterable[DocumentFacts], base: str, known: Collection[str]) -> None:
        """As ``store.write``. Raises StoreError where the store cannot be written."""
        if self.jobs < 2:
            store.write(directory, facts, base, known)
            return
        with TemporaryDirectory(prefix=".quads-", dir=directory.parent) as folder:
            store.write_files(directory, self._files(Path(folder), facts, base, known), base)

    def _files(self, folder: Path, facts: Iterable[DocumentFacts], base: str, known: Collection[str]) -> Iterator[Path]:
        """The files of quads, each when it is ready."""
        names = (folder / f"{number}.nq" for number in count())
        given: dict[int, Task] = {}
        tasks = _kept(zip(names, _parts(facts), strict=False), given)
        work = partial(spool, base=base, known=known)
        with closing(self._workers.outcomes(work, tasks, self.jobs)) as outcomes:
            for number, outcome in outcomes:
                task = given.pop(number)
                if isinstance(outcome, SourceError):  # the process was killed: this one has to do it
                    work(task)
                yield task[0]

    def read(self, directory: Path, opened: Store) -> Iterator[DocumentFacts]:
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


Task = tuple[Path, Sequence[DocumentFacts]]


def spool(task: Task, base: str, known: Collection[str]) -> None:
    """The quads of some documents into a file."""
    store.spool(*task, base, known)


def read_back(groups: Groups, directory: Path) -> list[DocumentFacts]:
    """The documents of some groups of graphs of a finished store, in order."""
    return _read(_opened(directory), groups)


@cache
def _opened(directory: Path) -> Store:
    """The store, opened once in a process that ends with its work."""
    return store.open_read(directory)


def _read(opened: Store, groups: Groups) -> list[DocumentFacts]:
    return [one for graphs in groups for one in read.read_group(opened, graphs)]


def _kept(tasks: Iterable[Task], given: dict[int, Task]) -> Iterator[Task]:
    """The tasks, each kept under its number when it is asked for."""
    for number, task in enumerate(tasks):
        given[number] = task
        yield task


def _parts(facts: Iterable[DocumentFacts]) -> Iterator[list[DocumentFacts]]:
    """The documents in parts of about one size."""
    part: list[DocumentFacts] = []
    size = 0
    for one in facts:
        part.append(one)
        size += max(len(one.clauses), len(one.agencies), 1)
        if size >= _CLAUSES:
            yield part
            part, size = [], 0
    if part:
        yield part
