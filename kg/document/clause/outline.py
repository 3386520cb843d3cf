"""The tree of clauses: printed ordinals of every style, their nesting, and what is only a number in a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.document.clause.bare_tops import bare_tops
from kg.document.clause.long_units import in_stretches
from kg.document.clause.numbering import State, enter, ordinal
from kg.document.clause.ordinals import split_inline
from kg.document.table.tables import Table
from kg.model import Clause, CleanText, RawText
from kg.text import offsets

_ANNEX = re.compile(r"\A附(?:件|表|录)?\s*(\d{0,2}|[一二三四五六七八九十]{0,2})(?:[：:]|\s|\Z|(?=[一-龥]{4}))")
_LONE_BRACKET = re.compile(r"\A[（(［\[【].*[）)］\]】]。?\Z", re.DOTALL)
_DUTY_WORDS = re.compile(r"责任(?:单位|部门|主体)|牵头|负责|落实|配合")
_FIELD = re.compile(r"[一-龥]{2,4}(?:目标|措施|时限|期限|时间|单位|部门|领导|人)[：:]")  # of a unit, items among them
_HEADING_ALONE = 16
_HEADING = re.compile(r"(?:[^。；：!！?？]|(?<=\d)：(?=\d\d)){1,60}")  # each night from 22：00
_CLOSING = re.compile(
    r"\A(?:本(?:文件|通知|意见|方案|办法|措施|规定|细则|预案|计划|行动方案|实施意见|实施方案|通告|公告|政策|函)|各地区、各部门|各地、各部门|各地各部门|各地区各部门"
    r"|各级各部门|各地各单位|各(?:地|部门|单位|有关部门|有关单位|相关部门|相关单位|责任单位|牵头部门|牵头单位)(?:和(?:有关)?单位)?[要应]|市直有关单位|特此|专此|感谢[您你]|以上|此前|联系人|附件|（联系)"
)
"""How a paragraph begins that is of no numbered unit, but of the whole: 「本通知自印发之日起施行」,
「各地各单位要…」, 「特此通知」."""


@dataclass(slots=True)
class _Node:
    path: tuple[str, ...]
    level: int
    part: str
    pieces: list[CleanText] = field(default_factory=list)
    columns: tuple[str, ...] = ()


def clauses_of(parts: Sequence[tuple[str, Sequence[CleanText]]], raw: RawText) -> tuple[Clause, ...]:
    """Clauses of a document from its paragraphs, part by part ("notice", "main")."""
    nodes: list[_Node] = []
    for part, paragraphs in parts:
        pieces = [piece for paragraph in paragraphs for piece in split_inline(paragraph)]
        nodes += [
            _Node(node.path, node.level, node.part, stretch, node.columns)
            for node in _nodes_of(part, pieces)
            if any(piece.text for piece in node.pieces)
            for stretch in in_stretches(node.pieces)
        ]
    return tuple(_clause(node, order, raw) for order, node in enumerate(nodes))


class _Tree:
    """The nodes of a part, and for each unit: its last node, how many children it has, whether one ends with a duty."""

    def __init__(self, part: str) -> None:
        self.nodes = [_Node((), 0, part)]
        self.text = self.nodes[0]  # the last node that is no row of a table
        self._last = {(part, self.text.path): self.text}
        self._children: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self._with_duty: set[tuple[str, tuple[str, ...]]] = set()

    def add(self, node: _Node) -> None:
        self.nodes.append(node)
        self.text = self.text if node.columns else node
        self._last[node.part, node.path] = node
        self._children[node.part, node.path[:-1]] += bool(node.path)

    def raise_chapter(self, label: str) -> None:
        """What 3.1 follows is chapter 3, though it looked like the third item of the unit above."""
        node = self.nodes[-1]
        if len(node.path) > 1 and label == f"{node.path[-1]}.1":
            node.path, node.level = node.path[-1:], 1

    def note_duty(self, text: str) -> None:
        node = self.nodes[-1]
        if node.path and _ends_with_duty(text):
            self._with_duty.add((node.part, node.path[:-1]))

    def add_unnumbered(self, paragraph: CleanText) -> None:
        """Unnumbered text belongs to the unit above it; a duty line that closes a whole section, to the section."""
        owner, text = self.nodes[-1], paragraph.text
        section = owner.part, owner.path[:-1]
        above = self._last.get(section, owner) if section[1] else owner
        duties = _LONE_BRACKET.match(text) and _DUTY_WORDS.search(text)
        closes = duties and self._children[section] > 1 and section not in self._with_duty
        described = _FIELD.match(text) and any(_FIELD.match(piece.text) for piece in above.pieces)
        (above if closes or described else owner).pieces.append(paragraph)


def _nodes_of(part: str, paragraphs: Sequence[CleanText]) -> list[_Node]:
    tree = _Tree(part)
    tops = bare_tops(paragraphs)
    state, prefix = State(tops=tops), ""
    closing = _closing_start(paragraphs)
    table = Table()
    for index, paragraph in enumerate(paragraphs):
        if table.takes(paragraph.text):
            above = tree.text
            if table.heads_rows:
                above.pieces.append(offsets.strip(paragraph))
            if table.label:
                path = (*above.path, table.label)
                tree.add(_Node(path, above.level + 1, part, [paragraph], columns=table.row_columns))
            continue
        paragraph = offsets.strip(paragraph)
        below = paragraphs[index + 1].text if index + 1 < len(paragraphs) else ""
        annex = _annex(paragraph.text, "\t" in below) if index else None
        if annex:
            prefix, state, part = annex, State(tops=tops), "annex"
            tree.add(_Node((prefix,), 1, part, [paragraph]))
            continue
        mark = ordinal(paragraph.text, state)
        if mark:
            style, rank, label, end = mark
            enter(state, style, rank, label)
            path = tuple(item[2] for item in state.stack)
            if style == "decimal":
                tree.raise_chapter(label)
            full = (prefix, *path) if prefix else path
            rest = offsets.strip(offsets.cut(paragraph, end))
            tree.add(_Node(full, len(full), part, [rest if rest.text else paragraph]))
        elif index >= closing and tree.nodes[-1].path and part != "annex":
            tree.add(_Node((), 0, part, [paragraph]))
        else:
            tree.add_unnumbered(paragraph)
        tree.note_duty(paragraph.text)
    return tree.nodes


def _ends_with_duty(text: str) -> bool:
    text = text.rstrip("。 ")
    return text.endswith(("）", "］", ")", "]", "】")) and bool(_DUTY_WORDS.search(text, max(0, len(text) - 120)))


def _closing_start(paragraphs: Sequence[CleanText]) -> int:
    """Index from which unnumbered paragraphs are closing lines: an unbroken run of them at the end that begins so."""
    state, last = State(), -1
    for index, paragraph in enumerate(paragraphs):
        if index and paragraph.text.startswith("附") and _ANNEX.match(paragraph.text):
            break
        mark = ordinal(paragraph.text, state)
        if mark:
            enter(state, *mark[:3])
            last = index
    bare = last >= 0 and len(paragraphs[last].text) <= _HEADING_ALONE and "。" not in paragraphs[last].text
    for index in range(last + 1 + bare, len(paragraphs)):  # what stands below 「五、附则」 is its text
        if _CLOSING.match(paragraphs[index].text):
            return index
    return len(paragraphs)


def _annex(text: str, above_table: bool) -> str | None:
    """The label of an annex whose text begins here: 「附件1」 with or without title, 「附件：表」 above a table."""
    match = _ANNEX.match(text) if text.startswith("附") else None
    if not match or len(text) > 60 or "。" in text:
        return None
    named = re.match(r"附(?:件|表|录)?\s*\d*\s*[：:]\s*\S", text)
    labelled = match.group(1) or re.fullmatch(r"附(?:件|表|录)?[：:]?", text)
    return f"附件{match.group(1)}" if above_table or (labelled and not named) else None


def _clause(node: _Node, order: int, raw: RawText) -> Clause:
    body = offsets.join([piece for piece in node.pieces if piece.text], "\n")
    first = body.text.split("\n", 1)[0]
    heading = _HEADING.match(first)
    page = offsets.page_of(raw.pages, body.at[0]) if body.text else None
    title = _whole_words(heading.group() if heading else first[:40])
    if "\t" in title:  # the cells of a row, without the number that the path tells
        title = " ".join(cell for cell in map(str.strip, title.split("\t")) if cell and cell not in node.path[-1:])
    return Clause("/".join(node.path), order, node.level, title, body, node.part, page, node.columns)


def _whole_words(heading: str) -> str:
    """A heading does not end inside a bracket: the bodies in a bracketed tail are no part of it."""
    opened = max(heading.rfind("（"), heading.rfind("［"))
    return heading[:opened] if opened > 3 and max(heading.rfind("）"), heading.rfind("］")) < opened else heading
