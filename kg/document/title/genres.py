"""The words that titles end with (文种), and what a whole title looks like by them."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import load

SUFFIX = r"(?:（[^（）]{1,14}）|\([^()]{1,14}\))?"
"""What may stand behind a genre word: （试行）."""
_SUFFIX_AT_END = re.compile(rf"{SUFFIX}\Z")
_LAW = r"中华人民共和国[^。；：，、《》]{1,40}法"
_ENDS = re.compile(r"[。；！？]|：\Z")


@cache
def strict() -> re.Pattern[str]:
    """A title as the standards want it: what it does or is about, and a statutory kind of document.

    Before 2000 what is handed on may be of any kind and no 的通知 follows: 批转市税务局《…暂行办法》.
    """
    words = load.tree("genres")
    genres = "|".join(sorted(words["statutory"], key=len, reverse=True))
    handed = "|".join(sorted(words["statutory"] + words["inner"], key=len, reverse=True))
    return re.compile(
        rf"(?:关于|转发|批转|印发|公布|发布|修改|废止|对).*(?:的|》)[^的，]{{0,6}}(?:{genres}){SUFFIX}\Z"
        rf"|(?:转发|批转)[^《》]{{0,60}}《.*(?:{handed}){SUFFIX}》\Z"
    )


@cache
def loose() -> re.Pattern[str]:
    """A title about something that ends with any kind of document, a plan or a list too."""
    words = load.tree("genres")
    genres = "|".join(sorted(words["statutory"] + words["inner"], key=len, reverse=True))
    return re.compile(rf"关于.*(?:{genres}){SUFFIX}\Z")


@cache
def inner_title() -> re.Pattern[str]:
    """What a title without 关于 looks like: a plan, measure or list by its genre word."""
    words = load.tree("genres")
    genres = "|".join(sorted(words["statutory"] + words["inner"], key=len, reverse=True))
    return re.compile(rf"\A(?:[^。；：]{{3,60}}(?:{genres}){SUFFIX}|{_LAW})\Z")


def is_title(text: str) -> bool:
    """Whether a text is a whole title of an issued document."""
    return bool(strict().search(text)) and not _ENDS.search(text)


def genre_of(title: str) -> str | None:
    """The genre word that ends a title: 通知, 意见, 批复 … The longest that fits, without its qualifier."""
    bare = _SUFFIX_AT_END.sub("", title) if title.endswith(("）", ")")) else title.rstrip("》")
    law = "法" if re.fullmatch(_LAW, bare) else None
    return next((word for word in _genres() if bare.endswith(word)), law)


@cache
def _genres() -> tuple[str, ...]:
    words = load.tree("genres")
    return tuple(sorted(words["statutory"] + words["inner"], key=len, reverse=True))
