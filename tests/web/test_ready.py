"""Answers that are kept: the same bytes again, for whom is let in, of the build that is served now and of no other."""

from __future__ import annotations

import gc
import socket
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from urllib.parse import quote, urlsplit

from starlette.responses import Response
from starlette.testclient import TestClient

from kg.graph import read, store
from kg.graph.publish import publish
from kg.model import DocumentFacts
from kg.query import agency_index
from kg.web.access import Access
from kg.web.app import create_app
from kg.web.ready import Ready
from kg.web.warm import keep_warm

from ..cli.conftest import plan

BODY = plan().responsibilities[0].body
ADDRESS = f"/api/v1/agencies/{quote(BODY)}"


def published(out: Path, facts: DocumentFacts) -> None:
    def write(directory: Path) -> None:
        store.write(directory / "store", [facts])
        opened = store.open_read(directory / "store")
        agency_index.write(directory / agency_index.FILE, opened, read.load(opened))

    publish(out, write)


def kept(client: TestClient) -> int:
    ready = client.app.state.library.corpus().ready
    queries = ("", "?derived=1", "?page=9", "?role=lead")
    return sum(ready.of((ADDRESS + query).encode()) is not None for query in queries)


def test_an_answer_is_the_same_at_the_first_time_and_later(tmp_path: Path) -> None:
    published(tmp_path / "b", plan())
    with TestClient(create_app(tmp_path / "b"), base_url="http://localhost") as client:
        for number, query in enumerate(("", "?derived=1", "?page=9", "?role=lead"), 1):
            first, again = client.get(ADDRESS + query), client.get(ADDRESS + query)
            assert (first.status_code, first.content, first.headers) == (200, again.content, again.headers)
            assert kept(client) == number
            assert "default-src 'none'" in again.headers["content-security-policy"]
            assert again.headers["access-control-allow-origin"] == "*"
        assert client.get(ADDRESS).content != client.get(f"{ADDRESS}?page=9").content
        assert client.head(ADDRESS).content == b""
        assert client.post(ADDRESS).status_code == 405
        assert client.get(ADDRESS, headers={"content-length": str(1 << 21)}).status_code == 413
        for wrong in (f"{ADDRESS}?page=0", "/api/v1/agencies/没有这个机关"):
            assert client.get(wrong).status_code == client.get(wrong).status_code != 200


def test_a_new_build_is_not_answered_for_by_the_one_before(tmp_path: Path) -> None:
    published(tmp_path / "b", plan())
    with TestClient(create_app(tmp_path / "b"), base_url="http://localhost") as client:
        before = client.get(ADDRESS).json()
        assert client.get(ADDRESS).json() == before and before["total"] > 0 and kept(client) == 1
        published(tmp_path / "b", replace(plan(), responsibilities=plan().responsibilities[:1], derived=()))
        after = client.get(ADDRESS).json()
        assert client.get(ADDRESS).json() == after and after["total"] == 1 != before["total"]


def test_a_ready_answer_is_kept_from_whom_is_not_let_in(tmp_path: Path) -> None:
    published(tmp_path / "b", plan())
    access = Access(token="quite-a-secret", hosts=(), rate=1.0)
    with TestClient(create_app(tmp_path / "b", access=access), base_url="http://localhost") as client:
        shown = {"authorization": "Bearer quite-a-secret"}
        assert [client.get(ADDRESS, headers=shown).status_code for _ in range(2)] == [200, 200]
        assert kept(client) == 1
        assert client.get(ADDRESS).status_code == 401
        assert client.get(ADDRESS, headers={**shown, "host": "evil.example"}).status_code == 421
        assert [client.get(ADDRESS, headers=shown).status_code for _ in range(4)][-1] == 429


def test_a_build_that_comes_later_is_opened_before_anybody_asks(tmp_path: Path) -> None:
    published(tmp_path / "b", plan())
    app, stop = create_app(tmp_path / "b"), Event()
    first = app.state.library.corpus()
    warming = Thread(target=keep_warm, args=(app, stop, 0.02))
    warming.start()
    try:
        published(tmp_path / "b", replace(plan(), responsibilities=plan().responsibilities[:1], derived=()))
        until = monotonic() + 30
        while getattr(app.state, "explored", (first,))[0] is first and monotonic() < until:
            sleep(0.01)
    finally:
        stop.set()
        warming.join()
        gc.unfreeze()
    opened = app.state.explored[0]
    assert opened is not first and opened is app.state.index[0] is app.state.library.settled()
    assert sum(map(len, opened.by_agency.values())) == 1


def test_what_nobody_asks_for_goes_first() -> None:
    ready, answers = Ready(most=5000), {name: Response(name * 1000) for name in "abcd"}

    def of(name: str) -> Response | None:
        kept = ready.of(name.encode())
        return kept.answer if kept else None

    for name in "ab":
        ready.keep(name.encode(), answers[name])
    assert of("a") is answers["a"]
    for name in "cca":
        ready.keep(name.encode(), answers[name])
    assert [of(name) for name in "abc"] == [answers["a"], None, answers["c"]]
    ready.keep(b"d", Response("d" * 5000))
    assert [of(name) for name in "abcd"] == [None] * 4


def test_ready_answers_and_others_on_one_connection(corpus_address: str, corpus_client: TestClient) -> None:
    """All in one piece: ready ones, some of them behind what the site has to answer, one with a body, a last one."""
    listed, server = "/api/v1/missing", urlsplit(corpus_address)
    wanted = corpus_client.get(listed).content
    asked = (
        ("GET", listed, "\r\n"),
        ("GET", listed, "\r\n"),
        ("HEAD", listed, "\r\n"),
        ("GET", "/api/v1/documents/nothing", "\r\n"),
        ("GET", listed, "Content-Length: 4\r\n\r\nbody"),
        ("GET", listed, "\r\n"),
        ("GET", listed, "Connection: close\r\n\r\n"),
    )
    piece = "".join(f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{rest}" for method, path, rest in asked)
    for _ in range(2):  # the second time it is ready
        with socket.create_connection((server.hostname, server.port), 30) as line:
            line.sendall(piece.encode())
            got = [answer(line, method) for method, _, _ in asked]
            assert line.recv(1) == b""
        assert [status for status, _, _ in got] == [200, 200, 200, 404, 200, 200, 200]
        assert [body == wanted for _, _, body in got] == [True, True, False, False, True, True, True]
        assert all("default-src 'none'" in headers["content-security-policy"] for _, headers, _ in got)
        assert all("date" in headers for _, headers, _ in got)


def answer(line: socket.socket, method: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of the next answer; HTTPResponse of the standard library would read too far."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += line.recv(1)
    status, *fields = head.decode().strip().split("\r\n")
    headers = dict(field.split(": ", 1) for field in fields)
    length = 0 if method == "HEAD" else int(headers["content-length"])
    body = b""
    while len(body) < length:
        body += line.recv(length - len(body))
    return int(status.split()[1]), headers, body
