"""Tasks: each clause that somebody has a duty in, with a short label, its deadlines and its targets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.mention.flow import unbroken
from kg.model import ClauseFact, DocumentFacts, Evidence, Responsibility, Statement, Task
from kg.statement.outline import Outline

LONGEST = 40
"""Characters of a label; a longer sentence is cut at a comma, else with …."""

_SHORTEST = 5
"""Characters of a cell that names the work of its row; a shorter one may be a field (环境保护) or a mark."""

RULE = "task/duty"
_TAIL = re.compile(r"[（(［\[【〔][^（()）［\[【〔]*(?:（[^（）]*）[^（()）］\]】〕]*)*[）)］\]】〕]?$")
_LABELLED = re.compile(r"(?:牵头|责任|配合|负责|主办|承办|协办|实施)(?:责任)?(?:单位|部门|领导)?[：:].*$")
_SENTENCE = re.compile(r"[^。；！？\n]+")
_MARKS = " \u3000。；，、：:！？"


def tasks(facts: DocumentFacts) -> tuple[Task, ...]:
    """The tasks of a document in the order of its clauses. Who only explains a text (负责解释) makes no task."""
    outline = Outline(facts.clauses)
    duties: dict[int, list[Responsibility]] = {}
    for duty in facts.responsibilities:
        index = outline.find(duty.clause, duty.evidence)
        if index is not None and duty.role != "interpret":
            duties.setdefault(index, []).append(duty)
    return tuple(_task(outline.clauses[index], duties[index]) for index in sorted(duties))


def _task(clause: ClauseFact, duties: list[Responsibility]) -> Task:
    words = Evidence(clause.evidence.spans, clause.text.strip().replace("\n", ""), clause.evidence.page)
    return Task(clause.path, label(clause, duties), unbroken(clause.text), words, RULE)


def label(clause: ClauseFact, duties: list[Responsibility]) -> str:
    """A clause's heading or first sentence, without who is responsible; an entry headed by a body is called by what the
    body is to do, a row of a table by one of its cells."""
    bodies = {duty.agency for duty in duties}
    if "\t" in clause.text:
        return _short(_cell(clause, bodies))
    text = unbroken(clause.text)
    heading = _without_tail(unbroken(clause.heading), duties)
    sentences = [heading, *(_without_tail(match.group(), duties) for match in _SENTENCE.finditer(text))]
    named = [sentence for sentence in sentences if len(sentence) > 1 and sentence not in bodies]
    if heading in bodies and named:
        return _short(re.sub(rf"^{re.escape(heading)}[。：:，]?", "", named[0]) or named[0])
    return _short(named[0] if named else clause.heading)


def _cell(clause: ClauseFact, bodies: set[str]) -> str:
    """What the row of a table is about: its longest cell; where that is long, a shorter one before it that names it
    (「优化就诊流程」 before what is to be done for it), but no list of fields (「健康环境、健康文化」)."""
    cells = [cell.strip(_MARKS) for cell in re.split(r"[\t\n]", clause.text)]
    cells = [cell for cell in cells if cell and not bodies & set(re.split("[、，；]", "".join(cell.split())))]
    longest = max(cells, key=len, default=clause.heading)
    if len(longest) <= LONGEST:
        return longest
    before = (cell for cell in cells[: cells.index(longest)] if "、" not in cell)
    return next((cell for cell in before if _SHORTEST <= len(cell) <= LONGEST), longest)


def _without_tail(sentence: str, duties: list[Responsibility]) -> str:
    """A sentence without the bracket or label at its end that holds a duty's body."""
    sentence = sentence.strip(_MARKS)
    for pattern in (_TAIL, _LABELLED):
        found = pattern.search(sentence)
        if found and any(duty.agency in found.group() for duty in duties):
            sentence = sentence[: found.start()].strip(_MARKS)
    return sentence


def _short(sentence: str) -> str:
    if len(sentence) <= LONGEST:
        return sentence
    comma = max(sentence.rfind(mark, 8, LONGEST) for mark in "，；：")
    return sentence[:comma] if comma > 0 else sentence[: LONGEST - 1] + "…"


@dataclass(frozen=True, slots=True)
class Parts:
    """What belongs to a task: indexes into the document's responsibilities, deadlines and targets."""

    duties: tuple[int, ...]
    deadlines: tuple[int, ...]
    targets: tuple[int, ...]


def parts(facts: DocumentFacts) -> list[Parts]:
    """For each task of the document, what belongs to it: the nearest task at or above a statement's clause has it."""
    outline = Outline(facts.clauses)
    owners: dict[int, int] = {}
    for number, task in enumerate(facts.tasks):
        index = outline.find(task.clause, task.evidence)
        if index is not None:
            owners.setdefault(index, number)
    found: list[tuple[list[int], list[int], list[int]]] = [([], [], []) for _ in facts.tasks]
    kinds: tuple[Sequence[Statement], ...] = (facts.responsibilities, facts.deadlines, facts.targets)
    for kind, statements in enumerate(kinds):
        for place, statement in enumerate(statements):
            owner = _owner(outline, owners, statement)
            if owner is not None:
                found[owner][kind].append(place)
    return [Parts(tuple(duties), tuple(dates), tuple(numbers)) for duties, dates, numbers in found]


def _owner(outline: Outline, owners: dict[int, int], statement: Statement) -> int | None:
    index = outline.find(statement.clause, statement.evidence)
    while index is not None and index not in owners:
        index = outline.above(index)
    return None if index is None else owners[index]
