"""Every lexicon says what it is; the agency lexicons do not contradict themselves."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
import yaml

from kg.lexicon import load
from kg.lexicon.agencies import agency_names, central_bodies, departments, fields, kind_of, official, organs
from kg.lexicon.load import LexiconError, table, text, tree

NAMES = sorted(f.name for f in files("kg.lexicon").joinpath("data").iterdir() if f.name.endswith((".yml", ".tsv")))
OWN = ["branches.tsv", "central.yml", "departments.yml", "grid.tsv", "kinds.tsv", "local_names.tsv", "organs.yml"]
OWN += ["groups.yml", "places.yml", "regions.tsv", "rewrites.tsv"]
KINDS = "government department party congress court procuratorate institution company mass temporary collective generic"
ALL_KINDS = {*KINDS.split(), "media", "military"}


@pytest.mark.parametrize("name", NAMES)
def test_every_lexicon_begins_with_a_comment_and_can_be_read(name: str) -> None:
    assert text(name).startswith("#")
    assert table(name) if name.endswith(".tsv") else tree(name)


@pytest.mark.parametrize("name", [n for n in NAMES if n.endswith(".yml")])
def test_yaml_reads_alike_without_the_reader_in_c(name: str) -> None:
    """Without libyaml PyYAML is stricter (a plain ``?`` in a [list] is an error to it); nothing may hang on that."""
    assert yaml.safe_load(text(name)) == tree(name)


@pytest.mark.parametrize("name", OWN)
def test_the_identity_lexicons_name_their_source_and_give_examples(name: str) -> None:
    head = "\n".join(line for line in text(name).splitlines() if line.startswith("#"))
    assert re.search(r"Sources?:", head)
    assert re.search(r"[Ee]xamples?|->|\(", head)


@pytest.mark.parametrize("name", [n for n in NAMES if n.endswith(".yml")])
def test_no_key_stands_twice(name: str) -> None:
    def keys(node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            found = [key.value for key, _ in node.value]
            assert len(found) == len(set(found)), (name, found)
            for _, value in node.value:
                keys(value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                keys(value)

    root = yaml.compose(text(name), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    assert root is not None
    keys(root)


def test_a_short_form_means_one_department() -> None:
    meanings: dict[str, set[str]] = {}
    for entry in tree("departments"):
        for stem, shorts in entry["names"].items():
            for short in (stem, *shorts):
                for head in entry["heads"]:
                    meanings.setdefault(short + head, set()).add(entry["field"])
    assert {form: found for form, found in meanings.items() if len(found) > 1} == {}


def test_a_short_form_means_one_central_body() -> None:
    forms = [form for row in tree("central") for form in (row["name"], *row["short"], *row.get("bare", ()))]
    assert sorted({form for form in forms if forms.count(form) > 1}) == []


def test_forms_that_mean_a_central_body_everywhere_are_no_local_names() -> None:
    always = {form for form, body in central_bodies().items() if not body.bare}
    assert always & set(departments()) == set()
    assert always & {form for form in organs() if "〇" not in form} == set()


def test_an_organs_form_means_one_body_at_a_tier_at_a_time() -> None:
    for form, found in organs().items():
        for until in {organ.until for organ in found}:
            tiers = [tier for organ in found if organ.until == until for tier in organ.tiers or ("all",)]
            assert len(tiers) == len(set(tiers)), form
            assert "all" not in tiers or len(tiers) == 1, form


def test_former_bodies_name_known_successors() -> None:
    names = {row["name"] for row in tree("central")}
    assert {row["next"] for row in tree("central") if "next" in row} <= names


def test_kinds_are_those_of_the_guide() -> None:
    assert {kind for _, kind, _ in agency_names()} <= ALL_KINDS
    assert {row["kind"] for name in ("kinds", "branches") for row in table(name)} <= ALL_KINDS


def test_regions_have_parents_and_one_row_each() -> None:
    rows = table("regions")
    current = {row["code"]: row for row in rows if not row["until"]}
    assert len(current) == sum(1 for row in rows if not row["until"])
    assert sum(row["level"] == "province" for row in current.values()) == 34
    assert sum(bool(row["abbr"]) for row in rows) == 34
    assert all(row["parent"] in current for row in rows if row["level"] != "province")
    assert current["210921"]["name"] == "阜新蒙古族自治县"
    assert current["140802"]["parent"] == "140800"


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("工信局", "工业和信息化局"),
        ("发改委", "发展和改革委员会"),
        ("卫健局", "卫生健康局"),
        ("人社厅", "人力资源和社会保障厅"),
        ("住建委", "住房和城乡建设委员会"),
        ("规自局", "规划和自然资源局"),
        ("文旅厅", "文化和旅游厅"),
        ("医保局", "医疗保障局"),
    ],
)
def test_short_departments(form: str, name: str) -> None:
    assert departments()[form].name == name


def test_official_names_by_tier() -> None:
    assert official("工业和信息化", "province") == "工业和信息化厅"
    assert official("工业和信息化", "province", municipality=True) == "经济和信息化委员会"
    assert official("发展和改革", "county") == "发展和改革局"
    assert official("魔法", "county") is None
    assert fields()["医保"] == "医疗保障"


def test_agency_names_are_unique_and_longest_first() -> None:
    forms = [form for form, _, _ in agency_names()]
    assert len(forms) == len(set(forms))
    assert [len(form) for form in forms] == sorted((len(form) for form in forms), reverse=True)
    assert {
        ("科技部", "department", "central"),
        ("团市委", "mass", "prefecture"),
        ("省委办公厅", "party", "province"),
    } <= set(agency_names())
    assert "法院" not in forms


@pytest.mark.parametrize(
    ("surface", "kind"),
    [
        ("市水务投资建设开发有限公司", "company"),
        ("县人民医院", "institution"),
        ("市防汛抗旱指挥部", "temporary"),
        ("各有关单位", "collective"),
        ("县级民政部门", "generic"),
        ("市美容美发行业协会", "mass"),
        ("运煤专线", None),
    ],
)
def test_kind_of(surface: str, kind: str | None) -> None:
    assert kind_of(surface) == kind


def test_a_missing_or_damaged_lexicon_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LexiconError, match=r"nothing\.tsv"):
        table("nothing")
    for content, message in [("a\tb\n1\n", "line 2: 1 fields, expected 2"), ("# only\n", "no line that names")]:
        monkeypatch.setattr(load, "text", lambda _, content=content: content)
        with pytest.raises(LexiconError, match=message):
            load.table.__wrapped__("damaged")
    monkeypatch.setattr(load, "text", lambda _: "a: [")
    with pytest.raises(LexiconError, match="not good YAML"):
        load.tree.__wrapped__("damaged")
