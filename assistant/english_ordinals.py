"""The numbers by which an English question names records: "tasks 95 and 96", "No. 45", "Part VI"."""

from __future__ import annotations

import re

_WORDS = (
    r"(?:(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|and|-| )+)(?![a-z]))"
)
_ROMAN = r"(?!i\s(?!of\b|in\b|on\b|has\b|is\b|and\b|to\b))[ivx]{1,5}\b"
_JOIN = r"\s*(?:,|\band\b|\bto\b|-|through|&)\s*"
_N = rf"(?:\d+|{_WORDS})"
_LIST = rf"(?:\d+(?:{_JOIN}\d+)*|{_WORDS}(?:\s*\b(?:to|through)\b{_WORDS})*)"
_NO = r"(?:no\.?\s*|numbers?\s+|#\s*)"
_TASK = r"(?:(?:key |priority |main |work )*(?:tasks?|assignments?|work items?)|(?:key|priority) items?)"
_NTH = (
    r"(?:\d+(?:st|nd|rd|th)|(?:[a-z]+ hundred (?:and )?)?(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty[- ])?(?:first|second"
    r"|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]+teenth|[a-z]+tieth)|[a-z]+ hundredth)"
)
# What stands around a bare "No. 45", so that it is no school, line or paper
_BEFORE = r"(?:^|(?<=[^\w\s] )|{})".format(
    "|".join(
        rf"(?<=\b{word} )"
        for word in "of is are about on and does did what for me in to under or at out the has who leads heads".split()
    )
)
_AFTER = (
    r"(?=\W*$|\s*[?:;,.)]|\s[-–—]|\s(?:of|in|on|from|about|and|or|says?|is|are|has|have|who|whom|what|which|how|please|covers?"
    r"|deals?|reads?|requires?|to|does|do|got|as|under|then|means?|concerns?|asks?|led|headed|shared)\b)"
)
ORDINALS = tuple(
    (kind, re.compile(numbered))
    for kind, numbered in (
        ("article", rf"\barticles?\s+{_NO}?({_N}(?:\s*(?:,|and|to|-|through)\s*\d+)*)"),
        ("task", rf"\b{_TASK}\s+{_NO}?({_LIST})"),
        ("task", rf"\b({_NTH})\s+{_TASK}\b"),
        (
            "task",
            r"(?:\b(?:no\.?|numbers?|entry|line)\s*|#\s*)(\d+)\s+(?:on|in|of|from)\s+the\s+(?:[\w-]+\s+){0,2}?"
            rf"{_TASK}(?:\s+(?:list|table|breakdown|plan|schedule))?\b",
        ),
        ("row", rf"\b(?:indicator|row)s?\s+{_NO}?(\d+)"),
        (
            "section",
            rf"\b(?:section|chapter|part)s?\s+{_NO}?({_LIST}|{_ROMAN}(?:{_JOIN}[ivx]{{1,5}}\b)*)",
        ),
        ("section", rf"\b({_NTH})\s+(?:section|chapter|part)\b(?! of (?:the )?(?:year|month|\d))"),
        (
            "item",
            rf"\b(?:items?|measures?|points?|entry)\s+{_NO}?({_LIST})|#\s*(\d+)"
            rf"|{_BEFORE}(?:nos?\.\s*|numbers?\s+)({_LIST}){_AFTER}",
        ),
    )
)
