"""Mentions of units in English words."""

from __future__ import annotations

import re
from functools import cached_property

from ingest.pinyin import pinyin
from ingest.unit_english_forms import english_names, organ_forms, plain_english
from ingest.unit_forms import Forms, longest_first
from ingest.unit_names import Organ, UnitName, may_be_of

_LEVELS = {
    "municipal": "市",
    "city": "市",
    "provincial": "省",
    "province": "省",
    "county": "县",
    "district": "区",
    "national": "国家",
    "state": "国家",
    "central": "国家",
}
_WORD = re.compile(r"[A-Za-z0-9]+(?:['’]s?(?![A-Za-z]))?|&")
Found = tuple[int, int, tuple[str, ...]]
Word = tuple[int, int, str]  # start, end, plain form


class EnglishUnits:
    """The English forms of the units of an index, made when the first English words come."""

    def __init__(self, parts: dict[str, UnitName], lines: dict[str, list[Organ]]) -> None:
        self._parts = parts
        self._lines = lines

    @cached_property
    def _forms(self) -> Forms:
        forms = Forms()
        for unit in self._parts:
            own, other = english_names(unit, self._lines[unit])
            for rank, names in enumerate((own, other)):
                for name in names:
                    forms.add(name, unit, rank, length=len(name.split()))
        return forms

    @cached_property
    def _regions(self) -> set[str]:
        return {plain_english(pinyin(name.region[:-1])) for name in self._parts.values() if name.region}

    def find(self, text: str) -> list[Found]:
        """Start, end and units of the mentions, in no order."""
        words = _words(text)
        found = []
        for first, last in _ranges(words, self._forms) if words else ():
            start, units = self._fitting(words, first, self._forms[_joined(words, first, last)])
            if units:
                found.append((start, words[last - 1][1], units))
        return found

    def unknown(self, text: str) -> list[Found]:
        """Organs of the alias table that no unit of the index is; their units are empty."""
        words = _words(text)
        if not words:
            return []
        taken = [range(start, end) for start, end, _ in self.find(text)]
        found = [(words[first][0], words[last - 1][1]) for first, last in _ranges(words, organ_forms())]
        return [(start, end, ()) for start, end in found if not any(start in place for place in taken)]

    def _fitting(self, words: list[Word], first: int, units: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
        """Where a mention begins, its level word included, and those of its units that the word before allows."""
        before = words[first - 1] if first else None
        if before and (level := _LEVELS.get(before[2])):
            return before[0], tuple(unit for unit in units if may_be_of(self._parts[unit], level))
        if before and before[2] in self._regions:
            units = tuple(unit for unit in units if self._parts[unit].region)
        return words[first][0], units


def _words(text: str) -> list[Word]:
    """The words of a text; none where there is no English in it."""
    found = ((match.start(), match.end(), plain_english(match[0])) for match in _WORD.finditer(text))
    words = [word for word in found if word[2]]
    return words if any(len(word[2]) > 2 and not word[2].isdigit() for word in words) else []


def _joined(words: list[Word], first: int, last: int) -> str:
    return " ".join(word for _, _, word in words[first:last])


def _ranges(words: list[Word], forms: Forms) -> list[tuple[int, int]]:
    starts = forms.starts([word for _, _, word in words])
    taken = bytearray(len(words))
    return list(
        longest_first(
            starts, len(words), forms.longest, taken, lambda first, last: _joined(words, first, last) in forms
        )
    )
