"""English names of units, composed from the alias table, a word table and pinyin; and the names people use for them."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.fold import fold
from ingest.pinyin import pinyin
from ingest.unit_names import Aliases, Organ, is_zone, table_rows, take_apart

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
_KIND_WORDS = r"bureau|commission|department|office|administration|committee|authority|ministry|center|agency"
_FULL_NAME = re.compile(
    rf"\b(?:{_KIND_WORDS}|federation|government|company|bank|league|court|cooperatives?|brigade|detachment|regulator"
    r"|association|society|unions?|academy|council|congress|conference|school|headquarters|group|grid|authorities|police"
    r"|procuratorate|customs|archives)\b"
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
    if parts.organ == fold(unit) and re.fullmatch(r".{1,7}[市县区旗]", parts.organ):
        return english_region(unit)
    organ = _english_organ(parts.organ)
    if parts.region:
        return f"{_region_before(parts.region)} {organ}"
    return f"{_LEVELS[parts.level]} {organ}" if parts.level else organ


def _region_before(region: str) -> str:
    """柳州市 before an organ is Liuzhou Municipal."""
    if region.endswith("市") and len(region) > 1:
        return f"{capitalised(region[:-1])} Municipal"
    return english_region(region)


def _english_organ(organ: str) -> str:
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


def plain_english(text: str) -> str:
    """English for matching: lower case, plain words one space apart, spelling of centre and programme levelled."""
    words = re.sub(r"['’]s?\b|['’]", "", text.casefold().replace("&", " and "))
    words = re.sub(r"[^a-z0-9]+", " ", words)
    return re.sub(r"\bcentre\b", "center", words).strip()


def english_names(unit: str, lines: list[Organ]) -> tuple[set[str], set[str]]:
    """Matching forms of a unit without its level: of its own name, and of the names and subjects of its alias lines."""
    parts = take_apart(unit)
    region = _region_before(parts.region) + " " if parts.region else ""
    own = _turned(plain_english(region + _english_organ(parts.organ)))
    other: set[str] = set()
    for organ in lines:
        own |= _turned(plain_english(region + organ.english)) if organ.name == parts.common else set()
        for name in (organ.english, *organ.english_names):
            other |= {name.casefold()} if name.isupper() else _with_kinds(plain_english(region + name))
    if parts.organ == "政府" and parts.region:
        place = plain_english(english_region(parts.region))
        own |= {f"government of {place}", f"people government of {place}", f"{place} government"}
        own |= {f"{place} people government", f"{plain_english(region)} people government"}
    return own, other - own


def _turned(name: str) -> set[str]:
    """transport bureau, bureau of transport."""
    if match := re.fullmatch(rf"(.+) ({_KIND_WORDS})", name):
        return {name, f"{match[2]} of {match[1]}"}
    if match := re.fullmatch(rf"({_KIND_WORDS}) of (.+)", name):
        return {name, f"{match[2]} {match[1]}"}
    return {name}


def _with_kinds(name: str) -> set[str]:
    """A subject with every kind of office; a full name in both orders."""
    if _FULL_NAME.search(name):
        return _turned(name)
    kinds = ("bureau", "department", "authority", "office", "commission", "administration", "agency")
    turned = {f"{kind} {of} {name}" for kind in kinds for of in ("of", "for")}
    return {f"{name} {kind}" for kind in kinds} | turned
