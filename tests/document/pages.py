"""Synthetic gazettes of an invented city, printed as a two-column page is read: block by block.

A document is printed to lines; a page takes lines of one document or, where one ends and the next begins, of two.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from tests.document.test_paragraphs import wrapped

COLUMN = 22
NUMBERS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Printed:
    """An invented document: its head, its body's paragraphs and its tail."""

    title: str
    number: str
    addressees: str
    paragraphs: tuple[str, ...]
    issuer: str
    date: str

    @property
    def head(self) -> list[str]:
        return [self.issuer, self.title.removeprefix(self.issuer), "", self.number, "", self.addressees]

    @property
    def body(self) -> list[str]:
        return [line for paragraph in self.paragraphs for line in wrapped(paragraph, COLUMN).split("\n")]

    @property
    def tail(self) -> list[str]:
        return [self.issuer, self.date, "（此件公开发布）"]


SUBJECTS = {
    "清水行动": ["河道", "水库", "湖泊", "排污口", "水源地", "管网"],
    "学校安全": ["校园", "食堂", "校车", "宿舍", "操场", "实验室"],
    "苹果产业": ["果园", "苗木", "冷库", "果品", "果农", "果袋"],
}


def invented(subject: str, serial: int, seed: int, sections: int = 4) -> Printed:
    """A notice on ``subject``: sections with words of their own, so that its text is nowhere else."""
    chance, words = random.Random(seed), SUBJECTS[subject]
    paragraphs = [f"为做好{subject}，保障全市{words[0]}、{words[1]}和{words[2]}工作顺利开展，现将有关事项通知如下："]
    for number in range(sections):
        what = words[number % len(words)]
        paragraphs.append(f"{NUMBERS[number]}、加强{what}管理")
        rounds, places = chance.randint(10, 99), chance.randint(100, 999)
        sentences = [
            f"各区要对{what}开展第{rounds}轮排查，建立{what}台账，完成{places}处{what}整改任务",
            f"对排查发现的{what}问题逐项登记，明确{what}责任人和{what}整改措施，确保{subject}取得实效",
            f"市{subject}工作专班每月通报{what}进展情况，对{what}工作滞后的区进行约谈，并纳入年度考核",
        ]
        chance.shuffle(sentences)
        paragraphs.append("，".join(sentences) + "。")
    title = f"江州市人民政府办公室关于做好{subject}的通知"
    number = f"江政办发〔2024〕{serial}号"
    addressees = "各区人民政府，市直各有关单位："
    return Printed(title, number, addressees, tuple(paragraphs), "江州市人民政府办公室", f"2024年3月{serial}日")


def page(*blocks: Sequence[str]) -> str:
    """A page: its blocks one below the other, empty lines between the printed lines."""
    return "\n\n".join(line for block in blocks for line in block if line)


def file(*pages: str) -> str:
    return "\n\n\f".join(pages) + "\n"
