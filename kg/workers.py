"""Work for several processes: tasks go out one at a time, outcomes come back as they are ready.

Each process hangs on a pipe of its own: it ends when the pipe ends, so that nothing goes on when the build is killed;
and a process that the system kills (no memory left) costs one task, not the build. The processes stay for the next
work: what they have loaded and compiled for one room of the build serves the others.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar, cast

from kg.errors import KgError, SourceError

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, ForkServerContext, SpawnContext

Task = TypeVar("Task")
Outcome = TypeVar("Outcome")

_PRELOAD = ["kg.extractor", "kg.readback"]
"""What the processes of a build need, loaded once where they cannot have it from this one."""
_THREADS, _OPEN = Path("/proc/self/task"), Path("/proc/self/fd")
LOST = "the process that read it was killed (out of memory?); give it to a build of its own, with --jobs 1"


class WorkerFailed(RuntimeError):
    """A process ended of itself: its own message stands on standard error."""


def processors() -> int:
    """How many processes the machine lets this one run side by side."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    work: Callable[[Any], Any]  # what it was told last to do with its tasks
    busy: int  # the number of its task


def _context() -> ForkContext | ForkServerContext | SpawnContext:
    """How processes are made: as copies of this one, which has all they need, where it has no other thread that a copy
    would lack (Linux tells); else from a clean one that has the modules loaded, where the system can do that."""
    methods = multiprocessing.get_all_start_methods()
    if "fork" in methods and _THREADS.is_dir() and len(list(_THREADS.iterdir())) == 1:
        return multiprocessing.get_context("fork")
    if "forkserver" in methods:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOAD)
        return context
    return multiprocessing.get_context("spawn")


class Workers:
    """Processes that are made when there is work, and end with the ``with`` block."""

    def __init__(self) -> None:
        self._idle: list[tuple[Connection, _Worker]] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for connection, worker in self._idle:
            _end(connection, worker)
        self._idle = []

    def outcomes(
        self, work: Callable[[Task], Outcome], tasks: Iterable[Task], jobs: int
    ) -> Generator[tuple[int, Outcome | SourceError], None, None]:
        """Number and outcome of each task, in the order in which they end; SourceError where ``work``, a function of a
        module, raised it or the system killed the process. Raises any other KgError of ``work``, and WorkerFailed
        where a process ended otherwise.

        At most ``jobs`` processes do it. A task is asked for when a process is free, and processes go on while the
        caller looks at an outcome.
        """
        waiting = enumerate(tasks)
        workers: dict[Connection, _Worker] = {}
        try:
            for number, task in islice(waiting, jobs):
                self._start(workers, work, number, task)
            while workers:
                for connection in cast("list[Connection]", wait(list(workers))):
                    worker = workers.pop(connection)
                    outcome = cast("Outcome | SourceError", _received(connection, worker))
                    if not connection.closed:
                        self._idle.append((connection, worker))
                    if isinstance(outcome, KgError) and not isinstance(outcome, SourceError):
                        raise outcome
                    for number, task in islice(waiting, 1):
                        self._start(workers, work, number, task)
                    yield worker.busy, outcome
        finally:
            for connection, worker in workers.items():
                _end(connection, worker)

    def _start(
        self, workers: dict[Connection, _Worker], work: Callable[[Task], Outcome], number: int, task: Task
    ) -> None:
        """Give a task to a process that has none, or to a new one."""
        connection, former = self._idle.pop() if self._idle else _made()
        workers[connection] = _Worker(former.process, work, number)
        with suppress(ConnectionError):  # where it has ended meanwhile, its outcome tells
            connection.send((None if former.work is work else work, task))


def _made() -> tuple[Connection, _Worker]:
    context = _context()
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, context.get_start_method() == "fork"), daemon=True)
    process.start()
    theirs.close()
    return ours, _Worker(process, _nothing, -1)


def _nothing(task: object) -> None:
    """What a new process is told to do."""


def _received(connection: Connection, worker: _Worker) -> object:
    with suppress(EOFError, ConnectionError):
        return connection.recv()
    worker.process.join()  # its pipe has ended: so does it
    connection.close()
    if worker.process.exitcode is not None and worker.process.exitcode < 0:
        return SourceError(LOST)
    raise WorkerFailed(f"a process ended with exit code {worker.process.exitcode}")


def _end(connection: Connection, worker: _Worker) -> None:
    connection.close()
    worker.process.terminate()
    worker.process.join()


def _serve(connection: Connection, copied: bool) -> None:
    """What a process does until its pipe ends. An interrupt is the builder's business: it ends its processes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if copied:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _close_all_but(connection.fileno())
    work: Callable[[Any], object] = _nothing
    while True:
        try:
            other, task = connection.recv()
        except EOFError:
            return
        work = other or work
        try:
            outcome = work(task)
        except KgError as error:
            outcome = error
        connection.send(outcome)


def _close_all_but(own: int) -> None:
    """Close the files that a copied process has of the one it was copied from: the lock of the build, and the ends of
    pipes by which others tell that their builder lives."""
    for name in [int(path.name) for path in _OPEN.iterdir()]:
        if name > 2 and name != own:
            with suppress(OSError):  # the one that lists them is closed already
                os.close(name)
