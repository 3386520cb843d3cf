"""Text recognition of scans and pictures, where the optional extra ``ocr`` is installed (its models come with it)."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from io import BytesIO
from typing import Any, NoReturn

from kg.errors import SourceError
from kg.source.extracted import Extracted, paged
from kg.source.layout.layout import Layout

ADVICE = "the optional extra [ocr] reads it: pip install 'gongwen-kg[ocr]'"
MEDIA_TYPE = "image/*"

PIXEL_LIMIT = 60_000_000
"""Pixels that a picture may have: a sheet A3 at 400 dots an inch has 31 million."""

FRAME_LIMIT = 500
"""Pictures that one file may hold."""


def available() -> bool:
    """Whether the extra ``ocr`` is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def refuse(what: str) -> NoReturn:
    """Raise SourceError for ``what``, which holds no characters, with what to do."""
    raise SourceError(f"{what}; no text was recognised in it" if available() else f"{what}; {ADVICE}")


def extract(data: bytes, what: str) -> Extracted:
    """The text of a picture (``what`` says of which kind). Raises SourceError without the extra, or without text."""
    if not available():
        refuse(what)
    read = [lines(frame) for frame in _frames(data, what)]
    if not any(read):
        refuse(what)
    text, pages = paged(read)
    return Extracted(text, MEDIA_TYPE, pages=pages)


def lines(picture: Any) -> list[str]:
    """The lines that are recognised in a picture (a numpy array), in reading order."""
    found = _engine()(picture)
    if found.txts is None:
        return []
    glyphs = []
    for box, text in zip(found.boxes.tolist(), found.txts, strict=True):
        across, down = [x for x, _ in box], [y for _, y in box]
        glyphs.append((min(across), min(down), max(across), max(down), str(text)))
    return Layout().lines(glyphs)


def _frames(data: bytes, what: str) -> list[Any]:
    """The pictures in a file (a TIFF can hold many) as arrays."""
    from numpy import asarray  # these two come with the extra: only here
    from PIL import Image, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as image:
            if image.width * image.height > PIXEL_LIMIT or getattr(image, "n_frames", 1) > FRAME_LIMIT:
                raise SourceError(f"{what} too large to be a page; make it smaller")
            return [asarray(frame.convert("RGB")) for frame in ImageSequence.Iterator(image)]
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise SourceError(f"{what}, damaged or incomplete; get the file again") from error


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR  # an extra: only here

    return RapidOCR(params={"Global.log_level": "critical"})
