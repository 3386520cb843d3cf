"""What a single line tells: a document number, a date of signature, an addressee, a statement of openness.

The forms are those of GB/T 9704—2012 (党政机关公文格式), section 7: 发文字号, 主送机关, 成文日期, 附注.
"""

from __future__ import annotations

import re

from kg.text import dates

BODY_END = (
    r"(?:人民政府|政府|办公室|办公厅|小组|指挥部|委员会|管委会|办事处|委|局|厅|办|院|部|会|单位|部门|公司|幼儿园|小学|中学|机构|集团|科室|中心|大学|学校|学院|银行|分行|支行"
    r"|署|组|处|所|站|社|团|厂|馆|企业|直属机构|协会|高校|支队|总队|开发区|新区|工商联|残联|农发行|(?<!公)司|工会|妇联|同志|院校|海关|督查室|研究室"
    r")(?:（[^（）]{1,16}）)?"
)
NUMBER_LABEL = re.compile(
    r"\A[-•·●]?(?:[一-龥]{1,4}/)?(?:发文字号|发文文号|文件编号|文号|字号|号)[：:]|\A(?:发文字号|发文文号)(?=[一-龥])"
)
_DAY = (
    r"(?:(?:19|20)\d{2}(?:年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2})"
    r"|[一二][〇○零ＯOО0一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
)
_YEAR = r"[〔\[［【（(〈<](?:(?:19|20)\d{2}|[5-9]\d)[〕\]］】）)〉>]"
NUMBER = (
    rf"(?:(?:[一-龥A-Za-z]|[〔\[［（(][一-龥]{{1,4}}[〕\]］）)]){{1,24}}?第?{_YEAR}第?\d{{1,5}}号"
    rf"|{_YEAR}[一-龥（）()]{{1,12}}?[字函发]第?\d{{1,5}}号)"
)
"""「某政发〔2023〕30号」; before 2000 also 「财税字（94）001号」, 「（84）国函字12号」, 「法（研）函<1985>30号」."""
NUMBER_LINE = re.compile(
    rf"\A(?:[-•·●]?(?:[一-龥]{{1,4}}/)?(?:发文字号|发文文号|文件编号|文号|字号|号)[：:]|发文字号|发文文号|—{{1,2}})?[（(]?{NUMBER}[）)]?\Z"
)
_DATED = re.compile(rf"\A[（(]?(?:(?P<before>{_DAY})(?P<number>{NUMBER})|(?P<first>{NUMBER})(?P<after>{_DAY}))[）)]?\Z")
"""「（1985年5月4日皖政〔1985〕38号）」, as collections of laws print both below a title."""
ISO_LINE = re.compile(
    r"\A(?:(?:成文|发文|印发|签发)日期[：:])?(?P<year>(?:19|20)\d{2})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\Z"
)
DATE_AND_BODY = re.compile(
    r"\A[（(]?(?:19|20)\d{2}年\d{1,2}月\d{1,2}日[，,]?(?P<body>(?![一-龥]*第[一-龥]+届)[一-龥]{2,24})[）)]?\Z"
)
"""「1999年7月13日，国家海洋局」 below a title."""
EVENT = re.compile(
    r"\A(?:19|20)\d{2}年\d{1,2}月\d{1,2}日(?:[^。；：]{4,140}(?:会议|通过|批准|公布|发布|修正|修订)|起?施行)\Z"
)
"""「2018年10月19日 某某委员会第七次会议通过」, a line for each event, as collections in Markdown print them."""
_BEHIND_TITLE = re.compile(rf"[（(](?P<number>{NUMBER})[）)]\Z")
LETTERHEAD = re.compile(rf"[一-龥]{{2,30}}{BODY_END}文件")
BARE_NUMBER = re.compile(r"\A[（(]?[〔\[［](?:19|20)\d{2}[〕\]］]第?\d{1,4}[号期][）)]?\Z")
DECREE_LINE = re.compile(
    r"\A(?:[-•·●]?(?:发文字号|发文文号|文件编号|文号|字号)[：:])?[（(]?(?:[一-龥]{0,30}令)?[（(]?(?:\d{4}年|[一二三四五六七八九十]{1,3}届)?第?(?:\d{1,4}|[一二三四五六七八九十百〇○零]{1,6})号(?:令)?[）)]?\Z"
)
"""「江川省人民政府令第294号」, 「文号：交通运输部令2021年第2号」, 「（第12号令）」."""
_ANNOUNCED = re.compile(r"\A[（(]?[一-龥]{2,40}公告(?:19|20)\d{2}年第?\d{1,4}号[）)]?\Z")
"""财政部税务总局公告2023年第12号."""
_WITHOUT_DAY = r"(?:(?:19|20)\d\d|[一二三四五六七八九〇○零]{4})年[一二三四五六七八九十\d]{0,2}月日"
"""「2020年4月 日」: the day was to be written by hand."""
DATE_LINE = re.compile(
    rf"\A(?P<before>[^。，；：]{{0,220}}?)(?<![自至到从在由])[（(]?(?:{dates.DATE.pattern}|{_WITHOUT_DAY})[）)]?\Z"
)
"""「自2021年12月1日」 is no signature, but a sentence that goes on in the next line."""
OPENNESS = re.compile(
    r"\A[（(](?P<words>此件[^（）()]{2,30}|(?:主动|依申请|不予)公开|公开(?:方式|属性)：[^（）]{2,10})[）)]"
    r"(?:[—–-]{1,2}\d{1,3}[—–-]{1,2})?\Z"
    r"|\A(?:信息)?公开(?:选项|方式|属性|类别|形式)[：:](?P<plain>(?:主动|依申请|不予)公开)\Z"
)
"""「（此件公开发布）」, 「公开方式：主动公开」; where pages ran together, with the page: （此件公开发布）—2—."""
_LEFT_OUT = re.compile(r"[（(](?:(?:本文|此件|原文|文件)有?(?:部分)?删[减节改]|附件[^（）()]{0,10}略)[）)]\Z")
"""What a gazette that prints a document notes of it: （本文有删减）."""
_IMPRINT = re.compile(r"\d日印发?\Z")
_SENDS = ("抄送", "抄报", "主题词", "分送")
_BODY_REACH = 30
"""Characters that BODY_END with its brackets, and a colon, have at most."""
_NAME_END = re.compile(rf"(?:{BODY_END}|院)\Z")
ADDRESSEE_END = re.compile(rf"{BODY_END}[、，]?[：:]\Z")
INLINE_ADDRESSEE = re.compile(
    rf"\A(?P<to>[^。；：:《》“”]{{2,120}}?{BODY_END}|(?:机关|本[局市县区])?各[^。；：:《》“”]{{2,100}}?)[：:](?P<rest>.+)\Z"
)
_PLACES_END = re.compile(
    r"(?:政府|[局委办处厅]|单位|部门|街道|各[镇乡村])[，、][^，、]*(?:[镇乡村]|街道|社区|园区|工业区|[林农牧渔艺]场)(?:（[^（）]{1,8}）)?[：:]\Z"
)
"""「区政府各委、办、局，各街道、华泾镇：」: places end a list of bodies."""
_LIST_LINE = re.compile(r"\A(?!(?:19|20)\d\d-\d)[^。；：:《》“”〔〕]{2,60}\Z")
_LONG_LIST = re.compile(r"(?:[^。；：:《》“”〔〕、，]{2,24}[、，]){5,30}[^。；：:《》“”〔〕、，]{0,24}")
"""A line that names body after body: the banks that a document is for."""
TERMINAL = tuple("。；：！？!?;:")
START_CUE = re.compile(
    r"\A(?:为(?!了?使)|根据|按照|依据|贯彻|深入贯彻|近年|经|现将|你[局公单厅委县市区校办院们]|《|遵照|第一[章条]|一、|1[.．、\s]|总则)"
)


