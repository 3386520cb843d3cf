"""How the facts look in the graph."""

from __future__ import annotations

from dataclasses import replace

from kg.graph.store import in_memory
from kg.query.sparql import SelectResult, run, table
from tests.graph.factory import corpus

STORE = in_memory(corpus())
DOCUMENT = "<https://w3id.org/gongwen/id/document/运政发〔2023〕30号>"


def rows(where: str, variables: str = "*") -> list[tuple[str, ...]]:
    result = run(STORE, f"SELECT {variables} {{ {where} }} ORDER BY {variables if variables != '*' else '?x'}")
    assert isinstance(result, SelectResult)
    return table(result)[1]


def local(iri: str) -> str:
    return iri.removeprefix("https://w3id.org/gongwen/id/document/")


def test_the_notice_and_the_plan_are_two_works() -> None:
    assert rows(f"{DOCUMENT} gw:promulgates ?x . ?x a eli:LegalResource ; dcterms:title ?t", "?t") == [
        ("运城市质量强市实施方案",)
    ]


def test_clauses_make_a_tree_below_the_work_they_belong_to() -> None:
    pairs = [(local(a), local(b)) for a, b in rows("?x eli:is_part_of ?y ; gw:document ?d", "?x ?y")]
    plan, key = "运政发〔2023〕30号/text/运城市质量强市实施方案", "运政发〔2023〕30号"
    assert (f"{key}/clause/一", plan) in pairs
    assert (f"{key}/clause/一/（一）", f"{key}/clause/一") in pairs
    assert (f"{key}/notice/clause", key) in pairs
    assert (f"{key}/annex/clause/一", key) in pairs


def test_a_duty_is_a_node_and_a_direct_property() -> None:
    assert rows('?a gw:leads ?c . ?c gw:heading ?x . ?a skos:altLabel "市工信局"@zh', "?x") == [("推进技术改造",)]
    assert rows("?x gw:role role:support ; gw:agency/skos:prefLabel ?a ; gw:status status:stated", "?a") == [
        ("运城市生态环境局",)
    ]


def test_a_row_of_a_table_points_to_the_clause_above() -> None:
    ((clause,),) = rows("?d gw:path '一/（一）/#2' ; gw:clause ?x", "?x")
    assert local(clause) == "运政发〔2023〕30号/clause/一/（一）"


def test_of_two_clauses_with_one_path_the_one_before_the_words_is_meant() -> None:
    ((clause,),) = rows("?d a gw:Hosting ; gw:clause ?x", "?x")
    assert local(clause) == "运政发〔2023〕30号/clause/一"


def test_a_due_date_points_to_the_deadline_that_sets_it() -> None:
    assert rows("?d gw:dueDate ?x ; gw:deadline/gw:text ?t", "?x ?t") == [("2023-12-31", "2023年12月底前")]


def test_evidence_has_quote_and_positions_on_the_source() -> None:
    where = (
        "?d gw:role role:lead ; gw:evidence ?e . ?e gw:page ?page ; oa:hasSource/gw:sha256 ?sha ;"
        " oa:hasSelector ?s . ?s a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end"
    )
    assert rows(where, "?start ?end ?page ?sha") == [("300", "312", "3", "ab" * 32), ("400", "410", "3", "ab" * 32)]


def test_who_made_a_statement() -> None:
    where = "?d gw:short '市大气办' ; prov:wasGeneratedBy ?x . ?x gw:rule ?rule ; prov:used/dcterms:title ?file"
    assert rows(where, "?rule ?file") == [("alias", "运城公报 2023.txt")]


def test_organisations_of_org() -> None:
    kinds = dict(rows("?a a gw:Agency ; skos:prefLabel ?n ; a ?x FILTER(STRSTARTS(STR(?x), STR(org:)))", "?n ?x"))
    assert kinds["运城市工业和信息化局"] == "org:FormalOrganization"
    assert kinds["运城市生态环境局盐湖分局"] == "org:OrganizationalUnit"
    assert kinds["运城市大气污染防治工作领导小组"] == "org:OrganizationalCollaboration"
    assert kinds["运城市各县（市、区）人民政府"] == "org:Organization"
    assert rows("?x org:unitOf/skos:prefLabel ?n", "?n") == [("运城市生态环境局",)]


