"""Paragraphs: hard line ends joined, spaces inside words removed, nothing lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document.line.lines import lines_of
from kg.document.line.paragraphs import mend_spaces, paragraphs_of, width
from tests.texts import clean, raw

SENTENCES = [
    "为深入贯彻落实党中央国务院关于清水行动的决策部署，进一步改善全市水环境质量，结合我市实际制定本方案。",
    "一、总体要求",
    "坚持以人民为中心的发展思想，坚持问题导向和目标导向相统一，到2025年全市河流水质优良比例达到85%以上。",
    "（一）加强河道整治。市水务局牵头，会同市生态环境局、市自然资源局等部门排查排污口，建立台账，限期整改。",
    "1.开展排查。各县（市、区）人民政府组织力量对辖区内的河流、湖泊、水库逐一排查，形成问题清单，报市水务局备案。",
    "（二）加强资金保障。市财政局统筹安排资金，支持河道整治项目，对工作成效明显的县（市、区）给予奖励，每年不少于3000万元。",
    "二、保障措施",
    "各有关单位要提高认识，明确责任分工，加强协调配合，确保各项任务落到实处、取得实效，让人民群众有更多的获得感。",
]


LONG = [one if len(one) < 20 else one[:-1] + "，" + one[6:] for one in SENTENCES]


def paragraphs(text: str) -> list[str]:
    return [piece.text for piece in paragraphs_of(lines_of(clean(text), raw(text)))]


def wrapped(text: str, column: int, indent: int = 2) -> str:
    """The paragraph as a printer sets it: lines of one width, the first one indented, none begins with a mark."""
    lines, line, size = [], "", float(indent)
    for character in text:
        step = width(character)
        if size + step > column and character not in "，。、；：）”":
            lines.append(line)
            line, size = "", 0.0
        line, size = line + character, size + step
    return "\n".join([*lines, line])


@pytest.mark.parametrize("column", [18, 20, 22, 25, 28, 32])
def test_hard_line_ends_are_joined(column: int) -> None:
    text = "\n".join(wrapped(sentence, column) for sentence in LONG)
    assert paragraphs(text) == LONG


@pytest.mark.parametrize("column", [22, 28])
def test_empty_lines_between_printed_lines_do_not_matter(column: int) -> None:
    text = "\n".join(wrapped(sentence, column) for sentence in LONG).replace("\n", "\n\n")
    assert paragraphs(text) == LONG


def test_a_line_that_names_who_is_charged_stays_below_its_task() -> None:
    lines = [f"（{n}）地区生产总值增长7%以上\n责任单位：区发展和改革局" for n in "一二三四五"]
    assert paragraphs("\n".join(lines)) == "\n".join(lines).split("\n")


def test_empty_cells_of_a_row_stay() -> None:
    assert paragraphs("开展宣传\t县委宣传部\t\t持续开展") == ["开展宣传\t县委宣传部\t\t持续开展"]


def test_lines_that_are_paragraphs_stay() -> None:
    assert paragraphs("\n".join(SENTENCES)) == SENTENCES


def test_headings_of_one_width_between_paragraphs_stand_alone() -> None:
    lines = [
        "江州市防汛防旱防风应急预案",
        "2.1市防汛防旱防风工作指挥部",
        SENTENCES[3] + SENTENCES[4],
        "2.1.1市三防指挥部组织机构",
        SENTENCES[5] + SENTENCES[6],
        "2.1.2市三防指挥部防汛职责",
        SENTENCES[2] + SENTENCES[7],
    ]
    assert paragraphs("\n".join(lines)) == lines


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    text = "\n".join(wrapped(sentence, 22) for sentence in LONG)
    for place in (10, 120, 220, 300):
        end = text.index("\n", place)
        assert text[end - 1] not in "。要求"
        assert paragraphs(f"{text[:end]}\n\f{text[end + 1 :]}") == LONG


def test_a_heading_at_the_foot_of_a_page_stays_alone() -> None:
    text = "\n".join(wrapped(sentence, 22) for sentence in LONG)
    assert paragraphs(text.replace("一、总体要求\n", "一、总体要求\n\f")) == LONG


def test_signature_and_note_stand_alone() -> None:
    text = "现印发给你们，请认真贯彻执行。\n江州市人民政府\n2024年3月1日\n（此件公开发布）"
    assert paragraphs(text) == text.split("\n")


def test_lines_of_the_imprint_stand_alone() -> None:
    text = (
        wrapped(SENTENCES[0], 18)
        + "\n主题词：卫生规划实施意见通知保健\n抄送：江县卫生局，甲镇人大主席团\n江县甲镇人民政府2001年3月28日印"
    )
    assert paragraphs(text)[1:] == text.split("\n")[-3:]


def test_a_title_in_quotation_marks_is_not_torn() -> None:
    assert paragraphs("根据《江州市清水行动\n方案》，制定本办法。\n一、目标") == [
        "根据《江州市清水行动方案》，制定本办法。",
        "一、目标",
    ]


def test_rows_of_a_table_stay() -> None:
    text = "任务\t责任单位\n整治河道，修复生态\t市水务局\n整治大气\t市生态环境局"
    assert paragraphs(text) == text.split("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("运 行 机 制", "运行机制"),
        ("江州 市人民政府", "江州市人民政府"),
        ("江政发〔2024〕5 号", "江政发〔2024〕5号"),
        ("到 2025 年，达到 98.5 %", "到2025年，达到98.5%"),
        ("（2023 - 2025 年）", "（2023 - 2025年）"),
        ("GB 3095-2012 环境空气", "GB 3095-2012环境空气"),
        ("98. 5%", "98.5%"),
        ("张三  李四  王五", "张三 李四 王五"),
        ("江州市民政局\u3000江州市财政局", "江州市民政局 江州市财政局"),
        ("江州市民政局\u3000\u3000江州市财政局", "江州市民政局 江州市财政局"),
        ("  市局  ", "市局"),
        ("open data 平台", "open data平台"),
    ],
)
def test_spaces(text: str, expected: str) -> None:
    assert re.sub(r" *- *", "-", mend_spaces(clean(text)).text) == re.sub(r" *- *", "-", expected)


@given(st.text("市政府局，。（） \u3000一二12a-%《", max_size=80), st.integers(8, 40))
def test_only_white_space_goes(text: str, column: int) -> None:
    printed = wrapped(text, column)
    pieces = paragraphs_of(lines_of(clean(printed), raw(printed, marked=False)))
    assert "".join("".join(piece.text.split()) for piece in pieces) == "".join(printed.split())
    for piece in pieces:
        assert all(
            printed[place] == character
            for character, place in zip(piece.text, piece.at, strict=True)
            if character.strip()
        )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("　　李　四 省科技厅厅长", "李四 省科技厅厅长"),
        ("成　员：张某某 汕江银保监局局长（兼）", "成员：张某某 汕江银保监局局长（兼）"),
        ("组　长：王某某 省长", "组长：王某某 省长"),
        ("高平 市财政局局长", "高平市财政局局长"),  # a city, broken inside its name
        ("江 州市财政局局长", "江州市财政局局长"),
        ("江州市 人民政府办公室", "江州市人民政府办公室"),
    ],
)
def test_a_blank_stays_between_a_person_and_the_post(line: str, expected: str) -> None:
    assert mend_spaces(clean(line)).text == expected
