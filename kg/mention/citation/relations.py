"""In which relation a document cites a work: read from the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon.load import tree
from kg.lexicon.sieve import trie
from kg.model import Relation

MASK = "■"
"""Stands for every character of a work's name while its sentence is read, so that no word inside a title counts."""

_REACH = 1000
"""Characters before and behind a work in which the words stand that say why it is cited."""

_ORDER: tuple[Relation, ...] = ("basis", "implements", "plans", "amends", "repeals", "forwards", "mentions")
_LIST = re.compile(
    rf"^(?:[（(][^（）()]*[）)]|[、，和及与\s]|以及|并|等|{MASK}|原|[\u4e00-\u9fff]{{2,14}}(?={MASK})"
    rf"|\d{{4}}年[^，。；{MASK}]{{2,50}}?(?:印发|发布|公布|下发|颁布|批准|通过)的(?={MASK})|“[^”{MASK}]{{1,12}}”[一-龥]{{0,4}}(?=[、和及]))+"
)
"""What goes on with a list of works: their dates, who issued them, a short name in quotes among them."""
_REPEALED = re.compile(
    rf"^(?:[^，。；\t{MASK}]{{0,28}}?(?:，[^，。；\t{MASK}]{{0,6}}?)?)?(?:同时|即行|自行|相应|一并|予以|即予|均|起|宣布|届满|已|应予|)?"
    rf"(?:废止|[停终]止(?:执行|实施|施行)|失效|不再(?:执行|实施|施行)|作废)(?!前|后|的)"
)
"""Behind a cited work: 「同时废止」, 「自即日起停止执行」; no 「废止前」."""
_STATE = re.compile(
    r"\t\s*(?:(?P<repeals>(?:应予|已|予以|宣布|拟)?(?:废止|失效))|(?P<amends>(?:需要|需|拟|已)?(?:修改|修订)))\s*(?:\t|$)"
)
_AMENDED = re.compile(
    rf"^[^。；，{MASK}]{{0,14}}?(?:作(?:如下|以下|出如下)?修[改订]|[作做]出?(?:相应|部分)?修[改订正]|修[改订]为|予以修[改订]|进行(?:了)?(?:相应|部分)?修[改订])"
    rf"|^第[^。；，{MASK}]{{1,60}}?(?:修[改订]为|删[去除]|增加)"
)
"""Behind a cited work: 「作如下修改」, 「予以修订」, 「第三条修改为」."""
_FORWARDED = re.compile(rf"^[^。；{MASK}]{{0,14}}?转发(?:给)?(?:你|各|，)")
_EXECUTED = re.compile(
    rf"^[^，。；{MASK}]{{0,30}}?(?:执行(?!情况|部门|机关|人员|人|主体)|(?:落实|办理|进行|处理|处罚|处置|整改(?:到位)?)(?=[，。；]|$)|(?<![起时])施行(?![之日前后细]))"
)
_RECEIVED = re.compile(r"^[^。；]{0,8}?(?:收悉|已悉|均悉|文悉|悉(?=[，。；]|$))")
_TAKEN = re.compile(r"^[^。；]{0,8}?收到")
_MADE = re.compile(
    r"^的?(?:立法|制定|出台|编制|起草|修编)(?:工作|任务|进程|步伐|[和与及]?(?:报批|审批|批复|印发|发布)|$|[，。；、])"
)
_REVISED = re.compile(r"^的?(?:修订|修改|修正)(?:工作|$|[，。；、])")
_QUESTION = re.compile(r"(?:请示|报告|函|来信|申请|请求|意见建议)$")
_GROUND = re.compile(r"(?:按照|按|依照|参照|比照|根据|依据|遵照|严格按照)[^，。；]*$")
_PROPOSAL = re.compile(r"(?:提案|议案|建议|建议案)$")
"""What a deputy or member has put forward: 您提出的《…提案》收悉，现答复如下."""
_ONLY_WORKS = re.compile(rf"(?:[（(][^（）()]*[）)]|{MASK}|[、，和及与\s]|以及)*")
_CARRIED = re.compile(r"^(?:的(?:贯彻|落实|宣贯|执行)|的?(?:贯彻)?(?:实施|落实|执行)工作)")
_NEAR = re.compile(rf"^(?:[（(][^（）()]*[）)]|[、和及与\s]|以及|{MASK})+")
_ENSURED = re.compile(r"^[^，。；]{0,8}(?:任务|目标|要求|措施|工作)的?(?:顺利|全面|圆满|如期)?(?:完成|实现|落实|落地)")
_DIRECTED = re.compile(rf"(?:指导|督促|要求|组织)[^，。；{MASK}]{{1,20}}(?:按照|依照|根据|依据)[^，。；]*\Z")
"""「将指导某县按照《A》做好…」: others are to follow it."""
_NOUN = re.compile(r"实施(?:条例|细则|办法|规定)")
"""「根据《A法》及其实施条例、《B法》」: no verb."""
_OLD = re.compile(r"^(?:了|的|过|后|完善后|好)")


