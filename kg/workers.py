"""Work for several processes: tasks go out one at a time, outcomes come back as they are ready.

Each process hangs on a pipe of its own: it ends when the pipe ends, so that nothing goes on when the build is killed;
and a process that the system kills (no memory left) costs one task, not the build.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from kg.errors import SourceError

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

Task = TypeVar("Task")
Outcome = TypeVar("Outcome")

PRELOAD = ("kg.extractor", "kg.storing")
"""What the processes of a build need, loaded once."""
LOST = "the process that read it was killed (out of memory?); give it to a build of its own, with --jobs 1"


class WorkerFailed(RuntimeError):
    """A process ended of itself: its own message stands on standard error."""


def processors() -> int:
    """How many processes the machine lets this one run side by side."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    busy: int  # the number of its task


def _context() -> ForkServerContext | SpawnContext:
    """How processes are made: from a clean one that has the modules loaded, where the system can do that."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("forkserver")
    return multiprocessing.get_context("spawn")


class Workers(Generic[Task, Outcome]):
    """Processes that do ``work``, a function of a module, on tasks. ``preload``: modules that all of them need."""

    def __init__(self, work: Callable[[Task], Outcome], jobs: int, preload: Sequence[str] = ()) -> None:
        self._work = work
        self._jobs = jobs
        self._context = _context()
        self._context.set_forkserver_preload(list(preload))
        self._workers: dict[Connection, _Worker] = {}

    def outcomes(self, tasks: Iterable[Task]) -> Generator[tuple[int, Outcome | SourceError], None, None]:
        """Number and outcome of each task, in the order in which they end; SourceError where ``work`` raised it or
        the system killed the process. Raises WorkerFailed for any other end of a process.

        A task is asked for when a process is free, and processes go on while the caller looks at an outcome.
        """
        waiting = enumerate(tasks)
        try:
            for number, task in islice(waiting, self._jobs):
                self._start(number, task)
            while self._workers:
                for connection in cast("list[Connection]", wait(list(self._workers))):
                    number = self._workers[connection].busy
                    outcome = self._received(connection)
                    self._go_on(connection, next(waiting, None))
                    yield number, outcome
        finally:
            for connection in list(self._workers):
                self._end(connection)

    def _start(self, number: int, task: Task) -> None:
        ours, theirs = multiprocessing.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._work), daemon=True)
        process.start()
        theirs.close()
        self._workers[ours] = _Worker(process, number)
        ours.send(task)

    def _go_on(self, connection: Connection, following: tuple[int, Task] | None) -> None:
        """Give the process its next task, or another one in place of a process that was killed."""
        if following is None:
            if connection in self._workers:
                self._end(connection)
        elif connection in self._workers:
            self._workers[connection].busy, task = following
            connection.send(task)
        else:
            self._start(*following)

    def _received(self, connection: Connection) -> Outcome | SourceError:
        try:
            return cast("Outcome | SourceError", connection.recv())
        except (EOFError, ConnectionError):
            process = self._workers[connection].process
            process.join()  # its pipe has ended: so does it
            self._end(connection)
        if process.exitcode is not None and process.exitcode < 0:
            return SourceError(LOST)
        raise WorkerFailed(f"a process ended with exit code {process.exitcode}")

    def _end(self, connection: Connection) -> None:
        worker = self._workers.pop(connection)
        connection.close()
        worker.process.terminate()
        worker.process.join()


def _serve(connection: Connection, work: Callable[[Task], Outcome]) -> None:
    """What a process does until its pipe ends. An interrupt is the builder's business: it ends its processes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        try:
            outcome: Outcome | SourceError = work(task)
        except SourceError as error:
            outcome = error
        connection.send(outcome)
