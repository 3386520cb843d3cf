"""How a name is spelled before it is looked up: white space, brackets, second names, spellings of one thing."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon.agencies import kind_of
from kg.lexicon.load import table

_SECOND = re.compile(r"^(?P<first>.+[^（]{2})（(?P<second>[^（）]{2,})）$")
_WHOLE = re.compile(r"乡镇人民政府|乡镇政府|镇（|^(?:各?县|各?市|各?区|各?省)$")
_AND_OTHERS = re.compile(r"等(?:有关|相关)?(?:部门|单位)?$")
_TERM = re.compile(r"(?<=.)第?[一二三四五六七八九十]{1,3}届(?=(?:人民)?政府)")
"""市十五届政府, 自治州第十五届人民政府: the government is the same body in each of its terms."""
_BRACKETS = str.maketrans({"(": "（", ")": "）", "﹙": "（", "﹚": "）", "〔": "（", "〕": "）"})


def clean(surface: str) -> str:
    """The surface without white space, with full-width brackets and without a closing 等, 等部门."""
    plain = _TERM.sub("", "".join(surface.split()).translate(_BRACKETS))
    return (_AND_OTHERS.sub("", plain) or plain) if "等" in plain else plain


def first_name(name: str) -> str:
    """The first of two names: 市工信局（市国资委） -> 市工信局. Brackets that hold no second name stay."""
    match = _SECOND.match(name) if name.endswith("）") else None
    if match is None or _WHOLE.search(match["first"]) or match["second"].startswith("街道"):
        return name
    looks_like_body = kind_of(match["second"]) not in (None, "generic", "collective")
    return match["first"] if looks_like_body and kind_of(match["first"]) is not None else name


@cache
def _rewrites(scope: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["replacement"]) for row in table("rewrites") if row["scope"] == scope)


@cache
def rewrite(name: str, scope: str) -> str:
    """One spelling for what texts spell in several ways; ``scope`` is "collective", "name" or "zone"."""
    for pattern, replacement in _rewrites(scope):
        name = pattern.sub(replacement, name)
    return name
