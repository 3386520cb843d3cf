"""Lines joined to paragraphs: hard line ends and spaces inside words undone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.document.line import signals
from kg.document.line.lines import Line
from kg.document.line.persons import post_of
from kg.model import CleanText
from kg.text import offsets

_WIDE = r"\u2014\u2018-\u201d\u2026\u2460-\u24ff\u2160-\u217f\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60"
_BLANK = r" \xa0\u2000-\u200a\u3000"
_BODIES = (
    rf"(?:(?<=[一-龥]{{2}}[局委办厅部署行联][{_BLANK}])|(?<=政府[{_BLANK}])(?=[省市县区州旗]))(?!办公[厅室]|机关|直属|党[委组])"
    rf"(?=[一-龥]{{2,14}}[局委办厅部署行府联](?:[{_BLANK}、，；。）)]|负责|牵头|配合|等|按|分别|\Z))"
)
"""Where one blank parts two bodies: 市教育局 市财政局负责."""
_LISTED = re.compile(
    rf"[（〔［\[](?:[一-龥]{{3,16}}[{_BLANK}])+[一-龥（）]{{3,40}}(?:负责|牵头|配合|落实|实施)[）〕］\]]"
)
"""A list of bodies with no other mark than blanks: （市工商联 重庆海关 市妇联负责）."""
_SPACES = re.compile(  # every branch begins with the first blank: the search skips to it
    rf"[{_BLANK}](?:"
    rf"(?P<columns>(?<=[{_WIDE}]{{2}}.)[{_BLANK}]+(?=[{_WIDE}]{{2}})|(?<=[{_WIDE}]{{2}}\u3000)(?=[{_WIDE}]{{2}}))"
    rf"|(?P<bodies>{_BODIES})"
    rf"|(?<=[{_WIDE}][{_BLANK}])[{_BLANK}]*(?=[{_WIDE}!-~])"
    rf"|(?<=[!-~][{_BLANK}])[{_BLANK}]*(?=[{_WIDE}])"
    r"|(?<=[0-9.][ ])(?=[0-9%])|(?<=[0-9][ ])(?=[.][0-9]))"
)
_LABEL = re.compile(r"[^。；，：]{2,24}：")
_CHARGE = re.compile(r"(?:牵头|责任|配合|主办|协办|承办|负责|实施|完成)(?:责任)?(?:单位|部门|领导|时限|时间)[：:]")
"""A line of its own below the task that it is for, whose heading ends without a full stop."""
_BARE_HEADING = re.compile(r"\d{1,2}(?:\.\d{1,2})*[一-龥]{2,16}")
_SPOKEN_OF = r"规(?:定|\Z)|[第、，。；的之和及至款]|[中前后]?(?:[修更]?改为|增加[一二三四五]|删[去除])"
"""What follows an ordinal that a sentence speaks of: 第三条规定, 第三条修改为."""
STRONG_ORDINAL = re.compile(
    rf"\A(?:第[一二三四五六七八九十百零〇]+[编章节条](?!{_SPOKEN_OF})"
    r"|[一二三四五六七八九十]{1,3}(?:、|[.．](?=[一-龥“]))|[（(][一二三四五六七八九十]{1,3}[）)]|[①-⑳]|附件?\d*[：:])"
)
"""An ordinal that begins a paragraph wherever it begins a line."""
_PAIRS = (("《", "》"), ("［", "］"), ("〔", "〕"))
_BRACKET = re.compile(r"[（）()《》［］〔〕]")
_ROUND_REACH = 160
"""Characters that a （ may stay open for."""
_REACH = 600
"""Characters that a paragraph has at most which goes on because a bracket of another kind is open."""
_SIGNATURE = 16
"""Characters below which a line that ends with a date is the end of a signature."""
_RAGGED = 4
"""Characters by which a line that a page's width ends is short of the column, at most: a word or a mark did not fit."""
WEAK_ORDINAL = re.compile(r"\A(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|\d{1,2}(?:\.\d{1,2}){1,5})")


def width(text: str) -> float:
    """Printed width in full characters (three bytes of UTF-8); ASCII (one byte) takes half of one."""
    return 0.25 * (len(text) + len(text.encode("utf-8", "surrogatepass")))


def column_of(widths: Sequence[float]) -> float | None:
    """Column width of hard-wrapped lines, by their widths; None where lines are whole paragraphs."""
    if len(widths) < 5:
        return max(widths) if widths and max(widths) >= 30 and len(widths) > 1 else None
    mode, _ = max(
        Counter(round(w) for w in widths if w >= 8).items(), key=lambda item: (item[1], item[0]), default=(0, 0)
    )
    near = len([w for w in widths if mode - 3.5 <= w <= mode + 2.5])
    longer = len([w for w in widths if w > mode + 2.5])
    many = near >= 0.5 * len(widths) or (near >= max(0.2 * len(widths), 6) and longer <= 0.01 * len(widths))
    whole = len([w for w in widths if w > 2 * mode]) > 0.2 * len(widths)  # paragraphs between headings of a width
    return float(mode) if 12 <= mode <= 50 and many and not whole else None


