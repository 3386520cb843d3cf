"""What a university, a court or a company calls its own parts in its documents: 教务处, 组织部, 各学院, 安委会.

They are no bodies of the city where it stands, and those of two houses are not the same.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.entity import places
from kg.entity.context import Context, Home
from kg.model import Body

_HOUSE = re.compile(
    r"(?:中共|共青团)?(?P<house>[一-龥（）]{2,40}?(?:大学|学院|学校|[中小]学|幼儿园|医院|公司|集团|研究[院所]|[^工]厂|人民检察院|人民法院))"
    r"(?:党委|党政办公室|办公室|(?:委员|党组)?会|(?:[一-龥]{2,12}委员会))?"
)
"""The house, with or without its committee or office: 「某某大学党委」, 「某某医院办公室」."""
_RULES_OF = re.compile(
    r"(?P<house>[一-龥（）]{2,30}?(?:大学|有限公司|有限责任公司|人民检察院|人民法院))(?!关于)[^《》]{2,30}(?:办法|规定|规则|制度|细则|章程|规程)"
)
"""The title of rules that nobody signs: 「某某大学实验室安全管理办法」."""
_ORGANS: dict[str, tuple[str, str]] = {
    "党委": ("中共{house}委员会", "party"),
    "党委办公室": ("中共{house}委员会办公室", "party"),
    "组织部": ("中共{house}委员会组织部", "party"),
    "宣传部": ("中共{house}委员会宣传部", "party"),
    "统战部": ("中共{house}委员会统一战线工作部", "party"),
    "纪委": ("中共{house}纪律检查委员会", "party"),
    "纪委办公室": ("中共{house}纪律检查委员会办公室", "party"),
    "团委": ("共青团{house}委员会", "mass"),
    "工会": ("{house}工会", "mass"),
    "安委会": ("{house}安全生产委员会", "temporary"),
    "安全生产委员会": ("{house}安全生产委员会", "temporary"),
    "安委办": ("{house}安全生产委员会办公室", "temporary"),
    "安委会办公室": ("{house}安全生产委员会办公室", "temporary"),
    "安全生产委员会办公室": ("{house}安全生产委员会办公室", "temporary"),
}
"""The organs that every house has, by the name without 党委 before it (中国共产党章程, 第三十条; 工会法, 第十一条)."""
_OWN = re.compile(r"(?:本|我)?(?:学校|公司|集团|医院)|[校院](?=团委|工会|党委|纪委|安委会|办)")
"""「校团委」, 「公司工会」: what stands before a part and says whose it is."""
_PART = re.compile(
    r"(?!有关|相关|上级|属地|所在|同级|政府|国家|全国|中国|中央|驻)[一-龥（）、]{0,24}"
    r"(?:[处科室部系庭]|中心|办|研究生院|图书馆|(?:二级|各|[一-龥]{2,6})学院|委员会|安委会|[^小]组|领导小组|专班|指挥部|部门|单位|(?:子|分|各)公司|车间|支部|总支|董事会)"
    r"(?:（[一-龥、]{1,6}）)?"
)
"""A part of a house: 「教务处」, 「各学院」, 「安委会」; no 「有关部门」."""
_NO_PART = re.compile(
    r"派出所|[省市县区州旗镇乡村]|街道|社区|机关(?!各)|(?:公安|财政|审计|税务|司法|主管|监管|管理)部门\Z"
    r"|(?:调解|仲裁|居民|业主|管理|监察|常务|国家|发展|卫生|教育|体育)委员会|管委会|居委会"
    r"|(?:法律援助|疾病预防控制|疾控|急救|政务服务|融媒体|救助|交易|征信)中心"
)
"""What stands outside every house, though its name has no place: bodies of the city and its quarters."""
_RULES = frozenset({"as printed", "temporary body", "collective", "general name"})
"""How names without a place are read that may be those of parts."""


def house_of(context: Context) -> str:
    """The house whose document it is, "" where a government or one of its departments issues it too."""
    if not context.issuers:
        rules = _RULES_OF.match(context.title or "")
        return rules["house"] if rules else ""
    found = [_HOUSE.fullmatch(re.sub(r"\s", "", name)) for name in context.issuers]
    names = {match["house"] for match in found if match}
    return names.pop() if len(names) == 1 and all(found) else ""


def inside(context: Context, house: str) -> Context:
    """The context with the names of parts as they are called within the house."""
    surfaces = tuple(core_of(name, house) or name for name in context.surfaces)
    return replace(context, surfaces=surfaces, title=(context.title or "").replace(house, ""))


def core_of(name: str, house: str) -> str:
    """The part's name without what says whose it is (the house's name, 校, 公司, 党委); "" for the house itself."""
    for organ, (whole, _) in _ORGANS.items():
        if name == whole.format(house=house):
            return organ
    core = name.removeprefix(house)
    if core == name and (match := _OWN.match(name)) and match.end() < len(name):
        core = name[match.end() :]
    return core.removeprefix("党委") if core.removeprefix("党委") in _ORGANS else core


def is_part(core: str, owned: bool, rule: str, home: Home) -> bool:
    """Whether a name in the document of a house, which ``rule`` read as that of a body of the place, is the house's.

    ``owned``: the name as it is printed says whose it is.
    """
    if core in _ORGANS:
        return owned or rule in ("organ", *_RULES)
    placed = next(iter(places.readings(core, home)), None)
    if (placed is not None and placed.printed) or (rule not in _RULES and not owned):
        return False
    return not _NO_PART.search(core) and _PART.fullmatch(core) is not None


def part(core: str, plain: Body, house: Body) -> Body:
    """The part of the house; ``plain``: what its name means where nothing is known of a place."""
    if plain.kind == "generic":  # 医务科 by itself is a field of work
        plain = replace(plain, canonical=core, kind="department")
    whole, kind = _ORGANS.get(core, ("{house}" + plain.canonical, plain.kind))
    owner = house.canonical + plain.parent if plain.parent else house.canonical
    return Body(whole.format(house=house.canonical), house.tier, house.region, kind, owner)
