"""A document gives the same records whether it comes as text, web page, Word file or two-column PDF."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from kg import pipeline
from kg.model import DocumentFacts, RawText
from kg.source import SourceFile, read
from tests.source.letters import Paragraph, letter
from tests.source.page import Setter
from tests.source.word import Writer

NUMBERS = """
运政发〔2023〕30号 运政办发〔2023〕30号 运政办发〔2023〕33号 运政办发〔2023〕36号
运政办发〔2023〕37号 运政办函〔2023〕63号 运民发〔2023〕65号
"""
TOLERANCE = 0.01


def as_text(paragraphs: list[Paragraph]) -> bytes:
    return "\n".join(paragraph.printed for paragraph in paragraphs).encode()


def as_page(paragraphs: list[Paragraph]) -> bytes:
    title = next(paragraph.text for paragraph in paragraphs if paragraph.look == "title")
    rows = "".join(f"<p><span>{escape(p.printed[:5])}</span>{escape(p.printed[5:])}</p>\n" for p in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><meta charset='gbk'><title>{title}-某某市人民政府门户网站</title></head><body>"
        "<div class='nav'><a href='/'>首页</a><a href='/zwgk'>政务公开</a></div>"
        f"<div class='article'><h1>{title}</h1><div id='zoom'>{rows}</div></div>"
        "<div class='footer'>主办单位：某某市人民政府办公室。网站标识码：1400000000。</div></body></html>"
    ).encode("gb18030")


def as_word(paragraphs: list[Paragraph]) -> bytes:
    return Writer().write(paragraphs)


def as_pdf(paragraphs: list[Paragraph]) -> bytes:
    setter = Setter("某某市人民政府公报")
    setter.write(paragraphs)
    return setter.pdf()


def read_back(data: bytes, path: Path) -> RawText:
    path.write_bytes(data)
    return read(SourceFile(path, path.name))


def whole(facts: DocumentFacts) -> set[object]:
    """Head, responsibilities, citations: everything that is scored."""
    head = {
        (name, getattr(facts, name))
        for name in "number title kind issuers addressees signed openness promulgates".split()
    }
    duties = {("duty", duty.clause, duty.agency, duty.role) for duty in facts.responsibilities}
    cited = {("citation", one.title, one.number, one.relation) for one in facts.citations}
    return head | duties | cited


def f1(found: set[object], expected: set[object]) -> float:
    return 2 * len(found & expected) / (len(found) + len(expected))


@pytest.fixture(scope="module")
def letters(gazette: RawText) -> dict[str, list[Paragraph]]:
    facts, _ = pipeline.extract(gazette)
    return {one.number or "": letter(one) for one in facts}


CASES = [(number, form) for number in NUMBERS.split() for form in (as_page, as_word, as_pdf)]


@pytest.mark.parametrize(("number", "form"), CASES)
def test_same_records(
    number: str, form: Callable[[list[Paragraph]], bytes], letters: dict[str, list[Paragraph]], tmp_path: Path
) -> None:
    paragraphs = letters[number]
    (expected,), _ = pipeline.extract(read_back(as_text(paragraphs), tmp_path / "a"))
    facts, _ = pipeline.extract(read_back(form(paragraphs), tmp_path / "b"))
    assert len(facts) == 1
    found, wanted = whole(facts[0]), whole(expected)
    assert f1(found, wanted) >= 1 - TOLERANCE, f"missing {wanted - found}, too much {found - wanted}"
