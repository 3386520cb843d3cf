"""The site of a small made-up city, and that of the corpus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.graph import store
from kg.graph.publish import publish
from kg.web.app import create_app

from ..cli.conftest import plan


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
