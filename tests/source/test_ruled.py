"""Tables drawn with rules: a PDF has lines and characters, the reader gives rows of cells."""

from __future__ import annotations

import io
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from kg import pipeline
from kg.source import SourceFile, pdf, read
from kg.source.layout.layout import Layout
from kg.source.layout.ruled import Stroke, Table, tables_and_frames
from tests.source.page import FONT, HEIGHT, WIDTH

COLUMNS = (60.0, 100.0, 190.0, 260.0, 350.0)
ROWS = (200.0, 230.0, 280.0, 330.0)
CELLS = [
    ("序号", "重点任务", "牵头单位", "配合单位"),
    ("1", "推进城镇老旧小|区改造", "市住建局", "市财政局、市自|然资源局"),
    ("2", "加强污染应对", "市生态环境局", "市工信局"),
]


def tables(strokes: Iterable[Stroke]) -> list[Table]:
    return tables_and_frames(strokes)[0]


def box(left: float, top: float, right: float, bottom: float) -> list[Stroke]:
    return [
        (left, top, right, top),
        (left, bottom, right, bottom),
        (left, top, left, bottom),
        (right, top, right, bottom),
    ]


def grid() -> list[Stroke]:
    """Each cell with a box of its own, as browsers and Word draw them."""
    pairs = [(x, to, y, down) for x, to in pairwise(COLUMNS) for y, down in pairwise(ROWS)]
    return [stroke for x, to, y, down in pairs for stroke in box(x, y, to, down)]


