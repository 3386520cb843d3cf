"""A document gives the same records whether it comes as text, web page, Word file or two-column PDF."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from kg import pipeline
from kg.model import DocumentFacts, RawText
from kg.source import SourceFile, read
from tests.source.letters import Paragraph, letter
from tests.source.page import Setter
from tests.source.word import Writer

NUMBERS = """
运政发〔2023〕30号 运政办发〔2023〕30号 运政办发〔2023〕33号 运政办发〔2023〕36号
运政办发〔2023〕37号 运政办函〔2023〕63号 运民发〔2023〕65号
"""
TOLERANCE = 0.01


def as_text(paragraphs: list[Paragraph]) -> bytes:
    return "\n".join(paragraph.printed for paragraph in paragraphs).encode()


def as_page(paragraphs: list[Paragraph]) -> bytes:
    title = next(paragraph.text for paragraph in paragraphs if paragraph.look == "title")
    rows = "".join(f"<p><span>{escape(p.printed[:5])}</span>{escape(p.printed[5:])}</p>\n" for p in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><meta charset='gbk'><title>{title}-某某市人民政府门户网站</title></head><body>"
        "<div class='nav'><a href='/'>首页</a><a href='/zwgk'>政务公开</a></div>"
        f"<div class='article'><h1>{title}</h1><div id='zoom'>{rows}</div></div>"
        "<div class='footer'>主办单位：某某市人民政府办公室。网站标识码：1400000000。</div></body></html>"
    ).encode("gb18030")


def as_word(paragraphs: list[Paragraph]) -> bytes:
    return Writer().write(paragraphs)


def as_pdf(paragraphs: list[Paragraph]) -> bytes:
    setter = Setter("某某市人民政府公报")
    setter.write(paragraphs)
    return setter.pdf()


def as_one_column(paragraphs: list[Paragraph]) -> bytes:
    setter = Setter(columns=1)
    setter.write(paragraphs)
    return setter.pdf()


def as_wrapped(paragraphs: list[Paragraph]) -> bytes:
    """Plain text as a terminal shows it: broken after 38 characters, paragraphs set in by two."""
    flush = ("to", "title", "number")
    whole = [one.printed if one.look in flush else f"\u3000\u3000{one.printed}" for one in paragraphs]
    return "\n".join(text[k : k + 38] for text in whole for k in range(0, len(text), 38)).encode()


def read_back(data: bytes, path: Path) -> RawText:
    path.write_bytes(data)
    return read(SourceFile(path, path.name))


def whole(facts: DocumentFacts) -> set[object]:
    """Head, responsibilities, citations: everything that is scored."""
    head = {
        (name, getattr(facts, name))
        for name in "number title kind issuers addressees signed openness promulgates".split()
    }
    duties = {("duty", duty.clause, duty.agency, duty.role) for duty in facts.responsibilities}
    cited = {("citation", one.title, one.number, one.relation) for one in facts.citations}
    return head | duties | cited


def f1(found: set[object], expected: set[object]) -> float:
    return 2 * len(found & expected) / (len(found) + len(expected))


@pytest.fixture(scope="module")
def letters(gazette: RawText) -> dict[str, list[Paragraph]]:
    facts, _ = pipeline.extract(gazette)
    return {one.number or "": letter(one) for one in facts}


CASES = [(number, form) for number in NUMBERS.split() for form in (as_page, as_word, as_pdf, as_one_column, as_wrapped)]


@pytest.mark.parametrize(("number", "form"), CASES)
def test_same_records(
    number: str, form: Callable[[list[Paragraph]], bytes], letters: dict[str, list[Paragraph]], tmp_path: Path
) -> None:
    paragraphs = letters[number]
    (expected,), _ = pipeline.extract(read_back(as_text(paragraphs), tmp_path / "a"))
    facts, _ = pipeline.extract(read_back(form(paragraphs), tmp_path / "b"))
    assert len(facts) == 1
    found, wanted = whole(facts[0]), whole(expected)
    assert f1(found, wanted) >= 1 - TOLERANCE, f"missing {wanted - found}, too much {found - wanted}"


ARTICLES = """
为了防治固体废物污染环境，保障公众健康，根据《中华人民共和国固体废物污染环境防治法》，制定本规定。
省生态环境主管部门负责全省固体废物污染环境防治工作的统一监督管理，省住房城乡建设主管部门配合。
县级以上人民政府发展改革、工业和信息化、公安等主管部门按照各自职责，负责固体废物的监督管理工作。
本规定自2022年12月1日起施行。
"""
ORDER = [
    *(Paragraph(text, "title") for text in ("某某省人民政府", "令", "第290号")),
    Paragraph(
        "《某某省固体废物污染环境防治监督管理若干规定》已经2022年9月2日省人民政府第120次常务会议通过，现予公布。"
    ),
    Paragraph("省长 王某某", "sign"),
    Paragraph("2022年10月18日", "sign"),
    Paragraph("某某省固体废物污染环境防治监督管理若干规定", "title"),
    *(Paragraph(text, "text", "article", f"第{n}条") for n, text in zip("一二三四", ARTICLES.split(), strict=True)),
]
TASKS = """
加快推进风电、光伏发电项目建设，建立项目台账，每季度通报一次进展情况。（省能源局牵头，省自然资源厅配合）
完善绿色电价政策，对高耗能企业执行差别电价，及时公布执行企业名单。（省发展改革委负责）
加强节能监察执法，查处违法用能行为，于2023年12月底前将执法情况报省政府。（省工业和信息化厅负责）
"""
BODIES = (
    "各市、县人民政府，省政府各有关部门，各省属国有企业，中央驻某有关单位，省直各直属机构，各有关行业协会，各高等院校："
)
REPLY = [
    Paragraph("某发改函〔2023〕118号", "number"),
    Paragraph(BODIES, "to"),
    Paragraph("根据《国务院关于印发2030年前碳达峰行动方案的通知》（国发〔2021〕23号），现就有关事项函告如下。"),
    *(Paragraph(text, "text", "top", label) for label, text in zip("一二三", TASKS.split(), strict=True)),
    Paragraph("某某省发展和改革委员会", "sign"),
    Paragraph("2023年6月9日", "sign"),
]


@pytest.mark.parametrize("form", [as_word, as_pdf, as_one_column, as_wrapped])
@pytest.mark.parametrize("paragraphs", [ORDER, REPLY], ids=["order", "without a title"])
def test_same_records_of_an_order_and_of_a_letter_without_a_title(
    paragraphs: list[Paragraph], form: Callable[[list[Paragraph]], bytes], tmp_path: Path
) -> None:
    (expected,), _ = pipeline.extract(read_back(as_text(paragraphs), tmp_path / "a"))
    (found,), _ = pipeline.extract(read_back(form(paragraphs), tmp_path / "b"))
    assert whole(found) == whole(expected)
    assert found.number and found.responsibilities


@pytest.mark.parametrize("columns", [1, 2])
def test_documents_of_a_gazette_set_one_behind_the_other(
    columns: int, letters: dict[str, list[Paragraph]], tmp_path: Path
) -> None:
    documents = [
        letters["运政发〔2023〕30号"],
        ORDER,
        letters["运政办函〔2023〕63号"],
        REPLY,
        letters["运民发〔2023〕65号"],
    ]
    setter = Setter("某某市人民政府公报", columns)
    for paragraphs in documents:
        setter.write(paragraphs)
    found, _ = pipeline.extract(read_back(setter.pdf(), tmp_path / "gazette"))
    alone = [pipeline.extract(read_back(as_text(paragraphs), tmp_path / "a"))[0][0] for paragraphs in documents]
    assert [whole(one) for one in found] == [whole(one) for one in alone]
