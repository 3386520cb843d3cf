"""Texts that a page keeps for its scripts: many sites send a document as a string and let the browser set it.

What a browser saves of such a page as it came, or of the answer of the site's interface, holds the document in a
string of a script or of JSON, in a field that is not shown, or in a frame's attribute.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml.etree import _Element

_STRING = re.compile(
    r'"([^"\\]*(?:\\.[^"\\]*)*)"' r"|'([^'\\]*(?:\\.[^'\\]*)*)'" r"|`([^`\\]*(?:\\.[^`\\]*)*)`", re.DOTALL
)
_PARAGRAPH = re.compile(r"<(?:p|br|div|td|section)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_TITLE = re.compile(r'"(?:[a-z]{0,10}title|name)"\s*:\s*"((?:[^"\\]|\\.){6,200})"', re.IGNORECASE)
_SHORTEST = 200
"""Chinese characters of a document, at least."""
_SENTENCES = 3
"""Full stops that it has at least; menus have none."""
_MORE = 2
"""How many times as long as what the page shows."""


def kept(root: _Element, shown: int) -> str | None:
    """The longest document in markup that a page keeps for its scripts; None where what it shows, so many characters
    of sentences, is not much less."""
    return _longest(_texts(root), max(_SHORTEST, _MORE * shown))


def in_json(text: str) -> str | None:
    """The document in markup that a text in JSON holds, with its title; None where it holds none."""
    if not text.lstrip("\ufeff \r\n\t").startswith(("{", "[")):
        return None
    found = _longest(_strings(text), _SHORTEST)
    title = _TITLE.search(text)
    if found is None or title is None:
        return found
    return f"<title>{_TAG.sub('', _unescaped(title[1]))}</title><body>{found}</body>"


def _longest(texts: Iterator[str], least: int) -> str | None:
    best, size = None, least
    for text in texts:
        if len(text) > size and text.count("。") >= _SENTENCES and _PARAGRAPH.search(text):
            chinese = len(_CHINESE.findall(_TAG.sub("", text)))
            if chinese > size:
                best, size = text, chinese
    return best


def _texts(root: _Element) -> Iterator[str]:
    for element in root.iter("iframe", "script", "textarea", "template"):
        if element.tag == "iframe":
            yield element.get("srcdoc") or ""
        elif element.tag == "script":
            yield from _strings(element.text or "")
        else:
            yield element.text or ""


def _strings(text: str) -> Iterator[str]:
    """The strings of a script or of JSON, as they are meant."""
    for match in _STRING.finditer(text):
        written = match[match.lastindex or 1]
        if len(written) > _SHORTEST:
            yield _unescaped(written)


def _unescaped(written: str) -> str:
    if "\\" not in written:
        return written
    try:
        text = json.loads(
            '"' + written.replace("\\'", "'").replace("\\`", "`").replace("\n", "\\n") + '"', strict=False
        )
    except ValueError:
        return written.replace("\\n", "\n").replace("\\/", "/").replace('\\"', '"')
    return str(text).encode("utf-8", "replace").decode("utf-8")
