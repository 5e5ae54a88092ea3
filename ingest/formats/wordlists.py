"""Numbers that Word computes: automatic lists and numbered headings, rendered as they are shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.formats.dom import Element
from ingest.formats.listnumbers import in_format
from ingest.formats.wordxml import W, is_on, value

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_TIGHT = tuple("、．。）)）】》：:.")


@dataclass(slots=True)
class _Level:
    """How one level of a list counts and shows its numbers."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class _List:
    """A list: its levels and how far each has counted."""

    levels: dict[int, _Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Lists:
    """The lists of a document; `number` is to be asked once for each paragraph, in order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        abstract = (
            {} if numbering is None else {value(a, "abstractNumId"): a for a in numbering.iter(f"{W}abstractNum")}
        )
        shared: dict[str | None, _List] = {key: _List(_levels(a)) for key, a in abstract.items()}
        self._lists: dict[str, _List] = {}
        for number in () if numbering is None else numbering.iter(f"{W}num"):
            base = shared.get(value(number.find(f"{W}abstractNumId")))
            if base is not None:
                self._lists[value(number, "numId") or ""] = _overridden(number, base)
        self._styles = {} if styles is None else {value(s, "styleId") or "": s for s in styles.iter(f"{W}style")}

    def number(self, paragraph: Element) -> str:
        """The number shown before a paragraph, with the blank after it; empty where it has none."""
        reference, level = self._reference(paragraph)
        counted = self._lists.get(reference)
        if counted is None or level not in counted.levels:
            return ""
        _count(counted, level)
        shown = _shown(counted, level)
        tight = counted.levels[level].suffix == "nothing" or shown.endswith(_TIGHT[:-1]) or not shown
        return shown if tight else shown + " "

    def _reference(self, paragraph: Element) -> tuple[str, int]:
        """The list and level of a paragraph, its own or its style's."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style = value(paragraph.find(f"{W}pPr/{W}pStyle")) or ""
        reference, level = _numpr(own)
        if reference is None:
            reference, inherited = self._style_reference(style)
            level = inherited if level is None else level
        return reference or "", level or 0

    def _style_reference(self, style: str) -> tuple[str | None, int | None]:
        seen: set[str] = set()
        while (element := self._styles.get(style)) is not None and style not in seen:
            seen.add(style)
            reference, level = _numpr(element.find(f"{W}pPr/{W}numPr"))
            if reference is not None:
                bound = self._lists[reference].levels.items() if reference in self._lists else ()
                return reference, next((index for index, each in bound if each.style == style), level)
            style = value(element.find(f"{W}basedOn")) or ""
        return None, None


def _numpr(element: Element | None) -> tuple[str | None, int | None]:
    if element is None:
        return None, None
    return value(element.find(f"{W}numId")), _integer(value(element.find(f"{W}ilvl")))


def _integer(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,6}", text) else None


def _levels(parent: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for element in parent.iter(f"{W}lvl"):
        index = _integer(value(element, "ilvl")) or 0
        if 0 <= index < _LEVELS:
            found[index] = _Level(
                start=1 if (start := _integer(value(element.find(f"{W}start")))) is None else start,
                format=value(element.find(f"{W}numFmt")) or "decimal",
                text=value(element.find(f"{W}lvlText")) or "",
                suffix=value(element.find(f"{W}suff")) or "tab",
                legal=is_on(element.find(f"{W}isLgl")),
                style=value(element.find(f"{W}pStyle")) or "",
            )
    return found


def _overridden(number: Element, base: _List) -> _List:
    """A list of its own where a number restarts or redefines levels, else the shared one, which goes on counting."""
    overrides = list(number.iter(f"{W}lvlOverride"))
    if not overrides:
        return base
    own = _List({**base.levels, **_levels(number)})
    for override in overrides:
        index, start = _integer(value(override, "ilvl")), _integer(value(override.find(f"{W}startOverride")))
        if index in own.levels and start is not None:
            own.levels[index] = _with_start(own.levels[index], start)
    return own


def _with_start(level: _Level, start: int) -> _Level:
    return _Level(start, level.format, level.text, level.suffix, level.legal, level.style)


def _count(counted: _List, level: int) -> None:
    current = counted.counts[level]
    counted.counts[level] = counted.levels[level].start if current is None else current + 1
    counted.counts[level + 1 :] = [None] * (_LEVELS - level - 1)


def _shown(counted: _List, level: int) -> str:
    own = counted.levels[level]
    if own.format == "bullet":
        return ""

    def part(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        other = counted.levels.get(index, _Level())
        number = counted.counts[index]
        number = other.start if number is None else number
        return in_format(number, "decimal" if own.legal and index != level else other.format)

    return _PLACEHOLDER.sub(part, own.text)
