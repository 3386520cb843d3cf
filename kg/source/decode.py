"""Bytes → characters, with every character kept: no newline translation, no replacement characters."""

from __future__ import annotations

import codecs
from collections import Counter
from functools import cache

from kg.errors import SourceError
from kg.lexicon import load

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins with the mark of UTF-16: must come first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000  # characters that are looked at to judge a decoding
_HARMLESS = frozenset("\t\n\v\f\r\x1a\x1b\x85")
_KNOWN_SHARE = (
    0.85  # of the characters beyond ASCII, usual ones of GB/T 2312; real documents have 0.95, Big5 read so 0.15
)
_COMMON_SHARE = 0.12  # of the characters beyond ASCII, in encodings.yml; real documents have 0.20 and more
_CONTROL_SHARE = 0.001


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of ``data`` and its encoding.

    Tried in this order: a byte order mark; UTF-16 by the pattern of its zero bytes; UTF-8; GB18030, strictly,
    and only if the result looks like Chinese; UTF-16 without a mark or a zero byte. The mark is not part of
    the text. Raises SourceError with the reason (without a file name).
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _marked(data, encoding), encoding
    if b"\x00" in data:
        return _utf16(data, "it holds zero bytes: a binary file; give a plain text file")
    try:
        return _printable(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    text = _gb18030(data)
    if text is not None:
        return _printable(text), "gb18030"
    return _utf16(data, _why_not(data, broken))


def _marked(data: bytes, encoding: str) -> str:
    try:
        return _printable(data.decode(encoding))
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        raise SourceError(f"its mark says {name} but byte {error.start} is not; save it again as UTF-8") from error


def _gb18030(data: bytes) -> str | None:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return text if _is_chinese(text) else None


def _utf16(data: bytes, otherwise: str) -> tuple[str, str]:
    """UTF-16 without a mark: the byte order that gives Chinese or plain ASCII text, else SourceError."""
    for encoding in ("utf-16-le", "utf-16-be") if len(data) % 2 == 0 else ():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and (text.isascii() or _is_chinese(text)):
            return _printable(text), encoding
    raise SourceError(otherwise)


def _why_not(data: bytes, error: UnicodeDecodeError) -> str:
    """Nearly UTF-8 is damaged UTF-8; anything else is another encoding."""
    lost = len(data) - len(data.decode("utf-8", "ignore").encode("utf-8"))
    beyond_ascii = len(data) - sum(map(data.count, map(bytes, zip(range(128)))))
    if lost * 10 < beyond_ascii:
        line = data.count(b"\n", 0, error.start) + 1
        return f"broken UTF-8 at byte {error.start} (line {line}); get the file again or save it as UTF-8"
    return "neither UTF-8, UTF-16 nor GB18030 (another encoding, or a binary file); save it as UTF-8"


def _printable(text: str) -> str:
    counts = Counter(text[:_SAMPLE])
    control = sum(count for character, count in counts.items() if character < " " and character not in _HARMLESS)
    if control > max(1, counts.total()) * _CONTROL_SHARE:
        raise SourceError("it holds control characters: a binary file; give a plain text file")
    return text


def _is_chinese(text: str) -> bool:
    counts = Counter(character for character in text[:_SAMPLE] if character > "\x7f" and not character.isspace())
    total = counts.total()
    known = sum(count for character, count in counts.items() if _known(character))
    common = sum(count for character, count in counts.items() if character in _common())
    return known >= total * _KNOWN_SHARE and common >= total * _COMMON_SHARE and total > 0


def _known(character: str) -> bool:
    """In rows 1-3 (signs) or 16-55 (the 3,755 usual characters) of GB/T 2312."""
    try:
        row = character.encode("gb2312")[0] - 0xA0
    except UnicodeEncodeError:
        return False
    return row <= 3 or 16 <= row <= 55


@cache
def _common() -> frozenset[str]:
    return frozenset(load.tree("encodings.yml")["common"])
