"""The table of identities has one line for each surface form, whatever statement it stands in."""

from __future__ import annotations

from dataclasses import replace

from kg.export.identities import identities
from kg.model import AgencyMention, Body, DocumentFacts, Evidence, Host, Responsibility

EVIDENCE = Evidence(((0, 4),), "市财政局")
FINANCE = Body("大同市财政局", "prefecture", "大同市", "department", "大同市人民政府")
OFFICE = Body("大同市清欠工作领导小组办公室", "prefecture", "大同市", "temporary")
FACTS = DocumentFacts(
    key="同政发〔2023〕1号",
    source="corpus/gazette.txt",
    sha256="",
    encoding="utf-8",
    number="同政发〔2023〕1号",
    title="关于清欠的通知",
    kind="通知",
    promulgates=(),
    issuers=("大同市人民政府",),
    addressees=(),
    signed="2023-01-01",
    effective=None,
    expires=None,
    openness=None,
    annexes=(),
    agencies=(AgencyMention("市财政局", "", EVIDENCE, "r", FINANCE.canonical),),
    responsibilities=(
        Responsibility("一", "大同市财政局", "lead", EVIDENCE, EVIDENCE, "r", body=FINANCE.canonical),
        Responsibility("一", "某局", "lead", EVIDENCE, EVIDENCE, "r"),
    ),
    hosts=(Host("二", "市清欠办", "市财政局", EVIDENCE, "r", "stated", OFFICE.canonical, FINANCE.canonical),),
    bodies=(FINANCE, OFFICE),
)
WITHOUT_NAMES = replace(FACTS, key="同政发〔2023〕2号", agencies=(), responsibilities=(), hosts=(), bodies=())


def test_one_line_for_each_form_sorted_with_a_head() -> None:
    lines = identities([FACTS, WITHOUT_NAMES]).splitlines()
    assert lines[0] == "document\tsurface\tcanonical\ttier\tregion\tkind"
    assert lines[1:] == sorted(lines[1:])
    assert [line.split("\t")[1:3] for line in lines[1:]] == [
        ["大同市财政局", "大同市财政局"],
        ["市清欠办", "大同市清欠工作领导小组办公室"],
        ["市财政局", "大同市财政局"],
    ]
    assert lines[1].split("\t")[0] == "同政发〔2023〕1号"


def test_a_document_without_number_has_the_name_of_its_file() -> None:
    line = identities([replace(FACTS, number=None)]).splitlines()[1]
    assert line.startswith("gazette\t")


def test_the_only_document_of_a_file_goes_by_the_file_too() -> None:
    lines = identities([FACTS]).splitlines()
    assert [line.split("\t")[0] for line in lines[1:]] == ["gazette"] * 3 + ["同政发〔2023〕1号"] * 3
    assert [line.split("\t")[1:] for line in lines[1:4]] == [line.split("\t")[1:] for line in lines[4:]]
