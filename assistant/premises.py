"""A figure that a question starts from, put right where the table has another: since the target was lowered to 5%."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.cells import found_rows, tell
from assistant.claims import misstated
from assistant.columns import chosen, measure_of
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook
from assistant.phrases import space
from assistant.question import PREMISE, Question, parse
from assistant.spoken_rows import described_rows, figureless, strange, table_of
from assistant.task_partners import gainsaid

_OPENING = re.compile(r"^(?:(?:seeing|given|considering) that|since|because|既然|由于|鉴于)\s*")
_SURE = 0.4  # least score of the row that a premise describes; its verb need not be there


def put_right(draft: Draft, question: Question, corpus: Corpus, book: QuoteBook) -> None:
    """Sets what the table or the task says before an answer to a question that starts from something else."""
    correction = corrected(question, corpus, book) if draft.outcome == "answered" else None
    right = correction.text if correction is not None else gainsaid(draft, question, book)
    if right and right not in draft.text:
        draft.text = right + space(question.language) + draft.text


def corrected(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The cells of the row that a premise speaks of, where they contradict it."""
    premise = PREMISE.match(question.folded)
    if premise is None:
        return None
    claim = parse(_OPENING.sub("", premise.group()).rstrip(",，"), corpus, question.documents)
    claim = replace(claim, language=question.language, cues=claim.cues | {"yesno"})
    if not claim.figures:
        return None
    asked = figureless(claim)
    rows = found_rows(asked, corpus)
    if not rows:
        rows, missing, score = described_rows(asked, corpus)
        if score < _SURE or strange(missing, asked, corpus):
            return None
    for row in rows[:1]:
        table = table_of(corpus, row)
        columns = chosen(asked, table, row)
        if misstated(claim, row, columns, [measure_of(table, row, column) for column in columns]):
            return tell(claim, corpus, book, [row])
    return None
