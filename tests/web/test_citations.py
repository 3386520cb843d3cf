"""What a document cites stands in its sentence, and its annexes lead on to their own files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient

from kg.graph import store
from kg.graph.publish import publish
from kg.model import Citation, DocumentFacts
from kg.web.app import create_app
from kg.web.corpus import Corpus
from kg.web.pages.citations import cites

from ..cli.conftest import plan, said
from .test_pages import page


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


def test_an_annex_in_a_file_of_its_own_and_its_notice_lead_to_each_other(tmp_path: Path) -> None:
    notice = replace(plan(), annexes=("部门职责清单", "另一清单"))
    name = "部门职责清单"
    annex = replace(plan(), key=name, number=None, title=name, issuers=(), annexes=(), promulgates=())
    publish(tmp_path, lambda directory: store.write(directory / "store", [notice, annex]))
    with TestClient(create_app(tmp_path)) as client:
        for one, other in ((notice, annex), (annex, notice)):
            tree = page(client, f"/document/{one.key}")
            links = {unquote(link.get("href")) for link in tree.xpath("//dl[@class='facts']//a")}
            assert f"/document/{other.key}" in links
