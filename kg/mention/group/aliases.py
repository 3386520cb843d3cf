"""Short forms that a document defines: X（以下简称Y）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.lexicon.load import tree
from kg.mention.agency.agencies import find
from kg.mention.agency.collectives import all_fields
from kg.mention.agency.lists import members, split_list
from kg.mention.citation.works import find_titles
from kg.mention.flow import running_texts
from kg.model import Alias, Document
from kg.text import offsets

_INTRODUCED = r"(?:(?:以下|下文|以下均|下)(?:简|统)?称|以下合称)(?:为)?"
# （以下简称Y）  (简称：Y)  （自治县，以下简称区县）  （以下简称市领导小组，见附件1）
_BRACKET = re.compile(
    rf"[（(](?P<inner>[^（）()。；]{{0,40}}?[，,])?\s*(?P<cue>{_INTRODUCED}|简称)[：:]?\s*(?P<short>[^，；。、）(),（]{{2,30}}(?:（[^（）]{{1,10}}）)?)"
)
# X，以下简称“Y”，
_RUNNING = re.compile(rf"[，,]\s*(?P<cue>{_INTRODUCED})[：:]?\s*(?P<short>[“《][^”》]{{2,20}}[”》])")
# 《甲方案》《乙方案》（以下简称《甲》《乙》
_SEVERAL_WORKS = re.compile(
    rf"[（(](?:{_INTRODUCED}|以下分别(?:简)?称(?:为)?|简称)[：:]?\s*(?P<shorts>《[^《》]{{2,20}}》(?:[、和及与]*《[^《》]{{2,20}}》)+)(?=[）)，])"
)
# 甲、乙（以下分别简称丙、丁
_EACH = re.compile(r"[（(]以下分别(?:简)?称(?:为)?[：:]?\s*(?P<shorts>[^（）()《》。；]{3,60})[）)]")
_JOINED = re.compile(r"(?:（[^（）]{2,30}）)?[、和及与]*")
_REACH = 400
"""Characters before the short forms in which the works stand."""
_MARKS = "“”\"'‘’《》"
_BODY = re.compile(
    r"(?:局|委|办|厅|部|院|所|中心|机构|单位|部门|组织|政府|公司|企业|小组|会|机关|园区|开发区|街道|银行|学校|医院)$"
)
_SENTENCE = "。；！？\n"


@dataclass(frozen=True, slots=True)
class AliasHit:
    """``short`` stands for ``full``; both lie in ``text[start:end]``."""

    start: int
    end: int
    short: str
    full: str
    rule: str


@cache
def _verbs() -> re.Pattern[str]:
    words = sorted(tree("alias_forms")["verbs"], key=len, reverse=True)
    return re.compile("|".join("(?<!自)由" if word == "由" else re.escape(word) for word in words))


def _verb_ends(text: str, start: int = 0) -> list[int]:
    """Where the verbs before a full form end. One behind a founding verb begins the name: 建立 + 建设节约型…会议."""
    found: list[int] = []
    founded = -1
    for verb in _verbs().finditer(text, start):
        if verb.start() != founded or verb.group() not in tree("alias_forms")["works"]:
            found.append(verb.end())
        founded = verb.end() if verb.group() in tree("alias_forms")["founding"] else -1
    return found


@cache
def _group() -> re.Pattern[str]:
    words = sorted(tree("group_forms")["groups"], key=len, reverse=True)
    return re.compile(rf"[\u4e00-\u9fff“”（）·]{{1,40}}?(?:{'|'.join(words)})")


def find_aliases(text: str, elsewhere: Sequence[str] = ()) -> list[AliasHit]:
    """Every short form that ``text`` defines, in order.

    ``elsewhere``: the document's other clauses. What stands before the short form there does not belong to the full one
    (建设项目建后管护 shows that the full form of 建后管护 begins behind 建设项目).
    """
    hits = [*_paired(text), *_each(text)]
    paired = [(hit.start, hit.end) for hit in hits]
    for pattern in (_BRACKET, _RUNNING):
        for match in pattern.finditer(text):
            sentence = max(text.rfind(mark, 0, match.start()) for mark in _SENTENCE) + 1
            hit = _hit(text, match, [text[:sentence], text[match.end() :], *elsewhere])
            known = pattern is _RUNNING and any(hit and (one.end, one.short) == (hit.end, hit.short) for one in hits)
            if hit and not known and not any(low < hit.end and hit.start < high for low, high in paired):
                hits.append(hit)
    return sorted(hits, key=lambda hit: hit.start)


def _paired(text: str) -> Iterator[AliasHit]:
    """《A》和《B》（以下简称《a》《b》): each work has its own short form."""
    for match in _SEVERAL_WORKS.finditer(text):
        shorts = re.findall(r"《([^《》]+)》", match["shorts"])
        works = [place for place in find_titles(text[: match.start()]) if place[1] > match.start() - _REACH][
            -len(shorts) :
        ]
        gaps = [text[before[1] : after[0]] for before, after in pairwise([*works, (match.start(), 0)])]
        if len(works) == len(shorts) and all(_JOINED.fullmatch(gap) for gap in gaps):
            for (low, high), short in zip(works, shorts, strict=True):
                yield AliasHit(low, match.end(), short, text[low + 1 : high - 1], "alias/titles")


def _each(text: str) -> Iterator[AliasHit]:
    """市公安局、市交通局（以下分别简称公安局、交通局）: as many names as short forms, in the same order."""
    for match in _EACH.finditer(text):
        low = max(text.rfind(mark, 0, match.start()) for mark in _SENTENCE + "，：,") + 1
        shorts = [short.strip(_MARKS) for short in members(match["shorts"])]
        places = split_list(text, low, match.start())[-len(shorts) :]
        if len(places) == len(shorts):
            for (begin, end), short in zip(places, shorts, strict=True):
                begin = max([begin, *(at for at in _verb_ends(text[:end], begin) if at < end)])
                yield AliasHit(begin, match.end(), short, text[begin:end].strip(_MARKS), "alias/each")


def _hit(text: str, match: re.Match[str], elsewhere: Sequence[str]) -> AliasHit | None:
    short = re.sub(r"\s+", "", match["short"]).strip(_MARKS + " ")
    inner = match.groupdict().get("inner") or ""
    if not short or (match["cue"] == "简称" and (inner or re.search(r"[A-Za-z]", short))):
        return None
    collective = "统" in match["cue"] or _names_list(text, match.start(), short)
    end = match.start() - 2 * bool(_MEETINGS.search(text, 0, match.start()) and not short.endswith(("制度", "机制")))
    start, rule = _full_start(text, end, short, elsewhere, collective)
    founded = _FOUNDED.search(text, start, end)
    start = founded.start("name") if founded else start
    full = re.sub(r"\s+", "", text[start:end])
    if inner and not re.search(r"[\d〔A-Za-z]", inner) and len(inner) <= 8:
        full = (short if full.endswith(short) else full) + f"（{inner.rstrip('，,')}）"
    if rule == "alias/office":
        owner = _owner(text[:start])
        full = owner + full if owner else full
    if full in ("", short) or (collective and not (_BODY.search(short) or _BODY.search(full))):
        return None
    whole = full.strip("《》") if full.startswith("《") else full[1:-1] if rule == "alias/quoted" else full
    return AliasHit(start, match.end("short"), short, whole, rule)


def _names_list(text: str, end: int, short: str) -> bool:
    """建设、交通、房屋管理部门（以下称建设主管部门）: the list as a whole, not its last member."""
    low = max(text.rfind(mark, 0, end) for mark in _SENTENCE + "，：,") + 1
    others, _, last = text[low:end].rpartition("、")
    listed = bool(others) and not others.endswith(("）", ")"))  # 甲公司（以下简称工程公司）: each has its own
    return listed and short.endswith(("部门", "单位", "机构", "机关")) and not _abbreviates(short, last)


_MEETINGS = re.compile(r"联席会议(?:制度|机制)\Z")
"""The arrangement that has a meeting of bodies: 建立某某联席会议制度（以下简称联席会议）."""
_FOUNDED = re.compile(
    r"(?:(?:[局委办厅部会院府]|由[^，。]{2,20})(?:成立|组建|设立)了?|(?:部门|单位)(?:共同)?组成的?|(?:其|该)(?:常设|日常)?(?:办事|工作)机构(?:为|是)?)"
    r"(?P<name>[^，。、；]{2,40}(?:专班|领导小?组|指挥部|工作组|委员会|办公室))\Z"
)
"""省应急管理厅成立 and 其办事机构 are no part of the name of what is founded or named."""


def _full_start(text: str, end: int, short: str, elsewhere: Sequence[str], collective: bool) -> tuple[int, str]:
    """Where the full form that ends at ``end`` begins, and the rule that says so."""
    if text[end - 1 : end] == "》":
        title = next((low for low, high in find_titles(text) if high == end), None)
        if title is not None:
            return title, "alias/title"
    if text[end - 1 : end] == "”" and (quote := text.rfind("“关于", 0, end)) >= 0:  # a title in other marks
        return quote, "alias/quoted"
    low = max(text.rfind(mark, 0, end) for mark in _SENTENCE + "，：,") + 1
    if text[low:end].strip() in {"办公室", "下设办公室"} or re.search(r"(?:下设|设立?|组建)办公室$", text[low:end]):
        return end - 3, "alias/office"
    low = max([low, *(low + match.end() for match in re.finditer(r"[）)](?:、|和|及|以及|与)", text[low:end]))])
    if collective:
        whole = text[low:end].partition("、")[0] in all_fields()  # 住房城乡建设、交通部门: no verb 建设
        verb = None if whole else re.match(rf".*?(?:{_verbs().pattern})", text[low:end])
        return low + (verb.end() if verb else 0), "alias/list"
    phrase = _phrase_start(text, low, end, short, elsewhere)
    agency = min((low + hit.start for hit in find(text[low:end]) if hit.end == end - low), default=None)
    if agency is None:
        return phrase, "alias/phrase"
    verbs = _verb_ends(text[:agency], max(low, phrase))
    wide = max([phrase, *verbs])
    return (wide if re.fullmatch(r"[\u4e00-\u9fff]{1,6}", text[wide:agency]) else agency), "alias/body"


def _phrase_start(text: str, low: int, end: int, short: str, elsewhere: Sequence[str]) -> int:
    """A full form that is no known body: what an introducing verb or the sharing rule leaves of the phrase."""
    phrase = text[low:end]
    shared = _shared_end(phrase, short, elsewhere)
    if shared:
        return low + shared
    starts = [0, *(m.end() for m in re.finditer("、|的|以及", phrase)), *_verb_ends(phrase)]
    for start in sorted(set(starts), reverse=True):
        rest = phrase[start:]
        if len(rest.strip(_MARKS)) > len(short) and _abbreviates(short, rest):
            return low + start
    first = _verbs().match(phrase)
    return low + (first.end() if first and not re.match(r"承担|从事|负责", phrase) else 0)


def _abbreviates(short: str, full: str) -> bool:
    """Do the characters of ``short`` stand in ``full`` in the same order?"""
    rest = iter(full)
    return all(character in rest for character in short)


def _shared_end(phrase: str, short: str, elsewhere: Sequence[str]) -> int:
    """End of the longest words in ``phrase`` that stand directly before the short form elsewhere, else 0."""
    best = (0, 0)
    for text in elsewhere:
        for match in re.finditer(re.escape(short), text):
            before = text[max(0, match.start() - 12) : match.start()]
            for length in range(len(before), 3, -1):
                words = before[-length:]
                at = phrase.rfind(words)
                if at >= 0 and re.fullmatch(r"[\u4e00-\u9fff]+", words):
                    best = max(best, (length, at + length))
                    break
    return best[1] if best[1] < len(phrase) - len(short) else 0


def _owner(before: str) -> str:
    """The group that an 办公室 without a name belongs to: the one named last."""
    named = [hit.surface for hit in find(before) if _group().fullmatch(hit.surface)]
    if named:
        return named[-1]
    loose = _group().findall(re.sub(r"下设$", "", before))
    return _verbs().split(loose[-1])[-1] if loose else ""


_NEAR = 200_000
"""Characters before and behind a clause in which a short form is looked for: longer than documents are, but a bound."""


def aliases(document: Document) -> list[Alias]:
    """The short forms that a document defines, in reading order, each pair once."""
    bodies = list(zip(document.clauses, running_texts(document), strict=True))
    whole = "\n".join(body.text for _, body in bodies)
    found: dict[tuple[str, str], Alias] = {}
    start = 0
    for clause, body in bodies:
        end = start + len(body.text)
        if "称" in body.text:
            others = (whole[max(0, start - _NEAR) : start], whole[end : end + _NEAR])
            for hit in find_aliases(body.text, others):
                if (hit.short, hit.full) not in found:
                    evidence = offsets.evidence(body, hit.start, hit.end, document.raw)
                    found[hit.short, hit.full] = Alias(clause.path, hit.short, hit.full, evidence, hit.rule)
        start = end + 1
    return list(found.values())
