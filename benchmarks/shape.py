"""Graphs of any size that have the shape of the corpus: its facts again and again, for other cities and other years.

Copy 0 is the corpus itself. Copy *i* is told of city ``i % 11`` and ``i // 11`` years earlier, so that a city's bodies
gather duties over the years, and those of the province and the country over all cities, as in a real collection.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg.build import build
from kg.graph import read, store
from kg.graph.publish import current
from kg.model import DocumentFacts

HOME, SIGN = "运城", "运"
"""The city whose documents the corpus holds, and the character that stands for it in document numbers."""

CITIES = (
    *((HOME, SIGN), ("太原", "并"), ("大同", "同"), ("阳泉", "阳"), ("长治", "长"), ("晋城", "泽"), ("朔州", "朔")),
    *(("晋中", "榆"), ("忻州", "忻"), ("临汾", "临"), ("吕梁", "吕")),
)
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_IN_NUMBER = re.compile(SIGN + r"(?=[\u4e00-\u9fff]{1,8}〔)")


def corpus_facts(corpus: Path) -> list[DocumentFacts]:
    """What a build of ``corpus`` knows."""
    with TemporaryDirectory() as directory:
        build([corpus], Path(directory) / "build")
        return read.load(store.open_read(current(Path(directory) / "build") / "store"))


def copies(facts: Sequence[DocumentFacts], count: int) -> Iterator[DocumentFacts]:
    """The facts of ``count`` copies, one copy after the other."""
    for index in range(count):
        (name, sign), years = CITIES[index % len(CITIES)], index // len(CITIES)
        told = _teller(name, sign, years)
        for one in facts:
            yield replace(_changed(one, told), source=f"{index}/{told(one.source)}") if index else one


def _teller(name: str, sign: str, years: int) -> Callable[[str], str]:
    """Texts of the home city as they would read of another, some years earlier."""

    @cache
    def told(text: str) -> str:
        text = _IN_NUMBER.sub(sign, text.replace(HOME, name))
        return _YEAR.sub(lambda year: str(int(year.group()) - years), text)

    return told


def _changed(value: Any, told: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return told(value)
    if isinstance(value, tuple):
        return tuple(_changed(one, told) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(*(_changed(getattr(value, field.name), told) for field in fields(value)))
    return value
