"""Paragraph styles of a Word file, as far as they number paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from kg.source.xml import attribute, child, children

Numbered = tuple[str | None, int | None]
"""The list (``numId``) and the level (``ilvl``) that a style or paragraph names, None where it names none."""


class Styles:
    """Looks up styles of word/styles.xml through their chain of ``basedOn``."""

    def __init__(self, root: _Element | None) -> None:
        self._styles = {} if root is None else {attribute(one, "styleId"): one for one in children(root, "style")}
        self._default = next(
            (
                name
                for name, one in self._styles.items()
                if attribute(one, "type") == "paragraph" and attribute(one, "default") in ("1", "true", "on")
            ),
            "",
        )

    def numbering(self, properties: _Element | None) -> tuple[str, str | None, int | None]:
        """Style, list and level of a paragraph by its ``pPr``. What it says itself goes before what its style says;
        the style is the one that names the list, since levels are linked to styles."""
        style = child(properties, "pStyle")
        name = attribute(style, "val") if style is not None else self._default
        number, level = _numbered(properties)
        for ancestor in self._chain(name):
            above, depth = _numbered(child(self._styles[ancestor], "pPr"))
            level = depth if level is None else level
            if number is None and above is not None:
                number, name = above, ancestor
        return name, number, level

    def _chain(self, name: str) -> Iterator[str]:
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield name
            based = child(self._styles[name], "basedOn")
            name = attribute(based, "val") if based is not None else ""


def _numbered(properties: _Element | None) -> Numbered:
    number = child(properties, "numPr", "numId")
    level = child(properties, "numPr", "ilvl")
    depth = attribute(level, "val") if level is not None else ""
    return (
        attribute(number, "val") if number is not None else None,
        int(depth) if depth.isascii() and depth.isdecimal() and len(depth) < 3 else None,
    )
