"""Bodies whose names do not say where they lie: what several documents settle."""

from __future__ import annotations

import pytest

from kg.model import Body
from kg.statement.body_places import Seats
from tests.statement.facts import document


def school(tier: str, region: str, name: str = "甲工大学") -> Body:
    return Body(name, tier, region, "institution")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (school("province", "广东省"), school("province", "江苏省"), ("province", "-")),
        (school("province", "广东省"), school("prefecture", "江州市"), ("-", "-")),
        (school("province", "广东省"), school("province", "广东省"), ("province", "广东省")),
        (school("province", "广东省"), school("-", "-"), ("province", "广东省")),
        (school("province", "广东省", "广东大学"), school("-", "-", "广东大学"), ("province", "广东省")),
        (school("province", "广东省", "广东大学"), school("province", "江苏省", "广东大学"), ("province", "-")),
    ],
    ids=["two regions", "two tiers", "one region", "said once", "said by the name", "said otherwise by one"],
)
def test_what_two_documents_say(one: Body, other: Body, expected: tuple[str, str]) -> None:
    seats = Seats()
    documents = [document(key="甲", bodies=(one,)), document(key="乙", bodies=(other,))]
    for each in documents:
        seats.add(each)
    settled = seats.settled(documents[0]).bodies[0]
    assert (settled.tier, settled.region) == expected


def test_a_third_document_settles_nothing_either() -> None:
    seats = Seats()
    for region in ("广东省", "江苏省", "广东省"):
        seats.add(document(key=region, bodies=(school("province", region),)))
    assert seats.settled(document(key="丁", bodies=(school("province", "广东省"),))).bodies[0].region == "-"
