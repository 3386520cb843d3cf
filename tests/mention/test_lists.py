"""Lists of names: where they are cut, and where a conjunction belongs to a name."""

from __future__ import annotations

import pytest

from kg.mention.agency.lists import members, parted, split_list

CASES = [
    ("市科技局、市工信局和市市场监管局等部门", ["市科技局", "市工信局", "市市场监管局"]),
    (
        "市发展和改革委员会、市工业和信息化局及各县（市、区）人民政府",
        ["市发展和改革委员会", "市工业和信息化局", "各县（市、区）人民政府"],
    ),
    ("国家发展改革委、财政部等国务院相关部门及各地区", ["国家发展改革委", "财政部", "各地区"]),
    ("市住房和城乡建设局（市人防办、市征收办）等单位", ["市住房和城乡建设局（市人防办、市征收办）"]),
    ("教育部、税务总局9个部门和单位", ["教育部", "税务总局"]),
    ("县财政局和县发展和改革局", ["县财政局", "县发展和改革局"]),
    ("市委宣传部，市发展改革委，", ["市委宣传部", "市发展改革委"]),
    ("省科技厅、工业和信息化厅", ["省科技厅", "工业和信息化厅"]),
    ("市高等院校管理中心", ["市高等院校管理中心"]),
    ("政府和社会资本合作中心", ["政府和社会资本合作中心"]),
    ("市公安局\n、市 财政局", ["市公安局", "市财政局"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:12] for text, _ in CASES])
def test_members(text: str, expected: list[str]) -> None:
    assert members(text) == expected


def test_a_tail_that_zones_share() -> None:
    assert parted("江州新城、江州工业区、南园新区管委会") == ["江州新城", "江州工业区", "南园新区管委会"]
    assert parted("各县、区人民政府") == ["各县、区人民政府"]
    assert parted("市财政局、南园新区管委会") == ["市财政局、南园新区管委会"]


def test_places_are_inside_the_given_stretch() -> None:
    text = "成员：市公安局、市财政局等。"
    assert [text[a:b] for a, b in split_list(text, 3, 12)] == ["市公安局", "市财政局"]
