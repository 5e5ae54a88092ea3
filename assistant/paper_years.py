"""Papers that a question describes, and the year it says of a paper: the 1982 rules, 照1997年发布的条例."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.corpus import Corpus
from assistant.cues import mask, pattern
from assistant.english import english_terms
from assistant.names import Mention
from assistant.sentences import years_in
from assistant.words import Term
from ingest.dateline import date_of, is_adoption_line

if TYPE_CHECKING:
    from assistant.question import Question

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
_PAPER = pattern("paper_described")  # from what leads to it up to its kind, then what it is on
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_OUTSIDE = 0.5  # what a word weighs that the question says elsewhere
_APART = 0.7  # by how much more the paper meant is described than any other
_TOLD = 1.5  # the least that is told of a paper
_DATED = re.compile(
    r"[ ,(]+(?:as )?(?:(?:last )?(?:amended|revised|issued|adopted|promulgated|published) )?"
    r"(?:in|of|from) (?:\w+ )?\d{4}\)?"
)
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


def described_papers(text: str, corpus: Corpus) -> list[Mention]:
    """The papers that a folded English question describes by year, kind and matter, each where one alone fits."""
    found = []
    for phrase in _PAPER.finditer(text) if len(corpus.documents) > 1 else ():
        around = [(0, phrase.start()), (phrase.end(), len(text))]
        inside, outside = (
            [t for t in english_terms(mask(text, places), corpus) if not t.generic]
            for places in (around, [phrase.span()])
        )
        if years := {int(year) for year in _YEAR.findall(phrase.group())}:
            papers = [d for d in corpus.document if years & _years(corpus)[d]]
            meant = _meant(papers, inside, outside, corpus)
            held = [t for t in inside if t.said_in(corpus.titles[meant])] if meant else []
            if len(held) * 2 >= len([t for t in inside if t.start < phrase.end("kind")]) and meant:
                end = max([phrase.end("kind"), *(t.end for t in held)])
                end = dated.end() if (dated := _DATED.match(text, end)) else end
                found.append(Mention("document", phrase.start(), end, corpus.document[meant].title, (meant,)))
    return found


def _meant(papers: Sequence[str], inside: Sequence[Term], outside: Sequence[Term], corpus: Corpus) -> str:
    """The paper whose title says more of a phrase, and of what stands outside it, than any other; empty for none."""
    scores = dict.fromkeys(papers, 0.0)
    for term in (*inside, *outside):
        holding = [d for d, title in corpus.titles.items() if term.said_in(title)]
        for document_id in scores.keys() & set(holding):
            share = 1.0 if term in inside else _OUTSIDE
            scores[document_id] += share * math.log((len(corpus.titles) + 1) / len(holding))
    best, *rest = sorted(papers, key=lambda d: -scores[d]) or [""]
    return best if best and scores[best] > max([_TOLD, *(scores[d] + _APART for d in rest)]) else ""
