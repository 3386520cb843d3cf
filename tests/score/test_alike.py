"""What does not count when two readers are compared, and what does."""

from __future__ import annotations

import pytest

from kg.score.alike import agency, clause, plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("运政发〔2023〕30号", "运政发[2023] 30号"),
        ("运政发〔2023〕30号", "运政发［2023］３０号"),
        ("方案（2023-2025年）", "方案(2023—2025年)"),
        ("方案（2023～2025年）", "方案（2023－2025年）"),
        ("《条例》", "条例"),
        ("关于〈条例〉的通知", "关于《条例》的通知"),
        ("“一网通办”", "「一网通办」"),
        ("一网\n通 办", "一网通办"),
    ],
)
def test_same_words(one: str, other: str) -> None:
    assert plain(one) == plain(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("市工信局", "市工信委"), ("2023-2025", "20232025"), ("条例", "条例（试行）")]
)
def test_other_words(one: str, other: str) -> None:
    assert plain(one) != plain(other)


@pytest.mark.parametrize("missing", [None, "", " \n"])
def test_nothing(missing: str | None) -> None:
    assert plain(missing) == agency(missing) == clause(missing) == ""


@pytest.mark.parametrize(
    ("printed", "compared"),
    [
        ("市工信局（市国资委）", "市工信局"),
        ("乡镇人民政府（街道办事处）", "乡镇人民政府"),
        ("各县（市、区）", "各县(市、区)"),
        ("各县（市、区）人民政府", "各县(市、区)人民政府"),
        ("（市国资委）", "(市国资委)"),
    ],
)
def test_a_second_name_does_not_count(printed: str, compared: str) -> None:
    assert agency(printed) == compared


@pytest.mark.parametrize(
    ("printed", "compared"),
    [
        ("一、/（一）/1.", "一/(一)/1"),
        ("第一章/第三条", "第三条"),
        ("第十二章/第一节/第三十条/（二）", "第三十条/(二)"),
        ("附件2/一/#3", "一/#3"),
        ("4.3.1.1.1/（2）", "4.3.1.1.1/(2)"),
    ],
)
def test_paths(printed: str, compared: str) -> None:
    assert clause(printed) == compared
