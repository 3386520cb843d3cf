"""Whether a stretch of text speaks of the same things as a document: the rare words that both use.

Words are pairs of neighbouring characters, weighed by the inverse of how many stretches of the file have them
(Spärck Jones, "A statistical interpretation of term specificity", 1972).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from kg.document.parting.blocks import Block

_LEAST = 300
"""Characters of a document from which on its words say something."""
_FEW = 100
"""Pairs of a block below which its words weigh less."""
_ALIKE = 0.12
"""Between the usual share of rare words that a stretch has in common with its own document (0.2) and with others
(0.04), both for a document of 1,000 characters: the shares grow with the root of the length."""
_WEIGHT, _MOST = 25.0, 3.0


@dataclass(slots=True)
class Spoken:
    """The words of a document so far."""

    pairs: set[str] = field(default_factory=set)
    length: int = 0

    def add(self, block: Block) -> None:
        self.pairs |= block.pairs
        self.length += len(block.spoken)


class Kinship:
    """Weighs the words that blocks share with documents. ``blocks``: all of the file, by which words are rare."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = [block for block in blocks if block.kind == "text"]

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        seen = Counter(chain.from_iterable(block.pairs for block in self._blocks))
        weights = [math.log((len(self._blocks) + 1) / (count + 0.5)) for count in range(len(self._blocks) + 1)]
        return defaultdict(float, {pair: weights[count] for pair, count in seen.items()})

    def _weight(self, pairs: Set[str]) -> float:
        return sum(map(self._rarity.__getitem__, pairs))

    def of(self, block: Block, spoken: Spoken) -> float:
        """Above 0 where the block speaks like the document, below 0 where not, 0 where too little is known."""
        if spoken.length < _LEAST or block.kind != "text":
            return 0.0
        every = self._weight(block.pairs)
        if not every:
            return 0.0
        share = self._weight(block.pairs & spoken.pairs) / every
        alike = _WEIGHT * (share / math.sqrt(spoken.length / 1000) - _ALIKE)
        return max(-_MOST, min(_MOST, alike)) * min(1.0, len(block.pairs) / _FEW)