@dataclass(slots=True)
class _Paragraph:
    """The lines of a paragraph so far, and the brackets that are open in them."""

    lines: list[Line] = field(default_factory=list)
    width: float = 0.0  # of the last line
    _length: int = 0
    _round: int = 0  # how many （ are open
    _last_round: int = -1  # where the last （ stands
    _others: list[int] = field(default_factory=lambda: [0] * len(_PAIRS))

    def add(self, line: Line, width: float) -> None:
        squash = line.squash
        if _BRACKET.search(squash):
            opened = squash.count("（") + squash.count("(")
            self._round = max(self._round + opened - squash.count("）") - squash.count(")"), 0)  # 1) opens none
            last = max(squash.rfind("（"), squash.rfind("("))
            self._last_round = self._length + last if last >= 0 else self._last_round
            for index, (opening, closing) in enumerate(_PAIRS):
                self._others[index] += squash.count(opening) - squash.count(closing)
        self._length += len(squash)
        self.lines.append(line)
        self.width = width

    def is_open(self) -> bool:
        """A bracket is still open: the paragraph cannot end here (within reason)."""
        near = self._length - self._last_round < _ROUND_REACH
        if self._round > 0 and near and not self.lines[-1].squash.endswith("。"):
            return True
        return self._length < _REACH and max(self._others) > 0


def paragraphs_of(lines: Sequence[Line]) -> list[CleanText]:
    """Join the lines of one stretch of text to paragraphs, then mend the spaces inside each."""
    widths = [width(line.squash) + line.indent for line in lines]
    inset = any(line.indent for line in lines)
    column = column_of(widths) or (max(widths) if inset else None)
    found: list[_Paragraph] = []
    ended = True  # no line goes on from the one before
    for line, wide in zip(lines, widths, strict=True):
        tabbed = "\t" in line.clean.text
        openness, dated = signals.is_openness(line.squash), signals.is_signature_date(line.squash)
        begins = ended or tabbed or openness or dated or line.indent > 0
        if begins or not _runs_on(found[-1], line, wide, column, inset):
            found.append(_Paragraph())
        found[-1].add(line, wide)
        ended = tabbed or openness or (dated and len(line.squash) < _SIGNATURE)
    return [mend_spaces(offsets.join([line.clean for line in one.lines])) for one in found]


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """Lines that fill the column joined with those behind them, as long as nothing sets these in: whole paragraphs, and
    of a text without line breaks all of it."""
    widths = [width(line.squash) + line.indent for line in lines]
    column = column_of(widths)
    groups: list[list[Line]] = []
    full = False
    for line, wide in zip(lines, widths, strict=True):
        row = "\t" in line.clean.text
        if full and not row and not line.indent:
            groups[-1].append(line)
        else:
            groups.append([line])
        full = column is not None and not row and wide > column - _RAGGED
    return [_joined(group) for group in groups]


def _joined(group: Sequence[Line]) -> Line:
    squash = "".join(line.squash for line in group)
    return group[0]._replace(clean=offsets.join([line.clean for line in group]), squash=squash)


def _runs_on(before: _Paragraph, line: Line, wide: float, column: float | None, inset: bool) -> bool:
    """Whether a line goes on from the last one; rows of tables, signatures and statements of openness never do.

    ``inset``: paragraphs are set in, and this line is not.
    """
    last, first = before.lines[-1], before.lines[0]
    ended = signals.ends_sentence(last.squash)
    if not ended and last.page != line.page and not STRONG_ORDINAL.match(line.squash):
        return not _is_heading(first.squash, last.squash, before.width, column)
    if not ended and before.is_open():
        return True
    if column is None or _CHARGE.match(line.squash) or signals.is_imprint(line.squash):
        return False
    full = before.width >= (0.72 * column if not ended else column - 2.6)
    if full and inset:
        return True
    if not full or (ended and _begins_paragraph(line.squash, wide, column)):
        return False
    if STRONG_ORDINAL.match(line.squash):
        return False
    if WEAK_ORDINAL.match(line.squash):
        entry = WEAK_ORDINAL.match(first.squash) or _CHARGE.match(first.squash)
        return not ended and not entry and before.width > column - 3
    return True


def _is_heading(first: str, last: str, wide: float, column: float | None) -> bool:
    """A heading at the foot of a page: an ordinal and a few words without a comma, short of the column."""
    short = column is None or wide < 0.72 * column
    marked = STRONG_ORDINAL.match(first) or WEAK_ORDINAL.match(first) or _BARE_HEADING.fullmatch(first)
    return bool(marked) and first == last and "，" not in last and short


def _begins_paragraph(squash: str, wide: float, column: float) -> bool:
    """A line behind a full stop that opens a bracket or an entry, or is short by an indent of two characters."""
    if squash.startswith(("［", "[", "【", "（责任", "（牵头")) or _LABEL.match(squash):
        return True
    if wide < 0.7 * column and _BARE_HEADING.fullmatch(squash):
        return True  # 「3 预报预警」
    return column - 3.2 <= wide <= column - 1.2 and not signals.ends_sentence(squash)


def mend_spaces(clean: CleanText) -> CleanText:
    """No white space inside Chinese text or between it and figures; one space where columns were kept apart by many,
    and between a person and the post beside the name."""
    gap = post_of(clean.text)
    lists = [match.span() for match in _LISTED.finditer(clean.text)] if " " in clean.text else []

    def mended(match: re.Match[str]) -> str:
        parts = match.lastgroup or match.span() == gap or any(low < match.start() < high for low, high in lists)
        return " " if parts else ""

    clean, _ = offsets.substitute(clean, _SPACES, mended)
    return offsets.strip(clean, " \u3000\n" if "\t" in clean.text else None)
