"""Files that read straight through: heads, bodies and tails of documents one after the other."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tables import cases
from tests.texts import documents

NOTICE = """江州市人民政府关于印发清水行动方案的通知

江政发〔2024〕5号

各县（市、区）人民政府，江州开发区管委会，市直各有关单位：

《清水行动方案》已经市人民政府同意，现印发给你们，请认真贯彻执行。

附件：清水行动任务清单

江州市人民政府

2024年3月1日

（此件公开发布）

清水行动方案

为改善水质，制定本方案。

一、整治河道

（一）开展排查。（市水务局牵头）

二、保障措施

加强领导。
"""
REPLY = """江州市人民政府关于同意设立清水园区的批复

江政函〔2024〕7号

甲县人民政府：

你县《关于设立清水园区的请示》收悉。经研究，同意设立。

江州市人民政府

2024年3月5日
"""
RULES = """江州市河道管理办法

第一章 总则

第一条 为加强管理，制定本办法。

第二条 本办法自2024年5月1日起施行。
"""


def test_a_notice_with_its_plan() -> None:
    (found,) = documents(NOTICE)
    assert (found.number, found.title) == ("江政发〔2024〕5号", "江州市人民政府关于印发清水行动方案的通知")
    assert (found.kind, found.promulgates, found.annexes) == ("通知", ("清水行动方案",), ("清水行动任务清单",))
    assert found.addressees == ("各县（市、区）人民政府", "江州开发区管委会", "市直各有关单位")
    assert (found.issuers, found.signed, found.openness) == (("江州市人民政府",), "2024-03-01", "此件公开发布")
    parts = [(clause.part, clause.path, clause.body.text[:6]) for clause in found.clauses]
    assert parts == [
        ("notice", "", "《清水行动方"),
        ("main", "", "为改善水质，"),
        ("main", "一", "整治河道"),
        ("main", "一/（一）", "开展排查。（"),
        ("main", "二", "保障措施\n加"),
    ]


def test_evidence_of_the_head_leads_to_the_source() -> None:
    (found,) = documents(NOTICE)
    words = {name: "".join(NOTICE[a:b] for a, b in evidence.spans) for name, evidence in found.evidence}
    assert words["number"] == "江政发〔2024〕5号"
    assert words["title"] == "江州市人民政府关于印发清水行动方案的通知"
    assert words["signed"] == "2024年3月1日"
    assert words["issuers"] == "江州市人民政府"
    assert words["openness"] == "（此件公开发布）"


def test_two_documents_in_a_file() -> None:
    first, second = documents(NOTICE + "\n" + REPLY)
    assert (first.number, second.number) == ("江政发〔2024〕5号", "江政函〔2024〕7号")
    assert (second.kind, second.addressees, second.signed) == ("批复", ("甲县人民政府",), "2024-03-05")
    assert all(a < b for a, b in first.spans)
    assert max(b for _, b in first.spans) <= min(a for a, _ in second.spans)


@pytest.mark.parametrize("number_first", [True, False])
def test_the_number_may_stand_before_or_behind_the_title(number_first: bool) -> None:
    title, number, rest = REPLY.split("\n\n", 2)
    text = "\n\n".join([number, title, rest] if number_first else [title, number, rest])
    (found,) = documents(text)
    assert (found.number, found.title) == (number, title)


def test_rules_with_a_decree() -> None:
    (found,) = documents("江川省人民政府令\n\n第294号\n\n" + RULES + "\n江川省人民政府\n\n2024年4月1日\n")
    assert found.number is not None
    assert "294" in found.number
    assert found.title == "江州市河道管理办法"
    assert [clause.path for clause in found.clauses if clause.path][-1].endswith("第二条")


@pytest.mark.parametrize(
    "line", ["（1985年5月4日江政〔1985〕38号）", "江政〔1985〕38号 1985-05-04", "江政〔1985〕38号\n1985-5-4"]
)
def test_number_with_its_date(line: str) -> None:
    title = "江州市人民政府关于任免工作人员问题的通知"
    (found,) = documents(f"{title}\n{line}\n根据《组织法》和代表的意见，现将有关问题通知如下：\n一、由市人事局负责。\n")
    assert (found.number, found.signed, found.addressees) == ("江政〔1985〕38号", "1985-05-04", ())


def test_date_and_issuer_below_a_title() -> None:
    (found,) = documents(
        "海洋预报管理规定\n1999年7月13日，国家海洋局\n第一章 总则\n第一条 制定本规定。\n第二条 施行。\n第三条 完。\n"
    )
    assert (found.issuers, found.signed) == (("国家海洋局",), "1999-07-13")


def test_a_title_without_issuer_and_about_over_two_lines() -> None:
    body = "\n".join(["各区人民政府：", "现印发给你们，请认真执行。", "江州市人民政府办公室", "2024年3月5日"])
    (found,) = documents(f"印发江州市政府信息公开考核办法\n（试行）等制度的通知\n{body}")
    assert found.title == "印发江州市政府信息公开考核办法（试行）等制度的通知"
    assert found.addressees == ("各区人民政府",)


@pytest.mark.parametrize(
    ("signature", "issuers"),
    [
        ("江州市健康促进工作领导小\n组办公室", ("江州市健康促进工作领导小组办公室",)),
        ("江州市城市运行和应急管\n理局", ("江州市城市运行和应急管理局",)),
        ("特此通知\n市财政局", ("市财政局",)),
        ("江州市各单位联合发文\n市财政局", ("市财政局",)),
    ],
)
def test_the_name_of_an_issuer_over_two_lines(signature: str, issuers: tuple[str, ...]) -> None:
    body = f"各区人民政府：\n现将考核办法印发给你们，请认真执行。\n{signature}\n2024年3月5日\n"
    (found,) = documents(f"关于印发考核办法的通知\n江健办〔2024〕5号\n{body}")
    assert found.issuers == issuers


def test_title_of_the_page_parts_issuers_otherwise() -> None:
    rest = "关于彩票税收问题的通知\n"
    head = f"财政部、国家税务总局{rest}作者:某网\n财政部 国家税务总局{rest}2002年4月23日 财税〔2002〕59号\n"
    (found,) = documents(f"{head}各省财政厅：\n现通知如下。\n")
    assert (found.number, found.issuers) == ("财税〔2002〕59号", ("财政部", "国家税务总局"))
    assert found.addressees == ("各省财政厅",)


def test_issuer_below_a_title() -> None:
    (found,) = documents(
        "江州市专线电话工作办法\n江州市人民政府\n第一章 总则\n第一条 制定。\n第二条 施行。\n第三条 完。\n"
    )
    assert found.issuers == ("江州市人民政府",)


def test_announcement_of_a_standing_committee() -> None:
    cover = "《江州市听证条例》已经通过，现予公布。\n江州市人民代表大会常务委员会\n2001年12月26日\n"
    body = "江州市听证条例\n第一条 制定。\n第二条 施行。\n"
    (found,) = documents(f"江州市人民代表大会常务委员会公告\n第三十七号\n{cover}{body}")
    assert (found.title, found.number) == ("江州市听证条例", "江州市人民代表大会常务委员会公告第三十七号")


def test_decree_whose_title_quotes_another() -> None:
    cover = "《江川省关于废止〈信访规定〉的决定》已经通过，现予公布。"
    title = "江川省关于废止《信访规定》的决定"
    text = f"江川省人民政府令\n\n第301号\n\n{cover}\n2016年4月15日\n{title}\n决定废止《信访规定》。\n"
    (found,) = documents(text)
    assert [clause.body.text for clause in found.clauses][-1] == "决定废止《信访规定》。"


def test_what_a_web_page_prints_around_is_no_part() -> None:
    page = f"首页>政务公开\n发布日期：2024-03-02\n{REPLY}\n【打印】\n【关闭】\n版权所有：江州市人民政府\n"
    (found,) = documents(page)
    assert found.title == "江州市人民政府关于同意设立清水园区的批复"
    body = "".join(clause.body.text for clause in found.clauses)
    assert body == "你县《关于设立清水园区的请示》收悉。经研究，同意设立。"


def test_buttons_side_by_side_are_no_part() -> None:
    (found,) = documents(f"{REPLY}\n【打印】 【关闭】\n")
    assert found.clauses[-1].body.text.endswith("同意设立。")


NEWS = """江州日报

