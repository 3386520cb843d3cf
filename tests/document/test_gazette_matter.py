"""What an issue of a gazette prints besides its documents, and what only looks like it."""

from __future__ import annotations

import pytest

from tests.document.test_succession import NOTICE, REPLY
from tests.texts import documents

IMPRINT = [
    "主管：江州市人民政府",
    "主办：江州市人民政府办公室",
    "编辑出版：本刊编辑部",
    "地址：清水路1号",
    "邮编：100000",
]
PRINTED = ["印刷：江州印刷厂", "刊号：CN00-0000/D", "赠阅"]
DAYS = "1日，市长张某检查防汛工作。\n3日，市政府召开常务会议，由市水务局牵头清淤。\n"
CHRONICLE = f"江州市2024年3月大事记\n{DAYS}"
EXPLAINED = "《江州市河道管\n理办法》政策解读\n问：谁负责河道管理？\n答：市水务局负责解释具体问题。\n"
LAST = "江政办发〔2024〕9号\n江州市人民政府办公室关于做好防汛工作的通知\n各县人民政府：\n请落实。\n2024年4月1日\n"
FRONT = "江州市人民政府公报\n目　录\n【市政府文件】\n{}……（1）\n批复\n{}……（3）\n"
TITLES = ("江州市人民政府关于印发清水行动方案的通知", "江州市人民政府关于同意设立清水园区的批复")


def bodies(text: str) -> list[str]:
    return ["".join(clause.body.text for clause in one.clauses) for one in documents(text)]


ALONE = bodies(NOTICE) + bodies(REPLY)


@pytest.mark.parametrize(
    "lines",
    [
        [*IMPRINT, *PRINTED],
        ["12", *IMPRINT[:3], *PRINTED],
        ["主办：江州市人民政府办公室　　编辑：市政府公报室　　印刷：江州印刷厂"],
        ["主　　办：市政府办公室", "编　　辑：公报室", "2024年第3期（总第8期）", "发送范围：各县、各部门"],
    ],
)
def test_who_prints_an_issue(lines: list[str]) -> None:
    assert bodies(f"{NOTICE}{REPLY}" + "\n".join(lines)) == ALONE


@pytest.mark.parametrize(
    "lines",
    [
        ["主办单位：市文旅局", "承办单位：市体育局", "地址：清水路1号", "电话：12345"],
        ["联系电话：12345", "地址：清水路1号", "邮编：100000"],
        ["主办：市政府办公室", "编审：公报室"],
    ],
)
def test_what_a_letter_tells_of_places_and_events(lines: list[str]) -> None:
    text = NOTICE + "\n".join(lines)
    assert all(line.partition("：")[2] in bodies(text)[0] for line in lines[:1])


@pytest.mark.parametrize("matter", [CHRONICLE, f"大事记\n（2024年3月）\n{DAYS}", EXPLAINED])
@pytest.mark.parametrize("last", ["", LAST])
def test_chronicles_and_explanations_belong_to_no_document(matter: str, last: str) -> None:
    assert bodies(NOTICE + REPLY + matter + last) == ALONE + (bodies(LAST) if last else [])


@pytest.mark.parametrize("text", [NOTICE + CHRONICLE, NOTICE + REPLY + "大事记\n由市档案局编写。\n"])
def test_a_chronicle_in_a_document(text: str) -> None:
    """In a file of one document it is an annex; without days it is a task."""
    assert bodies(text)[:2] != ALONE[: len(bodies(text))]


def test_an_explanation_behind_numbers_in_brackets_and_an_imprint() -> None:
    text = NOTICE.replace("江政发〔2024〕5号", "（江政发〔2024〕5号）") + "江州市人民政府办公室 2024年3月2日印\n发\n"
    alone, both = bodies(REPLY + text), bodies(REPLY + text + EXPLAINED)
    assert both == alone


SPEECH = "在全市防汛工作会议上的讲话\n市长 张某\n同志们：\n市水务局要牵头排查隐患。\n"
FIGURES = "前三季度全市经济运行情况\n市统计局\n全市生产总值同比增长8%，由市统计局负责核算。\n"


@pytest.mark.parametrize("last", ["", LAST])
def test_speeches_and_what_else_the_contents_name(last: str) -> None:
    behind = bodies(LAST) if last else []
    assert bodies(NOTICE + REPLY + SPEECH + last) == ALONE + behind
    front = FRONT.format(*TITLES) + "前三季度全市经济运行\n情况……（7）\n"
    assert bodies(front + NOTICE + REPLY + FIGURES + SPEECH + last) == ALONE + behind
    assert bodies(FRONT.format(*TITLES) + NOTICE + REPLY + FIGURES + last) != ALONE + behind


def test_a_speech_that_a_notice_issues() -> None:
    notice = "江政发〔2024〕8号\n江州市人民政府关于印发张某同志在全市防汛工作会议上的讲话的通知\n各县人民政府：\n"
    notice += "现将讲话印发给你们，请认真贯彻落实。\n江州市人民政府\n2024年4月2日\n"
    assert "市水务局要牵头" in bodies(NOTICE + REPLY + notice + SPEECH)[2]


def test_a_section_behind_the_tail_of_a_clause() -> None:
    notice = NOTICE.replace("加强领导，落实责任。", "加强领导，落实责任。（市水务局、市财政局，各县人民政府）")
    assert bodies(FRONT.format(*TITLES) + f"{notice}批复\n{REPLY}") == bodies(notice + REPLY)


def test_a_section_with_the_name_of_a_kind_of_document() -> None:
    """The last line of a title is none."""
    broken = REPLY.replace("园区的批复", "园区的\n批复")
    assert bodies(FRONT.format(*TITLES) + f"市政府文件\n{NOTICE}批复\n{broken}") == ALONE


def test_names_of_sections_that_the_contents_tell() -> None:
    assert bodies(FRONT.format(*TITLES) + f"市政府文件\n{NOTICE}批复\n{REPLY}") == ALONE
    assert bodies(FRONT.replace("批复\n", "").format(*TITLES) + NOTICE + "批复\n" + REPLY) != ALONE


def test_a_note_of_what_is_left_out_ends_a_document() -> None:
    found = documents(NOTICE.replace("（此件公开发布）", "（本文有删减）") + REPLY.replace("江政函〔2024〕7号\n", ""))
    assert [one.title for one in found] == list(TITLES)
    assert found[0].openness is None


def test_a_letterhead_above_the_next_number() -> None:
    """Between pages that are not read straight through, and above the title."""
    head = "江州市人民政府文件\n"
    text = f"{head}{NOTICE}\f{head}{REPLY}"
    assert bodies(text) == ALONE