_LISTED = r"[^，。；]{0,24}(?:文件|决定|规定|规章|法规|条例|办法|清单|目录|如下|下列|以下)[^，。；]{0,12}[：:]?\Z"
_REPEALING = re.compile(
    rf"(?:废止|失效|停止执行){_LISTED}|(?:文件|清单|目录)[^，。；]{{0,8}}(?:予以|即行|同时)?(?:废止|失效)[：:。]?\Z"
)
_AMENDING = re.compile(
    rf"(?:修改|修订){_LISTED}|等\d*[件部项][^，。；]{{0,16}}(?:作|进行)[^，。；]{{0,6}}修[改订正][：:]?\Z"
)
"""What stands above a list of works: 「一、废止以下3件行政规范性文件」, 「决定废止下列文件：」."""
_NEW_WORDING = re.compile(r"(?:修[改订正]为|增加[^“”。]{0,20}|表述为)[，：:]?\Z")
"""第一条修改为：“根据《A法》，制定本条例。”: what the amended rule will say, no basis of the amendment."""
_PLANNING = re.compile(
    r"(?:拟|计划|力争|抓紧|推动)[^，。；]{0,6}(?:出台|制定|制订|起草|提请|提交|论证|调研)[^，。；]{0,16}\Z"
    r"|(?:草案|(?:立法|出台|制定|起草|调研|论证|审议|制定出台)(?:类)?(?:项目|文件|计划|事项|任务))[：:]?\Z"
)
"""「一、拟出台的规范性文件」, 「一、提请审议的规章草案」: the works that are listed below are still to be made."""
_ITEM = " 　（(0123456789.、"
"""What stands before the only work of an item."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a sentence stands. ``opening``: before the first numbered unit, where a document says why it is made;
    ``heading``: of the clause; ``above``: what announces a list that the clause is an item of; ``first``: in the first
    article, which says it too."""

    opening: bool = False
    heading: str = ""
    above: str = ""
    first: bool = False


@cache
def _relations() -> dict[str, Relation]:
    """Cue verb -> relation."""
    words = tree("citation_cues")
    found: dict[str, Relation] = {}
    for name in _ORDER:
        for word in words[name]:
            found.setdefault(word, name)
    return found


@cache
def _cues() -> re.Pattern[str]:
    """All cue verbs, the longest first."""
    return re.compile(trie(_relations()))


@cache
def _purposes() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, tree("citation_cues")["purposes"])))


def relate(masked: str, start: int, end: int, title: str | None, setting: Setting) -> tuple[Relation, str]:
    """The relation of the work at ``masked[start:end]`` and the rule that gave it.

    ``masked`` is the clause's text with every work's name blotted out by MASK.
    """
    low, high = _sentence(masked, start, end)
    quote = masked.rfind("“", 0, start)
    if quote > masked.rfind("”", 0, start) and _NEW_WORDING.search(masked, max(0, quote - 30), quote):
        return "mentions", "citation/new-wording"
    left, right = masked[low:start], masked[end:high]
    after = _LIST.sub("", right, count=1)
    behind = _behind(right, after, title, left, setting)
    if behind:
        return behind
    cue, gap, tail = _governing(left)
    if cue == "basis":
        if _EXECUTED.match(after) or _DIRECTED.search(left):
            return "implements", "citation/followed"
        if setting.opening or setting.first or _purposes().search(masked[low:high]) or "依据" in setting.heading:
            return "basis", "citation/basis"
        return "mentions", "citation/pointed-at"
    if cue in {"plans", "amends", "repeals", "forwards"}:
        if _OLD.match(tail) or len(gap) > 12 or re.search(r"\d", gap) or "已" in left[-12:]:
            return "mentions", "citation/mentioned"
        if cue == "forwards" and not setting.opening:
            return "mentions", "citation/mentioned"
        return cue, f"citation/{cue}"
    if cue == "implements":
        return "implements", "citation/implements"
    if cue is None and setting.heading.endswith("依据") and _ONLY_WORKS.fullmatch(left):
        return "basis", "citation/basis-list"
    return "mentions", "citation/mentioned"


