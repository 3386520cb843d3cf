"""Rare words tell which document a stretch of text belongs to."""

from __future__ import annotations

from kg import document
from kg.document.parting.blocks import Block
from kg.document.parting.kinship import Kinship, Spoken
from kg.model import Document, RawText
from kg.text.repair import repair
from tests.document.test_head_lines import lines


def block(text: str) -> Block:
    return Block("text", tuple(lines([text])), 1)


def spoken(*said: Block) -> Spoken:
    known = Spoken()
    for one in said:
        known.add(one)
    return known


def pages(one: Document) -> list[Block]:
    text = "".join(clause.body.text for clause in one.clauses)
    return [block(text[place : place + 400]) for place in range(0, 2000, 400)]


def test_a_text_is_kin_to_its_own_document_alone(gazette: RawText) -> None:
    issued = document.read(repair(gazette)[0], gazette)
    texts = [pages(one) for one in issued if sum(len(clause.body.text) for clause in one.clauses) > 2000]
    assert len(texts) > 8
    kinship = Kinship([page for three in texts for page in three])
    kin = [[kinship.of(later, spoken(*first)) for *first, _ in texts] for *_, later in texts]
    assert sum(max(row) == row[own] for own, row in enumerate(kin)) >= 0.75 * len(texts)
    assert (
        sum(one > 0 for own, row in enumerate(kin) for other, one in enumerate(row) if own != other) <= len(texts) / 3
    )


def test_little_that_is_known_says_nothing() -> None:
    first, other = block("为改善水质，制定本方案。"), block("各区要对河道开展排查。")
    assert Kinship([first, other]).of(other, spoken(first)) == 0.0
    long = block("各区要对河道开展排查，建立河道台账，完成整改任务。" * 20)
    assert Kinship([long]).of(Block("addressee", first.lines, 1), spoken(long)) == 0.0
