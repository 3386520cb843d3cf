"""A copy of a remote graph on this disk, in the form of a build: what pages show, which look at all of it."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.errors import StoreError
from kg.graph import readable
from kg.graph.publish import current, publish
from kg.graph.remote.store import RemoteStore
from kg.graph.store import open_read, write_quads

STATE = "remote.json"
"""Beside the store of the copy: which content of which graphs it holds."""


def place(address: str, base: str) -> Path:
    """Where the copy of a graph lies: in the cache of this user."""
    if sys.platform == "win32":
        cache = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "gongwen-kg" / hashlib.sha256(json.dumps([address, base]).encode("ascii")).hexdigest()[:16]


def mirror(store: RemoteStore, out: Path) -> bool:
    """Bring the copy in ``out`` up to date: only graphs that have changed are fetched. False where none had.

    Raises StoreError where the store fails, or another program is writing the copy; the former copy then stays.
    """
    held = store.manifest
    wanted = {iri: part.digest for iri, part in store.graphs.items()}
    former, known = _former(out)
    if former is not None and known == wanted:
        return False

    def quads() -> Iterator[Quad]:
        for iri, digest in wanted.items():
            source: readable.Store = former if former is not None and known.get(iri) == digest else store
            yield from source.quads_for_pattern(None, None, None, NamedNode(iri))

    def write(directory: Path) -> None:
        write_quads(directory / "store", quads(), held.base)
        (directory / STATE).write_text(json.dumps(wanted, ensure_ascii=False), encoding="utf-8")

    publish(out, write)
    return True


def _former(out: Path) -> tuple[readable.Store | None, dict[str, str]]:
    """The copy that is there, and what it holds; None where there is none that can be used."""
    try:
        directory = current(out)
        known: dict[str, str] = json.loads((directory / STATE).read_text(encoding="utf-8"))
        return open_read(directory / "store"), known
    except (StoreError, OSError, ValueError):
        return None, {}
