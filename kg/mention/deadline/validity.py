"""How long a document holds: first and last day in force, where the text states or fixes them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kg.lexicon.load import tree
from kg.lexicon.sieve import sieve
from kg.mention.flow import running_texts
from kg.model import Document, Evidence
from kg.text import dates, offsets

# 自2023年11月7日起施行  自印发之日起施行  自发布之日起30日后施行  于2019年1月1日起执行  现予发布施行
_START = sieve(
    rf"(?:自|从|于)\s*(?:{dates.DATE.pattern}|(?:本[\u4e00-\u9fff]{{2,6}})?(?P<issue>印发|发布|公布|下发|签发|颁布|发文|通过)之日)\s*起?"
    r"(?:(?P<later>\d{1,3})[个]?(?:工作)?日后)?(?:正式|开始|同时)?(?:施行|实施|执行|生效|试行)"
    r"|(?P<now>(?:现予以?|(?<=》)(?:予以)?)(?:发布|公布|颁布|颁发)(?:施行|实施|试行|执行))"
)
# 有效期2年  有效期至2025年12月31日  有效期为五年  试行期1年  至2025年12月31日止
_TERM = sieve(
    r"(?:有效期|试行期|施行期|有效期限|实施期限)(?:限)?(?:均)?(?:为|暂定为?|暂定|是)?\s*(?P<number>\d{1,2}|[一二两三四五六七八九十]{1,2})\s*(?P<unit>年|个月)"
    r"|试行\s*(?P<trial>\d{1,2}|[一二两三四五六七八九十]{1,2})\s*(?P<trial_unit>年|个月)"
)
# 有效期自2022年9月11日至2023年4月30日
_SPAN = sieve(rf"(?:有效期|施行期)(?:限|间)?(?:为|是)?[自从]\s*{dates.DATE.pattern}\s*起?(?=至)")
_UNTIL = sieve(
    rf"(?:有效期(?:限)?(?:自[^，。；至]{{2,30}})?(?:到|至|截至|截止到?)\s*|(?<=[，,起])至|(?<=本[一-龥]{{2}})(?:执行|施行|实施)至){dates.DATE.pattern}\s*(?P<stop>止)?"
)
_OTHER = re.compile(r"(?:证书?|许可证?|合同|协议|资格|执照|批件|原文件|该文件|文件规定|规定)(?:的)?$")
_PRINTED = sieve(rf"{dates.DATE.pattern}\s*印发(?!的|《)")


@cache
def _genres() -> str:
    genres = tree("genres")
    return "|".join(sorted({*genres["statutory"], *genres["inner"], "文件"}, key=len, reverse=True))


@cache
def _subject() -> re.Pattern[str]:
    """What may stand before 自…起施行 so that it speaks of this document: 本办法, 本通告由X负责解读，, 现予公布，."""
    own = rf"(?<!基)本[^，。；]{{0,8}}(?:{_genres()})(?:[^，。；]{{0,6}}|[^。；]{{0,30}}[，,]\s*)"
    return re.compile(
        rf"(?:{own}|》|(?:公布|发布|印发(?:给你们)?|通过)[，,]|(?:公布|发布)《[^《》]+》[，,]|(?:^|[\n。；])(?:文件|通知)?)\s*$"
    )


@dataclass(frozen=True, slots=True)
class ValidityHit:
    """What one stretch of text says: first and last day, and the words ``text[start:end]``."""

    start: int
    end: int
    effective: str | None
    expires: str | None


def find_validity(text: str, issued: str | None) -> ValidityHit | None:
    """The entry into force and the term that ``text`` states of its own document, None where it states neither.

    ``issued`` (ISO) is the day of issue, from which 自印发之日起 counts.
    """
    start = next(
        (m for m in _START.finditer(text) if _subject().search(text[max(0, m.start() - 48) : m.start()])), None
    )
    span = None if start else next((m for m in _SPAN.finditer(text) if _is_own(text, m, stated=False)), None)
    after = start.end() if start else span.start() if span else 0
    start = start or span
    effective = _effective(start, issued) if start else None
    expires, low, high = _expires(text, after, effective or issued, bool(start))
    if not start and not expires:
        return None
    return ValidityHit(start.start() if start else low, max(start.end() if start else 0, high), effective, expires)


def _effective(match: re.Match[str], issued: str | None) -> str | None:
    stated = match.groupdict()
    if stated.get("issue") or stated.get("now"):
        if not issued:
            return None
        later = int(match["later"]) if match["later"] else 0
        return (date.fromisoformat(issued) + timedelta(days=later)).isoformat()
    return dates.iso(match)


def _expires(text: str, after: int, base: str | None, stated: bool) -> tuple[str | None, int, int]:
    """The last day in force and the words that fix it. Without an entry into force the term must be 本…有效期."""
    for match in _UNTIL.finditer(text, after):
        if _is_own(text, match, stated) and (match["stop"] or match.group()[0] in "有执施实" or stated):
            return dates.iso(match), match.start(), match.end()
    for match in _TERM.finditer(text, after):
        if base and _is_own(text, match, stated):
            number = dates.numeral((match["number"] or match["trial"]).replace("两", "二"))
            months = number * (12 if "年" in (match["unit"] or match["trial_unit"]) else 1)
            return _last_day(date.fromisoformat(base), months), match.start(), match.end()
    return None, 0, 0


def _is_own(text: str, match: re.Match[str], stated: bool) -> bool:
    before = text[max(0, match.start() - 12) : match.start()]
    if _OTHER.search(before):
        return False
    return stated or bool(re.search(rf"(?<!基)本[^，。；]{{0,8}}(?:{_genres()})[^，。；]{{0,4}}$", before))


def _last_day(first: date, months: int) -> str:
    """The day before the same day ``months`` later."""
    total = first.month - 1 + months
    year, month = first.year + total // 12, total % 12 + 1
    return (date(year, month, min(first.day, monthrange(year, month)[1])) - timedelta(days=1)).isoformat()


def _issued(document: Document) -> str | None:
    """The 印发 date where it is printed at the foot of the document, else the date of signature."""
    for clause in reversed(document.clauses):
        for match in _PRINTED.finditer(clause.body.text):
            if (printed := dates.iso(match)) and (not document.signed or printed >= document.signed):
                return printed
    return document.signed


def validity(document: Document) -> tuple[str | None, str | None, tuple[tuple[str, Evidence], ...]]:
    """First and last day in force (ISO), None where neither the text nor the page fixes them, and the words that say so
    under "effective" and "expires". The last statement counts; but what the document says of itself by its kind
    (本决定自2025年4月28日起施行) is not replaced by what a text says that it prints once more."""
    issued = _issued(document)
    effective = document.effective
    expires = document.expires
    words: dict[str, Evidence] = {}
    own = f"本{document.kind}"
    for body in running_texts(document):
        hit = find_validity(body.text, issued)
        if hit:
            evidence = offsets.evidence(body, hit.start, hit.end, document.raw)
            if hit.effective:
                effective, words["effective"] = hit.effective, evidence
            if hit.expires:
                expires, words["expires"] = hit.expires, evidence
            if document.kind and hit.effective not in (None, issued) and body.text[: hit.start].endswith(own):
                break
    return effective, expires, tuple(sorted(words.items()))
