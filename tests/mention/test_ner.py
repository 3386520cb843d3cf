"""The trained recogniser of agencies: it ships whole, loads without a network, and is off unless asked for."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from kg.mention import analysis, ner
from kg.mention.agency import agencies

TEXT = "由市财政局牵头，市教育局、市水务局配合。\n各县（市、区）人民政府负责落实，市公安局、市应急局协助。"
LARGEST = 10 * 1024 * 1024
"""Bytes that the model may have."""


def test_it_is_small() -> None:
    assert 100_000 < (ner.FOLDER / ner.WEIGHTS).stat().st_size <= LARGEST
    assert sum(path.stat().st_size for path in ner.FOLDER.iterdir()) <= LARGEST


def test_it_finds_agencies() -> None:
    found = ner.find(TEXT)
    assert {"市财政局", "市教育局", "市公安局"} <= {hit.surface for hit in found}
    assert all(TEXT[hit.start : hit.end] == hit.surface and hit.rule == ner.rule() for hit in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


OFFLINE = """
import socket, sys
def refuse(*given, **more): raise OSError("no network")
socket.socket.connect = socket.getaddrinfo = refuse
from kg.mention import ner
print([(hit.start, hit.end) for hit in ner.find(sys.argv[1])])
"""


def test_another_process_without_a_network_finds_the_same() -> None:
    told = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", OFFLINE, TEXT],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert told.stdout.strip() == str([(hit.start, hit.end) for hit in ner.find(TEXT)])


def test_the_same_text_gives_the_same_whatever_was_read_before() -> None:
    before = ner.find(TEXT)
    ner.find("运输有限公司" * 200)
    assert ner.find(TEXT) == before


@pytest.fixture
def moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the model's folder, which the recogniser is read from."""
    copy = tmp_path / "model"
    shutil.copytree(ner.FOLDER, copy)
    monkeypatch.setattr(ner, "FOLDER", copy)
    ner.recogniser.cache_clear()
    yield copy
    ner.recogniser.cache_clear()


def test_a_model_that_is_not_the_one_of_the_report_is_refused(moved: Path) -> None:
    with open(moved / ner.WEIGHTS, "ab") as stream:
        stream.write(b"\0")
    with pytest.raises(ner.ModelError, match=r"agencies\.bin.*install the package again"):
        ner.find(TEXT)


def test_a_missing_model_is_one_clear_line(moved: Path) -> None:
    (moved / ner.WEIGHTS).unlink()
    with pytest.raises(ner.ModelError, match=r"incomplete \(agencies\.bin\)"):
        ner.find(TEXT)


def test_sentences_cover_the_text_in_order() -> None:
    text = "甲。\n\n乙；丙" + "丁" * 1000
    places = ner.sentences(text)
    assert "".join(text[start:end] for start, end in places).replace("\n", "") == text.replace("\n", "")
    assert all(0 < end - start <= ner.LONGEST for start, end in places)
    assert ner.sentences(" \n ") == []


def test_rules_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model adds what overlaps no find of the rules, ends as a name does, and stands in no title."""
    text = "市财政局会同某某培训中心，按照《某某中心办法》开展工作"
    hits = [(0, 4), (2, 8), (6, 12), (17, 21), (23, 27)]
    given = [agencies.AgencyHit(start, end, text[start:end], ner.rule()) for start, end in hits]
    monkeypatch.setattr(ner, "find", lambda text: given)
    rules = agencies.find(text)
    found = ner.joined(text, rules)
    assert [hit.surface for hit in found] == ["市财政局", "某某培训中心"]
    assert [hit for hit in found if hit.rule != ner.rule()] == rules


def test_it_is_off_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str) -> list[agencies.AgencyHit]:
        raise AssertionError("the model was asked")

    monkeypatch.setattr(ner, "find", refuse)
    assert analysis.agencies_of(TEXT, agencies.EMPTY) == agencies.find(TEXT)
    with pytest.raises(AssertionError):
        analysis.agencies_of(TEXT, agencies.EMPTY, "both")
