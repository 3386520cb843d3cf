"""Bytes → text: the case table, and that no character is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.source.decode import decode
from tests.tables import whole

CASES = whole("decoding")


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    data = bytes.fromhex(case.get("bom", "")) + case["text"].encode(case["encode"])
    if "refused" in case:
        with pytest.raises(SourceError, match=case["refused"]):
            decode(data)
    else:
        assert decode(data) == (case["text"], case["read"])


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_utf8_keeps_every_character(text: str) -> None:
    decoded, encoding = decode(text.encode("utf-8"))
    assert decoded == text.removeprefix("\ufeff")
    assert encoding in ("utf-8", "utf-8-sig")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be", "utf-16"])
def test_the_corpus_in_every_encoding(encoding: str) -> None:
    for path in sorted((Path(__file__).parents[2] / "corpus").glob("*.txt")):
        with open(path, encoding="utf-8", newline="") as stream:
            text = stream.read()
        assert decode(text.encode(encoding)) == (text, encoding)


def test_a_cut_file_is_called_broken_utf8() -> None:
    data = "各县人民政府：\n现将方案印发给你们，请认真贯彻执行。".encode()
    with pytest.raises(SourceError, match=r"broken UTF-8 at byte \d+ \(line 2\)"):
        decode(data[:-1])


def test_a_mark_that_lies() -> None:
    with pytest.raises(SourceError, match="its mark says UTF-16 but byte"):
        decode(b"\xff\xfea")


@pytest.mark.parametrize("data", [b"abc\x00\x01\x02\x03", b"\x01\x02\x03\x04abc", bytes(1000)])
def test_binary(data: bytes) -> None:
    with pytest.raises(SourceError, match="a binary file"):
        decode(data)
