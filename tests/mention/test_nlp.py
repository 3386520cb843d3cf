"""The spaCy pipeline: registered factories on a blank model, and what they leave on a Doc."""

from __future__ import annotations

import spacy
from spacy.language import Language

from kg.mention import analysis, nlp
from kg.mention.agency.agencies import EMPTY, Gazetteer
from kg.mention.duty import duties
from tests.tables import whole

TEXT = "一是整治河道，由碧波专班调度。（市水务局牵头，市财政局配合）"


def test_the_factories_are_registered_for_any_blank_model() -> None:
    assert Language.has_factory("kg_agencies")
    assert Language.has_factory("kg_duties")
    nlp.pipeline()
    own = spacy.blank("zh")
    own.add_pipe("kg_agencies")
    own.add_pipe("kg_duties")
    doc = own(TEXT)
    assert [span.text for span in doc.spans["agencies"]] == ["市水务局", "市财政局"]
    assert [(duty.surface, duty.role) for duty in doc._.duties] == [("市水务局", "lead"), ("市财政局", "support")]


def test_the_pipeline_is_one_and_has_our_components_in_order() -> None:
    assert nlp.pipeline() is nlp.pipeline()
    assert nlp.pipeline().lang == "zh"
    names = [name for name, _ in nlp.pipeline().pipeline]
    assert names.index("kg_agencies") < names.index("kg_duties"), "duties are read off the agencies"


def test_spans_are_labelled_with_the_rule_that_found_them() -> None:
    doc = nlp.analyse(TEXT, Gazetteer.of({"碧波专班"}))
    labels = {span.text: span.label_ for span in doc.spans[nlp.AGENCIES]}
    assert labels.keys() == {"碧波专班", "市水务局", "市财政局"}
    assert labels["碧波专班"] == "document_name"
    assert all(labels.values())
    assert [(span.start_char, span.end_char) for span in doc.spans[nlp.AGENCIES]] == [
        (hit.start, hit.end) for hit in doc._.agencies
    ]


def test_match_is_pure() -> None:
    finder, duty_finder = nlp.AgencyFinder(), nlp.DutyFinder()
    hits = finder.match(TEXT, EMPTY)
    assert finder.match(TEXT, EMPTY) == hits
    assert [hit.surface for hit in hits] == ["市水务局", "市财政局"]
    assert duty_finder.match(TEXT, hits, False, False) == duty_finder.match(TEXT, hits, False, False)


def test_the_pipeline_finds_what_a_build_finds() -> None:
    for case in whole("duties"):
        text, first_leads, style = case["text"], case.get("first_leads", False), case.get("entry_style", False)
        doc = nlp.analyse(text, EMPTY, first_leads, style)
        built = analysis.analyse(text, EMPTY, duties.listed(text, first_leads), style)
        assert (doc._.agencies, doc._.duties) == (built.agencies, built.duties), case["label"]


def test_one_text_leaves_nothing_for_the_next() -> None:
    with_name = nlp.analyse(TEXT, Gazetteer.of({"碧波专班"}), first_leads=True, entry_style=True)
    without = nlp.analyse(TEXT, EMPTY)
    assert len(with_name._.agencies) == len(without._.agencies) + 1
    assert (without._.first_leads, without._.entry_style) == (False, False)


def test_a_text_without_anything() -> None:
    for text in ("", "加强领导。", "\n", " "):
        doc = nlp.analyse(text, EMPTY)
        assert (list(doc.spans[nlp.AGENCIES]), doc._.duties) == ([], [])
