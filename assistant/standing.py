"""Which place in an order a question asks for: the first three, the second most."""

from __future__ import annotations

from assistant.cues import pattern
from assistant.question import Question
from assistant.words import Term
from ingest.numerals import parse_english_numeral, parse_numeral

_FIRST = pattern("first_places")
_ORDINAL = r"(second|third|fourth|fifth|2nd|3rd|4th|5th)"
_NTH = pattern("nth_place")
_NEXT = pattern("next_place")


def how_many(question: Question) -> int:
    """The n of "the first n", 0 where a question asks for no such number."""
    found = _FIRST.search(question.folded)
    said = next(filter(None, found.groups()), "") if found else ""
    return int(parse_numeral(said) or parse_english_numeral(said) or 0) if said else 0


def nth_place(question: Question) -> int:
    """The n of "the n-th most" where it is not the first; 0 where a question asks for no such place."""
    said = [next(filter(None, found.groups())) for found in _NTH.finditer(question.folded)]
    if said:
        numbers = [s[0] if s[0].isdecimal() else parse_numeral(s) or parse_english_numeral(s) or 0 for s in said]
        return max(map(int, numbers))
    return 2 if _NEXT.search(question.folded) else 0


def asks_next(folded: str) -> bool:
    """Whether a text asks for what comes after the first in an order."""
    return bool(_NEXT.search(folded) or _NTH.search(folded))


def first_as_well(question: Question) -> bool:
    """Whether a question asks for the first in an order beside the place that it names: 谁最多，第二是谁."""
    spans = [found.span() for pattern in (_NTH, _NEXT) for found in pattern.finditer(question.folded)]
    most = [cue for cue in question.found_cues if cue.name == "most"]
    return any(not any(start < cue.end and cue.start < end for start, end in spans) for cue in most)


def says_place(question: Question, term: Term) -> bool:
    """Whether a word belongs to the place in an order that a question asks for."""
    spans = [found.span() for pattern in (_NTH, _NEXT) for found in pattern.finditer(question.folded)]
    return any(start < term.end and term.start < end for start, end in spans)
