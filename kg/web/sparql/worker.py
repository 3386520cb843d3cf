"""The process in which queries run, so that one that does not end can be ended: ``… -m kg.web.sparql.worker STORE``.

It reads questions from standard input and writes answers to standard output: a frame is its length (four bytes, the
highest first) and so many bytes; a question is one frame of JSON, an answer a frame of JSON and a frame with the body.
"""

from __future__ import annotations

import json
import os
import struct
import sys
from dataclasses import asdict
from pathlib import Path
from typing import IO

from kg.errors import StoreError
from kg.graph.local import LocalStore
from kg.graph.remote import BASE, RemoteStore, open_remote
from kg.graph.store import open_read
from kg.web.sparql.evaluate import Answer, Question, evaluate, failure

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
    remote = place.startswith(("http://", "https://"))
    store = open_remote(place, os.environ.get(BASE)) if remote else open_read(Path(place))
    while len(length := questions.read(LENGTH.size)) == LENGTH.size:
        given = json.loads(questions.read(LENGTH.unpack(length)[0]))
        answers.write(pack_answer(_answer(store, Question(**given))))
        answers.flush()


def _answer(store: LocalStore | RemoteStore, question: Question) -> Answer:
    try:
        return evaluate(store.renewed() if isinstance(store, RemoteStore) else store, question)
    except StoreError as error:
        return failure(502, f"the store behind this site failed: {error}")


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
