"""Files → what they state, read anew or, where nothing has changed, taken from the former build."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from time import perf_counter

from kg import pipeline
from kg.cache import FOLDER, Cache, Extraction
from kg.errors import SourceError, StoreError, writing
from kg.graph.publish import current
from kg.model import Finder, SourceReport, Warning
from kg.source import SourceFile, checksum, read, texts
from kg.workers import Workers, processors


def former(out: Path) -> Path | None:
    """The directory of the former build of ``out``, None where there is none."""
    try:
        return current(out)
    except StoreError:
        return None


@dataclass(frozen=True, slots=True)
class Task:
    """A file that has to be read. ``first``: name of the first file with its content, often its own."""

    file: SourceFile
    first: str


NO_DOCUMENT = Warning("no_document", "no official document found (no number, head, or title with an agency)")
"""Of a file that was read and holds none: a mistake of who gave it, or of the program; nobody should have to count."""


def extract(task: Task, spool: Path, finder: Finder = "rules") -> Extraction:
    """What a file states; its text and its entry for the next build go into ``spool``.

    A file with the content of an earlier one states nothing. Raises SourceError where it cannot be read.
    """
    began = perf_counter()
    raw = read(task.file)
    seconds = (("source", perf_counter() - began),)
    if task.first != task.file.name:
        same = Warning("same_file", f"same content as {task.first}, which was read in its place")
        report = SourceReport(raw.source, raw.sha256, raw.encoding, len(raw.text), warnings=(same,))
        return _timed(Extraction((), report, raw.media_type), seconds)
    with writing(spool, StoreError):
        texts.keep(raw, spool / texts.FOLDER)
    facts, report = pipeline.extract(raw, finder)
    nothing = () if facts else (NO_DOCUMENT,)
    plain = replace(report, warnings=(*raw.warnings, *nothing, *report.warnings), seconds=())
    extraction = Extraction(tuple(facts), plain, raw.media_type)
    with writing(spool, StoreError):
        Cache(None, spool / FOLDER, finder).keep(extraction)
    return _timed(extraction, (*seconds, *report.seconds))


def extract_apart(task: Task, spool: Path, finder: Finder = "rules") -> Extraction:
    """As ``extract``, for another process: the facts stay behind in ``spool``."""
    return replace(extract(task, spool, finder), facts=())


def _timed(extraction: Extraction, seconds: tuple[tuple[str, float], ...]) -> Extraction:
    told = tuple(_spent(room, round(value, 4)) for room, value in seconds)
    return replace(extraction, report=replace(extraction.report, seconds=told))


@lru_cache(maxsize=1 << 10)
def _spent(room: str, seconds: float) -> tuple[str, float]:
    """A room and its seconds: thousands of reports that say the same share it."""
    return room, seconds


@dataclass(frozen=True, slots=True)
class _Known:
    """A file that the former build has read. ``seconds``: what finding that out took."""

    task: Task
    sha256: str
    seconds: float


MANY, LARGE = 8, 300_000
"""From so many files, or bytes in several files, on, starting processes pays."""


def usual_jobs(tasks: Sequence[Task]) -> int:
    """How many processes are of use: one for each processor where there is work for several."""
    if len(tasks) < MANY and (len(tasks) < 2 or sum(map(_size, tasks)) < LARGE):
        return 1
    return processors()


def _size(task: Task) -> int:
    """Bytes of a file, 0 where nobody knows."""
    if task.file.member is not None:
        return task.file.member.size
    with suppress(OSError):
        return os.stat(task.file.path).st_size
    return 0


class Extractor:
    """Extracts the files of one build. Texts and entries for the next build go into ``spool``, seconds to ``clock``.

    ``jobs``: so many of the processes of ``workers`` read (without them this one does); None: as many as are of use.
    ``finder``: what looks for agencies.
    """

    def __init__(
        self,
        spool: Path,
        former: Path | None,
        clock: dict[str, float],
        jobs: int | None = 1,
        finder: Finder = "rules",
        workers: Workers | None = None,
    ) -> None:
        self.spool = spool
        self.former = former
        self.clock = clock
        self.jobs = jobs
        self.finder = finder
        self.workers = workers
        self.reused: list[str] = []  # names of the files that were not read again
        self._cache = Cache(former / FOLDER if former else None, spool / FOLDER, finder)
        self._by_content: dict[str, str] = {}
        with writing(spool, StoreError):
            (spool / texts.FOLDER).mkdir()

    def extractions(self, files: Sequence[SourceFile]) -> Generator[Extraction | SourceError, None, None]:
        """What each of the files states, in their order; SourceError for one that cannot be read."""
        if self.jobs == 1 or self.workers is None:
            for file in files:
                planned = self._plan(file)
                yield self._clocked(self._done(planned) if isinstance(planned, Task) else self._taken(planned))
            return
        plan = [self._plan(file) for file in files]
        tasks = [planned for planned in plan if isinstance(planned, Task)]
        jobs = min(self.jobs or usual_jobs(tasks), len(tasks))
        processes = self._in_processes(tasks, jobs, self.workers)
        read_anew = processes if jobs > 1 else (self._done(task) for task in tasks)
        for planned in plan:
            yield self._clocked(next(read_anew) if isinstance(planned, Task) else self._taken(planned))

    def _plan(self, file: SourceFile) -> Task | _Known | SourceError:
        """Whether a file is known from the former build, else the task of reading it."""
        began = perf_counter()
        try:
            sha256 = checksum(file)
        except SourceError as error:
            return error
        task = Task(file, self._by_content.setdefault(sha256, file.name))
        known = task.first == file.name and self._cache.has(file.name, sha256)
        return _Known(task, sha256, perf_counter() - began) if known else task

    def _taken(self, planned: _Known | SourceError) -> Extraction | SourceError:
        """What is known of a file from the former build; it is read all the same where that is of no use."""
        if isinstance(planned, SourceError):
            return planned
        began, file = perf_counter(), planned.task.file
        found = self._cache.find(file.name, planned.sha256)
        try:
            if found is None or not self._take_text(file, found):
                return self._done(planned.task)
        except SourceError as error:
            return error
        with writing(self.spool, StoreError):
            self._cache.keep_on(file.name, planned.sha256)
        self.reused.append(file.name)
        return _timed(found, (("reuse", planned.seconds + perf_counter() - began),))

    def _done(self, task: Task) -> Extraction | SourceError:
        try:
            return extract(task, self.spool, self.finder)
        except SourceError as error:
            return error

    def _in_processes(self, tasks: Sequence[Task], jobs: int, workers: Workers) -> Iterator[Extraction | SourceError]:
        """As ``_done`` for each of the tasks, in their order; the largest files are read first."""
        order = sorted(range(len(tasks)), key=lambda number: -_size(tasks[number]))
        work = partial(extract_apart, spool=self.spool, finder=self.finder)
        ready: dict[int, Extraction | SourceError] = {}
        with closing(workers.outcomes(work, [tasks[number] for number in order], jobs)) as outcomes:
            for number in range(len(tasks)):
                while number not in ready:
                    place, outcome = next(outcomes)
                    ready[order[place]] = outcome
                yield self._whole(tasks[number], ready.pop(number))

    def _whole(self, task: Task, outcome: Extraction | SourceError) -> Extraction | SourceError:
        """What another process read, with the facts that it left behind: those of one file at a time are in memory."""
        if isinstance(outcome, SourceError) or task.first != task.file.name:
            return outcome
        left = self._cache.kept(task.file.name, outcome.report.sha256)
        return self._done(task) if left is None else replace(outcome, facts=left.facts)

    def _clocked(self, outcome: Extraction | SourceError) -> Extraction | SourceError:
        if isinstance(outcome, Extraction):
            for room, spent in outcome.report.seconds:
                self.clock[room] = self.clock.get(room, 0.0) + spent
        return outcome

    def _take_text(self, file: SourceFile, found: Extraction) -> bool:
        """Take the text over from the former build; False where it is missing, and only reading the file gives it."""
        name = f"{found.report.sha256}.txt"
        with suppress(OSError):
            if self.former is not None:
                shutil.copyfile(self.former / texts.FOLDER / name, self.spool / texts.FOLDER / name)
                return True
        if found.media_type != "text/plain":
            return False
        texts.keep(read(file), self.spool / texts.FOLDER)
        return True
