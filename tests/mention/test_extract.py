"""What a document names, from its first clause to its last: the case table."""

from __future__ import annotations

from typing import Any

import pytest

from kg.mention import extract
from kg.mention.group.appointments import appointments
from tests.tables import cases
from tests.texts import documents

HEAD = "江州市人民政府关于推进清水行动的意见\n江政发〔2024〕5号\n{to}：\n"
TAIL = "\n江州市人民政府\n2024年3月1日\n"


@pytest.mark.parametrize("case", cases("mentions"))
def test_what_a_document_names(case: dict[str, Any]) -> None:
    (document,) = documents(HEAD.format(to=case.get("to", "各县（市、区）人民政府")) + case["text"] + TAIL)
    found = extract.mentions(document)
    of_head = {*document.issuers, *document.addressees}
    surfaces = dict.fromkeys(mention.surface for mention in found.agencies if mention.surface not in of_head)
    assert list(surfaces) == case["agencies"], case["why"]
    assert [[duty.agency, duty.role] for duty in found.responsibilities] == case["duties"], case["why"]


def test_whose_seal_a_document_bears() -> None:
    tail = "江州市安委会办公室\n（江州市应急管理局代章）\n2024年3月1日\n"
    (document,) = documents(f"{HEAD.format(to='各县人民政府')}请认真落实。\n{tail}")
    assert document.issuers == ("江州市安委会办公室",)
    assert "江州市应急管理局" in {mention.surface for mention in extract.mentions(document).agencies}


@pytest.mark.parametrize(
    ("subject", "posts"),
    [("李明等任职", ["市水务局局长", "市财政局副局长"]), ("做好防汛工作", [])],
    ids=["its title speaks of appointments", "another title"],
)
def test_a_title_tells_whether_a_document_appoints(subject: str, posts: list[str]) -> None:
    head = f"江州市人民政府关于{subject}的通知\n江政任〔2024〕5号\n各县（市、区）人民政府：\n"
    (document,) = documents(f"{head}李明任市水务局局长；\n王芳任市财政局副局长。{TAIL}")
    assert [one.post for one in appointments(document)] == posts
