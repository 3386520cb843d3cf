"""Tables without rules: columns of white below a row of heads, and what only looks like them."""

from __future__ import annotations

import pytest

from kg.source.layout.layout import Layout
from kg.source.layout.ruled import Table
from kg.source.layout.runs import Glyph

EM = 10.0
LONG = "推进城镇老旧小区改造和城市更新工作，"  # 18 characters
Cell = tuple[float, float, str]
"""Ems from the left, lines from the top, text."""

NUMBERED = [
    *[(0, 0, "序 号"), (5, 0, "重点任务"), (26, 0, "牵头单位"), (32, 0, "配合单位")],
    *[(0, 1, "1"), (5, 1, LONG), (26, 1, "市住建局"), (32, 1, "市财政局、"), (5, 2, "年底完成。"), (32, 2, "市科技局")],
    *[(0, 3, "2"), (5, 3, "防汛抗旱。"), (26, 3, "市水务局"), (32, 3, "市气象局")],
]
NUMBERED_ROWS = [
    "序号|重点任务|牵头单位|配合单位",
    f"1|{LONG}年底完成。|市住建局|市财政局、市科技局",
    "2|防汛抗旱。|市水务局|市气象局",
]
CENTRED = [
    *[(2, 0, "部门"), (14, 0, "主要职责")],
    *[(8, 1.5, LONG), (0, 2, "市教育局"), (8, 2.5, "并组织实施。")],
    *[(8, 3.5, LONG), (0, 4, "市水务局"), (8, 4.5, "并监督检查。")],
]
TALL_HEADS = [
    *[(0, 0, "序"), (5, 0.5, "工作任务"), (20, 0, "牵头"), (0, 1, "号"), (20, 1, "单位"), (30, 0.5, "完成时限")],
    *[(0, 2, "1"), (5, 2, "防汛"), (20, 2, "水务局"), (30, 2, "六月")],
    *[(0, 3, "2"), (5, 3, "抗旱"), (20, 3, "水务局"), (30, 3, "八月")],
]
STACKED = [
    *[(0, 0.5, "序"), (2, 0, "类"), (0, 1.5, "号"), (2, 1, "别"), (2, 2, "名"), (2, 3, "称")],
    *[(5, 1, "重点任务"), (20, 1, "牵头单位")],
    *[
        (0, 4, "1"),
        (2, 4, "水"),
        (5, 4, "防汛"),
        (20, 4, "水务局"),
        (0, 5, "2"),
        (2, 5, "田"),
        (5, 5, "抗旱"),
        (20, 5, "农业局"),
    ],
]
"""Heads set letter under letter, next to each other."""
OVER = [
    *[(0, 0.5, "序号"), (5, 0.5, "重点任务"), (19, 0, "责任分工"), (16, 1, "牵头单位"), (22, 1, "配合单位")],
    *[(0, 2.5, "（一）防灾减灾行动"), (0, 4, "1"), (5, 4, "防汛"), (16, 4, "水务局"), (22, 4, "农业局")],
    *[(0, 5.5, "（二）节约用水行动"), (0, 7, "2"), (5, 7, "抗旱"), (16, 7, "农业局"), (22, 7, "水务局")],
]
"""A head over two columns, and headings between the rows."""
NARROW = [
    *[(0, 0, "序号"), (2.34, 0, "工作任务"), (20, 0, "牵头部门")],
    *[(0, 1, "1"), (2.34, 1, "防汛"), (20, 1, "水务局"), (0, 2, "2"), (2.34, 2, "抗旱"), (20, 2, "农业局")],
]
"""Heads that fill their column, with less white between them than a line may leave."""
TOUCHING = [
    *[(0, 0, "序号"), (2.2, 0, "工作任务"), (11.4, 0, "牵头部门"), (16.6, 0, "配合单位")],
    *[(0, 1, "1"), (2.2, 1, "推进防汛抗旱工作，"), (11.4, 1, "市水务局、"), (16.6, 1, "市气象局")],
    *[(2.2, 2, "储备物资。"), (11.4, 2, "市应急局"), (0, 3, "2"), (2.2, 3, "植树造林。"), (11.4, 3, "市林业局")],
]
"""Columns with hardly any white between; a mark hangs over the edge of one."""
MERGED = [
    *[(0, 0, "类别"), (6, 0, "工作任务"), (18, 0, "牵头单位"), (26, 0, "完成时限")],
    *[(6, 1.5, "防汛"), (18, 1.5, "水务局"), (26, 1.5, "六月"), (0, 2, "防灾"), (6, 2.5, "抗旱"), (18, 2.5, "农业局")],
    *[(26, 2.5, "八月"), (0, 4, "增收"), (6, 3.5, "植树"), (6, 4.5, "养蚕"), (18, 4, "林业局"), (26, 3.5, "三月")],
    (26, 4.5, "五月"),
]
"""Cells over two rows, in the middle of their height."""
TOP = [
    *[(0, 0, "类别"), (6, 0, "工作任务"), (18, 0, "牵头单位"), (26, 0, "配合单位")],
    *[(0, 1.5, "防灾"), (6, 1.5, "防汛"), (18, 1.5, "水务局"), (26, 1.5, "气象局"), (6, 3, "抗旱")],
    *[(0, 4.5, "增收"), (6, 4.5, "植树"), (18, 4.5, "林业局"), (6, 6, "养蚕"), (18, 6, "农业局"), (26, 6, "商务局")],
]
"""Cells over two rows at their top: below a lead nothing is missing, below a support nobody is."""
DENSE = [
    *[(0, 0, "工作任务"), (20, 0, "牵头单位"), (30, 0, "完成时限")],
    *[(0, 1, LONG), (0, 2, "按月报告进展"), (20, 1.5, "市住建局"), (30, 1.5, "六月")],
    *[(0, 3, LONG), (0, 4, "建立长效机制"), (20, 3.5, "市水务局"), (30, 3.5, "八月")],
    *[(0, 5, "做好防汛工作"), (20, 5, "市应急局"), (30, 5, "九月")],
]
"""Rows as near to each other as lines, cells in the middle of their height, no numbers."""
SPACED = [(x, 1.4 * y, text) for x, y, text in CENTRED]


