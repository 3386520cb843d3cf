"""Regular expressions that pass over texts which cannot match: most clauses hold none of the words that a rule needs.

What a rule needs is read off the rule itself, so that it follows every change of a word list: 「(?:共同)?牵头(?!单位)」
needs 牵头. Looking for a word costs a hundredth of trying a rule at every character.

    >>> needs("(?:共同|联合)?牵头|会同(?:市|县)")
    (('会同', '牵头'),)
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

Needs = tuple[tuple[str, ...], ...]
"""Sets of words: a text that can match holds one word of each set."""

_TOKEN = re.compile(
    r"(?P<close>\))|(?P<bar>\|)|(?P<around>\(\?<?[=!])|(?P<open>\((?:\?:|\?P<\w+>)?(?!\?))"
    r"|(?P<few>\[[^\\\[\]^-]{1,3}\])|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|\\(?P<escaped>[^\w\s])|(?P<zero>\\[AZbB]|[\^$])"
    r"|(?P<class>\\[dDsSwW]|\.)|(?P<literal>[^\\\[\](){}|?*+.^$]+(?![?*+{])|[^\\\[\](){}|?*+.^$])",
    re.DOTALL,
)
"""One token of an expression: 「(?=」 is ``around``, 「(?:」 is ``open``, 「[甲乙]」 is ``few``, 「[^，。；]」
is ``set``, 「市财政局」 is ``literal``."""
_TIMES = re.compile(r"(?:(?P<none>[?*]|\{0?,\d*\}|\{0(?:,\d*)?\})|\+|\{\d+(?:,\d*)?\})[?+]?")
_MOST = 2
"""So many sets are looked for."""
_ONE_CHARACTER = 3
"""A single character is about as common as so many words."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """A pattern and what a text that matches it holds (nothing: every text has to be tried)."""

    pattern: re.Pattern[str]
    needs: Needs

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """As the pattern's own."""
        return self.pattern.finditer(text, start) if holds(text, self.needs) else iter(())

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As the pattern's own."""
        return self.pattern.search(text, start, end) if holds(text, self.needs) else None


class Sieves:
    """Several sieves; one pass over a text tells which of them it can match."""

    def __init__(self, sieves: Sequence[Sieve]) -> None:
        self._sieves = tuple(sieves)
        self._always = frozenset(place for place, one in enumerate(sieves) if not one.needs)
        words = sorted({word for one in sieves if one.needs for word in one.needs[0]})
        self._by_word = [
            frozenset(place for place, one in enumerate(sieves) if one.needs and word in one.needs[0]) for word in words
        ]
        self._words = AhoCorasick(words)

    def able(self, text: str) -> list[tuple[int, re.Pattern[str]]]:
        """The patterns that the text can match, each with its place among all, in order."""
        met = {index for index, _, _ in self._words.find_matches_as_indexes(text, overlapping=True)}
        if not met and not self._always:
            return []
        places = self._always.union(*(self._by_word[index] for index in met))
        found = ((place, self._sieves[place]) for place in sorted(places))
        return [(place, one.pattern) for place, one in found if holds(text, one.needs[1:])]


class Alternatives:
    """As ``re.compile("|".join(sources))``, but a text is searched only for the sources that it can match.

    None of the sources may match where there is no text.
    """

    def __init__(self, sources: Sequence[str]) -> None:
        self._sieves = Sieves([sieve(source) for source in sources])

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As the pattern's own: the leftmost match, of two at one place that of the first source, then on behind it."""
        found = [match for _, pattern in self._sieves.able(text) if (match := pattern.search(text))]
        while found:
            first = min(found, key=re.Match.start)
            yield first
            end = first.end()
            moved = (match if match.start() >= end else match.re.search(text, end) for match in found)
            found = [match for match in moved if match]


def holds(text: str, needed: Needs) -> bool:
    """Whether ``text`` holds a word of each set."""
    for words in needed:
        for word in words:
            if word in text:
                break
        else:
            return False
    return True


def sieve(source: str) -> Sieve:
    """The pattern ``source`` with what it needs."""
    return Sieve(re.compile(source), needs(source))


def holding(source: str, *words: tuple[str, ...]) -> Sieve:
    """As ``sieve``, where reading the pattern would tell less, or take long: what it matches holds one word of each."""
    return Sieve(re.compile(source), words)


@cache
def needs(source: str) -> Needs:
    """What every text holds that the regular expression matches; empty where nothing can be said."""
    reader = _Reader(source)
    found = reader.alternation()
    if reader.place != len(source):
        return ()
    return tuple(tuple(sorted(words)) for words in sorted(found.words, key=_commonness)[:_MOST])


def branches(source: str) -> list[str]:
    """The alternatives of the regular expression; one where it has none, or where it cannot be read."""
    reader = _Reader(source)
    reader.alternation()
    if reader.place != len(source):
        return [source]
    cuts = [-1, *reader.bars, len(source)]
    return [source[low + 1 : high] for low, high in pairwise(cuts)]


def trie(words: Iterable[str]) -> str:
    """A regular expression that matches the longest of the plain ``words``, far quicker than ``A|B|C``."""
    tree: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        tree.setdefault(word[0], []).append(word[1:])
    found = [re.escape(first) + _rest(rests) for first, rests in tree.items()]
    return f"(?:{'|'.join(found)})" if len(found) > 1 else "".join(found)


def _rest(rests: list[str]) -> str:
    longer = [rest for rest in rests if rest]
    if not longer:
        return ""
    return trie(longer) if len(longer) == len(rests) else f"(?:{trie(longer)})?"


@dataclass(frozen=True, slots=True)
class _Part:
    """What a part of an expression needs. ``text``: the plain characters that it is, None where it is anything else."""

    words: frozenset[frozenset[str]] = frozenset()
    text: str | None = None


class _Reader:
    """Reads an expression from left to right. It stops at what it does not know, and then nothing is known."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.place = 0
        self.bars: list[int] = []  # where the outermost alternatives are parted
        self._depth = 0

    def alternation(self) -> _Part:
        """Alternatives up to the closing bracket or the end."""
        found = [self._sequence()]
        while self._take("bar"):
            self.bars += [self.place - 1] if self._depth == 0 else []
            found.append(self._sequence())
        if len(found) == 1:
            return found[0]
        if not all(part.words for part in found):
            return _Part()
        words = frozenset[str]().union(*(_rarest(part.words) for part in found))
        return _Part(frozenset({frozenset(word for word in words if words.isdisjoint(_inside(word)))}))

    def _sequence(self) -> _Part:
        words: set[frozenset[str]] = set()
        run = ""
        plain = True
        while (part := self._atom()) is not None:
            if part.text is None:
                words |= {frozenset({run}), *part.words} if run else part.words
                run, plain = "", False
            else:
                run += part.text
        return _Part(frozenset({*words, frozenset({run})} if run else words), run if plain else None)

    def _atom(self) -> _Part | None:
        """One part with how often it stands; None at the end of a sequence or at what is not known."""
        match = _TOKEN.match(self.source, self.place)
        if match is None or match.lastgroup in ("close", "bar"):
            return None
        self.place = match.end()
        part = self._part(match)
        times = _TIMES.match(self.source, self.place)
        if times is None:
            return part
        self.place = times.end()
        return _Part() if times["none"] else _Part(part.words)

    def _part(self, match: re.Match[str]) -> _Part:
        if match["open"] or match["around"]:
            self._depth += 1
            inner = self.alternation()
            self._depth -= 1
            if not self._take("close"):
                self.place = len(self.source) + 1  # something unknown inside: the reading fails
            return _Part(text="") if match["around"] else inner
        if character := match["literal"] or match["escaped"]:
            return _Part(frozenset({frozenset({character})}), character)
        if match["few"]:
            return _Part(frozenset({frozenset(match["few"][1:-1])}))
        return _Part(text="") if match["zero"] else _Part()

    def _take(self, name: str) -> bool:
        match = _TOKEN.match(self.source, self.place)
        if match is None or match.lastgroup != name:
            return False
        self.place = match.end()
        return True


def _rarest(sets: frozenset[frozenset[str]]) -> frozenset[str]:
    return next(iter(sets)) if len(sets) == 1 else min(sets, key=_commonness)


def _inside(word: str) -> Iterator[str]:
    """The parts of a word that are shorter than it."""
    return (word[low : low + size] for size in range(1, len(word)) for low in range(len(word) - size + 1))


def _commonness(words: frozenset[str]) -> tuple[int, int, list[str]]:
    """How common it is that a text holds one of the words: few words of two characters or more are rare."""
    rank = sum(1 if len(word) > 1 else _ONE_CHARACTER for word in words)
    return rank, -min(map(len, words)), sorted(words)
