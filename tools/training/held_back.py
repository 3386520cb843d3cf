"""How good rules alone, the model alone and both are on documents that taught the model nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg import pipeline
from kg.mention import ner
from kg.model import AgencyMention, DocumentFacts, Evidence, Finder
from kg.score import Figure, measure, read_gold
from kg.score.gold import Gold
from kg.source import SourceFile, read
from kg.statement import records
from tools.training.split import CORPUS, ELSEWHERE, GOLD, READ_ONCE, SAMPLES

FINDERS: dict[Finder, str] = {"rules": "rules alone", "model": "model alone", "both": "both: the model adds"}
VETO = "both: the model refuses"
"""Names that the rules know only by how they begin and end, left out where the model sees nothing."""
LAYERS = {"agencies": "agencies", "responsibilities": "duties: clause, agency, role"}
SETS = {
    "elsewhere": "four documents of other governments, annotated",
    "read once": "ten more of other governments, agencies only",
    "validation": "five documents of the gazette, annotated",
}

Figures = dict[str, dict[str, dict[str, list[float]]]]
"""Set → layer → found by → precision, recall, F1, annotated, found."""


def figures(report: dict[str, Any]) -> Figures:
    """All that can be measured here; what needs the samples only where they are."""
    gazette = [path for path in sorted(CORPUS.glob("*.txt")) if not path.stem.startswith("news")]
    numbers = {text["id"] for text in report["validation"]}
    gold = read_gold(GOLD)
    gold = replace(gold, documents=tuple(one for one in gold.documents if one["number"] in numbers))
    found = {"validation": measured(gazette, gold, list(LAYERS), numbers)}
    if SAMPLES.is_dir():
        found["elsewhere"] = measured(_texts(ELSEWHERE), read_gold(ELSEWHERE), list(LAYERS))
        found["read once"] = measured(_texts(READ_ONCE), read_gold(READ_ONCE), ["agencies"])
    return {name: found[name] for name in SETS if name in found}


def _texts(gold: Path) -> list[Path]:
    return [SAMPLES / f"{path.stem}.txt" for path in sorted(gold.glob("*.json"))]


def measured(
    files: Sequence[Path], gold: Gold, layers: Sequence[str], numbers: Collection[str] | None = None
) -> dict[str, dict[str, list[float]]]:
    """Layer → found by → figures of the documents of ``files`` (of those with the ``numbers``)."""
    found: dict[str, dict[str, list[float]]] = {layer: {} for layer in layers}
    for finder in FINDERS:
        facts = [one for path in files for one in extracted(path, finder) if numbers is None or one.number in numbers]
        results = measure(gold, records.records(facts))
        for layer in layers:
            found[layer][FINDERS[finder]] = _row(results[layer].figure)
        if finder == "rules":
            results = measure(gold, records.records([_refused(one) for one in facts]))
            veto = _row(results["agencies"].figure)
    found["agencies"][VETO] = veto
    return found


def extracted(path: Path, finder: Finder) -> list[DocumentFacts]:
    """The facts of a file's documents; with the model alone, its own finds are all the agencies beside the head's."""
    facts, _ = pipeline.extract(read(SourceFile(path, path.name)), finder)
    return [_of_the_model(one) for one in facts] if finder == "model" else facts


def _seen(facts: DocumentFacts) -> set[str]:
    """What the model finds in a document."""
    texts = [facts.title or "", *(clause.text for clause in facts.clauses)]
    return {hit.surface for text in texts for hit in ner.find(text)}


def _refused(facts: DocumentFacts) -> DocumentFacts:
    seen = _seen(facts)
    kept = (
        mention
        for mention in facts.agencies
        if mention.rule != "ending" or any(mention.surface in form or form in mention.surface for form in seen)
    )
    return replace(facts, agencies=tuple(kept))


def _of_the_model(facts: DocumentFacts) -> DocumentFacts:
    forms = {*facts.issuers, *facts.addressees, *_seen(facts)}
    mentions = (AgencyMention(form, "", Evidence((), form), ner.rule()) for form in sorted(forms))
    return replace(facts, agencies=tuple(mentions))


def _row(figure: Figure) -> list[float]:
    return [round(figure.precision, 3), round(figure.recall, 3), round(figure.f1, 3), figure.gold, figure.found]


def table(found: Figures) -> str:
    """The figures as a table of a page."""
    lines = ["| Documents | Layer | Found by | Precision | Recall | F1 | Annotated | Found |"]
    lines.append("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |")
    for name, layers in found.items():
        for layer, rows in layers.items():
            for label, (p, r, f1, gold, got) in rows.items():
                cells = (SETS[name], LAYERS[layer], label, f"{p:.3f}", f"{r:.3f}", f"{f1:.3f}", str(gold), str(got))
                lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
