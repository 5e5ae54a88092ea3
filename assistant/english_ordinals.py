"""The numbers by which an English question names records: "tasks 95 and 96", "No. 45", "Part VI"."""

from __future__ import annotations

import re

_WORDS = (
    r"(?:(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|and|-| )+)(?![a-z]))"
)
_NTH = (
    r"(?:\d+(?:st|nd|rd|th)|(?:[a-z]+ hundred (?:and )?)?(?:[a-z]+ty[- ])?(?:first|second|third|fourth|fifth|sixth"
    r"|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]+teenth|[a-z]+tieth)|[a-z]+ hundredth)"
)
_JOIN = r"\s*(?:,|\band\b|\bto\b|-|through|&)\s*"
_LIST = rf"(?:\d+(?:{_JOIN}\d+)*|{_WORDS}(?:\s*\b(?:to|through)\b{_WORDS})*)"
_ROMAN = rf"(?!i\s(?!of\b|in\b|on\b|has\b|is\b|and\b|to\b))[ivx]{{1,5}}\b(?:{_JOIN}[ivx]{{1,5}}\b)*"
_NO = r"(?:no\.?\s*|numbers?\s+|#\s*)"
_TASK = r"(?:(?:key |priority |main |work )*(?:tasks?|assignments?|work items?)|(?:key|priority) items?)"
# What stands around a bare "No. 45", so that it is no school, line or paper
_BEFORE = r"(?:^|(?<=[^\w\s] )|(?<=\b(?:of|is|on|me|in|to|or|at) )|(?<=\b(?:are|and|did|for|out|the|has|who) )"
_BEFORE += r"|(?<=\b(?:does|what) )|(?<=\b(?:about|under|leads|heads) ))"
_AFTER = (
    r"(?=\W*$|\s*[?:;,.)]|\s[-–—]|\s(?:of|in|on|from|about|and|or|says?|is|are|has|have|who|whom|what|which|how|please"
    r"|covers?|deals?|reads?|requires?|to|does|do|got|as|under|then|means?|concerns?|asks?|led|headed|shared)\b)"
)
_LINE = rf"(?:\b(?:no\.?|numbers?|entry|line)\s*|#\s*)(\d+)\s+(?:on|in|of|from)\s+the\s+(?:[\w-]+\s+){{0,2}}?{_TASK}"
_ITEM = rf"\b(?:items?|measures?|points?|entry|markers?|practices?)\s+{_NO}?({_LIST})|#\s*(\d+)"
ORDINALS = (
    ("article", re.compile(rf"\barticles?\s+{_NO}?({_LIST})")),
    ("task", re.compile(rf"\b{_TASK}\s+{_NO}?({_LIST})")),
    ("task", re.compile(rf"\b({_NTH})\s+(?:key\s+)?(?:work\s+)?{_TASK}\b")),
    ("task", re.compile(rf"{_LINE}(?:\s+(?:list|table|breakdown|plan|schedule))?\b")),
    ("row", re.compile(rf"\b(?:indicator|row)s?\s+{_NO}?(\d+)")),
    ("section", re.compile(rf"\b(?:section|chapter|part)s?\s+{_NO}?({_LIST}|{_ROMAN})")),
    ("section", re.compile(rf"\b({_NTH})\s+(?:section|chapter|part)\b(?! of (?:the )?(?:year|month|\d))")),
    ("item", re.compile(rf"{_ITEM}|{_BEFORE}(?:nos?\.\s*|numbers?\s+)({_LIST}){_AFTER}")),
)
