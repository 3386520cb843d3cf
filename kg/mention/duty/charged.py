"""Bodies that no list knows, named by the duty that they have: 教学质量监测与评估中心牵头, 财务处负责."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg.lexicon import load
from kg.lexicon.sieve import Sieve, sieve, trie
from kg.mention.agency import names
from kg.mention.agency.bodies import is_body
from kg.mention.agency.lists import members
from kg.mention.duty.entries import unit_head
from kg.model import Clause

_MARKS = "，。；：、\n"
_AND = re.compile(r"(?<![局委办厅部院会处科室府队站])(?<!开发区|高新区|经开区|示范区)(?<!新区|街道)[和与]")
"""Inside a name: 信息化建设与管理中心."""

_OF_DUTIES = re.compile(r"职责|分工|内设机构")
_HEAD = re.compile(r"(?P<who>[一-龥]{2,12}(?:（[一-龥]{1,8}）)?)[。：](?=[一-龥])")
_OFFICE = "办公室"
"""What most bureaus' first section is called: one of a series, no name by itself elsewhere."""
_INTRODUCES = re.compile(r"[^。；\n]{0,40}[：:]\Z")
_SERIES, _SECTIONS, _MOST = 3, 2, 0.8
"""Units at least, of 职责分工 and of 内设机构, and the part of them that names head at least."""


@cache
def _charged() -> re.Pattern[str]:
    forms = load.tree("charged_forms")
    ends, verbs, adverbs = (trie(forms[name]) for name in ("ends", "verbs", "adverbs"))
    return re.compile(
        rf"(?:\A|(?<=[{_MARKS}由托]))[由请]?(?P<name>(?![由请])(?:(?!委托|(?<!自)由)[一-龥]){{1,18}}?{ends}(?:（(?!设在|以下|简称)[一-龥]{{1,8}}）)?)(?:（设在[一-龥]{{2,20}}）)?(?:{adverbs}){{0,3}}(?:{verbs})(?!意|人(?![员口民才])|同志)"
    )


@cache
def _partners() -> Sieve:
    forms = load.tree("charged_forms")
    ends, works = trie(forms["ends"]), trie(forms["works"])
    return sieve(
        rf"(?:会同|(?<=[局委办厅部院])商(?=[省市县区国各]))(?P<list>[一-龥（）、]{{2,60}}?{ends})(?=等|{works}|[、，。；])"
    )


@cache
def _together() -> Sieve:
    """由教务处、财务处共同负责: all that a list behind 由 names, not only the last."""
    forms = load.tree("charged_forms")
    ends, adverbs = trie(forms["ends"]), trie(forms["adverbs"])
    return sieve(
        rf"(?<=由)(?P<list>[一-龥]{{2,14}}(?:[、和与][一-龥]{{2,14}}?){{0,8}}[、和与][一-龥]{{1,12}}?{ends})(?:{adverbs}){{0,3}}(?:负责(?!人)|牵头|承担|承办)"
    )


@cache
def _plain() -> frozenset[str]:
    return frozenset(load.tree("charged_forms")["plain"])


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(trie(load.tree("charged_forms")["verbs"]))


