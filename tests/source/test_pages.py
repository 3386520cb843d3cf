"""Where pages begin."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg.source.pages import pages

BODY = "市政府印发方案\n\n" * 6


def starts(text: str) -> list[int]:
    return [page.start for page in pages(text)]


def test_none() -> None:
    assert pages(BODY) == ()
    assert pages(f" {BODY}{BODY} {BODY}") == ()  # two marks are too few


def test_form_feeds() -> None:
    text = "一\n\f二\f\f四\n\f"
    assert [(page.number, text[page.start : page.end]) for page in pages(text)] == [
        (1, "一\n\f"),
        (2, "二\f"),
        (3, "\f"),
        (4, "四\n\f"),
    ]


def test_a_single_page_with_its_form_feed_has_no_pages() -> None:
    assert pages("一\n二\n\f") == ()


def test_a_line_that_starts_with_one_space() -> None:
    text = f" {BODY} {BODY} {BODY}"
    assert starts(text) == [0, len(BODY) + 1, 2 * len(BODY) + 2]
    assert starts(f"前言\n{text}") == [0, 3, len(BODY) + 4, 2 * len(BODY) + 5]
    assert starts(f"\n{text}")[0] == 0


def test_indented_paragraphs_are_no_pages() -> None:
    assert pages(" 第一段\n接上行\n" * 20) == ()
    assert pages("\u3000\u3000第一段\n" * 20) == ()
    assert pages("  第一段\n\n\n\n\n\n\n" * 20) == ()


@given(st.text(st.sampled_from(" \f\n政府\r"), max_size=300))
def test_pages_cover_the_text_without_gaps(text: str) -> None:
    found = pages(text)
    assert [page.number for page in found] == list(range(1, len(found) + 1))
    if found:
        assert found[0].start == 0
        assert found[-1].end == len(text)
        assert all(left.end == right.start for left, right in pairwise(found))
        assert all(page.start < page.end for page in found)


def test_the_gazette() -> None:
    (path,) = (Path(__file__).parents[2] / "corpus").glob("*公报*.txt")
    assert len(pages(path.read_text(encoding="utf-8"))) == 74
