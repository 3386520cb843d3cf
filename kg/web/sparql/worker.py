"""The process in which queries run, so that one that does not end can be ended: ``… -m kg.web.sparql.worker STORE``.

It reads questions from standard input and writes answers to standard output: a frame is its length (four bytes, the
highest first) and so many bytes; a question is one frame of JSON, an answer a frame of JSON and a frame with the body.
"""

from __future__ import annotations

import json
import os
import struct
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.errors import StoreError
from kg.graph.store import open_read
from kg.web.sparql.evaluate import Answer, Question, evaluate, failure

if TYPE_CHECKING:
    from kg.graph.local import LocalStore
    from kg.graph.remote import RemoteStore

LENGTH = struct.Struct(">I")


def frame(content: bytes) -> bytes:
    """``content`` with its length before it."""
    return LENGTH.pack(len(content)) + content


def pack_question(question: Question) -> bytes:
    """A question as the worker reads it."""
    return frame(json.dumps(asdict(question), ensure_ascii=True).encode("ascii"))


def pack_answer(answer: Answer) -> bytes:
    """An answer as the server reads it."""
    head = asdict(answer)
    body = head.pop("body")
    return frame(json.dumps(head).encode("ascii")) + frame(body)


def unpack_answer(head: bytes, body: bytes) -> Answer:
    """The inverse of ``pack_answer``."""
    return Answer(**json.loads(head), body=body)


def main(place: str, questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answers questions on the store in a directory, or behind an address, until the server closes its end."""
    current = _opened(place)
    while len(length := questions.read(LENGTH.size)) == LENGTH.size:
        given = json.loads(questions.read(LENGTH.unpack(length)[0]))
        answers.write(pack_answer(_answer(current, Question(**given))))
        answers.flush()


def _opened(place: str) -> Callable[[], LocalStore | RemoteStore]:
    """What gives the store of a place as it is at the moment."""
    if place.startswith(("http://", "https://")):
        from kg.graph.remote import BASE, open_remote  # loads an HTTP client: only where the store is elsewhere

        return open_remote(place, os.environ.get(BASE)).renewed
    store = open_read(Path(place))
    return lambda: store


def _answer(current: Callable[[], LocalStore | RemoteStore], question: Question) -> Answer:
    try:
        return evaluate(current(), question)
    except StoreError as error:
        return failure(502, f"the store behind this site failed: {error}")


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
