"""What a text reports of the past charges nobody; what it orders does."""

from __future__ import annotations

import pytest

from kg.mention.agency import agencies
from kg.mention.duty import running
from kg.mention.duty.past import reported

TEXTS = [
    ("近年来，省财政厅会同省农业农村厅加大投入力度。", True),
    ("2019年以来，省水利厅牵头开展排查。", True),
    ("截至2020年底，省水利厅牵头完成水库除险加固120座。", True),
    ("一是近三年来，省教育厅配合开展检查。", True),
    ("2020年，省财政厅会同省民政厅印发《办法》，明确补助标准。", True),
    ("2021年3月，省财政厅牵头制定标准。", True),
    ("我省已建立由省发展改革委牵头、省财政厅等部门参与的协调机制。", True),
    ("2022年，省财政厅会同省民政厅印发《办法》。", False),
    ("2021年9月，省财政厅牵头制定标准。", False),
    ("自2019年起，省财政厅负责安排资金。", False),
    ("方案已印发，省财政厅负责落实资金。", False),
    ("下一步，省教育厅将会同省财政厅加大支持力度。", False),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text[:12] for text, _ in TEXTS])
def test_reported(text: str, expected: bool) -> None:
    duties = running.running(text, agencies.find(text), [])
    assert duties
    assert {reported(text, duty, "2021-06-01") for duty in duties} == {expected}


def test_without_a_day_of_signature_a_year_says_nothing() -> None:
    text = "2020年，省财政厅会同省民政厅印发《办法》。"
    duties = running.running(text, agencies.find(text), [])
    assert not any(reported(text, duty, None) for duty in duties)
