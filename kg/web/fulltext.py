"""Full-text search in Chinese: clauses found by the pairs of characters that stand in them.

Chinese writes no spaces between words. Overlapping pairs of characters (bigrams) are the segmentation that needs no
dictionary and never cuts a name wrongly; retrieval with them is as good as with words (Nie et al., "On the use of
words and n-grams for Chinese information retrieval", IRAL 2000), and Lucene's CJK analyzer does the same.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

ENOUGH = 0.5
"""Part of what was typed, weighed by rarity, that a text has to hold where none holds all of it; and part of the typed
pairs that some text has to know at all: the others lie across two words, or name what no text speaks of."""


class FullText:
    """Texts in small letters, to be found by what people type. The numbers of texts are their places in ``texts``."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._holders: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for number, text in enumerate(texts):
            for pair in {*_pairs(text)}:
                self._holders[pair].append(number)

    def exact(self, terms: Sequence[str]) -> list[int]:
        """The texts in which each of the terms stands as it was typed, in their order."""
        pairs = {pair for term in terms for pair in _pairs(term)}
        found = self._all_of(pairs)
        return [number for number in found if all(term in self._texts[number] for term in terms)]

    def like(self, terms: Sequence[str]) -> list[int]:
        """The texts that hold most of what was typed, those with the rarest parts of it first."""
        typed = dict.fromkeys(pair for term in terms for pair in _pairs(term))
        weights = {pair: self._rarity(pair) for pair in typed if pair in self._holders}
        if len(weights) <= ENOUGH * len(typed):
            return []
        held: dict[int, float] = defaultdict(float)
        for pair, weight in weights.items():
            for number in self._holders[pair]:
                held[number] += weight
        least = ENOUGH * sum(weights.values())
        return [number for number, weight in sorted(held.items(), key=lambda one: (-one[1], one[0])) if weight >= least]

    def _all_of(self, pairs: set[str]) -> Sequence[int]:
        """The texts that hold all pairs; all texts where none is asked for."""
        if any(pair not in self._holders for pair in pairs):
            return ()
        lists = sorted((self._holders[pair] for pair in pairs), key=len)
        if not lists:
            return range(len(self._texts))
        kept = set(lists[0])
        for numbers in lists[1:]:
            kept.intersection_update(numbers)
        return sorted(kept)

    def _rarity(self, pair: str) -> float:
        return math.log(1 + len(self._texts) / len(self._holders[pair]))


def runs(text: str, terms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where ``text`` has what was typed, or the longest parts of it of two characters or more: start and end."""
    pairs = {pair for term in terms for pair in _pairs(term)}
    at = 0
    while at < len(text):
        length = max((len(term) for term in terms if text.startswith(term, at)), default=0)
        if not length and text[at : at + 2] in pairs:
            length = 2
            while text[at + length - 1 : at + length + 1] in pairs:
                length += 1
        if length:
            yield at, at + length
        at += length or 1


def _pairs(text: str) -> Iterator[str]:
    return (first + second for first, second in pairwise(text) if not (first.isspace() or second.isspace()))
