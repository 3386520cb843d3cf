"""Which members of a list can be names of bodies, and which of these are territorial or collective."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import agencies
from kg.mention.agency import places

_TERRITORIAL = re.compile(
    r"\A各|各(?:有关|相关)?(?:县|市|区|省|州|盟|旗|地|乡|镇|街道)|县（市、区）|属地|当地|地方(?!金融|志|史志|海事|税务)|(?:乡|镇|街道|各级)(?:人民)?(?:政府|办事处)|开发区|新区|管委会"
    r"|(?:县|区|市|旗)(?:人民)?政府\Z|成员单位|各责任单位|各(?:有关|相关)?(?:部门|单位)|市直"
)
"""Bodies of places and collectives: 「各县（市、区）」, 「属地政府」, 「某县人民政府」, 「成员单位」."""
_ROOM = "".join(f"(?<!{word})" for word in "重点 工程 联合 级 家 术 学 创新 技术".split()) + "实验室"
"""某某局实验室, but not 国家重点实验室."""
_STATE = (
    r"局|委|办|厅|部|(?<!部)署|院|会|中心|政府|公司|集团|银行|分行|支行|油田|(?<=国网[一-龥]{2})电力|(?<=[一-龥]{3})司"
    rf"|(?<!实验)(?<!教)室|{_ROOM}|科|(?<![控参持])股|小组|指挥部|专班|队|所|站|处|团场|(?:公路|养护|管理|[车工电机]务|供电)段"
)
_PUBLIC = (
    r"大学|学院|学校|中学|小学|医院|单位|部门|机构|机关|法院|检察院|海关|组织|企业|国企|央企|协会|联社"
    r"|报社|日报|电视台|电台|网"
)
_AREA = r"开发区|新区|园区|办事处|街道|乡镇|各乡|党委|党组|市|县|区|省|各地|各地区|各有关地方"
_SHORT = (
    r"工会|妇联|残联|团委|两委|镇街|街镇|中心校|幼儿园|农商行|[工农建]行|工商联|科协|文联|侨联|党校|人行|农发行|总站|馆|库|组|社|场|镇|乡|村"
    r"|运营商|高校|院校|机场|港|电网|铁塔|联通|移动|电信|台协|各[一-龥]{1,6}实施主体"
)
_BODY = re.compile(rf"(?:{_STATE}|{_PUBLIC}|{_AREA}|{_SHORT})(?:（[^（）]{{1,24}}）|〔[^〔〕]{{1,24}}〕)?\Z")
"""How a name of a body ends, a bracket behind it included."""
_NOT_BODY = re.compile(
    r"[。？！“”《》；：\d%的]|应当|可以|设在|设于|常委\Z|(?:副|常务)[省市县区]长|(?:类|等级|工作|措施|方案|办法|意见|清单|名单|附件|表|项目|工程|产业|行业|领域|系统|平台|基地|机制|制度|体系|方式|年|月|日|元|人)\Z"
)
"""Signs and words that no name of a body holds, or ends with: 「重点工程」, 「工作机制」."""
_NOT_FIRST = re.compile(
    r"\A(?:等|需经|见|详见|以下|不|含|包括|如|即|下称|简称|试行|暂行|一|二|三(?!防|峡|农|江)|四|五(?!大)|六|七|八|九|十|第|按|由|和|或|是|在|为|以|对(?![外口台])|其中|指|原|的|及|并|将|建设(?=(?:国家|省|市|区域|全国)级?|一批|一流)|打造|新建|改建|扩建|加快|把|从|经(?![济信贸开发科促])|被|该|列|排)"
)
"""What no name of a body begins with: 「等部门」, 「第三方机构」, 「原办公室」."""
_VERB_IN_NAME = re.compile(
    r"优化|调整|统筹|布局|格局|适用|明确|落实|加强|推进|推动|做好|组织(?!党|工委)|开展|完善|建立|督促|指导|协调|统计(?!局)|提供|制定|实施|提高|进行|确保|涉及"
)
"""Words of a sentence: 「统筹推进领导小组」 is none of its names. Not 统计 in 统计局, nor 组织 in 组织工委."""
_BRACKETED = re.compile(r"（[^（）]*）|〔[^〔〕]*〕")
_QUOTED = re.compile(r"“([一-龥]{1,6})”(?=[一-龥]{2}|(?<=“两委”)\Z)")
"""市“两新”组织党工委, 村“两委”: a word in quotes in the midst of a name, or at its end."""
_REGIMENT = re.compile(r"[一二三四五六七八九十百〇○零\d]{2,4}团|各?团场")
"""一〇一团: a regiment of the Xinjiang corps, which governs as a township does."""
_GAP = re.compile(r"\n|(?<=[一-龥）])[ \u3000]+(?=[一-龥（])")
_SELF = re.compile(
    r"\A(?:其|其他|其它|有关|相关|各有关|各相关)(?:各)?(?:有关|相关)?(?:部门|单位|企业|高校|院校|学校|专家|行业协会|社会组织|方面)*(?:和(?:有关)?单位)?\Z|\A(?:部门|单位|各部门|各单位|各级各部门|你局|我局|本局|机构|组织|医疗(?:卫生)?机构)\Z"
)
"""Pronouns and bodies in general, which name nobody: 「其他有关部门」, 「我局」."""


_TRADES = re.compile(r"(?:各)?(?:物业(?:服务|管理)?|电网|供[水电气热]|燃气|施工|生产|运输|经营|快递|养殖)企业")


@cache
def _known() -> frozenset[str]:
    """Names that need no ending of a body's: 省计生协, 市科协."""
    return frozenset(form for form, _, _ in agencies.agency_names() if len(form) >= 3)


def is_body(name: str) -> bool:
    """Whether a member of a list can be the name of a body."""
    name = _QUOTED.sub(r"\1", name.replace("\n", ""))
    if _REGIMENT.fullmatch(name):
        return True
    if not 2 <= len(name) <= 40 or _NOT_BODY.search(name) or _SELF.match(name):
        return False
    if _NOT_FIRST.match(name) and not places.region_starting(name, 0):
        return False  # 三亚 and 含山 begin names
    bare = _BRACKETED.sub("", name)
    if bare in _known():
        return True
    return bool(_BODY.search(name)) and (len(bare) <= 8 or not _VERB_IN_NAME.search(bare) or "组织部" in bare)


def is_known(name: str) -> bool:
    """Whether a name is that of a body in the lexicon, without place or tier: 人民银行, 省计生协."""
    return name in _known()


def ends_as_body(name: str) -> bool:
    """Whether a name ends as only names of bodies do: …局, …委员会, no …资金."""
    return bool(_BODY.search(name))


def is_nobody(name: str) -> bool:
    """Plain words that name nobody: 其他有关部门, 各单位."""
    return bool(_SELF.match(name))


def is_sort_of_enterprise(name: str) -> bool:
    """Plain words for enterprises of a trade, which name none: 物业服务企业, 供水企业."""
    return bool(_TRADES.fullmatch(name))


def is_territorial(name: str) -> bool:
    """Whether a name is that of territorial or collective bodies, which implement: 各县（市、区）人民政府, 各学院."""
    return bool(_TERRITORIAL.search(name))


def surface(text: str, start: int, end: int) -> str:
    """The words ``start`` to ``end`` as one name, line breaks and gaps between Chinese characters left out."""
    return _GAP.sub("", text[start:end])
