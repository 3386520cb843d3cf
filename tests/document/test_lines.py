"""Lines, and the furniture among them."""

from __future__ import annotations

import pytest

from kg.document.line.contents import without_contents
from kg.document.line.furniture import without_furniture
from kg.document.line.lines import Line, lines_of, mended
from kg.lexicon import load
from tests.texts import clean, raw

EXAMPLES = [row["example"] for row in load.tree("furniture")]
CONTENT = [
    "一、总体要求",
    "（此件公开发布）",
    "江州市人民政府",
    "2024年3月1日",
    "江政发〔2024〕5号",
    "主办单位要加强管理。",
    "发布公告；",
    "2024",
    "12",
    "日期另行通知。",
    "收藏单位应当登记造册。",
    "附件1",
]


def read(text: str) -> list[Line]:
    return lines_of(clean(text), raw(text))


def kept(text: str) -> list[str]:
    return [line.squash for line in without_furniture(read(text))[0]]


def test_numbers_beside_running_heads() -> None:
    head = "江州市人民政府公报 2024年第3期"
    text = f"一、农业\n3\n{head}\n二、工业\n4\n{head}\n三、商业\n7"
    assert kept(text) == ["一、农业", "二、工业", "三、商业", "7"]


def page_of(number: int, mark: str, first: str = "加强领导") -> str:
    """A page of running text with its number at the foot and a head above."""
    return f"市政通讯 2024·3\n{first}{number}。\n" + f"第{number}项任务。\n" * 7 + mark.format(number) + "\n"


@pytest.mark.parametrize("mark", ["·{}·", "{}", "第{}页", "[{}]"])
def test_heads_beside_numbers_in_a_text_without_pages(mark: str) -> None:
    found = kept("".join(page_of(number, mark) for number in range(3, 7)))
    assert found == [line for k in range(3, 7) for line in (f"加强领导{k}。", *[f"第{k}项任务。"] * 7)]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{k}\n2024年完成\n" for k in range(1, 6)),  # cells of a table
        "".join(page_of(k, "加强保障。") for k in range(1, 5)),  # no number beside it
        "".join(page_of(9 - k, "{}") for k in range(1, 5)),
    ],
)
def test_lines_that_recur_in_a_text_without_pages(text: str) -> None:
    assert len(kept(text)) == text.count("\n")


@pytest.mark.parametrize("mark", ["[{}]", "【{}】", "~{}~", "{}"])
def test_numbers_of_pages_in_brackets(mark: str) -> None:
    pages = "\f".join(f"加强领导，{k}项。\n{mark.format(k)}\n" for k in range(1, 3))
    assert kept(pages) == ["加强领导，1项。", "加强领导，2项。"]
    assert kept(f"甲\n{mark.format(1)}\n乙\f丙")[1] == mark.format(1)


@pytest.mark.parametrize("example", EXAMPLES)
def test_furniture_by_example(example: str) -> None:
    assert kept(f"加强领导。\n{example}\n加强保障。") == ["加强领导。", "加强保障。"]


@pytest.mark.parametrize("line", CONTENT)
def test_what_is_no_furniture(line: str) -> None:
    assert kept(f"加强领导。\n{line}\n加强保障。") == ["加强领导。", line, "加强保障。"]


def test_the_beginning_of_the_text_printed_twice() -> None:
    title = "江州市人民政府关于印发清水行动方案的通知"
    assert kept(f"{title}\n{title} 各区人民政府（管委会…\n各区人民政府：") == [title, "各区人民政府："]
    assert kept("二、清水行动\n二、清水行动主要内容…\n各区人民政府：")[1:2] == ["二、清水行动主要内容…"]


TAIL = ["为落实方案，由市财政局牵头起草，现解读如下。", "一图读懂《某某办法》"]


@pytest.mark.parametrize(
    ("last", "mark", "left"),
    [
        ("2024年3月1日", "相关解读", []),
        ("（此件公开发布）", "【相关信息】", []),
        ("各单位要加强领导。", "扫一扫在手机打开当前页", []),
        ("2.任务分解表", "上一篇：某某通知", []),
        ("政策文件", "政策解读", TAIL),  # cells of a catalogue: the text goes on
        ("2024年3月1日", "江政发〔2024〕6号", ["江政发〔2024〕6号", *TAIL]),
    ],
)
def test_what_a_site_prints_behind_a_document(last: str, mark: str, left: list[str]) -> None:
    text = ["各单位要加强领导，明确责任，落实措施，确保各项任务按时完成，并于年底前报告工作情况。", last]
    found = kept("\n".join([*text, mark, *TAIL]))
    assert found == [*text, *(line for line in left)]


