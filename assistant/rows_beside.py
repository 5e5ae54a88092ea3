"""Rows that a question names one beside the other in its own words: 稻谷和煤炭产量."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.corpus import Corpus
from assistant.measure import is_rate
from assistant.names import Table
from assistant.question import Question
from assistant.reading import content
from assistant.spoken_rows import AMOUNT, label_cover, unplaced
from assistant.table_choice import tables_in_scope
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record

_MEASURED = ("增速", "增长", "增幅", "预计完成")  # what is told of a row, which parts none from another
_AND = re.compile(r"[、,，/]|[和与及跟同]|还是|\b(?:and|or|versus|vs|than|with)\b")


def several_rows(question: Question, corpus: Corpus) -> list[Record]:
    """The rows of one table that a question names one beside the other in its own words: 稻谷和煤炭产量."""
    if question.has("kind_task", "lead", "responsible", "attend", "kind_event"):
        return []
    groups = _groups(question, corpus)
    if len(groups) == 1 and question.has("compare", "difference", "each", "list"):
        apart = [[t] for t in groups[0] if _names(t, corpus)]  # one right after the other: 二产三产
        groups = groups if _of_one(groups[0], question, corpus) else apart or groups
    shared = [t for group in groups for t in group if not _names(t, corpus)]
    for table in tables_in_scope(question, corpus) if len(groups) > 1 else ():
        of_all = [group for group in groups if _of_others(group, groups, table, corpus)]
        apart = [group for group in groups if group not in of_all]
        beside = [*shared, *(t for group in of_all for t in group)]
        found = [_best_row([t for t in group if _names(t, corpus)], beside, table) for group in apart]
        rows = [row for row in found if row is not None]
        if 1 < len(rows) == len(apart) == len({row.id for row in rows}) and not unplaced(question, corpus, rows):
            return rows
    return []


def _of_others(group: Sequence[Term], groups: Sequence[Sequence[Term]], table: Table, corpus: Corpus) -> bool:
    """Whether all that some terms name is in the names of the rows of every other group as well: 年均浓度."""
    held = [{r.id for r in table.rows if all(t.said_in(fold(r.label)) for t in g if _names(t, corpus))} for g in groups]
    own = held[groups.index(group)]
    return len(groups) > 2 and all(rows and rows < own for rows, g in zip(held, groups, strict=True) if g is not group)


def _of_one(terms: Sequence[Term], question: Question, corpus: Corpus) -> bool:
    """Whether the name of one row says all that some terms name: 单位生产总值二氧化碳排放."""
    named = [t for t in terms if _names(t, corpus)]
    rows = [fold(row.label) for table in tables_in_scope(question, corpus) for row in table.rows]
    return any(all(t.said_in(label) for t in named) for label in rows)


def _names(term: Term, corpus: Corpus) -> bool:
    """Whether a term names something: by its kind, or as a term of statistics that is none for a rate or an amount."""
    word = term.alternatives[0][0]
    if word == "人均" or AMOUNT.fullmatch(word) or word in _MEASURED:
        return False
    return term.naming or (word in corpus.terms.by_chinese and not is_rate(word))


def _groups(question: Question, corpus: Corpus) -> list[list[Term]]:
    """The terms of a question as "and" or a comma parts them; what names nothing goes with what is before it."""
    groups: list[list[Term]] = []
    end = 0
    for term in content(question, question.named("document", "table")):
        parted = _AND.search(question.folded[end : term.start]) if groups else True
        end = max(end, term.end)
        if term.generic:
            continue
        if parted and _names(term, corpus):
            groups.append([term])
        elif groups:
            groups[-1].append(term)
    return groups


def parted(question: Question, terms: Sequence[Term]) -> bool:
    """Whether an "and", an "or", a "than" or a comma stands between the first and the last of some terms."""
    return bool(_AND.search(question.folded[min(t.end for t in terms) : max(t.start for t in terms)]))


def _best_row(group: Sequence[Term], shared: Sequence[Term], table: Table) -> Record | None:
    """The one row whose name says what a group of terms names, and more of the other words than any other such row."""
    naming = [t for t in group if any(t.said_in(fold(row.label)) for row in table.rows)]
    rows = [row for row in table.rows if naming and all(t.said_in(fold(row.label)) for t in naming)]
    covers = [label_cover(row, [*naming, *shared]) for row in rows]
    best = [row for row, cover in zip(rows, covers, strict=True) if cover == max(covers)]
    return best[0] if len({fold(row.label) for row in best}) == 1 else None
