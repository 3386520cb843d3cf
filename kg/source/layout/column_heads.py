"""The row of column heads (序号, 任务, 牵头单位) with which a table without rules begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.source.layout.runs import Run

_HEAD = re.compile(
    r"(?:序号?|编号|[一-龥（）/、]{0,10}(?:单位|部门|责任人?|任务|内容|时限|时间|事项|措施|举措|目标|项目|备注|指标|职责|分工"
    r"|类别|名称|依据|领域|要求|期限|牵头|配合|完成|工作|要点|计划|进度|文号|建议|理由|结果))"
)
"""The head of one column: 「序号」, 「重点任务」, 「牵头单位」, 「完成时限」."""
_WORD = re.compile(_HEAD.pattern.replace("{0,10}", "{0,10}?"))
_ROW = re.compile(rf"(?:{_WORD.pattern})+")
_CELL = re.compile(r"(?![（(]?[一二三四五六七八九十]{1,3}[、）)])[一-龥（）()/、“”]{1,14}")
_HEADING = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[、）)][^。；，：]{2,28}")
"""What heads rows, over all columns."""
_OPTIONAL = re.compile(r"配合|协[办同助]|参[与加]|备\s*注|说明|其他")
_BODIES = re.compile(r"(?:牵头|配合|责任|主办|协办)(?:单位|部门)")
_BESIDE = re.compile(rf"{_OPTIONAL.pattern}|责任")
_LEADS = re.compile(r"牵\s*头|主办")
_HEAD_LINES = 8
_PART = 2  # characters of a line of a head in several lines, at most
_MOST_COLUMNS = 30
_LETTERS = 1.3  # ems between the letters of a head that is printed wide apart (序　号), at most
_MARK = 0.6  # ems of white in a heading, at most: behind a mark
_PIECE = 0.3  # ems of white between two words of a head, at most
_MORE = 0.04  # ems by which the white between two heads is more than between the letters of each


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over a column: its text, and from where to where."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of a table's columns, those over two columns that have heads of their own below (责任分工: 牵头单位,
    配合单位) with the number of the first, and the line below them all."""

    columns: tuple[Head, ...] = ()
    over: tuple[tuple[Run, int], ...] = ()
    below: int = 0

    @property
    def optional(self) -> tuple[bool, ...]:
        """For each column whether its cells may be empty: those of 责任单位 where 牵头单位 tells who leads."""
        pattern = _BESIDE if any(_LEADS.search(one.text) for one in self.columns) else _OPTIONAL
        return tuple(pattern.search(one.text) is not None for one in self.columns)

    def reaches_over(self, gutters: Sequence[float]) -> bool:
        """Whether there are heads on both sides of what parts columns of the page, and not the same ones."""
        names = [one for one in self.columns if _HEAD.fullmatch(one.text)]
        beside = all(names[0].right < gutter < names[-1].left for gutter in gutters)
        return not gutters or (beside and len({one.text for one in names}) == len(names) > 2)


def has_heads(found: Iterable[Run]) -> bool:
    """Whether there are column heads among the runs of a page, by a quick look."""
    heads = 0
    for run in found:
        if len(run.text) <= 40:
            heads += max(sum(map(_heads_in, run.text.split())), _heads_in("".join(run.text.split())))
    return heads > 1


def _heads_in(text: str) -> int:
    """The heads that a text consists of: one, or several with hardly any white between, one of them of bodies."""
    if _BODIES.search(text) and _ROW.fullmatch(text):
        return len(_WORD.findall(text))
    return int(_HEAD.fullmatch(text) is not None)


def is_heading(line: Sequence[Run]) -> bool:
    """Whether a line heads the rows below it: 「（一）防灾减灾行动」."""
    parted = any(after.left - before.right > _MARK * before.height for before, after in pairwise(line))
    return not parted and _HEADING.fullmatch(_text(line)) is not None


