"""Texts that have lost their line breaks."""

from __future__ import annotations

import pytest

from kg.document.line.lines import lines_of
from kg.document.line.runon import split_long_lines
from tests.texts import clean, documents, raw

FILLER = "坚持问题导向，统筹推进水资源、水环境、水生态治理，" * 4
LINES = [
    "江州市人民政府关于印发清水行动方案的通知",
    "江政发〔2024〕5号",
    "各县（市、区）人民政府，市直各有关单位：",
    "现将《清水行动方案》印发给你们，请认真贯彻执行。",
    "江州市人民政府2024年3月1日",
    "（此件公开发布）",
]
PLAN = [
    "一、总体要求",
    f"（一）指导思想。{FILLER}改善水质。",
    f"（二）工作目标。{FILLER}到2025年全面达标。（市水务局牵头）",
    "二、重点任务",
    f"（三）整治河道。{FILLER}包括：1.排查；2.整改。",
    f"（四）保障资金。{FILLER}安排资金。（市财政局牵头，市审计局配合）",
    "各地区、各部门要加强领导。",
]


def split(text: str) -> list[str]:
    return [line.squash for line in split_long_lines(lines_of(clean(text), raw(text, marked=False)))]


def test_duties_body_by_body_on_one_line() -> None:
    plan = [
        "1 总 则 ",
        f"1.1 编制目的 {FILLER}{FILLER} ",
        "2 组织体系 ",
        "2.1 市防汛抗旱指挥部 ",
        "市防汛抗旱指挥部负责防汛工作。 ",
        "2.2 成员单位职责 ",
        "市水利局：负责监督防汛。",
        "市应急局：负责救助。",
    ]
    assert split("".join(plan)) == ["".join(part.split()) for part in plan]


def test_a_heading_glued_to_its_decimal_is_no_part_of_the_name_below() -> None:
    plan = [
        "1.总则 ",
        f"1.1编制目的 {FILLER}{FILLER}{FILLER} ",
        "2.组织体系 ",
        "2.1领导机构 ",
        "镇应急领导小组负责应急工作。 ",
        "2.2办事机构 ",
        "镇应急办负责日常工作。",
    ]
    assert {"镇应急领导小组负责应急工作。", "镇应急办负责日常工作。"} <= set(split("".join(plan)))


def test_a_plan_on_one_line() -> None:
    found = split("".join(PLAN))
    begins = [line[:6] for line in found]
    for part in PLAN:
        assert part[:6] in begins, part[:6]
    assert "".join(found) == "".join(PLAN)


def test_blanks_where_line_breaks_were() -> None:
    parts = [
        "第一章 总则",
        f"一、目的 {FILLER}{FILLER}改善水质。",
        f"二、原则 （一）{FILLER}以人为本。",
        "（二）预防为主。",
        "第二章 职责",
        "一、市水利局：负责防汛。",
    ]
    begins = [line[:4] for line in split(" ".join(parts))]
    assert {"第一章总", "一、目的", "二、原则", "（二）预", "第二章职", "一、市水"} <= set(begins)


def test_an_addressee_below_title_day_and_number() -> None:
    body = f"各区人民政府，市直各单位： 《清水方案》已经市政府同意，现印发给你们。{FILLER}{FILLER}{FILLER}{FILLER}"
    page = ["主动公开", "江州市人民政府关于印发清水方案的通知", "2024-03-05", "江政发〔2024〕5号", body]
    assert "各区人民政府，市直各单位：" in split("\n".join(page))


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("三、职责分工 1.市公安局：负责秩序。", ["三、职责分工", "1.市公安局：负责秩序。"]),
        (
            "二、体系 1.指挥部 由市长任。 2.成员职责 (1)市水利局：负责。",
            ["二、体系", "1.指挥部由市长任。2.成员职责", "(1)市水利局：负责。"],
        ),
        ("第一章 总则 第一条 为加强管理。", ["第一章总则", "第一条为加强管理。"]),
        ("一、为改善水质，完成 1.5万户改造。", ["一、为改善水质，完成1.5万户改造。"]),
    ],
)
def test_the_first_item_behind_its_heading(line: str, parts: list[str]) -> None:
    assert split(line) == parts


def test_a_plan_whose_title_runs_into_its_text() -> None:
    found = split(
        f"江镇森林防火应急预案为进一步做好防火工作，特制定本预案。一、要求{FILLER}{FILLER}{FILLER}防火。二、职责林业站负责。"
    )
    assert found[0] == "江镇森林防火应急预案"


def test_a_title_that_runs_into_the_first_heading() -> None:
    parts = [
        "江街道安全委员会工作规则",
        "一、总则",
        f"（一）本规则{FILLER}{FILLER}{FILLER}适用。",
        "二、组成",
        "（一）主任由王某担任。",
    ]
    assert split("".join(parts)) == parts
    assert split(f"按照方案一、方案二执行。{FILLER}{FILLER}{FILLER}")[0].startswith("按照方案一、方案二")


def test_short_lines_stay() -> None:
    short = ["一、总体要求", "（一）指导思想。坚持。二、三。", "江州市人民政府2024年3月1日"]
    assert split("\n".join(short)) == short


def test_articles_on_one_line() -> None:
    text = (
        "第一章总则"
        + "".join(f"第{n}条{FILLER}内容。" for n in "一二三四五")
        + "第二章附则第六条本办法自发布之日起施行。"
    )
    assert [line[:3] for line in split(text)] == [
        "第一章",
        "第一条",
        "第二条",
        "第三条",
        "第四条",
        "第五条",
        "第二章",
        "第六条",
    ]