江州市召开清水行动推进会 王某出席并讲话

本报讯（记者 张三）3月1日，江州市召开清水行动推进会。市长王某强调，要按照《江州市清水行动方案》要求，

由市水务局牵头，各县（市、区）人民政府负责，抓好落实。

全市经济运行平稳

据市统计局消息，一季度全市生产总值增长5.2%。

编辑：李四
"""


@pytest.mark.parametrize("text", [NEWS, "", "\n \n", "目录\n\n江州概况\n", NEWS.replace("\n\n", "\n \n")])
def test_news_and_empty_files_hold_no_document(text: str) -> None:
    assert documents(text) == []


def test_a_notice_of_departments_signed_by_three() -> None:
    text = """江州市民政局 江州市财政局 江州市残疾人联合会
关于提高护理补贴标准的通知

江民发〔2024〕12号

各区民政局、财政局、残联：

一、从2024年1月1日起提高标准。

二、市财政局负责资金保障。

江州市民政局 江州市财政局 江州市残疾人联合会

2024年1月15日
"""
    (found,) = documents(text)
    assert found.issuers == ("江州市民政局", "江州市财政局", "江州市残疾人联合会")
    assert found.addressees == ("各区民政局", "财政局", "残联")
    assert [clause.path for clause in found.clauses if clause.path] == ["一", "二"]


def test_an_order_that_counts_by_year() -> None:
    cover = "《河道管理规定》已于2024年1月18日通过，现予公布，自2024年5月1日起施行。\n部长 张三\n2024年1月25日\n"
    (found,) = documents(
        "中华人民共和国水利部令\n2024年第3号\n" + cover + "河道管理规定\n第一条 为管理河道，制定本规定。\n"
    )
    assert (found.number, found.title) == ("中华人民共和国水利部令2024年第3号", "河道管理规定")
    assert (found.issuers, found.signed) == (("中华人民共和国水利部",), "2024-01-25")


def test_minutes_are_numbered_by_year_alone() -> None:
    (found,) = documents(
        "江州市人民政府专题会议纪要\n〔2024〕33号\n市水务局，市财政局：\n会议议定，由市水务局牵头治理河道。\n"
    )
    assert (found.number, found.addressees) == ("〔2024〕33号", ("市水务局", "市财政局"))


def test_a_year_and_a_number_alone_below_another_title_say_nothing() -> None:
    (found,) = documents(
        "江州市人民政府关于治理河道的通知\n〔2024〕33号\n市水务局：\n请治理河道。\n江州市人民政府\n2024年8月6日\n"
    )
    assert found.number is None


def test_a_date_whose_body_is_lost_is_a_signature_before_the_note_on_openness() -> None:
    text = "各乡镇人民政府，县直各单位： 《清水行动方案》已经县人民政府同意，现印发给你们，请认真组织实施。"
    text += " 2021年11月4日 （此件公开发布） 清水行动方案 为治理河道，制定本方案。 "
    (found,) = documents(
        text + "一、目标 到2022年底完成治理。（责任单位：县水务局）" + "二、措施 加强巡查。" * 20 + "\n"
    )
    assert (found.signed, found.openness) == ("2021-11-04", "此件公开发布")


def test_issuers_side_by_side_in_the_title_of_an_unsigned_notice() -> None:
    (found,) = documents(
        "江州市发展和改革委员会 中共江州市委社会工作部 江州市住房和城乡建设局\n"
        "关于印发社区服务设施建设方案的通知\n\n各区政府，市级有关部门：\n\n现将《社区服务设施建设方案》印发给你们。\n"
    )
    assert found.issuers == ("江州市发展和改革委员会", "中共江州市委社会工作部", "江州市住房和城乡建设局")


def test_minutes_of_a_day_name_their_issuer_in_the_title() -> None:
    (found,) = documents("江州开发区管委会2024年5月10日工作例会会议纪要\n\n〔2024〕3号\n\n一、加快推进项目建设。\n")
    assert found.issuers == ("江州开发区管委会",)


def test_a_page_that_goes_on_where_another_ended() -> None:
    (found,) = documents(
        "江州市地质灾害应急预案\n2.4 现场指挥部\n市政府设立现场指挥部，下设若干工作组：\n（1）救援组：市应急局牵头。\n"
        "2.5 专家组\n市应急局组建专家组。\n"
    )
    assert [clause.path for clause in found.clauses] == ["2.4", "2.4/（1）", "2.5"]
    assert found.addressees == ()


def test_minutes_whose_masthead_dates_them() -> None:
    (found,) = documents(
        "市政府专题会议纪要\n〔2023〕第17期\n江州市人民政府办公室 2023年5月19日\n"
        "关于研究清水河治理有关问题的会议纪要\n会议议定如下：\n一、由市水务局牵头治理河道。\n"
    )
    assert (found.issuers, found.signed) == (("江州市人民政府办公室",), "2023-05-19")


def test_a_text_without_line_breaks_on_the_lines_of_a_page() -> None:
    """Head and body are one paragraph: broken where the page ends its lines, number and addressees stand in no line."""
    task = "各县（市、区）人民政府要压实责任、建立台账、逐项推进，对重点河道定期调度，确保各项任务落到实处、取得实效。"
    text = (
        "江州市人民政府关于进一步加强清水河流域综合治理工作的实施意见江政发〔2024〕5号各县（市、区）人民政府，市直各有关单位："
        f"为改善水质，提出如下意见。一、整治河道（一）开展排查。{task}（市水务局牵头）"
        f"（二）拆除障碍。{task * 3}（市住建局牵头）"
        f"二、保障措施（一）加强领导。{task * 4}江州市人民政府2024年3月1日（此件公开发布）"
    )
    broken = "\n".join(text[start : start + 32] for start in range(0, len(text), 32))
    (whole,), (found,) = documents(text), documents(broken)
    assert found.number == whole.number == "江政发〔2024〕5号"
    assert found.addressees == whole.addressees == ("各县（市、区）人民政府", "市直各有关单位")
    assert (found.title, found.signed) == (whole.title, whole.signed)
    assert [clause.path for clause in found.clauses] == [clause.path for clause in whole.clauses]


@pytest.mark.parametrize(
    "head",
    [
        "关于促进公平竞争的通知\n财库〔2019〕38号各中央预算单位，各省财政厅（局）：为贯彻落实精神，现就有关事项通知如下：",
        "财政部关于促进公平竞争的通知财库〔2019〕38号\n各中央预算单位，各省财政厅（局）：\n现就有关事项通知如下：",
    ],
)
def test_number_glued_to_its_neighbours(head: str) -> None:
    (found,) = documents(f"{head}\n一、清理规定。\n二、加强监督。\n财政部\n2019年7月26日\n")
    assert (found.number, found.addressees) == ("财库〔2019〕38号", ("各中央预算单位", "各省财政厅（局）"))
    assert found.title is not None and found.title.endswith("关于促进公平竞争的通知")


def test_foot_of_a_web_page_leads_nothing() -> None:
    body = "一、开展比赛。\n主办单位：江州市体育局\n二、做好保障。\n江州市体育局\n2024年3月5日\n"
    foot = "主办单位：江州省人民政府办公厅\n运行维护单位：江州电信公司\n网站标识码3600000062\n"
    (found,) = documents(f"江州市体育局关于开展比赛的通知\n各区体育局：\n现将有关事项通知如下：\n{body}{foot}")
    text = "\n".join(clause.body.text for clause in found.clauses)
    assert "主办单位：江州市体育局" in text and "江州省" not in text and "电信" not in text


def test_number_of_an_announcement_by_year() -> None:
    head = "江州省财政厅 江州省税务局关于支持小微企业的公告\n江州省财政厅 江州省税务局公告2023年第12号\n"
    body = "为支持小微企业，现公告如下：\n一、减半征收。\n二、延续执行。\n特此公告。\n"
    (found,) = documents(f"{head}{body}江州省财政厅　江州省税务局\n2023年8月2日\n")
    assert found.number == "江州省财政厅江州省税务局公告2023年第12号"
    assert found.issuers == ("江州省财政厅", "江州省税务局")


def test_order_below_a_title_that_stands_twice() -> None:
    head = "江州市公园管理办法\n江东省江州市人民政府\n江州市公园管理办法\n市人民政府令第129号\n"
    order = "《江州市公园管理办法》已经市人民政府常务会议通过，现予公布。\n市长 张三\n2011年8月10日\n"
    text = "第一章 总则\n第一条 制定本办法。\n第二条 公园由市城建局负责。\n第三条 本办法自2011年10月1日起施行。\n"
    (found,) = documents(head + order + text)
    assert (found.number, found.title) == ("市人民政府令第129号", "江州市公园管理办法")


METADATA = [
    "索引号 | 61/2021-3 | 公开目录： | 文件 |\n文 号 | 江政发〔2024〕5号 | 成文日期： | 2024年3月1日 |\n",
    "索引号：61/2021-3 组配分类：文件 文号：江政发〔2024〕5号\n",
    "索 引 号 61/2021-3 发文日期 2024-03-01\n发布机构 区办公室 文    号 江政发〔2024〕5号\n有 效 性 有效\n",
    "| 索引号 | 61/2021-3 |\n| --- | --- |\n| 发文字号 | 江政发〔2024〕5号 |\n",
    "文 号 | 江政发〔2024〕5号 | 成文日期 | 2024-03-01 |\n关键词 | 清水 行动 | 公开形式 | 主动公开 |\n相关附件 |\n",
    "[ 索引号 ] 61/2021-3 [ 发文字号 ] 江政发〔2024〕5号\n[ 成文日期 ] 2024-03-01 [ 发布日期 ] 2024-03-05\n",
    "- 索引号：61/2021-3\n- 发文字号：江政发〔2024〕5号\n- 成文日期：2024-03-01\n- 失效日期：\n- 文件状态：\n",
]


@pytest.mark.parametrize(
    "said", METADATA, ids=("bars", "spaces", "without colons", "table", "rows of labels", "squares", "no value")
)
def test_what_a_page_says_of_its_document(said: str) -> None:
    body = "各区人民政府：\n现通知如下。\n江州市人民政府\n2024年3月1日\n"
    (found,) = documents(f"江州市人民政府关于清水的通知\n{said}{body}")
    assert (found.number, found.addressees) == ("江政发〔2024〕5号", ("各区人民政府",))


def test_a_signature_that_leaves_out_the_place_of_an_office() -> None:
    head = "江川省人民政府办公厅关于清水的通知\n江府办〔2024〕5号\n各市人民政府：\n现通知如下。\n"
    (found,) = documents(f"{head}省政府办公厅\n2024年3月1日\n")
    assert found.issuers == ("江川省人民政府办公厅",)


def test_the_title_above_and_below_the_name_of_a_collection() -> None:
    title = "甲自治州人大常委会关于修改《甲自治州林业条例》的决定"
    passed = "（1997年8月20日甲自治州第十届人民代表大会常务委员会第三次会议通过）"
    head = f"{title}\n江川省人大常委会\n{title}\n江川省人大常委会\n{passed}\n"
    (found,) = documents(f"{head}一、第三条修改为：“应当保护森林。”\n二、删去第四条。\n三、重新公布。\n")
    assert (found.title, found.issuers) == (title, ("甲自治州人大常委会",))


def test_the_number_of_rules_behind_who_published_them() -> None:
    title = "江州市盐政管理办法"
    head = f"{title}\n江川省江州市人民政府\n{title}\n（一九九四年三月九日市人民政府发布江政发[1994]8号）\n"
    (found,) = documents(f"{head}第一条 制定。\n第二条 施行。\n第三条 完。\n")
    assert (found.number, found.signed) == ("江政发[1994]8号", "1994-03-09")


def test_the_title_where_the_document_prints_it() -> None:
    body = "第一条 制定。\n第二条 施行。\n第三条 完。\n"
    head = "江川省水规定\n江川省人民政府\n江川省水规定\n政府令〔2010〕第15号\n"
    (found,) = documents(f"{head}《江川省水规定》已经通过，现予公布。\n二○一○年十二月二十五日\n{body}")
    assert (found.title, found.issuers) == ("江川省水规定", ("江川省人民政府",))
    assert not any("江川省人民政府" in clause.body.text for clause in found.clauses)


def test_an_order_that_names_who_gives_it() -> None:
    (found,) = documents(
        "禁火令第9号\n江县人民政府令\n第9号\n为有效预防森林火灾，根据条例发布本令：\n一、禁火。\n二、处罚。\n三、有效。\n2024年3月1日\n"
    )
    assert (found.number, found.issuers) == ("江县人民政府令第9号", ("江县人民政府",))


def test_a_text_without_title_that_says_what_it_issues() -> None:
    (found,) = documents(
        "各市农业农村局：\n省农业农村厅编制了《江猪规划》。经省人民政府同意，现印发给你们。\n江川省农业农村厅\n2019年7月6日\n"
    )
    assert found.promulgates == ("江猪规划",)


def test_an_article_that_begins_with_the_word_rule() -> None:
    (found,) = documents(
        "江州市文件管理规定\n第一条 制定。\n第二条 施行。\n第三条 规范性文件适用。\n第四条规定的除外。\n"
    )
    assert found.clauses[-1].path == "第三条"


def test_a_title_that_only_a_label_gives() -> None:
    said = "索引号：A-1\n标题：江县人民政府办公室关于发放补贴的通知\n发文字号：江政办〔2016〕14号\n"
    (found,) = documents(f"{said}各乡镇人民政府：\n现通知如下。\n2016年12月5日\n")
    assert (found.title, found.issuers) == ("江县人民政府办公室关于发放补贴的通知", ("江县人民政府办公室",))
    assert (found.number, found.addressees) == ("江政办〔2016〕14号", ("各乡镇人民政府",))


def test_a_letter_below_a_line_of_the_page() -> None:
    (found,) = documents(
        "正文请使用按钮切换浏览\n对区政协第12号提案的会办意见\n清水街道：\n现答复如下：\n同意。\n江区教体局人事科\n2025年3月21日\n"
    )
    assert (found.title, found.addressees) == ("对区政协第12号提案的会办意见", ("清水街道",))
    assert found.issuers == ("江区教体局人事科",)


def test_the_cover_that_names_the_plan_on_a_line_of_its_own_is_not_the_plan() -> None:
    cover = "《江州市进一步加强清水河流域综合治理工作的行动方案》"
    text = NOTICE.replace("清水行动方案的通知", "进一步加强清水河流域综合治理工作行动方案的通知")
    text = text.replace("《清水行动方案》", f"{cover}\n").replace("清水行动方案\n\n为", f"{cover[1:-1]}\n\n为")
    (found,) = documents(text)
    assert found.promulgates == (cover[1:-1],)
    assert found.clauses[0].body.text.startswith(cover)


def test_a_decision_under_an_order_that_names_it_on_the_lines_of_a_page() -> None:
    title = "江川省住房城乡建设厅关于修改《房屋建筑工程施工招标投标管理办法》的决定"
    order = f"《{title}》已经2018年9月\n19日厅务会议审议通过，现予发布，自发布之日起施行。"
    signed = "江川省住房城乡建设厅厅长王某某\n2018年9月28日"
    decision = "为贯彻落实改革要求，决定作如下修改：\n一、删去第三条。\n二、删去第六条。"
    (found,) = documents(f"{title}\n{order}\n{signed}\n{title}\n{decision}\n\f- 2 -\n三、删去第七条。\n")
    assert (found.title, found.signed) == (title, "2018-09-28")


@pytest.mark.parametrize("case", cases("pages"))
def test_heads_as_pages_and_collections_show_them(case: dict[str, Any]) -> None:
    (found,) = documents(case["text"])
    for name, expected in case["expected"].items():
        value = getattr(found, name)
        assert (list(value) if isinstance(value, tuple) else value) == expected, case["why"]


def test_decisions_of_a_committee_behind_a_report_of_its_meeting() -> None:
    report = "2023年5月31日，江州市人民代表大会常务委员会举行会议。会议决定任命张三。\n"
    body, day = "江州市人民代表大会常务委员会\n", "2023年5月31日"
    passed = f"（{day}江州市第五届人民代表大会常务委员会第七次会议通过）\n"
    decision = f"{body}关于{{0}}的决定\n{passed}会议决定{{0}}。\n{body}{day}\n"
    found = documents(report + decision.format("接受李四辞职") + decision.format("任命张三"))
    assert [one.title for one in found] == [
        f"江州市人民代表大会常务委员会关于{what}的决定" for what in ("接受李四辞职", "任命张三")
    ]


TABLE = "序号\t任务\t牵头单位\t配合单位\n1\t治理河道\t市水务局\t市财政局\n2\t关停企业\t市生态环境局\t市公安局\n"
MEMBERS = "组长：张三　副市长\n成员：李四　市水务局局长\n办公室设在市水务局。\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"附件2\n清水行动重点任务分工表\n{TABLE}", "清水行动重点任务分工表"),
        (f"清水行动任务分解表（2024年）\n{TABLE}", "清水行动任务分解表（2024年）"),
        (f"附件3：\n清水行动领导小组成员名单\n{MEMBERS}", "清水行动领导小组成员名单"),
        (f"清水行动领导小组成员名单\n{MEMBERS}", None),  # of a page of news, for all that one knows
        (f"附件2\n天气情况一览\n{TABLE}", None),
        ("附件2\n学生成绩统计表\n", None),
    ],
)
def test_an_annex_in_a_file_of_its_own_that_is_a_list(text: str, title: str | None) -> None:
    assert [one.title for one in documents(text)] == [title] * (title is not None)
