"""In which language the command line speaks, and its words."""

from __future__ import annotations

import locale
import os
from contextvars import ContextVar
from enum import StrEnum

from kg.lexicon import load
from kg.lexicon.reasons import in_chinese


class Language(StrEnum):
    """The languages of the message table."""

    zh = "zh"
    en = "en"


_chosen: ContextVar[Language | None] = ContextVar("language", default=None)


def use(language: Language | None) -> Language | None:
    """Speak ``language`` from now on; None stands for what the locale asks for."""
    _chosen.set(language)
    return language


def language() -> Language:
    """The language spoken: the one chosen, else that of ``KG_LANG`` or the locale: Chinese or English."""
    chosen = _chosen.get()
    if chosen is not None:
        return chosen
    names = (os.environ.get(name) for name in ("KG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))
    name = next((name for name in names if name), None) or locale.getlocale()[0] or ""
    return Language.zh if name.lower().startswith(("zh", "chinese")) else Language.en


def say(key: str, **values: object) -> str:
    """The message ``key`` of ``messages.yml`` in the language spoken, with ``values`` put in.

    Raises KeyError for a key that the table lacks.
    """
    message: str = load.tree("messages.yml")[key][language().value]
    return message.format(**values) if values else message


def name_of(kind: str, code: str | None) -> str:
    """The word for a code of the data (``role``, ``status`` …), the code itself where the table has none."""
    messages = load.tree("messages.yml")
    return say(f"{kind}.{code}") if f"{kind}.{code}" in messages else code or ""


def in_words(reason: str) -> str:
    """Why a file was not read, or another error, in the language spoken."""
    return in_chinese(reason) if language() == Language.zh else reason
