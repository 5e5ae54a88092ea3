"""Which place in an order a question asks for: the first three, the second most."""

from __future__ import annotations

import re

from assistant.question import Question
from assistant.words import Term
from ingest.numerals import parse_english_numeral, parse_numeral

_FIRST = re.compile(
    r"(?:前|最[高低大小多少快慢]的)([一二三四五六七八九十两\d]+)(?=[名位个家项类省市县地种]|$)|\b(?:top|first) (\w+)"
    r"|\b(two|three|four|five|six|ten|\d+) (?:\w+ ){0,6}?(?:most|highest|largest|lowest|fewest|smallest)\b"
)
_ORDINAL = r"(second|third|fourth|fifth|2nd|3rd|4th|5th)"
_NTH = re.compile(
    r"(?:排(?:名|行|位|在|到)*|位列|名列|位居|数量|数目|次数|项数|条数)第?([二三四五六2-6])(?![十\d年期批])(?:位|名)?"
    r"|第([二三四五六2-6])(?:位|名)?(?:的)?(?:多|大|高)|(?<=[,谁])(?:是)?第([二三四五六])(?:名|位)?(?=是|[,?]|$)"
    rf"|\b{_ORDINAL}[ -](?:most|largest|biggest|highest|greatest|place)\b"
    rf"|\b(?:ranks?|ranked|comes?|came)(?: in)? {_ORDINAL}\b"
)
_NEXT = re.compile(
    r"仅次于|次多|第二(?:名|位)|亚军|榜眼|老二|紧[随跟]其后|其次(?=[是的呢?])"
    r"|\brunners?[ -]up\b|\bnext (?:largest|most|biggest)\b"
    r"|\b(?:comes?|came|is|was|in) (?:next|second)\b|\bsecond place\b"
)


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
