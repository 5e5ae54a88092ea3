"""The stages of a piece of work: all of them with their dates, or that there are not so many."""

from __future__ import annotations

import re

from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.listings import Opening, openings
from assistant.openings import tell
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import in_scope, said_in_title
from assistant.relevance import evidence_terms
from assistant.silence import silent_near
from assistant.words import Term
from ingest.fold import fold
from ingest.numerals import parse_numeral

_ASKED, _WORD = pattern("stages"), pattern("stage_word")
_NTH = re.compile(r"第([一二三四五六七八九十]|\d)个?(?:阶段|步)|\bstage (\d)\b")
_NAME = re.compile(r"([一-龥]{2,4})阶段(?![:,])|阶段[:,]([一-龥]{2,6})(?=[(。])")
_STAGE = re.compile(r"阶段|步骤|^第[一二三四五六七八九十]+步")
_SAID = 0.5  # how much of a word must be said


def told(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The stages of the one piece of work that a question names, all of them; that it has none of the number asked."""
    nth = _NTH.search(question.folded)
    if not (nth or _ASKED.search(question.folded)) or question.has("yesno", "who", "difference"):
        return None
    terms = [t for t in evidence_terms(question, corpus) if not (t.generic or _WORD.search(t.surface))]
    terms = [t for t in terms if not (nth and nth.start() <= t.start < nth.end())]
    scope = in_scope(question, corpus)
    lists = [o for o in openings(corpus) if o.head.document_id in scope]
    lists = [o for o in lists if all(_STAGE.search(m[0].reading) for m in o.members) or _STAGE.search(o.head.reading)]
    said = [sum(_says(o, t, corpus) for t in terms) for o in lists]
    best = [o for o, n in zip(lists, said, strict=True) if n == max(said)]
    missed = len(terms) - max(said, default=0)
    if len(best) != 1 or not terms or missed * (3 if question.language == "en" else 4) > len(terms):
        return None
    if nth and int(parse_numeral(nth[1] or nth[2]) or 0) > len(best[0].members):
        return silent_near(nth.group(), question, best[0].head.reading, book.cite(best[0].members[-1][0]))
    names = ((m[0], a or b) for m in best[0].members for a, b in _NAME.findall(fold(m[0].reading)))
    named = [stage for stage, name in names if name in question.folded]
    if question.has("when") and len(named) == 1:
        text, quote = named[0].reading.rstrip("；;。"), mark(book.cite(named[0]))
        return Draft("answered", say(question.language, "fact", text=text, m=quote), reader="passages")
    return None if nth or named else tell(question, best[0], book)


def _says(opening: Opening, term: Term, corpus: Corpus) -> bool:
    """Whether the title of a list's paper, or what the list stands under, says a word."""
    held, paper = corpus.evidence.held(term).both, opening.head.document_id
    short = len(term.surface) == 2 and set(term.surface) <= set(corpus.titles[paper])  # 清查 for 清仓查库
    within = [*opening.lead, *(m[0] for m in opening.members)]
    return short or said_in_title(term, [paper], corpus) or any(held.get(e.index, 0.0) >= _SAID for e in within)