def _behind(right: str, after: str, title: str | None, left: str, setting: Setting) -> tuple[Relation, str] | None:
    """What the words behind the work decide."""
    if _RECEIVED.match(after) or (title and _QUESTION.search(title) and _TAKEN.match(after)):
        return "replies", "citation/answered"
    proposed = title and (_PROPOSAL.search(title) or re.match("的?(?:提案|议案|建议)", after))
    if proposed and "提出" in left and re.search("收悉|答复|交由|转交|交办", right):
        return "replies", "citation/answered"
    if state := _STATE.search(right):
        return ("repeals", "citation/repealed-list") if state["repeals"] else ("amends", "citation/amended-list")
    repealed = _REPEALED.match(after)
    follows = repealed and "，" in repealed.group() and _GROUND.search(left)  # 依照《A》的要求，决定废止…
    if repealed and not follows and not re.search(r"被[^，。；]*$", left):
        return "repeals", "citation/repealed"
    near = _NEAR.sub("", right, count=1)
    if _MADE.match(near):
        return "plans", "citation/plans"
    if _CARRIED.match(near) or _ENSURED.match(near):
        return "implements", "citation/implements"
    if _AMENDED.match(after) or _REVISED.match(near):
        return "amends", "citation/amended"
    if _FORWARDED.match(after) and re.search(r"(?:现将|现|将)[^，。]{0,40}$", left):
        return "forwards", "citation/forwarded"
    if _GROUND.search(left) and _EXECUTED.match(after):
        return "implements", "citation/followed"
    if re.match(r"[^，。；为]{0,6}(?:顺利|全面|正式|贯彻|有效|落地)(?:实施|执行|落实)", after):
        return "implements", "citation/put-in-force"
    listing = left.rstrip(f"{MASK}、和及")  # 宣布失效的文件：《A》、《B》
    listed = _REPEALING.search(setting.above) or (listing.endswith(("：", ":")) and _REPEALING.search(listing))
    if not _GROUND.search(left) and (re.search(r"废止|失效", setting.heading) or listed):
        return "repeals", "citation/repealed-list"
    if not left.strip(_ITEM) and (_PLANNING.search(setting.heading) or _PLANNING.search(setting.above)):
        return "plans", "citation/planned-list"
    if _AMENDING.search(setting.above) and not left.strip(_ITEM):
        return "amends", "citation/amended-list"
    return None


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence around ``text[start:end]``; in a table: from the cell's start to the row's end. Of a
    sentence that never ends, what stands within _REACH."""
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    low = max(first, max(text.rfind(mark, first, start) for mark in "。！？；\n\t") + 1)
    ends = [at for mark in "。！？；\n" if (at := text.find(mark, end, last)) >= 0]
    return low, min(ends, default=last)


def _governing(left: str) -> tuple[Relation | None, str, str]:
    """The verb that governs what follows ``left``: its relation, the words between, and what stands directly behind it.

    The part behind the last comma is read first; one part further back only while that one names works too (a list).
    """
    parts = re.split(r"[，,：:]", left)
    for index in range(len(parts) - 1, -1, -1):
        found = [cue for cue in _cues().finditer(parts[index]) if not _NOUN.match(parts[index], cue.start())]
        listed = index > 0 and MASK in parts[index - 1]
        if found and not (listed and all(match.group() == "转发" for match in found)):
            return _pick(found, parts[index])
        if not listed:
            break
    return None, "", ""


def _pick(found: list[re.Match[str]], part: str) -> tuple[Relation | None, str, str]:
    """The last verb; but A、B印发 inside the scope of 根据 or 落实 belongs to the work's name."""
    last = found[-1]
    relation = _relation(last)
    attribute = part.startswith("的", last.end())  # 根据新修订的《A》
    issued = relation == "mentions" and last.group() in {"印发", "发布", "公布", "下发", "颁布", "通过"}
    forwarded = relation == "forwards" and MASK in part[: last.start()]  # 根据《A》、国务院办公厅转发某部《B》
    if issued or forwarded or (attribute and relation in {"mentions", "amends", "plans"}):
        strong = [match for match in found if _relation(match) in {"basis", "implements"}]
        if strong:
            last, relation = strong[-1], _relation(strong[-1])
    gap = re.sub(rf"{MASK}+|[、和及与（）()]", "", part[last.end() :])
    return relation, gap, part[last.end() :]


def _relation(match: re.Match[str]) -> Relation:
    return _relations()[match.group()]
