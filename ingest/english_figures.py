"""Figures of an English sentence, with their unit and qualifier in Chinese so that both languages compare."""

from __future__ import annotations

import re

from ingest.measures import ENGLISH_QUALIFIERS, ENGLISH_QUALIFIERS_AFTER, ENGLISH_SCALES, ENGLISH_UNITS
from ingest.numerals import ARABIC, ENGLISH_NUMERAL, parse_english_numeral
from ingest.quantity import Figure

_PATTERN = re.compile(
    rf"(?:\b(?P<before>{'|'.join(ENGLISH_QUALIFIERS)})\s+)?(?P<sign>(?<![\w.%)])[-−])?"
    rf"(?:(?<![A-Za-z\d.,:/_—–-])(?P<number>{ARABIC})|(?P<words>{ENGLISH_NUMERAL}))"
    rf"(?:[\s-]*(?P<scale>{'|'.join(ENGLISH_SCALES)})\b)?"
    rf"(?:\s*(?P<percent>[%％])|[\s-]*(?P<unit>{'|'.join(ENGLISH_UNITS)})\b)?"
    rf"(?:\s+(?P<after>{'|'.join(ENGLISH_QUALIFIERS_AFTER)})\b)?",
    re.IGNORECASE,
)
# A number after these is a label: section eight, coal mine No. 11
_LABEL_BEFORE = re.compile(
    r"\b(?:no\.?|number|section|chapter|part|article|task|item|batch|phase|annex|attachment|appendix|page|column|row|issue"
    r"|indicator|point|measure|clause|paragraph)s?\s+$",
    re.IGNORECASE,
)


def find_english_figures(text: str) -> list[Figure]:
    """Figures that an English word marks as such: a qualifier, a scale, a unit, or the number itself in words."""
    found = []
    for match in _PATTERN.finditer(text):
        if _LABEL_BEFORE.search(text, max(0, match.start() - 16), match.start()):
            continue
        if match["words"] or any(match[name] for name in ("before", "scale", "unit", "after")):
            figure = _figure(match)
            if figure is not None:
                found.append(figure)
    return found


def _figure(match: re.Match[str]) -> Figure | None:
    value = parse_english_numeral(match["words"] or match["number"])
    if value is None or re.search(r"(?:st|nd|rd|th|first|second|third)$", match["words"] or "", re.IGNORECASE):
        return None
    scale = ENGLISH_SCALES[match["scale"].casefold()] if match["scale"] else ""
    unit = "%" if match["percent"] else _lookup(ENGLISH_UNITS, match["unit"])
    if match["words"] and value < 2 and not unit:
        return None
    qualifier = _lookup(ENGLISH_QUALIFIERS, match["before"]) + _lookup(ENGLISH_QUALIFIERS_AFTER, match["after"])
    value = -value if match["sign"] else value
    return Figure(value, scale + unit, qualifier, match.start(), match.end(), match[0])


def _lookup(table: dict[str, str], text: str | None) -> str:
    """What the first fitting pattern of a table says of a text."""
    if not text:
        return ""
    return next(value for pattern, value in table.items() if re.fullmatch(pattern, text, re.IGNORECASE))
