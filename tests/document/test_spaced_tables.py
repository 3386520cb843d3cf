"""Tables whose columns a plain text shows by blanks alone."""

from __future__ import annotations

import re

from kg.document.line.lines import lines_of
from kg.document.table.spaced_tables import with_tabs
from tests.texts import clean, raw

HEAD = "序号      任务                        牵头单位        责任单位              完成时限"
ROWS = [
    " 1     规上工业增加值增长8%，新增   市工信局        市发改委、市统计局，  2024年12月底前",
    "       规上企业50家                                 各县（市、区）政府",
    " 2     建设高标准农田10万亩         市农业农村局    市水利局、市财政局    2024年10月底前",
    " 3     新增学位5000个               市教育局        市住建局、市自然资源  2024年8月底前",
    "                                                    和规划局",
]


def rows(text: str) -> list[list[str]]:
    return [line.clean.text.split("\t") for line in with_tabs(lines_of(clean(text), raw(text, marked=False)))]


def test_cells_go_on_in_the_lines_below() -> None:
    found = rows("\n".join(["重点任务分解表", HEAD, *ROWS, "注：列第一位的为牵头单位。"]))
    assert found[0] == ["重点任务分解表"]
    assert found[1] == ["序号", "任务", "牵头单位", "责任单位", "完成时限"]
    assert found[2] == [
        "1",
        "规上工业增加值增长8%，新增规上企业50家",
        "市工信局",
        "市发改委、市统计局，各县（市、区）政府",
        "2024年12月底前",
    ]
    assert found[4][3] == "市住建局、市自然资源和规划局"
    assert found[5] == ["注：列第一位的为牵头单位。"]


def test_an_empty_cell_stays_empty() -> None:
    without = " 2     建设高标准农田10万亩         市农业农村局                          2024年10月底前"
    found = rows("\n".join([HEAD, *ROWS[:2], without, *ROWS[3:]]))
    assert found[2] == ["2", "建设高标准农田10万亩", "市农业农村局", "", "2024年10月底前"]


def test_rows_count_on_below_the_head_of_a_further_page() -> None:
    further = [re.sub(r"^ (\d)", lambda number: f" {int(number[1]) + 3}", row) for row in ROWS]
    found = rows("\n".join([HEAD, *ROWS, HEAD, *further]))
    assert [row[0] for row in found] == ["序号", "1", "2", "3", "序号", "4", "5", "6"]


def test_a_paragraph_behind_the_table_is_no_cell() -> None:
    paragraph = "       以上各项任务由市政府督查室负责督查，每季度通报一次，年底考核。"
    assert rows("\n".join([HEAD, *ROWS, paragraph]))[-1] == [paragraph.strip()]


def test_a_paragraph_is_no_row() -> None:
    text = "\n".join([HEAD, "为做好工作，现将任务分解如下。", *ROWS])
    assert [len(row) for row in rows(text)] == [1] * 7
