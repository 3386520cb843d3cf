"""The blocks of a build on disk: the places of tens of thousands of nodes take seconds, and are worked out once.

They lie in the directory of the version of the build, which never changes and goes when the version goes.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from kg.graph.publish import VERSIONS

FOLDER = "explorer"
_MADE_BY = ("web/explorer/graph", "web/explorer/clusters", "web/explorer/columns", "export/forces", "graph/network")
"""Modules whose text decides what is in a block. They are not loaded for that: a kept block needs no scipy."""


def kept(directory: Path, name: str, make: Callable[[], bytes]) -> bytes:
    """The block ``name`` of the build in ``directory`` as gzip: from the disk, else made and left there.

    Nothing is left where the directory is not one version of a build (a store that is written over in its place), or
    cannot be written.
    """
    if directory.parent.name != VERSIONS:
        return make()
    place = directory / FOLDER / f"{name}-{_way()}.gz"
    with suppress(OSError, EOFError, zlib.error):
        found = place.read_bytes()
        gzip.decompress(found)  # a damaged file is made anew
        return found
    made = make()
    with suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        fresh = place.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(made)
        os.replace(fresh, place)
    return made


@cache
def _way() -> str:
    """What names the way in which this version of the program makes blocks: another one reads none of its files."""
    found = hashlib.sha256()
    for module in _MADE_BY:
        found.update((Path(__file__).parents[2] / f"{module}.py").read_bytes())
    return found.hexdigest()[:12]
