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
    r"|第([二三四五六2-6])(?:位|名)?(?:的)?(?:多|大|高)"
    rf"|\b{_ORDINAL}[ -](?:most|largest|biggest|highest|greatest|place)\b"
    rf"|\b(?:ranks?|ranked|comes?|came)(?: in)? {_ORDINAL}\b"
)
_NEXT = re.compile(r"仅次于|次多|第二名|亚军|\brunner-up\b|\bnext (?:largest|most|biggest)\b")


def how_many(question: Question) -> int:
    """The n of "the first n", 0 where a question asks for no such number."""
    found = _FIRST.search(question.folded)
    said = next(filter(None, found.groups()), "") if found else ""
    return int(parse_numeral(said) or parse_english_numeral(said) or 0) if said else 0


def nth_place(question: Question) -> int:
    """The n of "the n-th most" where it is not the first; 0 where a question asks for no such place."""
    if found := _NTH.search(question.folded):
        said = next(filter(None, found.groups()))
        return int(said[0]) if said[0].isdecimal() else int(parse_numeral(said) or parse_english_numeral(said) or 0)
    return 2 if _NEXT.search(question.folded) else 0


def says_place(question: Question, term: Term) -> bool:
    """Whether a word belongs to the place in an order that a question asks for."""
    spans = [found.span() for pattern in (_NTH, _NEXT) for found in pattern.finditer(question.folded)]
    return any(start < term.end and term.start < end for start, end in spans)
