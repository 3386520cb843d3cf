"""Names in their context: the case table, what must never be merged, and stability."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.entity import Context, home_of, resolve
from kg.model import Alias, Body, Evidence
from tests.tables import whole

DOCUMENTS: list[dict[str, Any]] = whole("entity")
CASES = [
    pytest.param(document, surface, expected, id=f"{document['label']}: {surface}")
    for document in DOCUMENTS
    for surface, expected in document["cases"].items()
]


def alias(short: str, full: str) -> Alias:
    return Alias("", short, full, Evidence((), ""), "test")


def context(document: dict[str, Any], surfaces: tuple[str, ...]) -> Context:
    return Context(
        issuers=tuple(document.get("issuers", ())),
        title=document.get("title"),
        number=document.get("number"),
        signed=document.get("signed"),
        aliases=tuple(alias(short, full) for short, full in document.get("aliases", {}).items()),
        surfaces=surfaces,
        addressees=tuple(document.get("addressees", ())),
    )


def bodies(document: dict[str, Any]) -> dict[str, Body]:
    surfaces = tuple(document["cases"])
    return resolve(surfaces, context(document, surfaces))


@pytest.mark.parametrize(("document", "surface", "expected"), CASES)
def test_the_case_table(document: dict[str, Any], surface: str, expected: list[str]) -> None:
    body = bodies(document)[surface]
    assert [body.canonical, body.tier, body.region, body.kind] == expected[:4], expected[4]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d["label"])
def test_the_order_of_names_does_not_matter(document: dict[str, Any]) -> None:
    surfaces = tuple(reversed(document["cases"]))
    assert resolve(surfaces, context(document, surfaces)) == bodies(document)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d["label"])
def test_an_official_name_means_itself(document: dict[str, Any]) -> None:
    official = {b.canonical for b in bodies(document).values() if b.kind not in ("generic", "collective")}
    surfaces = tuple(sorted(official))
    again = resolve(surfaces, context(document, (*surfaces, *document["cases"])))
    assert {surface: body.canonical for surface, body in again.items()} == {name: name for name in surfaces}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市财政局", "省财政厅"),
        ("市财政局", "平城区财政局"),
        ("市政府", "市政府办公室"),
        ("市公安局", "市公安局交警支队"),
        ("市安委会", "市安委办"),
        ("各县（市、区）民政局", "县级民政部门"),
        ("各县（市、区）人民政府", "平城区人民政府"),
        ("市税务局", "国家税务总局"),
        ("市房管局", "市住建局"),
        ("市大气污染防治工作领导小组", "市大气污染防治工作领导小组办公室"),
    ],
)
def test_two_bodies_stay_two(one: str, other: str) -> None:
    home = Context(issuers=("大同市人民政府",), signed="2023-01-01", surfaces=(one, other))
    found = resolve((one, other), home)
    assert found[one].canonical != found[other].canonical


def test_the_same_short_name_in_two_regions_is_two_bodies() -> None:
    here = resolve(("市财政局",), Context(issuers=("大同市人民政府",)))["市财政局"]
    there = resolve(("市财政局",), Context(issuers=("金华市人民政府",)))["市财政局"]
    assert (here.canonical, there.canonical) == ("大同市财政局", "金华市财政局")


def test_two_names_of_one_function_are_one_body() -> None:
    surfaces = ("市自然资源局", "市规划和自然资源局")
    found = resolve(surfaces, Context(issuers=("大同市人民政府",), surfaces=surfaces))
    assert found["市自然资源局"] == found["市规划和自然资源局"]


def test_parents_are_named() -> None:
    surfaces = ("市财政局", "市防洪领导小组办公室", "农发行大同市分行")
    found = resolve(surfaces, Context(issuers=("大同市人民政府",), surfaces=surfaces))
    assert [found[s].parent for s in surfaces] == ["大同市人民政府", "大同市防洪领导小组", "中国农业发展银行"]


@pytest.mark.parametrize(
    ("given", "region", "tier"),
    [
        (Context(issuers=("山西省大同市平城区人民政府",)), "平城区", "county"),
        (Context(issuers=("国务院办公厅",)), None, "central"),
        (Context(issuers=("国家税务总局金华市税务局",)), "金华市", "prefecture"),
        (Context(title="（转载）广州市人民政府办公厅关于印发办法的通知"), "广州市", "prefecture"),
        (Context(issuers=("市民政局",), text_hint="大同市新荣区 大同市云冈区 大同市民政局"), "大同市", "prefecture"),
        (Context(number="浙政办发〔2020〕1号"), "浙江省", "province"),
        (Context(issuers=("鼓楼区人民政府",), surfaces=("南京市财政局",)), "鼓楼区", "county"),
        (Context(), None, ""),
    ],
)
def test_home(given: Context, region: str | None, tier: str) -> None:
    home = home_of(given)
    assert (home.region.name if home.region else None, home.tier) == (region, tier)


def test_a_district_whose_name_many_cities_have_is_told_by_the_rest_of_the_document() -> None:
    home = home_of(Context(issuers=("鼓楼区人民政府",), surfaces=("福州市财政局", "福州市人民政府")))
    assert home.region is not None
    assert home.region.code == "350102"


def test_an_unknown_home_merges_nothing_into_a_region() -> None:
    body = resolve(("市财政局",), Context())["市财政局"]
    assert (body.region, body.kind) == ("-", "generic")


@settings(max_examples=150, deadline=None)
@given(
    surface=st.text(
        "市县区省州委办局厅各级人民政府有关单位（）、领导小组公室工信发改国家中央大同上海总会法院直",
        min_size=1,
        max_size=10,
    ),
    issuer=st.sampled_from(["大同市人民政府", "国务院", "上海市人民政府", "阜蒙县人民政府", ""]),
)
def test_every_name_has_a_body(surface: str, issuer: str) -> None:
    body = resolve((surface,), Context(issuers=(issuer,)))[surface]
    assert body.canonical
    assert body.tier in {"central", "province", "prefecture", "county", "township", "village", "-"}


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("推进健康海南建设。参与健康海南行动。", "海南省"),
        ("推进健康海南建设。", ""),  # once may be by the way
        ("健康海南与健康浙江，海南与浙江互学。", ""),  # two provinces
    ],
)
def test_a_text_without_issuer_is_that_of_the_one_province_it_names(text: str, region: str) -> None:
    home = home_of(Context(surfaces=("省财政厅", "省教育厅"), text_hint=text))
    assert (home.region.name if home.region else "") == region
