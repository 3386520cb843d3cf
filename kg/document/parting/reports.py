"""What a paper or a site says of a document before it prints it: 「…印发了《…的意见》，…。全文如下：」."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.document.line import runon_edges
from kg.document.line.lines import Line
from kg.document.parting.blocks import Block
from kg.document.parting.draft import Draft
from kg.document.title.genres import inner_title
from kg.document.title.titles import find_titles
from kg.text import offsets

_REPORT = 6
"""Lines in which the report of a paper ends, and the reach of the words that end it: 全文如下."""
_NEAR = 3
"""Lines of the text in which its own title would stand."""
_AS_FOLLOWS = re.compile(r"(?:全文|主要内容)如下[：:。]\Z")
_ISSUED = re.compile(r"(?P<by>[一-龥、]{4,60}?)印发《(?P<title>[^《》]{4,80})》")


def behind(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines behind 「全文如下：」, where a report ends so; else all."""
    ends = (k + 1 for k, line in enumerate(lines[:_REPORT]) if runon_edges.REPORTED.search(line.squash[-_REPORT:]))
    return lines[next(ends, 0) :]


def draft_of(lines: Sequence[Line]) -> Draft | None:
    """「某省委办公厅 某省人民政府办公厅印发《…的意见》」, the report, and the text without its title: it bears the one
    that the report's own title quotes, which says who issues it. None where the lines are no such report."""
    end = next((k + 1 for k, line in enumerate(lines[:_REPORT]) if _AS_FOLLOWS.search(line.squash)), 0)
    for line in lines[:end]:
        if (told := _ISSUED.fullmatch(line.squash)) and not _titled(lines[end : end + _NEAR]):
            by, words = offsets.cut(line.clean, 0, line.clean.text.index("印发")), line.clean.text
            quoted = offsets.cut(line.clean, words.index("《") + 1, words.index("》"))
            text = [Block("text", tuple(lines[end:]), None)] if end < len(lines) else []
            title = Block("title", (line._replace(clean=quoted, squash=told["title"]),), None, told["title"])
            return Draft(title=title, main=text, by=line._replace(clean=by, squash=told["by"]))
    return None


def _titled(lines: Sequence[Line]) -> bool:
    return bool(find_titles(lines) or (lines and inner_title().match(lines[0].squash)))
