"""The words that cite stand in their sentence."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from kg.model import Citation, DocumentFacts
from kg.web.corpus import Corpus
from kg.web.pages.citations import cites

from ..cli.conftest import plan, said


def cited(text: str, words: str = "《某条例》") -> str:
    """The words that cite with what stands around them, marked with brackets."""
    row = Citation("九", None, words.strip("《》"), "basis", said(words), "cite.title")
    base = plan()
    clause = replace(base.clauses[0], path="九", text=text)
    facts: DocumentFacts = replace(base, clauses=(*base.clauses, clause), citations=(row,))
    graph = cast("Corpus", SimpleNamespace(by_key={}))
    return "".join(f"[{part}]" if marked else part for part, marked in cites(graph, facts, row).parts)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("加强领导。根据《某条例》，制定本方案。各县要落实。", "根据[《某条例》]，制定本方案。"),
        ("《某条例》废止。", "[《某条例》]废止。"),
        ("标题\n依据《某条例》", "依据[《某条例》]"),
        ("江" * 60 + "《某条例》" + "州" * 60, "…" + "江" * 40 + "[《某条例》]" + "州" * 40 + "…"),
        ("别的话。", "[《某条例》]"),  # put together from two places of the page
    ],
)
def test_the_sentence_around(text: str, shown: str) -> None:
    assert cited(text) == shown
