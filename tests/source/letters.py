"""Official documents to be written down in every format: paragraphs as an official types them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import ClauseFact, DocumentFacts

_KINDS = (
    ("chapter", re.compile(r"第.+章"), "{} "),
    ("article", re.compile(r"第.+条"), "{} "),
    ("decimal", re.compile(r"\d+(?:\.\d+)+"), "{} "),
    ("circle", re.compile(r"[①-⑳]"), "{}"),
    ("small", re.compile(r"（\d+）"), "{}"),
    ("bracket", re.compile(r"（.+）"), "{}"),
    ("digit", re.compile(r"\d+"), "{}."),
    ("top", re.compile(r".+"), "{}、"),
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``look``: title, number, to, text, sign or note. ``kind`` and ``label`` where it is numbered: "top", "一"."""

    text: str
    look: str = "text"
    kind: str = ""
    label: str = ""

    @property
    def printed(self) -> str:
        form = next((form for kind, _, form in _KINDS if kind == self.kind), "{}")
        return (f"{self.label} " if self.kind == "bare" else form.format(self.label)) + self.text


def letter(facts: DocumentFacts) -> list[Paragraph]:
    """The paragraphs of a document: head, covering notice, signature, and the text that it issues."""
    decimals = any(re.search(r"\d\.\d", clause.path) for clause in facts.clauses)
    notice = [clause for clause in facts.clauses if clause.part == "notice"]
    issued = [clause for clause in facts.clauses if clause.part != "notice"]
    found = [Paragraph(facts.number or "", "number"), Paragraph(facts.title or "", "title")]
    if facts.addressees:
        found.append(Paragraph("，".join(facts.addressees) + "：", "to"))
    found += [paragraph for clause in notice for paragraph in _clause(clause, decimals)]
    found += [Paragraph(issuer, "sign") for issuer in facts.issuers]
    found.append(Paragraph(_date(facts.signed or ""), "sign"))
    if facts.openness:
        found.append(Paragraph(f"（{facts.openness}）", "note"))
    if issued:
        found += [Paragraph(title, "title") for title in facts.promulgates]
        found += [paragraph for clause in issued for paragraph in _clause(clause, decimals)]
    return [paragraph for paragraph in found if paragraph.text or paragraph.label]


def _clause(clause: ClauseFact, decimals: bool) -> Iterator[Paragraph]:
    label = clause.path.rpartition("/")[2]
    first, *rest = clause.text.split("\n")
    if label:
        kind = next(kind for kind, pattern, _ in _KINDS if pattern.fullmatch(label))
        kind = "bare" if decimals and kind == "digit" and "/" not in clause.path else kind
        yield Paragraph(first, "text", kind, label)
    else:
        rest.insert(0, first)
    for text in rest:
        yield Paragraph(text)


def _date(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{year}年{int(month)}月{int(day)}日"
