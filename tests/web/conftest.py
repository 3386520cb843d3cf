"""The site of a small made-up city, and that of the corpus."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from kg.graph import store
from kg.graph.publish import publish
from kg.web.app import create_app
from kg.web.wire import Wire

from ..cli.conftest import plan

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of one document."""
    out = tmp_path_factory.mktemp("站点") / "build"

    def write(directory: Path) -> None:
        store.write(directory / "store", [plan()])
        (directory / "texts").mkdir()
        (directory / "texts" / f"{plan().sha256}.txt").write_text("江州市人民政府公报" * 20, encoding="utf-8")

    publish(out, write)
    return out


@pytest.fixture(scope="session")
def client(small: Path) -> Iterator[TestClient]:
    """The site of the small city."""
    with TestClient(create_app(small), base_url="http://kg.example") as client:
        yield client


@pytest.fixture(scope="session")
def corpus_client(corpus_build: Path) -> Iterator[TestClient]:
    """The site of the corpus."""
    with TestClient(create_app(corpus_build), base_url="http://kg.example") as client:
        yield client


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """The address of a live server on a free port of this machine."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, http=Wire, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="session")
def corpus_address(corpus_build: Path) -> Iterator[str]:
    """The live site of the corpus."""
    with served(create_app(corpus_build, seconds=30)) as address:
        yield address


SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


class Windows:
    """One window of each size, emptied between tests: a new one costs half a second of work each time."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self._browser, self._options = browser, options
        self._open: dict[str, Page] = {}

    @contextmanager
    def window(self, size: str, address: str, noise: str | None = None) -> Iterator[Page]:
        """The window, and at the end that it asked nobody but ``address`` and complained of nothing but ``noise``."""
        if size not in self._open:
            self._open[size] = self._browser.new_page(viewport=SIZES[size], locale="zh-CN", **self._options)
        page, requests, complaints = self._open[size], list[str](), list[str]()
        heard: list[tuple[str, Callable[[Any], None]]] = [
            ("request", lambda one: requests.append(one.url)),
            ("console", lambda one: complaints.append(one.text)),
            ("pageerror", lambda one: complaints.append(str(one))),
        ]
        for event, listener in heard:
            page.on(event, listener)
        yield page
        page.unroute_all(behavior="wait")
        page.goto("about:blank")
        page.context.clear_cookies()
        for event, listener in heard:
            page.remove_listener(event, listener)
        assert [url for url in requests if not url.startswith((address, "blob:", "about:"))] == []
        assert [text for text in complaints if noise is None or noise not in text] == []


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Windows:
    """Windows whose pages do not move where they need not."""
    return Windows(browser, reduced_motion="reduce")
