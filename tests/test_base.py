"""The base of all IRIs: given once, it stays; and every IRI of the corpus below it answers."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode
from starlette.testclient import TestClient

from kg.build import build
from kg.errors import StoreError
from kg.graph.iri import DEFAULT_BASE
from kg.graph.publish import current
from kg.graph.store import base_of, open_read
from kg.web.app import create_app

BASE = "https://数据.example.gov.cn/公文/"
TEXT = """江州市人民政府办公室关于清水行动的通知
江政办发〔2024〕5号
各县人民政府：
一、治理河道。市水利局牵头，市财政局配合，2024年12月底前完成。
江州市人民政府办公室
2024年3月1日
"""
EACH = 4
"""IRIs of a kind that are asked for."""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A directory with one file."""
    directory = tmp_path / "sources"
    directory.mkdir()
    (directory / "1.txt").write_text(TEXT, encoding="utf-8")
    return directory


def iris(out: Path) -> set[str]:
    """All IRIs that the graph says something about, or points to."""
    found = set[str]()
    for quad in open_read(current(out) / "store").quads_for_pattern(None, None, None, DefaultGraph()):
        found |= {term.value for term in (quad.subject, quad.object) if isinstance(term, NamedNode)}
    return found


def below(out: Path, base: str) -> set[str]:
    """The IRIs below a base, without it."""
    return {iri.removeprefix(base) for iri in iris(out) if iri.startswith(base)}


def test_a_base_stays_until_another_is_given(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([sources], out, base=BASE)
    first = iris(out)
    assert base_of(current(out) / "store") == BASE
    assert below(out, BASE)
    assert not below(out, DEFAULT_BASE)
    build([sources], out)
    assert iris(out) == first, "IRIs are stable"
    build([sources], out, base=DEFAULT_BASE)
    assert below(out, DEFAULT_BASE) == {iri.removeprefix(BASE) for iri in first if iri.startswith(BASE)}
    assert not below(out, BASE)


@pytest.mark.parametrize("wrong", ["公文/", "https://example.org/id", "https://example.org/a b/", ""])
def test_what_is_no_base_is_refused_before_anything_is_read(wrong: str, sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([sources], out, base=BASE)
    with pytest.raises(StoreError, match=r"absolute IRI|ends in"):
        build([sources], out, base=wrong)
    assert base_of(current(out) / "store") == BASE


def test_every_kind_of_iri_of_the_corpus_answers(corpus_build: Path) -> None:
    kinds: dict[str, list[str]] = defaultdict(list)
    for path in sorted(below(corpus_build, DEFAULT_BASE)):
        kinds[_kind(path)].append(path)
    assert len(kinds) > 15
    with TestClient(create_app(corpus_build)) as client:
        for kind, paths in kinds.items():
            step = max(1, len(paths) // EACH)
            for path in paths[::step]:
                data = client.get(f"/{path}", headers={"accept": "application/n-triples"})
                assert (data.status_code, f"<{DEFAULT_BASE}{path}>" in data.text) == (200, True), (kind, path)
                html = client.get(f"/{path}", headers={"accept": "text/html"})
                assert (html.status_code, html.headers["content-type"].split(";")[0]) == (200, "text/html"), path
                turtle = client.get(f"/{path}", headers={"accept": "text/html;q=0.1, text/turtle"})
                assert turtle.headers["content-type"].startswith("text/turtle"), path


def _kind(path: str) -> str:
    """Which sort of thing an IRI names: its path without what tells one from another."""
    parts = path.split("/")
    names = [part for part in parts if re.fullmatch("[a-z-]+", part) and not re.fullmatch("[0-9a-f]{8,}", part)]
    return "/".join(names)