def names_body(squash: str) -> bool:
    """A line that ends like the name of a body."""
    return bool(_NAME_END.search(squash, max(0, len(squash) - _BODY_REACH)))


def is_number(squash: str) -> bool:
    """A line that is a document number alone: 运政发〔2023〕30号, 山西省人民政府令第294号."""
    if not squash.endswith(("号", "令", "）", ")")):
        return False
    if "公告" in squash and _ANNOUNCED.match(squash):
        return True
    return bool(NUMBER_LINE.match(squash)) or ("令" in squash and bool(DECREE_LINE.match(squash)))


def number_behind(title: str) -> str:
    """The number in brackets that a page prints behind a title, with its brackets: 「…的通知（某办发〔2017〕2号）」."""
    match = _BEHIND_TITLE.search(title) if title.endswith(("号）", "号)")) else None
    return match.group() if match else ""


def dated_number(squash: str) -> tuple[str, str] | None:
    """The number and the date of a line that holds both and nothing else."""
    match = _DATED.match(squash) if squash.endswith(("号", "日", "）", ")")) or squash[-1:].isdigit() else None
    if not match:
        return None
    return match["number"] or match["first"], match["before"] or match["after"]


def is_signature_date(squash: str) -> bool:
    """A line that ends with a full date and holds nothing but a signature before it."""
    return squash.endswith(("日", "日）", "日)")) and bool(DATE_LINE.match(squash))


