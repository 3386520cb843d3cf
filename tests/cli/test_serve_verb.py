"""kg serve: who may read is decided by the address it listens on, unless the user says otherwise."""

from __future__ import annotations

import socket
from typing import Any

import pytest
import uvicorn

from kg.web.access import Access

from .conftest import Run


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Access, str]]:
    """The rules and the address of each server that would have been started."""
    found: list[tuple[Access, str]] = []
    monkeypatch.setattr("kg.cli.serve._listening", lambda host, port: socket.create_server(("127.0.0.1", 0)))

    def run(server: uvicorn.Server, sockets: list[socket.socket]) -> None:
        found.append((server.config.app.state.access, server.config.host))
        sockets[0].close()

    monkeypatch.setattr(uvicorn.Server, "run", run)
    return found


@pytest.mark.parametrize(
    ("arguments", "access", "warns"),
    [
        ((), Access(hosts=()), False),
        (("--host", "::1"), Access(hosts=()), False),
        (("--host", "localhost", "--allow-host", "KG.Example."), Access(hosts=("kg.example",)), False),
        (("--rate-limit", "3"), Access(hosts=(), rate=3), False),
        (("--token", "quite-a-secret"), Access(token="quite-a-secret", hosts=()), False),
        (("--host", "0.0.0.0"), Access(rate=20), True),
        (("--host", "0.0.0.0", "--rate-limit", "0"), Access(), True),
        (("--host", "10.0.0.8", "--allow-host", "kg.example"), Access(hosts=("kg.example",), rate=20), True),
    ],
)
def test_rules(run: Run, started: list[Any], arguments: tuple[str, ...], access: Access, warns: bool) -> None:
    result = run("serve", *arguments)
    assert result.exit_code == 0, result.output
    assert started[0][0] == access
    assert ("other machines can reach it, without a password" in result.output) == warns


def test_the_token_may_stand_in_the_environment(run: Run, started: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_TOKEN", "quite-a-secret")
    result = run("serve", "--host", "0.0.0.0")
    assert started[0][0].token == "quite-a-secret"
    assert "unencrypted" in result.output and "quite-a-secret" not in result.output


def test_a_token_that_is_too_short(run: Run, started: list[Any]) -> None:
    result = run("serve", "--token", "short")
    assert result.exit_code == 2
    assert "at least 8 characters" in result.output and started == []


def test_an_address_that_is_taken(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run("--lang", "zh", "serve", "--port", port)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"kg: 无法监听 127.0.0.1:{port}：地址已被占用；可用 --port 换一个端口\n"
