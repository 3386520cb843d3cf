"""Pages of gazettes: heads that run down their edge, numbers alone below a title, contents above the columns."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from kg.source import pdf
from tests.source import page
from tests.source.page import BOTTOM, COLUMN, HEIGHT, LEADING, LEFT, SIZE, TOP, WIDTH, Line, Setter
from tests.source.test_pdf import HEAD, document, printed, squash, text_of


def band(texts: list[str], top: float, columns: int) -> tuple[list[Line], float]:
    """Full lines in so many columns, as deep as each other, and where the page goes on."""
    gap = 18.0
    room = (WIDTH - 2 * LEFT - gap * (columns - 1)) / columns
    lines = [line for text in texts for line in page.broken(text, room, 0)]
    deep = -(-len(lines) // columns)
    places = [(k // deep, k % deep) for k in range(len(lines))]
    found = [
        (LEFT + column * (room + gap), top - row * LEADING, SIZE, line)
        for (column, row), line in zip(places, lines, strict=True)
    ]
    return found, top - deep * LEADING


def centred(text: str, y: float, size: float = SIZE) -> Line:
    return ((WIDTH - page.width(text, size)) / 2, y, size, text)


@pytest.mark.parametrize("edge", [22.0, WIDTH - 30])
def test_a_head_that_runs_down_the_edge(edge: float) -> None:
    paragraphs = document("防汛抗旱", 34)
    setter = Setter()
    setter.write(paragraphs)
    pages = [
        [
            *lines,
            *((edge, 640 - 13 * k, 10.0, letter) for k, letter in enumerate(HEAD)),
            (edge, 480.0, 10.0, str(number)),
        ]
        for number, lines in enumerate(setter.pages, 1)
    ]
    assert squash(text_of(page.pdf(pages))) == printed(paragraphs)


def test_letters_below_each_other_in_the_text_stay() -> None:
    """A column of a list without rules stands within the lines of the page."""
    names = [(LEFT + 100, 400 - LEADING * k, SIZE, letter) for k, letter in enumerate("甲乙丙丁戊")]
    lines = [(LEFT, 700 - LEADING * k, SIZE, "各地各部门要压实责任，建立台账，逐项推进落实。") for k in range(4)]
    assert squash(text_of(page.pdf([[*lines, *names]]))).endswith("甲乙丙丁戊")


@pytest.mark.parametrize("columns", [2, 3])
def test_a_number_alone_below_each_title_across_the_columns(columns: int) -> None:
    y, lines, expected = TOP, [], ""
    for name in ("防汛抗旱", "清洁取暖"):
        _, title, *rest = document(name, 4)
        texts = [one.printed for one in rest[:-2]]
        number = f"某政发〔2024〕{len(lines)}号"
        head = [centred(f"{title.printed}（第一批）（试行）（征求意见稿）", y, 16.0), centred(number, y - 30)]
        body, y = band(texts, y - 56, columns)
        lines += head + body
        expected += head[0][3] + number + "".join(texts)
        y -= 24
    assert y > BOTTOM
    assert squash(text_of(page.pdf([lines]))) == squash(expected)


def test_contents_above_the_columns_of_the_first_page() -> None:
    entries = [f"{k}、某某市人民政府关于第{k}项工作的通知" for k in range(1, 13)]
    listed = [(LEFT, TOP - LEADING * k, SIZE, f"{one}{'…' * 16}{k}") for k, one in enumerate(entries)]
    texts = [one.printed for one in document("数据整理", 9)[2:]]
    body, _ = band(texts, TOP - LEADING * 15, 2)
    found = squash(pdf.extract(page.pdf([[centred("本期目录", HEIGHT - 50), *listed, *body]])).text)
    assert found.endswith(squash("".join(texts)))
    assert max(page.width(line[3]) for line in listed) > COLUMN


ITEMS = ["人事任免", "某某市人民政府任命：", "张某为市水务局副局长。"]


def boxed(top: list[str], below: list[str], more: list[str]) -> bytes:
    """A page of one column with short items in a frame between its lines, and lines on the next page."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT))
    y = TOP
    for texts in (top, ITEMS, below):
        canvas.setFont(page.FONT, SIZE)
        if texts is ITEMS:
            canvas.rect(LEFT - 8, y - LEADING * len(ITEMS) + 4, WIDTH - 2 * LEFT + 16, LEADING * len(ITEMS) + 8)
        for text in texts:
            canvas.drawString(LEFT, y, text)
            y -= LEADING
    for number, text in enumerate(more):
        if not number:
            canvas.showPage()
            canvas.setFont(page.FONT, SIZE)
        canvas.drawString(LEFT, TOP - LEADING * number, text)
    canvas.save()
    return stream.getvalue()


FULL = "各地各部门要压实责任，建立台账，逐项推进，定期调度，及时报告工作进展情况，确保各项任务"
END = "按时完成。"


@pytest.mark.parametrize(
    ("top", "below", "more", "expected"),
    [
        ([FULL, FULL], [FULL, END, FULL], [], [FULL, FULL, FULL, END, *ITEMS, FULL]),
        ([FULL, FULL], [], [END, FULL], [FULL, FULL, END, *ITEMS, FULL]),
        ([FULL, FULL], [], [], [FULL, FULL, *ITEMS]),
        ([FULL, END], [FULL, END], [], [FULL, END, *ITEMS, FULL, END]),
        ([FULL, END, "专栏1 重点工程"], [FULL, END], [], [FULL, END, "专栏1 重点工程", *ITEMS, FULL, END]),
    ],
    ids=["on the page", "on the next page", "at the end", "between paragraphs", "below its heading"],
)
def test_items_in_a_frame_stand_behind_the_sentence(
    top: list[str], below: list[str], more: list[str], expected: list[str]
) -> None:
    assert squash(text_of(boxed(top, below, more))) == squash("".join(expected))
