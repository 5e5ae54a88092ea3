"""What a question leaves out of what it asks for: "X aside", 除汝州以外, 不是全国的."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.columns import columns_of
from assistant.cues import Cue, pattern
from assistant.names import Table
from assistant.question import Question
from assistant.words import Term
from ingest.fold import fold
from vectorstore.query import Filter

_LEFT_OUT = pattern("left_out")
_CLAUSE_END = re.compile("[,，;；]")
_NAMES_AFTER = re.compile("除(?!外)|刨|撇|抛|放|丢")  # words that exclude what follows them
IS_NOT = pattern("said_not_to_be")
_OF_TERM = pattern("of_what_is_left_out")
_KINDS = 6  # of values, in a column that tells kinds of rows apart


def left_out(question: Question) -> list[tuple[int, int]]:
    """Where a question says who or what is to be left out."""
    return [found.span() for found in _LEFT_OUT.finditer(question.folded)]


def outside(question: Question, said: re.Pattern[str]) -> Question:
    """The question without the names and words where it says something."""
    spans = [found.span() for found in said.finditer(question.folded)]
    mentions = tuple(m for m in question.mentions if not any(a <= m.start < b for a, b in spans))
    terms = tuple(t for t in question.terms if not any(a <= t.start < b for a, b in spans))
    return replace(question, mentions=mentions, terms=terms)


def away(question: Question, start: int) -> bool:
    """Whether what a question names there is to be left out."""
    return any(first <= start < end for first, end in left_out(question))


def others(values: Sequence[str], tables: Sequence[Table], outside: str = "") -> list[Filter]:
    """The cells but for some of the one column that has them and few others, or of places: 不是全国的, 汝州以外."""
    columns: dict[str, set[str]] = {}
    for table, column in ((t, c) for t in tables for c in columns_of(t) if c.role == "place" or not outside):
        columns.setdefault(column.field, set()).update({column.cell(row) for row in table.rows} - {""})
    rest = []
    for name, cells in columns.items():
        said = {cell for cell in cells if any(value in cell for value in values)}
        if said and (outside or len(cells) <= _KINDS):
            rest.append(Filter(name, "is", tuple(sorted(cells - said)), outside or name.removeprefix("cells.")))
    return rest if len(rest) == 1 else []


def without_excluded(question: Question, terms: Sequence[Term]) -> tuple[list[Term], list[Term]]:
    """The terms a question wants and those it excludes: "not counting X", "X aside"."""
    cues = [cue for cue in question.found_cues if cue.name == "exclude"]
    far = 4 if question.language == "zh" else len(" the ")
    unwanted = [
        term
        for term in terms
        if IS_NOT.search(question.folded[: term.start])
        or any(_after(question, term, cue, far) or _before(question, term, cue) for cue in cues)
    ]
    return [term for term in terms if term not in unwanted], unwanted


def _after(question: Question, term: Term, cue: Cue, far: int) -> bool:
    """Whether a term stands right after a word that excludes, in the same clause."""
    return 0 <= term.start - cue.end <= far and not _CLAUSE_END.search(question.folded[cue.end : term.start])


def _before(question: Question, term: Term, cue: Cue) -> bool:
    """Whether a word that excludes stands right after a term, or after what the term is of: 扩展名录的不算."""
    if _NAMES_AFTER.match(question.folded, cue.start):
        return False
    return term.end <= cue.start and bool(_OF_TERM.fullmatch(question.folded[term.end : cue.start]))


def not_about(tables: Sequence[Table], unwanted: Sequence[Term]) -> list[Table]:
    """The tables whose caption has none of the excluded words."""
    words = [word for term in unwanted for word, weight in term.alternatives if weight >= 0.9]
    return [table for table in tables if not any(word in fold(table.caption) for word in words)]
