"""The papers that an English question describes: under the 1986 interim provisions on general aviation."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from assistant.corpus import Corpus
from assistant.cues import mask, pattern
from assistant.english import english_terms
from assistant.names import Mention
from assistant.paper_dates import years_of_papers
from assistant.words import Term

_PAPER = pattern("paper_described")  # from what leads to it up to its kind, then what it is on
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
# what leads to a paper, and not to what a paper is on: the plan
_OF_A_PAPER = re.compile(
    r"(?:under|per|in|by|from|according|pursuant|as|the)\b(?!.*\b(?:plan|scheme|programme|catalogue)\b)"
)
_COUNTRY = ("china", "chinese", "state council")
_LONG = 4  # characters of a word that means one matter
_OUTSIDE = 0.5  # what a word weighs that the question says elsewhere
_APART = 0.7  # by how much more the paper meant is described than any other
_TOLD = 1.5  # the least that is told of a paper
_DATED = re.compile(
    r"[ ,(]+(?:as )?(?:(?:last )?(?:amended|revised|issued|adopted|promulgated|published) )?"
    r"(?:in|of|from) (?:\w+ )?\d{4}\)?"
)


def described_papers(text: str, corpus: Corpus) -> list[Mention]:
    """The papers that a folded English question describes by year, kind and matter, each where one alone fits."""
    found = []
    for phrase in _PAPER.finditer(text) if len(corpus.documents) > 1 else ():
        around = [(0, phrase.start()), (phrase.end(), len(text))]
        inside, outside = (
            [t for t in english_terms(mask(text, places), corpus) if not t.generic]
            for places in (around, [phrase.span()])
        )
        years = {int(year) for year in _YEAR.findall(phrase.group()) or _YEAR.findall(text)}
        papers = [d for d in corpus.document if not years or years & years_of_papers(corpus)[d]]
        if meant := _meant(papers, inside, outside, corpus):
            held = [t for t in inside if t.said_in(corpus.titles[meant])]
            calling = {t for t in inside if t.start < phrase.end("kind") and t.surface not in _COUNTRY}
            told = len(held) > 1 or (years and any(len(w) >= _LONG for t in held for w, _ in t.alternatives[:1]))
            sure = bool(told and calling <= set(held) and _OF_A_PAPER.match(phrase.group()))
            sure = sure and any(t.naming and not t.said_in(corpus.titles[meant]) for t in outside)
            if (len(held) * 2 >= len(calling)) if _YEAR.search(phrase.group()) else sure:
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
