"""Which files are meant, and what they are called."""

from __future__ import annotations

import os
import unicodedata
from itertools import permutations
from pathlib import Path

import pytest

from kg.source import CORRECTIONS, JUDGEMENTS, beside, discover


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("a/one.txt", "a/deep/two.txt", "b/one.txt", "c/b/one.txt", "c/other.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path


def names(*paths: Path) -> list[str]:
    return [file.name for file in discover(paths)]


def test_names_are_relative_to_the_directory(tree: Path) -> None:
    assert names(tree / "a") == ["deep/two.txt", "one.txt"]
    assert names(tree / "a" / "one.txt") == ["one.txt"]


def test_names_do_not_hang_on_the_working_directory(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree / "a")
    assert names(Path(".")) == names(tree / "a")
    assert names(Path("../b")) == names(tree / "b")


def test_equal_names_are_lengthened_whatever_the_order(tree: Path) -> None:
    wanted = {
        "a/one.txt": tree / "a" / "one.txt",
        f"{tree.name}/b/one.txt": tree / "b" / "one.txt",
        "c/b/one.txt": tree / "c" / "b" / "one.txt",
    }
    for order in permutations(wanted.values()):
        assert {file.name: file.path for file in discover(order)} == wanted


def test_a_file_given_twice_is_one(tree: Path) -> None:
    both = [tree / "a", tree / "a" / "deep" / "two.txt", tree / "a" / "." / "one.txt"]
    for order in permutations(both):
        assert names(*order) == ["deep/two.txt", "one.txt"]


def test_hidden_files_manifests_and_databases_are_left_out(tree: Path) -> None:
    decisions = ("manifest.tsv", "judgements.tsv", "deep/corrections.yaml")
    for name in (".hidden", ".git/config", *decisions, "~$two.docx", "build/.versions/1/records.jsonl"):
        path = tree / "a" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tree / "a" / "build" / "report.json").write_text("{}", encoding="utf-8")
    assert names(tree / "a") == ["deep/two.txt", "one.txt"]
    assert names(tree / "a" / ".hidden") == [".hidden"]


def test_decisions_are_found_beside_the_sources(tree: Path) -> None:
    for name in ("judgements.tsv", "deep/judgements.tsv", "build/.versions/judgements.tsv", "corrections.yaml"):
        path = tree / "a" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    expected = [tree / "a" / "deep" / "judgements.tsv", tree / "a" / "judgements.tsv"]
    assert beside([tree / "a", tree / "a" / "deep", tree / "nowhere"], JUDGEMENTS) == expected
    assert beside([tree], CORRECTIONS) == [tree / "a" / "corrections.yaml"]
    assert beside([tree / "a" / "one.txt"], JUDGEMENTS) == []


def test_missing_and_empty_are_entries(tree: Path) -> None:
    (tree / "empty").mkdir()
    assert names(tree / "empty", tree / "nowhere.txt") == ["empty", "nowhere.txt"]


def test_symbolic_links(tree: Path) -> None:
    os.symlink(tree / "a", tree / "a" / "deep" / "up")
    os.symlink(tree / "a" / "loop", tree / "a" / "loop")
    os.symlink(tree / "b", tree / "a" / "linked")
    assert names(tree / "a") == ["deep/two.txt", "linked/one.txt", "loop", "one.txt"]


def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    for name in ("公报.txt".encode("gb18030"), b"bad\xff.txt"):
        try:
            with open(os.fsencode(tmp_path) + b"/" + name, "w", encoding="utf-8") as stream:
                stream.write("x")
        except OSError:
            pytest.skip("this file system holds UTF-8 names only")
    assert names(tmp_path) == ["bad\\xff.txt", "公报.txt"]


def test_names_are_nfc(tmp_path: Path) -> None:
    composed, decomposed = (unicodedata.normalize(form, "é.txt") for form in ("NFC", "NFD"))
    (tmp_path / decomposed).write_text("x", encoding="utf-8")
    assert names(tmp_path) == [composed]
    (tmp_path / composed).write_text("y", encoding="utf-8")
    if len(os.listdir(tmp_path)) == 2:  # not every file system keeps the two apart
        assert names(tmp_path) == [f"{composed}#1", f"{composed}#2"]
