"""Agencies and duties of one clause: plain functions, shared by the build and by the spaCy components.

The build calls them directly: a ``Doc`` of one token a character costs more than all that is read off it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.mention import agencies, entries, running
from kg.mention.agencies import Gazetteer
from kg.mention.duties import Duty
from kg.mention.names import AgencyHit


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one text holds: agencies, places that are the subject of a duty, duties."""

    agencies: list[AgencyHit]
    places: list[AgencyHit]
    duties: list[Duty]


def analyse(text: str, gazetteer: Gazetteer, listed: Sequence[Duty], entry_style: bool = False) -> Analysis:
    """Agencies and duties of a clean text. ``listed``: the duties of its lists, as ``duties.listed`` finds them."""
    hits = agencies.find(text, gazetteer)
    places = agencies.bare_places(text)
    return Analysis(hits, places, duties_of(text, hits, places, listed, entry_style))


def duties_of(
    text: str, hits: Sequence[AgencyHit], places: Sequence[AgencyHit], listed: Sequence[Duty], entry_style: bool
) -> list[Duty]:
    """Duties of a text in which ``hits`` are the agencies and ``places`` the bare places."""
    heads = [duty for duty in entries.entries(text, hits) if not _within(duty, listed)]
    covered = [(duty.low, duty.high) for duty in (*listed, *heads)]
    subjects = sorted([*hits, *_free(places, hits)], key=lambda hit: hit.start)
    return [*listed, *heads, *running.running(text, subjects, covered, entry_style)]


def _within(duty: Duty, others: Sequence[Duty]) -> bool:
    return any(other.low <= duty.start < other.high for other in others)


def _free(places: Sequence[AgencyHit], hits: Sequence[AgencyHit]) -> list[AgencyHit]:
    return [place for place in places if all(place.end <= hit.start or hit.end <= place.start for hit in hits)]
