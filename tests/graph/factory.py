"""Facts made by hand: small, yet every field of every type is in use."""

from __future__ import annotations

from dataclasses import replace

from kg.model import (
    AgencyMention,
    Alias,
    Appointment,
    Body,
    Citation,
    ClauseFact,
    Correction,
    Deadline,
    DocumentFacts,
    Evidence,
    Host,
    Member,
    Responsibility,
    Target,
    Task,
)

CITY = Body("运城市人民政府", "prefecture", "运城市", "government")
INDUSTRY = Body("运城市工业和信息化局", "prefecture", "运城市", "department")
ECOLOGY = Body("运城市生态环境局", "prefecture", "运城市", "department")
BRANCH = Body("运城市生态环境局盐湖分局", "county", "盐湖区", "department", "运城市生态环境局")
GROUP = Body("运城市大气污染防治工作领导小组", "prefecture", "运城市", "temporary")
OFFICE = Body("运城市大气污染防治工作领导小组办公室", "prefecture", "运城市", "temporary", GROUP.canonical)
COUNTIES = Body("运城市各县（市、区）人民政府", "county", "运城市", "collective")
POLICE = Body("公安机关", "-", "-", "generic")
TAIYUAN = Body("太原市工业和信息化局", "prefecture", "太原市", "department")


def words(start: int, quote: str, page: int | None = 1) -> Evidence:
    """Evidence in one place."""
    return Evidence(((start, start + max(1, len(quote))),), quote, page)


def mention(surface: str, start: int, body: str, clause: str = "") -> AgencyMention:
    """A surface form at one place."""
    return AgencyMention(surface, clause, words(start, surface), "agency-form", body)


