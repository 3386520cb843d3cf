"""Work for several processes: tasks go out one at a time, outcomes come back as they are ready.

Each process hangs on a pipe of its own: it ends when the pipe ends, so that nothing goes on when the build is killed;
and a process that the system kills (no memory left) costs one task, not the build.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from kg.errors import SourceError

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

Task = TypeVar("Task")
Outcome = TypeVar("Outcome")

LOST = "the process that read it was killed (out of memory?); give it to a build of its own, with --jobs 1"


class WorkerFailed(RuntimeError):
    """A process ended of itself: its own message stands on standard error."""


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

    def outcomes(self, tasks: Sequence[Task]) -> Generator[tuple[int, Outcome | SourceError], None, None]:
        """Number and outcome of each task, in the order in which they end; SourceError where ``work`` raised it or
        the system killed the process. Raises WorkerFailed for any other end of a process."""
        waiting = deque(range(len(tasks)))
        try:
            while waiting and len(self._workers) < self._jobs:
                self._start(tasks, waiting.popleft())
            while self._workers:
                for connection in cast("list[Connection]", wait(list(self._workers))):
                    number = self._workers[connection].busy
                    yield number, self._received(connection)
                    if connection not in self._workers and waiting:
                        self._start(tasks, waiting.popleft())
                    elif connection in self._workers:
                        self._next(connection, tasks, waiting)
        finally:
            for connection in list(self._workers):
                self._end(connection)

    def _start(self, tasks: Sequence[Task], number: int) -> None:
        ours, theirs = multiprocessing.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._work), daemon=True)
        process.start()
        theirs.close()
        self._workers[ours] = _Worker(process, number)
        ours.send(tasks[number])

    def _next(self, connection: Connection, tasks: Sequence[Task], waiting: deque[int]) -> None:
        if not waiting:
            self._end(connection)
            return
        self._workers[connection].busy = waiting.popleft()
        connection.send(tasks[self._workers[connection].busy])

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
