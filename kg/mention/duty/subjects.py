"""Whose verb is it: the bodies that are the subject of a verb of duty in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.mention.agency.bodies import is_body, is_nobody
from kg.mention.agency.lists import split_list
from kg.mention.agency.names import AgencyHit, starting
from kg.mention.duty import fields
from kg.mention.duty.subject_forms import FILLER, LINK

_CHINESE = re.compile(r"[一-龥]")
_AND_SO = re.compile(r"[一-龥]{1,10}并(?:具体)?")
"""「由A统一汇总并负责上报」."""
_SEATED = re.compile(r"(?:设在|设于|设立在|挂靠在?)\Z")
"""「办公室设在某局，承担日常工作」: the office has the duty."""
_ADVERBS = re.compile(r"(?:应当|应|要|须|共同|联合|具体|统一|分别|直接|主要|协同|统筹|全面|按职责|按照职责)+\Z")
_OTHERS = re.compile(
    r"(?:部门|单位|[省市县区乡镇村]级|企业|人员|机构|组织|(?<!等)方面|群众|公众|社会|院校|高校|专家|各方|力量|事务所|(?:[承经供]销?|运营|开发)商|网点|门店|中介|工会|职工|公民|居民|村民|农民|志愿者|媒体|学生|青年|妇女|补充|送达与|[人员长处科室局厅]|(?:属|行为|事发|发生|注册|所在|户籍|来源|流入|流出)地)(?:应当?|要|须|予以|共同|积极|协同|密切|主动|广泛|负责)*\Z"
)
"""Who is no body by name, right before the verb: 相关部门共同参与."""
_EACH_OTHER = re.compile(
    r"\s*(?:各(?!自|项|级|司|尽|负)|[一二三四五两几]大)[一-龥]{2,10}?(?:应当?|要|须|予以|共同|积极|主动)*\Z"
)
"""「，各银行要配合」, 「，三大运营商配合」: others that have no name."""
_TO_OTHERS = re.compile(
    r"由|(?:将|把)(?=[一-龥]{2})|鼓励|引导|动员|吸引|邀请|支持|(?:协调|指导|督促|带领|发动)(?![并和与及、]|工作)[一-龥]{2}"
)
_APPOINTED = re.compile(
    r"(?:明确|确定|指定|委托|授权|成立|设立|组建|配备|安排|落实)[^，]*(?:部门|机构|单位|人员|专人|小组|专班|办公室|队伍|平台)\Z"
    r"|(?:配备|配齐|聘请|聘用|选聘|安排|指定|确定|明确|作为|担任|设立?)[^，]*(?<![成委])员\Z"
)
"""「应当明确主管部门，负责…」, 「配备护林员，负责…」: who is appointed has the duty."""
_HELD = re.compile(r"(?<!会)担任，\Z")
"""「主任由局长担任，负责…」: a person has the duty."""
_ANOTHER = re.compile(
    r"(?<=，)(?:(?:各|有关|相关)[^，。；]{0,6}(?:单位|部门)(?:按|根据)"
    r"|[一-龥]{0,24}(?:单位|部门|个人|经营者|企业)(?:要|应|须))"
)
_NEAR = 40
"""「A负责…，各配合单位要主动作为，积极配合」: those without a name have what follows, this many characters on."""
_FAR = 400
"""Characters before a verb in which the words stand that tell whose it is."""
_CARRIED = re.compile(r"(?:[，、]|并|同时|以及|及)\Z")


_DESIGNATED = re.compile(r"(?:授权|委托|指定|确定)的(?:部门|机构|单位)")
"""「A和省人民政府指定的部门负责」: whom the government designates has no name."""
_LEAD_IN = re.compile(r"(?:目前|同时|此外|另外|下一步|今后|近期|为此|对此|随后|在此基础上)，?")
"""What may stand before the subject of a sentence."""


def opening(text: str, start: int, here: Sequence[AgencyHit]) -> list[AgencyHit]:
    """The bodies with which a statement begins: subject of all its verbs (「A要…，…，配合…」)."""
    group: list[AgencyHit] = []
    for hit in here:
        gap = text[group[-1].end if group else start : hit.start]
        begins = (len(gap) <= 2 and not _CHINESE.search(gap)) or _LEAD_IN.fullmatch(gap)
        if (not group and begins) or (group and LINK.match(gap)):
            group.append(hit)
        else:
            break
    return [] if group and _SPOKESMAN.match(text, group[-1].end) else group


_SPOKESMAN = re.compile(
    r"(?:[、和及]单位)?(?:新闻)?发言人"
    r"|(?:主要|分管|第一|有关|相关)?(?:(?:责任|负责)人|负责同志|(?:(?<=主要)|(?<=分管))领导)[为是任担]"
)
"""「县政府新闻发言人由主任担任，负责…」, 「市招商局责任人为督促人，负责…」: a person."""
_ANSWERS = re.compile(r"(?:依法|全面|应当|要|直接)*对[^，。；]{2,40}?(?<![门位业构员府会委局厅])\Z")
"""「人民政府对本行政区域内的工作负责」."""


def answering(text: str, place: int, here: Sequence[AgencyHit]) -> list[AgencyHit]:
    """The bodies of 「A对…工作负责。」."""
    if not _CLOSES.match(text, place):
        return []
    for hit in reversed([hit for hit in here if hit.end < place]):
        if _ANSWERS.match(text, hit.end, place):
            return subject(text, hit.end, here)
    return []


_GROUPS = ("组", "专班", "联席会议", "指挥部", "委员会", "安委会")
_MADE_OF = re.compile(
    r"由[^。；]{2,120}?(?:为(?:小组)?(?:成员|组员)(?:单位)?|组成|任(?:副?组长|组员|成员)|召集)，(?:主要|具体)?\Z"
)
"""「…，联席会议由A召集，B、C为成员，负责…」: the group's."""
_NAMED_AS = re.compile(
    r"(?:(?:为|作为|是)(?!(?:小组|领导小组)?(?:副?组长|成员|组员|召集人)(?:单位)?，)[^，。；]{2,40}，|作为[^，。；、]{2,16})(?:并|具体|主要|全面|统一)*\Z"
)


