"""Files of several documents: where one ends and the next begins, and what only looks like a beginning."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.texts import documents

NOTICE = """江州市人民政府关于印发清水行动方案的通知
江政发〔2024〕5号
各县（市、区）人民政府，市直各有关单位：
《清水行动方案》已经市人民政府同意，现印发给你们，请认真贯彻执行。
江州市人民政府
2024年3月1日
（此件公开发布）
清水行动方案
为改善水质，制定本方案。
一、整治河道
（一）开展排查。（市水务局牵头）
二、保障措施
加强领导，落实责任。
"""
REPLY = """江政函〔2024〕7号
江州市人民政府
关于同意设立清水园区的批复
甲县人民政府：
你县《关于设立清水园区的请示》收悉。经研究，同意设立。
江州市人民政府
2024年3月5日
"""
RULES = """江州市河道管理办法
（2024年4月2日江州市人民政府第8次常务会议通过）
第一条 为加强管理，制定本办法。
第二条 市水务局负责河道的管理工作。
第三条 本办法自2024年5月1日起施行。
"""
ORDER = """江川省人民政府令
第294号
《江川省信访规定》已经省人民政府同意，现予公布，自2024年6月1日起施行。
省长 张某某
2024年4月9日
江川省信访规定
第一条 为做好信访工作，制定本规定。
第二条 省信访局负责信访工作。
"""
ANNOUNCEMENT = """江州市公安局关于禁止燃放烟花爆竹的通告
为保障公共安全，现就有关事项通告如下。
一、城区内禁止燃放烟花爆竹。
二、违反本通告的，由公安机关依法处理。
江州市公安局
2024年1月20日
"""
ANSWER = """关于加强养老服务的答复
李四代表：
您提出的建议收悉。现答复如下。
一、由市民政局会同市财政局落实。
江州市民政局
2024年7月8日
"""
WITHOUT_TITLE = """江发改函〔2024〕18号
市水务局，市财政局：
根据有关规定，现就有关事项函告如下。
由市水务局负责组织实施。
江州市发展和改革委员会
2024年6月9日
"""
TITLES = {
    NOTICE: "江州市人民政府关于印发清水行动方案的通知",
    REPLY: "江州市人民政府关于同意设立清水园区的批复",
    RULES: "江州市河道管理办法",
    ORDER: "江川省信访规定",
    ANNOUNCEMENT: "江州市公安局关于禁止燃放烟花爆竹的通告",
    ANSWER: "关于加强养老服务的答复",
    WITHOUT_TITLE: None,
}


@pytest.mark.parametrize(
    "pair", list(permutations(TITLES, 2)), ids=lambda pair: " ".join(str(TITLES[one])[-4:] for one in pair)
)
def test_each_document_begins_behind_the_other(pair: tuple[str, str]) -> None:
    alone = [documents(text)[0] for text in pair]
    found = documents("".join(pair))
    assert [one.title for one in found] == [TITLES[text] for text in pair]
    for one, other in zip(found, alone, strict=True):
        assert (one.number, one.issuers, one.signed) == (other.number, other.issuers, other.signed)
        assert [clause.body.text for clause in one.clauses] == [clause.body.text for clause in other.clauses]


def test_a_year_of_documents() -> None:
    assert [one.title for one in documents("\n".join(TITLES))] == list(TITLES.values())


SIGNED = """江州市民政局关于开展养老服务检查的通知
江民发〔2024〕3号
各县民政局：
现就有关事项通知如下。
请认真组织实施。
{named}江州市民政局
2024年1月15日
"""
NAMED = "附件：1.养老服务检查方案\n2.养老机构管理规定\n"
FORWARDED = """江川省民政厅关于加强养老服务的通知
江川民发〔2023〕8号
各市民政局：
请认真执行本通知。
江川省民政厅
2023年5月6日
"""
GOES_ON = {
    "annex that is named": "养老服务检查方案\n一、检查内容\n检查消防设施。\n二、时间安排\n三月底前完成。\n",
    "annex with its mark": "附件1\n养老机构管理规定\n第一条 制定本规定。\n第二条 自印发之日起施行。\n",
    "annex with number": f"附件2\n{FORWARDED}",
    "list of documents": "关于加强养老服务的通知\n江民发〔2019〕3号\n关于规范收费的通知\n江民发〔2020〕6号\n",
    "links of a page": "江州市民政局关于加强养老服务的通知\n江州市财政局关于规范收费的通知\n版权所有\n",
}


@pytest.mark.parametrize("tail", GOES_ON.values(), ids=GOES_ON)
def test_what_follows_a_signature_may_belong_to_the_document(tail: str) -> None:
    (found,) = documents(SIGNED.format(named=NAMED) + tail)
    assert found.number == "江民发〔2024〕3号"


APPOINTED = """江州市人民政府关于李四等同志任免职的通知
江政任〔2024〕{number}号
各县人民政府：
经研究，决定：
{who}任江州市水务局局长。
江州市人民政府
2024年{month}月1日
"""


@pytest.mark.parametrize("between", ["", "\f江州市人民政府公报\n"], ids=["one page", "a page each"])
@pytest.mark.parametrize("notice", [APPOINTED, APPOINTED.replace("同志任", "同志\n任")], ids=["one line", "two lines"])
def test_notices_of_one_title(notice: str, between: str) -> None:
    people = ("李四", "王五", "赵六", "钱七")
    found = documents(between.join(notice.format(number=n, who=who, month=n) for n, who in enumerate(people, 3)))
    assert [one.number for one in found] == [f"江政任〔2024〕{n}号" for n in range(3, 7)]
    assert {one.title for one in found} == {"江州市人民政府关于李四等同志任免职的通知"}
    assert all(who in one.clauses[0].body.text for one, who in zip(found, people, strict=True))


def test_what_is_forwarded_belongs_to_the_notice() -> None:
    cover = SIGNED.replace("开展养老服务检查的通知", "转发省民政厅关于加强养老服务的通知的通知", 1)
    (found,) = documents(cover.format(named="") + FORWARDED)
    assert found.signed == "2024-01-15"


def test_a_title_in_a_broken_sentence_begins_no_document() -> None:
    broken = "检查组听取了有关单位汇报，养老服务联席会议审议了\n江州市养老公司关于机构运转情况的报告\n"
    text = f"{broken}并提出意见。\n请各县认真落实。\n"
    (found,) = documents(SIGNED.format(named="") + text)
    assert found.number == "江民发〔2024〕3号"


def test_rules_one_behind_the_other() -> None:
    """A collection of laws: nothing but titles and articles, although one of them speaks of annexes."""
    rules = "第一条 为加强管理，制定本规定。\n第二条 收费标准见附件。\n第三条 本规定自2024年5月1日起施行。\n"
    names = ["江州市河道管理规定", "江州市水库管理规定", "江州市湖泊管理规定"]
    assert [one.title for one in documents("".join(f"{name}\n{rules}" for name in names))] == names


@pytest.mark.parametrize("entry", ["{title}……（{page}）", "{title} {page}", "{title}", "{title}／{page}"])
def test_a_gazette_with_its_contents(entry: str) -> None:
    """The contents name every document before the first; the headings of its sections stand between them again."""
    texts = [NOTICE, REPLY, ANNOUNCEMENT, ORDER]
    entries = [entry.format(title=TITLES[text], page=number * 3 + 1) for number, text in enumerate(texts)]
    front = "\n".join(
        ["江州市人民政府公报", "2024年第3期（总第88期）", "目录", "市政府文件", *entries, "主办：江州市人民政府办公室"]
    )
    found = documents(front + "\n" + "市政府文件\n".join(texts))
    alone = [documents(text)[0] for text in texts]
    assert [(one.title, one.number, one.signed) for one in found] == [
        (one.title, one.number, one.signed) for one in alone
    ]
    assert [[c.body.text for c in one.clauses] for one in found] == [
        [c.body.text for c in one.clauses] for one in alone
    ]


GOES_ON = "第四条 市水务局解释本办法。\n"


def owners_of(words: str, text: str) -> list[str | None]:
    """The titles of the documents that have the words."""
    return [one.title for one in documents(text) if any(words in clause.body.text for clause in one.clauses)]


def test_what_goes_on_behind_the_head_of_the_next() -> None:
    """Each page ends with a sentence, and each document seems to have its end."""
    head, text = NOTICE.split("《清水", 1)
    assert owners_of("市水务局解释", f"{RULES}\f{head}{GOES_ON}《清水{text}") == ["江州市河道管理办法"]
    assert owners_of("市水务局解释", f"{RULES}{GOES_ON}\f{NOTICE}") == ["江州市河道管理办法"]


def test_a_running_head_in_the_midst_of_a_page() -> None:
    top = "·市政府文件·\n"
    text = f"{top}{RULES}\f{top}{NOTICE}{top}{GOES_ON}"
    assert owners_of("市水务局解释", text) == ["江州市河道管理办法"]
    assert owners_of("加强领导", text) == ["江州市人民政府关于印发清水行动方案的通知"]
