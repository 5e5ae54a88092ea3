"""Regions: one name for every writing, and their mentions in a question, Chinese or in pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ingest.fold import fold, fold_map
from ingest.pinyin import readings, syllables
from ingest.unit_english import english_region
from ingest.unit_forms import Forms, longest_first
from ingest.unit_names import is_zone, take_apart

__all__ = ["RegionIndex", "RegionMention", "english_region", "fold_region", "learn_regions"]

PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西"
    "|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾"
)
_ENDING = re.compile(r"(?:自治区|自治州|自治县|自治旗|省|市|县|区|旗|镇|乡)$")
_NOT_A_NAME = re.compile(
    r"^(?:各|有关|相关|该|本|我|全|每|某|其他|市|县|区|省|国家|城市|农村|[一二三四五六七八九十两几]+个?)|[和与及、，,()（）]"
    r"|^(?:社区|园区|城区|市区|地区|山区|景区|灾区|校区|库区|小区|片区|厂区|牧区|特区|辖区|郊区|主城区|中心城区)$"
    r"|(?:社区|景区|小区|校区|片区|厂区|保护区|旅游区|度假区|街区|游园|超市|夜市)$"
)
# What follows a bare name and makes another word of it: 新华社, 河南大学 of 河南省
_OTHER_WORD = r"(?:社|网|书店|日报|晚报|大学|学院|路|街|大道|河|湖|山|庙|寺)"
# Said of several regions together; which they are is not invented
_COLLECTIVE = re.compile(
    r"(?:各|有关|全市各)?县\(市、区\)|(?:各|有关)县\(市\)|各县区|各区县|各县市区|市内[三四五六七八九]区"
)
_LISTED = re.compile(r"\s*(?:,|,?\s*\b(?:and|or)\b|&)\s*", re.IGNORECASE)  # what parts the names of a list
_ENGLISH_KINDS = {
    "city": "市",
    "county": "县",
    "district": "区",
    "province": "省",
    "town": "镇",
    "township": "乡",
}


@dataclass(frozen=True, slots=True)
class RegionMention:
    """A place in a text that names a region of the index; 各县（市、区） is `collective` and stays as said."""

    start: int
    end: int
    verbatim: str
    region: str
    collective: bool = False


def fold_region(name: str) -> str:
    """One writing of a region's name: 郟县 and '郏 县' are 郏县."""
    return fold(name)


def learn_regions(names: Iterable[str]) -> tuple[str, ...]:
    """The regions that unit names and table cells hold: 清河县政府 has 清河县, a cell '叶 县' is 叶县."""
    found: dict[str, None] = {}
    for name in names:
        parts = take_apart(name)
        zone = parts.organ.removesuffix("管委会").removesuffix("管理委员会")
        for candidate in (parts.region, parts.organ, zone if zone != parts.organ else ""):
            if _is_region(candidate):
                found[candidate] = None
    return tuple(found)


def _is_region(name: str) -> bool:
    if not 2 <= len(name) <= 12 or not _ENDING.search(name) or _NOT_A_NAME.search(name):
        return False
    return len(name) <= 7 or is_zone(name)