def heads(lines: Sequence[Sequence[Run]], at: int, em: float) -> Heads:
    """The column heads that a line begins, none where it is no row of heads.

    Heads of several lines stand beside those of one: as many lines are taken as give heads.
    """
    near: list[Run] = []
    found = Heads(below=at)
    most = 0
    for below in range(at, min(at + _HEAD_LINES, len(lines))):
        line = lines[below]
        if is_heading(line) or (below > at and line[0].middle - lines[below - 1][0].middle > 2 * em):
            break
        near += line
        over = _over(near, em)
        words = _words([run for run in near if all(run is not one for one, _ in over)], em)
        texts = [_text(word) for word in words]
        if len(texts) > _MOST_COLUMNS or not all(_CELL.fullmatch(text) for text in texts):
            break
        named = sum(_HEAD.fullmatch(text) is not None for text in texts)
        if named < most and max(len(run.text) for run in line) > _PART:
            break  # a row of cells, which go on from no head
        most = named
        if named > 1 and 2 * named >= len(texts):
            columns = tuple(
                Head(text, min(run.left for run in word), max(run.right for run in word))
                for text, word in zip(texts, words, strict=True)
            )
            found = Heads(columns, tuple((run, _number(words, left)) for run, left in over), below + 1)
    return found


def _text(word: Iterable[Run]) -> str:
    return "".join("".join(run.text.split()) for run in word)


def _number(words: Sequence[Sequence[Run]], run: Run) -> int:
    return next(k for k, word in enumerate(words) if any(one is run for one in word))


def _words(near: Sequence[Run], em: float) -> list[list[Run]]:
    """The heads: runs above each other, and words or letters of one that white parts; its runs as they are read."""
    found: list[list[Run]] = []
    right = 0.0
    for run in sorted(near, key=lambda one: one.left):
        if found and run.left < right:
            found[-1].append(run)
        else:
            found.append([run])
        right = max(right, run.right) if len(found[-1]) > 1 else run.right
    whole: list[list[Run]] = []
    for word in found:
        if whole and _goes_on(whole[-1], word, em):
            whole[-1] += word
        else:
            whole.append(word)
    return [sorted(word, key=lambda run: (round(run.middle / em), run.left)) for word in whole]


def _goes_on(word: Sequence[Run], more: Sequence[Run], em: float) -> bool:
    """Whether what stands right of a part of a head belongs to it."""
    white = min(run.left for run in more) - max(run.right for run in word)
    level = all(abs(run.middle - more[0].middle) < 0.5 * em for run in word)  # not under each other
    if level and len(more) == 1 and len(more[0].text.strip()) == len(word[-1].text.strip()) == 1:
        return white < _LETTERS * em
    inner = max((b.left - a.right for part in (word, more) for a, b in pairwise(part)), default=0.0)
    two = _HEAD.fullmatch(_text(word)) and _HEAD.fullmatch(_text(more)) and white > inner + _MORE * em
    return white < _PIECE * em and not two


def _over(near: Sequence[Run], em: float) -> list[tuple[Run, Run]]:
    """The heads over two columns that have heads of their own below, and the left one of those."""
    low = [
        run
        for run in near
        if _HEAD.fullmatch(run.text.strip()) and sum(one.left < run.right and run.left < one.right for one in near) < 3
    ]
    return [
        (run, left)
        for run in near
        for left, right in pairwise(sorted(_under(run, low, em), key=lambda one: one.left))
        if _HEAD.fullmatch(run.text.strip())
        and abs(left.middle - right.middle) < 0.3 * em
        and _centre(left) + em < _centre(run) < _centre(right) - em
        and left.left < run.left
        and run.right < right.right
    ]


def _under(run: Run, near: Sequence[Run], em: float) -> list[Run]:
    return [one for one in near if one.middle > run.middle + 0.5 * em]


def _centre(run: Run) -> float:
    return (run.left + run.right) / 2
