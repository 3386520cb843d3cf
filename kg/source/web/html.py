"""Web pages: the text of the document in them, without what the site puts around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree
from lxml.etree import _Element

from kg.errors import SourceError
from kg.source.web import html_head
from kg.source.web.html_lines import is_data, is_hidden, is_silent, lines_of, pattern, words

_SENTENCE = re.compile(r"[。；]|，.*，|：\Z", re.DOTALL)
_SHORTEST = 8  # characters that a block of running text has
_LONGEST_FOOT = 300  # characters that a block of the site's foot has
_SHARE_OF_FURNITURE = 0.5  # of a page's text: what holds more is no furniture, whatever it is called
_SHARE_OF_BODY = 0.6  # of a page's sentences that a marked body must hold
_SHARE_OF_PART = 0.98  # of them that the smallest element around the document holds, where no body is marked
_SQUASH = re.compile(r"\s+")


def extract(page: str) -> str:
    """The lines of the document in a web page, or of the whole page where no document stands out.

    Where the body lacks them, title and number stand first, from the page's own table of metadata, its meta
    elements, heading or window title. Raises SourceError for a page without text, or nested too deeply.
    """
    root = _shown(_parse(page))
    furniture = _furniture(root)
    weights = _weights(root, furniture)
    named = html_head.read(root)
    lines = html_head.without_menus(named, lines_of(_body(root, weights), furniture))
    return "\n".join([*html_head.missing(named, lines), *lines]) + "\n"


def _parse(page: str) -> _Element:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(page.replace("\x00", " ").encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"a web page that cannot be parsed: {error.msg}") from error
    if root is None:
        raise SourceError("a web page without text")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise SourceError("a web page whose elements are nested too deeply; save its text as plain text")
    return root


def _shown(root: _Element) -> _Element:
    """The page with what it hides, where it shows no running text and hides some under a title: a script shows it."""
    if _weights(root, frozenset())[root]:
        return root
    for element in root.iter():
        if is_hidden(element) and _weights(element, frozenset())[element] and html_head.is_titled(element):
            element.attrib.pop("hidden", None)
            element.attrib.pop("style", None)
    return root


def _furniture(root: _Element) -> frozenset[_Element]:
    """Elements that their names call furniture and that do not hold most of the page, and tables of metadata."""
    weights = _weights(root, frozenset())
    limit = weights[root] * _SHARE_OF_FURNITURE
    found: set[_Element] = set()
    for element, weight in weights.items():
        named = element.tag in ("footer", "aside") or pattern("furniture").search(_names(element))
        if (named and weight <= limit) or html_head.is_metadata(element):
            found.add(element)
    return frozenset(found)


def _weights(root: _Element, furniture: frozenset[_Element]) -> dict[_Element, int]:
    """How much text each block holds: characters of sentences and of tables of data, links and furniture left out."""
    weights: dict[_Element, int] = {}
    data: set[_Element] = set()
    for element in _heard(root, furniture):
        if element.tag == "table" and is_data(element):
            data.update(element.iter("td", "th"))
        if element.tag in words("block") or element is root:
            text = _SQUASH.sub("", "".join(_own(element)))
            running = element in data or (len(text) >= _SHORTEST and _SENTENCE.search(text) and not _is_foot(text))
            weights[element] = len(text) if running else 0
    for element in reversed(list(weights)):
        parent = element.getparent()
        while parent is not None and parent not in weights:
            parent = parent.getparent()
        if parent is not None:
            weights[parent] += weights[element]
    return weights


def _is_foot(text: str) -> bool:
    """Who runs the site and holds the rights, in a block of its own."""
    return len(text) < _LONGEST_FOOT and pattern("foot").search(text) is not None


def _heard(root: _Element, furniture: frozenset[_Element]) -> Iterator[_Element]:
    """Elements in document order, without the silent ones, the furniture and what is in them."""
    stack = [root]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(child for child in reversed(element) if not is_silent(child) and child not in furniture)


def _own(element: _Element) -> Iterator[str]:
    """Text of a block that is neither in a block inside it nor in a link."""
    yield element.text or ""
    for child in element:
        if not (is_silent(child) or child.tag == "a" or child.tag in words("block")):
            yield from _own(child)
        yield child.tail or ""


def _body(root: _Element, weights: Mapping[_Element, int]) -> _Element:
    """The element that the site marks as the body, if it holds most of the page; else the smallest that holds nearly
    all of it, without leaving out running text that stands beside it in a part of the page."""
    total = weights[root]
    marked = [element for element in weights if pattern("body").search(_names(element))]
    best = max(marked, key=weights.__getitem__, default=None)
    if best is not None and weights[best] > 0 and weights[best] >= total * _SHARE_OF_BODY:
        return best
    chosen = root
    for element in weights:  # in document order: each that holds nearly all is inside the one before
        if total == 0 or weights[element] < total * _SHARE_OF_PART:
            continue
        if chosen.tag not in ("html", "body") and weights[element] < weights[chosen]:
            break
        chosen = element
    return _around(chosen, weights)


def _around(chosen: _Element, weights: Mapping[_Element, int]) -> _Element:
    """A single paragraph, table or list is no document: the smallest element around it that holds other text too."""
    while True:
        spoken = sum(1 for one in chosen.iter() if one.tag == "br" or (one in weights and "".join(_own(one)).strip()))
        parent = chosen.getparent()
        if (spoken > 1 and not _is_part(chosen)) or parent is None:
            return chosen
        chosen = parent


def _is_part(element: _Element) -> bool:
    """A list; a table of data, or the part of one that holds its rows."""
    if element.tag in ("ol", "ul", "dl"):
        return True
    table = element.getparent() if element.tag in ("tbody", "thead") else element
    return table is not None and table.tag == "table" and is_data(table)


def _names(element: _Element) -> str:
    return f"{element.get('id', '')} {element.get('class', '')}".strip()
