"""Duty tables in plain text: rows of cells parted by tabs."""

from __future__ import annotations

import pytest

from kg.document.line import lines
from kg.document.table import barred, drawn_tables, typed_tables
from kg.document.table.tables import Table
from tests.texts import clean, raw


def labels(*rows: str) -> list[str | None]:
    """The label of each row; None where it is no row of a table."""
    table = Table()
    return [table.label if table.takes(row) else None for row in rows]


@pytest.mark.parametrize(
    "head",
    [
        "序号\t任务\t牵头单位\t配合单位\t完成时限",
        "任务\t责任单位",
        "工作内容\t责任部门",
        "名称\t责任单位",
        "部门\t职责",
        "单位名称\t电话",
    ],
)
def test_heads(head: str) -> None:
    assert labels(head, "甲\t乙") == ["", "#1"]


@pytest.mark.parametrize("head", ["张三\t处长", "2023年\t2024年", "整治河道。\t市水务局；", "甲县\t乙县\t丙县", "任务"])
def test_what_is_no_head(head: str) -> None:
    assert labels(head, "甲\t乙") == [None, None]


def test_rows_have_their_printed_number_or_are_counted() -> None:
    assert labels("序号\t任务\t责任单位", "1\t甲\t市局", "（2）\t乙\t市局", "\t丙\t市局", "4.\t丁\t市局") == [
        "",
        "1",
        "2",
        "#3",
        "4",
    ]


def test_heads_printed_once_more_begin_no_new_count() -> None:
    heads = ("任务\t责任\t责任", "任务\t牵头单位\t配合单位")
    assert labels(*heads, "甲\t市局\t县局", *heads, "乙\t市局\t县局") == ["", "", "#1", "", "", "#2"]


def test_a_row_whose_first_cells_are_empty_goes_on_with_the_one_above() -> None:
    rows = ("序号\t类别\t任务\t责任单位", "1\t燃气\t甲\t市局", "\t\t乙\t县局", "2\t交通\t丙\t市局")
    assert labels(*rows) == ["", "1", "1", "2"]


def test_items_beside_the_section_that_spans_them() -> None:
    rows = ("任务\t措施\t责任单位", "（一）制度\t1.甲\t市局", "\t2.乙\t市局", "（二）设施\t3.丙\t县局")
    assert labels(*rows) == ["", "1", "2", "3"]


def test_a_line_without_tabs_ends_the_table() -> None:
    assert labels("任务\t责任单位", "甲\t市局", "注：略", "乙\t市局") == ["", "#1", None, None]


def test_a_short_row_lacks_the_cells_that_span_it() -> None:
    """A plain text prints a cell over several rows once: the rows below begin further right and keep the number."""
    table = Table()
    table.takes("序号\t任务\t内容\t牵头单位\t配合单位")
    table.takes("1\t甲\t一\t市教育局\t市财政局")
    table.takes("二\t市公安局\t市民政局")
    assert (table.label, table.row_columns) == ("1", ("内容", "牵头单位", "配合单位"))
    table.takes("2\t乙\t市公安局")
    assert (table.label, table.row_columns) == ("2", table.columns)


def test_a_line_between_rows_heads_those_below() -> None:
    head = "序号\t任务\t责任单位"
    assert labels(head, "（一）道路工程", "1\t甲\t市局", "（二）供水工程", "2\t乙\t市局") == ["", None, "1", None, "2"]
    assert labels(head, "1\t甲\t市局", "以上任务，各单位要抓好落实。", "2\t乙\t市局") == ["", "1", None, None]
    assert labels(head, "一、改善民生。", "（一）修路。", "1\t甲\t市局") == ["", None, None, "1"]


