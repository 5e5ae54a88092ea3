"""Papers that a question describes, and the year it says of a paper: the 1982 rules, 照1997年发布的条例."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.corpus import Corpus
from assistant.cues import MASK, mask, pattern
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
_LOOSE = 2  # words that no title has between two of a title
_SURE = 0.5  # the least weight of what a word may stand for in a title
_TOLD = 3.0  # what words elsewhere tell of a paper that is called by its year alone
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
        terms = [t for t in english_terms(_only(text, phrase.start(), phrase.end()), corpus) if not t.generic]
        others = [t for t in english_terms(mask(text, [phrase.span()]), corpus) if not t.generic]
        if meant := _meant(phrase, terms, others, corpus):
            document_id, end = meant
            found.append(Mention("document", phrase.start(), end, corpus.document[document_id].title, (document_id,)))
    return found


def _only(text: str, start: int, end: int) -> str:
    """A text with all but one place masked."""
    return MASK * start + text[start:end] + MASK * (len(text) - end)


def _meant(
    phrase: re.Match[str], terms: Sequence[Term], others: Sequence[Term], corpus: Corpus
) -> tuple[str, int] | None:
    """The paper that fits a phrase better than all others, and where the phrase ends."""
    years = {int(year) for year in _YEAR.findall(phrase.group())}
    papers = [d for d in corpus.document if not years or years & _years(corpus)[d]]
    inside, outside = (_said(some, papers, corpus) for some in (terms, others))
    scores = {d: inside[d] + _OUTSIDE * outside[d] for d in papers}
    best, *rest = sorted(papers, key=lambda d: -scores[d]) or [""]
    if not best or (rest and scores[best] < scores[rest[0]] + _APART):
        return None
    held = [t for t in terms if _entitles(t, corpus.titles[best])]
    telling = [t for t in held if not phrase.start("kind") <= t.start < phrase.end("kind")]
    end = _end(phrase, terms, held)
    loose = [t for t in terms if t.end <= end and t not in held]
    if len(loose) > len(held) or not (years and (telling or outside[best] > _TOLD)):
        return None
    return best, end


def _said(terms: Iterable[Term], papers: Sequence[str], corpus: Corpus) -> dict[str, float]:
    """How much of some words the title of each paper says, of those that tell papers apart."""
    scores = dict.fromkeys(papers, 0.0)
    for term in terms:
        holding = [d for d, title in corpus.titles.items() if _entitles(term, title)]
        for document_id in holding:
            if document_id in scores:
                scores[document_id] += math.log((len(corpus.titles) + 1) / len(holding))
    return scores


def _entitles(term: Term, title: str) -> bool:
    """Whether a title has a term."""
    return any(word in title for word, weight in term.alternatives if weight >= _SURE and len(word) > 1)


def _end(phrase: re.Match[str], terms: Sequence[Term], held: Sequence[Term]) -> int:
    """Where a phrase ends: with its kind, or the last word of the title behind that, few others between; its year."""
    end, loose = phrase.end("kind"), 0
    for term in (t for t in terms if t.start >= end):
        loose = 0 if term in held else loose + 1
        if loose > _LOOSE:
            break
        end = term.end if term in held else end
    dated = _DATED.match(phrase.string, end)
    return dated.end() if dated else end
