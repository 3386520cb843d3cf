"""HTTP as uvicorn speaks it, with a short way for ready answers: they are written as they are.

An ASGI application costs four times the processor that such an answer takes: its address is decoded, a task is made
for it, and each header is checked and put together again, for every request.
"""

from __future__ import annotations

from typing import cast

from starlette.applications import Starlette
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.web.ready import Kept, brings_body

_FOUND = b"HTTP/1.1 200 OK\r\n"


class Wire(HttpToolsProtocol):
    """A connection to the site. A request that is no plain one, or not let in without a question, goes to the site."""

    def on_headers_complete(self) -> None:
        """Answers a request at once, or starts the site's answer."""
        self._unset_keepalive_if_required()  # that of an answer just given to another request of the same piece
        kept = self._kept() if self._is_plain() else None
        if kept is None:
            super().on_headers_complete()
            return
        ours = [b"%s: %s\r\n" % pair for pair in self.server_state.default_headers]
        self.transport.write(b"".join((_FOUND, *ours, kept.head, kept.answer.body)))
        self.on_response_complete()

    def on_message_complete(self) -> None:
        """The end of a request, which the site may not have heard of."""
        if self.cycle is not None:
            super().on_message_complete()

    def _is_plain(self) -> bool:
        """Whether this asks for an address with nothing beside, and the answers before it are on their way."""
        return (
            self.parser.get_method() == b"GET"
            and self.parser.get_http_version() == "1.1"
            and self.parser.should_keep_alive()
            and not self.parser.should_upgrade()
            and not self.flow.write_paused
            and (self.cycle is None or self.cycle.response_complete)
            and not brings_body(self.headers)
        )

    def _kept(self) -> Kept | None:
        state = cast(Starlette, self.config.app).state
        ready = state.library.ready()
        kept: Kept | None = ready.of(self.url) if ready else None
        return kept if kept and (state.door is None or state.door.stands_open(self.headers)) else None
