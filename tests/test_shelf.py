"""The facts of a build's documents on the disk: they come back as they were, one at a time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.shelf import Shelf
from tests.graph.factory import corpus


def test_documents_come_back_in_both_orders(tmp_path: Path) -> None:
    facts = sorted(corpus(), key=lambda one: one.key, reverse=True)
    assert len(facts) > 1
    with Shelf(tmp_path / "facts") as shelf:
        for one in facts:
            shelf.put(one)
        assert list(shelf.as_they_came()) == facts
        assert list(shelf.by_key()) == facts[::-1]
        assert shelf.keys == {one.key for one in facts}


def test_of_two_with_one_key_the_later_is_found_while_others_are_read(tmp_path: Path) -> None:
    first = corpus()[0]
    with Shelf(tmp_path / "facts") as shelf:
        shelf.put(first)
        shelf.put(replace(first, key="～"))
        documents = shelf.by_key()
        assert next(documents) == first
        shelf.put(replace(first, title="另一个"))
        assert next(documents).key == "～"
        assert [one.title for one in shelf.by_key()] == ["另一个", first.title]


def test_nobody_elses_file_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "facts").write_bytes(b"x")
    with pytest.raises(FileExistsError):
        Shelf(tmp_path / "facts")
