"""Interleaved pages: every document comes out whole, whatever stands between its parts."""

from __future__ import annotations

import re
from itertools import pairwise, permutations

import pytest

from kg import document
from kg.model import Document, RawText
from kg.text.repair import repair
from tests.document.pages import Printed, file, invented, page
from tests.texts import documents

FRAME = "江州市人民政府公报·市政府办公室文件·"


def text_of(one: Document) -> str:
    """The body of a document without ordinals and line ends."""
    return re.sub(r"\s", "", "".join(clause.body.text for clause in one.clauses))


def expected(printed: Printed) -> str:
    return re.sub(r"\s", "", "".join(re.sub(r"\A[一二三四五六七八九十]、", "", p) for p in printed.paragraphs))


def check(text: str, *printed: Printed) -> None:
    found = {one.number: one for one in documents(text)}
    assert sorted(found, key=str) == sorted(one.number for one in printed)
    for one in printed:
        got = found[one.number]
        assert got.title == one.title
        assert got.addressees == ("各区人民政府", "市直各有关单位")
        assert (got.issuers, got.openness) == ((one.issuer,), "此件公开发布")
        assert got.signed is not None
        assert int(got.signed[-2:]) == int(re.findall(r"\d+", one.number)[-1])
        assert text_of(got) == expected(one)


def seeds(count: int = 4) -> list[int]:
    return list(range(count))


def pair(seed: int) -> tuple[Printed, Printed]:
    names = list(permutations(["清水行动", "学校安全", "苹果产业"], 2))
    first, second = names[seed % len(names)]
    return invented(first, 5, seed), invented(second, 6, seed + 100)


@pytest.mark.parametrize("seed", seeds())
def test_one_after_the_other(seed: int) -> None:
    a, b = pair(seed)
    check(file(page(a.head, a.body, a.tail), page(b.head, b.body, b.tail)), a, b)


@pytest.mark.parametrize("seed", seeds(6))
def test_a_body_over_two_pages(seed: int) -> None:
    a, b = pair(seed)
    for cut in (3, 9, 14):
        check(file(page(a.head, a.body[:cut]), page(a.body[cut:], a.tail), page(b.head, b.body, b.tail)), a, b)


@pytest.mark.parametrize("seed", seeds(6))
def test_the_head_of_the_new_before_the_tail_of_the_old(seed: int) -> None:
    a, b = pair(seed)
    for cut in (5, 10, 15):
        text = file(page(a.head, a.body[:cut]), page(b.head, a.body[cut:], a.tail), page(b.body, b.tail))
        check(text, a, b)


@pytest.mark.parametrize("seed", seeds(6))
def test_the_body_of_the_new_before_the_tail_of_the_old(seed: int) -> None:
    a, b = pair(seed)
    for cut, other in ((8, 6), (12, 4)):
        first = page(a.head, a.body[:cut])
        second = page(b.head, b.body[:other], [FRAME], a.body[cut:], a.tail)
        check(file(first, second, page(b.body[other:], b.tail)), a, b)


@pytest.mark.parametrize("seed", seeds())
def test_the_head_of_the_new_before_the_first_section_of_the_old(seed: int) -> None:
    a, b = pair(seed)
    assert a.body[2].startswith("一、")
    check(file(page(a.head, a.body[:2]), page(b.head, a.body[2:], a.tail), page(b.body, b.tail)), a, b)


@pytest.mark.parametrize("seed", seeds())
def test_a_section_does_not_go_on_an_unfinished_sentence(seed: int) -> None:
    a, b = pair(seed)
    assert a.body[9].startswith("二、")
    assert b.body[5][-1] not in "。："
    second = page(b.head, b.body[:6], [FRAME], a.body[9:], a.tail)
    check(file(page(a.head, a.body[:9]), second, page(b.body[6:], b.tail)), a, b)


@pytest.mark.parametrize("seed", seeds())
def test_the_tail_of_the_old_between_title_and_addressee_of_the_new(seed: int) -> None:
    a, b = pair(seed)
    second = page(b.head[:-1], a.body[9:], a.tail, b.head[-1:], b.body[:7])
    check(file(page(a.head, a.body[:9]), second, page(b.body[7:], b.tail)), a, b)


@pytest.mark.parametrize("seed", seeds())
def test_the_head_in_the_middle_of_a_page(seed: int) -> None:
    a, b = pair(seed)
    text = file(page(a.head, a.body[:9]), page(a.body[9:], a.tail, b.head, b.body[:7]), page(b.body[7:], b.tail))
    check(text, a, b)