def test_groups_and_hosts() -> None:
    where = "?x org:organization/skos:prefLabel ?g ; org:member/skos:prefLabel ?m ; gw:printedRole ?r"
    assert rows(where, "?g ?m ?r") == [("运城市大气污染防治工作领导小组", "运城市工业和信息化局", "成员")]
    assert rows("?x gw:hostedBy/skos:prefLabel ?n", "?n") == [("运城市生态环境局",)]


def test_works_outside_the_graph_are_stubs() -> None:
    assert rows(f"{DOCUMENT} eli:based_on ?x . ?x gw:inCorpus false ; eli:id_local ?n", "?n") == [
        ("国办发〔2022〕1号",)
    ]
    assert rows(f"{DOCUMENT} eli:repeals ?x . ?x gw:inCorpus ?in ; a gw:Document", "?in") == [("true",)]
    assert len(rows(f"{DOCUMENT} eli:cites ?x", "?x")) == 4


def test_a_citation_of_the_plan_leads_to_the_plan_not_to_its_notice() -> None:
    ((work,),) = rows(f"{DOCUMENT} eli:ensures_implementation_of ?x", "?x")
    assert local(work) == "并政发〔2024〕7号/text/太原市工业行动计划"
    assert rows("?n gw:promulgates ?x . ?c gw:citedWork ?x . ?n eli:id_local ?id", "?id") == [("并政发〔2024〕7号",)]


def test_a_short_title_leads_to_its_work() -> None:
    found = rows("?a gw:aliasOf ?x ; gw:short ?short . ?x gw:inCorpus ?in", "?short ?in")
    assert found == [("方案", "true"), ("质量法", "false")]
    assert rows("?a gw:short '市大气办' ; gw:aliasOf ?x", "?x") == []


def test_a_task_has_its_duties_deadlines_and_targets() -> None:
    ((task, work),) = rows("?x a gw:Task ; dcterms:title '推进技术改造'@zh ; gw:taskOf ?w", "?x ?w")
    assert local(work) == "运政发〔2023〕30号/text/运城市质量强市实施方案"
    assert len(rows(f"<{task}> gw:hasDuty ?x", "?x")) == 3
    assert rows(f"<{task}> gw:hasDeadline/gw:date ?x", "?x") == [("2023-12-31",)]
    where = f"<{task}> gw:hasTarget ?x . ?x gw:value ?v ; gw:upperValue ?u ; gw:comparison comparison:range"
    assert rows(f"{where} FILTER(?v > 98 && ?u < 100)", "?v") == [("98.5",)]


def test_a_derived_duty_is_told_apart() -> None:
    assert rows("?x a gw:DerivedResponsibility ; gw:status status:derived ; gw:path ?p", "?p") == [("一",)]
    assert rows("?x a gw:DerivedResponsibility , gw:Responsibility", "?x") == []
    where = "?x a gw:DerivedResponsibility ; prov:wasDerivedFrom ?s . ?s a gw:Responsibility ; gw:path ?p"
    assert rows(where, "?p") == [("一/（一）",)]
    assert rows("?a gw:supports ?c . ?c gw:path '一'", "?c") == []


def test_dates_are_typed() -> None:
    assert rows(f"{DOCUMENT} eli:date_document ?d FILTER(DATATYPE(?d) = xsd:date)", "?d") == [("2023-10-30",)]


def test_what_a_model_found_says_which_model_and_version() -> None:
    """As the rule of a mention and behind the rule of a duty; what the rules found names none."""
    (first, *others) = corpus()
    mention, *mentions = first.agencies
    duty, *duties = first.responsibilities
    found = replace(
        first,
        agencies=(replace(mention, rule="model:agencies@1.0.0"), *mentions),
        responsibilities=(replace(duty, rule="running_lead+model:agencies@1.0.0"), *duties),
    )
    store = in_memory([found, *others])
    result = run(
        store, "SELECT ?k ?r ?m { ?x prov:wasGeneratedBy ?e ; a ?k . ?e gw:rule ?r ; gw:model ?m } ORDER BY ?r ?k"
    )
    assert isinstance(result, SelectResult)
    made = set(table(result)[1])
    assert ("gw:AgencyMention", "model:agencies@1.0.0", "agencies@1.0.0") in made
    assert ("gw:Responsibility", "running_lead+model:agencies@1.0.0", "agencies@1.0.0") in made
    assert {model for _, _, model in made} == {"agencies@1.0.0"}
    assert rows("?e gw:model ?x", "?x") == []
