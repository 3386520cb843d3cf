"""How good a build is: its records against annotations, and one build against another. Works on plain records."""

from kg.score.compare import Change, compare
from kg.score.gold import Gold, ScoreError, read_gold, read_records
from kg.score.measure import Figure, Result, measure

__all__ = ["Change", "Figure", "Gold", "Result", "ScoreError", "compare", "measure", "read_gold", "read_records"]
