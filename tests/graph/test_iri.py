"""IRIs: readable, legal, and never shared by two names."""

from __future__ import annotations

import unicodedata

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.graph.iri import Names, number_key, path_slug, slug

NAMES = st.text(max_size=12) | st.sampled_from(
    ["a b", "ab", "a#b", "a＃b", "é", "e\u0301", "甲～2", "..", ".", "%41", "[1]"]
)


@given(NAMES, NAMES)
def test_two_names_never_share_an_iri(one: str, other: str) -> None:
    assert (slug(one) == slug(other)) == (one == other)


@given(NAMES)
def test_a_segment_is_legal_readable_and_stays_as_it_is(name: str) -> None:
    iri = "http://example.org/" + slug(name)
    assert NamedNode(iri).value == rdflib.URIRef(iri).n3()[1:-1] == iri
    assert "%" not in iri
    assert unicodedata.normalize("NFC", iri) == iri
    assert slug(name) not in {".", ".."}


@pytest.mark.parametrize(
    "name", ["运政发〔2023〕30号", "三/（一）", "“十四五”规划（2021—2025年）", "GB3095-2012", "王·李"]
)
def test_good_names_stay_as_they_are(name: str) -> None:
    assert path_slug(name) == name


def test_illegal_characters_become_full_width() -> None:
    assert slug("a#b?").startswith("a＃b？～")
    assert slug("国发[2020]3号").startswith("国发〔2020〕3号～")


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("国办发[2023] 1 号", "国办发〔2023〕1号"),
        ("国办发（２０２３）1号", "国办发〔2023〕1号"),
        ("GB 3095-2012", "GB3095-2012"),
    ],
)
def test_one_key_for_every_print_of_a_number(printed: str, key: str) -> None:
    assert number_key(printed) == key


def test_iris_of_the_rooms() -> None:
    names = Names()
    assert names.document("运政发〔2023〕30号") == "https://w3id.org/gongwen/id/document/运政发〔2023〕30号"
    assert names.agency("运城市工业和信息化局") == "https://w3id.org/gongwen/id/agency/运城市工业和信息化局"
    assert [names.fresh("http://x/a") for _ in range(3)] == ["http://x/a", "http://x/a～2", "http://x/a～3"]