def named_as(text: str, place: int, here: Sequence[AgencyHit]) -> list[AgencyHit]:
    """The bodies of 「某公司为项目业主，负责…」, 「由某公司作为项目业主负责…」."""
    for hit in reversed([hit for hit in here if hit.end < place]):
        if hit.surface.endswith(_GROUPS) and _MADE_OF.match(text, hit.end, place):
            return [hit]
        if _NAMED_AS.match(text, hit.end, place):
            return subject(text, hit.end, here)
    return []


_CLOSES = re.compile(r"负责(?!人|同志|任|的)")
_CONDITION = ("的，", "时，", "后，", "的，由", "时，由", "后，由")


def behind_condition(text: str, start: int, here: Sequence[AgencyHit]) -> list[AgencyHit]:
    """The bodies that begin the main clause of 「造成损失的，A应…，并负责…」, 「…时，A…，可以会同B…」."""
    first = next((hit for hit in here if hit.start - 2 > start and text.endswith(_CONDITION, start, hit.start)), None)
    return opening(text, first.start, [hit for hit in here if hit.start >= first.start]) if first else []


def subject(text: str, place: int, here: Sequence[AgencyHit]) -> list[AgencyHit]:
    """The list of bodies right before ``place``, a few adverbs apart."""
    before = [hit for hit in here if hit.end <= place]
    if not before:
        return []
    charged = _charged(text, place, before)
    if charged:
        return charged
    gap = re.sub(r"\s", "", text[before[-1].end : place])
    charge = _DESIGNATED.match(gap)
    if charge and len(before) > 1 and LINK.match(text[before[-2].end : before[-1].start]):
        gap, before = gap[charge.end() :], before[:-1]
    if not FILLER.match(gap) and not (text.startswith("由", before[-1].start - 1) and _AND_SO.fullmatch(gap)):
        return []
    group = _row(text, before)
    group = _before_comma(text, before, group) + group
    if len(group) == 1 and text.startswith("等", group[0].start - 1):
        named = [hit for hit in before[:-1] if hit.end == group[0].start - 1]
        group = subject(text, group[0].start - 1, before[:-1]) if named else group
    if "，" in gap and not _begins_clause(text, group[0].start):
        seat = _SEATED.search(text, 0, group[0].start)
        office = seat and seat.start() - len("，办公室") * text.endswith("，办公室", 0, seat.start())
        return [
            hit for hit in before if seat and hit.end in (seat.start(), office)
        ]  # else the object of the verb before the comma
    return _shared_tail(text, group)


_SORT_BEFORE_COMMA = re.compile(r"(?:等(?:有关|相关)?(?:部门|单位))?，")


def _before_comma(text: str, before: Sequence[AgencyHit], group: Sequence[AgencyHit]) -> list[AgencyHit]:
    """「市公安局、市城管局，各镇负责」: the list with which the sentence begins goes on behind a comma."""
    first = group[0].start
    if text[first - 1 : first] != "，" or text[first] not in "各市县省区":
        return []
    more = _row(text, [hit for hit in before if hit.end < first])
    follows = more and _SORT_BEFORE_COMMA.fullmatch(text, more[-1].end, first)
    return more if follows and text[more[0].start - 1 : more[0].start] in "。；：\n" else []


