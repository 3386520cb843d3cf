"""Rows packed by column come out as they went in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.query.packing import columns, packed

VALUES = st.none() | st.integers(-9, 9) | st.booleans() | st.text(max_size=2) | st.lists(st.integers(0, 9), max_size=2)


@given(st.lists(st.tuples(VALUES, st.sampled_from(["甲", 1, True, None])), min_size=1, max_size=9))
def test_rows_come_out_as_they_went_in(rows: list[tuple[object, object]]) -> None:
    assert repr([tuple(row) for row in zip(*columns(packed(rows)), strict=True)]) == repr(rows)


def test_what_comes_again_is_written_once() -> None:
    assert packed([["一个很长的标题", number] for number in range(9)]).count("一个很长的标题") == 1
