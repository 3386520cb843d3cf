"""Short forms that a text defines: the case table."""

from __future__ import annotations

import pytest

from kg import pipeline
from kg.mention.group.aliases import find_aliases
from tests.tables import whole
from tests.texts import raw

CASES = whole("aliases")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_find_aliases(case: dict) -> None:
    elsewhere = [case["elsewhere"]] if "elsewhere" in case else []
    hits = find_aliases(case["text"], elsewhere)
    assert [[hit.short, hit.full] for hit in hits] == case["expected"], case["why"]
    assert all(hit.short in case["text"][hit.start : hit.end] for hit in hits)


def test_only_the_short_form_of_a_body_is_a_body() -> None:
    text = """江州市医疗保障局关于参保缴费的通告
启动城乡居民基本医疗保险（以下简称城乡居民医保）参保工作。
一、城乡居民医保，由市大数据与政务服务中心（以下简称市数据中心）办理。
二、市数据中心核对名单。
江州市医疗保障局
2024年3月1日
"""
    (facts,), _ = pipeline.extract(raw(text))
    surfaces = {agency.surface for agency in facts.agencies}
    assert "市数据中心" in surfaces
    assert "城乡居民医保" not in surfaces
