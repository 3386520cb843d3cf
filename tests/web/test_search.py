"""Search and negotiation: small tables."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from starlette.testclient import TestClient

from kg.web.corpus import Corpus
from kg.web.negotiate import best, language
from kg.web.search import Index

FOUND = {
    "江州市生态环境局": "江州市生态环境局",
    "市环保局": "江州市生态环境局",
    "环保": "江州市生态环境局",
    "jzssthjj": "江州市生态环境局",
    "jiangzhoushi": "江州市生态环境局",
    "SHBJ": "江州市生态环境局",
    "江州市财政": "江州市财政局",
    "江政发[2024]5号": "江政发〔2024〕5号",
    "江政发（２０２４）５号": "江政发〔2024〕5号",
    "江政发(2024)5": "江政发〔2024〕5号",
    "江政发2024年第5号": "江政发〔2024〕5号",
    "政发 2024 5": "江政发〔2024〕5号",
    "清水行动": "江政发〔2024〕5号",
    "行动 江州市": "江政发〔2024〕5号",
    "环境 江州市": "江州市生态环境局",
    "qsxd": "江政发〔2024〕5号",
}


@pytest.fixture(scope="module")
def index(client: TestClient) -> Index:
    return Index(client.app.state.library.corpus())


@pytest.mark.parametrize("typed", FOUND)
def test_the_first_suggestion(index: Index, typed: str) -> None:
    assert index.suggest(typed)[0].name == FOUND[typed]


def test_an_agency_by_a_name_that_no_document_prints() -> None:
    bodies = ["安徽省科学技术厅", "安徽省财政厅", "安徽省生态环境厅"]
    corpus = SimpleNamespace(bodies=bodies, names={}, by_agency={}, facts=[])
    index = Index(cast("Corpus", corpus))
    assert [hit.name for hit in index.suggest("安徽省科技厅")] == ["安徽省科学技术厅"]
    assert [hit.name for hit in index.find("安徽科技厅").agencies] == ["安徽省科学技术厅"]
    assert [hit.name for hit in index.suggest("安徽省環保廳")] == ["安徽省生态环境厅"]


@pytest.mark.parametrize("typed", ["", "   ", "《》", "无此物", "清水 无此物", "zzzz"])
def test_no_suggestion(index: Index, typed: str) -> None:
    assert index.suggest(typed) == []


def test_words_of_a_clause_are_marked(index: Index) -> None:
    (hit,) = index.find("台账 河道").clauses
    assert hit.anchor == "clause/一/1"
    assert [piece for piece, marked in hit.parts if marked] == ["河道", "台账"]
    assert "".join(piece for piece, _ in hit.parts) == "整治黑臭河道，建立台账"


ACCEPT = [
    (None, "a/x"),
    ("", "a/x"),
    ("*/*", "a/x"),
    ("b/y", "b/y"),
    ("b/*, a/x;q=0.5", "b/y"),
    ("a/x;q=0.3, b/y;q=0.4", "b/y"),
    ("*/*, a/x;q=0", "a/z"),
    ("a/*;q=0.5, a/z;q=0.1", "a/x"),
    ("c/c", None),
    ("a/x;q=0", None),
    ("a/x;q=nonsense, b/y", "b/y"),
    ("a/x;charset=utf-8;q=0.5, a/z;q=0.6", "a/z"),
    ("A/X", "a/x"),
]


@pytest.mark.parametrize(("header", "chosen"), ACCEPT)
def test_accept(header: str | None, chosen: str | None) -> None:
    assert best(header, ("a/x", "a/z", "b/y")) == chosen


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("en-GB,zh;q=0.5", "en"),
        ("zh-Hans-CN", "zh"),
        ("fr, en;q=0.1", "en"),
        ("fr", None),
        (None, None),
        ("en;q=0", None),
    ],
)
def test_accept_language(header: str | None, chosen: str | None) -> None:
    assert language(header, ("zh", "en")) == chosen
