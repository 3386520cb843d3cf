"""The picture of the graph: the page of ``kg graph``, of the whole or of what lies around one agency."""

from __future__ import annotations

import re
from html import unescape
from typing import Literal

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.errors import KgError
from kg.query.errors import UnknownName
from kg.web.pages.common import not_found, resolved
from kg.web.view import corpus, words

_POLICY = re.compile(r'http-equiv="Content-Security-Policy"\s+content="([^"]+)"')
HOPS = 2


def whole(request: Request) -> Response:
    """``/graph/all``: the whole graph."""
    return _drawn(request, None)


def agency(request: Request) -> Response:
    """``/agency/…/graph``: what lies within two steps of an agency."""
    canonical = resolved(corpus(request), request.path_params["name"])
    if canonical is None:
        return not_found(request, UnknownName(request.path_params["name"], ()), "agency")
    return _drawn(request, canonical)


def _drawn(request: Request, canonical: str | None) -> Response:
    """The page, whose own policy names the hashes of its scripts: it is sent as the answer's policy too."""
    from kg.export.html import render as draw  # loads pyvis: only for who wants this picture
    from kg.graph.network import around, network
    from kg.web.pictured import linked

    say = words(request)
    lang: Literal["zh", "en"] = "en" if say.language == "en" else "zh"
    everything = network(corpus(request).facts)
    title = say("web.title") if canonical is None else canonical
    shown = everything if canonical is None else around(everything, canonical, HOPS)
    html = draw(linked(shown, str(request.base_url), corpus(request).bodies), title, lang)
    policy = _POLICY.search(html)
    if policy is None:
        raise KgError("the picture of the graph has no content security policy")
    return HTMLResponse(html, headers={"content-security-policy": unescape(policy[1])})
