"""A document being put together, before its head is read and its clauses are told apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.document.line.lines import Line
from kg.document.parting.blocks import Block
from kg.document.parting.kinship import Spoken

_PROMULGATES = re.compile(r"印发|转发|批转|发布|公布|关于《.+》的通知\Z")


@dataclass(slots=True)
class Draft:
    """A document being put together: its head and its lines in reading order."""

    title: Block | None = None
    number: Block | None = None
    cover: list[Block] = field(default_factory=list)
    main: list[Block] = field(default_factory=list)
    frames: list[Block] = field(default_factory=list)
    by: Line | None = None  # the body that a page prints above the title
    told: Mapping[str, Line] = field(default_factory=dict)  # what the page tells in labels, by field
    spoken: Spoken = field(default_factory=Spoken)

    @property
    def promulgates(self) -> bool:
        return bool(self.title and _PROMULGATES.search(self.title.text))

    @property
    def parts(self) -> list[Block]:
        return self.cover + self.main
