"""What looks like the name of an agency and is none: bodies of a sort, things to be built, parts of other words."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import load
from kg.lexicon.agencies import kind_of
from kg.mention.agency.names import AgencyHit

HAS_DUTY = re.compile(r"(?:[、和与及][^，。；、和]{2,16}){0,3}(?:(?<!主)要|应|须|负责|可根据)(?!急|求|用)")
"""What stands behind a body that has a duty."""
_WHOLE_COUNTRY = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}次)?(?:全国|全省|全市|全县|全区|中国特色|各类|国家(?!电投|能源集团)|地方|[省市县区]属)[一-龥]*(?:医院|学校|中学|小学|大学|学院|银行|公司|企业|集团|协会|商会|学会)\Z"
    r"|各[一-龥]{4,}(?:医院|学校|大学|学院|银行)\Z"
    r"|(?:乡镇|区县|县区|县级|区县级|区级|市县|省际|村级)[一-龥]*(?:学校|小学|中学|医院|中医院|敬老院|卫生院|司法所|派出所|财政所|站|厅|馆)\Z"
    r"|.*(?:国际|全球|全国|国家|区域|省域)[一-龥]{0,4}(?:航运|航空|枢纽|金融|贸易|经济|消费|科技创新|科创|会展|交往|物流|创新|创意|制造|医学|医疗)中心\Z"
    r"|[一-龥]{0,9}[省市县区州旗](?:学校|中小学校?)\Z"
    r"|.*(?:城市|区域性?)(?:副)?中心\Z|.*(?:机构|企业|部门|单位|[厅局])政府\Z"
)
"""Bodies of a sort, all over a territory (全国三级公立医院), and what a place is to become (国际航运中心)."""
_NOT_BEFORE = re.compile(r"性质|[一二三四五六七八九十]村|规章|门户网站|员|托|派|门|令(?!人)|第\d{1,4}号令")
_SESSION = re.compile("(?:[一二三四五六七八九十]{1,3}届)?[一二三四五六七八九十]{1,3}次会议")
"""人大五次会议, 政协五届四次会议: a session held."""
_NOT_AFTER = (
    (
        "政府",
        re.compile(
            "质量奖|奖|津贴|特殊津贴|定价|指导价|引导|基金|信用|效能|热线|(?:集中)?采购|购买|性|投资|债务|储备|网站|公报|网|信息公开|主导|预算|规章|债券|专项债|一般债|补贴"
        ),
    ),
    ("委", re.compile("书记|副书记|常委|委员")),
    ("分行", re.compile("使|动|为|业")),
    ("人大", _SESSION),
    ("大学", re.compile("城|生|科技园|毕业|本科(?!教学)")),
    ("中心", re.compile("[村城]|组(?!织)")),
    ("局", re.compile("部(?!门)|[刻本面势]")),
    ("部", re.compile("[件位署]|队(?!伍)|分(?![别批管析设局])")),
    ("政协", re.compile(f"委员|{_SESSION.pattern}")),
    ("办", re.compile("[理法公好事件案学]|医疗|医院|养老|幼儿园|中小学|高校|职业")),
)
"""What shows that a name's last characters belong to another word: 政府采购, 市委书记, 办理, 政府办医疗机构."""
_BRANCHES = re.compile(r"(?:人大|权力|行政|政协)机关、(?:[一-龥]{2}机关、){0,3}\Z")
"""各级党的机关、人大机关、行政机关、政协机关、审判机关: branches of the state, no bodies."""
_EVERYWHERE, _SPURRED = ("各地区", "各地"), ("指导", "督促", "帮助", "支持", "推动", "引导")
"""Places in general, and what makes them the object of another's work: 指导各地区开展…; 督促各地区落实 has its duty."""
_ENDS = tuple(end for end, _ in _NOT_AFTER)
_ADDRESS = re.compile(r"\d+(?:号|层|室|楼)|届委员会")


_CALLED = re.compile(r"(?:召开|参加|出席|列席|举行|召集)[^，。；]{0,16}\Z")
"""召开流域省级河湖长联席会议: a meeting held, not the body."""
_OWN_SECRETARY = re.compile(r"政法委\Z|团[省市县区州旗盟]委\Z")
_COMMISSIONS = "建计经农商科编"
_DOES = re.compile(r"负责|牵头|会同|组[成织]|制定|研究|共同|联合|提出|核|审|批|备案|按|[、，。；（]")
"""会同建委组成审核组, 由计委负责: short names of commissions that a verb charges."""


