"""The table of identities: which body each surface form means in its document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from kg.model import Body, DocumentFacts

COLUMNS = ("document", "surface", "canonical", "tier", "region", "kind")


def identities(facts: Sequence[DocumentFacts]) -> str:
    """Tab-separated lines, one for each surface form of each document, with a head line; sorted.

    ``document`` is the document number. The rows of a document that has none, or is the only one of its source file,
    stand there under the file's stem (too). Forms without a body are left out.
    """
    per_file = Counter(document.source for document in facts)
    rows = {
        (name, surface, body.canonical, body.tier, body.region, body.kind)
        for document in facts
        for name in _names(document, per_file[document.source] == 1)
        for surface, body in _bodies(document)
    }
    return "".join("\t".join(row) + "\n" for row in (COLUMNS, *sorted(rows)))


def _names(document: DocumentFacts, alone: bool) -> Iterator[str]:
    if document.number:
        yield document.number
    if alone or not document.number:
        yield PurePosixPath(document.source).stem


def _bodies(document: DocumentFacts) -> Iterator[tuple[str, Body]]:
    """Every (surface, body) that the document's statements carry."""
    known = {body.canonical: body for body in document.bodies}
    named = [(m.surface, m.body) for m in document.agencies]
    named += [(r.agency, r.body) for r in document.responsibilities]
    for member in document.members:
        named += [(member.group, member.group_body), (member.agency, member.agency_body)]
    for host in document.hosts:
        named += [(host.office, host.office_body), (host.agency, host.agency_body)]
    for surface, canonical in named:
        if canonical in known:
            yield surface, known[canonical]
