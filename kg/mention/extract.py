"""From a document's clauses to its mentions: agencies and duties, with their evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.lexicon import agencies as agency_names
from kg.mention import agencies, duties, entries, names, nlp
from kg.mention.agencies import Gazetteer
from kg.mention.duties import Duty
from kg.mention.names import AgencyHit
from kg.model import AgencyMention, Alias, Clause, Document, Responsibility
from kg.text import offsets

_FIRST_LEADS = re.compile(
    r"(?:列|排)(?:在)?(?:第一位|首位|第一)者?[^。；]{0,12}为牵头|第一(?:个|家)?(?:单位|部门)?为牵头|排名第一[^。；]{0,10}牵头"
)
_GROUPS = re.compile(r"(?:设|设立|下设|成立|分为|包括)(?:了)?(?P<list>(?:[一-龥]{2,12}组[、和及]){1,}[一-龥]{2,12}组)")
_FOUNDED = re.compile(
    r"(?:成立|组建|设立|组成)(?:了)?(?:(?P<name>[一-龥\d]{2,24}?(?:工作专班|专班工作组|包联专班|专班|工作组|领导小组|协调组|考核组|督导组|检查组|指挥部|专家委员会|委员会))|(?P<project>[一-龥\d“”—－（）、]{2,60}?项目部))(?![一-龥]*[，、]?由)"
)
_UNNAMED = frozenset({"工作专班", "专项工作专班", "专门工作组", "工作组", "领导小组", "工作领导小组", "相应工作组"})
_ENTRY_HEADING = re.compile(r"职责|分工|任务分解")


@dataclass(frozen=True, slots=True)
class Mentions:
    """What room 4 finds of agencies and duties."""

    agencies: tuple[AgencyMention, ...]
    responsibilities: tuple[Responsibility, ...]


def mentions(document: Document, aliases: Sequence[Alias] = (), known: Iterable[str] = ()) -> Mentions:
    """Agencies and duties of a document. ``known``: bodies that it is known to name (groups, members …)."""
    first_leads = any(_FIRST_LEADS.search(clause.body.text) for clause in document.clauses)
    forms = _own_names(document, aliases, known)
    gazetteer = Gazetteer.of(forms | _listed_names(document, first_leads))
    analysed = [_analyse(clause, gazetteer, first_leads) for clause in document.clauses]
    found: list[AgencyMention] = []
    roles: list[Responsibility] = []
    for clause, (hits, own) in zip(document.clauses, analysed, strict=True):
        found += [_mention(clause, hit, document) for hit in (*hits, *_subject_places(clause))]
        found += [_mention(clause, _as_hit(duty), document) for duty in own]
        roles += [_responsibility(clause, duty, document) for duty in own]
    return Mentions((*_head_mentions(document), *found), _unique(roles))


def _listed_names(document: Document, first_leads: bool) -> set[str]:
    """The bodies that the document's own lists and tables name: known wherever else they stand."""
    found: list[Duty] = []
    for clause in document.clauses:
        text = clause.body.text
        found += entries.of_row(text, clause.columns) if clause.columns else duties.listed(text, first_leads)
    return {duty.surface for duty in found}


def _analyse(clause: Clause, gazetteer: Gazetteer, first_leads: bool) -> tuple[list[AgencyHit], list[Duty]]:
    text = clause.body.text
    if clause.columns:
        return list(nlp.analyse(text, gazetteer)._.agencies), entries.of_row(text, clause.columns)
    starts = len(re.findall(r"(?m)^[^。；，]{2,24}(?:负责|：)", text))
    entry_style = starts >= 3 or bool(_ENTRY_HEADING.search(clause.heading))
    doc = nlp.analyse(text, gazetteer, first_leads, entry_style)
    return list(doc._.agencies), list(doc._.duties)


def _own_names(document: Document, aliases: Sequence[Alias], known: Iterable[str]) -> set[str]:
    shorts = {alias.short for alias in aliases if _names_body(alias)}
    texts = [clause.body.text for clause in document.clauses]
    groups = {
        name for text in texts for match in _GROUPS.finditer(text) for name in re.split("[、和及]", match["list"])
    }
    marks = [match for text in texts for match in _FOUNDED.finditer(text)]
    founded = {m["name"] for m in marks if m["name"] and not names.stops().search(m["name"])} - _UNNAMED
    founded |= {m["project"] for m in marks if m["project"]}
    return {*document.issuers, *document.addressees, *shorts, *groups, *founded, *known}


def _subject_places(clause: Clause) -> list[AgencyHit]:
    return [hit for hit in agencies.bare_places(clause.body.text) if hit.rule == "place_subject"]


def _names_body(alias: Alias) -> bool:
    """以下简称 gives short names to things too: a body by its full name, or by the ending of its short one."""
    ending = re.search(r"(?:单位|机构|部门|办|组|中心|委员会|小组|局|专班|指挥部|公司|企业)\Z", alias.short)
    return bool(ending or agency_names.kind_of(alias.full)) and not alias.short.endswith("机制")


def _as_hit(duty: Duty) -> AgencyHit:
    return AgencyHit(duty.start, duty.end, duty.surface, duty.rule)


def _mention(clause: Clause, hit: AgencyHit, document: Document) -> AgencyMention:
    return AgencyMention(
        surface=hit.surface,
        clause=clause.path,
        evidence=offsets.evidence(clause.body, hit.start, hit.end, document.raw),
        rule=hit.rule,
    )


def _responsibility(clause: Clause, duty: Duty, document: Document) -> Responsibility:
    return Responsibility(
        clause=clause.path,
        agency=duty.surface,
        role=duty.role,
        evidence=offsets.evidence(clause.body, duty.low, duty.high, document.raw),
        agency_evidence=offsets.evidence(clause.body, duty.start, duty.end, document.raw),
        rule=duty.rule,
        scope=duty.scope,
    )


def _head_mentions(document: Document) -> list[AgencyMention]:
    """Issuers, addressees, and the bodies that the title names, at their places in the head."""
    places = dict(document.evidence)
    found: list[AgencyMention] = []
    for name, surfaces in (("issuers", document.issuers), ("addressees", document.addressees)):
        where = places.get(name) or places.get("title")
        if where:
            found += [AgencyMention(surface, "", where, f"head_{name}") for surface in surfaces]
    if document.title and "title" in places:
        hits = nlp.analyse(document.title, Gazetteer.of(document.issuers))._.agencies
        found += [AgencyMention(hit.surface, "", places["title"], "head_title") for hit in hits]
    return found


def _unique(found: Sequence[Responsibility]) -> tuple[Responsibility, ...]:
    """The same (clause, agency, role) once: the first."""
    seen: dict[tuple[str, str, str], Responsibility] = {}
    for duty in found:
        seen.setdefault((duty.clause, duty.agency, duty.role), duty)
    return tuple(seen.values())
