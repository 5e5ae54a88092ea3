"""What a question takes for granted of a table row: where it is from, what its figure is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.columns import Column, columns_of
from assistant.cues import pattern
from assistant.measure import same_measure
from assistant.names import Mention, Table
from assistant.question import Question
from ingest.figures import Cell, Figure, parse_cell, qualifiers
from ingest.fold import fold
from ingest.model import Record
from vectorstore.records import members

_PLACES = ("region", "cell", "unit")
_WHY = pattern("asks_why")
_REASON = re.compile("原因|缘故|缘由|理由|造成|导致|reasons?|causes?d?|come")
_PLAIN = frozenset(("预计", "约", "大约", "左右", "大概"))  # beside a figure that is meant as it stands


def asks_why(question: Question) -> bool:
    """Whether a question asks why something is so, which takes for granted that it is."""
    return bool(_WHY.search(question.folded))


def without_why(question: Question) -> Question:
    """The question without the words that ask for the reason of what it says."""
    if not asks_why(question):
        return question
    return replace(question, terms=tuple(t for t in question.terms if not _REASON.fullmatch(t.surface)))


def place_claims(question: Question) -> tuple[Mention, ...]:
    """The places and bodies that a question may say a row comes from, where that is no condition of a list."""
    if question.has("list", "count", "kind_task", "lead", "responsible") and not question.has("yesno", "code"):
        return ()
    claimed = question.has("yesno", "code", "category", "figure") or _WHY.search(question.folded)
    named = (m for m in question.named(*_PLACES) if not any(c.isdigit() for c in m.surface))  # a code is no place
    return tuple(named) if claimed else ()


def from_elsewhere(row: Record, table: Table, claims: Sequence[Mention]) -> list[Column]:
    """The column that says where a row comes from, where that is none of the places claimed."""
    column = next((c for c in columns_of(table) if c.role == "place"), None)
    if column is None or not claims:
        return []
    held = {fold(part) for part in members(str(row.fields["cells"].get(column.header, "")))}
    said = {fold(value) for mention in claims for value in mention.values}
    alike = any(one in other or other in one for one in held for other in said)
    return [] if alike else [column]


def misstated(question: Question, row: Record, columns: Sequence[Column], measures: Sequence[str]) -> bool:
    """Whether a yes-or-no question gives a figure in the unit of the cells told that none of them is."""
    cells = [parse_cell(str(row.fields["cells"].get(c.header, "")), m) for c, m in zip(columns, measures, strict=True)]
    stated = [cell for cell in cells if cell.value is not None]
    figures = [f for f in question.figures if set(qualifiers(f.qualifier)) <= _PLAIN]
    given = [f for f in figures if any(_alike(f, cell, question) for cell in stated)]
    if (
        not (question.has("yesno", "hearsay") or asks_why(question))
        or question.has("difference", "compare")
        or not given
        or not stated
    ):
        return False
    return not any((f.amount if f.unit else f.value) in (cell.amount, cell.value) for f in given for cell in stated)


def _alike(figure: Figure, cell: Cell, question: Question) -> bool:
    """Whether a figure is in the unit of a cell, which may have been taken for a name: 7万人."""
    after = question.folded[figure.end :]
    unit = figure.unit or (cell.unit if cell.unit and after.startswith(fold(cell.unit)) else "")
    return bool(unit) and bool(cell.unit) and (same_measure(unit, cell.unit) or same_measure(cell.unit, unit))