def test_a_mark_in_the_head_ends_nothing() -> None:
    text = ["分享到：", "各单位要加强领导，明确责任，落实措施，确保各项任务按时完成。"]
    assert kept("\n".join(text)) == text[1:]


@pytest.mark.parametrize(
    "line",
    [
        "主办单位：市文化和旅游局。协办单位：市教育局。",
        "发布预警信息，推动部门数据分享",
        "时间安排，拓宽资金来源，",
        "来源于市场，分享发展成果",
    ],
)
def test_content_that_looks_like_a_web_page(line: str) -> None:
    assert kept(line) == [line]


def test_lines_hold_something_and_know_their_page() -> None:
    found = read(" 甲  乙 \n\n\u3000\n丙\n\f丁\n戊")
    assert [(line.squash, line.page, line.first_on_page) for line in found] == [
        ("甲乙", 1, True),
        ("丙", 1, False),
        ("丁", 2, True),
        ("戊", 2, False),
    ]
    assert [line.clean.text for line in found] == ["甲  乙", "丙", "丁", "戊"]


def test_marks_of_markdown_are_dropped() -> None:
    listed = "● 一、农业\n- 1. 种植\n■二、工业\n- 3 -\n—— 市财政局"
    assert [line.squash for line in read(listed)] == ["一、农业", "1.种植", "二、工业", "-3-", "——市财政局"]
    assert [line.squash for line in read("# 总则\n**第一条** 甲\n> 乙\n**丙**")] == ["总则", "第一条甲", "乙", "丙"]


def test_page_numbers_at_the_edge_of_a_page_only() -> None:
    assert kept("甲段落。\n12\n乙段落。\n3\n\f4\n丙段落。") == ["甲段落。", "12", "乙段落。", "丙段落。"]


def test_running_heads_recur_at_page_edges() -> None:
    page = "江州市清水行动方案\n加强领导，{}项措施。\n"
    assert kept("\f".join(page.format(k) for k in "甲乙丙丁")) == [f"加强领导，{k}项措施。" for k in "甲乙丙丁"]
    assert "江州市清水行动方案" in kept("\f".join(page.format(k) for k in "甲乙"))  # on the cover and above the text
    two = [kept("\f".join(f"{head}\n{k}，加强领导。\n" for k in "甲乙"))[0] for head in ("江州市政府公报", "责任单位")]
    assert two == ["甲，加强领导。", "责任单位"]


@pytest.mark.parametrize(
    ("below", "first", "left"),
    [
        ("第一编　重要文件", "", []),  # the part of the gazette
        ("江州市关于加强水源", "保护工作的通知", ["江州市关于加强水源", "保护工作的通知"]),  # the title's first line
        ("江政发〔2024〕6号", "", ["江政发〔2024〕6号"]),
    ],
)
def test_running_heads_stand_above_each_other(below: str, first: str, left: list[str]) -> None:
    """The issue, left and right in turn; below it what heads the pages further; a foot with the page's number."""
    heads = ["江州市政府公报　2024年第6期", "2024年第6期　江州市政府公报"] * 2
    pages = [
        f"{head}\n{below}\n" + f"{first}\n" * (not page and bool(first)) + f"加强领导，{page}项。\nGONGBAO · {page} ·\n"
        for page, head in enumerate(heads)
    ]
    assert kept("\f".join(pages)) == [*left, *(f"加强领导，{page}项。" for page in range(4))]


def test_the_date_and_the_page_of_a_newspaper_head_its_pages() -> None:
    page = "江州政报 2024年3月8日 第{}版\n加强领导，{}项。\n"
    assert kept("\f".join(page.format(k, k) for k in range(1, 5))) == [f"加强领导，{k}项。" for k in range(1, 5)]


def test_when_it_was_printed_breaks_over_two_lines() -> None:
    halves = mended(read("某办公室 2024年3月8日印\n发\n发文单位"))
    assert [line.squash for line in halves] == ["某办公室2024年3月8日印发", "发文单位"]
    assert [line.squash for line in mended(read("某办公室\n2024年3月8日\n印发\n印发某办法的通知"))] == [
        "某办公室",
        "2024年3月8日印发",
        "印发某办法的通知",
    ]


