"""A few worker processes: a query waits for a free one, and takes it down with it when its time is over.

A store on the disk does not change once it is published: what was asked of it is answered again from memory.
"""

from __future__ import annotations

import asyncio
import re
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass

from kg.web.sparql.evaluate import Answer, Question, failure
from kg.web.sparql.worker import LENGTH, pack_question, unpack_answer

KEPT_BYTES = 32 << 20
"""Bodies of answers that are kept."""
LARGEST_KEPT = 1 << 20

_EACH_TIME = re.compile(r"now|rand|uuid|bnode|\\u", re.IGNORECASE)
"""Functions whose value is another each time, and escapes that may hide their names."""


class Answers:
    """The answers of one store that were given last. ``of`` another store forgets them."""

    def __init__(self, limit: int = KEPT_BYTES) -> None:
        self._limit = limit
        self._place = ""
        self._kept: OrderedDict[Question, Answer] = OrderedDict()
        self._size = 0

    def find(self, place: str, question: Question) -> Answer | None:
        """What the store in this directory answered, None where it was not asked or the answer is no longer kept."""
        if place != self._place or question not in self._kept:
            return None
        self._kept.move_to_end(question)
        return self._kept[question]

    def keep(self, place: str, question: Question, answer: Answer) -> None:
        """Keep an answer, unless it is a failure, large, of a store that may change, or another each time."""
        if answer.status != 200 or len(answer.body) > LARGEST_KEPT or "://" in place:
            return
        if _EACH_TIME.search(question.query):
            return
        if place != self._place:
            self._place, self._size = place, 0
            self._kept.clear()
        if question not in self._kept:
            self._kept[question] = answer
            self._size += len(answer.body) + len(question.query)
        while self._size > self._limit:
            old, gone = self._kept.popitem(last=False)
            self._size -= len(gone.body) + len(old.query)


@dataclass
class _Worker:
    process: Process
    place: str


class Pool:
    """``count`` processes at most. ``seconds`` is what one query may take, the wait for a free process included."""

    def __init__(self, count: int = 2, seconds: float = 10.0) -> None:
        self.seconds = seconds
        self.answers = Answers()
        self._free = asyncio.Semaphore(count)
        self._idle: list[_Worker] = []
        self._all: set[Process] = set()

    async def ask(self, place: str, question: Question) -> Answer:
        """The answer of the store in a directory or behind an address; 503 where it took too long.

        A cancelled task ends its query.
        """
        if (kept := self.answers.find(place, question)) is not None:
            return kept
        try:
            async with asyncio.timeout(self.seconds), self._free:
                answer = await self._ask(place, question)
            self.answers.keep(place, question, answer)
            return answer
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
