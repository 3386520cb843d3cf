"""The numbers that a browser prints before the entries of an automatic list (HTML Standard, 4.4.5: the ol element)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from lxml.etree import _Element

from kg.lexicon import load
from kg.source.number_forms import written

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）]|第[一二三四五六七八九十\d]{1,3}[条章节]|[①-⑳\[【])"
)
_LABELLED = re.compile(r"[^\s：:]{2,8}\s*[：:][^。；]{0,40}\Z")


def marks(ordered: _Element) -> Iterator[str]:
    """The number of each entry of a list; none where the entries have their own, name fields, or are links only."""
    entries = [child for child in ordered if child.tag == "li"]
    form, text = _form(ordered)
    texts = [_begin(entry) for entry in entries]
    own = any(_NUMBERED.match(text) for text in texts) or all(_LABELLED.match(text) for text in texts)
    own = own or all(_is_link(entry) for entry in entries)
    number = _integer(ordered.get("start"), 1)
    for entry in entries:
        number = _integer(entry.get("value"), number)
        yield "" if own or not text else text.replace("%", written(number, form))
        number += 1


def _form(ordered: _Element) -> tuple[str, str]:
    """How the list's numbers are written, and what is printed around them."""
    style = _STYLE.search(ordered.get("style", ""))
    kinds = [*ordered.get("class", "").split(), style[1].lower() if style else "", ordered.get("type", "")]
    form, _, text = next((_lists()[kind] for kind in kinds if kind in _lists()), _lists()["decimal"]).partition(" ")
    return form, text


@cache
def _lists() -> dict[str, str]:
    return dict(load.tree("web_pages")["lists"])


def _begin(entry: _Element) -> str:
    return "".join(islice(entry.itertext(), 20))[:80].strip()


def _is_link(entry: _Element) -> bool:
    """An entry of a menu, or of a list of other pages."""
    return (
        len(entry) > 0 and entry[0].tag == "a" and not (entry.text or "").strip() and not (entry[0].tail or "").strip()
    )


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 5 else default
