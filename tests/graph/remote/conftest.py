"""Two real servers on this machine, each filled once: Oxigraph (a wheel) and Virtuoso (a Debian package)."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from kg.graph.iri import DEFAULT_BASE
from kg.graph.publish import current
from kg.graph.remote import connect, push
from kg.graph.remote.connection import PASSWORD, USER
from kg.graph.store import open_read

START_SECONDS = 120

VIRTUOSO_INI = """
[Database]
DatabaseFile = {directory}/virtuoso.db
ErrorLogFile = {directory}/virtuoso.log
LockFile = {directory}/virtuoso.lck
TransactionFile = {directory}/virtuoso.trx
xa_persistent_file = {directory}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {directory}/virtuoso-temp.db
TransactionFile = {directory}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{admin}
DisableUnixSocket = 1
ServerThreads = 10
CheckpointInterval = 0
CaseMode = 2
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = {directory}
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {directory}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 10000
"""
"""As the package sets it up where it matters: no more than 10,000 rows, updates only with a password."""


@dataclass(frozen=True)
class Server:
    """A running server: its address, and the credentials that it wants for writing."""

    name: str
    url: str
    credentials: tuple[tuple[str, str], ...] = ()


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], url: str, log: Path) -> Iterator[None]:
    """The server ``command`` while it is needed."""
    with open(log, "wb") as output, subprocess.Popen(command, stdout=output, stderr=output) as process:
        try:
            end = time.monotonic() + START_SECONDS
            while not _answers(url):
                if process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"{command[0]} does not start: {log.read_text(errors='replace')[-2000:]}")
                time.sleep(0.1)
            yield
        finally:
            process.kill()


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5).status_code < 500
    except httpx.TransportError:
        return False


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """``oxigraph serve``, its default graph not the union of the others."""
    program = shutil.which("oxigraph", path=Path(sys.executable).parent)
    if program is None:
        pytest.skip("oxigraph is not installed: it has no wheel for this platform")
    directory, url = tmp_path_factory.mktemp("oxigraph"), f"http://127.0.0.1:{(port := free_port())}"
    command = [program, "serve", "--location", str(directory / "data"), "--bind", f"127.0.0.1:{port}"]
    with running(command, url, directory / "log"):
        yield Server("oxigraph", url)


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """``virtuoso-t`` with a database of its own; the user dba may write."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("virtuoso-t is not installed (Debian: apt-get install virtuoso-opensource-7-bin)")
    directory, port = tmp_path_factory.mktemp("virtuoso"), free_port()
    ini = directory / "virtuoso.ini"
    ini.write_text(VIRTUOSO_INI.format(directory=directory, port=port, admin=free_port()), encoding="utf-8")
    command, url = [program, "+foreground", "+configfile", str(ini)], f"http://127.0.0.1:{port}"
    with running(command, url, directory / "log"):
        yield Server("virtuoso", url, ((USER, "dba"), (PASSWORD, "dba")))


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Server:
    """Each of the two; the environment holds its credentials."""
    found: Server = request.getfixturevalue(request.param)
    for name, value in found.credentials:
        monkeypatch.setenv(name, value)
    return found


_filled: set[str] = set()


@pytest.fixture
def filled(server: Server, corpus_build: Path) -> Server:
    """A server that holds the corpus."""
    if server.url not in _filled:
        push(open_read(current(corpus_build) / "store"), DEFAULT_BASE, connect(server.url))
        _filled.add(server.url)
    return server
