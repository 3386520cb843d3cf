"""Writes Word files: as small as the standard allows, with numbers that are not in the text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from kg.source.number_forms import written
from tests.source.letters import Paragraph

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'

LISTS: tuple[tuple[tuple[str, str, str], ...], ...] = (
    (
        ("top", "chineseCountingThousand", "%1、"),
        ("bracket", "chineseCounting", "（%2）"),
        ("digit", "decimal", "%3."),
        ("small", "decimal", "（%4）"),
        ("circle", "decimalEnclosedCircleChinese", "%5"),
    ),
    (
        ("chapter", "chineseCountingThousand", "第%1章"),
        ("article", "chineseCountingThousand", "第%2条"),
        ("bracket", "japaneseCounting", "（%3）"),
        ("digit", "decimal", "%4."),
    ),
    (
        ("bare", "decimal", "%1"),
        *(("decimal", "decimal", ".".join(f"%{n}" for n in range(1, deep + 1))) for deep in range(2, 7)),
        ("small", "decimal", "（%7）"),
        ("circle", "decimalEnclosedCircle", "%8"),
    ),
)
"""Multi-level lists as official documents use them: (kind, number format, text) a level."""


def package(body: str, numbering: str = "", styles: str = "", extra: Mapping[str, str] | None = None) -> bytes:
    """A Word file with this XML in its body."""
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>',
    }
    if numbering:
        parts["word/numbering.xml"] = f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>'
    if styles:
        parts["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**parts, **(extra or {})}.items():
            archive.writestr(name, text)
    return stream.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph with its text in two runs, as Word cuts it."""
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in (text[:3], text[3:]) if part
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def numbered(number: int, level: int) -> str:
    """Paragraph properties: this level of this list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(at: int, form: str, text: str, more: str = "") -> str:
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


class Writer:
    """Writes the paragraphs of a document; ordinals become automatic numbers, restarted where they do not count on."""

    def __init__(self) -> None:
        self.overrides: list[tuple[int, int, int]] = []  # list, level, number to start with
        self.counts: dict[int, list[int]] = {}

    def write(self, paragraphs: Sequence[Paragraph]) -> bytes:
        """The document as a Word file. Every number that it prints comes from its list."""
        chosen = (
            1 if any(p.kind == "article" for p in paragraphs) else 2 if any(p.kind == "bare" for p in paragraphs) else 0
        )
        body = "".join(self._paragraph(one, chosen) for one in paragraphs)
        abstracts = "".join(
            f'<w:abstractNum w:abstractNumId="{number}">'
            + "".join(
                level(at, form, text, '<w:lvlRestart w:val="0"/>' if kind == "article" else "")
                for at, (kind, form, text) in enumerate(levels)
            )
            + "</w:abstractNum>"
            for number, levels in enumerate(LISTS)
        )
        lists = "".join(
            f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(LISTS))
        ) + "".join(
            f'<w:num w:numId="{n}"><w:abstractNumId w:val="{which}"/><w:lvlOverride w:ilvl="{at}">'
            f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            for n, (which, at, start) in enumerate(self.overrides, start=len(LISTS) + 1)
        )
        return package(body, abstracts + lists)

    def _paragraph(self, one: Paragraph, chosen: int) -> str:
        if not one.kind:
            return paragraph(one.text)
        levels = LISTS[chosen]
        depth = one.label.count(".")
        at = next(
            (
                at
                for at, (kind, _, text) in enumerate(levels)
                if kind == one.kind and (kind != "decimal" or text.count(".") == depth)
            ),
            None,
        )
        counts = self.counts.setdefault(chosen, [0] * len(levels))
        if at is None or (one.kind == "decimal" and one.label.split(".")[:-1] != list(map(str, counts[:at]))):
            return paragraph(one.printed)  # typed by hand: no list counts so
        value = next(n for n in range(1, 400) if _shown(levels[at], n, one.label))
        restarted = counts[at] + 1 != value
        counts[at] = value
        for below in range(at + 1, len(levels)):
            if levels[below][0] != "article":
                counts[below] = 0
        number = chosen + 1
        if restarted:
            self.overrides.append((chosen, at, value))
            number = len(LISTS) + len(self.overrides)
        return paragraph(one.text, numbered(number, at))


def _shown(written_as: tuple[str, str, str], value: int, label: str) -> bool:
    """Whether a level shows ``label`` (its last place) at this count."""
    _, form, text = written_as
    own = re.sub(r".*(?=%\d)|、|\.\Z", "", text) if "." in text[:-1] else text.rstrip("、.")
    return re.sub(r"%\d", written(value, form), own) == (label.rpartition(".")[2] if "." in label else label)
