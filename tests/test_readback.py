"""Several processes read back what one does, in whatever order they end, and even where they are killed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import Any

import pytest

from kg import readback
from kg.errors import SourceError
from kg.graph import read, store
from kg.model import DocumentFacts
from kg.readback import ReadBack
from kg.statement.order import normalise_all
from kg.workers import LOST, Workers
from tests.graph.factory import corpus


class Backwards(Workers):
    """In place of processes: every task is done here, the last one first."""

    def outcomes(
        self, work: Callable[[Any], Any], tasks: Iterable[Any], jobs: int
    ) -> Generator[tuple[int, Any], None, None]:
        yield from reversed([(number, work(task)) for number, task in enumerate(tasks)])


class Killed(Backwards):
    """As ``Backwards``, but the system kills every process."""

    def outcomes(
        self, work: Callable[[Any], Any], tasks: Iterable[Any], jobs: int
    ) -> Generator[tuple[int, Any], None, None]:
        yield from reversed([(number, SourceError(LOST)) for number, _ in enumerate(tasks)])


@pytest.fixture(scope="module")
def facts() -> list[DocumentFacts]:
    return normalise_all(corpus())


@pytest.mark.parametrize("workers", [Backwards, Killed])
def test_what_the_store_gives_back_is_the_same(
    workers: type[Backwards], facts: list[DocumentFacts], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readback, "_GROUPS", 1)
    monkeypatch.setattr(readback, "_OPENING", 2)
    assert len(facts) > 1
    store.write(tmp_path / "store", facts)
    expected = list(read.by_source(store.open_read(tmp_path / "store")))
    assert list(ReadBack(2, len(facts), workers()).documents(tmp_path / "store")) == expected
    assert list(ReadBack(1, len(facts), workers()).documents(tmp_path / "store")) == expected


def test_few_documents_take_one_process_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readback, "processors", lambda: 4)
    assert [ReadBack(jobs, 5, Workers()).jobs for jobs in (None, 1, 2, 9)] == [1, 1, 2, 5]
    assert ReadBack(None, 500, Workers()).jobs == 4