def test_ordinals_that_are_none() -> None:
    text = f"一、目标。{FILLER}见第三条规定。达到3.5万元。2.5公里。附件（三）。{FILLER}二、措施。{FILLER}"
    assert [line[:2] for line in split(text)] == ["一、", "二、"]


def test_decimals_on_one_line() -> None:
    plan = [
        "1 总 则 ",
        f"1.1 编制目的 {FILLER}{FILLER} ",
        f"1.2 编制依据 共1.1万字。{FILLER} ",
        "2 组织体系 ",
        "2.1 指挥部 市长任指挥。",
    ]
    assert split("".join(plan)) == ["".join(part.split()) for part in plan]
    rates = f"增长1.1亿元，1.2亿元为税收。{FILLER}{FILLER}{FILLER}{FILLER}共3.1亿元。"
    assert split(rates) == [rates]


@pytest.mark.parametrize("head", ["".join(LINES[:3]), "\n".join(LINES[:3])])
def test_a_document_on_one_line(head: str) -> None:
    text = head + "".join(PLAN) + LINES[4] + LINES[5]
    (found,) = documents(text)
    assert (found.title, found.number, found.signed) == (LINES[0], "江政发〔2024〕5号", "2024-03-01")
    assert found.addressees == ("各县（市、区）人民政府", "市直各有关单位")
    assert found.issuers == ("江州市人民政府",)
    paths = [clause.path for clause in found.clauses if clause.path]
    assert paths == ["一", "一/（一）", "一/（二）", "二", "二/（三）", "二/（三）/1", "二/（三）/2", "二/（四）"]


def test_headings_with_a_comma_on_one_line() -> None:
    parts = [
        "一、融入政治建设，完善治理体系",
        f"（一）健全机制。{FILLER}{FILLER}",
        "二、融入经济建设，培育产业",
        f"（二）壮大产业。{FILLER}",
    ]
    assert split("".join(parts)) == parts


def test_sections_that_run_on_behind_lines_of_their_own() -> None:
    own = ["一、总体要求", "（一）指导思想。坚持。", "（二）工作目标。达标。"]
    rest = [
        "二、重点任务",
        f"（三）整治河道。{FILLER}{FILLER}改善。",
        "三、保障措施",
        f"（四）保障资金。{FILLER}落实。",
        "四、附则",
        "施行。",
    ]
    assert split("\n".join(own) + "\n尾句。" + "".join(rest)) == [*own, "尾句。", *rest[:-2], "四、附则施行。"]


def test_an_order_and_its_act_on_one_line() -> None:
    text = "《江州市河道办法》已经市政府常务会议通过，现予公布，自2024年5月1日起施行。"
    act = [f"第一条　为了治理河道，制定本办法。{FILLER}", f"第二条　市水利局负责。{FILLER}"]
    parts = ["江州市人民政府令第12号", text, "市　长：张某", "2024年3月1日", "江州市河道办法", *act]
    assert split("".join(parts)) == ["".join(part.split()) for part in parts]


def test_indents_tell_paragraphs_whose_breaks_are_lost() -> None:
    parts = ["各县人民政府：", "《江州市清水行动方案》印发给你们。", "2024年3月1日", "江州市清水行动方案", *PLAN]
    for indent in ("　　", "    ", "\xa0\xa0\xa0\xa0"):
        begins = [line[:6] for line in split(indent.join(parts))]
        assert [part[:6] for part in parts if part[:6] not in begins] == [], indent


def test_an_indent_behind_a_sentence_parts_a_short_line_too() -> None:
    assert split("第九条　应当具备下列条件：　　（一）有场所。　　（二）有人员。") == [
        "第九条应当具备下列条件：",
        "（一）有场所。",
        "（二）有人员。",
    ]
    persons = "组　长：张　三　　副市长"
    assert split(persons) == ["".join(persons.split())]


def test_a_blank_behind_an_ordinal_is_no_indent() -> None:
    act = [
        "江州市河道办法",
        "第一章　　总则",
        f"第一条　　为了治理河道。{FILLER}",
        f"第二条　　市水利局负责。{FILLER}{FILLER}",
    ]
    assert split("　　".join(act)) == ["".join(part.split()) for part in act]


def test_blanks_between_the_parts_of_a_head() -> None:
    head = ["江政发〔2024〕5号", "江州市人民政府关于清水行动的实施意见", "各县（市、区）人民政府，市直各单位："]
    assert split(" ".join([*head, f"为了清水，{FILLER}{FILLER}现提出意见。"]))[:3] == head


def test_a_letterhead_and_a_title_with_a_title_in_it() -> None:
    head = [
        "江州市人民政府文件",
        "江政发〔2024〕5号",
        "江州市人民政府关于印发《清水方案》的通知",
        "各县（市、区）人民政府，市直各单位：",
    ]
    found = split("".join([*head, f"现印发《清水方案》。{FILLER}{FILLER}请执行。"]))
    assert found[:4] == head


def test_a_signature_behind_a_bracketed_tail() -> None:
    text = f"一、治理。{FILLER}{FILLER}（市水利局、市财政局负责）江州市人民政府2024年3月1日"
    assert split(text)[-1] == "江州市人民政府2024年3月1日"
