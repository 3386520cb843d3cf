"""The bodies that a document is addressed to (主送机关, GB/T 9704—2012, 7.3.2)."""

from __future__ import annotations

import re

from kg.document.line import signals

_ZONE = re.compile(r"(?:新区|开发区|高新区|经开区|示范区|区块|园区|度假区|合作区)\Z")
_ZONE_COMMITTEE = re.compile(
    r"(?:[^、，；（]*(?:新区|开发区|高新区|经开区|示范区|园区|度假区|合作区)、)*"
    r"[^、，；（]*(?:新区|开发区|高新区|经开区|示范区|园区|度假区|合作区)[^、，；（]*(?:管委会|党工委|管理委员会)"
)
_BEFORE_ADDRESSEE = re.compile(
    r"\A(?:[^，、：；]*关于[^：]{4,120}的(?:通知|意见|批复|函|通告|通报|决定|办法)(?:（[^）]*）)?(?=各|[一-龥]{2,})"
    r"|——[^：]*(?:会议上|会上)(?:[^：]*?(?:主任|[部局院署厅行检察市省县]长)[一-龥]{2,3}(?=全国人民|[^，、]*人民代表大会))?)"
)
"""What may run into the addressees: the title once more, and who gave a report where."""
_PLACES = re.compile(r"各(?:[县市区乡镇村]|社区|街道|乡镇)(?:（[一-龥、]{1,8}）)?")
_OWN_HEAD = re.compile(r"各|全体|[省市县区州镇乡街](?:[直属机]|级(?!市))|驻|[一-龥]{2,5}[镇乡](?:[，、；]|\Z)")
"""「各村（社区）、镇直各单位」: what follows has a head of its own; 各县、区人民政府 share one."""
_BODY = re.compile(rf"(?:{signals.BODY_END}|[大中]队|处室|[农林牧渔茶]场|[港园景矿]区|管理区)\Z")
_SHARED_HEAD = re.compile(r"[省市县区州旗盟](?:人民)?政府各[部委办局]")
"""「区委、区政府各部、委、办、局」 are of both."""
_TIERS = tuple("省市县区州盟旗镇乡村）")
"""How places end: 各县、各区人民政府 share what follows, 各学院、各单位 are two."""
_LONG = 4
"""Characters of 各省, 各县（市） and the like, which share the head of what follows, at most."""
_ADDRESSEE_TAIL = re.compile(r"(?:等(?:有关)?(?:单位|部门|企业|地区)|等)\Z")


def split_addressees(text: str) -> tuple[str, ...]:
    """「各县（市、区）人民政府，市直各有关单位：」 by body; 各省、自治区、直辖市人民政府 stays one."""
    found: list[str] = []
    depth, start = 0, 0
    text = _BEFORE_ADDRESSEE.sub("", re.sub(r"\s+", "", text).rstrip("：:"))
    for index, character in enumerate(text + "，"):
        depth += (character in "（([") - (character in "）)]")
        if character in "，,；;、" and depth == 0:
            piece = text[start:index]
            own = bool(_PLACES.fullmatch(piece) and _OWN_HEAD.match(text, index + 1))
            each = text.startswith("各", index + 1) and piece.startswith("各") and not piece.endswith(_TIERS)
            own = own or each or (len(piece) > _LONG and text.startswith("各", index + 1))
            if character == "、" and not own and not _BODY.search(piece):
                continue
            if (
                character == "、"
                and not each
                and re.match(
                    r"[委办厅局处室科](?:（[^）]{1,4}）)?(?:[、，；和及]|\Z)|(?:各)?单位(?:[，；]|\Z)"
                    r"|(?:院校|院（校）|学校|公司|企业)(?:[、，；]|\Z)",
                    text[index + 1 :],
                )
            ):
                continue  # 市政府各委、办、局; 县直各部门、单位; 各团场、公司、院校
            if character == "、" and piece.endswith("委") and _SHARED_HEAD.match(text, index + 1):
                continue
            if character == "、" and _ZONE.search(piece) and _ZONE_COMMITTEE.match(text, index + 1):
                continue  # 新蒲新区、南部新区党工委和管委会
            if piece:
                found.append(_ADDRESSEE_TAIL.sub("", piece))
            start = index + 1
    return tuple(piece for piece in found if piece)
