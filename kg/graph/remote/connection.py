"""HTTP to a store: credentials, time limits, another try where the network fails, and errors that say what to do."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from kg.errors import StoreError

USER, PASSWORD, TOKEN = "KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"
"""Environment variables with the credentials: a command line can be read by others, its environment cannot."""

TRIES = 5
CONNECT_SECONDS = 10.0
_AGAIN = (429, 502, 503, 504)
_FORM = {"content-type": "application/x-www-form-urlencoded"}
RESULTS = "application/sparql-results+json"
GRAPH = "application/n-triples, text/turtle;q=0.9"
_TOLD = 300
"""Characters of a server's own message that are passed on."""


class _Challenge(httpx.Auth):
    """Answers the server's challenge: Basic (RFC 7617) or Digest (RFC 7616), which Virtuoso asks for."""

    def __init__(self, user: str, password: str) -> None:
        self._basic = httpx.BasicAuth(user, password)
        self._digest = httpx.DigestAuth(user, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request without credentials first; then with those that the server takes."""
        if self._chosen is None:
            response = yield request
            if response.status_code != 401:
                return
            asked = response.headers.get("www-authenticate", "")
            self._chosen = self._digest if "digest" in asked.lower() else self._basic
        yield from self._chosen.auth_flow(request)


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request with its token."""
        request.headers["authorization"] = f"Bearer {self._token}"
        yield request


@dataclass
class Connection:
    """The two addresses of a store, and the client that talks to them.

    ``query_url`` takes queries (SPARQL 1.1 Protocol), ``graphs_url`` graphs (Graph Store HTTP Protocol; None where it
    is not needed). ``server`` is what the server calls itself.
    """

    client: httpx.Client
    query_url: str
    graphs_url: str | None = None
    server: str = ""
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)

    def select(self, text: str, dataset: Mapping[str, list[str]], accept: str = RESULTS) -> httpx.Response:
        """The answer to a query. Raises StoreError with the server's message where it refuses."""
        content = httpx.QueryParams({"query": text, **dataset})
        headers = {"accept": accept, **_FORM}
        return self.request("POST", self.query_url, content=str(content).encode("ascii"), headers=headers)

    def graph(self, method: str, iri: str, body: bytes | None = None) -> httpx.Response:
        """PUT, POST or DELETE a named graph; one that is gone already may be deleted again.

        Virtuoso answers in HTML only, and refuses (406) whoever wants triples only.
        """
        if self.graphs_url is None:
            raise StoreError(f"{self.query_url}: no Graph Store endpoint is known; name it with --graph-store URL")
        headers = {"content-type": "application/n-triples"} if body is not None else {}
        url = httpx.URL(self.graphs_url).copy_add_param("graph", iri)
        return self.request(method, url, content=body, headers=headers, missing=method == "DELETE")

    def request(self, method: str, url: httpx.URL | str, *, missing: bool = False, **more: Any) -> httpx.Response:
        """One request, tried again where the network or a busy server fails: all of them may be repeated."""
        for attempt in range(1, TRIES + 1):
            try:
                response = self.client.request(method, url, **more)
            except (httpx.TransportError, httpx.InvalidURL) as error:
                if attempt == TRIES or isinstance(error, httpx.UnsupportedProtocol | httpx.InvalidURL):
                    said = str(error) or type(error).__name__
                    raise StoreError(f"{url}: cannot be reached: {said}", "unreachable", url=url, said=said) from error
            else:
                if response.status_code not in _AGAIN or attempt == TRIES:
                    return _accepted(response, missing)
            self.sleep(0.25 * 2**attempt)
        raise AssertionError("the last try returns or raises")


def _accepted(response: httpx.Response, missing: bool) -> httpx.Response:
    code, url = response.status_code, str(response.url.copy_with(query=None))
    if code < 300 or (missing and code == 404):
        return response
    if code in (401, 403):
        raise StoreError(f"{url}: {code}, not allowed: give the credentials in {USER} and {PASSWORD}, or in {TOKEN}")
    if 300 <= code < 400:
        raise StoreError(f"{url}: leads to {response.headers.get('location', 'another address')}: give that one")
    raise StoreError(f"{url}: {code} {message(response)}".rstrip())


def message(response: httpx.Response) -> str:
    """What a server says is wrong: its text without tags, in one line."""
    text, inside = [], False
    for character in response.text:
        inside = character == "<" or (inside and character != ">")
        text.append(" " if inside or character == ">" else character)
    return " ".join("".join(text).split())[:_TOLD]


def client(url: str, timeout: float, environment: Mapping[str, str] = os.environ) -> tuple[httpx.Client, str]:
    """A client with the credentials of the environment, or of the address; the address without them."""
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise StoreError(f"{url!r} is not an address: {error}") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise StoreError(f"{url!r} is not an address: it begins with http:// or https://")
    user = parsed.username or environment.get(USER, "")
    password = parsed.password or environment.get(PASSWORD, "")
    token = environment.get(TOKEN, "")
    auth = _Challenge(user, password) if user else _Bearer(token) if token else None
    limits = httpx.Timeout(timeout, connect=min(CONNECT_SECONDS, timeout))
    made = httpx.Client(auth=auth, timeout=limits, headers={"user-agent": "gongwen-kg"})
    return made, str(parsed.copy_with(username=None, password=None)).rstrip("/")
