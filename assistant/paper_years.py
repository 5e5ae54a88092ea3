"""The paper that a question describes by its matter and year: the 1982 rules, 2011年的环保意见."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import takewhile

from assistant.corpus import Corpus
from assistant.paper_dates import years_of_papers
from assistant.question import Question
from assistant.reading import said_in_title
from assistant.words import Term

_NAMES = r"条例|规定|办法|细则|通知|决定|意见|规则|法规|批复|文件|复函|通报"
_ENGLISH = (
    r"rules?|regulations?|measures|provisions|decrees?|orders?|circular|notice|decision|opinions?|reports?|letter|reply"
    r"|papers?|guidelines?|guidance|approval|document|answer|response|memorandum|request|rulings?|announcement"
)
_OF_A_PAPER = re.compile(
    rf"\d{{4}}年(?!度|全?年|[上下]半年|\d)[^,，?？年月日]{{0,24}}?(?:{_NAMES})"
    rf"|\b\d{{4}} (?:[\w'-]+ ){{0,8}}?(?:{_ENGLISH})\b"
    rf"|\b(?:{_ENGLISH}) (?:of|from|issued in|published in|adopted in) \d{{4}}"
)
_TYPE = re.compile(rf"(?:{_NAMES}|方案|函)(?![件授])")
_BREAK = re.compile(r"[,，。;；:：?？!！]")
# How rare the words must be that describe a paper, where it is said to be of a year, and how much more than another's
_SURE, _OF_YEAR, _CLEAR = 3.0, 1.5, 0.6


def paper_years(question: Question) -> frozenset[int]:
    """The years that a question says of a paper."""
    found = " ".join(m.group() for m in _OF_A_PAPER.finditer(question.folded))
    return frozenset(year for year in question.years if str(year) in found)


def of_its_year(document_id: str, question: Question, corpus: Corpus) -> bool:
    """Whether a paper is of a year that a question names, by its title, date or a line under the title."""
    return not question.years or bool(years_of_papers(corpus)[document_id] & set(question.years))


def described(question: Question, corpus: Corpus) -> Question:
    """The question asked of the one paper that it describes; the words that describe it single out nothing there.

    They are those before 规定, 意见 or the like that all stand in the title of one paper only.
    """
    if question.documents or question.language != "zh" or question.named("document") or question.has("agree"):
        return question
    found = [one for kind in _TYPE.finditer(question.folded) if (one := _described(kind, question, corpus))]
    if len({paper for paper, _ in found}) != 1:
        return question
    said = [t for _, run in found for t in run]
    left = [t for t in question.terms if t not in said and not t.generic and not _TYPE.fullmatch(t.surface[-2:])]
    terms = tuple(replace(t, generic=t.generic or (t in said and bool(left))) for t in question.terms)
    return replace(question, documents=(found[0][0],), terms=terms)


def _described(kind: re.Match[str], question: Question, corpus: Corpus) -> tuple[str, list[Term]] | None:
    """The paper of a kind that the words right before it describe, and these."""
    start = max((m.end() for m in _BREAK.finditer(question.folded, 0, kind.start())), default=0)
    before = [t for t in question.terms if start <= t.start and t.end <= kind.end() and kind.group() not in t.surface]
    papers = [d for d in corpus.document if kind.group() in corpus.titles[d] and of_its_year(d, question, corpus)]
    runs = {d: _run(before, d, corpus) for d in papers}
    rarity = {t: _rarity(t, corpus) for t in dict.fromkeys(t for run in runs.values() for t in run if not t.generic)}
    ranks = ((sum(rarity[t] for t in run if not t.generic), d) for d, run in runs.items())
    (best, paper), (second, _), *_ = [*sorted(ranks, reverse=True), (0.0, ""), (0.0, "")]
    sure = _OF_YEAR if paper_years(question) else _SURE
    return (paper, runs[paper]) if best >= max(sure, second + _CLEAR) else None


def _run(before: list[Term], document_id: str, corpus: Corpus) -> list[Term]:
    return list(takewhile(lambda t: t.generic or said_in_title(t, (document_id,), corpus), reversed(before)))


def _rarity(term: Term, corpus: Corpus) -> float:
    """How few titles say a word."""
    return math.log((len(corpus.document) + 1) / (sum(said_in_title(term, (d,), corpus) for d in corpus.document) or 1))
