"""PDF files: text in the order in which a person reads the page, however it was drawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pypdfium2 as pdfium
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from kg import pipeline
from kg.errors import SourceError
from kg.model import DocumentFacts, RawText
from kg.source import SourceFile, ocr, pdf, read
from kg.source.layout.layout import Layout
from kg.source.layout.runs import Glyph
from tests.source import page
from tests.source.letters import Paragraph, letter
from tests.source.page import BOTTOM, COLUMN, GUTTER, LEADING, LEFT, SIZE, TOP, WIDTH, Line, Setter

SPACE = re.compile(r"\s+")
HEAD = "某某市人民政府公报"
RUNNING = "各地各部门要压实责任，建立台账，逐项推进，定期调度，确保各项任务落到实处、取得实效。"


def text_of(data: bytes) -> str:
    return pdf.extract(data).text


def squash(text: str) -> str:
    return SPACE.sub("", text)


def document(name: str, count: int) -> list[Paragraph]:
    """A notice of that many clauses, no two lines alike."""
    return [
        Paragraph(f"某政发〔2024〕{count}号", "number"),
        Paragraph(f"某某市人民政府关于{name}的通知", "title"),
        Paragraph("各县（市、区）人民政府，市直各有关单位：", "to"),
        *(
            Paragraph(f"{name}第{n}项任务。{RUNNING}（市教育局牵头，市财政局配合）", "text", "digit", str(n))
            for n in range(1, count + 1)
        ),
        Paragraph("某某市人民政府", "sign"),
        Paragraph("2024年3月5日", "sign"),
    ]


def printed(paragraphs: list[Paragraph]) -> str:
    return squash("".join(paragraph.printed for paragraph in paragraphs))


def shuffled(pages: list[list[Line]], seed: int) -> list[list[Line]]:
    """Every page drawn in another order."""
    for lines in pages:
        Random(seed).shuffle(lines)
    return pages


@pytest.mark.parametrize("seed", range(5))
def test_two_columns_with_running_heads_in_any_order_of_drawing(seed: int) -> None:
    paragraphs = document("防汛抗旱", 50)
    setter = Setter(HEAD)
    setter.write(paragraphs)
    assert len(setter.pages) == 3
    found = pdf.extract(page.pdf(shuffled(setter.furnished(), seed)))
    pages = [found.text[one.start : one.end].strip().split("\n") for one in found.pages]
    assert [(lines[0], lines[-1].strip()) for lines in pages] == [(HEAD, f"-{number}-") for number in (1, 2, 3)]
    assert squash("".join("".join(lines[1:-1]) for lines in pages)) == printed(paragraphs)


def band(rows: list[tuple[float, str]], top: float, depth: int) -> list[Line]:
    """Rows in two columns of that many lines, from ``top`` down."""
    assert len(rows) <= 2 * depth
    return [
        (LEFT + (number // depth) * (COLUMN + GUTTER) + x, top - LEADING * (number % depth), SIZE, text)
        for number, (x, text) in enumerate(rows)
    ]


def interleaved(first: list[Paragraph], second: list[Paragraph]) -> list[list[Line]]:
    """``first`` ends in two columns at the top of page 2; below it, across both, the title of ``second``. The head of
    the second document is drawn first of all, then the right column, then the left."""
    full = int((TOP - BOTTOM) / LEADING) + 1
    rows = page.set_rows(first)
    rest = rows[2 * full :]
    depth = (len(rest) + 1) // 2
    below = TOP - LEADING * (depth + 1)
    head = [
        ((WIDTH - page.width(one.printed, 14)) / 2, below - 22 * number, 14.0, one.printed)
        for number, one in enumerate(second[:2])
    ]
    body = page.set_rows(second[2:])
    top = below - 60
    room = int((top - BOTTOM) / LEADING) + 1
    old = band(rest, TOP, depth)
    new = band(body[: 2 * room], top, room)
    pages = [band(rows[: 2 * full], TOP, full), head + new + old[depth:] + old[:depth]]
    if body[2 * room :]:
        pages.append(band(body[2 * room :], TOP, full))
    return pages


def test_two_documents_on_a_page_whose_heads_are_drawn_before_the_tail_above() -> None:
    first, second = document("清洁取暖", 30), document("秸秆禁烧", 20)
    pages = interleaved(first, second)
    assert len(pages) == 3
    assert squash(text_of(page.pdf(pages))) == printed(first) + printed(second)
    assert squash(text_of(page.pdf(shuffled(pages, 7)))) == printed(first) + printed(second)


def read_back(data: bytes, tmp_path: Path) -> list[DocumentFacts]:
    path = tmp_path / "公报.pdf"
    path.write_bytes(data)
    facts, _ = pipeline.extract(read(SourceFile(path, path.name)))
    return facts


def duties(facts: DocumentFacts) -> list[tuple[str, str, str]]:
    return [(duty.clause, duty.agency, duty.role) for duty in facts.responsibilities]


def test_the_records_of_two_interleaved_documents(tmp_path: Path) -> None:
    first, second = document("清洁取暖", 30), document("秸秆禁烧", 20)
    facts = read_back(page.pdf(interleaved(first, second)), tmp_path)
    assert [one.number for one in facts] == ["某政发〔2024〕30号", "某政发〔2024〕20号"]
    assert [one.signed for one in facts] == ["2024-03-05"] * 2
    for one, count in zip(facts, (30, 20), strict=True):
        expected = [
            (str(n), name, role)
            for n in range(1, count + 1)
            for name, role in (("市教育局", "lead"), ("市财政局", "support"))
        ]
        assert sorted(duties(one)) == sorted(expected)


def test_documents_of_the_gazette_one_after_the_other(gazette: RawText, tmp_path: Path) -> None:
    """Three documents that share pages and columns, drawn in another order, give what each gives alone."""
    known, _ = pipeline.extract(gazette)
    chosen = [
        one for one in known if one.number in ("运政办发〔2023〕36号", "运政办函〔2023〕58号", "运政办发〔2023〕33号")
    ]
    setter = Setter(HEAD)
    alone: list[DocumentFacts] = []
    for one in chosen:
        single = Setter(HEAD)
        single.write(letter(one))
        alone += read_back(single.pdf(), tmp_path)
        setter.write(letter(one))
    together = read_back(page.pdf(shuffled(setter.furnished(), 3)), tmp_path)
    assert [one.number for one in together] == [one.number for one in alone] == [one.number for one in chosen]
    for left, right in zip(together, alone, strict=True):
        assert (left.title, left.signed, left.issuers, left.addressees) == (
            right.title,
            right.signed,
            right.issuers,
            right.addressees,
        )
        assert duties(left) == duties(right)


@pytest.mark.parametrize("count", [10, 11, 12])
def test_a_page_whose_second_column_has_just_begun(count: int) -> None:
    setter = Setter(HEAD)
    setter.write(document("数据整理", count))
    assert len(setter.pages) == 1
    assert squash(text_of(setter.pdf())) == HEAD + printed(document("数据整理", count)) + "-1-"


def test_a_list_of_names_beside_running_text() -> None:
    names = [Paragraph(f"陈某{character}  市某局副局长") for character in "一二三四五六七八九十甲乙丙丁戊己庚辛"]
    setter = Setter(HEAD)
    setter.write([*document("数据整理", 2), *names, *document("应急演练", 6)])
    assert squash(text_of(setter.pdf())) == HEAD + squash("".join(line[3] for line in setter.pages[0])) + "-1-"


def test_one_column_keeps_its_rows() -> None:
    lines = [(LEFT, 700.0 - 16 * n, SIZE, f"{n} " + RUNNING[:30]) for n in range(10)]
    signature = [(LEFT, 500.0, SIZE, "某某市民政局"), (LEFT + 300, 500.0, SIZE, "某某市财政局")]
    assert text_of(page.pdf([[*signature, *reversed(lines)]])).strip().split("\n")[-1] == "某某市民政局  某某市财政局"


def test_a_table_is_not_read_column_by_column() -> None:
    rows = [(f"{n}.任务", f"市某某{n}局") for n in range(12)]
    lines = [
        (LEFT + 250 * side, 700.0 - 16 * n, SIZE, text) for n, row in enumerate(rows) for side, text in enumerate(row)
    ]
    assert [line.split() for line in text_of(page.pdf([lines])).strip().split("\n")] == [list(row) for row in rows]


def test_spaces_between_latin_words_stay_and_bold_by_printing_twice_counts_once() -> None:
    found = text_of(
        page.pdf(
            [
                [
                    (LEFT, 700.0, SIZE, "空气质量指数（Air Quality Index）"),
                    (LEFT, 600.0, SIZE, "标题"),
                    (LEFT + 0.3, 600.0, SIZE, "标题"),
                ]
            ]
        )
    )
    assert found == "空气质量指数（Air Quality Index）\n标题\n\f"


def test_line_ends_inside_words_and_pages(tmp_path: Path) -> None:
    pages = [[(LEFT, 700.0, SIZE, "运城市人")], [(LEFT, 700.0, SIZE, "民政府")]]
    found = pdf.extract(page.pdf(pages))
    assert found.text == "运城市人\n\f民政府\n\f"
    assert [(one.number, found.text[one.start : one.end]) for one in found.pages] == [
        (1, "运城市人\n\f"),
        (2, "民政府\n\f"),
    ]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages(turn: int) -> None:
    """What a turned page shows is read, not how it lies in the file."""
    canvas = Canvas(buffer := page.io.BytesIO(), pagesize=(600, 800), invariant=True)
    canvas.setPageRotation(turn)
    canvas.translate(*{90: (600, 0), 180: (600, 800), 270: (0, 800)}[turn])
    canvas.rotate({90: 90, 180: 180, 270: 270}[turn])
    canvas.setFont(page.FONT, SIZE)
    canvas.drawString(50, 300, "第二行文字")
    canvas.drawString(50, 400, "第一行文字")
    canvas.save()
    assert text_of(buffer.getvalue()) == "第一行文字\n第二行文字\n\f"


@pytest.mark.parametrize(("turn", "askew"), [(0, 45), (0, 90), (90, 0), (90, 135), (270, 0), (180, 225)])
def test_text_askew_to_the_rest_is_left_out(turn: int, askew: int) -> None:
    """A watermark across the page; a table on its side in a page that is not turned."""
    canvas = Canvas(buffer := page.io.BytesIO(), pagesize=(600, 800), invariant=True)
    for degrees, size, words in ((askew, 40, "注意"), (turn, SIZE, "第一行文字|第二行文字")):
        canvas.saveState()
        canvas.translate(300, 400)
        canvas.rotate(degrees)
        canvas.setFont(page.FONT, size)
        for number, line in enumerate(words.split("|")):
            canvas.drawString(-60, -20 * number, line)
        canvas.restoreState()
    canvas.save()
    assert text_of(buffer.getvalue()) == "第一行文字\n第二行文字\n\f"


def test_an_encrypted_file_and_one_with_an_owner_password_only() -> None:
    for password, opens in (("secret", False), ("", True)):
        buffer = page.io.BytesIO()
        canvas = Canvas(buffer, encrypt=StandardEncryption(password, ownerPassword="owner"), invariant=True)
        canvas.setFont(page.FONT, SIZE)
        canvas.drawString(50, 300, "文字")
        canvas.save()
        if opens:
            assert text_of(buffer.getvalue()) == "文字\n\f"
        else:
            with pytest.raises(SourceError, match="an encrypted PDF; save it without its password"):
                text_of(buffer.getvalue())


def scan(words: str = "") -> bytes:
    """A page that is a picture of a page, and one with words if there are any."""
    setter = Setter()
    setter.write([Paragraph(RUNNING)])
    with pdfium.PdfDocument(page.pdf(setter.pages)) as source:
        picture = source[0].render(scale=2).to_pil()
    buffer = page.io.BytesIO()
    canvas = Canvas(buffer, pagesize=(page.WIDTH, page.HEIGHT), invariant=True)
    canvas.drawInlineImage(picture, 0, 0, page.WIDTH, page.HEIGHT)
    canvas.showPage()
    if words:
        canvas.setFont(page.FONT, SIZE)
        canvas.drawString(50, 300, words)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_a_scan_says_what_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(
        SourceError, match=r"a PDF without a text layer \(a scan\); the optional extra \[ocr\] reads it"
    ):
        pdf.extract(scan())
    with pytest.raises(SourceError, match="a PDF without text"):
        pdf.extract(page.pdf([[]]))


def test_a_page_that_is_a_picture_among_others_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    found = pdf.extract(scan("有文字"))
    assert found.text == "\f有文字\n\f"
    assert [(one.code, "not read: 1 (" in one.message) for one in found.warnings] == [("page_without_text", True)]


def test_a_scan_is_recognised_with_the_extra() -> None:
    pytest.importorskip("rapidocr", reason="the optional extra ocr is not installed")
    assert "建立台账" in squash(text_of(scan()))


def test_an_endless_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "CHARACTER_LIMIT", 10)
    with pytest.raises(SourceError, match="a PDF page of more than 10 characters"):
        text_of(page.pdf([[(LEFT, 700.0, SIZE, "一二三四五六七八九十百")]]))
    monkeypatch.setattr(pdf, "PAGE_LIMIT", 1)
    with pytest.raises(SourceError, match="a PDF of more than 1 pages"):
        text_of(page.pdf([[], []]))


def test_columns_of_short_lines_are_rows() -> None:
    """Two lists side by side are not two columns: nothing fills them."""
    glyphs = [
        (x + 10.0 * n, y, x + 10.0 * n + 10, y + 10, text)
        for y in range(0, 200, 20)
        for x, word in ((0, "甲乙"), (300, "丙丁"))
        for n, text in enumerate(word)
    ]
    assert Layout().lines(glyphs) == ["甲乙  丙丁"] * 10


def short_lines(places: list[tuple[int, int]]) -> list[Glyph]:
    """In each column twelve rows of four or eight letters, ``places`` in turn from the left of the page."""
    return [
        (x + 10.0 * n, y, x + 10.0 * n + 10, y + 10, letter)
        for row, y in enumerate(range(0, 240, 20))
        for x in places[row % len(places)]
        for n, letter in enumerate(f"{'甲乙丙丁戊己庚辛壬癸子丑'[row]}某某" + "局长" * (x % 100 == 0))
    ]


@pytest.mark.parametrize(
    ("places", "by_columns"),
    [
        ([(20, 220), (20, 220), (0, 200)], True),  # paragraphs set in by two characters, and their second lines
        ([(20, 220), (20, 220), (20, 220)], False),  # names and posts
        ([(20, 220), (20, 220), (0, 220)], False),
    ],
)
def test_two_columns_of_short_paragraphs(places: list[tuple[int, int]], by_columns: bool) -> None:
    found = [line.strip("\u3000") for line in Layout().lines(short_lines(places))]
    assert len(found) == (24 if by_columns else 12)
    assert found[0][0] == "甲" and found[1][0] == "乙"


def placed(lines: list[tuple[float, float, str]]) -> list[Glyph]:
    """Lines from their left and top; letters are eleven wide, figures half as much."""
    glyphs: list[Glyph] = []
    for x, y, text in lines:
        for one in text:
            wide = 5.5 if one.isascii() else 11.0
            glyphs.append((x, y, x + wide, y + 11, one))
            x += wide
    return glyphs


def column_lines(columns: int) -> list[tuple[float, float, str]]:
    """A title in the middle, and below it columns of running text of fifteen lines, the last one of four."""
    return [
        (120.0 * columns - 35, 10.0, "某市的通知"),
        *(
            (260.0 * column, 60.0 + 20 * row, f"{'甲乙丙丁'[column]}{RUNNING}"[:21])
            for column in range(columns)
            for row in range(15 if column < columns - 1 else 4)
        ),
    ]


@pytest.mark.parametrize("columns", [2, 3, 4])
def test_columns_below_a_title(columns: int) -> None:
    lines = [line.strip("\u3000") for line in Layout().lines(placed(column_lines(columns)))]
    order = "".join(line[0] for line in lines)
    assert order == "某" + "".join(one * 15 for one in "甲乙丙"[: columns - 1]) + "甲乙丙丁"[columns - 1] * 4


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        (lambda row: f"{row + 7}", ""),  # one a line, on from the page before
        (lambda row: f"{row * 13}", "0"),  # figures of a table
        (lambda row: f"{row}" if row % 4 == 0 else "", "0"),  # of items that take several lines
    ],
)
def test_numbers_of_lines_are_left_out(number: Callable[[int], str], kept: str) -> None:
    numbers = [(-20.0, 60.0 + 20 * row, number(row)) for row in range(15)]
    lines = Layout().lines(placed([*column_lines(2)[1:16], *numbers]))
    assert lines[0].strip("\u3000")[0] == (kept or "甲")


def test_figures_side_by_side_are_not_one_printed_twice() -> None:
    high = [(5.0 * n, 0.0, 5.0 * n + 5, 20.0, one) for n, one in enumerate("2011")]  # fonts of high lines
    twice = [(x + shift, 0.0, x + shift + 10, 10.0, one) for x, one in ((0, "甲"), (10, "一")) for shift in (0.0, 0.4)]
    assert (Layout().lines(high), Layout().lines(twice)) == (["2011"], ["甲一"])


@pytest.mark.parametrize(
    ("mark", "note", "expected"),
    [
        ((7.0, "1"), "1 含预备费。", ["甲乙丙丁戊己，庚辛", "甲乙丙丁戊己庚辛壬", "下同。"]),
        (
            (7.0, "2"),
            "1 含预备费。",
            ["甲乙丙丁戊己2，庚辛", "甲乙丙丁戊己庚辛壬", "1 含预备费。", "见第二页。", "下同。"],
        ),
        (
            (11.0, "1"),
            "1 含预备费。",
            ["甲乙丙丁戊己1，庚辛", "甲乙丙丁戊己庚辛壬", "1 含预备费。", "见第二页。", "下同。"],
        ),
    ],
)
def test_a_note_goes_with_the_small_mark_that_calls_it(mark: tuple[float, str], note: str, expected: list[str]) -> None:
    size, figure = mark
    body = [*placed([(0, 60, "甲乙丙丁戊己")]), (66.0, 60.0, 72.0, 60 + size, figure), *placed([(72, 60, "，庚辛")])]
    small = [
        (x * 0.7, 300 + 0.7 * (y - 100), to_x * 0.7, 300 + 0.7 * (to_y - 100), one)
        for x, y, to_x, to_y, one in placed([(0, 100, note), (0, 116, "见第二页。")])
    ]
    glyphs = [*body, *placed([(0, 80, "甲乙丙丁戊己庚辛壬")]), *small, *placed([(0, 400, "下同。")])]
    assert [squash(line) for line in Layout().lines(glyphs)] == [squash(line) for line in expected]


def test_the_sample(shared: Path) -> None:
    path = shared / "samples" / "hainan-pdf.pdf"
    (facts, *_), _ = pipeline.extract(read(SourceFile(path, path.name)))
    assert facts.number == "琼健爱卫〔2025〕7号"
    assert facts.signed == "2025-03-17"
    assert (facts.title or "").endswith("关于印发《海南省将健康融入所有政策实施方案》的通知")
