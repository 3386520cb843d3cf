"""Bodies named by the duty that they have."""

from __future__ import annotations

import pytest

from kg.mention.duty.charged import charged, headed, offices, titled
from tests.texts import documents


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("财务处负责落实经费，审计处负责监督。", {"财务处", "审计处"}),
        ("由教学质量监测与评估中心牵头，各学院配合。", {"教学质量监测与评估中心"}),
        ("由教务处、设备管理部和后勤处共同负责。", {"教务处", "设备管理部", "后勤处"}),
        ("由项目经理、设备管理部负责。", {"设备管理部"}),
        ("人事处会同教师教学发展中心制定方案。", {"人事处", "教师教学发展中心"}),
        ("联席会议办公室设在市教育局。", {"联席会议办公室"}),
        ("科技部委托科技评估中心承担评价。", {"科技评估中心"}),
        ("各科室要重视，纪检监察室负责监督。", {"纪检监察室"}),
        ("征收补偿工作由石井街道具体负责。", {"石井街道"}),
        ("领导小组办公室（设在省发展改革委）负责。", {"领导小组办公室"}),
        ("由基础教育股牵头，计财股配合办理。", {"基础教育股", "计财股"}),
        ("办公室负责日常工作，工作专班负责协调。", set()),
        ("施工单位负责整改，主管部门承担监管责任。", set()),
        ("成立工作专班负责协调，报园区管委会同意。", set()),
        ("推进项目建设工作中心任务。", set()),
    ],
)
def test_names_before_a_verb_of_duty(text: str, names: set[str]) -> None:
    assert charged([text]) == names


@pytest.mark.parametrize(
    ("heading", "units", "names"),
    [
        ("职责分工", ["派出所。配合排查", "服务办。牵头走访", "城运中心：纳入平台"], {"派出所", "服务办", "城运中心"}),
        ("工作措施", ["派出所。配合排查", "服务办。牵头走访", "城运中心：纳入平台"], set()),
        ("职责分工", ["派出所。配合排查", "明确责任。层层落实", "严格考核。按期通报"], set()),
        ("职责分工", ["派出所。配合排查", "服务办。牵头走访"], set()),
    ],
)
def test_names_that_head_units_about_duties(heading: str, units: list[str], names: set[str]) -> None:
    text = "".join(f"\n{number}.{unit}。" for number, unit in enumerate(units, start=1))
    found = documents(f"某街道办事处关于印发方案的通知\n各居委会：\n一、总则\n统筹。\n二、{heading}{text}")[0]
    assert headed(found.clauses) == names


def test_two_sections_of_a_bureau_are_enough() -> None:
    sections = "（一）办公室。负责运转。\n（二）基础教育处。负责学校。\n"
    text = f"江州县教育局内设机构规定\n一、职责\n负责教育。\n二、内设机构\n{sections}"
    found = documents(text)[0]
    assert headed(found.clauses) == {"基础教育处"}
    assert offices(found.clauses) == {"二/（一）"}


def test_sections_of_a_bureau_below_the_line_that_introduces_them() -> None:
    units = "（一）办公室。负责机关运转。\n（二）人事股。承担人事管理。\n（三）体育股（青少股）。指导群众体育。"
    head = "江州县教育局内设机构规定\n第一条 为了规范，制定本规定。\n第二条 县教育局设下列内设机构："
    text = f"{head}\n{units}\n第三条 附则。"
    found = documents(text)[0]
    assert headed(found.clauses) == {"人事股", "体育股（青少股）"}
    assert offices(found.clauses) == {"第二条/（一）"}


@pytest.mark.parametrize(
    ("heading", "units", "paths"),
    [
        ("成员单位职责", ["市公安局\n1.负责维护秩序。", "市安监局\n负责监督检查。"], {"二/（一）", "二/（二）"}),
        ("成员单位职责", ["市公安局主要职责\n负责维护秩序。", "【市安监局】\n负责检查。"], {"二/（一）", "二/（二）"}),
        ("成员单位职责", ["市公安局：负责维护秩序。", "市安监局：负责监督检查。"], set()),
        (
            "组织机构及职责",
            ["市防汛指挥部\n统一指挥。", "成员单位职责\n1.市公安局：维护秩序。\n2.市水利局：监测。"],
            set(),
        ),
        ("成员单位职责", ["防火委员会\n市防火委员会负责防火。", "防汛委员会\n市防汛委员会负责防汛。"], set()),
        ("主要任务", ["市公安局\n1.负责维护秩序。", "市安监局\n负责监督检查。"], set()),
        ("成员单位职责", ["市公安局\n1.负责维护秩序。", "工作要求\n提高认识。", "时间安排\n分步推进。"], set()),
    ],
)
def test_units_that_a_name_alone_heads(heading: str, units: list[str], paths: set[str]) -> None:
    text = "".join(f"\n（{number}）{unit}" for number, unit in zip("一二三", units, strict=False))
    found = documents(f"某市人民政府关于印发方案的通知\n各县人民政府：\n一、总则\n统筹。\n二、{heading}{text}")[0]
    assert titled(found.clauses) == paths


def test_units_whose_items_say_what_the_body_above_does() -> None:
    one = "（一）教务处\n1、负责规划。\n2、组织申报。"
    text = f"某大学两级管理实施细则\n一、教学改革\n{one}\n二、教学评估\n（一）教务处\n1、负责评估。\n三、附则\n解释。"
    assert titled(documents(text)[0].clauses) == {"一/（一）", "二/（一）"}
    alone = f"某大学两级管理实施细则\n一、教学改革\n{one}\n二、教学评估\n（一）教务处\n1、按期评估。\n三、附则\n解释。"
    assert titled(documents(alone)[0].clauses) == set()


@pytest.mark.parametrize(
    ("title", "paths"),
    [("成员单位任务分工", {"一", "二"}), ("先进单位名单", set())],
)
def test_a_whole_document_about_duties(title: str, paths: set[str]) -> None:
    found = documents(
        "某市安委会关于印发分工的通知\n各县人民政府：\n一、市公安局\n维护秩序。\n二、市安监局\n监督检查。"
    )[0]
    assert titled(found.clauses, title) == paths


def test_a_unit_that_says_whose_duties_it_lists() -> None:
    units = "二、市安委会主要职责\n（一）研究部署。\n（二）综合协调。\n三、会议制度\n（一）每季度召开。"
    found = documents(f"某市人民政府关于印发规则的通知\n各县人民政府：\n一、总则\n统筹。\n{units}")[0]
    assert titled(found.clauses) == {"二"}


def test_units_with_decimals() -> None:
    units = "2.2.1 市公安局\n负责维护秩序。\n2.2.2 市安监局\n负责监督检查。"
    head = "某市应急预案\n1 总则\n1.1 目的\n统筹。\n2 组织体系\n2.1 指挥部\n统一指挥。\n2.2 成员单位职责\n"
    text = f"{head}{units}\n3 附则\n施行。"
    assert titled(documents(text)[0].clauses) == {"2.2.1", "2.2.2"}
