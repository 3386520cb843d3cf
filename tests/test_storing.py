"""Several processes write and read back what one does, in whatever order they end, and even where they are killed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import Any

import pytest

from kg import storing
from kg.errors import SourceError
from kg.graph import read, store
from kg.graph.iri import DEFAULT_BASE
from kg.model import DocumentFacts
from kg.statement.order import normalise_all
from kg.storing import Storing
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
def test_the_store_and_what_it_gives_back_are_the_same(
    workers: type[Backwards], facts: list[DocumentFacts], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "_CLAUSES", 1)
    monkeypatch.setattr(storing, "_GROUPS", 1)
    assert len(facts) > 1
    keys = {one.key for one in facts}
    Storing(2, len(facts), workers()).write(tmp_path / "store", iter(facts), DEFAULT_BASE, keys)
    assert [path.name for path in tmp_path.iterdir()] == ["store"]
    written, expected = store.open_read(tmp_path / "store"), store.in_memory(facts)
    assert set(written) == set(expected)
    assert list(Storing(2, len(facts), workers()).read(tmp_path / "store", written)) == list(read.by_source(expected))


def test_few_documents_take_one_process_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "processors", lambda: 4)
    assert [Storing(jobs, 5, Workers()).jobs for jobs in (None, 1, 2, 9)] == [1, 1, 2, 5]
    assert Storing(None, 500, Workers()).jobs == 4
