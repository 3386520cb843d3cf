"""Who is let in: by the name the site is asked under, by how often a client asks, by the token it shows.

The host is judged because a page of the internet can make a browser call a name that it has let point to 127.0.0.1
(DNS rebinding): what such a page asks for bears the foreign name. RFC 9110 (15.5.20) has 421 for it.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.errors import KgError
from kg.web.headers import Headers
from kg.web.negotiate import best

SESSION = "kg_session"
"""The cookie that stands for the token in a browser."""

BURST_SECONDS = 5
"""A client that has been quiet may ask for so many seconds' worth at once: a page, its style sheet, its scripts …"""

FAILED = 10
"""Showing a wrong token, or filling in the form, counts as so many requests: that slows guessing down."""

_MOST_CLIENTS = 10_000
_MOST_NAMES = 256
_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]{8,}=*")
LOGIN = "/login"


@dataclass(frozen=True, slots=True)
class Access:
    """The rules of one server; without any, everybody is let in.

    ``token`` is what a client shows, None for none; ``hosts`` the names it may ask under beside those of this machine,
    None for any; ``rate`` the requests a second that one client may make in the long run, 0 for any.
    """

    token: str | None = None
    hosts: tuple[str, ...] | None = None
    rate: float = 0.0

    def __post_init__(self) -> None:
        """Raises KgError for a token that an Authorization header cannot carry (RFC 6750, 2.1) or that is short."""
        if self.token is not None and not _TOKEN.fullmatch(self.token):
            raise KgError("a token has at least 8 characters, of A-Z a-z 0-9 . _ ~ + / - and = at its end")

    def session(self) -> str:
        """What the cookie holds: it proves the token and does not contain it."""
        return hmac.new((self.token or "").encode(), b"gongwen-kg session", hashlib.sha256).hexdigest()

    def knows(self, token: str) -> bool:
        """Whether this is the token, compared in constant time."""
        return self.token is not None and hmac.compare_digest(token.encode(), self.token.encode())


@lru_cache(_MOST_NAMES)
def is_loopback(host: str) -> bool:
    """Whether a host (``127.0.0.1``, ``::1``, ``localhost``) is this machine and nothing else."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


@lru_cache(_MOST_NAMES)
def host_of(header: str) -> str:
    """The name in a Host header without its port, in small letters; "" where it is malformed."""
    match = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\s:/\\@\[\]]+?)\.?)(?::\d*)?", header)
    return (match[1] or match[2]).lower() if match else ""


class Buckets:
    """A bucket of tokens for each client: ``rate`` drop in a second, a request takes one, ``size`` is the most."""

    def __init__(self, rate: float, size: float, now: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._size, self._now = rate, size, now
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str, cost: float = 1.0) -> float:
        """Takes ``cost`` from the client's bucket and returns 0.0, or the seconds to wait where there is not one left.

        A cost above one may leave debt. Of many clients the one that asked least lately is forgotten.
        """
        now = self._now()
        level, then = self._levels.pop(client, (self._size, now))
        level = min(self._size, level + (now - then) * self._rate)
        enough = level >= 1.0
        self._levels[client] = (level - cost if enough else level, now)
        while len(self._levels) > _MOST_CLIENTS:
            self._levels.popitem(last=False)
        return 0.0 if enough else (1.0 - level) / self._rate


class Door:
    """Judges requests: 421 for a foreign host, 429 for who asks too often, 401 without the token."""

    def __init__(self, access: Access, form: Callable[[Request, int], Response]) -> None:
        self.access, self.form = access, form
        self.buckets = Buckets(access.rate, max(1.0, access.rate * BURST_SECONDS)) if access.rate > 0 else None

    def refusal(self, scope: Scope) -> Response | None:
        """What a request gets that is not let in, None for one that is; it counts as one more of its client."""
        foreign = self._foreign(scope["headers"])
        if foreign is not None:
            said = f"this server does not answer as {foreign!r}; kg serve --allow-host lets it"
            return problem(Request(scope), 421, said)
        if self.buckets is None and self.access.token is None:
            return None
        request = Request(scope)
        cost = FAILED if request.method == "POST" and scope["path"] == LOGIN else 1
        if self.buckets is not None and (seconds := self.buckets.wait(_client(request), cost)) > 0:
            headers = {"retry-after": str(ceil(seconds))}
            return problem(request, 429, "too many requests; wait a little", headers)
        if self.access.token is None or _is_open(scope["path"]) or self._shows_token(request):
            return None
        return self._unauthorised(request)

    def stands_open(self, headers: Headers) -> bool:
        """Whether a request with these headers is let in, whoever makes it and however often."""
        return self.buckets is None and self.access.token is None and self._foreign(headers) is None

    def _foreign(self, headers: Headers) -> str | None:
        """The name that a request asks under where that is none of ours."""
        if self.access.hosts is None:
            return None
        host = host_of(next((value for name, value in headers if name == b"host"), b"").decode("latin-1"))
        return None if is_loopback(host) or host in self.access.hosts else host

    def _shows_token(self, request: Request) -> bool:
        scheme, _, shown = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self.access.knows(shown.strip())
        return hmac.compare_digest(request.cookies.get(SESSION, "").encode(), self.access.session().encode())

    def _unauthorised(self, request: Request) -> Response:
        challenge = 'Bearer realm="gongwen-kg"'
        if "authorization" in request.headers:
            challenge += ', error="invalid_token"'
            if self.buckets is not None:
                self.buckets.wait(_client(request), FAILED)
        headers = {"www-authenticate": challenge, "cache-control": "no-store"}
        if best(request.headers.get("accept"), ("application/json", "text/html")) == "text/html":
            answer = self.form(request, 401)
            answer.headers.update(headers)
            return answer
        return problem(request, 401, "a token is needed: Authorization: Bearer …", headers)


class Doorkeeper:
    """ASGI middleware: passes on what a door lets in."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self.door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers it here."""
        refusal = self.door.refusal(scope) if scope["type"] == "http" else None
        await (refusal or self.app)(scope, receive, send)


def _is_open(path: str) -> bool:
    """Whether an address needs no token: the form that asks for it, and what it looks like."""
    return path == LOGIN or path.startswith("/static/")


def problem(request: Request, status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    """What is wrong, as the API says it or as one line of text."""
    if request.scope["path"].startswith("/api/"):
        return JSONResponse({"error": message}, status, headers)
    return PlainTextResponse(f"{message}\n", status, headers)


def _client(request: Request) -> str:
    """The address that counts as one client: of IPv6 the network of 64 bits that one subscriber has."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is None:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)
