"""What the pages say, in Chinese and English, and in which of them to say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from starlette.requests import Request

from kg.lexicon import load
from kg.lexicon.reasons import in_chinese
from kg.query.answers import InForce
from kg.web.negotiate import language as wanted

LANGUAGES = ("zh", "en")
HTML_LANGUAGE = {"zh": "zh-CN", "en": "en"}
COOKIE = "lang"


def language(request: Request) -> str:
    """``?lang=`` counts before the cookie, that before Accept-Language; Chinese where none of them says."""
    for said in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if said in LANGUAGES:
            return said
    return wanted(request.headers.get("accept-language"), LANGUAGES) or LANGUAGES[0]


class Words:
    """The messages of ``web.yml``, and of ``messages.yml`` for the codes of the data, in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._messages = _messages(language)

    def __call__(self, key: str, **values: object) -> str:
        """The message ``key`` with ``values`` put in. Raises KeyError for a key that both tables lack."""
        message = self._messages[key]
        return message.format(**values) if values else message

    def code(self, kind: str, code: str | None) -> str:
        """The word for a code of the data (``role``, ``status`` …), the code itself where there is none."""
        return self._messages.get(f"{kind}.{code}", code or "")

    def told(self, reason: str) -> str:
        """Why a file was not read, or what a build warns of."""
        return in_chinese(reason) if self.language == "zh" else reason

    def because(self, status: InForce) -> str:
        """What says that a document is in force, or not."""
        key = f"because.{status.code}"
        return self(key, **dict(status.values)) if key in self._messages else status.because


@cache
def _messages(language: str) -> Mapping[str, str]:
    """Both tables in one language; a message of the pages counts before a common one."""
    tables: Iterable[Mapping[str, Mapping[str, str]]] = (load.tree("messages.yml"), load.tree("web.yml"))
    return {key: text[language] for table in tables for key, text in table.items()}
