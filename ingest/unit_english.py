"""English names of units and regions, composed from the alias table, a word table and pinyin."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.fold import fold
from ingest.pinyin import pinyin
from ingest.unit_names import Aliases, is_zone, table_rows, take_apart

_LEVELS = {
    "国家": "National",
    "省": "Provincial",
    "市": "Municipal",
    "县": "County",
    "区": "District",
    "镇": "Township",
    "乡": "Township",
    "旗": "Banner",
    "盟": "League",
    "州": "Prefectural",
}
_REGION_KINDS = (
    *(("自治区", ""), ("自治州", "Prefecture"), ("自治县", "County"), ("省", "Province"), ("市", "City")),
    *(
        ("县", "County"),
        ("区", "District"),
        ("镇", "Town"),
        ("乡", "Township"),
        ("旗", "Banner"),
        ("盟", "League"),
    ),
)


def capitalised(text: str) -> str:
    """Chinese characters as one capitalised word of pinyin."""
    return pinyin(text).capitalize()


def english_region(region: str) -> str:
    """柳州市 -> Liuzhou City, 清河县 -> Qinghe County, 高新区 -> High-tech Zone."""
    folded = fold(region)
    if not is_zone(folded):
        for ending, kind in _REGION_KINDS:
            if folded.endswith(ending) and len(folded) > len(ending):
                return f"{capitalised(folded.removesuffix(ending))} {kind}".strip()
    return _compose(folded)


def english(unit: str) -> str:
    """The English name of a unit: 市审计局 -> Municipal Audit Bureau, 清河县政府 -> Qinghe County Government."""
    parts = take_apart(unit)
    if parts.organ == fold(unit) and re.fullmatch(r"(?!市内|各|有关|相关).{1,7}[市县区旗]", parts.organ):
        return english_region(unit)
    organ = english_organ(parts.organ)
    if parts.region:
        return f"{region_before(parts.region)} {organ}"
    return f"{_LEVELS[parts.level]} {organ}" if parts.level else organ


def region_before(region: str) -> str:
    """What a region is called before its organs: Liuzhou Municipal for 柳州市."""
    if region.endswith("市") and len(region) > 1:
        return f"{capitalised(region[:-1])} Municipal"
    return english_region(region)


def english_organ(organ: str) -> str:
    """The English name of an organ without level and region."""
    organs = Aliases.load().by_name
    if organ in organs:
        return organs[organ].english
    if organ.endswith("厅") and (bureau := organs.get(organ[:-1] + "局")):
        return bureau.english.replace("Bureau", "Department")
    if organ.endswith("部门") and (bureau := organs.get(organ[:-2] + "局")):
        return bureau.english.replace("Bureau", "Authority")
    return _compose(organ)


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    """The word table, and the organs that other names begin with (a bank whose branch it is)."""
    organs = {name: organ.english for name, organ in Aliases.load().by_name.items() if len(name) > 1}
    return organs | {fold(chinese): words for chinese, words in table_rows("unit_words.tsv", 2)}


def _compose(name: str) -> str:
    """Word by word, the longest first; what no table has is spelled in pinyin."""
    words = _words()
    parts: list[str] = []
    spelled = ""
    position = 0
    while position < len(name):
        length = next((n for n in range(16, 0, -1) if name[position : position + n] in words), 0)
        if spelled and (length or not "一" <= name[position] <= "鿿"):
            parts.append(capitalised(spelled.removesuffix("市") or spelled))
            spelled = ""
        if length:
            parts.append(words[name[position : position + length]])
        elif "一" <= name[position] <= "鿿":
            spelled += name[position]
        elif name[position].isalnum():
            parts.append(name[position])
        position += length or 1
    return " ".join([*parts, capitalised(spelled)] if spelled else parts)
