"""The facts beside a store: what was written comes back, and a file that is not whole is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.graph.publish import current
from kg.model import DocumentFacts
from kg.statement import codec, facts_file


@pytest.fixture
def path(tmp_path: Path, corpus_facts: list[DocumentFacts]) -> Path:
    path = tmp_path / facts_file.FILE
    assert list(facts_file.keeping(path, corpus_facts[:3])) == corpus_facts[:3]
    return path


def test_a_build_keeps_what_its_store_gives_back(corpus_build: Path, corpus_facts: list[DocumentFacts]) -> None:
    found = facts_file.documents(current(corpus_build) / facts_file.FILE)
    assert found is not None
    assert sorted(found, key=lambda facts: facts.key) == sorted(corpus_facts, key=lambda facts: facts.key)


def test_a_missing_file_is_none(tmp_path: Path) -> None:
    assert facts_file.documents(tmp_path / facts_file.FILE) is None


def test_a_file_that_was_cut_anywhere_is_none(path: Path) -> None:
    whole = path.read_bytes()
    first = 4 + int.from_bytes(whole[:4], "big")
    second = first + 4 + int.from_bytes(whole[first : first + 4], "big")
    for end in (0, 2, 4, first - 1, first, first + 3, second - 1, second, len(whole) - 1):
        path.write_bytes(whole[:end])
        assert facts_file.documents(path) is None, end


def test_a_damaged_file_is_none(path: Path) -> None:
    whole, facts = path.read_bytes(), facts_file.documents(path)
    refused = 0
    places = [*range(0, len(whole), len(whole) // 200), *range(len(whole) - 20, len(whole))]
    for place in places:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        found = facts_file.documents(path)
        assert found in (None, facts), place  # a bit between the end of compressed data and its checksum means nothing
        refused += found is None
    assert refused >= len(places) - 5


def test_facts_of_other_types_are_none(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts_file, "shape", lambda kind: [*codec.shape(kind), "another field"])
    assert facts_file.documents(path) is None


def test_what_is_not_in_ascii_comes_back(tmp_path: Path, corpus_facts: list[DocumentFacts]) -> None:
    odd = replace(corpus_facts[0], title="\ud800\U00020000\x00《》")
    assert list(facts_file.keeping(tmp_path / facts_file.FILE, [odd])) == [odd]
    assert facts_file.documents(tmp_path / facts_file.FILE) == [odd]
