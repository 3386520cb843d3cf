"""Style sheets, scripts and the icon, sent from memory: they are part of the program and do not change while it runs.

Under an address that holds their digest a browser keeps them for good: another version of the program has other ones.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.web.bundle import bundled

_MEDIA = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".txt": "text/plain"}
_EXPLORER = "explorer/"
EXPLORER = "explorer/all.js"
"""The scripts of the explorer in one file."""
_WORTH_PRESSING = 8192
"""Bytes from which a file is sent compressed to who can read that."""
_DIGEST = re.compile(r"([0-9a-f]{12})/")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its bytes, their gzip where that is worth it, and what names this very content."""

    plain: bytes
    small: bytes | None
    tag: str
    media: str


async def asset(request: Request) -> Response:
    """``/static/…``, with or without the digest of all files in front. Raises HTTPException 404 for no such file."""
    path: str = request.path_params["path"]
    found = _DIGEST.match(path)
    one = assets().get(path[found.end() :] if found else path)
    if one is None:
        raise HTTPException(404)
    lasting = found is not None and found[1] == digest()
    headers = {"etag": one.tag, "cache-control": "public, max-age=31536000, immutable" if lasting else "no-cache"}
    if one.small is not None:
        headers["vary"] = "Accept-Encoding"
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if one.tag in known:
        return Response(status_code=304, headers=headers)
    if one.small is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(one.small, headers={**headers, "content-encoding": "gzip"}, media_type=one.media)
    return Response(one.plain, headers=headers, media_type=one.media)


def address(name: str) -> str:
    """The lasting address of a file (``site.css``)."""
    return f"/static/{digest()}/{name}"


@cache
def digest() -> str:
    """What names all files together."""
    return hashlib.sha256("".join(f"{name} {one.tag}" for name, one in assets().items()).encode()).hexdigest()[:12]


@cache
def assets() -> dict[str, Asset]:
    """Every file by its path below ``static``, sorted; besides, the scripts of the explorer as one."""
    read: dict[str, bytes] = {}
    _read(files("kg.web").joinpath("static"), "", read)
    explorer = {name: content.decode() for name, content in read.items() if name.startswith(_EXPLORER)}
    read[EXPLORER] = bundled(f"{_EXPLORER}main.js", explorer).encode()
    return {name: _asset(name, content) for name, content in sorted(read.items())}


def _read(folder: Traversable, above: str, found: dict[str, bytes]) -> None:
    for one in folder.iterdir():
        if one.is_dir():
            _read(one, f"{above}{one.name}/", found)
        elif PurePosixPath(one.name).suffix in _MEDIA:
            found[above + one.name] = one.read_bytes()


def _asset(name: str, plain: bytes) -> Asset:
    small = gzip.compress(plain, mtime=0) if len(plain) >= _WORTH_PRESSING else None
    tag = f'"{hashlib.sha256(plain).hexdigest()[:32]}"'
    return Asset(plain, small, tag, _MEDIA[PurePosixPath(name).suffix])
