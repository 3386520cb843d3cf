"""Agencies and duties of one clause: plain functions, shared by the build and by the spaCy components.

The build calls them directly: a ``Doc`` of one token a character costs more than all that is read off it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.mention.agency import agencies
from kg.mention.agency.agencies import Gazetteer
from kg.mention.agency.bodies import is_sort_of_enterprise
from kg.mention.agency.names import AgencyHit
from kg.mention.duty import entries, running
from kg.mention.duty.duties import Duty
from kg.model import BY_MODEL, Finder


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one text holds: agencies, places that are the subject of a duty, duties."""

    agencies: list[AgencyHit]
    places: list[AgencyHit]
    duties: list[Duty]


def analyse(
    text: str,
    gazetteer: Gazetteer,
    listed: Sequence[Duty],
    entry_style: bool = False,
    finder: Finder = "rules",
    titled: bool = False,
) -> Analysis:
    """Agencies and duties of a clean text. ``listed``: the duties of its lists, as ``duties.listed`` finds them.

    ``titled``: a body's name heads the text, as it heads its neighbours.
    """
    hits = agencies_of(text, gazetteer, finder)
    places = agencies.bare_places(text)
    duties = duties_of(text, hits, places, listed, entry_style, titled)
    return Analysis(hits, places, duties if finder == "rules" else _credited(duties, hits))


def agencies_of(text: str, gazetteer: Gazetteer, finder: Finder = "rules") -> list[AgencyHit]:
    """Agencies of a clean text by the rules, by the trained model, or by the rules and where they see none by it."""
    if finder == "rules":
        return agencies.find(text, gazetteer)
    from kg.mention import ner  # loads spaCy and the model: only for who wants it

    return ner.find(text) if finder == "model" else ner.joined(text, agencies.find(text, gazetteer))


def _credited(duties: list[Duty], hits: Sequence[AgencyHit]) -> list[Duty]:
    """The duties; where only the model found the agency, the rule says so."""
    by = {(hit.start, hit.end): hit.rule for hit in hits if hit.rule.startswith(BY_MODEL)}
    if not by:
        return duties
    places = ((duty, by.get((duty.start, duty.end))) for duty in duties)
    return [replace(duty, rule=f"{duty.rule}+{rule}") if rule else duty for duty, rule in places]


def duties_of(
    text: str,
    hits: Sequence[AgencyHit],
    places: Sequence[AgencyHit],
    listed: Sequence[Duty],
    entry_style: bool,
    titled: bool = False,
) -> list[Duty]:
    """Duties of a text in which ``hits`` are the agencies and ``places`` the bare places."""
    heads = [duty for duty in entries.entries(text, hits, titled) if not _within(duty, listed)]
    covered, entered = ([(duty.low, duty.high) for duty in some] for some in (listed, heads))
    subjects = sorted([*hits, *_free(places, hits)], key=lambda hit: hit.start)
    found = [*listed, *heads, *running.running(text, subjects, covered, entered, entry_style)]
    return [duty for duty in found if not is_sort_of_enterprise(duty.surface)]


def _within(duty: Duty, others: Sequence[Duty]) -> bool:
    return any(other.low <= duty.start < other.high for other in others)


def _free(places: Sequence[AgencyHit], hits: Sequence[AgencyHit]) -> list[AgencyHit]:
    return [place for place in places if all(place.end <= hit.start or hit.end <= place.start for hit in hits)]
