"""The readers: one a format, chosen by content. Their libraries are loaded only where a file needs them."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO

from kg.errors import SourceError
from kg.source import abreast, formats
from kg.source.decode import decode
from kg.source.extracted import Extracted

HTML = "text/html"


def extract(data: bytes) -> Extracted:
    """The text in ``data``, by the reader of its format; plain text where it is none of the known ones.

    Raises SourceError with the reason where the format is not read, or the file is damaged or without text.
    """
    known = formats.known(data)
    if known is None:
        return _web_archive(data) if formats.is_web_archive(data) else _text(data)
    match known.reader:
        case "pdf":
            from kg.source import pdf

            return pdf.extract(data)
        case "zip":
            return _zip(data)
        case "picture":
            from kg.source import ocr

            return ocr.extract(data, known.name)
        case _:
            raise SourceError(f"looks like {known.name}; {known.advice}")


def _text(data: bytes) -> Extracted:
    text, encoding = decode(data)
    if formats.is_word_xml(text):
        raise SourceError(
            "looks like a Word document in XML; save it as plain text (UTF-8), DOCX or PDF and build from that"
        )
    return _html(text, encoding) if formats.is_markup(text) else abreast.in_order(text, encoding)


def _html(page: str, encoding: str) -> Extracted:
    from kg.source.web import html

    return Extracted(html.extract(page), HTML, encoding)


def _web_archive(data: bytes) -> Extracted:
    """The first page of a web archive; the rest of it is pictures, styles and frames."""
    message = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == HTML:
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return _html(*decode(payload))
    raise SourceError("a saved web archive without a page; save the page again")


def _embedded(data: bytes) -> str:
    """The text of a page or a plain text inside a Word file."""
    if formats.known(data) is not None:
        raise SourceError("a Word file that embeds another file as its text; save it again as DOCX")
    return (_web_archive(data) if formats.is_web_archive(data) else _text(data)).text


def _zip(data: bytes) -> Extracted:
    what = formats.package(BytesIO(data))
    if what == "docx":
        from kg.source.word import docx

        return Extracted(docx.extract(data, _embedded), docx.MEDIA_TYPE)
    if what == "ofd":
        from kg.source import ofd

        return ofd.extract(data)
    if what == "archive":
        raise SourceError(
            "an archive inside an archive, or one without any file to read; unpack it and build from that"
        )
    raise SourceError(f"looks like {what}; save it as plain text (UTF-8), DOCX or PDF and build from that")
