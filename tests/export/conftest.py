"""Two made-up documents of two governments, and their facts built by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import (
    AgencyMention,
    Alias,
    Appointment,
    Body,
    Citation,
    ClauseFact,
    Deadline,
    DocumentFacts,
    Evidence,
    Host,
    Member,
    Responsibility,
    Role,
)

PLAN = "江政发〔2024〕5号"
NOTICE = "江环发〔2024〕7号"
TAIL = "（市环保局牵头，市财政局配合）"


def said(quote: str, start: int, page: int | None = 2) -> Evidence:
    return Evidence(((start, start + len(quote)),), quote, page)


def duty(clause: str, surface: str, role: Role, body: str, deadline: str | None = None) -> Responsibility:
    evidence = Evidence(((100, 112), (300, 303)), TAIL, 2)
    own = said(surface, 101)
    return Responsibility(clause, surface, role, evidence, own, "tail.bracket", body=body, deadline=deadline)


def plan() -> DocumentFacts:
    environment = Body("江州市生态环境局", "prefecture", "江州市", "department", parent="江州市人民政府")
    return DocumentFacts(
        key=PLAN,
        source="公报/江州 1.txt",
        sha256="a" * 64,
        encoding="gb18030",
        number=PLAN,
        title="江州市人民政府关于印发清水行动方案的通知",
        kind="通知",
        promulgates=("清水行动方案",),
        issuers=("江州市人民政府",),
        addressees=("各区人民政府",),
        signed="2024-03-01",
        effective=None,
        expires=None,
        openness="此件公开发布",
        annexes=(),
        clauses=(
            ClauseFact("", 0, 0, "", "现印发给你们。", "notice", said("现印发给你们。", 40)),
            ClauseFact("一", 1, 1, "总体要求", "…", "main", said("总体要求", 60)),
            ClauseFact("一/1", 2, 2, "整治“黑臭”河道，\x0b控制<排污>", "…", "main", said("整治黑臭河道", 90)),
        ),
        agencies=(
            AgencyMention("江州市人民政府", "", said("江州市人民政府", 0), "name", "江州市人民政府"),
            AgencyMention("各区人民政府", "", said("各区人民政府", 30), "name", "江州市各区人民政府"),
            AgencyMention("市环保局", "一/1", said("市环保局", 101), "name", "江州市生态环境局"),
            AgencyMention("市财政局", "一/1", said("市财政局", 108), "name", "江州市财政局"),
            AgencyMention("省水利厅", "一", said("省水利厅", 70), "name", "川北省水利厅"),
        ),
        responsibilities=(
            duty("一/1", "市环保局", "lead", "江州市生态环境局", deadline="2024-12-31"),
            duty("一/1", "市财政局", "support", "江州市财政局"),
        ),
        citations=(
            Citation("一", None, "中华人民共和国水法", "basis", said("《中华人民共和国水法》", 65), "cite.title"),
            Citation("一", "川政发〔2023〕9号", None, "implements", said("川政发〔2023〕9号", 80), "cite.number"),
        ),
        deadlines=(Deadline("一/1", "2024年底前", "2024-12-31", said("2024年底前", 95), "due.year"),),
        members=(
            Member(
                "一",
                "市河长办",
                "市财政局",
                "成员",
                said("成员：市财政局", 72),
                "member",
                "stated",
                "江州市河长制办公室",
                "江州市财政局",
            ),
        ),
        hosts=(
            Host(
                "一",
                "市河长办",
                "市环保局",
                said("办公室设在市环保局", 76),
                "host",
                "stated",
                "江州市河长制办公室",
                "江州市生态环境局",
            ),
        ),
        aliases=(Alias("一", "市河长办", "江州市河长制办公室", said("以下简称市河长办", 78), "alias"),),
        bodies=(
            Body("川北省水利厅", "province", "川北省", "department"),
            Body("江州市人民政府", "prefecture", "江州市", "government"),
            Body("江州市各区人民政府", "county", "江州市", "collective"),
            Body("江州市河长制办公室", "prefecture", "江州市", "temporary"),
            environment,
            Body("江州市财政局", "prefecture", "江州市", "department"),
        ),
        evidence=(("issuers", said("江州市人民政府", 0)), ("number", said(PLAN, 10))),
    )


def notice() -> DocumentFacts:
    return replace(
        plan(),
        key=NOTICE,
        source="news/b.txt",
        number=NOTICE,
        title="江州市生态环境局关于开展清水行动的通知",
        promulgates=(),
        issuers=("江州市生态环境局",),
        addressees=(),
        clauses=(ClauseFact("三", 0, 1, "检查", "…", "main", said("检查", 9, None)),),
        agencies=(AgencyMention("江州市生态环境局", "", said("江州市生态环境局", 0), "name", "江州市生态环境局"),),
        responsibilities=(
            Responsibility(
                "三",
                "我市环境局",
                "responsible",
                said("我市环境局负责检查", 20, None),
                said("我市环境局", 20),
                "text.verb",
                "derived",
                body="江州市生态环境局",
            ),
        ),
        citations=(Citation("", PLAN, None, "basis", said(PLAN, 5), "cite.number", target=PLAN),),
        deadlines=(),
        members=(),
        hosts=(),
        aliases=(),
        appointments=(Appointment("三", "甲某", "appoint", "站长", said("任命甲某为站长", 40), "appoint"),),
        bodies=(Body("江州市生态环境局", "prefecture", "江州市", "department"),),
        evidence=(),
    )


@pytest.fixture
def facts() -> list[DocumentFacts]:
    return [plan(), notice()]
