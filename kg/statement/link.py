"""Which document of the build a citation means: the one with its number, else the only one with its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.model import Citation, DocumentFacts
from kg.text import wenhao

_FOLD = re.compile(r"[\s《》〈〉“”\"'（）()\-—–－]")


def targets(facts: Iterable[DocumentFacts]) -> dict[str, str]:
    """Number keys and titles (full, without issuer, and of the texts issued) -> key of the document.

    A title that two documents have points to none.
    """
    found: dict[str, str] = {}
    ambiguous: set[str] = set()
    for one in facts:
        names = {one.key, *(fold(title) for title in (one.title or "", *one.promulgates) if title)}
        if one.title and "关于" in one.title:
            names.add(fold("关于" + one.title.partition("关于")[2]))
        for name in names:
            if found.setdefault(name, one.key) != one.key:
                ambiguous.add(name)
    return {name: key for name, key in found.items() if name not in ambiguous}


def fold(title: str) -> str:
    """A title without marks and white space."""
    return _FOLD.sub("", title)


def linked(one: DocumentFacts, known: Mapping[str, str]) -> tuple[Citation, ...]:
    """The citations of a document, each with the key of its target where the build has it. Never itself."""
    return tuple(replace(citation, target=_target(citation, one, known)) for citation in one.citations)


def _target(citation: Citation, one: DocumentFacts, known: Mapping[str, str]) -> str | None:
    number = wenhao.parse(citation.number) if citation.number else None
    key = known.get(number.key) if number else known.get(fold(citation.title or "")) if citation.title else None
    return key if key != one.key else None
