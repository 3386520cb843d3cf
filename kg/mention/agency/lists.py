"""Lists of names: ``市科技局、市工信局和市市场监管局等部门`` -> its members, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import load
from kg.lexicon.sieve import trie
from kg.mention.agency.rows import row

_OPEN, _CLOSE = "（(［[〔【《〈“", "）)］]〕】》〉”"
_MARKS = "、，,；;\n"
_CONJUNCTIONS = ("以及", "和", "及", "与", "/", "／", "｜", "|")
_MARK = re.compile(rf"[{re.escape(_OPEN + _CLOSE + _MARKS)}以和及与/／｜|\s]")
"""Where a list may be cut, or a bracket opens or closes."""
_COUNT = r"(?:\d+|[一二三四五六七八九十]+)个"
_UNITS = r"(?:部门|单位|机构|组织|团体|部委|委办局|集团公司|公司|企业|集团|银行|高校|院校)(?:[和、](?:单位|机构|部门))?"
_TAIL = re.compile(
    rf"(?:(?<![高初中平同])等(?:(?:{_COUNT})?[^、，；（）()等]{{0,8}}{_UNITS}(?:（(?:单位|部门)）)?|各方|(?:有关|相关)[^、，；]{{0,10}}(?:人民)?政府)?|{_COUNT}(?:相关|有关|职能|主要|成员)*{_UNITS}|有关部门和单位)$"
)
"""How a list ends without naming anybody: 「等有关部门」, 「等各方」, 「有关部门和单位」."""
# A conjunction joins two members only where a name of a body can end before it (so 发展和改革, 文化和旅游 stay whole).
_NAME_END = re.compile(
    r"(?:局|委|办|厅|部|(?<!部)署|院|所|站|处|室|队|会|社|司|中心|公司|集团|银行|政府|法院|大队|机关|单位|部门|机构|组织|组|联|校|区|县|市|镇|乡|"
    r"街道|企业|行|海关|医院|报|台|馆|园|党委|纪委|人大|政协|盟|旗)[）)]?$"
)
# Tier words that share what follows: 各市、州、县人民政府 and 各省、自治区、直辖市人民政府 are one name.
_TIER_WORD = re.compile(
    r"(?:各?(?:有关|相关)|各)?(?:省|自治区|直辖市|计划单列市|市州|县市区|设区市|省辖市|市|州|盟|县|区|旗|乡|镇)(?:[（〔][市州盟县区旗、]{1,6}[）〕])?(?:、(?:省|自治区|直辖市|设区市|市|州|盟|县|区|旗|乡|镇)(?!直管))*"
)
_SHARES = re.compile(
    r"\s*(?:各|所属|有关)?(?:省|自治区|直辖市|计划单列市|设区|市|州|盟|县|区|旗|乡|镇|街道(?=办事处|党工委)|苏木|新疆|自治|[（〔])"
)
"""What stands behind such a word and its mark where it does: no 各镇、江州开发区."""

_NOT_BELOW = re.compile(r"市(?:[（〔][^）〕]*[）〕])?[、，]市(?![、州])|区[、，]市(?!、|州|(?:人民)?政府)")
"""A city is no division of a city or district: 各设区市、市财政局 are two bodies, 各市、县财政局 is one."""


def _shares(text: str, low: int, mark: int) -> bool:
    """Whether the tier word from ``low`` to the ``mark`` shares what stands behind the mark."""
    return bool(_SHARES.match(text, mark + 1)) and not _NOT_BELOW.search(text, low, mark + 6)


@cache
def _several_tiers() -> re.Pattern[str]:
    """「各市、州、直管市、神农架林区」 with what they share behind it: one name."""
    return re.compile(trie([tier for tier in load.tree("recogniser")["tiers"] if "、" in tier]) + r"(?=[一-龥])")


def _in_tiers(text: str, low: int, mark: int, end: int) -> bool:
    """Whether the mark stands inside tiers with which a member from ``low`` begins."""
    tiers = _several_tiers().match(text, low, end)
    return tiers is not None and mark < tiers.end()


_SORT_OF_ORGAN = re.compile(r"[委办厅局处](?=[、，；）]|\Z)")
"""有关委、办、局: one collective."""
_GAP = re.compile(
    r"\s+(?:各|[省市县区州盟旗国][一-龥]{2,}|中[央国共]|(?<!社会\s)[一-龥]{1,14}[局委办厅部署行府联社关会院](?:\Z|[\s、，；。）]|[等和及]|负责|牵头|配合|按))"
)
_CLEAR_END = re.compile(
    r"(?:局|委|办|厅|部|署|院|中心|政府|公司|大队|支队|总队|银行|室|会|联|社|海关|中央|公安)[）)]?\Z"
)
"""Only white space parts two bodies in the lines of a table's cell; a name broken over lines goes on otherwise."""
_LEADING = re.compile(r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]|以及|[和及与](?=各|有关|相关|国家)")
_BARE = frozenset({"政府", "机关", "企业", "单位", "社会", "部门", "组织", "机构"})