def glyphs(cells: list[Cell], leading: float = 16.0) -> list[Glyph]:
    return [
        ((x + k) * EM, 100 + y * leading, (x + k + 1) * EM, 110 + y * leading, letter)
        for x, y, text in cells
        for k, letter in enumerate(text)
        if letter != " "
    ]


def read(*pages: list[Cell]) -> list[list[str]]:
    layout = Layout()
    for page in pages:
        layout.lines(glyphs(page))
    return layout.pages


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        (NUMBERED, NUMBERED_ROWS),
        (CENTRED, ["部门|主要职责", f"市教育局|{LONG}并组织实施。", f"市水务局|{LONG}并监督检查。"]),
        (SPACED, ["部门|主要职责", f"市教育局|{LONG}并组织实施。", f"市水务局|{LONG}并监督检查。"]),
        (NARROW, ["序号|工作任务|牵头部门", "1|防汛|水务局", "2|抗旱|农业局"]),
        (STACKED, ["序号|类别名称|重点任务|牵头单位", "1|水|防汛|水务局", "2|田|抗旱|农业局"]),
        (
            OVER,
            [
                *("序号|重点任务|责任分工|责任分工", "序号|重点任务|牵头单位|配合单位"),
                *("（一）防灾减灾行动|||", "1|防汛|水务局|农业局"),
                *("（二）节约用水行动|||", "2|抗旱|农业局|水务局"),
            ],
        ),
        (
            TOUCHING,
            [
                "序号|工作任务|牵头部门|配合单位",
                "1|推进防汛抗旱工作，储备物资。|市水务局、市应急局|市气象局",
                "2|植树造林。|市林业局|",
            ],
        ),
        (
            MERGED,
            [
                "类别|工作任务|牵头单位|完成时限",
                *("防灾|防汛|水务局|六月", "防灾|抗旱|农业局|八月", "增收|植树|林业局|三月", "增收|养蚕|林业局|五月"),
            ],
        ),
        (
            TOP,
            [
                "类别|工作任务|牵头单位|配合单位",
                *("防灾|防汛|水务局|气象局", "防灾|抗旱|水务局|", "增收|植树|林业局|", "增收|养蚕|农业局|商务局"),
            ],
        ),
        (
            DENSE,
            [
                "工作任务|牵头单位|完成时限",
                f"{LONG}按月报告进展|市住建局|六月",
                *(f"{LONG}建立长效机制|市水务局|八月", "做好防汛工作|市应急局|九月"),
            ],
        ),
        (TALL_HEADS, ["序号|工作任务|牵头单位|完成时限", "1|防汛|水务局|六月", "2|抗旱|水务局|八月"]),
    ],
)  # fmt: skip
def test_rows_and_cells(cells: list[Cell], rows: list[str]) -> None:
    above, below = [(0.0, -3.0, "某某市任务分工表")], [(2.0, 8.0, LONG + LONG)]
    lines = [line.lstrip("\u3000") for line in read([*above, *cells, *below])[0]]
    assert lines == [above[0][2], *(row.replace("|", "\t") for row in rows), LONG + LONG]


