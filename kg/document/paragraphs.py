"""Lines joined to paragraphs: hard line ends and spaces inside words undone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.document import signals
from kg.document.lines import Line
from kg.model import CleanText
from kg.text import offsets

_WIDE = r"\u2014\u2018-\u201d\u2026\u2460-\u24ff\u2160-\u217f\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60"
_GAP = re.compile(rf"(?<=[{_WIDE}])(?:[ \xa0\u2000-\u200a]|\u3000)+(?=[{_WIDE}])")
_COLUMN_GAP = re.compile(rf"(?<=[{_WIDE}]{{2}})(?:[ \t\xa0\u2000-\u200a\u3000]{{2,}}|\u3000)(?=[{_WIDE}]{{2}})")
_EDGE = re.compile(
    rf"(?<=[{_WIDE}])[ \xa0\u2000-\u200a\u3000]+(?=[!-~])|(?<=[!-~])[ \xa0\u2000-\u200a\u3000]+(?=[{_WIDE}])"
)
_NUMERIC_GAP = re.compile(r"(?<=[0-9.]) (?=[0-9%])|(?<=[0-9]) (?=[.][0-9])")
_KEEP = "\x00"
_NARROW = re.compile(r"[\x00-\u1fff]")
_BARE_HEADING = re.compile(r"\d{1,2}(?:\.\d{1,2})*[一-龥]{2,16}")
STRONG_ORDINAL = re.compile(
    r"\A(?:第[一二三四五六七八九十百零〇]+[编章节条](?![第、，。；的规之和及至款])|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|[①-⑳]|附件?\d*[：:])"
)
_WEAK_ORDINAL = re.compile(r"\A(?:\d{1,2}[.．、](?!\d)|（\d{1,2}）|\d{1,2}(?:\.\d{1,2}){1,5})")


def width(text: str) -> float:
    """Printed width in full characters; ASCII takes half of one."""
    return len(text) - 0.5 * len(_NARROW.findall(text))


def column_of(lines: Sequence[Line]) -> float | None:
    """Column width of hard-wrapped lines; None where lines are whole paragraphs."""
    widths = [width(line.squash) for line in lines]
    if len(widths) < 5:
        return max(widths) if widths and max(widths) >= 30 and len(widths) > 1 else None
    mode, _ = max(
        Counter(round(w) for w in widths if w >= 8).items(), key=lambda item: (item[1], item[0]), default=(0, 0)
    )
    near = sum(mode - 3.5 <= w <= mode + 2.5 for w in widths)
    return float(mode) if 12 <= mode <= 50 and near >= 0.5 * len(widths) else None


def paragraphs_of(lines: Sequence[Line]) -> list[CleanText]:
    """Join the lines of one stretch of text to paragraphs, then mend the spaces inside each."""
    column = column_of(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _runs_on(groups[-1], line, column):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [mend_spaces(offsets.join([line.clean for line in group])) for group in groups]


def _runs_on(group: Sequence[Line], line: Line, column: float | None) -> bool:
    last = group[-1]
    text = "".join(part.squash for part in group)
    if "\t" in line.clean.text or "\t" in last.clean.text:
        return False
    if signals.is_openness(line.squash) or signals.is_openness(last.squash) or _is_signature(last, line):
        return False
    ended = signals.ends_sentence(last.squash)
    if last.page != line.page and not ended and not STRONG_ORDINAL.match(line.squash):
        return not _is_heading(group[0].squash, last.squash, column)
    if not ended and _unbalanced(text):
        return True
    if column is None:
        return False
    full = width(last.squash) >= (0.72 * column if not ended else column - 2.6)
    if not full or (ended and _begins_paragraph(line.squash, column)):
        return False
    if STRONG_ORDINAL.match(line.squash):
        return False
    if _WEAK_ORDINAL.match(line.squash):
        return not ended and not _WEAK_ORDINAL.match(group[0].squash)
    return True


def _is_heading(first: str, last: str, column: float | None) -> bool:
    """A heading at the foot of a page: an ordinal and a few words without a comma, short of the column."""
    short = column is None or width(last) < 0.72 * column
    marked = STRONG_ORDINAL.match(first) or _WEAK_ORDINAL.match(first) or _BARE_HEADING.fullmatch(first)
    return bool(marked) and first == last and "，" not in last and short


def _begins_paragraph(squash: str, column: float) -> bool:
    """A line behind a full stop that opens a bracket or an entry, or is short by an indent of two characters."""
    if squash.startswith(("［", "[", "【", "（责任", "（牵头")) or re.match(r"[^。；，：]{2,24}：", squash):
        return True
    if _BARE_HEADING.fullmatch(squash) and width(squash) < 0.7 * column:
        return True  # 「3 预报预警」
    return column - 3.2 <= width(squash) <= column - 1.2 and not signals.ends_sentence(squash)


def _unbalanced(text: str) -> bool:
    """A bracket is still open: the paragraph cannot end here (within reason)."""
    if text.count("（") > text.count("）") and len(text) - text.rfind("（") < 160 and not text.endswith("。"):
        return True
    return len(text) < 600 and any(text.count(a) > text.count(b) for a, b in ("《》", "［］", "〔〕"))


def _is_signature(last: Line, line: Line) -> bool:
    """Lines of a signature stand for themselves."""
    return signals.is_signature_date(line.squash) or (signals.is_signature_date(last.squash) and len(last.squash) < 16)


def mend_spaces(clean: CleanText) -> CleanText:
    """No white space inside Chinese text or between it and figures; one space where columns were kept apart by many."""
    for pattern, new in ((_COLUMN_GAP, _KEEP), (_GAP, ""), (_EDGE, ""), (_NUMERIC_GAP, "")):
        clean, _ = offsets.substitute(clean, pattern, new)
    clean, _ = offsets.substitute(clean, re.compile(_KEEP), " ")
    return offsets.strip(clean, " \u3000\n" if "\t" in clean.text else None)
