"""The year that a question says of a paper itself: the 1982 rules, 照1997年发布的条例."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from assistant.corpus import Corpus
from assistant.question import Question
from assistant.sentences import years_in
from ingest.dateline import date_of, is_adoption_line

_NAMES = r"条例|规定|办法|细则|通知|决定|意见|规则|法规|批复"
_ENGLISH = (
    r"rules?|regulations?|measures|provisions|decrees?|orders?|circular|notice|decision|opinions?|reports?|letter|reply"
    r"|papers?|guidelines?|guidance|approval|document|answer|response|memorandum|request|rulings?|announcement"
)
_OF_A_PAPER = re.compile(
    rf"\d{{4}}年(?!度|全?年|[上下]半年|\d)[^,，?？年月日]{{0,24}}?(?:{_NAMES})"
    rf"|\b\d{{4}} (?:[\w'-]+ ){{0,8}}?(?:{_ENGLISH})\b"
    rf"|\b(?:{_ENGLISH}) (?:of|from|issued in|published in|adopted in) \d{{4}}"
)
_NUMBERED = re.compile(r"(?<=[〔\[(（])\d{4}(?=[〕\])）])")
_HEAD = 12  # lines of a paper that may tell of its adoption


def paper_years(question: Question) -> frozenset[int]:
    """The years that a question says of a paper."""
    found = " ".join(m.group() for m in _OF_A_PAPER.finditer(question.folded))
    return frozenset(year for year in question.years if str(year) in found)


def of_its_year(document_id: str, question: Question, corpus: Corpus) -> bool:
    """Whether a paper is of a year that a question names, by its title, date or a line under the title."""
    return not question.years or bool(_years(corpus)[document_id] & set(question.years))


@lru_cache(maxsize=2)
def _years(corpus: Corpus) -> Mapping[str, frozenset[int]]:
    found = {}
    for document in corpus.document.values():
        text = corpus.index.file_of(document.id).text[document.span.start : document.span.end]
        lines = [line.strip() for line in text.split("\n", _HEAD)[:_HEAD]]
        dates = [
            document.date or "",
            *_NUMBERED.findall(document.doc_number or ""),
            *(date_of(line) or "" for line in lines if is_adoption_line(line)),
        ]
        said = frozenset(int(day[:4]) for day in dates if day)
        found[document.id] = said | years_in(document.title)
    return found
