"""A few worker processes: a query waits for a free one, and takes it down with it when its time is over."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import dataclass

from kg.web.sparql.evaluate import Answer, Question, failure
from kg.web.sparql.worker import LENGTH, pack_question, unpack_answer


@dataclass
class _Worker:
    process: Process
    place: str


class Pool:
    """``count`` processes at most. ``seconds`` is what one query may take, the wait for a free process included."""

    def __init__(self, count: int = 2, seconds: float = 10.0) -> None:
        self.seconds = seconds
        self._free = asyncio.Semaphore(count)
        self._idle: list[_Worker] = []
        self._all: set[Process] = set()

    async def ask(self, place: str, question: Question) -> Answer:
        """The answer of the store in a directory or behind an address; 503 where it took too long.

        A cancelled task ends its query.
        """
        try:
            async with asyncio.timeout(self.seconds), self._free:
                return await self._ask(place, question)
        except TimeoutError:
            return failure(503, f"the query was ended: it took longer than {self.seconds:g} seconds")
        except (asyncio.IncompleteReadError, ConnectionError):
            return failure(503, "the query was ended: it took more memory than there is, or its process failed")

    async def _ask(self, place: str, question: Question) -> Answer:
        worker = await self._worker(place)
        done = False
        try:
            answer = await _exchange(worker.process, question)
            done = True
        finally:
            if done:
                self._idle.append(worker)
            else:
                await self._end(worker.process)
        return answer

    async def _worker(self, place: str) -> _Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.place == place and worker.process.returncode is None:
                return worker
            await self._end(worker.process)
        command = [sys.executable, "-X", "utf8", "-m", "kg.web.sparql.worker", place]
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
        self._all.add(process)
        return _Worker(process, place)

    async def warm(self, place: str) -> None:
        """Start one process, so that the first query does not wait for it."""
        self._idle.append(await self._worker(place))

    async def close(self) -> None:
        """End every process."""
        for process in list(self._all):
            await self._end(process)
        self._idle.clear()

    async def _end(self, process: Process) -> None:
        self._all.discard(process)
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _exchange(process: Process, question: Question) -> Answer:
    if process.stdin is None or process.stdout is None:
        raise ConnectionError("a worker without pipes")
    process.stdin.write(pack_question(question))
    await process.stdin.drain()
    frames = []
    for _ in range(2):
        length = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))[0]
        frames.append(await process.stdout.readexactly(length))
    return unpack_answer(frames[0], frames[1])
