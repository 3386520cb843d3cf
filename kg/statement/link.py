"""Which document of the build a citation means: the one with its number, else the only one with its title.

A notice and the text that it issues are two works: a citation by the text's title means the text. A short form that
the document defines (以下简称《条例》) means the work whose title it shortens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.model import Alias, Citation, DocumentFacts
from kg.text import wenhao

_FOLD = re.compile(r"[\s《》〈〉“”\"'（）()\-—–－]")

Target = tuple[str, str | None]
"""Key of a document, and the title of the text that it issues where that is meant."""


class Targets:
    """What citations may mean: number keys and titles (full, without issuer, and of the texts issued).

    A title that two documents have means none.
    """

    def __init__(self, facts: Iterable[DocumentFacts] = ()) -> None:
        self._found: dict[str, Target | None] = {}
        for one in facts:
            self.add(one)

    def add(self, one: DocumentFacts) -> None:
        """One more document that may be meant."""
        names: dict[str, str | None] = {fold(title): title for title in one.promulgates if title}
        names |= dict.fromkeys({one.key, fold(one.title or "")} - {""})
        if one.title and "关于" in one.title:
            names[fold("关于" + one.title.partition("关于")[2])] = None
        whole: Target = (one.key, None)
        for name, text in names.items():
            there = self._found.setdefault(name, whole if text is None else (one.key, text))
            if there is not None and there[0] != one.key:
                self._found[name] = None

    def get(self, name: str) -> Target | None:
        """What a number key or a folded title means, None where nothing or nothing certain."""
        return self._found.get(name)


def fold(title: str) -> str:
    """A title without marks and white space."""
    return _FOLD.sub("", title)


def linked(one: DocumentFacts, known: Targets) -> tuple[Citation, ...]:
    """The citations of a document, each with its target where the build has it. Never itself."""
    return tuple(_linked(citation, one, known) for citation in one.citations)


def _linked(citation: Citation, one: DocumentFacts, known: Targets) -> Citation:
    number = wenhao.parse(citation.number) if citation.number else None
    by_title = known.get(fold(citation.title)) if citation.title else None
    target = known.get(number.key) if number else by_title
    if target is None or target[0] == one.key:
        return replace(citation, target=None, target_text=None)
    text = by_title[1] if by_title and by_title[0] == target[0] else target[1]
    return replace(citation, target=target[0], target_text=text)


def work_of(alias: Alias, one: DocumentFacts) -> Citation | str | None:
    """The work that a short form means: a citation of the same document that names it, or the title of a text that the
    document itself issues. None where the short form means no work (a body, a thing)."""
    full = fold(alias.full)
    for title in one.promulgates:
        if title and fold(title) == full:
            return title
    named = [citation for citation in one.citations if citation.title and fold(citation.title)]
    equal = [citation for citation in named if fold(citation.title or "") == full]
    beside = [c for c in named if c.clause == alias.clause and fold(c.title or "") in full and "《" in alias.full]
    return max(equal or beside, key=lambda c: len(c.title or ""), default=None)