def test_a_table_in_one_of_two_columns() -> None:
    """Beside running text, of which none is a cell."""
    left = [(0.0, float(n), LONG + "抓落实，") for n in range(24)]
    right = [(24.0, float(n), LONG + "抓落实，") for n in range(8)]
    head = [(24, 9, "序号"), (28, 9, "工作任务"), (40, 9, "牵头单位")]
    body = [(24, 10, "1"), (28, 10, "防汛"), (40, 10, "水务局"), (24, 11, "2"), (28, 11, "抗旱"), (40, 11, "农业局")]
    lines = read([*left, *right, *head, *body])[0]
    assert [line for line in lines if LONG not in line] == [
        "序号\t工作任务\t牵头单位",
        "1\t防汛\t水务局",
        "2\t抗旱\t农业局",
    ]
    assert len(lines) == 35


def test_a_table_that_goes_on_without_heads_in_the_next_column() -> None:
    left = [(0.0, float(n), LONG + "抓落实，") for n in range(12)]
    head = [(0, 13, "序号"), (4, 13, "工作任务"), (16, 13, "牵头单位")]
    rows = [cell for n in range(2, 12) for cell in row(0, 12 + n, n)]
    right = [*row(24, 0, 12), *row(24, 1, 13), *[(24.0, 3.0 + n, LONG + "抓落实，") for n in range(20)]]
    lines = read([*left, *head, *rows, *right])[0]
    assert [line.split("\t")[0] for line in lines if "\t" in line] == ["序号", *map(str, range(2, 14))]


def test_text_below_a_table_in_the_room_of_its_first_column_is_no_row() -> None:
    head = [(0, 0, "工作任务"), (40, 0, "牵头单位"), (50, 0, "完成时限")]
    cells = [(0, 1, LONG), (40, 1, "市水务局"), (50, 1, "六月"), (0, 2, LONG), (40, 2, "市林业局"), (50, 2, "八月")]
    text = [(2.0, 4.0, "各地要抓好落实。"), (0.0, 5.0, LONG)]
    lines = read([*head, *cells, *text])[0]
    assert [line.split("\t")[1:] for line in lines[1:3]] == [["市水务局", "六月"], ["市林业局", "八月"]]
    assert not any("\t" in line for line in lines[3:])