def typed(text: str) -> list[str]:
    """The lines of a text, each row of its tables on one line."""
    found = typed_tables.with_tabs(lines.lines_of(clean(text), raw(text)))
    return [line.clean.text for line in found]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("| 任务 | 责任单位 |\n|---|:--|\n| 甲 | 市局 |\n后文", ["任务/责任单位", "甲/市局", "后文"]),
        ("序 号 | 任务 | 牵头单位 |\n1 | 甲 | |", ["序 号/任务/牵头单位", "1/甲/"]),
        ("| 附件2 分工表 | |\n| 部门 | 领域 |\n| 甲 | 乙 |", ["附件2 分工表", "部门/领域", "甲/乙"]),
        ("首页 | 机构 | 部门\n首页 | 新闻", ["首页 | 机构 | 部门", "首页 | 新闻"]),
        (
            "序号 任务 牵头单位\n1 甲 乙 市局\n2 丙 市局、县局\n后文 甲 乙",
            ["序号/任务/牵头单位", "1/甲  乙/市局", "2/丙/市局、县局", "后文 甲 乙"],
        ),
        ("序号 名称 数量\n1 桌子 20\n2 椅子 40", ["序号 名称 数量", "1 桌子 20", "2 椅子 40"]),
        ("索引号 | 1 | 公开方式 | 主动公开 |", ["索引号 | 1 | 公开方式 | 主动公开 |"]),
    ],
)
def test_cells_parted_by_bars(text: str, rows: list[str]) -> None:
    assert typed(text) == [row.replace("/", "\t") for row in rows]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "序号 任务 牵头单位 配合单位 1 甲 市教育局 市财政局 2 乙 市公安局 市民政局",
            ["1|甲|市教育局|市财政局", "2|乙|市公安局|市民政局"],
        ),
        (  # 事项 and 责任单位 span two rows; below, a row whose bodies are its own
            "序号 事项 措施 责任单位 1 强基 甲甲 市教育局、各项目实施主体 2 乙乙 3 丙丙 市公安局",
            ["1|强基|甲甲|市教育局、各项目实施主体", "2||乙乙|市教育局、各项目实施主体", "3||丙丙|市公安局"],
        ),
        (
            "序号 类别 内容 责任单位 时限 1 强基 甲 市教育局 6月底 2 乙 市公安局 全年",
            ["1|强基|甲|市教育局|6月底", "2||乙|市公安局|全年"],
        ),
        ("序号 任务 牵头单位 配合单位 时限 1 甲 市教育局 全年", ["1|甲|市教育局||全年"]),
        ("序号 任务 责任单位 1 甲 市教育局、 市财政局 2 乙 市公安局", ["1|甲|市教育局、  市财政局", "2|乙|市公安局"]),
        (
            "序号 任务 责任单位 1 甲 市教育局 （一）保障 2 乙 市公安局 附件2 名单",
            ["1|甲|市教育局", "（一）保障", "2|乙|市公安局", "附件2", "名单"],
        ),
        (  # what is to be built ends as a body's name does
            "序号 项目 目标 牵头单位 配合单位 1 学前 新建学校12所 市教育局 市财政局 2 养老 建成医院 市民政局 市卫健委",
            ["1|学前|新建学校12所|市教育局|市财政局", "2|养老|建成医院|市民政局|市卫健委"],
        ),
        ("序号 任务 责任单位 1 甲 市教育局 各县要抓好落实。", ["1|甲|市教育局", "各县要抓好落实。"]),
    ],
)
def test_cells_on_lines_of_their_own(text: str, rows: list[str]) -> None:
    """What spans rows and what is empty prints no line: kinds of cells say what stands in which column."""
    assert typed(text.replace(" ", "\n"))[1:] == [row.replace("|", "\t") for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        "主要任务 责任单位 整治河道 市水务局 各县要落实。",
        "工作任务 责任分工 一、总则 市水务局 负责巡查",
        "序号 名称 数量 1 桌子 20 2 椅子 40",
        "序号 任务 牵头单位 甲 市教育局",
        "一、总则 1 甲",
    ],
)
def test_lines_that_are_no_cells(text: str) -> None:
    assert typed(text.replace(" ", "\n")) == text.split()


def test_a_bar_behind_each_cell() -> None:
    """The cells of a row on lines that end with a bar; 「||」 are the empty ones behind the last."""
    text = "序号 |\n任务 |\n1-10月进展 |\n牵头 单位 |\n1 |\n甲 |\n已完成 |\n市局 |\n||\n2 |\n乙 |\n已开工 |\n县局 |\n|"
    read = typed_tables.with_tabs(barred.unbarred(lines.lines_of(clean(text), raw(text))))
    assert [line.clean.text for line in read][1:] == ["1\t甲\t已完成\t市局", "2\t乙\t已开工\t县局"]


