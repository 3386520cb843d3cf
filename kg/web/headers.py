"""What every answer carries: a strict policy for browsers; and the largest request that is read."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
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
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
_ANY_ORIGIN = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "Link, Retry-After, X-Row-Limit",
}
_PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
    "access-control-allow-headers": "Accept, Content-Type",
    "access-control-max-age": "86400",
}


class TooLarge(Exception):
    """The body of a request is larger than ``LARGEST_BODY``."""


class Guarded:
    """ASGI middleware: security headers on every answer, data for pages of any origin, 413 for a large request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on with the limits and headers added."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sender = _with_headers(scope, send)
        length = Headers(scope=scope).get("content-length", "0")
        if length.isdigit() and int(length) > LARGEST_BODY:
            await _refusal()(scope, receive, sender)
        elif scope["method"] == "OPTIONS":
            await PlainTextResponse("", 204, headers=_PREFLIGHT)(scope, receive, sender)
        else:
            try:
                await self.app(scope, _counted(receive), sender)
            except TooLarge:
                await _refusal()(scope, receive, sender)


def _refusal() -> PlainTextResponse:
    return PlainTextResponse(f"the request is larger than {LARGEST_BODY} bytes\n", 413)


def _with_headers(scope: Scope, send: Send) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _FIXED.items():
                headers.setdefault(name, value)
            if not headers.get("content-type", "").startswith("text/html"):
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
