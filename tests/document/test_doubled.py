"""A page that prints its text twice gives one document, its clauses once."""

from __future__ import annotations

import time

import pytest

from tests.document.test_succession import NOTICE, REPLY
from tests.texts import documents


def told(text: str) -> list[list[tuple[str, str]]]:
    return [[(clause.path, "".join(clause.body.text.split())) for clause in one.clauses] for one in documents(text)]


@pytest.mark.parametrize(
    "text",
    [
        NOTICE + NOTICE,
        f"{NOTICE}\n \n{NOTICE}",
        f"首页 > 政务公开\n{NOTICE}{NOTICE}",
        f"{NOTICE}{NOTICE}分享到：",
        f"{NOTICE}{NOTICE.replace('　', ' ')}",
    ],
)
def test_a_text_that_stands_twice(text: str) -> None:
    assert told(text) == told(NOTICE)
    assert len(told(NOTICE)) == 1


FORM = "附件{}\n江州市申报表\n申报单位：\n负责人：\n所属县区：\n联系电话：\n申报理由：\n审核意见：\n"


LATER = NOTICE.replace("5号", "6号").replace("河道", "水库")


@pytest.mark.parametrize("other", [REPLY, LATER, FORM.format(1) + FORM.format(2)])
def test_what_only_looks_alike(other: str) -> None:
    alone, both = told(NOTICE), told(NOTICE + other)
    assert sum(map(len, both)) > sum(map(len, alone))


@pytest.mark.parametrize("line", ["各级要高度重视防汛工作。", "甲\n乙", "甲\n乙\n甲"])
def test_lines_that_are_all_the_same_take_no_longer(line: str) -> None:
    began = time.perf_counter()
    told(f"{line}\n" * 500)
    few = time.perf_counter() - began
    began = time.perf_counter()
    told(f"{line}\n" * 5000)
    assert time.perf_counter() - began < 25 * few + 1
