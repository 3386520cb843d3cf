"""The context of a document's names once more, from what is known of the document."""

from __future__ import annotations

from kg.entity.context import Context
from kg.model import DocumentFacts

TEXT_HINT = 4000
"""Characters of a document's text that help to find whose it is."""


def context_of(facts: DocumentFacts) -> Context:
    """The context in which the document's names were resolved."""
    return Context(
        issuers=facts.issuers,
        title=facts.title,
        number=facts.number,
        signed=facts.signed,
        aliases=facts.aliases,
        surfaces=tuple(sorted({mention.surface for mention in facts.agencies})),
        text_hint="\n".join(clause.text for clause in facts.clauses)[:TEXT_HINT],
        addressees=facts.addressees,
    )
