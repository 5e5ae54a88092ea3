"""Which of the bands of a text a figure falls in: 78分 in 75分以上90分以下为良好, 30% in 超出20%以上不足40%的部分."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.evidence import Evidence
from assistant.phrases import say
from assistant.question import Question
from assistant.relevance import evidence_terms

# 800平方米以上的，配备7人: a case goes with its rule
_CLAUSE, _REST = re.compile(r"[^，,；;。:：]+的[，,][^，,；;。:：]+|[^，,；;。:：]+"), re.compile(r"其[余他]")
_WORDS = re.compile(r"(?:不足|未满|不满|低于)(?=\d)|(?<!\d)\d[^，,；;。以]{0,12}以[上下内]")
_BOUND = r"(不足|未满|不满|低于|至)?(\d+(?:\.\d+)?){unit}([（(]含[^()（）]*[)）])?(以[上下内])?"


def placed(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The clause for the band that the one figure of a question falls in, of the text that says most of the rest."""
    figures = [f for f in question.figures if f.unit and "以" not in question.folded[f.start : f.end + 1]]
    if len(figures) != 1 or question.has("list", "count", "kind_row", "when", "yesno"):
        return None
    named = [t for t in evidence_terms(question, corpus) if not t.generic and t.end <= figures[0].start]
    bound = re.compile(_BOUND.format(unit=re.escape(figures[0].unit)))
    found = []
    for item in _bounding(corpus):
        if clause := _clause(figures[0].value, item.reading, bound):
            around = item.own + item.context + corpus.titles[item.document_id]
            found.append((sum(t.said_in(around) for t in named), item.kind == "passage", -item.index, clause))
    best = max(found, default=None)
    if best is None or best[0] * 2 <= len(named):
        return None
    text = say(question.language, "fact", text=best[3], m=mark(book.cite(corpus.evidence.items[-best[2]])))
    return Draft("answered", text, reader="passages")


@lru_cache(maxsize=2)
def _bounding(corpus: Corpus) -> list[Evidence]:
    """The sentences and articles that bound figures at least twice."""
    texts = (item for item in corpus.evidence.items if item.kind in ("passage", "article"))
    return [item for item in texts if len(_WORDS.findall(item.reading)) > 1]


def _clause(value: Decimal, text: str, bound: re.Pattern[str]) -> str:
    """The clause of a text of several bands that holds a value, else the one for the rest."""
    clauses = _CLAUSE.findall(text)
    banded = [c for c in clauses if any(below or word for below, _, _, word in bound.findall(c))]
    if len(banded) < 2:
        return ""
    return next((c for c in banded if _holds(value, c, bound)), next(filter(_REST.match, clauses), ""))


def _holds(value: Decimal, clause: str, bound: re.Pattern[str]) -> bool:
    """Whether a value is within all bounds of a clause; the upper one is outside unless it says 含."""
    for below, number, own, word in bound.findall(clause):
        limit, upper = Decimal(number), below or word in ("以下", "以内")
        if (value > limit or (value == limit and not own)) if upper else value < limit:
            return False
    return True
