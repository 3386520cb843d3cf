"""Train the recogniser: sentences → a spaCy model. Seeded: the same texts give the same weights."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config, load_model

from kg.mention import ner
from tools.training.data import Sentence, Text

EMPTY = 0.5
"""Share of the sentences without an agency that are learnt from, of documents read by the rules."""


def fit(texts: Sequence[Text], validation: Sequence[Text], steps: int | None = None) -> Language:
    """A recogniser trained on ``texts``; of its states that one is kept which does best on ``validation``.

    ``steps``: how many updates, instead of those of the configuration.
    """
    with TemporaryDirectory() as directory:
        place = Path(directory)
        save(_chosen(texts), place / "train.spacy")
        save([sentence for text in validation for sentence in text.sentences()], place / "dev.spacy")
        given: dict[str, Any] = {f"paths.{name}": str(place / f"{name}.spacy") for name in ("train", "dev")}
        if steps is not None:
            given |= {"training.max_steps": steps, "training.eval_frequency": steps}
        nlp = init_nlp(load_config(ner.FOLDER / ner.CONFIG, overrides=given))
        (place / "model").mkdir()
        train(nlp, place / "model", use_gpu=-1)
        return load_model(place / "model" / "model-best")


def save(sentences: Sequence[Sentence], path: Path) -> None:
    """The sentences as spaCy's training reads them."""
    nlp, kept = ner.blank(), DocBin()
    for sentence in sentences:
        doc = nlp.make_doc(sentence.text)
        spans = (doc.char_span(start, end, label=ner.LABEL) for start, end in sentence.agencies)
        doc.ents = tuple(span for span in spans if span is not None)
        kept.add(doc)
    kept.to_disk(path)


def _chosen(texts: Sequence[Text]) -> list[Sentence]:
    """All annotated sentences; of the others those with an agency, and some without, drawn by a fixed seed."""
    draw = random.Random(0)
    return [
        sentence
        for text in texts
        for sentence in text.sentences()
        if sentence.agencies or text.labels == "gold" or draw.random() < EMPTY
    ]