def plan() -> DocumentFacts:
    """A notice that issues a plan, with a statement of every type."""
    tail = Evidence(((300, 312), (400, 410)), "（市工信局牵头，市生态环境局配合，各县政府落实）", 3)
    clauses = (
        ClauseFact("", 0, 0, "各县人民政府：", "现印发给你们，请遵照执行。", "notice", words(20, "各县人民政府：", 1)),
        ClauseFact("", 1, 0, "", "为提升质量，制定本方案。", "main", words(90, "", 2)),
        ClauseFact("一", 2, 1, "总体要求", "总体要求文字。", "main", words(100, "总体要求", 2)),
        ClauseFact(
            "一/（一）",
            3,
            2,
            "推进技术改造",
            "推进技术改造。2023年12月底前完成。",
            "main",
            words(200, "推进技术改造", 2),
        ),
        ClauseFact("一", 4, 1, "附件条款", "附件文字", "annex", words(800, "附件条款", None)),
    )
    return DocumentFacts(
        key="运政发〔2023〕30号",
        source="corpus/运城公报 2023.txt",
        sha256="ab" * 32,
        encoding="gb18030",
        number="运政发〔2023〕30号",
        title="运城市人民政府关于印发运城市质量强市实施方案的通知",
        kind="通知",
        promulgates=("运城市质量强市实施方案",),
        issuers=("运城市人民政府",),
        addressees=("各县（市、区）人民政府", "市直各有关单位"),
        signed="2023-10-30",
        effective="2023-11-01",
        expires="2025-12-31",
        openness="此件公开发布",
        annexes=("汇总表", "汇总表"),
        clauses=clauses,
        agencies=(
            mention("运城市人民政府", 1, CITY.canonical),
            mention("各县（市、区）人民政府", 20, COUNTIES.canonical),
            mention("市工信局", 301, INDUSTRY.canonical, "一/（一）"),
            mention("市生态环境局", 306, ECOLOGY.canonical, "一/（一）"),
            mention("盐湖分局", 420, BRANCH.canonical, "一"),
            mention("公安机关", 430, POLICE.canonical, "一"),
        ),
        responsibilities=(
            Responsibility(
                "一/（一）",
                "市工信局",
                "lead",
                tail,
                words(301, "市工信局", 3),
                "tail",
                "stated",
                None,
                INDUSTRY.canonical,
                "2023-12-31",
            ),
            Responsibility(
                "一/（一）",
                "市生态环境局",
                "support",
                tail,
                words(306, "市生态环境局", 3),
                "tail",
                "stated",
                "following",
                ECOLOGY.canonical,
            ),
            Responsibility(
                "一/（一）/#2",
                "各县（市、区）人民政府",
                "implement",
                tail,
                words(400, "各县政府", 3),
                "scope",
                "derived",
                None,
                COUNTIES.canonical,
            ),
        ),
        citations=(
            Citation(
                "",
                None,
                "太原市工业行动计划",
                "implements",
                words(97, "《太原市工业行动计划》"),
                "title",
                "stated",
                "并政发〔2024〕7号",
                "太原市工业行动计划",
            ),
            Citation("", "国办发[2022]1号", "关于质量的意见", "basis", words(95, "国办发[2022]1号"), "number"),
            Citation(
                "一", None, "中华人民共和国产品质量法", "mentions", words(120, "《中华人民共和国产品质量法》"), "title"
            ),
            Citation(
                "一",
                "运政办发〔2021〕5号",
                None,
                "repeals",
                words(130, "运政办发〔2021〕5号"),
                "number",
                "derived",
                "运政办发〔2021〕5号",
            ),
        ),
        deadlines=(
            Deadline("一/（一）", "2023年12月底前", "2023-12-31", words(210, "2023年12月底前"), "month-end"),
            Deadline("一", "自受理之日起30日内", None, words(150, "自受理之日起30日内"), "relative"),
        ),
        members=(
            Member(
                "一",
                "领导小组",
                "市工信局",
                "成员",
                words(500, "成员：市工信局"),
                "list",
                "stated",
                GROUP.canonical,
                INDUSTRY.canonical,
            ),
        ),
        hosts=(
            Host(
                "一",
                "领导小组办公室",
                "市生态环境局",
                words(520, "办公室设在市生态环境局"),
                "seat",
                "stated",
                OFFICE.canonical,
                ECOLOGY.canonical,
            ),
        ),
        aliases=(
            Alias("一", "质量法", "中华人民共和国产品质量法", words(121, "以下简称质量法"), "alias/title"),
            Alias("一", "方案", "运城市质量强市实施方案", words(122, "以下简称方案"), "alias/title"),
            Alias("一", "市大气办", OFFICE.canonical, words(540, "以下简称市大气办"), "alias"),
        ),
        appointments=(
            Appointment(
                "一",
                "李明",
                "appoint",
                "市生态环境局局长",
                words(560, "李明任局长"),
                "post",
                "stated",
                ECOLOGY.canonical,
            ),
            Appointment("一", "王芳", "remove", "某职务", words(570, "免去王芳职务"), "post"),
        ),
        targets=(
            Target(
                "一/（一）",
                "合格率",
                "98.5",
                "99",
                "%",
                "range",
                None,
                "2025-12-31",
                words(220, "合格率达到98.5%-99%", 2),
                "target/level",
            ),
            Target(
                "一",
                "能耗",
                "280000",
                None,
                "吨",
                "≤",
                "decrease",
                None,
                words(160, "能耗减少28万吨以下"),
                "target/change",
            ),
        ),
        tasks=(
            Task(
                "一/（一）",
                "推进技术改造",
                "推进技术改造。2023年12月底前完成。",
                words(200, "推进技术改造", 2),
                "task/duty",
            ),
        ),
        derived=(
            Responsibility(
                "一",
                "市生态环境局",
                "support",
                tail,
                words(306, "市生态环境局", 3),
                "derived/following",
                "derived",
                None,
                ECOLOGY.canonical,
            ),
        ),
        bodies=(COUNTIES, POLICE, CITY, INDUSTRY, GROUP, OFFICE, ECOLOGY, BRANCH),
        evidence=(("number", words(5, "运政发〔2023〕30号")), ("signed", words(600, "2023年10月30日", 4))),
        corrections=(
            Correction("c1", "一/（一）/#2", None, "", "implement 各县政府", "王芳", "2024-05-06", "原文如此"),
            Correction("c2", None, "signed", "2023-10-03", "2023-10-30", "李明", "2024-05", "公报误印"),
        ),
    )


def repealed() -> DocumentFacts:
    """An earlier document that the plan repeals."""
    return _plain("运政办发〔2021〕5号", "运城市人民政府办公室关于质量工作的通知", "2021-03-01", "2021-03-01")


def elsewhere() -> DocumentFacts:
    """A document of another city that calls its own bureau by the same short name."""
    tail = words(50, "（市工信局负责）")
    facts = _plain("并政发〔2024〕7号", "太原市人民政府关于工业的意见", "2024-02-01", None)
    duty = Responsibility("一", "市工信局", "responsible", tail, words(51, "市工信局"), "tail", body=TAIYUAN.canonical)
    return replace(
        facts,
        kind="意见",
        promulgates=("太原市工业行动计划",),
        clauses=(ClauseFact("一", 0, 1, "做强工业", "做强工业。", "main", words(40, "做强工业")),),
        agencies=(mention("市工信局", 51, TAIYUAN.canonical, "一"),),
        responsibilities=(duty,),
        bodies=(TAIYUAN,),
    )


def _plain(key: str, title: str, signed: str, effective: str | None) -> DocumentFacts:
    return DocumentFacts(
        key=key,
        source="corpus/other.txt",
        sha256="0" * 64,
        encoding="utf-8",
        number=key,
        title=title,
        kind="通知",
        promulgates=(),
        issuers=(),
        addressees=(),
        signed=signed,
        effective=effective,
        expires=None,
        openness=None,
        annexes=(),
    )


def corpus() -> list[DocumentFacts]:
    """All of them."""
    return [plan(), repealed(), elsewhere()]
