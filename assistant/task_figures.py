"""Figures of tasks: in the very words in which a question counts them, and others than it takes for granted."""

from __future__ import annotations

import re

from assistant.asked import figures_in
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.evidence import MATCHED
from assistant.measure import same_measure
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import clauses, content, in_scope
from assistant.tasks import ROLES, body
from ingest.fold import fold
from ingest.measures import base_unit
from ingest.model import Record

# What is counted, without the verb before the question word
_HOW_MANY = re.compile(
    r"([\u4e00-\u9fff]+?)(?:今年|全年)?(?:[要将得需]|计划|打算)?(?:搞|办|干|做|开展|实施|举办|安排)?(?:多少|几)([项场次个件])(?=[?。!]|$)"
)
_SAID_LEAST, _SAID_MOST = 4, 12  # characters of it that a task must say before the figure
_OF_TASKS = frozenset("项件条")
_CLAUSES = re.compile(r"[^，。；]+")


def _says_all(record: Record, question: Question, corpus: Corpus) -> bool:
    """Whether a task is of the year that a question names, and says all else that it names."""
    evidence = corpus.evidence.by_record[record.id]
    named = [t for t in content(question) if (t.naming or t.proper) and not t.generic]
    held = all(corpus.evidence.matching(t).get(evidence.index, 0.0) >= MATCHED for t in named)
    return held and evidence.years.issuperset(question.years)


def stated(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """How many of what a question counts in the very words of a task: 赛事活动20场 for 赛事活动要办多少场."""
    asked = _HOW_MANY.search(question.folded)
    if asked is None or question.has("kind_task", *ROLES) or question.ordinals:
        return None
    scope = in_scope(question, corpus)
    tasks = [r for r in corpus.of_kind["task"] if r.document_id in scope and _says_all(r, question, corpus)]
    for start in range(max(0, len(asked[1]) - _SAID_MOST), len(asked[1]) - _SAID_LEAST + 1):
        said = re.compile(re.escape(asked[1][start:]) + r"\d+" + asked[2])
        if found := [
            (task, clause) for task in tasks for clause in _CLAUSES.findall(body(task)) if said.search(fold(clause))
        ]:
            task, clause = found[0]
            text = say(question.language, "fact", text=clause, m=mark(book.cite(task)))
            return Draft("answered", text, records=(task,)) if len(found) == 1 else None
    return None


def gainsaid(question: Question, task: Record) -> str:
    """The clause of a task that gives another figure of what a question gives one of; empty where none does."""
    given = [f for f in question.figures if f.unit and f.unit not in _OF_TASKS]
    best, said = 0.0, ""
    for clause in clauses(body(task), content(question)) if given else ():
        figures = [f for f in figures_in(clause.text) if any(same_measure(g.unit, base_unit(f.unit)) for g in given)]
        if any(f.amount == g.amount for f in figures for g in given):
            return ""
        if figures and sum(clause.held) > best:
            best, said = sum(clause.held), clause.text.strip("，。；")
    return said