class RegionIndex:
    """Finds regions in a question, with or without 市, 县, 区, and in pinyin."""

    def __init__(self, names: Iterable[str]) -> None:
        self.regions = learn_regions(names)
        self._forms = Forms()
        for region in self.regions:
            self._forms.add(region, region, 0)
            bare = _ENDING.sub("", region)
            if len(bare) >= 2 and not is_zone(region):
                self._forms.add(bare, region, 1)
            if is_zone(region):
                for kind in ("示范区", "高新区", "经开区", "开发区"):
                    if region.endswith(kind):
                        self._forms.add(kind, region, 2)

    def find(self, text: str) -> list[RegionMention]:
        """The mentions from left to right; a bare name that fits two regions is both, one after the other."""
        folded = fold_map(text)
        taken = bytearray(len(folded.text))
        found = []
        for match in _COLLECTIVE.finditer(folded.text):
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            start, end = folded.original(*match.span())
            found.append(RegionMention(start, end, text[start:end], match[0], collective=True))

        def known(start: int, end: int) -> bool:
            return folded.text[start:end] in self._forms and not self._is_other_word(folded.text, start, end)

        for first, last in longest_first(
            self._forms.starts(folded.text), len(folded.text), self._forms.longest, taken, known
        ):
            start, end = folded.original(first, last)
            regions = self._forms[folded.text[first:last]]
            found += [RegionMention(start, end, text[start:end], region) for region in regions]
        return sorted([*found, *self._find_english(text)], key=lambda mention: mention.start)

    def _is_other_word(self, text: str, start: int, end: int) -> bool:
        """Whether a bare name goes on to another word (清河路) or to a region of another kind (清河区)."""
        name = text[start:end]
        if _ENDING.search(name) or name in self.regions:
            return False
        return re.match(rf"{_OTHER_WORD}|[市县区省镇乡]", text[end : end + 3]) is not None

    @cached_property
    def _english(self) -> Forms:
        forms = Forms()
        for region in self.regions:
            english = english_region(region).casefold()
            forms.add(english, region, 0, len(english.split()))
            kind = english.rpartition(" ")[2]
            if kind in _ENGLISH_KINDS and not is_zone(region):
                for spelled in _spellings(_ENDING.sub("", region)):
                    forms.add(f"{spelled} {kind}", region, 0, len(spelled.split()) + 1)
                    if len(_ENDING.sub("", region)) >= 2:
                        forms.add(spelled, region, 1, len(spelled.split()))
        return forms

    def _find_english(self, text: str) -> list[RegionMention]:
        words = [(match.start(), match.end(), match[0].casefold()) for match in re.finditer(r"[A-Za-z]+", text)]
        if not any(len(word) > 2 for _, _, word in words):
            return []
        # "Pingdingshans": the apostrophe is left out
        names = [w[:-1] if w.endswith("s") and len(w) > 5 and w[:-1] in self._english else w for _, _, w in words]

        def known(first: int, last: int) -> bool:
            if " ".join(names[first:last]) not in self._english:
                return False
            kind = names[last] if last < len(names) else ""
            return names[last - 1] in _ENGLISH_KINDS or self._kind_fits(kind, " ".join(names[first:last]))

        found = []
        for first, last in longest_first(
            self._english.starts(names), len(words), self._english.longest, bytearray(len(words)), known
        ):
            start, end = words[first][0], words[last - 1][1]
            regions = self._english[" ".join(names[first:last])]
            found += [RegionMention(start, end, text[start:end], region) for region in regions]
        return [*found, *self._beside(text, found)] if found else []

    def _beside(self, text: str, found: list[RegionMention]) -> list[RegionMention]:
        """Regions of one syllable, which are named without their kind only in a list with others: Jia and Lushan."""
        short = {
            spelled: region
            for region in self.regions
            if len(bare := _ENDING.sub("", region)) == 1
            for spelled in _spellings(bare)
        }
        places = [(m.start, m.end) for m in found]
        listed = []
        for match in re.finditer(r"[A-Za-z]+", text):
            start, end = match.span()
            region = short.get(match[0].casefold())
            beside = (_LISTED.fullmatch(text[end:a] if a >= end else text[b:start]) for a, b in places)
            if region and not any(a <= start < b for a, b in places) and any(beside):
                listed.append(RegionMention(start, end, match[0], region))
                places.append((start, end))
        return listed

    def _kind_fits(self, kind: str, name: str) -> bool:
        """Whether the word after a bare name is no kind of region, or the kind of one of the regions of that name."""
        suffix = _ENGLISH_KINDS.get(kind)
        return suffix is None or any(region.endswith(suffix) for region in self._english[name])


def _spellings(name: str) -> set[str]:
    """The pinyin of a name in one word, and one word a syllable."""
    spelled = syllables(name)
    return {"".join(spelled), " ".join(spelled)} | (readings(name) if len(name) <= 3 else set())
