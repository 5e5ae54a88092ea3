"""Which place in an order a question asks for: the first three, the second most."""

from __future__ import annotations

from assistant.cues import pattern
from assistant.question import Question
from assistant.words import Term
from ingest.numerals import parse_english_numeral, parse_numeral

_FIRST = pattern("first_places")
_NTH = pattern("nth_place")
_NEXT = pattern("next_place")


def number_said(words: str) -> int:
    """The number that words of either language say; 0 where they say none."""
    return int(parse_numeral(words) or parse_english_numeral(words) or 0)


def how_many(question: Question) -> int:
    """The n of "the first n", 0 where a question asks for no such number."""
    found = _FIRST.search(question.folded)
    said = next(filter(None, found.groups()), "") if found else ""
    return number_said(said) if said else 0


def nth_place(question: Question) -> int:
    """The n of "the n-th most" where it is not the first; 0 where a question asks for no such place."""
    said = [next(filter(None, found.groups())) for found in _NTH.finditer(question.folded)]
    if said:
        return max(int(s[0]) if s[0].isdecimal() else number_said(s) for s in said)
    return 2 if _NEXT.search(question.folded) else 0


def asks_next(folded: str) -> bool:
    """Whether a text asks for what comes after the first in an order."""
    return bool(_NEXT.search(folded) or _NTH.search(folded))


def first_as_well(question: Question) -> bool:
    """Whether a question asks for the first in an order beside the place that it names: 谁最多，第二是谁."""
    spans = _places(question)
    most = [cue for cue in question.found_cues if cue.name == "most"]
    return any(not any(start < cue.end and cue.start < end for start, end in spans) for cue in most)


def says_place(question: Question, term: Term) -> bool:
    """Whether a word belongs to the place in an order that a question asks for."""
    return any(start < term.end and term.start < end for start, end in _places(question))


def _places(question: Question) -> list[tuple[int, int]]:
    """Where a question names a place in an order after the first."""
    return [found.span() for pattern in (_NTH, _NEXT) for found in pattern.finditer(question.folded)]