TITLE = "江州市人民政府关于加强水源保护工作的通知"
HEAD = ["江州市人民政府关于", "加强水源保护工作的通知", "江政发〔2024〕6号", "各县人民政府："]


@pytest.mark.parametrize(
    ("first", "page", "left"),
    [
        (HEAD, [TITLE], []),
        (HEAD, ["第3期", TITLE], ["第3期"]),
        ([HEAD[2], *HEAD[:2]], [TITLE], []),
        (HEAD[:2], [TITLE], [TITLE]),  # of a cover
        (HEAD, [TITLE, "江政发〔2024〕7号"], [TITLE, "江政发〔2024〕7号"]),
        (HEAD, ["江政发〔2024〕7号", TITLE], ["江政发〔2024〕7号", TITLE]),
        (HEAD, ["加强领导。", "落实责任。", TITLE], ["加强领导。", "落实责任。", TITLE]),
    ],
)
def test_the_title_of_the_document_heads_its_pages(first: list[str], page: list[str], left: list[str]) -> None:
    text = "\n".join([*first, "加强领导。"]) + "\f" + "\n".join([*page, "加强保障。"])
    assert kept(text) == [*first, "加强领导。", *left, "加强保障。"]


def test_the_heads_of_a_table_are_no_running_heads() -> None:
    assert kept("\f".join(f"序号\t任务\t责任单位\n{k}\t修渠\t市局\n" for k in range(4))).count("序号任务责任单位") == 4


def test_issuers_and_notes_recur_and_stay() -> None:
    page = "江州市人民政府\n加强领导{}。\n（此件公开发布）\n"
    found = kept("\f".join(page.format(k) for k in "甲乙丙丁"))
    assert found.count("江州市人民政府") == found.count("（此件公开发布）") == 4


def test_nothing_is_lost_between_kept_and_dropped() -> None:
    every = read("甲。\n15- -\n乙。\n【打印】\n丙。")
    parts = without_furniture(every)
    assert sorted(line.clean.at[0] for part in parts for line in part) == [line.clean.at[0] for line in every]
    assert [line.squash for line in parts[1]] == ["15--", "【打印】"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("通知 目录 1总则……1 1.1目的....2 附件：名单 1 总则 1.1 目的", ["通知", "1", "总则", "1.1", "目的"]),
        ("目录 一、总则 二、任务 一、总则 为加强管理。", ["一、总则", "为加强管理。"]),
        ("目录 前言 第一章总则1 第一章总则 第一条", ["第一章总则", "第一条"]),
        ("1总则 1.1目的 1.2依据 2职责 2.1指挥部 1总则 1.1目的 为防汛。", ["1总则", "1.1目的", "为防汛。"]),
        (
            "1.总则-5- 1.1目的-5- 2.职责-6- 2.1组成-6- 3.附则-9- 1.总则 1.1目的 为防汛。",
            ["1.总则", "1.1目的", "为防汛。"],
        ),
        ("总则 1.1目的 1.2依据 职责 2.1指挥部 附则 7.1解释 总则 1.1目的 为防汛。", ["总则", "1.1目的", "为防汛。"]),
        (
            "一、总则 二、职责 三、处置 四、保障 五、附则 六、其他",
            "一、总则 二、职责 三、处置 四、保障 五、附则 六、其他".split(),
        ),
        ("本期目录 甲通知…1 乙通知…3 丙通知…5 甲通知", ["甲通知"]),
        ("目录 1关于甲的 通知 3关于乙的通知 3关于丙的 通知 关于甲的", ["关于甲的"]),
        ("目录 3关于甲的通知 1关于乙的通知 1关于丙的通知", ["目录", "3关于甲的通知", "1关于乙的通知", "1关于丙的通知"]),
        ("项目目录 甲通知…1 乙通知…3 丙通知…5", ["项目目录", "甲通知…1", "乙通知…3", "丙通知…5"]),
        ("目录 一、总则 二、任务", ["目录", "一、总则", "二、任务"]),
        ("目录 为加强管理。 一、总则 一、总则", ["目录", "为加强管理。", "一、总则", "一、总则"]),
    ],
)
def test_contents_end_where_the_first_heading_stands_again(text: str, left: list[str]) -> None:
    lines = read(text.replace(" ", "\n").replace("1\n总则", "1 总则").replace("1.1\n目的", "1.1 目的"))
    found, dropped = without_contents(lines)
    assert "".join(line.squash for line in found) == "".join(left)
    assert len(found) + len(dropped) == len(lines)
