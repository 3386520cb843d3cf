"""The trained recogniser of agencies that ships with the package: a small spaCy model beside the rules.

It is read from ``kg/mention/model`` when it is first asked, so a build by rules alone does not pay for it. How it was
trained and how good it is: ``kg/mention/model/report.json`` and ``docs/quality.md``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.util import load_config, load_model_from_config

from kg.errors import KgError
from kg.mention.agency.agencies import titles
from kg.mention.agency.bodies import is_body
from kg.mention.agency.names import AgencyHit
from kg.model import BY_MODEL

FOLDER = Path(__file__).with_name("model")
CONFIG, WEIGHTS, REPORT = "config.cfg", "agencies.bin", "report.json"
LABEL = "AGENCY"
LONGEST = 400
"""Characters of a sentence that are looked at in one piece; what is longer (a table in one line) is cut."""

_END = re.compile(r"[。；;\n]")
_ELSEWHERE = ("vocab", "tokenizer", "config", "meta")
"""What the weights leave out: characters need no list, and the rest stands in the configuration and the report."""


class ModelError(KgError):
    """The model is missing, damaged, or not the one that its report describes: the installation is broken."""


def sentences(text: str) -> list[tuple[int, int]]:
    """Places of the sentences of a text, none longer than ``LONGEST``, none empty."""
    ends = [match.end() for match in _END.finditer(text)]
    found = zip([0, *ends], [*ends, len(text)], strict=True)
    pieces = [(low, min(low + LONGEST, end)) for start, end in found for low in range(start, end, LONGEST)]
    return [(start, end) for start, end in pieces if text[start:end].strip()]


def find(text: str) -> list[AgencyHit]:
    """Agencies of a clean text as the model sees them, in order, none overlapping another."""
    nlp, places = recogniser(), sentences(text)
    docs = nlp.pipe(nlp.make_doc(text[start:end]) for start, end in places)
    return [
        AgencyHit(start + span.start_char, start + span.end_char, span.text, rule())
        for (start, _), doc in zip(places, docs, strict=True)
        for span in doc.ents
    ]


def joined(text: str, rules: Sequence[AgencyHit]) -> list[AgencyHit]:
    """What the rules found, and the model's finds elsewhere that end as a name does and stand in no 《title》."""
    taken = [(hit.start, hit.end) for hit in rules] + titles(text)
    free = [hit for hit in find(text) if all(hit.end <= start or end <= hit.start for start, end in taken)]
    return sorted([*rules, *(hit for hit in free if is_body(hit.surface))], key=lambda hit: hit.start)


@cache
def rule() -> str:
    """What goes as the rule of an agency that the model found: the name and version of the model."""
    told = report()
    return f"{BY_MODEL}{told['name']}@{told['version']}"


@cache
def report() -> dict[str, Any]:
    """The training report that ships with the model: name, version, checksums, texts, figures."""
    content: dict[str, Any] = json.loads(_read(REPORT))
    return content


@cache
def recogniser() -> Language:
    """The model that ships with the package. Raises ModelError where it is not the one of its report."""
    for name, sha256 in report()["sha256"].items():
        if hashlib.sha256(_read(name)).hexdigest() != sha256:
            raise ModelError(f"{name} is not the one that {REPORT} describes; install the package again")
    return blank().from_bytes(_read(WEIGHTS), exclude=_ELSEWHERE)


def blank() -> Language:
    """The recogniser as it is before training."""
    return load_model_from_config(load_config(FOLDER / CONFIG, interpolate=True), auto_fill=True)


def weights(nlp: Language) -> bytes:
    """What a recogniser has learnt: equal bytes for equal training."""
    return nlp.to_bytes(exclude=_ELSEWHERE)


def _read(name: str) -> bytes:
    try:
        return (FOLDER / name).read_bytes()
    except FileNotFoundError as error:
        raise ModelError(f"the model of agencies is incomplete ({name}); install the package again") from error
