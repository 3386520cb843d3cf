"""Names that a document itself shows to be those of one body: two of a zone, two of a department of one function."""

from __future__ import annotations

import re

from kg.lexicon.agencies import departments
from kg.model import Body


def merged(bodies: dict[str, Body], named: set[Body]) -> dict[str, Body]:
    """The body of each surface form, such bodies under one name.

    That is one which the document prints (``named``), not one made from a field of work (省林业主管部门).
    """
    return _zones(_variants(bodies, named))


_ZONE = re.compile(r"^(?P<place>.+?)(?P<zone>经开区|高新区|开发区)(?P<body>(?:管理委员会|党工委|税务局)?)$")
_ZONES = {"经开区": ("经济技术开发区", "经济开发区"), "高新区": ("高新技术产业开发区",)}


def _zones(bodies: dict[str, Body]) -> dict[str, Body]:
    """Where the document has a zone's long name too, its short one means that: 曲靖经开区管委会."""
    known = {body.canonical: body for body in bodies.values()}

    def long(body: Body) -> Body:
        match = _ZONE.match(body.canonical)
        forms = _ZONES.get(match["zone"], (*_ZONES["经开区"], *_ZONES["高新区"])) if match else ()
        wanted = [match["place"] + form + match["body"] for form in forms] if match else []
        return next((known[name] for name in wanted if name in known), body)

    return {surface: long(body) for surface, body in bodies.items()}


def _variants(bodies: dict[str, Body], named: set[Body]) -> dict[str, Body]:
    """Names of one function in one government are one body: 自然资源局 and 规划和自然资源局 of one city."""
    groups: dict[tuple[str, str, str], set[Body]] = {}
    keys: dict[Body, tuple[str, str, str]] = {}
    for body in bodies.values():
        key = _function(body)
        if key is not None:
            groups.setdefault(key, set()).add(body)
            keys[body] = key
    chosen = {
        key: min(found, key=lambda b: (b not in named, -len(b.canonical), b.canonical)) for key, found in groups.items()
    }
    return {surface: chosen[keys[body]] if body in keys else body for surface, body in bodies.items()}


def _function(body: Body) -> tuple[str, str, str] | None:
    if body.kind != "department" or body.parent is None or not body.parent.endswith("人民政府"):
        return None
    name = body.canonical.removeprefix(body.parent.removesuffix("人民政府"))
    found = departments().get(name) or departments().get(name.removeprefix("人民政府"))  # 市政府金融办 as 市金融办
    return (body.parent, body.tier, found.group) if found is not None and found.until is None else None
