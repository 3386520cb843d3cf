"""What the site needs of a build, made in the background before anybody asks for it; also of one that comes later."""

from __future__ import annotations

import gc
from threading import Event

from starlette.applications import Starlette

from kg.web.corpus import Corpus
from kg.web.library import Library
from kg.web.pages.calendar import due
from kg.web.pages.explorer import warm as warm_explorer
from kg.web.pages.start import index_for

LOOK_SECONDS = 2.0
"""Between two looks whether a build was published."""

_LOOKED_UP = ("stats", "bodies", "agency_by_slug", "names", "by_agency", "by_clause", "naming", "by_document")


def keep_warm(app: Starlette, stop: Event, seconds: float = LOOK_SECONDS) -> None:
    """Open each build that is published, and make ready what is looked up in it, until ``stop`` is set."""
    library: Library = app.state.library
    known: Corpus | None = None
    while not stop.is_set():
        found = library.corpus()
        if found is not known:
            warm(app, found)
            settle()
            known = found
        stop.wait(seconds)


def warm(app: Starlette, corpus: Corpus) -> None:
    """Make ready what look-ups, pages, the search and the explorer need of a build, in this order."""
    if corpus.index is not None:
        corpus.index.read_labels()
    for name in _LOOKED_UP:
        getattr(corpus, name)
    corpus.standing(None)
    corpus.citing("")
    for facts in corpus.facts[:1]:
        corpus.anchors(facts)
    due(corpus)
    index_for(app.state, corpus)
    warm_explorer(app.state, corpus)


def settle() -> None:
    """Take what is in memory now out of the collector's rounds.

    A build stays until the next one, and to go through all its objects takes half a second at a million triples, in
    which no request is answered.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
