"""Mentions of an index's responsible units in a question, by full name, nickname or English name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ingest.english_units import EnglishUnits
from ingest.fold import fold_map
from ingest.unit_abbreviations import Abbreviations, nicknames
from ingest.unit_english import english
from ingest.unit_forms import (
    TOO_GENERAL,
    Forms,
    chinese_forms,
    longest_first,
    organs_of,
    shared_prefix,
    zone_forms,
)
from ingest.unit_names import Aliases, government_of, may_be_of, normal_unit, take_apart

__all__ = ["Aliases", "UnitIndex", "UnitMention", "english", "government_of", "normal_unit", "take_apart"]

_LEVELS = ("国家", "省", "市", "县", "区", "镇", "乡")
_NO_LEVEL = ("全市", "全省", "全县", "我市", "我省", "本市", "城市")  # not the level of what follows
_GOES_ON = re.compile(r"委[员托派任内]|部门")  # 居民委员会, 已经委托, 公安部门
Found = tuple[int, int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A place in a text that names units of the index; several where the nickname fits several."""

    start: int
    end: int
    verbatim: str
    units: tuple[str, ...]


class UnitIndex:
    """Finds the units of an index: their names are learnt from it, common nicknames come from the alias table."""

    def __init__(self, units: Iterable[str]) -> None:
        self.units = tuple(dict.fromkeys(units))
        self._parts = {unit: take_apart(unit) for unit in self.units}
        self._prefix = shared_prefix(name.organ for name in self._parts.values() if not name.level)
        self._lines = organs_of(self._parts)
        self._forms = chinese_forms(self._parts, self._lines, self._prefix)
        self._abbreviations = Abbreviations(
            (unit, organ)
            for unit, name in self._parts.items()
            if not name.region
            for organ in dict.fromkeys(
                (name.organ.removeprefix(self._prefix), name.organ, name.organ.removeprefix("国家"))
            )
        )
        self._zones = zone_forms(self._parts)
        self._regions = {name.region for name in self._parts.values() if name.region}

    def find(self, text: str) -> list[UnitMention]:
        """The mentions from left to right; a longer name hides the shorter names inside it."""
        folded = fold_map(text)
        places = [(*folded.original(start, end), units) for start, end, units in self._find_chinese(folded.text)]
        return _mentions(text, [*places, *self._english.find(text)])

    def unknown(self, text: str) -> list[UnitMention]:
        """Common organs that a text names and this index does not have; their `units` are empty."""
        folded = fold_map(text)
        taken = bytearray(len(folded.text))
        for start, end, _ in self._find_chinese(folded.text):
            taken[start:end] = b"\1" * (end - start)
        organs = Aliases.load().by_name

        def known(start: int, end: int) -> bool:
            name = folded.text[start:end]
            return len(name) > 2 and name in organs and name not in TOO_GENERAL

        found = longest_first(range(len(folded.text)), len(folded.text), 16, taken, known)
        places = [(*folded.original(start, end), ()) for start, end in found]
        return _mentions(text, [*places, *self._english.unknown(text)])

    @cached_property
    def _english(self) -> EnglishUnits:
        return EnglishUnits(self._parts, self._lines)

    def _find_chinese(self, text: str) -> list[Found]:
        taken = bytearray(len(text))
        found = self._find_forms(text, self._forms, taken)
        for start, end in nicknames(text):
            if not any(taken[start:end]) and (units := self._shortened(text, start, end)):
                taken[start:end] = b"\1" * (end - start)
                found.append((start, end, units))
        return [*found, *self._find_forms(text, self._zones, taken)]

    def _find_forms(self, text: str, forms: Forms, taken: bytearray) -> list[Found]:
        def known(start: int, end: int) -> bool:
            return text[start:end] in forms and not _GOES_ON.match(text, end - 1)

        ranges = longest_first(forms.starts(text), len(text), forms.longest, taken, known)
        found = [(start, end, self._fitting(text, start, forms[text[start:end]])) for start, end in ranges]
        return [(start, end, units) for start, end, units in found if units]

    def _shortened(self, text: str, start: int, end: int) -> tuple[str, ...]:
        """The units that a range of a text abbreviates; a level word before the nickname must fit."""
        level = next((level for level in _LEVELS if text.startswith(level, start)), "")
        units = self._abbreviations.units(text[start + len(level) : end])
        if level:
            units = tuple(unit for unit in units if self._parts[unit].level == level)
        return self._fitting(text, start, units) if units else ()

    def _fitting(self, text: str, start: int, units: tuple[str, ...]) -> tuple[str, ...]:
        """Of some units those whose level and region the characters before a mention allow."""
        before = text[: start + 1] if text.startswith(_LEVELS, start) else text[:start]
        if region := next((region for region in self._regions if before.endswith(region)), ""):
            return tuple(unit for unit in units if self._parts[unit].region == region)
        level = next((level for level in _LEVELS if text[:start].endswith(level)), "")
        if not level or text[:start].endswith(_NO_LEVEL):
            return units
        return tuple(unit for unit in units if may_be_of(self._parts[unit], level))


def _mentions(text: str, places: Iterable[Found]) -> list[UnitMention]:
    return [UnitMention(start, end, text[start:end], units) for start, end, units in sorted(places)]
