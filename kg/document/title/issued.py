"""What a notice issues or forwards: the texts that its title, or where it has none its first lines, hand over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.document.title.genres import SUFFIX
from kg.model import CleanText

_NAMED_ONLY = re.compile(r"关于《.+》的通知\Z")
"""关于《某某方案》的通知: the verb 印发 is left out."""
_ISSUING = re.compile(
    rf"(?:(?:关于|\A)(?:印发|批转|转发|发布|颁布)|(?<=[府厅委局部院会室])印发)(?P<core>.+?)(?:的|》)(?:通知|公告|通告|意见|函|决定|命令|令){SUFFIX}\Z"
)
_NAMED = re.compile(r"《([^《》]+|(?:[^《》〈〉]|〈[^〈〉]*〉)+)》")
_GIVES = re.compile(r"(?:印发|转发|批转|发布|公布|颁布|颁发|下达)")
_WHOLE = re.compile(r"《[^《》]*》")
_OUTER = str.maketrans("〈〉", "《》")
_NO_SIGNS = re.compile(r"[《》〈〉<>“”]")
_ALIKE = 0.75  # of the pairs of characters that two titles of one text have in common
_TEXT = r"《([^《》]{4,80}(?:〈[^〈〉]*〉[^《》]*)*)》(?:（[^（）]{2,20}）)?"
_GIVEN = r"(?:印发|转发|发布|公布|下发)"
_HANDED = re.compile(
    rf"(?:现|兹|特)[^，。；《》]{{0,6}}(?:将|把)[^，。；《》]{{0,30}}?(?:[新经]?修[改订]后的|重新修[改订]的)?{_TEXT}[^，。；《》]{{0,6}}{_GIVEN}"
    rf"|{_TEXT}(?:已|业)[^。；《》]{{0,60}}(?:同意|通过|批准|审定)[^。；《》]{{0,16}}现[^。；，《》]{{0,6}}{_GIVEN}"
    rf"|(?:制定|编制|拟定|拟订|修订|起草)了?{_TEXT}[，。；][^《》]{{0,40}}现[^。；，《》]{{0,6}}{_GIVEN}"
)
"""「现将《某办法》印发给你们」, 「《某办法》已经某会议同意，现印发」, 「我局制定了《某办法》，现予公布」."""
_QUOTED_ROW = r"(?:《[^《》]{4,80}》(?:（[^（）]{2,20}）)?[、和及]?){2,6}"
_ROW = re.compile(
    rf"(?P<said>{_QUOTED_ROW})(?:已|业|均已)[^。；《》]{{0,60}}(?:同意|通过|批准|审定)[^。；《》]{{0,16}}现[^。；，《》]{{0,6}}{_GIVEN}"
    rf"|现将(?P<given>{_QUOTED_ROW})[^，。；《》]{{0,6}}{_GIVEN}"
)
_FORWARDED = re.compile(r"(?:转发|批转)[^，。；《》]{2,60}?(?P<core>关于.+?)的?通知\Z")

_BOTH = re.compile(r"印发(?P<left>[^，。；《》]{4,60})[和及](?P<right>[^，。；《》和及]{2,40})的通知\Z")
_SEVERAL = re.compile(r"(?P<first>.{4,80}?)等(?:\d{1,3}|[一二三四五六七八九十]{1,3})?[个件项部]?[一-龥]{2,8}")
_COUNTED = re.compile(
    r"([两三四])[个项部件]?(?:规定|办法|意见|方案|制度|文件|细则|规程|措施|规则|预案|计划|规划|标准|指引|指南)\Z"
)
"""「印发某某和某某两个规定的通知」: the cover names as many."""
_OWN_PLACE = re.compile(r"[本我全][省市县区州盟旗镇乡]")
_RULES_OF = re.compile(r"(?:贯彻)?(?:实施|落实)(?:办法|细则|方案|意见|规定|措施)(?=的?通知)")
"""「印发《某条例》实施办法的通知」: what is issued is how to carry it out."""
_COUNTS = "一两三四"
_PART = 0.6
"""Of such a name that the title holds at least."""
_FORWARDED_WHOLE = re.compile(r"(?:转发|批转)[^，。；《》]{2,60}?《(?P<core>.+)》(?:的通知)?\Z")
"""某局转发财政部《关于某某的通知》: the title ends with that of what is forwarded."""


def handed_over(notice: Sequence[CleanText], title: str) -> tuple[str, ...]:
    """The text that a notice issues whose ``title`` does not say so: 「现将《…》印发给你们」, 「《…》已同意，现印发」.

    None where that is the title, as of an order that publishes rules.
    """
    for piece in notice[:6]:
        if several := _row_of(piece.text):
            return several
        match = _HANDED.search(piece.text[:1500]) if "现" in piece.text[:1500] or "将" in piece.text[:1500] else None
        if match:
            name = str(match[1] or match[2] or match[3])
            return () if _NO_SIGNS.sub("", name) == _NO_SIGNS.sub("", title) else (name,)
    return ()


def with_those_beside(handed: Sequence[str], notice: Sequence[CleanText]) -> tuple[str, ...]:
    """「《甲方案》《乙清单》已经市政府同意，现印发」 hands over both, though the title names the first alone."""
    rows = (_row_of(piece.text) for piece in notice[:6]) if len(handed) == 1 else ()
    return next((row for row in rows if handed[0] in row), tuple(handed))


def _row_of(text: str) -> tuple[str, ...]:
    match = _ROW.search(text[:1500]) if "现" in text[:1500] else None
    return tuple(name for _, name in named_in(str(match["said"] or match["given"]))) if match else ()


def named_in(text: str) -> Iterator[tuple[int, str]]:
    """What 《…》 names, with its place."""
    for match in _NAMED.finditer(text):
        yield match.start(), match.group(1)


def issued_titles(title: str, named: Sequence[str]) -> list[str]:
    """Texts that a notice issues or forwards, as its title says, or what its cover has ``named``; without 《》."""
    if "《" not in title:
        title = title.translate(_OUTER)  # a page prints the whole title in 《》
    if not _GIVES.search(_WHOLE.sub("", title)) and not _NAMED_ONLY.search(title):
        return []  # 关于《某市关于印发〈某办法〉的通知》继续有效的通知
    quoted = _quoted_after(title, _GIVES.pattern)
    if quoted or _NAMED_ONLY.search(title):
        return quoted or _quoted_after(title, "关于")
    match = _ISSUING.search(title)
    if not match and (whole := _FORWARDED_WHOLE.search(title)):
        return [whole["core"]]
    forwarded = _FORWARDED.search(title) if not match else None
    if forwarded:
        pairs = _pairs(forwarded["core"])
        approved = _pairs(forwarded["core"].removeprefix("关于")) if "批转" in title else set()
        return [n for n in named if (n.startswith("关于") and _close(n, pairs)) or _close(n, approved)][:1]
    both = _BOTH.search(title)
    if both and (names := _both(both["left"], both["right"], named)):
        return names
    if not match:
        return []
    core = match["core"]
    if core.endswith("》") and "《" in core:
        return [core[core.index("《") + 1 : -1]]
    if core in named:
        return [core]
    if whose := next((name for name in named if _is_whose(name, core)), ""):
        return [whose]
    if (several := _SEVERAL.fullmatch(core)) and several["first"] in named:
        return _row(several["first"], named)
    pairs = _pairs(core)
    if counted := _COUNTED.search(core):
        alike = [name for name in named if len(_pairs(name) & pairs) >= _PART * len(_pairs(name))]
        if len(alike) == _COUNTS.index(counted[1]) + 1:
            return alike
    if own := _OWN_PLACE.search(core):  # 印发本区体检方案: the cover names the place
        left, right = core[: own.start()], core[own.end() :]
        core = next((name for name in named if name.startswith(left) and name.endswith(right)), core)
    return [next((name for name in named if _close(name, pairs)), core)]


def _is_whose(name: str, core: str) -> bool:
    """转发区人社局等部门某区某办法的通知; 印发关于某事的意见的通知, whose cover names 《某市政府关于某事的意见》."""
    return len(name) > 6 and (core.endswith(name) or (core.startswith("关于") and name.endswith(core)))


def _row(first: str, named: Sequence[str]) -> list[str]:
    """「印发某某办法等制度的通知」: the first and what the cover names right behind it, of the same place."""
    found = [first]
    for name in named[list(named).index(first) + 1 :]:
        if name in found or name[:2] != first[:2]:
            break
        found.append(name)
    return found


def _both(left: str, right: str, named: Sequence[str]) -> list[str]:
    """Two texts that share the head of the first: 关于促进消费的实施意见 + 行动计划, as the cover names them; or the
    tail of the second, too: 2024年重点工作 + 民生项目责任分解."""
    for one, other in pairwise(named):
        shares_tail = one.startswith(left) and right.endswith(one[len(left) :])
        if shares_tail and other.endswith(right) and left.startswith(other[: -len(right)]):
            return [one, other]
    whole = left[: left.rfind("的") + 1] + right
    return [left, whole if whole in named else right] if left in named and {whole, right} & set(named) else []


def _pairs(text: str) -> set[str]:
    text = text.translate(_OUTER)
    return {text[k : k + 2] for k in range(len(text) - 1)}


def _close(named: str, pairs: set[str]) -> bool:
    """The cover may word the issued title a little differently (一个“的”, a year in brackets)."""
    if len(named) - 1 < _ALIKE * len(pairs):
        return False
    others = _pairs(named)
    return bool(pairs) and len(pairs & others) >= _ALIKE * len(pairs | others)


def _quoted_after(title: str, verbs: str) -> list[str]:
    """《…》 right behind the verb, with nested 《》; a list 《A》《B》 or 《A》和《B》 gives all."""
    match = re.search(verbs + r"(?P<rest>《.*)", title)
    if not match:
        return []
    found, depth, start = [], 0, 0
    rest = match["rest"]
    for index, character in enumerate(rest):
        if character == "《":
            if depth == 0:
                start = index + 1
            depth += 1
        elif character == "》":
            depth -= 1
            if depth == 0:
                whose = _RULES_OF.match(rest, index + 1)
                found.append(rest[start - 1 : whose.end()] if whose else rest[start:index])
        elif depth == 0 and character not in "、和及（）()试行暂":
            break
    return found
