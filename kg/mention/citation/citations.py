"""Citations: every other document, law, standard or plan that a document names, and in which relation."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from kg.lexicon.load import tree
from kg.mention.citation.relations import MASK, Setting, relate
from kg.mention.citation.works import Work, find_works, fold, may_name
from kg.mention.flow import running_texts
from kg.model import Citation, Clause, CleanText, Document, Relation
from kg.text import offsets
from kg.text.wenhao import parse

_ANNEXED = re.compile(r"[（(](?:详?见|即)?附[件表录]")
"""《某某实施方案》（详见附件2）: an annex of its own."""
_HANDED = re.compile(r"(?:现|兹|特)[^，。；]{0,8}[将把][^，。；]{0,8}$")
_ISSUED = re.compile(r"[^。；，]{0,20}(?:印发|下发|发布|公布|颁布|发给|予以公告|公告如下)")
_PASSED = re.compile(
    rf"[^。；{MASK}]{{0,50}}(?:同意|通过|批准|审定|核准)，?[^。；{MASK}]{{0,16}}现[^。；，{MASK}]{{0,12}}(?:印发|公布|发布|下发|颁布)"
)
_DRAWN_UP = re.compile(rf"(?:制定|制订|编制)了?[^，。；]*\Z|{MASK}(?:[（(][^（）()]*[）)])?[、和及与]\Z")
_AND_ISSUED = re.compile(rf"(?:[（(][^（）()]*[）)]|{MASK}|[、和及与])*，现(?:予|予以)?(?:印发|下发|公布|发布)")
"""「制定《A》（以下简称…）和《B》，现印发给你们」."""
_DEFINED = re.compile(r"(?:以下|下文)?(?:简|统)?称(?:为)?[：:]?\s*$")

_OWN_ORDER = re.compile(r"(?:公布|发布|颁布|施行)[^（）()]*[）)]")
"""Below the title of rules, in brackets: who passed them, and by which order they were made public."""


@dataclass(frozen=True, slots=True)
class CitationHit:
    """A citation at ``text[start:end]``. ``key`` is the identity of the work that is cited."""

    start: int
    end: int
    number: str | None
    title: str | None
    key: str
    relation: Relation
    rule: str


@cache
def _not_works() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    forms = tree("citation_forms")
    ends = re.compile(f"(?:{'|'.join(forms['not_works']['ends'])})$")
    behind = re.compile(rf"\s*(?:{'|'.join(forms['not_works']['behind'])})")
    return ends, behind, frozenset(forms["bare_titles"])


def _is_work(text: str, work: Work, shorts: Collection[str]) -> bool:
    """Not a newspaper, a short form, or the place where a short form is defined."""
    if work.number or work.title is None:
        return True
    ends, behind, bare = _not_works()
    if work.title in bare or work.title in shorts or _DEFINED.search(text[max(0, work.start - 8) : work.start]):
        return False
    return not ends.search(work.title) and not behind.match(text, work.end)


def _issued_here(masked: str, work: Work) -> bool:
    """The work that this document issues: 现将《X》印发给你们; 《X》已经市政府同意，现印发给你们."""
    if work.number:
        return False
    if _ANNEXED.match(masked, work.end):
        return True
    left, right = masked[max(0, work.start - 12) : work.start], masked[work.end : work.end + 80]
    if _HANDED.search(left):
        return bool(_ISSUED.match(right))
    if _DRAWN_UP.search(left) and _AND_ISSUED.match(right):
        return True
    return bool(_PASSED.match(right))


def find_citations(text: str, setting: Setting | None = None, shorts: Collection[str] = ()) -> list[CitationHit]:
    """Every citation in a clause's text, in order. ``shorts``: short forms that the document has defined.

    Which of them name the document itself only the document knows: see :func:`cite`.
    """
    works = [work for work in find_works(text) if _is_work(text, work, shorts)]
    if not works:
        return []
    masked = list(text)
    for work in works:
        masked[work.start : work.end] = MASK * (work.end - work.start)
    blotted = "".join(masked)
    hits = []
    for work in works:
        if (setting is None or setting.opening or _ANNEXED.match(blotted, work.end)) and _issued_here(blotted, work):
            continue
        relation, rule = relate(blotted, work.start, work.end, work.title, setting or Setting())
        hits.append(CitationHit(work.start, work.end, work.number, work.title, work.key, relation, rule))
    return hits


def _own(document: Document) -> tuple[str, frozenset[str]]:
    """The document's own number, and its titles: its own, what it issues, its annexes."""
    number = parse(document.number) if document.number else None
    titles = {fold(name) for name in (*document.promulgates, *document.annexes) if name}
    if document.title:
        titles.add(fold(document.title))
        titles.add(fold(re.sub(r"^.*?(?=关于)", "", document.title)))
    return number.key if number else "", frozenset(titles - {""})


def _is_self(hit: CitationHit, number: str, titles: frozenset[str]) -> bool:
    if hit.number:
        return hit.key == number
    title = fold(hit.title or "")
    if hit.relation in {"repeals", "forwards", "replies"}:
        return hit.relation == "forwards" and title in titles  # what stands below: 转发某局制定的《方案》
    if re.match(r"附[件表]\d*[：:]", hit.title or ""):
        return True  # 《附件1：统计表》
    return title in titles or any(title.endswith(own) and len(title) - len(own) <= 8 for own in titles)


def cite(document: Document, shorts: Collection[str] = ()) -> list[Citation]:
    """The citations of a document, in reading order; each work once in each relation.

    A work named by title alone takes the number that another place of the document gives for the same title.
    """
    number, titles = _own(document)
    found: list[tuple[Clause, CleanText, CitationHit]] = []
    announced: dict[str, str] = {}
    for clause, body in zip(document.clauses, running_texts(document), strict=True):
        announced[clause.path] = body.text[-80:].rpartition("。")[2].strip()
        if not may_name(body.text):
            continue
        above, _, label = clause.path.rpartition("/")
        setting = Setting(clause.path == "", clause.heading, announced.get(above, ""), label == "第一条")
        found += [(clause, body, hit) for hit in find_citations(body.text, setting, shorts)]
    numbers = {fold(hit.title): hit for _, _, hit in found if hit.title and hit.number}
    seen: set[tuple[str, Relation]] = set()
    citations: list[Citation] = []
    for clause, body, hit in found:
        noted = (
            not clause.path and hit.number and not hit.title and body.text[: hit.start].rpartition("）")[2][:1] in "（("
        )
        if _is_self(hit, number, titles) or (noted and _OWN_ORDER.match(body.text, hit.end)):
            continue
        known = numbers.get(fold(hit.title)) if hit.title and not hit.number else hit
        key, printed = (known.key, known.number) if known else (hit.key, hit.number)
        if (key, hit.relation) in seen or key == number:
            continue
        seen.add((key, hit.relation))
        evidence = offsets.evidence(body, hit.start, hit.end, document.raw)
        citations.append(Citation(clause.path, printed, hit.title, hit.relation, evidence, hit.rule))
    return citations
