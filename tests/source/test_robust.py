"""Whatever is done to a file, its reader gives text or says why not: no crash, no hang."""

from __future__ import annotations

import io
import time
import zipfile
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.source import SourceFile, read
from kg.source.web import html
from tests.source.letters import Paragraph
from tests.source.page import Setter
from tests.source.test_ofd import code, content
from tests.source.test_ofd import package as ofd_package
from tests.source.word import Writer, package, paragraph

PARAGRAPHS = [
    Paragraph("某某市人民政府关于防汛的通知", "title"),
    Paragraph("压实责任（市水利局牵头，市应急局配合）。" * 3, "text", "top", "一"),
    Paragraph("做好值守。" * 5, "text", "bracket", "（一）"),
]
PAGE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>通知</title></head><body><div class='nav'>首页</div>"
    "<table><tr><td rowspan=2>一、甲。</td><td colspan=3>乙</td></tr><tr><td>丙</td></tr></table>"
    "<p>压实责任。</p></body></html>"
)


def pdf_file() -> bytes:
    setter = Setter("公报")
    setter.write(PARAGRAPHS)
    return setter.pdf()


def archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("word/document.xml", "<x/>")
        made.writestr("一.txt", "各县（市、区）人民政府")
    return stream.getvalue()


SEEDS = {
    "html": PAGE.encode(),
    "docx": Writer().write(PARAGRAPHS),
    "pdf": pdf_file(),
    "ofd": ofd_package([content(code("压实责任", 'DeltaX="g 3 5"'))]),
    "zip": archive(),
}


def attempt(data: bytes) -> None:
    """Read; a text has pages without gaps, a refusal is one line."""
    try:
        raw = read(SourceFile(Path("-"), "a", data=data))
    except SourceError as error:
        assert str(error).startswith("a: ")
        assert "\n" not in str(error)
        return
    assert raw.text.strip()
    if raw.pages:
        assert (raw.pages[0].start, raw.pages[-1].end) == (0, len(raw.text))
        assert all(left.end == right.start for left, right in pairwise(raw.pages))


def mutated(data: bytes, chance: Random) -> bytes:
    """One of: cut, doubled, a part taken out or moved, bytes changed, controls put in."""
    low, high = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
    high = min(high, low + 400)
    kind = chance.randrange(6)
    if kind == 0:
        return data[:low]
    if kind == 1:
        return data[:high] + data[low:]
    if kind == 2:
        return data[:low] + data[high:]
    if kind == 3:
        return data[high:] + data[low:high] + data[:low]
    if kind == 4:
        return data[:low] + bytes(chance.randrange(256) for _ in range(8)) + data[low + 8 :]
    return data[:low] + chance.choice((b"\0", b"\x1b", b"<" * 50, b"9" * 30, b"\xff\xfe")) + data[low:]


@pytest.mark.parametrize("form", SEEDS)
def test_mutations(form: str) -> None:
    chance = Random(form)
    for _ in range(120):
        data = SEEDS[form]
        for _ in range(chance.randrange(1, 4)):
            data = mutated(data, chance) or b"x"
        attempt(data)


def repacked(data: bytes, chance: Random) -> bytes:
    """A package with one part changed inside: the wrapping stays good."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        chosen = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, mutated(part, chance) if name == chosen else part)
    return stream.getvalue()


@pytest.mark.parametrize("form", ["docx", "ofd"])
def test_mutations_inside_packages(form: str) -> None:
    chance = Random(form)
    for _ in range(120):
        attempt(repacked(SEEDS[form], chance))


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("<>/=\"' \n&;#x0apdivtrbl一：。！-"), max_size=200))
def test_any_markup(text: str) -> None:
    attempt(("<p>" + text).encode())


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\x89PNG\r\n\x1a\n"]))
def test_any_bytes(data: bytes, head: bytes) -> None:
    attempt(head + data)


def seconds(page: str) -> float:
    began = time.process_time()
    try:
        html.extract(page)
    except SourceError as error:
        assert "nested too deeply" in str(error) or "columns" in str(error)
    return time.process_time() - began


@pytest.mark.parametrize(
    "unit",
    [
        "<p>一、压实责任。</p>",
        "<div><span>",
        "<table><tr><td>",
        "<table><tr><td>甲</td><td>乙</td></tr></table>",
        "<tr><td rowspan=999>甲<td>乙",
        "<li>文号：",
        "<b>标题：",
        "（",
        "<!--",
        "&amp;",
    ],
)
def test_time_grows_with_size(unit: str) -> None:
    """Four times the page takes six times as long at most, beyond what is too short to measure."""
    small, large = (f"<html><body><table>{unit * count}" for count in (1_500, 6_000))
    assert min(seconds(large) for _ in range(2)) < 6 * max(seconds(small) for _ in range(2)) + 0.3


def test_a_table_of_many_rows_in_a_word_file() -> None:
    row = "<w:tr><w:tc>" + paragraph("任务") + "</w:tc><w:tc>" + paragraph("市教育局") + "</w:tc></w:tr>"
    began = time.process_time()
    attempt(package("<w:tbl>" + row * 5_000 + "</w:tbl>"))
    assert time.process_time() - began < 10
