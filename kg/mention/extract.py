"""From a document's clauses to its mentions: agencies and duties, with their evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.lexicon import agencies as agency_names
from kg.lexicon.sieve import sieve
from kg.mention import analysis
from kg.mention.agency import agencies, names, places
from kg.mention.agency.agencies import Gazetteer
from kg.mention.agency.bodies import ends_as_body
from kg.mention.agency.lists import parted
from kg.mention.agency.names import AgencyHit
from kg.mention.duty import cells, duties
from kg.mention.duty.charged import charged, headed, offices, titled
from kg.mention.duty.duties import Duty
from kg.mention.duty.past import reported
from kg.mention.first_mentions import Duties, FirstMentions
from kg.mention.flow import full_lines
from kg.model import AgencyMention, Alias, Clause, Document, Finder, Responsibility

_HENCE = re.compile(r"为牵头[^。；]{0,14}下同")
"""From where it stands on; else the rule (注：列第一位的为牵头单位) holds for the whole document."""
_GROUPS = sieve(r"(?:设|设立|下设|成立|分为|包括)(?:了)?(?P<list>(?:[一-龥]{2,12}组[、和及]){1,}[一-龥]{2,12}?组)")
_FOUNDED = sieve(
    r"(?:成立|组建|设立|组成|建立(?=[一-龥]{2,20}专班)|下设(?=“))(?:了)?(?:由[^。；]{4,60}?的|我[省市县区州旗镇乡局委校院])?(?:(?P<name>[一-龥\d“”]{2,36}?(?:执法[中大]队|工作专班|专班工作组|包联专班|专班|工作组|领导小?组|协调组|考核组|督导组|检查组|审核组|验收组|评审组|调查组|核查组|指挥部|专家委员会|委员会))|(?P<project>[一-龥\d“”—－（）、]{2,60}?项目部))(?![一-龥]*由)"
)
"""「成立某某工作专班」, 「组建由市财政局牵头的某某工作组」, 「设立某某项目部」: from there on it is a body of
the document."""
_GROUP_ENDS = ("领导小组", "领导组", "协调小组", "指挥部", "专班", "工作组", "联席会议")
_UNNAMED = frozenset(
    {
        "工作专班",
        "专项工作专班",
        "专门工作组",
        "工作组",
        "领导小组",
        "领导组",
        "工作领导小组",
        "工作领导组",
        "相应工作组",
    }
)
_COUNTED = re.compile(r"(?:[一二三四五六七八九十\d]+|若干)个")
_BESIDE = ("政府", "人民政府")
"""各级党委和政府: a plain word beside a body."""
_ENTRY = re.compile(r"(?m)^[^。；，]{2,24}(?:负责|：)")
_ENTRY_HEADING = re.compile(r"[^，。；]{0,20}(?:职责|分工|任务分解)[^，。；]{0,8}")


@dataclass(frozen=True, slots=True)
class Mentions:
    """What room 4 finds of agencies (each surface form where it stands first) and duties."""

    agencies: tuple[AgencyMention, ...]
    responsibilities: tuple[Responsibility, ...]


def mentions(
    document: Document, aliases: Sequence[Alias] = (), known: Iterable[str] = (), finder: Finder = "rules"
) -> Mentions:
    """Agencies and duties of a document. ``known``: bodies that it is known to name (groups, members …)."""
    document = replace(document, clauses=tuple(map(_with_full_lines, document.clauses)))
    rules = [duties.FIRST_LEADS.search(clause.body.text) for clause in document.clauses]
    begins = next((i for i, rule in enumerate(rules) if rule), len(rules))
    if begins < len(rules) and not _HENCE.search(document.clauses[begins].body.text):
        begins = 0
    listed = [_listed(clause, i >= begins) for i, clause in enumerate(document.clauses)]
    forms = _own_names(document, aliases, known)
    gazetteer = Gazetteer.of(forms | {duty.surface for lists in listed for duty in lists})
    firsts, roles = FirstMentions(document), Duties(document)
    sections, signed = offices(document.clauses), document.signed
    in_section = Gazetteer.of({*gazetteer.forms, "办公室"}) if sections else gazetteer
    units = titled(document.clauses, "".join([document.title or "", *document.promulgates]))
    for head in _head_mentions(document):
        firsts.add(head)
    of_duties = {c.path for c in document.clauses if _ENTRY_HEADING.fullmatch(c.heading.rstrip("："))} - {""}
    for clause, lists in zip(document.clauses, listed, strict=True):
        names = in_section if clause.path in sections else gazetteer
        hits, own = _analyse(
            clause, names, lists, finder, clause.path in units, clause.path.rpartition("/")[0] in of_duties
        )
        own = [duty for duty in own if duty.surface not in _BESIDE and not reported(clause.body.text, duty, signed)]
        named: list[AgencyHit | Duty] = [*hits, *own]
        for found in named:
            firsts.add_at(clause, found.start, found.end, found.surface, found.rule)
        roles.add(clause, own)
    return Mentions(firsts.mentions(), roles.responsibilities())


def _with_full_lines(clause: Clause) -> Clause:
    body = clause.body if clause.columns else full_lines(clause.body)
    return clause if body is clause.body else replace(clause, body=body)


def _listed(clause: Clause, first_leads: bool) -> list[Duty]:
    """The duties of a clause's own lists or table row; their bodies are known wherever else they stand."""
    text = clause.body.text
    return cells.of_row(text, clause.columns) if clause.columns else duties.listed(text, first_leads)


