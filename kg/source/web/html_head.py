"""What a web page says of its document outside the body: the metadata table, meta elements, headings, window title."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, pairwise

from lxml.etree import _Element

from kg.lexicon import load
from kg.source.web.html_lines import pattern

_SPACE = re.compile(r"\s+")
_LABELLED = re.compile(r"\A\s*(?P<label>[^\s：:](?:[^：:]{0,10}[^\s：:])?)\s*[：:]\s*(?P<value>.*)\Z", re.DOTALL)
_SITE_META = ("ArticleTitle", "og:title")
_HEAD_LENGTH = 1200  # characters in which title and number of a document stand
_MENU_LINES = 80  # lines that a site prints above a title, at most
_TITLE_LINES = 4  # lines that a title has, at most
_LONGEST = 300  # characters of a value, at most
_SEVERAL = 3  # times that a list of documents names one label, at least
_LONGEST_TABLE = 800  # characters of a table of metadata, at most
_TOLD = {"issuers": "发文机关", "signed": "成文日期"}
"""Fields that count only where the document does not tell them itself, and the label by which they are told."""
_ABOUT = re.compile(r"关于.{4,}的[一-龥]{1,6}\Z")
_ALONE = re.compile(
    r"[一-龥、（） ]{0,60}关于[^。；：]{4,120}的(?:[一-龥]{0,4}(?:通知|意见)|通告|公告|通报|批复|决定|函)"
)
"""A whole title in an element that no class names, as pages made of tables print it."""
_MOST_PARTS = 40  # elements that a label or a value is made of


def read(root: _Element) -> dict[str, str]:
    """Field ("title", "number", "issuers", "signed") -> value, as the page gives it."""
    found: dict[str, str] = {}
    for label, value in _pairs(root):
        field = _fields().get(_SPACE.sub("", label).rpartition("/")[2])  # 「备注/文号」
        if field and value and len(value) <= _LONGEST:
            found.setdefault(field, value)
    if "title" not in found:
        title = next(_titles(root), None)
        if title:
            found["title"] = title
    return found


def is_metadata(element: _Element) -> bool:
    """A table or list that holds the document's metadata: two known labels and little else; a list of documents names
    each of them several times."""
    if element.tag not in ("table", "ul", "ol", "dl"):
        return False
    text = ""
    for part in element.itertext():
        text += _SPACE.sub("", part).replace(":", "：")
        if len(text) > _LONGEST_TABLE:
            return False
    told = [text.count(f"{label}：") for label in _fields()]
    return (sum(map(bool, told)) >= 2 and max(told) < _SEVERAL) or _by_rows(element)


def is_titled(element: _Element) -> bool:
    """Whether the title of a document, 「…关于…的通知」, stands in a heading inside the element."""
    return any(_ABOUT.search(_text(heading)) for heading in element.iter("h1", "h2", "h3", "h4"))


def _by_rows(table: _Element) -> bool:
    """Labels without colons in the first cells of rows, two of them of fields; a list of documents has them above its
    columns."""
    first = [next(iter(row.iter("td", "th")), None) for row in table.iter("tr")]
    heads = {_SPACE.sub("", _text(cell)) for cell in first if cell is not None}
    known = heads & {*_fields(), *load.tree("web_pages")["other_labels"]}
    return len(known) > 1 and len(heads & _fields().keys()) > 0 and 2 * len(known) >= len(heads)


def missing(head: Mapping[str, str], lines: Sequence[str]) -> list[str]:
    """Lines for the number and the title of ``head`` that the first lines of the body do not hold as their own; above
    them, behind their labels, who issued the document and when."""
    own = [line for line in lines if not _is_labelled(line)]
    whole = _SPACE.sub("", "".join(own))[:_HEAD_LENGTH]
    labelled = [f"{label}：{head[field]}" for field, label in _TOLD.items() if field in head]
    printed = [head[field] for field in ("number", "title") if field in head]
    return labelled + [value for value in printed if _plain(value) not in _plain(whole)]


def without_menus(head: Mapping[str, str], lines: Sequence[str]) -> list[str]:
    """The lines without the site's menus above the title: only numbers, dates and names of bodies belong there."""
    title = _plain(head.get("title", ""))
    begin = 0
    for start in range(min(len(lines), _MENU_LINES)) if title else ():
        whole = (_plain("".join(lines[start : start + count])) for count in range(1, _TITLE_LINES + 1))
        if title in whole:
            begin = start  # the last one: the page's own title stands above the document's
        elif pattern("text").search(lines[start]):
            break
    return [*(line for line in lines[:begin] if pattern("above_title").search(line)), *lines[begin:]]


