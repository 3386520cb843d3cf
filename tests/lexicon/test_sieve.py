"""What a regular expression needs, read off it: a text that is passed over never holds a match."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import load
from kg.lexicon.sieve import Alternatives, branches, holds, needs, sieve, trie

CASES = [
    ("(?:共同|联合)?牵头(?!单位)", (("牵头",),)),
    ("牵头|会同(?:市|县)", (("会同", "牵头"),)),
    ("按(?:职责)?负责", (("负责",), ("按",))),
    ("负责(?!人)落实", (("负责落实",),)),
    (r"县\(市、区\)民", (("县(市、区)民",),)),
    ("[：:]市局", (("市局",), (":", "："))),
    ("各地|各地区", (("各地",),)),
    ("各地|", ()),
    ("(?:各地)?", ()),
    ("各{0,3}", ()),
    ("各{,3}地", (("地",),)),
    ("各{2}地", (("各",), ("地",))),
    ("[一-龥]{2,4}", ()),
    ("(?<=由)商|(?P<who>市局)", (("商", "市局"),)),
    # what cannot be read gives nothing: flags, references, escaped characters
    ("(?i)市局", ()),
    ("市(?i:局)", ()),
    ("(?P<a>市局)(?P=a)", ()),
    (r"(市局)\1", ()),
    (r"\n市局", ()),
]
ATOMS = ["市", "局", "市局", "[市局]", "[^市]", ".", "(?:市|局府)", "(?:市|)", "(?!府)", "(?<=市)", r"\Z", "^", "(府)"]
TIMES = ["", "", "?", "*", "+", "{2}", "{0,2}", "{1,2}?", "??"]


@st.composite
def expressions(draw: st.DrawFn) -> str:
    parts = st.lists(st.sampled_from(ATOMS), min_size=1, max_size=4)
    found = []
    for _ in range(draw(st.integers(1, 3))):
        atoms = draw(parts)
        found.append(
            "".join(a + (draw(st.sampled_from(TIMES)) if a[:2] not in ("(?", r"\Z", "^") else "") for a in atoms)
        )
    return "|".join(found)


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_needs(source: str, expected: tuple[tuple[str, ...], ...]) -> None:
    assert needs(source) == expected


@given(expressions(), st.text("市局府\n", max_size=8))
def test_a_text_that_is_passed_over_holds_no_match(source: str, text: str) -> None:
    pattern = re.compile(source)
    sifted = sieve(source)
    assert [m.span() for m in sifted.finditer(text)] == [m.span() for m in pattern.finditer(text)]
    assert (sifted.search(text) is None) == (pattern.search(text) is None)


@given(st.lists(expressions(), min_size=1, max_size=3), st.text("市局府\n", max_size=8))
def test_alternatives_match_as_the_whole(sources: list[str], text: str) -> None:
    whole = re.compile("|".join(sources))
    matches = [re.compile(source).match(text, place) for source in sources for place in range(len(text) + 1)]
    if all(match.group() for match in matches if match):
        assert [m.span() for m in Alternatives(sources).finditer(text)] == [m.span() for m in whole.finditer(text)]
    parts = branches("|".join(sources))
    assert [m.span() for m in re.finditer("|".join(parts), text)] == [m.span() for m in whole.finditer(text)]


def test_branches_are_the_outermost() -> None:
    assert branches("市(?:局|府)|[|]|县") == ["市(?:局|府)", "[|]", "县"]
    assert branches("(?i)市|县") == ["(?i)市|县"]


@given(st.lists(st.text("市局府（", min_size=1, max_size=4), min_size=1), st.text("市局府（", max_size=10))
def test_a_trie_finds_the_longest_word(words: list[str], text: str) -> None:
    plain = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
    assert [m.span() for m in re.finditer(trie(words), text)] == [m.span() for m in plain.finditer(text)]


def _patterns() -> Iterator[str]:
    for rows in load.tree("triggers").values():
        yield from (row if isinstance(row, str) else row["pattern"] for row in rows)
    yield from load.tree("recogniser")["collectives"]


def test_the_rules_of_the_lexicons_can_be_read() -> None:
    unread = [source for source in _patterns() if not needs(source)]
    assert not unread, "a rule without a word that it needs is tried on every text"


def test_a_text_holds_a_word_of_each_set() -> None:
    assert holds("市局负责", (("负责", "牵头"), ("局",)))
    assert not holds("市局负责", (("负责",), ("县",)))
    assert holds("", ())