@cache
def _plain() -> frozenset[str]:
    return frozenset(load.tree("recogniser")["plain"])


def is_noise(text: str, hit: AgencyHit) -> bool:
    """Whether what a rule found names no body where it stands."""
    start, end, surface, rule = hit
    if (rule == "ending" and _WHOLE_COUNTRY.match(surface)) or _ADDRESS.search(surface):
        return True
    if surface.startswith("各类") and text.endswith("等", 0, start):
        return True  # 市防汛指挥部等各类应急指挥部: what the list before consists of
    if surface.startswith("卫生委员会") and text.endswith("公共", 0, start):
        return True  # of a village or quarter: 公共卫生委员会
    if surface in _plain() and not HAS_DUTY.match(text, end):
        return True
    if surface in _EVERYWHERE and text.endswith(_SPURRED, 0, start) and not text.startswith("落实", end):
        return True
    if surface.endswith("机关") and _BRANCHES.search(text, max(0, start - 24), start):
        return True
    if _NOT_BEFORE.match(text, end) or surface.count("“") != surface.count("”"):
        return True
    if _OWN_SECRETARY.search(surface) and text.startswith(("书记", "副书记"), end):
        return False  # 市委书记 leads all of the city, 市委政法委副书记 is of that body
    if rule == "known_name" and surface.startswith("区政府") and text.endswith("辖", 0, start):
        return True  # 辖区政府
    if surface.endswith("非银行") or (surface in ("市法院", "市检察院") and text.endswith("本", 0, start)):
        return True  # 上海市非银行支付机构; 本市法院: the courts of the city
    if surface.endswith(("直属机构", "直属局")) and text.endswith(("为", "按", "是"), 0, start):
        return True  # 某办公室为国务院直属机构: what it is
    if surface.endswith("联席会议") and _CALLED.search(text, max(0, start - 24), start):
        return True
    if surface.endswith(("党政联席会议", "政委")):  # a meeting of those who lead a township or school; a post
        return True
    if surface == "大数据中心" and not stands_alone(text, start, end):  # 全国一体化大数据中心: to be built
        return True
    if surface.endswith("分中心") and text.endswith("中心", 0, start):
        return True  # of a name that begins earlier: 纠纷应对指导中心上海分中心
    return surface.endswith(_ENDS) and any(
        surface.endswith(last) and follows.match(text, end) for last, follows in _NOT_AFTER
    )


_NO_BUREAU = (None, "government", "party", "collective", "generic")
_PARTY_POST = re.compile(r"副?书记|成员|委员")


_COMMISSION = re.compile(r"(?<![一-龥])[省市县区州盟旗][一-龥]{1,5}\Z")
"""市绿委办公室主任: the office of a commission that no list has."""
_COUNTED = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[次届](?=[省市县区州盟旗](?:人民)?政府\Z)")


def trimmed(text: str, hit: AgencyHit) -> AgencyHit:
    """The name without what belongs to a meeting or to a person's post.

    第八次县政府常务会议: the government that meets. 市农业农村局党组副书记、局长: the bureau that the person is of, no
    name of its party group.
    """
    if hit.surface == "委办公室" and (commission := _COMMISSION.search(text, max(0, hit.start - 7), hit.start)):
        return hit._replace(start=commission.start(), surface=text[commission.start() : hit.end])
    if counted := _COUNTED.match(hit.surface):
        return hit._replace(start=hit.start + counted.end(), surface=hit.surface[counted.end() :])
    name = re.sub("(?:机关)?党[组委]$", "", hit.surface)
    bureau = kind_of(name) not in _NO_BUREAU or name.endswith(("府办公室", "府办公厅", "府办"))
    if name == hit.surface or not _PARTY_POST.match(text, hit.end) or not bureau:
        return hit
    return hit._replace(end=hit.start + len(name), surface=name)


def stands_alone(text: str, start: int, end: int) -> bool:
    """A two-character name (工会, 团委) counts only as a member of a list."""
    before = text[start - 1] if start else "、"
    after = text[end] if end < len(text) else "、"
    charged = (
        text[end - 1] == "委"
        and text[start] in _COMMISSIONS
        and text.endswith(("会同", "由", "商", "、", "和"), 0, start)
    )
    if charged:
        return bool(_DOES.match(text, end))
    return before in "、，。：（；\n" and (after in "、，）；。（\n" or text.startswith("等", end))
