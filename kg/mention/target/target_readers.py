"""What a number in a clause is the target of: one reader a form, the first that knows it says."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.lexicon.load import tree
from kg.mention.target import target_forms as forms
from kg.model import Change, Comparison

_LONGEST = 40
"""Characters that a subject may have: of a longer phrase the end is kept."""

_COUNTED = ("target/work", "target/list", "target/part", "target/carried-out")
"""Rules of numbers that count things."""


@dataclass(frozen=True, slots=True)
class TargetHit:
    """A target at ``text[start:end]``; ``cue`` is the verb that sets it, the other fields are those of ``Target``."""

    start: int
    end: int
    subject: str
    value: str
    upper: str | None
    unit: str
    comparison: Comparison
    change: Change | None
    date: str | None
    cue: str
    rule: str


@dataclass(frozen=True, slots=True)
class Place:
    """A number: where what belongs to it begins, the words before it and behind it in its part of the sentence, and the
    target that stands before it in the same part."""

    low: int
    before: str
    after: str
    match: re.Match[str]
    number: forms.Quantity
    last: TargetHit | None
    earlier: TargetHit | None  # the target of the same unit before it in the sentence


def read(place: Place) -> TargetHit | None:
    """What the first reader says that knows the form."""
    for reader in (_level, _change, _part, _listed, _work, _measure, _carried_out):
        if place.number.unit in tree("target_cues")["levels_only"] and reader not in (_level, _change, _measure):
            continue
        hit = reader(place)
        if hit is not None:
            return hit if len(hit.subject) >= 2 else None
    return None


def _level(place: Place) -> TargetHit | None:
    """合格率达到98%, 控制在63.7微克/立方米以内, 不低于20%."""
    found = forms.level().search(place.before)
    return _reached(place, found, None, "target/level") if found else None


def _change(place: Place) -> TargetHit | None:
    """增长6%左右, 比2012年下降10%以上."""
    found = forms.change().search(place.before)
    if not found:
        return None
    return _reached(place, found, "increase" if found["increase"] else "decrease", "target/change")


def _reached(place: Place, verb: re.Match[str], change: Change | None, rule: str) -> TargetHit | None:
    """The subject stands before the verb; else it is what is counted behind the number."""
    before, cue = place.before[: verb.start()], verb.group().strip()
    subject = forms.bare(forms.LISTED.sub("", before))
    if len(subject) >= 2:
        return _hit(place, subject, place.low, place.match.end(), change, cue, rule)
    noun = forms.NOUN.match(place.after)
    if noun and not place.number.share:
        return _hit(place, forms.bare(noun.group()), place.low, place.match.end() + noun.end(), change, cue, rule)
    if place.earlier:
        return _hit(place, place.earlier.subject, place.low, place.match.end(), change, cue, rule)
    return None


def _listed(place: Place) -> TargetHit | None:
    """The next number of a list: 53个监测站点、3个路边站点; 分别达75%和85%以上; 其中“煤改气”1334户、“煤改电”25540户."""
    last = place.last
    if last is None or len(place.before) > 24:
        return None
    subject, noun = forms.bare(place.before), forms.NOUN.match(place.after)
    if subject and last.unit == place.number.unit and last.rule in _COUNTED and not forms.work().search(place.before):
        return _hit(place, subject, place.low, place.match.end(), last.change, last.cue, "target/list")
    if place.before.strip(" 、■"):
        return None
    if noun and not place.number.share and last.rule in _COUNTED:
        return _hit(
            place, forms.bare(noun.group()), place.low, place.match.end() + noun.end(), None, last.cue, "target/list"
        )
    hit = _hit(place, last.subject, place.low, place.match.end(), last.change, last.cue, last.rule)
    return replace(hit, comparison=last.comparison) if hit.comparison == "=" else hit


def _work(place: Place) -> TargetHit | None:
    """完成冬季清洁取暖改造26874户, 建成20个左右精品村, 培训3000人次."""
    if place.number.share or place.before.startswith("对") or _attributive(place):
        return None
    verbs = list(forms.work().finditer(place.before, max(0, len(place.before) - _LONGEST)))
    if not verbs:
        return None
    behind = place.before[verbs[-1].end() :]
    noun = forms.NOUN.match(place.after)
    counted = forms.bare(noun.group()) if noun else ""
    if counted and (forms.NAMED.search(behind) or not behind.strip(" ■“”了至少约近")):
        end = place.match.end() + (noun.end() if noun else 0)
        return _hit(place, counted, place.low + verbs[0].start(), end, None, verbs[0].group(), "target/work")
    for verb in (verbs[-1], verbs[0]):
        between = forms.bare(place.before[verb.end() :])
        if len(between) >= 2:
            return _hit(place, between, place.low + verb.start(), place.match.end(), None, verb.group(), "target/work")
    cue = verbs[-1].group()
    return _hit(place, cue, place.low + verbs[-1].start(), place.match.end(), None, cue, "target/work")


def _attributive(place: Place) -> bool:
    """1200立方米以下炼铁高炉: the number tells things apart."""
    return place.match["bound"] in ("以下", "及以下", "以内", "之内") and forms.NOUN.match(place.after) is not None


def _part(place: Place) -> TargetHit | None:
    """其中，“煤改气”1334户."""
    if place.number.share or not place.earlier or not forms.PART.search(place.match.string[: place.match.start()]):
        return None
    subject = forms.bare(place.before)
    return _hit(place, subject, place.low, place.match.end(), None, "其中", "target/part") if subject else None


def _measure(place: Place) -> TargetHit | None:
    """园林绿化工持证上岗率100%, 重污染天数3天以内."""
    if (
        "按" in place.before
        or not (place.number.share or place.match["bound"])
        or not forms.measure().search(place.before)
    ):
        return None
    return _hit(place, forms.bare(place.before), place.low, place.match.end(), None, "", "target/measure")


def _carried_out(place: Place) -> TargetHit | None:
    """9家焦化企业完成超低排放改造, 21家供热企业稳定达标运行."""
    found = forms.CARRIED_OUT.match(place.after)
    if not found or place.number.share or not forms.WHERE.match(place.before):
        return None
    subject = forms.bare(re.split("[、■]", place.after)[0])
    end = place.match.end() + len(re.split(r"、(?=\d)", place.after)[0])
    return _hit(place, subject, place.match.start(), end, None, found["verb"], "target/carried-out")


def _hit(place: Place, subject: str, start: int, end: int, change: Change | None, cue: str, rule: str) -> TargetHit:
    """The hit; what the verb says of the comparison goes before what stands at the number."""
    number = place.number
    level = forms.level().search(place.before) if rule == "target/level" else None
    sign = number.comparison
    if level and (level["least"] or level["most"]) and not (cue.startswith("控制") and place.match["bound"]):
        sign = "≥" if level["least"] else "≤"
    near = forms.NEAR.search(place.before)
    return TargetHit(
        start,
        end,
        subject[-_LONGEST:],
        number.value,
        number.upper,
        number.unit,
        "~" if near and sign == "=" else sign,
        change,
        None,
        cue,
        rule,
    )