def _with_verb(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between two marks that hold a verb of duty: most do not, and a name stands in one with its verb."""
    end = -1
    for verb in _verbs().finditer(text):
        if verb.start() > end:
            start = max(text.rfind(mark, 0, verb.start()) for mark in _MARKS) + 1
            end = min((at for mark in _MARKS if (at := text.find(mark, verb.end())) >= 0), default=len(text))
            yield start, end


def charged(texts: Iterable[str]) -> set[str]:
    """Names of bodies, in running text, that are directly followed by a verb of duty or stand behind 会同."""
    found: set[str] = set()
    for text in texts:
        found |= {match["name"] for low, high in _with_verb(text) for match in _charged().finditer(text, low, high)}
        for match in _together().finditer(text):
            names = members(match["list"])
            found |= set(names) if all(map(_is_name, names)) else set()
        found |= {name for match in _partners().finditer(text) for name in members(match["list"])}
    return {name for name in found if _is_name(name)}


def headed(clauses: Sequence[Clause]) -> set[str]:
    """Names that head the units of a section about duties: 职责分工 with 「1.派出所。配合…」「2.服务办。负责…」."""
    return {who for series in _series(clauses) for _, who in series} - {_OFFICE}


def offices(clauses: Sequence[Clause]) -> set[str]:
    """Paths of the units that 办公室 heads among the sections of a bureau: 「（一）办公室。负责…」."""
    return {path for series in _series(clauses) for path, who in series if who == _OFFICE}


def _series(clauses: Sequence[Clause]) -> list[list[tuple[str, str]]]:
    """Path and head of the units that names head, section by section."""
    headings = {clause.path: clause.heading or _introduction(clause) for clause in clauses}
    heads: dict[str, list[tuple[str, str]]] = {}
    for clause in clauses:
        above = _above(clause.path)
        if above and not clause.columns and _OF_DUTIES.search(headings.get(above, "")):
            match = _HEAD.match(clause.body.text)
            heads.setdefault(above, []).append((clause.path, match["who"] if match else ""))
    found = []
    for above, series in heads.items():
        named = [(path, who) for path, who in series if who and (_is_name(who) or who == _OFFICE)]
        fewest = _SECTIONS if "内设机构" in headings.get(above, "") else _SERIES
        if len(series) >= fewest and len(named) >= _MOST * len(series):
            found.append(named)
    return found


def _above(path: str) -> str:
    """The unit above another, of 2.2.1 it is 2.2."""
    above, _, last = path.rpartition("/")
    stem = last.rpartition(".")[0]
    return f"{above}/{stem}".lstrip("/") if stem else above


def _introduction(clause: Clause) -> str:
    """「县教育局设下列内设机构：」: a line with which units begin, in the place of a heading."""
    text = clause.body.text.strip()
    return text if _INTRODUCES.fullmatch(text) else ""


def titled(clauses: Sequence[Clause], title: str = "") -> set[str]:
    """Paths of the units of a section about duties that a body's name heads: 成员单位职责 with 「（一）市公安局」.

    ``title``: what the whole document is about (成员单位任务分工, with 「一、外交部」 at the top).
    """
    headings = {clause.path: clause.heading for clause in clauses} | {"": title}
    units: dict[str, list[tuple[str, str]]] = {}
    for clause in clauses:
        above = _above(clause.path)
        if clause.path and not clause.columns and _OF_DUTIES.search(headings.get(above, "")):
            units.setdefault(above, []).append((clause.path, _unit_head(clause.body.text)))
    found: set[str] = set()
    parted = {_above(clause.path) for clause in clauses}
    for lines in units.values():
        lines = [(path, "" if path in parted and _MEMBERS.fullmatch(line) else line) for path, line in lines]
        bodies = {path for path, line in lines if line and all(map(is_body, members(line)))}
        found |= bodies if len(bodies) >= max(2, _MOST * len(lines)) else set()
    return found | _of_one(clauses, found) | _with_duties_below(clauses)


_MEMBERS = re.compile(r"(?:各|有关|相关)*(?:成员|组成|责任)?(?:单位|部门)")
"""「（二）成员单位职责」 above 「1、市公安局：…」: each of them has what stands below, not all together."""
_BEGINS_DUTY = re.compile(r"(?:主要|具体)?(?:负责(?!人)|承担|牵头)")


def _with_duties_below(clauses: Sequence[Clause]) -> set[str]:
    """Units that nothing but a body's name heads and whose items say what it does: 「（二）教务处」, 「1、负责…」.

    One heading may happen to end like a name; two in a document are no chance.
    """
    below = {_above(clause.path) for clause in clauses if _BEGINS_DUTY.match(clause.body.text)}
    units = ((clause.path, clause.body.text.strip().rstrip("：:")) for clause in clauses if clause.path in below)
    found = {path for path, head in units if "\n" not in head and all(map(_is_name, members(head) or [""]))}
    return found if len(found) > 1 else set()


_ITS_DUTIES = re.compile(
    r"[^，。；：、\n各]{1,24}?(?:指挥部|领导小组|委员会|安委会|联席会议|办公室|专班|专家组)的?(?:主要|工作|具体)?职责"
)


def _of_one(clauses: Sequence[Clause], found: set[str]) -> set[str]:
    """Units whose heading says whose duties they list (「三、市安委会主要职责」), whatever stands beside them."""
    own = {
        clause.path for clause in clauses if clause.path and _ITS_DUTIES.fullmatch((clause.heading or "").rstrip("："))
    }
    below = {_above(path) for path in found} | {_above(path) for path in own}
    items = {_above(clause.path) for clause in clauses if clause.path not in own}
    return (own & items) - below


def _unit_head(text: str) -> str:
    """The name that heads a unit; "" where what stands below has it in full: 「委员会职责」, 「省委员会负责…」."""
    head = text[slice(*unit_head(text))]
    below = text.partition("\n")[2]
    fuller = not below.startswith(head) and head in below[: len(head) + _FULLER]
    return "" if fuller else head


_FULLER = 8
"""Characters that the full name has more than the one in the heading, at most."""


def _is_name(name: str) -> bool:
    """A name of its own: no plain word for a sort of bodies, and nothing of a sentence in it."""
    bare = _AND.sub("", re.sub(r"（[^（）]*）", "", name))
    return len(name) >= 3 and name not in _plain() and is_body(name) and not names.stops().search(bare)