def _is_labelled(line: str) -> bool:
    match = _LABELLED.match(line)
    return match is not None and _SPACE.sub("", match["label"]) in _fields()


def _plain(text: str) -> str:
    """Without white space; one form of each bracket and quotation mark."""
    return _SPACE.sub("", text).translate(_FORMS)


_FORMS = str.maketrans('[]［］【】()〈〉"＂‘’', "〔〕〔〕〔〕（）《》““““")


@cache
def _fields() -> dict[str, str]:
    return {label: field for field, labels in load.tree("web_pages")["labels"].items() for label in labels}


def _pairs(root: _Element) -> Iterator[tuple[str, str]]:
    """Label and value: two cells side by side, or one short element 「label：value」."""
    for cell in root.iter("td", "th", "dt", "b", "strong", "span", "label"):
        text = _text(cell)
        if text and len(text) <= 14 and _SPACE.sub("", text.rstrip("：: ")) in _fields():
            value = _next(cell)
            if value:
                yield text.rstrip("：: \u3000"), value
    for item in root.iter("li", "p", "div", "span", "td"):
        if len(item) <= 6:
            text = _text(item)
            starts = [match.start() for match in _known().finditer(text)]
            for start, end in pairwise([0, *(place for place in starts if place), len(text)]):
                if match := _LABELLED.match(text[start:end]):
                    yield match["label"], " ".join(match["value"].split())


@cache
def _known() -> re.Pattern[str]:
    """A label with its colon, within the text of an element that holds several: 「标 题： … 发文字号： …」."""
    labels = {*_fields(), *load.tree("web_pages")["other_labels"]}
    words = "|".join(r"\s*".join(label) for label in sorted(labels, key=lambda label: (-len(label), label)))
    return re.compile(rf"(?:\A|(?<=\s))(?:{words})\s*[：:]")


def _next(element: _Element) -> str:
    """The text beside a label: the next element, or what follows the label in its cell, or the next cell."""
    for _ in range(3):
        tail = (element.tail or "").strip(" ：:\n\t\r\u3000\xa0")
        if tail:
            return " ".join(tail.split())
        following = element.getnext()
        if following is not None:
            return _text(following)
        parent = element.getparent()
        if parent is None or parent.tag in ("tr", "table", "body"):
            return ""
        element = parent
    return ""


def _text(element: _Element) -> str:
    """What an element prints; the words of a script in it (「<td><script>number()</script></td>」) are no text."""
    if next(islice(element.iter(), _MOST_PARTS, None), None) is not None:
        return ""
    silent = {part for one in element.iter("script", "style") for part in one.iter()}
    parts = element.itertext() if not silent else _spoken(element, silent)
    return " ".join("".join(parts).split())


def _spoken(element: _Element, silent: Container[_Element]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child not in silent:
            yield from _spoken(child, silent)
        yield child.tail or ""


def _titles(root: _Element) -> Iterator[str]:
    for meta in root.iter("meta"):
        if (meta.get("name") or meta.get("property")) in _SITE_META:
            yield from filter(None, [" ".join(meta.get("content", "").split())])
    headings = [_text(heading) for heading in root.iter("h1")]
    yield from (text for text in headings if len(text) >= 8 and not pattern("site").search(text))
    yield from filter(_ABOUT.search, map(_text, root.iter("h2", "h3")))
    named = (one for one in root.iter("td", "div", "p", "span") if pattern("title").search(one.get("class") or ""))
    yield from (text for text in map(_text, named) if _ABOUT.search(text) and len(text) <= _LONGEST)
    window = [_of_window(_text(title)) for title in root.iter("title")]
    yield from filter(_ABOUT.search, window)
    yield from filter(_ALONE.fullmatch, map(_text, root.iter("td", "center", "font", "strong", "b")))
    yield from (text for text in window if len(text) >= 6)


def _of_window(title: str) -> str:
    """The title of the window without the names of the site and its columns."""
    text, parts = "", title
    while text != parts:
        text, parts = parts, pattern("site_tail").sub("", parts)
    bare = pattern("site_head").sub("", text)
    return bare if _ABOUT.search(bare) else text