def test_part_of_a_table_begins_with_any_number() -> None:
    text = "序号 任务 牵头单位 14 整治河道。 市水务局 15 修缮道路。 市城管局 后文。"
    assert typed(text.replace(" ", "\n")) == [
        "序号\t任务\t牵头单位",
        "14\t整治河道。\t市水务局",
        "15\t修缮道路。\t市城管局",
        "后文。",
    ]
    built = "序号 任务 责任单位 1 迁建县服务中心。 县服务中心 县代建中心 2 新建学校。 县教育局 后文。"
    assert typed(built.replace(" ", "\n"))[1] == "1\t迁建县服务中心。\t县服务中心  县代建中心"
    some = "序号 任务 主要责任单位 一、改善民生 3 整治河道。 市水务局、市住建局。 二、发展产业 68 修缮道路。 市城管局。"
    assert typed(some.replace(" ", "\n")) == [
        "序号\t任务\t主要责任单位",
        "一、改善民生",
        "3\t整治河道。\t市水务局、市住建局。",
        "二、发展产业",
        "68\t修缮道路。\t市城管局。",
    ]
    alone = "序号 任务 牵头单位 14 整治河道。 市水务局 后文。".replace(" ", "\n")
    assert typed(alone) == alone.split("\n")


def test_rows_that_no_number_counts() -> None:
    text = "工作任务 责任单位 完成时限 整治河道。 市水务局、县水务局 6月底前 加强巡查。 市城管局 全年 各县要落实。"
    rows = ["工作任务|责任单位|完成时限", "整治河道。|市水务局、县水务局|6月底前", "加强巡查。|市城管局|全年"]
    assert typed(text.replace(" ", "\n")) == [*(row.replace("|", "\t") for row in rows), "各县要落实。"]


MERGED = (
    "类别 项目 主要任务 牵头单位 配合单位 一、做好保障 1.做好规划配套 将消防设施与单元规划同步实施。 市消防支队 "
    "市应急局、市公安局 2.完善规章 细化职责任务，规范运行模式。 市消防支队 各街道 指导街道结合实际细化检查要求。 "
    "市消防支队 各街道、 有关委、办、局 二、推进建设 3.实化运行消防 安全委员会 各街道成立委员会，承担日常工作。 "
    "市委编办、 各街道 市消防支队 各街道要落实。"
)


def test_cells_that_span_rows_and_no_number() -> None:
    """What spans rows is printed once; an item's name may go on in a line that reads as a body's."""
    rows = [
        "类别|项目|主要任务|牵头单位|配合单位",
        "一、做好保障",
        "|1.做好规划配套|将消防设施与单元规划同步实施。|市消防支队|市应急局、市公安局",
        "|2.完善规章|细化职责任务，规范运行模式。|市消防支队|各街道",
        "||指导街道结合实际细化检查要求。|市消防支队|各街道、  有关委、办、局",
        "二、推进建设",
        "|3.实化运行消防  安全委员会|各街道成立委员会，承担日常工作。|市委编办、  各街道|市消防支队",
        "各街道要落实。",
    ]
    assert typed(MERGED.replace(" ", "\n")) == [row.replace("|", "\t") for row in rows]
    head, first, second, third = (rows[at].replace("|", "\t") for at in (0, 2, 3, 4))
    assert labels(head, first, second, third) == ["", "1", "2", "2"]
    assert labels("序号\t责任名称\t行使主体", "1\t甲\t市局") == ["", "1"]


