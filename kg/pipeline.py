"""The way of the data, room by room: source → text → document → mention → entity → statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from time import perf_counter

from kg import document
from kg.document.parting.trace import Trace, trace
from kg.model import DocumentFacts, Finder, RawText, Repair, SourceReport
from kg.statement.assemble import assemble
from kg.statement.derived import derive
from kg.statement.link import Targets, linked
from kg.statement.order import normalise
from kg.statement.tasks import tasks
from kg.text import repair


def extract(raw: RawText, finder: Finder = "rules") -> tuple[list[DocumentFacts], SourceReport]:
    """What a source file states, document by document, and how it was read. ``finder``: what looks for agencies."""
    clock = [perf_counter()]
    clean, repairs = repair.repair(raw)
    clock.append(perf_counter())
    documents = document.read(clean, raw)
    clock.append(perf_counter())
    facts = [assemble(one, finder) for one in documents]
    clock.append(perf_counter())
    rooms = ("text", "document", "mention to statement")
    steps = Counter(one.step for one in repairs)
    report = SourceReport(
        source=raw.source,
        sha256=raw.sha256,
        encoding=raw.encoding,
        characters=len(raw.text),
        repairs=tuple(sorted(steps.items())),
        seconds=tuple((room, clock[k + 1] - clock[k]) for k, room in enumerate(rooms)),
    )
    return facts, report


def link(facts: Iterable[DocumentFacts], known: Targets, territories: bool = False) -> Iterator[DocumentFacts]:
    """Each document with what follows from all of them: where citations lead, the tasks, the derived duties.

    ``known`` are the documents that citations may mean, these and others. ``territories``: duties of
    各县（市、区）人民政府 are derived for each county of the region too.
    """
    for one in facts:
        whole = replace(one, citations=linked(one, known), tasks=tasks(one))
        yield normalise(derive(whole, territories))


def explain(raw: RawText) -> tuple[list[Repair], Trace]:
    """What was repaired where, what was dropped, and how the blocks of the file were put in order."""
    clean, repairs = repair.repair(raw)
    return repairs, trace(clean, raw)
