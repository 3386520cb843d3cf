"""The explorer: the page, and the graph as the block of columns that its scripts draw."""

from __future__ import annotations

import logging
from threading import Lock
from typing import TYPE_CHECKING, get_args

from starlette.datastructures import State
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.graph.vocabulary import DUTY_SHORTCUTS
from kg.lexicon import load
from kg.model import Relation
from kg.web.assets import EXPLORER
from kg.web.corpus import Corpus
from kg.web.explorer import TIERS
from kg.web.view import corpus, render, words
from kg.web.words import Words

if TYPE_CHECKING:
    from kg.web.explorer.graph import Block, Explored

MEDIA = "application/octet-stream"
_ONE = Lock()
_LOG = logging.getLogger(__name__)


def page(request: Request) -> Response:
    """``/explorer``: what is shown stands behind ``#``, so that a link shares it and no server hears of it."""
    return render(request, "explorer.html", say=_words(words(request)), script=EXPLORER)


def _words(say: Words) -> dict[str, str]:
    """All that the scripts say, in one language."""
    table: dict[str, dict[str, str]] = load.tree("explorer.yml")
    codes = [*(("role", role) for role in DUTY_SHORTCUTS), ("status", "stated"), ("status", "derived")]
    codes += [("relation", relation) for relation in get_args(Relation)]
    return {
        **{key: text[say.language] for key, text in table.items()},
        **{f"{kind}.{code}": say.code(kind, code) for kind, code in codes},
        **{f"tier.{tier}": say.code("web.tier", tier) for tier in TIERS},
    }


def graph(request: Request) -> Response:
    """``/explorer/graph``: nodes and lines."""
    return _sent(request, explored_of(request).block)


def by_time(request: Request) -> Response:
    """``/explorer/places/time``: the places of the nodes in the layout by time."""
    return _sent(request, explored_of(request).by_time)


def old(request: Request) -> Response:
    """``/graph``: where the picture used to be chosen."""
    return RedirectResponse("/explorer", 308)


def explored_of(request: Request) -> Explored:
    """The graph of the build that is published now, worked out once for each: who asks meanwhile waits."""
    return _explored(request.app.state, corpus(request))


def warm(state: State, graph: Corpus) -> Block:
    """Works the graph out before anybody asks: blocks, which a build keeps on disk, then what tells of nodes."""
    found = _explored(state, graph)
    block, later = found.blocks()
    _LOG.debug("explorer: %d nodes, %d and %d bytes", len(found.number), len(block.small), len(later.small))
    return block


def _explored(state: State, found: Corpus) -> Explored:
    from kg.web.explorer.graph import Explored  # loads networkx: in the background, so that the site answers before

    with _ONE:
        made: tuple[Corpus, Explored] | None = getattr(state, "explored", None)
        if made is None or made[0] is not found:
            made = state.explored = (found, Explored(found))
        return made[1]


def _sent(request: Request, block: Block) -> Response:
    """The block, compressed where the browser can read that, and nothing where it has this very one."""
    headers = {"etag": block.tag, "cache-control": "no-cache", "vary": "Accept-Encoding"}
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if block.tag in known:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(block.small, headers={**headers, "content-encoding": "gzip"}, media_type=MEDIA)
    return Response(block.plain, headers=headers, media_type=MEDIA)
