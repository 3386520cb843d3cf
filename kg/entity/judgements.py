"""People's judgements on which names are one body: plain lines, applied after resolution. Undo is deleting a line.

A line holds two names, ``same``, ``different`` or ``unsure``, who says so, when and why. A name is a canonical name of
the build or a form that its documents print. Line by line, ``same`` lets the body of the second go by the name of the
first's; ``different`` gives a form that was taken for the other body one of its own, and no ``same`` joins the two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, cast, get_args

from kg.entity import places, regions
from kg.entity.bearers import names, renamed
from kg.entity.context import Context, Home
from kg.entity.resolve import resolve
from kg.entity.spelling import clean
from kg.errors import DecisionError
from kg.model import Body, DocumentFacts, Warning

Verdict = Literal["same", "different", "unsure"]
COLUMNS = ("a", "b", "judgement", "who", "when", "why")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line. ``place`` is its file and line."""

    a: str
    b: str
    judgement: Verdict
    who: str
    when: str
    why: str
    place: str = ""


def parse(text: str, file: str) -> tuple[Judgement, ...]:
    """The judgements of a file; empty lines and those that begin with # are passed over.

    Raises DecisionError that names the file and the line.
    """
    found: list[Judgement] = []
    head: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        values = [value.strip() for value in line.split("\t")]
        if not head:
            head = values
            if sorted(head) != sorted(COLUMNS):
                raise DecisionError(f"{file} line {number}: the columns must be {' '.join(COLUMNS)}, parted by tabs")
            continue
        found.append(_judgement(dict(zip(head, values, strict=False)), f"{file} line {number}"))
    return tuple(found)


def _judgement(row: dict[str, str], place: str) -> Judgement:
    if missing := [name for name in COLUMNS if not row.get(name)]:
        raise DecisionError(f"{place}: nothing under {', '.join(missing)}")
    if row["judgement"] not in get_args(Verdict):
        raise DecisionError(f"{place}: {row['judgement']!r} is none of {', '.join(get_args(Verdict))}")
    if row["a"] == row["b"]:
        raise DecisionError(f"{place}: a name cannot be judged against itself ({row['a']})")
    verdict = cast(Verdict, row.pop("judgement"))
    return Judgement(judgement=verdict, place=place, **row)


def added(text: str, judgement: Judgement, file: str) -> str:
    """The text of a file with one more judgement; an empty one gets the line that names the columns.

    Raises DecisionError where the file is damaged.
    """
    parse(text, file)
    head = next((one.split("\t") for one in text.splitlines() if one.strip() and not one.startswith("#")), None)
    columns = COLUMNS if head is None else tuple(name.strip() for name in head)
    rows = [text.rstrip("\r\n")] if text.strip() else []
    rows += ["\t".join(COLUMNS)] if head is None else []
    return "\n".join([*rows, "\t".join(" ".join(getattr(judgement, name).split()) for name in columns), ""])


def ruling(
    facts: Iterable[DocumentFacts], judgements: Sequence[Judgement]
) -> tuple[Callable[[DocumentFacts], DocumentFacts], tuple[Warning, ...]]:
    """What puts the judged names of a document on the bodies they are judged to mean, and what cannot be applied.

    ``facts`` are all documents; each is looked at once, and only its names are kept.
    """
    if not judgements:
        return lambda one: one, ()
    book = _Book(facts)
    for judgement in judgements:
        if judgement.judgement == "different":
            book.split(judgement)
    for judgement in judgements:
        if judgement.judgement == "same":
            book.join(judgement)
        elif judgement.judgement == "unsure":
            book.known(judgement)
    return partial(renamed, name=book.name, bodies=book.bodies()), tuple(book.warnings)


