"""The forms in which a deadline is printed, each with what it must match beside it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.text import dates

_S = r"[ \u3000]*"
_YEAR = rf"(?:(?P<year>20\d\d){_S}年|(?P<rel>今年|本年|当年|明年))"
_MONTH = rf"(?P<month>1[0-2]|0?[1-9]){_S}月(?:份)?"
_DAY = rf"(?P<day>3[01]|[12]\d|0?[1-9]){_S}[日号]"
_HOUR = r"(?:[（(](?:星期|周).[）)])?(?:(?:上午|下午)?\d{1,2}(?:时|点|[:：︰]\d\d)(?:\d{1,2}分|整)?)?(?:下班|开学)?"
_END = r"(?P<end>底|末|年底|年末|年内)"
_BEFORE = r"(?:之|以)?前(?![后期往述款置瞻提沿身端去进年月日])"

# a look at the first character passes over most places of a text at once
FORMS: dict[str, re.Pattern[str]] = {
    # 2023年12月底前  12月20日前  2024年6月前  2023年底前  2030年前  年底前  2023年12月20日17:00前
    "before": re.compile(
        rf"(?=[0-9今本当明底末年])(?:(?:{_YEAR}{_S})?(?:{_MONTH}{_S}(?:{_DAY}{_HOUR}|(?P<mend>底|末)(?:之)?)?|(?<=年){_END}|(?<![\d年])年(?P<yend>底|末)){_BEFORE}"
        rf"|{_YEAR.replace('year', 'year2').replace('rel', 'rel2')}(?P<end2>底|末|内)?{_BEFORE})"
    ),
    # 2024-06-30前  2024.6.30前
    "dashed": re.compile(
        rf"(?<![\d.\-/])(?P<year>20\d\d)(?P<mark>[-./])(?P<month>1[0-2]|0?[1-9])(?P=mark)(?P<day>3[01]|[12]\d|0?[1-9]){_S}{_HOUR}{_BEFORE}"
    ),
    # 2024年4月10日、7月10日和2025年1月10日前: each day but the last
    "series": re.compile(
        rf"(?=[0-9])(?:{_YEAR}{_S})?{_MONTH}(?:{_DAY}|底)"
        rf"(?=(?:[、和及与](?:(?:20\d\d年)?\d{{1,2}}月(?:\d{{1,2}}[日号]|底)|年底)){{1,6}}{_BEFORE})"
    ),
    # 到2025年  至2027年底  到2025年6月底
    "until": re.compile(rf"(?P<lead>[到至]){_S}{_YEAR}(?:{_S}{_MONTH}(?:{_S}{_DAY})?)?(?:底|末|年底|年末)?(?!\d)"),
    # 2023年12月完成  2023年建成  2023年底实现  2024年上半年完成
    "result": re.compile(
        rf"(?=[2今本当明]){_YEAR}(?:{_S}{_MONTH}(?:{_S}{_DAY})?|(?P<half>上半年|下半年)|(?P<quarter>第?[一二三四])季度)?(?P<end>底|末|内)?(?=[\u4e00-\u9fff，])"
    ),
    # 年底具备  今年底  年内开工
    "year-end": re.compile(r"(?P<rel>今|本|当)?年(?:年)?(?:底|末|内)(?!前|之前|以前)"),
    # 阶段（2023年10月16日至10月20日）
    "range": re.compile(
        rf"(?=[\d今本当明])(?:{_YEAR}{_S})?(?:\d{{1,2}}月(?:\d{{1,2}}日)?(?:上旬|中旬|下旬|底|初)?|\d{{1,2}}){_S}(?:至|到|[-—–－~～]+){_S}"
        rf"(?:(?P<year2>20\d\d)年)?(?:{_MONTH}(?:{_DAY})?|{_DAY.replace('day', 'day2')})(?P<end>底|末)?"
    ),
    # 截止时间：2023年12月20日
    "closing": re.compile(rf"截止(?:时间|日期|日)?(?:为|是|到|至|[：:])?{_YEAR}{_S}{_MONTH}{_S}{_DAY}"),
    # 自受理之日起30个工作日内  最长不得超过45个工作日  考核开展15天前
    "term": re.compile(
        r"(?:自[^，。；、]{2,16}?起)?(?:最长)?(?:不得超过|不超过|延长至)?(?:\d{1,3}|[一二三四五六七八九十两]{1,3})(?P<unit>个工作日|个自然日|日|天|小时|个月)"
        r"(?:之?内|以内|前(?![后期往述置提]))|(?:最长)?(?:不得超过|延长至)\d{1,3}个工作日"
    ),
}

NEEDS: dict[str, tuple[str, ...]] = {
    "before": ("前",),
    "dashed": ("前",),
    "series": ("日前", "日之前", "日以前", "号前", "底前", "底之前", "底以前"),
    "until": ("到", "至"),
    "result": ("年",),
    "year-end": ("年底", "年末", "年内"),
    "range": ("阶段", "时间", "（", "月至", "日至"),
    "closing": ("截止",),
    "term": ("个工作日", *(unit + end for unit in "日天时月" for end in ("内", "之内", "以内", "前"))),
}
"""Words without which a form cannot occur: most clauses hold none of them and are passed over."""


def step_of_plan(text: str, match: re.Match[str], signed: str | None) -> bool:
    """「2025年6月，相关区政府完成…；2025年12月，…」: a month to come at the head of a sentence is that of its work."""
    heads = match.start() == 0 or text[match.start() - 1] in "。；：\n"
    if not (heads and signed and match["year"] and text.startswith("，", match.end())):
        return False
    month = f"{int(match['month']):02d}" if match["month"] and not match["day"] else "12" if match["end"] else ""
    return bool(month) and f"{match['year']}-{month}" > signed[:7]


def last_day(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The last day of a year or month, or the day itself; None where there is no such day."""
    if month is None:
        return date(year, 12, 31).isoformat()
    if day is None:
        return dates.month_end(year, month)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def day_before(year: int, month: int | None) -> str:
    """The day before a year or month begins."""
    return (date(year, month or 1, 1) - timedelta(days=1)).isoformat()
