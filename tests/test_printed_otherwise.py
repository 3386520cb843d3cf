"""The same words printed otherwise say the same, whatever marks, ordinals, labels, blanks and line breaks they have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest

from kg import pipeline
from kg.statement.records import record
from tests.texts import raw

Change = Callable[[str], str]

LINES = [
    "江州市人民政府办公室关于印发江州市河道治理实施方案的通知",
    "江政办发〔2024〕12号",
    "各县（市、区）人民政府，市政府各部门：",
    "现将《江州市河道治理实施方案》印发给你们，请认真贯彻执行。",
    "江州市人民政府办公室",
    "2024年5月6日",
    "江州市河道治理实施方案",
    "为贯彻落实《江州市河道管理办法》（江政发〔2019〕5号）精神，加强河道管理，改善河道水质，制定本方案。",
    "一、总体要求",
    "坚持系统治理、源头治理、综合治理，全面改善全市河道水质，为群众提供优美的水环境。",
    "二、主要任务",
    "（一）整治河道。对全市河道开展排查，建立问题清单，2024年12月底前完成整治。（市水利局牵头，市财政局、市审计局配合）",
    "（二）关停企业。对沿河违法企业依法关停，防止反弹。（市生态环境局、市公安局按职责分工负责）",
    "（三）绿化造林。在河道两岸建设生态林带，扩大绿化面积。（责任单位：市林业局、市住建局）",
    "三、保障措施",
    "（一）落实资金。把治理资金列入年度预算，保障各项工作开展。（市财政局负责）",
    "（二）加强考核。把河道治理列入年度考核，严格奖惩，压实责任。（牵头单位：市委组织部；配合单位：市水利局）",
]
TEXT = "\n".join(LINES)
TAIL = re.compile(r"（([^（）]*(?:牵头|负责|配合|单位)[^（）]*)）")


def swapped(old: str, new: str) -> Change:
    return lambda text: text.translate(str.maketrans(old, new))


def substituted(pattern: str, new: str) -> Change:
    return lambda text: re.sub(pattern, new, text, flags=re.MULTILINE)


def in_tails(old: str, new: str) -> Change:
    return lambda text: TAIL.sub(lambda match: f"（{match[1].replace(old, new)}）", text)


def joined(between: str) -> Change:
    return lambda text: between.join(text.split("\n"))


CHANGES: dict[str, Change] = {
    "narrow marks": swapped("，；：（）", ",;:()"),
    "square brackets around tails": lambda text: TAIL.sub(r"[\1]", text),
    "boxes around tails": lambda text: TAIL.sub(r"【\1】", text),
    "tails on a line of their own": lambda text: TAIL.sub(r"\n（\1）", text),
    "tails before the full stop": substituted(r"。(（[^（）]*(?:牵头|负责|配合|单位)[^（）]*）)$", r"\1。"),
    "lists parted by commas": in_tails("、", "，"),
    "lists parted by blanks": in_tails("、", " "),
    "lists parted by slashes": in_tails("、", "/"),
    "lists parted by nothing": in_tails("、", ""),
    "labels in boxes": substituted(r"(责任单位|牵头单位|配合单位)：", r"【\1】"),
    "labels without colon": substituted(r"(责任单位|牵头单位|配合单位)：", r"\1 "),
    "labels with 为": substituted(r"(责任单位|牵头单位|配合单位)：", r"\1为"),
    "labels with a bracket": substituted(r"(责任单位|牵头单位|配合单位)：", r"\1（部门）："),
    "ordinals with a full stop": substituted(r"^([一二三])、", r"\1．"),
    "ordinals with a comma": substituted(r"^([一二三])、", r"\1，"),
    "ordinals with a blank": substituted(r"^([一二三])、", r"\1 "),
    "half brackets": substituted(r"^（([一二三])）", r"\1）"),
    "box ordinals": substituted(r"^（([一二三])）", r"【\1】"),
    "compatibility ordinals": substituted(r"^（一）", "㈠"),
    "signs of a list": substituted(r"^(?=[一二三（].*[、）])", "● "),
    "Markdown": substituted(r"^([一二三]、.*)$", r"## **\1**"),
    "blank lines": joined("\n\n"),
    "indents": substituted("^", "　　"),
    "line ends of Word": joined("\v"),
    "line ends of Windows": joined("\r\n"),
    "broken lines": lambda text: "\n".join(
        "\n".join(line[at : at + 30] for at in range(0, len(line), 30)) for line in text.split("\n")
    ),
    "page numbers": lambda text: "\n".join([*LINES[:10], "— 1 —", *LINES[10:]]) if text else text,
    "no line breaks": joined(""),
    "a blank for each line break": joined(" "),
    "wide blanks for line breaks": joined("　　"),
    "narrow blanks for line breaks": joined("    "),
    "zero-width characters": substituted(r"(?<=[一-龥])(?=[一-龥])", "\u200b"),
    "full-width figures": lambda text: re.sub(r"\d", lambda match: chr(ord(match[0]) + 0xFEE0), text),
    "a day in figures": lambda text: text.replace("2024年5月6日", "2024-05-06"),
    "other words for a share": lambda text: text.replace("按职责分工负责", "按各自职责抓好落实"),
}


def squashed(text: object) -> str:
    plain = unicodedata.normalize("NFKC", str(text or ""))
    return re.sub(r"[\s、,.，()（）【】]", "", plain)


def facts(text: str) -> dict[str, object]:
    """What a text says, without the marks in which it may be printed."""
    documents = [record(found) for found in pipeline.extract(raw(text, marked=False))[0]]
    assert len(documents) == 1
    one = documents[0]
    return {
        "number": one["number"],
        "title": squashed(one["title"]),
        "issuers": one["issuers"],
        "signed": one["signed"],
        "addressees": sorted(map(squashed, one["addressees"])),
        "duties": sorted((squashed(duty["clause"]), duty["role"], duty["agency"]) for duty in one["responsibilities"]),
        "citations": sorted(
            (cited["number"], squashed(cited["title"]), cited["relation"]) for cited in one["citations"]
        ),
        "deadlines": sorted((squashed(found["clause"]), found["date"]) for found in one["deadlines"]),
    }


def test_the_text_says_what_it_should() -> None:
    found = facts(TEXT)
    assert (found["number"], found["signed"]) == ("江政办发〔2024〕12号", "2024-05-06")
    assert found["duties"] == sorted(
        [
            ("二/一", "lead", "市水利局"),
            ("二/一", "support", "市财政局"),
            ("二/一", "support", "市审计局"),
            ("二/二", "share", "市生态环境局"),
            ("二/二", "share", "市公安局"),
            ("二/三", "responsible", "市林业局"),
            ("二/三", "responsible", "市住建局"),
            ("三/一", "responsible", "市财政局"),
            ("三/二", "lead", "市委组织部"),
            ("三/二", "support", "市水利局"),
        ]
    )


@pytest.mark.parametrize("name", CHANGES)
def test_the_same_words_printed_otherwise(name: str) -> None:
    changed = CHANGES[name](TEXT)
    assert changed != TEXT
    assert facts(changed) == facts(TEXT)