def split_list(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Places of the members of the list ``text[start:end]``, in order.

    The list is cut at 、，； and at 以及, 和, 及, 与 where a name of a body ends before them
    (so 发展和改革委 stays whole), never inside brackets, and within names that stand in a row. A trailing
    等, 等部门, 等单位, 等有关单位 is left out.
    """
    end = len(text) if end is None else end
    start, end = _trim(text, start, end)
    cuts = [start]
    depth = behind = 0
    for mark in _MARK.finditer(text, start, end):
        char, index = mark.group(), mark.start()
        if index < behind:
            continue
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif not depth and char in _MARKS:
            if not (_SORT_OF_ORGAN.match(text, index + 1) or _in_tiers(text, cuts[-1], index, end)) and not (
                _TIER_WORD.fullmatch(text, cuts[-1], index) and _shares(text, cuts[-1], index)
            ):
                cuts += [index, index + 1]
        elif not depth and char.isspace() and _GAP.match(text, index) and _CLEAR_END.search(text[cuts[-1] : index]):
            cuts += [index, index + 1]
        elif not depth:
            word = next((w for w in _CONJUNCTIONS if text.startswith(w, index)), None)
            if (
                word
                and index > cuts[-1]
                and not _in_tiers(text, cuts[-1], index, end)
                and _joins(text[cuts[-1] : index], text[index + len(word) : end], word)
            ):
                behind = index + len(word)
                cuts += [index, behind]
    cuts.append(end)
    found = (_trim(text, cuts[i], cuts[i + 1]) for i in range(0, len(cuts), 2))
    return [place for low, high in found if low < high for place in _apart(text, low, high)]


def _apart(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """A member, or each body of a row that stands in the place of one."""
    for name in row(text[low:high]) or (text[low:high],):
        yield low, low + len(name)
        low += len(name)


def _joins(before: str, after: str, word: str) -> bool:
    """Does a conjunction between the two stretches stand between two members of a list?"""
    before, after = before.strip(), after.strip()
    if not after or not _NAME_END.search(before.removesuffix("等")):
        return False
    return word == "以及" or before not in _BARE


BULLETS = "▲△★☆●○◆◇■□※►"
"""「牵头单位：市教育局 ▲配合单位：…」: the sign of the next item of a list."""


def _trim(text: str, low: int, high: int) -> tuple[int, int]:
    while low < high and text[low].isspace():
        low += 1
    while low < high and (text[high - 1].isspace() or (text[high - 1] in BULLETS and text[high - 2].isspace())):
        high -= 1
    leading = _LEADING.match(text, low, high)
    low = leading.end() if leading else low
    tail = _TAIL.search(text, low, high)
    if tail and tail.start() >= low:
        high = tail.start()
        while low < high and text[high - 1].isspace():
            high -= 1
    return low, high


def is_name(text: str) -> bool:
    """Does ``text`` end as the name of a body does (…局, …委, …中心, …人民政府)?"""
    return bool(_NAME_END.search(text)) and text not in _BARE


def members(text: str) -> list[str]:
    """The names in a list of names, as :func:`split_list` cuts it, white space removed."""
    return [re.sub(r"\s+", "", text[low:high]) for low, high in split_list(text)]


_COMMITTEE = re.compile(r"(?:管委会|党工委|管理委员会)\Z")
_ZONE = re.compile(r"(?:新城|[新园]区|(?:工业|开发|高新|经开|示范|度假|合作)区)\Z")


def parted(name: str) -> list[str]:
    """「甲新城、乙工业区、丙新区管委会」, printed as one name that shares its tail: a body each; else the name."""
    parts = members(name) if "、" in name and _COMMITTEE.search(name) else []
    return parts if len(parts) > 1 and all(map(_ZONE.search, parts[:-1])) else [name]