def test_headings_between_rows_and_lists_that_go_on() -> None:
    text = (
        "序号 工作任务 推进单位 行动一：再造新极（区域焕新） 1 推进片区规划。 市规划局、江州街道 行动二：重塑新居 "
        "旧区改造 2 改造房屋。 市“两旧”专班、市房管局 各县要落实。"
    )
    rows = ["1|推进片区规划。|市规划局、江州街道", "2|改造房屋。|市“两旧”专班、市房管局"]
    one, two = (row.replace("|", "\t") for row in rows)
    headings = ["行动一：再造新极（区域焕新）", "行动二：重塑新居", "旧区改造"]
    assert typed(text.replace(" ", "\n"))[1:] == [headings[0], one, *headings[1:], two, "各县要落实。"]
    assert labels("序号\t任务\t推进单位", headings[1], headings[2], two) == ["", None, None, "2"]
    text = "序号 任务 牵头单位 配合单位 一 改善民生。 （一） 修建道路。 1 修甲路。 市交通局 江州区、北山区政府 "
    text += "（二） 供水。 2 铺设管道。 市水务局 市财政局"
    assert typed(text.replace(" ", "\n"))[1:] == [
        *("一、改善民生。", "（一）修建道路。", "1\t修甲路。\t市交通局\t江州区、北山区政府", "（二）供水。"),
        "2\t铺设管道。\t市水务局\t市财政局",
    ]
    text = "序号 任务 牵头部门 配合部门 时间节点 1 甲项目 市教育局、 市财政局 2019年 "
    text += "2 乙项目 市公安局 市委宣传部（市文明办、市网信办） 2019年"
    assert typed(text.replace(" ", "\n"))[1:] == [
        "1\t甲项目\t市教育局、  市财政局\t\t2019年",
        "2\t乙项目\t市公安局\t市委宣传部（市文明办、市网信办）\t2019年",
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (  # cells over several lines, a heading over all columns
            "┌─┬──┬──┐\n│序号│任务│责任单位│\n├─┼──┼──┤\n"
            "│（一）水利          │\n├─┼──┼──┤\n│1│修建 │市水务│\n│ │水渠 │局  │\n└─┴──┴──┘\n附则",
            ["序号\t任务\t责任单位", "（一）水利\t\t", "1\t修建水渠\t市水务局", "附则"],
        ),
        (  # a cell over two rows, its text beside the rule between them
            "┏━┳━┳━┓\n┃序号┃任务┃责任单位┃\n┣━╋━╋━┫\n┃1 ┃修渠┃市水务┃\n┃  ┣━━┫ 局  ┃\n┃  ┃种树┃     ┃\n┗━┻━┻━┛",
            ["序号\t任务\t责任单位", "1\t修渠\t市水务局", "1\t种树\t市水务局"],
        ),
        (  # a rule below the head only
            "+---+----+\n| 任务 | 责任单位 |\n+---+----+\n"
            "| 修渠 | 市水务局、 |\n|   | 市财政局 |\n| 种树 | 市林业局 |\n+---+----+",
            ["任务\t责任单位", "修渠\t市水务局、市财政局", "种树\t市林业局"],
        ),
        ("┌──┐\n│注意│\n└──┘\n修渠。", ["┌──┐", "│注意│", "└──┘", "修渠。"]),  # a frame
        (  # wide blanks between the cells of a row, a heading between rows
            "任务  责任单位\n修渠　　市水务局\n（二）林业\n种树   市林业局\n以上请抓好落实。",
            ["任务\t责任单位", "修渠\t市水务局", "（二）林业", "种树\t市林业局", "以上请抓好落实。"],
        ),
        ("任务  责任单位\n修渠。\n种树  市林业局", ["任务  责任单位", "修渠。", "种树  市林业局"]),
        ("+86 10\n--------\n修渠。", ["+86 10", "--------", "修渠。"]),
    ],
)
def test_tables_drawn_with_characters(text: str, rows: list[str]) -> None:
    found = drawn_tables.with_tabs(lines.lines_of(clean(text), raw(text)))
    assert [line.clean.text for line in found] == rows


def test_cells_a_line_each_whose_heads_do_not_say_what_they_ask_for() -> None:
    text = "部门\n重点领域\n对应的因素\n" + "".join(
        f"{body}\n加强{work}，提高水平。\n{factor}\n"
        for body, work, factor in (
            ("教育局", "校园建设", "素养"),
            ("公安局", "交通安全", "伤害"),
            ("民政局", "养老服务", "生活"),
        )
    )
    assert typed(text)[1:] == [
        "教育局\t加强校园建设，提高水平。\t素养",
        "公安局\t加强交通安全，提高水平。\t伤害",
        "民政局\t加强养老服务，提高水平。\t生活",
    ]


def test_rows_parted_by_drawn_bars_without_a_frame() -> None:
    text = "部门│重点领域│因素\n教育局│校园│素养\n公安局│交通│伤害\n民政局│养老│生活"
    assert typed(text)[1:] == ["教育局\t校园\t素养", "公安局\t交通\t伤害", "民政局\t养老\t生活"]


@pytest.mark.parametrize("head", ["主责单位", "责任处室", "实施主体", "办理单位"])
def test_a_column_of_bodies_makes_a_table_of_two(head: str) -> None:
    assert labels(f"任务\t{head}", "治理河道\t市局", "加强巡查\t县局") == ["", "#1", "#2"]