@pytest.mark.parametrize("seed", seeds())
def test_running_heads_and_page_numbers(seed: int) -> None:
    a, b = pair(seed)
    pages = [page(a.head, a.body[:9]), page(a.body[9:], a.tail), page(b.head, b.body[:7]), page(b.body[7:], b.tail)]
    check(file(*(page([FRAME], [one], [f"- {k} -"]) for k, one in enumerate(pages, 11))), a, b)


@pytest.mark.parametrize("seed", seeds())
def test_three_documents(seed: int) -> None:
    a, b, c = (invented(name, 5 + k, seed + k) for k, name in enumerate(["清水行动", "学校安全", "苹果产业"]))
    text = file(
        page(a.head, a.body[:10]),
        page(b.head, a.body[10:], a.tail),
        page(b.body[:12]),
        page(c.head, b.body[12:], b.tail),
        page(c.body, c.tail),
    )
    check(text, a, b, c)


GRADUATES = [
    "江州市人民政府办公室",
    "关于进一步做好高校毕业生就业创业工作的通知",
    "江政办发〔2024〕5号",
    "各区人民政府：",
]
OF_GRADUATES = [
    "高校毕业生就业创业关系民生福祉和社会稳定。各",
    "区要拓宽就业渠道，落实创业担保贷款，开展招聘",
    "活动，做好困难毕业生帮扶工作。",
    "江州市人民政府办公室",
    "2024年3月5日",
]
RAILWAYS = [
    "江州市人民政府办公室",
    "关于加强铁路沿线安全环境治理工作的通知",
    "江政办发〔2024〕6号",
    "各区人民政府：",
    "铁路沿线安全环境事关旅客出行。各区要排查线路",
    "两侧的彩钢瓦、防尘网和危树，建立问题台账，及",
]
OF_RAILWAYS = ["时消除隐患，实行双段长制。", "江州市人民政府办公室", "2024年3月6日"]


def test_a_body_that_speaks_of_another_title() -> None:
    old, new = documents(file(page(GRADUATES), page(RAILWAYS, [FRAME], OF_GRADUATES), page(OF_RAILWAYS)))
    assert (old.number, text_of(old)) == ("江政办发〔2024〕5号", "".join(OF_GRADUATES[:3]))
    assert (new.number, text_of(new)) == ("江政办发〔2024〕6号", "".join(RAILWAYS[4:] + OF_RAILWAYS[:1]))


ORDER = [
    "江州市人民政府令",
    "第12号",
    "《江州市苹果产业促进办法》已经市人民政府第",
    "9次常务会议通过，现予公布，自2024年6月1日起",
    "施行。",
    "市长　王某",
    "2024年4月8日",
    "江州市苹果产业促进办法",
]


@pytest.mark.parametrize("seed", seeds())
def test_the_text_turns_to_what_the_title_above_speaks_of(seed: int) -> None:
    """No cue opens the new text, and nothing closes the old one."""
    a, _ = pair(seed)
    old, new = documents(file(page(a.head, a.body[:9]), page(GRADUATES, a.body[9:], OF_GRADUATES)))
    assert text_of(new) == "".join(OF_GRADUATES[:3])
    assert "创业" not in text_of(old)


@pytest.mark.parametrize("seed", seeds())
def test_an_order_before_the_tail_of_the_old(seed: int) -> None:
    a, rules = invented("清水行动", 5, seed), invented("苹果产业", 6, seed + 100)
    articles = ["第一条　为促进苹果产业，制定本办法。", *rules.body[4:]]
    text = file(page(a.head, a.body[:10]), page(ORDER, a.body[10:], a.tail), page(articles))
    old, new = documents(text)
    assert (old.number, text_of(old)) == (a.number, expected(a))
    assert (new.number, new.title, new.signed) == ("江州市人民政府令第12号", "江州市苹果产业促进办法", "2024-04-08")
    assert text_of(new).endswith(text_of(documents(page(ORDER, articles))[0])[-200:])


@pytest.mark.parametrize("seed", seeds())
def test_what_is_copied_and_printed_ends_the_old(seed: int) -> None:
    a, b = pair(seed)
    imprint = ["抄送：市委办公室。", "江州市人民政府办公室2024年3月9日印发"]
    old, new = documents(file(page(a.head, a.body[:9]), page(b.head, a.body[9:], a.tail, imprint, b.body, b.tail)))
    assert text_of(old) == expected(a) + re.sub(r"\s", "", "".join(imprint))
    assert text_of(new) == expected(b)


@pytest.mark.parametrize("seed", seeds())
def test_what_stands_behind_the_date_of_the_old_does_not_end_the_new(seed: int) -> None:
    a, b = pair(seed)
    second = page(a.body[9:], a.tail[:2], b.head, b.body[:6], [FRAME], a.tail[2:])
    check(file(page(a.head, a.body[:9]), second, page(b.body[6:], b.tail)), a, b)