def drawn(strokes: list[Stroke], title: str = "", pages: int = 1) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), invariant=True)
    for page in range(pages):
        canvas.setFont(FONT, 10.5)
        for number, line in enumerate(title.split("|") if page == 0 else []):
            canvas.drawString(60, HEIGHT - 60 - 20 * number, line)
        for left, top, right, bottom in strokes:
            canvas.line(left, HEIGHT - top, right, HEIGHT - bottom)
        for row, cells in zip(ROWS, CELLS, strict=False):
            for column, cell in zip(COLUMNS, cells, strict=False):
                for number, line in enumerate(cell.split("|")):
                    canvas.drawString(column + 4, HEIGHT - row - 16 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_cells_are_parted_by_tabs_and_broken_lines_joined() -> None:
    lines = pdf.extract(drawn(grid(), "某某市2024年重点任务分工")).text.strip("\n\f").split("\n")
    assert lines == ["某某市2024年重点任务分工", *("\t".join(cells).replace("|", "") for cells in CELLS)]


def test_a_cell_reaches_as_far_as_no_rule_parts_it() -> None:
    strokes = [one for one in grid() if not (one[1] == one[3] == ROWS[2] and one[2] <= COLUMNS[1])]
    (table,) = tables(strokes)
    assert table.cells[1, 0] == table.cells[2, 0] == (1, 0, 2, 1)
    glyphs = [(70.0, 240.0, 80.0, 250.0, "甲"), (110.0, 240.0, 120.0, 250.0, "乙"), (110.0, 290.0, 120.0, 300.0, "丙")]
    assert [line.rstrip("\t") for line in Layout().lines(glyphs, [table])] == ["甲\t乙", "甲\t丙"]


def test_a_column_that_holds_a_table_is_a_column() -> None:
    text = [f"{n}各地各部门要压实责任建立台账逐项推进" for n in "甲乙丙丁戊己庚辛壬癸"]
    column = [
        (x, 200.0 + 16 * n, x + 10, 210.0 + 16 * n, character)
        for n, line in enumerate(text)
        for x, character in zip(range(60, 250, 10), line, strict=False)
    ]
    (table,) = tables(
        [one for x, to in ((270, 360), (360, 450)) for y in (200, 230, 260) for one in box(x, y, to, y + 30)]
    )
    places = [(x, y) for y in (210.0, 240.0, 270.0) for x in (280.0, 370.0)]
    cells = [(x, y, x + 10, y + 10, str(n)) for n, (x, y) in enumerate(places)]
    assert Layout().lines([*column, *cells], [table]) == [*text, "0\t1", "2\t3", "4\t5"]


def test_two_tables_with_a_line_of_text_between_are_two() -> None:
    """Their rules stand nearly, but not quite, below each other, as those of different columns do."""
    above = [one for x, to in ((60, 113), (113, 300)) for y in (100, 130) for one in box(x, y, to, y + 30)]
    below = [one for x, to in ((60, 111), (111, 250), (250, 300)) for y in (240, 270) for one in box(x, y, to, y + 30)]
    assert [(table.rows[0], table.rows[-1]) for table in tables([*above, *below])] == [(100, 160), (240, 300)]


def test_a_table_goes_on_in_the_second_column() -> None:
    left = [one for y in (200, 230) for x, to in ((60, 100), (100, 230)) for one in box(x, y, to, y + 30)]
    right = [(x + 210, y, to + 210, down) for x, y, to, down in left]
    cells = [(65, 210, "部门"), (105, 210, "职责"), (65, 240, "省文旅"), (105, 240, "推动发展健康旅游健康文化")]
    cells += [(275, 210, "厅"), (315, 210, "产业。"), (275, 240, "科技厅"), (315, 240, "支持研究。")]
    glyphs = [(x + 10.0 * n, y, x + 10.0 * n + 10, y + 10.0, one) for x, y, text in cells for n, one in enumerate(text)]
    assert Layout().lines(glyphs, tables([*left, *right])) == [
        "部门\t职责",
        "省文旅厅\t推动发展健康旅游健康文化产业。",
        "科技厅\t支持研究。",
    ]


HEADS = "序号\t任务\t措施\t责任单位"


def on_pages(above: str, below: str, spans: str = "") -> list[str]:
    """The lines of a table on two pages. ``above``, ``below``: rows parted by |, lines in a cell by /; columns of 20 to
    60 units, letters of 10. ``spans``: columns whose cells are not parted below the first row of the second page."""
    layout = Layout()
    for number, page in enumerate((above, below)):
        places = list(pairwise((60, 80, 140, 200, 250)))
        cells = [[cell.split("/") for cell in row.split("\t")] for row in page.split("|")]
        strokes = [
            (a, b, c, d)
            for row in range(len(cells))
            for column, (x, to) in enumerate(places)
            for a, b, c, d in box(x, 100 + 60 * row, to, 160 + 60 * row)
            if not (number and str(column) in spans and b == d == 160)
        ]
        glyphs = [
            (x + 2.0 + 10 * k, 105.0 + 60 * row + 14 * n, x + 12.0 + 10 * k, 115.0 + 60 * row + 14 * n, letter)
            for row, texts in enumerate(cells)
            for (x, _), lines in zip(places, texts, strict=True)
            for n, line in enumerate(lines)
            for k, letter in enumerate(line)
        ]
        layout.lines(glyphs, tables(strokes))
    return [line for page in layout.pages for line in page]


@pytest.mark.parametrize(
    ("above", "below", "spans", "found"),
    [
        # a row that breaks, its heads once more
        ("1\t甲乙\t加强水源/保护修复\t市水局", f"{HEADS}|\t\t。\t", "", ["1\t甲乙\t加强水源保护修复。\t市水局", HEADS]),
        # a cell over several rows of which nothing stands on the second page
        ("1\t甲乙\t修渠。\t市水局", "\t\t种树。\t市林局", "", ["1\t甲乙\t修渠。\t市水局", "1\t甲乙\t种树。\t市林局"]),
        # its rest, and the row's, above a row of its own
        (
            "1\t甲乙\t加强水源\t市水局、市",
            "\t\t保护。\t林局|\t\t种树。\t",
            "013",
            ["1\t甲乙\t加强水源保护。\t市水局、市林局", "1\t甲乙\t种树。\t市水局、市林局"],
        ),
        # a new row of its own: the cell above ended with room below it
        (
            "1\t甲乙丙丁\t修渠。\t市水局/、市农局",
            "\t\t种树。\t市林局",
            "",
            ["1\t甲乙丙丁\t修渠。\t市水局、市农局", "1\t甲乙丙丁\t种树。\t市林局"],
        ),
        # a name that ended before the other began; a heading behind a number
        (
            "1\t甲乙\t修渠。\t市水局",
            "2\t丙丁\t种树。\t市林局",
            "",
            ["1\t甲乙\t修渠。\t市水局", "2\t丙丁\t种树。\t市林局"],
        ),
        (
            "10\t甲乙\t修渠。\t市水局",
            "二区\t\t\t|3\t丙\t修\t局",
            "",
            ["10\t甲乙\t修渠。\t市水局", "二区\t\t\t", "3\t丙\t修\t局"],
        ),
    ],
)
def test_what_a_page_break_parts_is_put_together(above: str, below: str, spans: str, found: list[str]) -> None:
    assert on_pages(f"{HEADS}|{above}", below, spans) == [HEADS, *found]


def test_frames_underlines_and_single_columns_are_no_tables() -> None:
    nested = [stroke for k in range(6) for stroke in box(50.0 + 20 * k, 100.0 + 20 * k, 500.0 - 20 * k, 400.0 - 20 * k)]
    touching = [*nested, (50.0, 250.0, 500.0, 250.0), (275.0, 100.0, 275.0, 400.0)]
    ladder = [stroke for k in range(5) for stroke in box(50, 100 + 20 * k, 500, 120 + 20 * k)]
    underlines = [(60.0, 100.0 + 20 * k, 300.0, 100.0 + 20 * k) for k in range(9)]
    assert tables(nested) == tables(touching) == tables(ladder) == tables(underlines) == []
    frames = [tables_and_frames(one)[1] for one in (nested, touching, ladder, underlines, box(50, 100, 500, 400))]
    assert [len(found) for found in frames] == [6, 0, 0, 0, 1]


def test_an_empty_frame_gives_its_text_back() -> None:
    glyphs = [(70.0 + 10 * k, 240.0, 80.0 + 10 * k, 250.0, text) for k, text in enumerate("正文")]
    assert Layout().lines(glyphs, tables(grid())) == ["正文"]


def test_more_strokes_than_a_table_has_are_a_drawing() -> None:
    assert (
        tables([(float(k % 90) * 6, float(k % 80) * 9, float(k % 90) * 6 + 50, float(k % 80) * 9) for k in range(9000)])
        == []
    )


def test_duties_of_a_table_over_two_pages(tmp_path: Path) -> None:
    head = (
        "某政办发〔2024〕12号|某某市人民政府办公室|关于2024年重点任务分工的通知|各县（市、区）人民政府：|现印发给你们。"
    )
    path = tmp_path / "a.pdf"
    path.write_bytes(drawn(grid(), head, pages=2))
    (facts,), _ = pipeline.extract(read(SourceFile(path, path.name)))
    found = {(duty.clause, duty.agency, duty.role) for duty in facts.responsibilities}
    assert {("1", "市住建局", "lead"), ("1", "市自然资源局", "support"), ("2", "市生态环境局", "lead")} <= found


def test_a_page_of_squared_paper_is_a_drawing() -> None:
    paper = [
        stroke for k in range(500) for stroke in ((0.0, 4.0 * k, 2000.0, 4.0 * k), (4.0 * k, 0.0, 4.0 * k, 2000.0))
    ]
    assert tables(paper) == []
    assert tables(paper[:120])
