"""The words that people write for the roles of a duty."""

from __future__ import annotations

from functools import cache
from typing import get_args

from kg.lexicon import load
from kg.model import Role


@cache
def role_words() -> dict[Role, str]:
    """Each role, in the order of the model, with its Chinese word: lead, 牵头."""
    messages = load.tree("messages.yml")
    return {role: messages[f"role.{role}"]["zh"] for role in get_args(Role)}


def role_of(text: str) -> Role | None:
    """The role of that code or Chinese word (lead, 牵头); None where it is neither."""
    return next((role for role, word in role_words().items() if text in (role, word)), None)


def offered() -> str:
    """All roles, as a message offers them: lead (牵头), share (分工) …"""
    return ", ".join(f"{role} ({word})" for role, word in role_words().items())