@pytest.mark.parametrize(("cut", "other"), [(8, 6), (8, 9), (14, 6), (11, 9)])
@pytest.mark.parametrize("seed", [1, 3, 5])
def test_nothing_parts_the_text_of_the_new_from_the_tail_of_the_old(seed: int, cut: int, other: int) -> None:
    """The columns of a page run together, in the midst of sentences."""
    a, b = pair(seed)
    second = page(b.head, b.body[:other], a.body[cut:], a.tail)
    check(file(page(a.head, a.body[:cut]), second, page(b.body[other:], b.tail)), a, b)


@pytest.mark.parametrize("seed", [1, 3, 5])
def test_the_new_stands_in_the_midst_of_the_tail_of_the_old(seed: int) -> None:
    a, b = pair(seed)
    second = page(a.body[8:11], b.head, b.body[:6], a.body[11:], a.tail)
    check(file(page(a.head, a.body[:8]), second, page(b.body[6:], b.tail)), a, b)


@pytest.mark.parametrize("seed", seeds())
def test_behind_the_page_of_the_new_head_the_old_is_over(seed: int) -> None:
    """The old document has no signature, the text of the new one no cue."""
    a, b = pair(seed)
    text = file(page(a.head, a.body[:9]), page(b.head, a.body[9:]), page(b.body[4:9]), page(b.body[9:], b.tail))
    old, new = documents(text)
    assert text_of(old) == expected(a)
    assert text_of(new) == expected(b)[-len(text_of(new)) :] != ""


@pytest.mark.parametrize("seed", seeds())
def test_the_line_of_an_article_above_a_title_is_none_of_it(seed: int) -> None:
    a, b = pair(seed)
    broken = ["第五条　河道、水库、湖泊主管部门及其工作", "人员应当依法履行职责。"]
    first = page(a.head, a.body[:9], broken[:1], b.head, b.body[:6], [FRAME], broken[1:], a.tail)
    assert [one.title for one in documents(file(first, page(b.body[6:], b.tail)))] == [a.title, b.title]


def test_the_frame_of_a_plan_at_the_end_of_a_page() -> None:
    title = "江州市人民政府办公室关于印发清水行动方案的通知"
    head = ["江州市人民政府办公室", "关于印发清水行动方案的通知", "江政办发〔2024〕5号", "各区人民政府："]
    cover = [
        "《清水行动方案》已经市人民政府同意，现印发给你们。",
        "江州市人民政府办公室",
        "2024年3月5日",
        "（此件公开发布）",
    ]
    plan = invented("清水行动", 5, 1)
    body = ["为改善水质，制定本方案。", *plan.body[4:]]
    text = file(page(head, cover, body[:8], ["清水行动方案"]), page(body[8:], ["- 12 -"]))
    (found,) = documents(text)
    assert (found.title, found.promulgates) == (title, ("清水行动方案",))
    main = re.sub(r"\s", "", "".join(clause.body.text for clause in found.clauses if clause.part == "main"))
    assert "清水行动方案" not in main
    assert main.startswith("为改善水质，制定本方案。")
    assert main.endswith(expected(plan)[-60:])


SENTENCES = [
    "以建设黄河流域生态保护和高质量发展示范区为总牵引",
    "进一步扩大农村地区清洁取暖覆盖面",
    "保障“煤改电”电力安全稳定供应",
    "进行修订和完善，并经运城市政府批准后执行",
    "自2023年11月7日起施行，有效期2年",
    "《山西省重污染天气应急预案》（晋政办发〔2023〕61号）",
]


@pytest.fixture(scope="module")
def issued(gazette: RawText) -> list[Document]:
    return document.read(repair(gazette)[0], gazette)


def test_the_gazette_holds_its_documents(issued: list[Document]) -> None:
    numbers = [one.number for one in issued]
    assert len(numbers) == len(set(numbers)) == 25
    assert all(one.title and one.signed and one.issuers for one in issued)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_of_the_gazette_are_whole(issued: list[Document], sentence: str) -> None:
    assert any(sentence in clause.body.text for one in issued for clause in one.clauses)


def test_no_character_of_the_gazette_has_two_owners(issued: list[Document]) -> None:
    spans = sorted(span for one in issued for span in one.spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_news_pages_hold_no_document(sources: dict[str, RawText]) -> None:
    news = [raw for name, raw in sources.items() if name.startswith("news")]
    assert len(news) == 4
    assert [one for raw in news for one in document.read(repair(raw)[0], raw)] == []