def _row(text: str, hits: Sequence[AgencyHit]) -> list[AgencyHit]:
    """The list of bodies that ends with the last one."""
    group = list(hits[-1:])
    for hit in reversed(hits[:-1]):
        if not LINK.match(text[hit.end : group[0].start]):
            break
        group.insert(0, hit)
    return group


def _begins_clause(text: str, place: int) -> bool:
    """The group opens a clause, or has just been founded (「成立某委员会，负责…」)."""
    founded = re.search(
        r"(?:成立|设立|组建|下设|增设)(?:由[^，。；]{2,24}组成的|我[省市县区州旗镇乡局委校院]?)?\Z",
        text[max(0, place - 32) : place],
    )
    if re.search(r"(?:机关|部门|单位|机构|主体)[为是]\Z", text[max(0, place - 4) : place]):
        return True  # 「管理机关为市司法局，负责…」
    return place == 0 or text[place - 1] in "，。；：:\n由" or bool(founded) or text.endswith("组成的", 0, place)


def heads_paragraph(text: str, place: int, agencies: Sequence[AgencyHit]) -> bool:
    """Whether the paragraph that holds ``place`` begins, in an earlier sentence, with a body: an entry of its own."""
    start = text.rfind("\n", 0, place) + 1
    return start < place and bool(starting(agencies, start, start + 1))


def _shared_tail(text: str, group: list[AgencyHit]) -> list[AgencyHit]:
    """「县级以上人民政府民政、财政、医保部门」: fields of work before the one that bears 部门."""
    first = group[0].start
    if first == 0 or text[first - 1] not in "、和与及":
        return group
    start = max(text.rfind(mark, 0, first) for mark in "，。；：\n由") + 1
    members = split_list(text, start, first - 1)
    if not members or not all(fields.is_field(text[a:b]) for a, b in members):
        return group
    return [*(AgencyHit(a, b, text[a:b], "field_list") for a, b in members), *group]


def carried(text: str, place: int, here: Sequence[AgencyHit]) -> bool:
    """The verb stands right behind a comma, or a few words behind it with no other body between."""
    comma = max(text.rfind(mark, max(0, place - _FAR), place) for mark in "，、")
    comma = comma if comma >= 0 else max(0, place - _FAR) - 1
    words = text[comma + 1 : place]
    others = _TO_OTHERS.search(words) or _OTHERS.search(words) or _EACH_OTHER.match(words)
    if others or is_body(_ADVERBS.sub("", words)):
        return False
    if _HELD.search(text, max(0, comma - 4), comma + 1):
        return False
    if _APPOINTED.search(text[max(text.rfind(mark, 0, max(comma, 0)) for mark in "，。；\n") + 1 : max(comma, 0)]):
        return False
    known = max((hit.end for hit in here if hit.end <= place), default=0)
    if _ANOTHER.search(text, max(known, place - _NEAR), place):
        return False
    between = any(comma <= hit.start < place for hit in here)
    return bool(_CARRIED.search(text[max(0, place - 4) : place])) or (place - comma <= 13 and not between)


def _charged(text: str, place: int, before: Sequence[AgencyHit]) -> list[AgencyHit]:
    """「由A、B和C负责」, 「，A、B配合」: with one known body among them, all members of the list are bodies."""
    start = max(text.rfind(mark, 0, place) for mark in "由，。；：\n") + 1
    if place - start > fields.LONGEST or "会同" in text[start:place]:
        return []
    adverbs = _ADVERBS.search(text, start, place)
    places = split_list(text, start, adverbs.start() if adverbs else place)
    known = {(hit.start, hit.end) for hit in before}
    ending = {hit.end: hit.start for hit in before}
    parted = [(low, max(low, ending.get(high, low)), high) for low, high in places]  # 支持 + 国家药监局
    others = [  # A、B配合 + C; 受A委托的 + B is a member of the list
        n for n, (low, own, _) in enumerate(parted) if starting(before, low, own) and not text.startswith("受", low)
    ]
    places = [(own, high) for _, own, high in parted[others[-1] if others else 0 :]]
    places = [(low, high) for low, high in places if not is_nobody(text[low:high])]
    if len(places) < 2 or not known & set(places) or not all(is_body(text[a:b]) for a, b in places):
        return []
    return [AgencyHit(a, b, text[a:b], "charged_list") for a, b in places]
