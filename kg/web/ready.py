"""Answers that are ready: what the API said of this build before, sent again without being made again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.web.access import Door
from kg.web.headers import Headed, Headers, headed

MOST_BYTES = 64 << 20
_OVERHEAD = 1024
"""What an answer needs in memory beside its body, about."""

_BODY = (b"content-length", b"transfer-encoding")
"""Headers of a request that brings a body, which others judge."""

Address = bytes
"""The path as it was sent and what follows its question mark: all that an answer may depend on, beside the build."""


def address(scope: Scope) -> Address:
    """The address that a request asks for."""
    path: bytes = scope["raw_path"]
    query: bytes = scope["query_string"]
    return path + b"?" + query if query else path


def brings_body(headers: Headers) -> bool:
    """Whether a request has a body."""
    return any(name in _BODY for name, _ in headers)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer with all its headers, and those as they are sent, with the empty line after them."""

    answer: Response
    head: bytes


class Ready:
    """The answers of one build that were asked for last, of ``most`` bytes together. Threads may share it."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most, self._bytes = most, 0
        self._kept: OrderedDict[Address, Kept] = OrderedDict()
        self._lock = Lock()

    def of(self, place: Address) -> Kept | None:
        """The answer that was given under this address, None where there is none yet or no longer."""
        with self._lock:
            found = self._kept.get(place)
            if found is not None:
                self._kept.move_to_end(place)
            return found

    def keep(self, place: Address, answer: Response) -> None:
        """Keep an answer with all its headers; where there are too many, those asked for least lately go."""
        answer.raw_headers = headed(answer.raw_headers)
        head = b"".join(b"%s: %s\r\n" % pair for pair in answer.raw_headers) + b"\r\n"
        with self._lock:
            self._drop(place)
            self._kept[place] = Kept(answer, head)
            self._bytes += len(answer.body) + _OVERHEAD
            while self._bytes > self._most:
                self._drop(next(iter(self._kept)))

    def _drop(self, place: Address) -> None:
        gone = self._kept.pop(place, None)
        if gone is not None:
            self._bytes -= len(gone.answer.body) + _OVERHEAD


class ReadyFirst:
    """ASGI middleware around all others: sends a ready answer to who is let in, and passes on every other request.

    ``ready`` gives the answers of the build that is served, None while a new one has to be opened.
    """

    def __init__(self, app: ASGIApp, ready: Callable[[], Ready | None], door: Door | None) -> None:
        self.app, self.ready, self.door = app, ready, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or passes it on."""
        answer = self._answer(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        await (answer or self.app)(scope, receive, send)

    def _answer(self, scope: Scope) -> ASGIApp | None:
        ready = self.ready()
        kept = ready.of(address(scope)) if ready else None
        if kept is None or brings_body(scope["headers"]):
            return None
        refusal = self.door.refusal(scope) if self.door else None
        return Headed(refusal) if refusal else kept.answer
