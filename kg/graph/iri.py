"""IRIs made of names: readable, NFC, without percent-encoding, legal by RFC 3987, and never shared by two names."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from functools import lru_cache

from kg.model import Citation
from kg.text.wenhao import parse

DEFAULT_BASE = "https://w3id.org/gongwen/id/"

MARK = "～"  # between a name and what keeps it apart from another; a name that looks marked is marked again
_FULL_WIDTH = str.maketrans({**{c: chr(ord(c) + 0xFEE0) for c in '"#%<>?\\^`{|}/'}, "[": "〔", "]": "〕"})
_ILLEGAL = re.compile(
    "[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff"
    + "".join(f"{chr((plane << 16) + 0xFFFE)}{chr((plane << 16) + 0xFFFF)}" for plane in range(1, 17))
    + "\U000e0000-\U0010ffff]"
)
_MARKED = re.compile(f"{MARK}([0-9a-f]{{8}}|[0-9]+)$")


_JSON = json.JSONEncoder(ensure_ascii=True).encode


def digest(*parts: object, length: int = 16) -> str:
    """Hexadecimal content hash of plain values (str, int, None, tuples of them)."""
    return hashlib.sha256(_JSON(parts).encode("ascii")).hexdigest()[:length]


@lru_cache(maxsize=1 << 14)
def slug(text: str) -> str:
    """One IRI segment for a name. ``slug`` is injective: a name that had to be altered carries its hash.

    White space and invisible characters are dropped, the others that an IRI path cannot hold become their full-width
    forms, ``[]`` the brackets 〔〕 of document numbers.
    """
    plain = unicodedata.normalize("NFC", text)
    plain = _ILLEGAL.sub("", plain.translate(_FULL_WIDTH))
    plain = "．" * len(plain) if plain in (".", "..") else plain
    if plain == text and not _MARKED.search(text):
        return plain
    return f"{plain}{MARK}{digest(text, length=8)}"


def path_slug(path: str) -> str:
    """The slugs of the segments of a "/"-separated path."""
    return "/".join(slug(segment) for segment in path.split("/"))


def number_key(number: str) -> str:
    """The identity of a document number however it is printed; a standard's number just loses its white space.

    >>> number_key("国办发 [２０２３] 1 号")
    '国办发〔2023〕1号'
    """
    parsed = parse(number)
    return "".join(number.split()) if parsed is None else parsed.key


def work_key(citation: Citation) -> str | None:
    """The identity of what is cited: the document of the graph, else its number, else its title; None without these."""
    number = None if citation.number is None else number_key(citation.number)
    return citation.target or number or citation.title


def is_of_document(graph: str) -> bool:
    """Whether a graph of this name is that of a document, and not what documents share, or the ontology."""
    return graph.endswith("/graph")


class Names:
    """Hands out IRIs below one base; the second name asked for as ``fresh`` in the same place gets ～2, and so on."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        self.base = base
        self._last: dict[str, int] = {}  # IRI handed out -> the number of the last one made of it

    def fresh(self, iri: str) -> str:
        """The IRI itself the first time, then with ～2, ～3 …"""
        name = iri
        while name in self._last:
            self._last[iri] += 1
            name = f"{iri}{MARK}{self._last[iri]}"
        self._last[name] = 1
        return name

    def document(self, key: str) -> str:
        """IRI of the (first) document with this key."""
        return f"{self.base}document/{slug(key)}"

    @property
    def shared(self) -> str:
        """IRI of the graph of what documents share: agencies, regions, genres, source files, works that are cited."""
        return f"{self.base}shared"

    def text(self, document: str, title: str) -> str:
        """IRI of the (first) text of this title that the document with the IRI ``document`` issues."""
        return f"{document}/text/{slug(title)}"

    def agency(self, canonical: str) -> str:
        """IRI of an agency by its canonical name."""
        return f"{self.base}agency/{slug(canonical)}"

    def region(self, name: str) -> str:
        """IRI of a region by its name."""
        return f"{self.base}region/{slug(name)}"

    def contributor(self, name: str) -> str:
        """IRI of a person who put something right."""
        return f"{self.base}contributor/{slug(name)}"

    def source(self, path: str) -> str:
        """IRI of a source file by its path."""
        return f"{self.base}source/{path_slug(path)}"
