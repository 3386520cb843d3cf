"""What every answer carries, also that of an error: a strict policy for browsers, leave to read for other origins."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 1 << 20

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_FIXED = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_PAGE = {"cross-origin-resource-policy": "same-origin"}
_ANY_ORIGIN = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "Link, Retry-After, X-Row-Limit",
}
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


def _with_headers(send: Send) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            is_page = headers.get("content-type", "").startswith("text/html")
            for name, value in (_FIXED | _PAGE if is_page else _FIXED).items():
                headers.setdefault(name, value)
            if not is_page:
                headers.update(_ANY_ORIGIN)
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