def is_imprint(squash: str) -> bool:
    """版记 (GB/T 9704—2012, 7.4): whom a document is copied to, who printed it and when: 某某办公厅2021年2月7日印发."""
    return squash.startswith(_SENDS) or (squash.endswith(("印发", "印")) and bool(_IMPRINT.search(squash)))


def is_openness(squash: str) -> bool:
    """（此件公开发布）; and （本文有删减）, which a gazette prints in the same place."""
    if not squash.startswith(("（", "(", "信息公开", "公开")):
        return False
    return bool(OPENNESS.match(squash) or _LEFT_OUT.match(squash))


def addressee_end(squash: str) -> bool:
    """The last line of an addressee: a list of bodies that ends with a colon."""
    if not squash.endswith(("：", ":")) or len(squash) > 400 or "。" in squash or "《" in squash:
        return False
    if _PLACES_END.search(squash):
        return True
    return bool(ADDRESSEE_END.search(squash, max(0, len(squash) - _BODY_REACH)))


def addresses(squash: str) -> bool:
    """A first line that ends with a colon and names whom it is for: 「各幼儿园：」「本单位各科室（中心）：」."""
    return bool(
        re.match(
            r"\A(?![^：:]*(?:如下|《|根据))(?:各|本单位|全[省市县区体]|[^，。；：:]{2,40}(?:公司|代表(?!大会)|委员(?!会)|同志|单位|街道|[镇乡]|[A-Z]))[^。；：:]{0,60}[：:]\Z",
            squash,
        )
    )


def opens_with_addressee(squash: str) -> bool:
    """Text that begins 「某某局：你局…」: addressee and body on one line."""
    squash = squash[:160]
    match = INLINE_ADDRESSEE.match(squash) if "：" in squash or ":" in squash else None
    return bool(match and re.match(r"你[局公单厅委县市区校办院司厂]|现|经|为|根据|近", match["rest"]))


def is_list_line(squash: str) -> bool:
    """A line that can be the beginning of an addressee list that runs over several lines."""
    listed = _LIST_LINE.match(squash) or _LONG_LIST.fullmatch(squash)
    return bool(listed) and not is_number(squash) and not is_signature_date(squash)


def ends_sentence(text: str) -> bool:
    """Whether the text ends where a sentence ends (closing quotes and brackets aside)."""
    return text.rstrip("”’）)】］] \n").endswith(TERMINAL)
