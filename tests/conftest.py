"""What several tests need of the real corpus, made once."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from kg.build import build
from kg.graph import read, store
from kg.graph.publish import current
from kg.model import DocumentFacts, RawText
from kg.source import discover
from kg.source import read as read_source

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# How long a case takes is no question for a unit test. The suite tries the same cases each time: whether a change
# lands must not hang on chance. `make explore` draws others, and many.
settings.register_profile("kg", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, derandomize=False, max_examples=3000)
settings.load_profile("kg")

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
SHARED = ROOT.parent / "shared"
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def sources() -> dict[str, RawText]:
    """The decoded files of the corpus by name."""
    return {file.name: read_source(file) for file in discover([CORPUS]) if file.path.suffix == ".txt"}


@pytest.fixture(scope="session")
def gazette(sources: dict[str, RawText]) -> RawText:
    """The one file of the corpus that holds official documents."""
    (name,) = (name for name in sources if not name.startswith("news"))
    return sources[name]


@pytest.fixture(scope="session")
def corpus_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the whole corpus, which nobody changes: made once, however many processes run the tests."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    base = tmp_path_factory.getbasetemp()
    out = (base if alone else base.parent) / "corpus" / "build"
    out.parent.mkdir(exist_ok=True)
    with (out.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (out / "records.jsonl").exists():
            assert build([CORPUS], out).published
    return out


@pytest.fixture(scope="session")
def corpus_records(corpus_build: Path) -> list[dict[str, Any]]:
    """records.jsonl of the corpus."""
    return [json.loads(line) for line in (corpus_build / "records.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def corpus_facts(corpus_build: Path) -> list[DocumentFacts]:
    """What the store of the corpus gives back."""
    return read.load(store.open_read(current(corpus_build) / "store"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Gold and samples beside the repository; a clone does not have them."""
    if not SHARED.is_dir():
        pytest.skip("the gold and the samples of other governments stand beside the repository, not in it")
    return SHARED


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a screen; a test that needs it is skipped where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()