class _Book:
    """What the names of a build mean, while judgements change it."""

    def __init__(self, facts: Iterable[DocumentFacts]) -> None:
        self.warnings: list[Warning] = []
        self._bodies: dict[str, Body] = {}
        self._bearers: dict[str, set[str]] = defaultdict(set)  # surface -> canonical names
        for one in facts:
            for body in one.bodies:
                self._bodies.setdefault(body.canonical, body)
            for surface, canonical in names(one):
                self._bearers[surface].add(canonical)
        self._own: dict[tuple[str, str], str] = {}  # (surface, former canonical) -> own canonical
        self._joined: dict[str, str] = {}
        self._apart: list[tuple[str, str]] = []

    def name(self, surface: str, canonical: str) -> str:
        """The canonical name that ``surface`` has now, where resolution gave it ``canonical``."""
        found = self._own.get((surface, canonical), canonical)
        while found in self._joined:
            found = self._joined[found]
        return found

    def bodies(self) -> dict[str, Body]:
        """Canonical name -> body, for all names."""
        return self._bodies

    def known(self, judgement: Judgement) -> bool:
        """Whether both names are in the build; a warning where not."""
        unknown = [name for name in (judgement.a, judgement.b) if not self._meanings(name)]
        if unknown:
            self._unmatched(judgement, unknown)
        return not unknown

    def split(self, judgement: Judgement) -> None:
        """Judged different: the form of the two that was taken for the other's body gets one of its own."""
        if not self.known(judgement):
            return
        for canonical in sorted(self._meanings(judgement.a) & self._meanings(judgement.b)):
            form = judgement.a if judgement.b in self._bodies else judgement.b
            own = _own_body(form, self._bodies[canonical])
            self._own[form, canonical] = own.canonical
            self._bodies.setdefault(own.canonical, own)
            self._bearers[form] = self._bearers[form] - {canonical} | {own.canonical}
        ours, theirs = self._meanings(judgement.a), self._meanings(judgement.b)
        self._apart += [(a, b) for a in sorted(ours) for b in sorted(theirs)]

    def join(self, judgement: Judgement) -> None:
        """Judged the same: the body of the second name goes by the name of the first's."""
        ours, theirs = self._meanings(judgement.a) or {judgement.a}, self._meanings(judgement.b)
        if not theirs:
            self._unmatched(judgement, [judgement.b])
            return
        for name, found in ((judgement.a, ours), (judgement.b, theirs)):
            if len(found) > 1:
                self._warn("judgement_ambiguous", judgement, f"{name} may mean {', '.join(sorted(found))}")
                return
        (first,), (second,) = ours, theirs
        a, b = self.name("", first), self.name("", second)
        if any({self.name("", x), self.name("", y)} == {a, b} for x, y in self._apart):
            self._warn("judgement_conflict", judgement, f"{a} and {b} are judged different")
        elif a != b:
            self._bodies.setdefault(a, replace(self._bodies[b], canonical=a))
            self._joined[b] = a

    def _meanings(self, name: str) -> set[str]:
        """The canonical names that ``name`` may stand for: itself, else those of its form."""
        return {name} if name in self._bodies else set(self._bearers.get(name, ()))

    def _unmatched(self, judgement: Judgement, names: Iterable[str]) -> None:
        self._warn("judgement_unmatched", judgement, f"no document names {' or '.join(names)}")

    def _warn(self, code: str, judgement: Judgement, reason: str) -> None:
        told = f"{judgement.a} {judgement.judgement} {judgement.b}"
        self.warnings.append(Warning(code, f"{judgement.place}: {told}: not applied, {reason}"))


def _own_body(form: str, other: Body) -> Body:
    """The body of a form that is not ``other``: what it means by itself there, else its words behind the region."""
    region = next((r for r in regions.named(other.region) if other.canonical.startswith(regions.official(r))), None)
    if region is None:
        plain = clean(form)
    else:
        body = resolve([form], Context(issuers=(regions.official(region) + "人民政府",)))[form]
        if body.canonical != other.canonical:
            return body
        home = Home(region, regions.tier(region))
        place = next(iter(places.readings(clean(form), home)), places.home_place(clean(form), home))
        plain = place.prefix + place.rest
    return replace(other, canonical=plain if plain != other.canonical else f"{other.canonical}（{form}）")
