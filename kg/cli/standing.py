"""Whether a document holds on a day, in the language spoken."""

from __future__ import annotations

from kg.cli.language import name_of, say
from kg.query.answers import Concern, InForce


def standing(state: InForce, day: bool = True) -> str:
    """「已失效（截至 2026-01-01）：…」, without the day where the reader knows which is meant."""
    since = say("document.as_of", day=state.as_of) if day and state.as_of else ""
    return f"{name_of('state', state.state)}{since}{say('document.because', reason=_reason(state))}"


def concern(found: Concern) -> str:
    """What a document rests on, and why that no longer holds."""
    via = say("concern.via", works=" → ".join(found.via)) if found.via else ""
    state = name_of("state", found.standing.state)
    return say("concern", work=found.rests_on, via=via, state=state, reason=_reason(found.standing))


def _reason(state: InForce) -> str:
    return say(f"because.{state.code}", **dict(state.values))
