"""The text of a query made ready for a server that takes only standard SPARQL: no values or prefixes beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.graph.keywords import OPAQUE, masked
from kg.graph.readable import Term

_PROLOGUE = re.compile(r"(?:\s*(?:BASE\s+<[^>]*>|PREFIX\s+[^\s:]*:\s*<[^>]*>))*", re.IGNORECASE)
_DECLARED = re.compile(r"PREFIX\s+([^\s:]*):", re.IGNORECASE)
_FORM = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_ORDER = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)
_WINDOW = re.compile(r"\b(LIMIT|OFFSET|VALUES)\b", re.IGNORECASE)
_GROUP = re.compile(r"\bGROUP\s+BY\b", re.IGNORECASE)
_PLAIN = re.compile(r"\s*SELECT\s+(?!DISTINCT\b|REDUCED\b|\*)", re.IGNORECASE)
_VARIABLE = re.compile(r"[?$](\w+)")


def form(text: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; "" where there is none."""
    found = _FORM.search(masked(text))
    return found[1].upper() if found else ""


@dataclass(frozen=True, slots=True)
class Split:
    """A query cut where more can be put in: before its form, and the ORDER BY at its end, which may be lacking."""

    prologue: str
    body: str
    order: str

    @property
    def whole(self) -> str:
        """The query again."""
        return f"{self.prologue}\n{self.body}\n{self.order}"

    def page(self, limit: int, offset: int) -> str:
        """A part of the rows. The order stands inside: Virtuoso sorts no more than 10,000 rows below an OFFSET."""
        return f"{self.prologue}\nSELECT * WHERE {{ {{\n{self.body}\n{self.order}\n}} }} LIMIT {limit} OFFSET {offset}"


def sorted_openly(split: Split) -> tuple[Split, set[str]]:
    """The query with all that it sorts by among its columns, and what that added: who sorts again must see it."""
    bare = masked(split.body)
    plain = _PLAIN.match(bare)
    shown = set(_VARIABLE.findall(bare[: bare.find("{")]))
    added = order_variables(split.order) - shown
    if not plain or not added or _GROUP.search(bare, bare.rfind("}")):
        return split, set()
    more = " ".join(f"?{name}" for name in sorted(added))
    return replace(split, body=f"{split.body[: plain.end()]}{more} {split.body[plain.end() :]}"), added


def prepared(
    text: str,
    prefixes: Mapping[str, str],
    values: Mapping[str, Term],
) -> Split:
    """The query with the prefixes that it uses declared, and ``values`` given to its variables."""
    text = OPAQUE.sub(lambda match: " " if match[0].startswith("#") else match[0], text)
    prologue = _prologue(text)
    body = _with_values(text[len(prologue) :], values)
    bare = masked(body)
    known = set(_DECLARED.findall(prologue))
    used = [name for name in prefixes if name not in known and re.search(rf"(?<![\w:?$-]){re.escape(name)}:", bare)]
    head = "".join(f"PREFIX {name}: <{prefixes[name]}>\n" for name in used)
    place = _last_order(bare)
    return Split(head + prologue, body[:place], body[place:])


def order_variables(order: str) -> set[str]:
    """The variables that an ORDER BY looks at."""
    return set(_VARIABLE.findall(masked(order)))


def _prologue(text: str) -> str:
    found = _PROLOGUE.match(text)
    return found[0] if found else ""


def _with_values(body: str, values: Mapping[str, Term]) -> str:
    """VALUES at the start of the pattern: there every part of it sees them, filters too."""
    if not values:
        return body
    given = " ".join(f"VALUES ?{name} {{ {term} }}" for name, term in values.items())
    place = _pattern(masked(body))
    return f"{body[:place]} {given} {body[place:]}" if place else body


def _pattern(bare: str) -> int:
    """Behind the brace that opens the pattern; the template of CONSTRUCT, which comes first, is passed over."""
    start = bare.find("{")
    if _FORM.match(bare.lstrip()) and bare.lstrip()[:9].upper() == "CONSTRUCT" and _is_template(bare, start):
        start = bare.find("{", _closing(bare, start))
    return start + 1


def _is_template(bare: str, brace: int) -> bool:
    return not re.search(r"\bWHERE\s*$", bare[:brace], re.IGNORECASE)


def _closing(bare: str, brace: int) -> int:
    depth = 0
    for place in range(brace, len(bare)):
        depth += (bare[place] == "{") - (bare[place] == "}")
        if depth == 0:
            return place
    return len(bare)


def _last_order(bare: str) -> int:
    """Where the ORDER BY of the whole query begins; its end where it has none, or a window behind it."""
    close = bare.rfind("}")
    found = _ORDER.search(bare, close + 1)
    return len(bare) if found is None or _WINDOW.search(bare, close + 1) else found.start()
