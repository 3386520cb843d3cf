"""What room 4 finds, as spaCy components: for programs that work on a ``Doc``. A build does not come through here.

Own factories on a blank Chinese model with the character segmenter. A build calls the same functions directly
(:mod:`kg.mention.analysis`): a ``Doc`` of one token a character costs more than all that is read off it.

Each component's ``match`` is pure; ``__call__`` stores what it found on the ``Doc``: agencies as the span group
``doc.spans["agencies"]``, citations as ``doc.spans["citations"]``, deadlines as ``doc.spans["deadlines"]`` (a span's
label is the rule that found it), duties as ``doc._.duties``.

    >>> doc = pipeline()("（市财政局牵头，市教育局配合）")
    >>> [(duty.surface, duty.role) for duty in doc._.duties]
    [('市财政局', 'lead'), ('市教育局', 'support')]
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from kg.mention import analysis
from kg.mention.agency import agencies
from kg.mention.agency.agencies import Gazetteer
from kg.mention.agency.names import AgencyHit
from kg.mention.citation.citations import find_citations
from kg.mention.deadline.deadlines import find_deadlines
from kg.mention.duty import duties
from kg.mention.duty.duties import Duty

AGENCIES, CITATIONS, DEADLINES = "agencies", "citations", "deadlines"


class AgencyFinder:
    """Component "kg_agencies": agencies of a text, with the names that its document is known to use."""

    def match(self, text: str, gazetteer: Gazetteer) -> list[AgencyHit]:
        """Agencies of a clean text."""
        return agencies.find(text, gazetteer)

    def __call__(self, doc: Doc) -> Doc:
        hits = self.match(_text(doc), doc._.gazetteer)
        _store(doc, AGENCIES, [(hit.start, hit.end, hit.rule) for hit in hits])
        doc._.agencies = hits
        return doc


def _text(doc: Doc) -> str:
    """The document's text; where it is known, without putting it together again from its tokens."""
    return doc._.plain or doc.text


def _store(doc: Doc, name: str, places: Sequence[tuple[int, int, str]]) -> None:
    """Places with their rules as a span group; spans may overlap, which ``doc.ents`` would refuse."""
    spans = (doc.char_span(start, end, label=rule, alignment_mode="expand") for start, end, rule in places)
    doc.spans[name] = SpanGroup(doc, name=name, spans=[span for span in spans if span is not None])


class CitationFinder:
    """Component "kg_citations": documents, laws and standards that a text names."""

    def __call__(self, doc: Doc) -> Doc:
        _store(doc, CITATIONS, [(hit.start, hit.end, hit.rule) for hit in find_citations(_text(doc))])
        return doc


class DeadlineFinder:
    """Component "kg_deadlines": dates by which a text wants work done."""

    def __call__(self, doc: Doc) -> Doc:
        _store(doc, DEADLINES, [(hit.start, hit.end, hit.rule) for hit in find_deadlines(_text(doc), doc._.signed)])
        return doc


class DutyFinder:
    """Component "kg_duties": duties of a text, from its lists, its entries and its sentences."""

    def match(self, text: str, hits: Sequence[AgencyHit], first_leads: bool, entry_style: bool) -> list[Duty]:
        """Duties of a clean text in which ``hits`` are the agencies."""
        listed = duties.listed(text, first_leads)
        return analysis.duties_of(text, hits, agencies.bare_places(text), listed, entry_style)

    def __call__(self, doc: Doc) -> Doc:
        doc._.duties = self.match(_text(doc), doc._.agencies, doc._.first_leads, doc._.entry_style)
        return doc


@Language.factory("kg_agencies")
def _agencies_factory(nlp: Language, name: str) -> AgencyFinder:
    return AgencyFinder()


@Language.factory("kg_duties")
def _duties_factory(nlp: Language, name: str) -> DutyFinder:
    return DutyFinder()


@Language.factory("kg_citations")
def _citations_factory(nlp: Language, name: str) -> CitationFinder:
    return CitationFinder()


@Language.factory("kg_deadlines")
def _deadlines_factory(nlp: Language, name: str) -> DeadlineFinder:
    return DeadlineFinder()


@cache
def pipeline() -> Language:
    """The pipeline, made once a process."""
    for name, default in (
        ("gazetteer", agencies.EMPTY),
        ("agencies", ()),
        ("duties", ()),
        ("first_leads", False),
        ("entry_style", False),
        ("signed", None),
        ("plain", None),
    ):
        Doc.set_extension(name, default=default, force=True)
    nlp = spacy.blank("zh")
    nlp.add_pipe("kg_agencies")
    nlp.add_pipe("kg_duties")
    nlp.add_pipe("kg_citations")
    nlp.add_pipe("kg_deadlines")
    return nlp


def analyse(text: str, gazetteer: Gazetteer, first_leads: bool = False, entry_style: bool = False) -> Doc:
    """Agencies and duties of one text, with what its document is known to say, as a ``Doc``. (The build takes the same
    from :mod:`kg.mention.analysis`; citations and deadlines read the whole document: see
    :mod:`kg.mention.citation.citations` and :mod:`kg.mention.deadline.deadlines`.)"""
    nlp = pipeline()
    doc = nlp.make_doc(text)
    doc._.plain, doc._.gazetteer = text, gazetteer
    doc._.first_leads, doc._.entry_style = first_leads, entry_style
    for name in ("kg_agencies", "kg_duties"):
        doc = nlp.get_pipe(name)(doc)
    return doc
