"""XML parts of packages, parsed without trust: no DTD, no entities, no network, bounded size."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from kg.errors import SourceError

SIZE_LIMIT = 32 * 1024 * 1024
"""Bytes that one part may have; its tree takes some ten times as much."""

_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parse(data: bytes, name: str) -> _Element:
    """The root element of ``data``, the part ``name`` of a package.

    Raises SourceError where it is too large, declares a document type or entities, or is not well-formed.
    """
    if len(data) > SIZE_LIMIT:
        raise SourceError(f"its part {name} is larger than {SIZE_LIMIT >> 20} MB; split the document")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if _DOCTYPE.search(data[:4096]):
            raise SourceError(f"its part {name} declares XML entities; such files are not read") from error
        raise SourceError(
            f"its part {name} is not well-formed XML (line {error.lineno}); get the file again"
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise SourceError(f"its part {name} declares XML entities; such files are not read")
    return root


def local(element: _Element) -> str:
    """The element's name without its namespace: packages of one format use several."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: _Element, name: str, default: str = "") -> str:
    """The attribute ``name``, whatever its namespace."""
    value = element.get(name)
    if value is None:
        value = next((other for key, other in element.attrib.items() if key.rpartition("}")[2] == name), default)
    return str(value)


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first child of that name, and so on down ``path``; None where one is missing."""
    for name in path:
        if element is None:
            return None
        element = next((below for below in element if local(below) == name), None)
    return element


def children(element: _Element, name: str) -> Iterator[_Element]:
    """The children of that name."""
    return (below for below in element if local(below) == name)
