"""What every answer carries, also that of an error: a strict policy for browsers, leave to read for other origins."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Headers = list[tuple[bytes, bytes]]
LARGEST_BODY = 1 << 20

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_FIXED = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
_PAGE = (*_FIXED, (b"cross-origin-resource-policy", b"same-origin"))
_DATA = (
    *_FIXED,
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"Link, Retry-After, X-Row-Limit"),
)
_PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
    "access-control-allow-headers": "Accept, Authorization, Content-Type",
    "access-control-max-age": "86400",
}


class TooLarge(Exception):
    """The body of a request is larger than ``LARGEST_BODY``."""


class Headed:
    """ASGI middleware around all others: security headers on every answer, data for pages of any origin."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; the answer gets the headers that it does not set itself."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        else:
            await self.app(scope, receive, _with_headers(send))


class Bounded:
    """ASGI middleware: 413 for a large request, whatever length it announces; answers preflights."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, which is ended where its body grows too large."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        length = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if length.isdigit() and int(length) > LARGEST_BODY:
            await _refusal()(scope, receive, send)
        elif scope["method"] == "OPTIONS":
            await PlainTextResponse("", 204, headers=_PREFLIGHT)(scope, receive, send)
        else:
            try:
                await self.app(scope, _counted(receive), send)
            except TooLarge:
                await _refusal()(scope, receive, send)


def _refusal() -> PlainTextResponse:
    return PlainTextResponse(f"the request is larger than {LARGEST_BODY} bytes\n", 413)


def headed(headers: Headers) -> Headers:
    """The headers of an answer with those that every answer carries, where it does not set them itself."""
    given = dict(headers)
    wanted = _PAGE if given.get(b"content-type", b"").startswith(b"text/html") else _DATA
    return [*headers, *(pair for pair in wanted if pair[0] not in given)]


def _with_headers(send: Send) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = headed(message["headers"])
        await send(message)

    return sender


def _counted(receive: Receive) -> Receive:
    total = 0

    async def receiver() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > LARGEST_BODY:
            raise TooLarge
        return message

    return receiver
