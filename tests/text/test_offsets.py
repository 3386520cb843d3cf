"""Offsets: whatever is done to a text, each of its characters knows where in the source it stood."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.model import CleanText, Page
from kg.text import offsets
from tests.texts import raw

ALPHABET = "市政府局（）、。2023年 \n\u3000\u200b"
PATTERNS = [r"\s+", r"(?<=市)政", r"\d+", r"[（）]", r"局", r"府(?=\s*局)", r"(市)(政)"]
REPLACEMENTS = ["", " ", "～", "市政府", "\n\n"]
INVISIBLE = re.compile(r"[\s\u200b]*\Z")


@st.composite
def cleaned(draw: st.DrawFn) -> tuple[str, CleanText]:
    """A source text, and what a few random steps made of it (no step changes the order)."""
    source = draw(st.text(ALPHABET, max_size=60))
    clean = offsets.whole(source)
    for _ in range(draw(st.integers(0, 5))):
        step = draw(st.sampled_from(["cut", "strip", "substitute", "split"]))
        if step == "cut":
            low, high = sorted(draw(st.tuples(st.integers(0, 60), st.integers(0, 60))))
            clean = offsets.cut(clean, low, high)
        elif step == "strip":
            clean = offsets.strip(clean)
        elif step == "substitute":
            pattern = re.compile(draw(st.sampled_from(PATTERNS)))
            clean, _ = offsets.substitute(clean, pattern, draw(st.sampled_from(REPLACEMENTS)))
        else:
            place = draw(st.integers(0, len(clean.text)))
            halves = [offsets.cut(clean, 0, place), offsets.cut(clean, place)]
            clean = offsets.join([half for half in halves if half.text], draw(st.sampled_from(["", "\n"])))
    return source, clean


@given(cleaned())
def test_every_character_has_a_place_and_places_never_go_back(pair: tuple[str, CleanText]) -> None:
    source, clean = pair
    assert len(clean.text) == len(clean.at)
    assert all(0 <= place < len(source) for place in clean.at)
    assert all(before <= after for before, after in pairwise(clean.at))


@given(st.text(ALPHABET, max_size=60), st.data())
def test_without_substitution_the_characters_are_those_of_the_source(source: str, data: st.DataObject) -> None:
    clean = offsets.strip(offsets.cut(offsets.whole(source), *sorted(data.draw(st.tuples(*[st.integers(0, 60)] * 2)))))
    parts = [clean, offsets.whole(source)]
    joined = offsets.join(parts)
    assert joined.text == clean.text + source
    assert "".join(source[place] for place in joined.at) == joined.text


@given(cleaned(), st.data())
def test_spans_hold_exactly_the_characters_asked_for(pair: tuple[str, CleanText], data: st.DataObject) -> None:
    source, clean = pair
    low, high = sorted(data.draw(st.tuples(*[st.integers(0, len(clean.text))] * 2)))
    spans = offsets.spans(clean, low, high, source)
    wanted = set(clean.at[low:high])
    covered = {place for start, end in spans for place in range(start, end)}
    assert wanted <= covered
    assert INVISIBLE.match("".join(source[place] for place in covered - wanted))
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert (low < high) == bool(spans)


@given(st.text(ALPHABET, max_size=40), st.sampled_from(PATTERNS), st.sampled_from(REPLACEMENTS))
def test_substitute_does_what_re_sub_does(source: str, pattern: str, new: str) -> None:
    clean, changes = offsets.substitute(offsets.whole(source), re.compile(pattern), new)
    assert clean.text == re.sub(pattern, new, source)
    for place, before, after in changes:
        assert source.startswith(before, place)
        assert after == new != before
    assert (clean.text == source) == (not changes)


@given(st.text(ALPHABET, max_size=40))
def test_a_quotation_leads_back_to_its_words(source: str) -> None:
    clean, _ = offsets.substitute(offsets.whole(source), re.compile(r"[\s\u200b]+"), "")
    found = offsets.evidence(clean, 0, len(clean.text), raw(source, marked=False))
    assert found.quote == clean.text
    printed = "".join(source[start:end] for start, end in found.spans)
    assert re.sub(r"[\s\u200b]", "", printed) == clean.text
    assert len(found.spans) == (1 if clean.text else 0)


def test_words_in_two_places_have_two_spans_in_reading_order() -> None:
    source = "质量强省建别的文件的一句话。设的意见"
    clean = offsets.join([offsets.whole("质量强省建"), offsets.whole("设的意见", 14)])
    assert offsets.spans(clean, 2, 7, source) == ((2, 5), (14, 16))
    found = offsets.evidence(clean, 2, 7, raw(source))
    assert (found.quote, found.spans) == ("强省建设的", ((2, 5), (14, 16)))


def test_reading_order_may_go_back_in_the_file() -> None:
    source = "尾巴。头"
    clean = offsets.join([offsets.whole("头", 3), offsets.whole("尾巴。", 0)])
    assert offsets.spans(clean, 0, 4, source) == ((3, 4), (0, 3))


def test_a_replacement_stands_where_the_old_words_stood() -> None:
    clean, changes = offsets.substitute(offsets.whole("见10耀20%"), re.compile("10耀20"), "10 ～ 20")
    assert list(clean.at) == [0, 1, 2, 3, 4, 5, 5, 5, 6]
    assert changes == [(1, "10耀20", "10 ～ 20")]


def test_white_space_at_the_ends_is_no_evidence() -> None:
    found = offsets.evidence(offsets.whole(" 市局 \n"), 0, 5, raw(" 市局 \n"))
    assert (found.spans, found.quote) == (((1, 3),), "市局")
    assert offsets.evidence(offsets.whole("  "), 0, 2, raw("  ")).spans == ()


def test_page_of_a_place() -> None:
    pages = (Page(1, 0, 10), Page(2, 10, 20))
    assert [offsets.page_of(pages, place) for place in (0, 9, 10, 19)] == [1, 1, 2, 2]
    assert offsets.page_of((), 5) is None