def _analyse(
    clause: Clause, gazetteer: Gazetteer, listed: list[Duty], finder: Finder, titled: bool, item: bool
) -> tuple[list[AgencyHit], list[Duty]]:
    """The agencies of a clause with the places that have a duty, and its duties. ``item``: of a unit about duties."""
    text = clause.body.text
    if clause.columns:
        hits, places = analysis.agencies_of(text, gazetteer, finder), agencies.bare_places(text)
        own = [*listed, *cells.in_cells(text, clause.columns, hits)]
    else:
        entry_style = item or len(_ENTRY.findall(text)) >= 3 or bool(_ENTRY_HEADING.fullmatch(clause.heading))
        found = analysis.analyse(text, gazetteer, listed, entry_style, finder, titled)
        hits, places, own = found.agencies, found.places, found.duties
    subjects = [place for place in places if place.rule == "place_subject"]
    return [*hits, *(p for p in subjects if all(p.end <= h.start or h.end <= p.start for h in hits))], own


def _own_names(document: Document, aliases: Sequence[Alias], known: Iterable[str]) -> set[str]:
    shorts = {alias.short for alias in aliases if _names_body(alias)}
    shorts |= {alias.full for alias in aliases if alias.full.endswith(_GROUP_ENDS)}
    texts = [clause.body.text for clause in document.clauses]
    groups = {
        name for text in texts for match in _GROUPS.finditer(text) for name in re.split("[、和及]", match["list"])
    }
    marks = [match for text in texts for match in _FOUNDED.finditer(text)]
    founded = {m["name"] for m in marks if m["name"] and _may_be_founded(m["name"])} - _UNNAMED
    founded |= {m["project"] for m in marks if m["project"]}
    addressees = {part for name in document.addressees for part in parted(name) if not _PLAIN.fullmatch(part)}
    own = charged(clause.body.text for clause in document.clauses if not clause.columns)
    heads = headed(document.clauses)
    placed = {m.group() for text in texts for m in _PLACED.finditer(text) if not names.stops().search(m["work"])}
    return {*document.issuers, *addressees, *shorts, *groups, *founded, *placed, *own, *heads, *known}


_PLACED = re.compile(
    r"(?:(?<![一-龥])|(?<=[由向报送经请对与和及在]))[省市县区州](?P<work>[一-龥]{4,16}?)(?:领导小组|指挥部|联席会议|工作专班)"
)
"""「报送市甲行动领导小组办公室」: elsewhere the document may name the group without its place."""


def _may_be_founded(name: str) -> bool:
    """A group's name; behind a place it may hold verbs: 某省促进复工复产督导帮扶工作组."""
    if _COUNTED.match(name):
        return False  # 组建四个专项工作组
    placed = (name[0] in "省市县区州旗镇乡" or places.region_starting(name, 0)) and name.endswith(_GROUP_ENDS)
    return not (names.hard_stops() if placed else names.stops()).search(name)


def _names_body(alias: Alias) -> bool:
    """以下简称 gives short names to things too: a body by its full name, or by the ending of its short one."""
    ending = re.search(r"(?:单位|机构|部门|办|组|中心|委员会|小组|局|专班|指挥部|公司|企业)\Z", alias.short)
    kind = agency_names.kind_of(alias.full)
    named = kind == "temporary" or (kind is not None and ends_as_body(alias.full))  # no …医疗保险, 各类…产品库
    return bool(ending or named) and not alias.short.endswith(("机制", "实验室"))


_PLAIN = re.compile(
    r"(?:人民)?政府|(?:各|有关|相关|其他|所属)*(?:单位|部门|企业|机构|人员|学校|中小学校?|幼儿园|高校|高等学校)"
)
"""Organs in general, to which many a document is addressed: no body."""
_ANYWHERE = ("各地区", "各地")
"""In a title they tell where, and charge nobody."""
_PERSONS = re.compile(r"(?:代表|委员|同志|先生|女士)\Z")
"""Who is written to as a person: the answer to a proposal goes to 邓明义代表."""


_SEALS = re.compile(r"[（(]([一-龥]{4,30})代[章印][）)]")
"""「（市应急管理局代章）」 behind who signs."""


def _head_mentions(document: Document) -> list[AgencyMention]:
    """Issuers, addressees, and the bodies that the title names, at their places in the head."""
    places = dict(document.evidence)
    found: list[AgencyMention] = []
    for name, surfaces in (("issuers", document.issuers), ("addressees", document.addressees)):
        where = places.get(name) or places.get("title") or places.get("number")
        if where:
            parts = [part for name in surfaces for part in parted(name)]
            named = [name for name in parts if not _PERSONS.search(name) and not _PLAIN.fullmatch(name)]
            named += _SEALS.findall(where.quote) if name == "issuers" else []
            found += [AgencyMention(surface, "", where, f"head_{name}") for surface in named]
    if document.title and "title" in places:
        own = "".join(document.issuers) if len(document.issuers) > 1 else ""
        hits = agencies.find(document.title.removeprefix(own), Gazetteer.of(document.issuers))
        found += [
            AgencyMention(hit.surface, "", places["title"], "head_title")
            for hit in hits
            if hit.surface not in _ANYWHERE
        ]
    return found