def test_a_name_that_a_line_end_parts_begins_no_row() -> None:
    """市人力资源社会/保障局: 会 ends names, but 保 begins none; 市应急局 below 市林业局 does."""
    cells = [(0, 0, "工作任务"), (20, 0, "牵头单位"), (30, 0, "完成时限")]
    cells += [(0, 1, LONG), (0, 2, "完善台账"), (20, 1, "市人力资源社会"), (20, 2, "保障局"), (30, 1, "六月")]
    cells += [
        (0, 3, "防汛抗旱"),
        (20, 3, "市林业局"),
        (30, 3, "八月"),
        (0, 4, "植树"),
        (20, 4, "市应急局"),
        (30, 4, "五月"),
    ]
    assert [line.split("\t")[1] for line in read(cells)[0]] == [
        "牵头单位",
        "市人力资源社会保障局",
        "市林业局",
        "市应急局",
    ]


def test_a_head_in_the_middle_of_its_column_whose_cells_all_end_before_it() -> None:
    cells = [
        (0, 0, "序号"),
        (14, 0, "工作任务"),
        (30, 0, "牵头单位"),
        (0.5, 1, "1"),
        (4, 1, "防汛抗旱"),
        (30, 1, "市水务局"),
    ]
    cells += [(0.5, 2, "2"), (4, 2, "植树造林"), (30, 2, "市林业局")]
    assert [line.split("\t") for line in read(cells)[0]][1:] == [
        ["1", "防汛抗旱", "市水务局"],
        ["2", "植树造林", "市林业局"],
    ]


def row(x: float, y: float, number: int) -> list[Cell]:
    return [(x, y, str(number % 10) if number < 10 else str(number)), (x + 4, y, "防汛抗旱"), (x + 16, y, "水务局")]


@pytest.mark.parametrize(
    "cells",
    [
        [(0, 0, "市财政部门"), (20, 0, "市教育部门"), (0, 1, "2024年3月5日")],
        [(0, 0, "责任单位：市教育局"), (20, 0, "完成时限：六月"), (0, 1, LONG + LONG)],
        [(0, 0, "一、工作目标"), (25, 0, "二、重点任务"), *((x, n, LONG) for n in range(1, 9) for x in (0, 25))],
        [(0, 0, "工作目标"), (25, 0, "重点任务"), *((x, n, LONG + "抓落实") for n in range(1, 9) for x in (0, 25))],
    ],
)
def test_what_is_no_table(cells: list[Cell]) -> None:
    assert not any("\t" in line for line in read(cells)[0])


def test_a_row_over_two_pages() -> None:
    first = [*NUMBERED, (0, 4, "3"), (5, 4, LONG), (26, 4, "市住建局"), (32, 4, "市财政局、")]
    second = [(5, 0, "年底完成。"), (32, 0, "市科技局"), (0, 1, "4"), (5, 1, "造林。"), (26, 1, "市林业局")]
    number = [(18.0, 40.0, "—1—")]
    assert [[line.lstrip("\u3000") for line in page[-3:]] for page in read([*first, *number], second)] == [
        [
            "2\t防汛抗旱。\t市水务局\t市气象局",
            f"3\t{LONG}年底完成。\t市住建局\t市财政局、市科技局",
            "—1—",
        ],
        ["4\t造林。\t市林业局\t"],
    ]


def test_a_row_of_a_drawn_table_over_two_pages_and_one_that_only_follows() -> None:
    places = {(r, c): (r, c, 1, 1) for r in range(2) for c in range(3)}
    table = Table((-10.0, 20.0, 120.0, 200.0), (80.0, 110.0, 200.0), places)
    head = [(0, 0, "序号"), (3, 0, "任务"), (13, 0, "责任单位")]
    tasks = [(0.0, 1.0, "1"), (3.0, 1.0, "推进城镇小区改造工"), (13.0, 1.0, "市住建局")]
    for rest, name, joined in (("作。", "", True), ("作。", "2", False), ("防汛。", "", True)):
        layout = Layout()
        layout.lines(glyphs([*head, *tasks]), [table])
        layout.lines(glyphs([*head, (0, 1, name), (3, 1, rest)]), [table])
        assert (layout.pages[0][-1] == f"1\t推进城镇小区改造工{rest}\t市住建局") is joined
        assert layout.pages[1][0] == "序号\t任务\t责任单位"
