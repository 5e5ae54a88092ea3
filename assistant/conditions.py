"""Conditions that a question puts on the cells of a column: a figure, a unit of measure, words, nothing at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from assistant.column_pairs import column_pair
from assistant.columns import Column, columns_of, is_empty, named_columns, value_columns
from assistant.cues import pattern
from assistant.measure import asks_change, asks_fall, is_rate
from assistant.names import Table
from assistant.question import Question
from assistant.words import Term
from ingest.figures import Figure, parse_cell, qualifiers
from ingest.fold import fold
from ingest.measures import AT_LEAST, AT_MOST
from vectorstore.query import Filter, Operator

_STRICT = frozenset(("超过", "高于", "大于", "多于", "突破", "低于", "小于", "少于", "不足", "不到"))
_JUST = pattern("just_the_figure")
_MEASURED = pattern("measured_in")
# An amount said right after the column or what fills it, of which the rows are: 扩招30人的, 1998年招200人的.
_AMOUNT_OF = re.compile(r"(?:招收?|收|安排|完成|达到?|有|得到?|分到|增加?|减少?|扩大?|投资?|建|产|出|给)了?$")
_OF_IT = re.compile(r"(?:的|[,，?？]|$)")
_QUOTED = pattern("quoted_cell")
_ZERO, _NO_MORE, _NO_LESS = pattern("nought"), pattern("no_more"), pattern("no_less")
_FELL, _ROSE = pattern("those_that_fell"), pattern("those_that_rose")
_ADDED = re.compile(r"[多扩增加新]|\b(?:add|adds|added|adding|gain|gains|gained|extra|additional|expansion|increase)\b")
_EXACTLY = re.compile(r"\b(?:exactly|precisely) (\d+)(?![\d.,%])")  # a bare number is no figure
_NEAR = {"zh": 6, "en": 22}
_ADDED_HEADER = re.compile(r"扩|新增|增加|净增")
_PERCENT = re.compile(r"百分号|百分比|百分数|per ?cent(?:ages?)?\b(?! points?)")
_WITHOUT_NUMBER = re.compile(r"数值|数字|具体数|number|numeric|figure")
_THAN = re.compile(r"(?<!占)(?<!分)比(?![例重率])|较|高于|低于|多于|少于|\bthan\b|\babove\b|\bbelow\b|exceed|compared")
_HIGHER = re.compile(r"高|多|大|上调|增|上升|升|超|higher|above|more|greater|larger|rais|increas|exceed|\bup\b")
_LOWER = re.compile(r"低|少|小|下调|降|减|lower|below|less|smaller|reduc|decreas|\bcut|\bdown\b|fewer")
_SAME = pattern("cells_alike")
_THREE = re.compile(r"三(?:栏|列|个?数|项数|个?格)|\b(?:all |the )?three (?:columns|figures|numbers|values|cells)\b")
_EVEN: tuple[Operator, Operator] = ("at_most", "at_least")
_SIGNS = {"above": ">", "below": "<", "equal": "=", "at_most": "≤", "at_least": "≥"}
_MARKED = pattern("cell_marked")
_BACKWARDS = re.compile(r"^[^,，]*(?:与|和|跟|同|较|比起)[^,，]{2,20}(?:相比|比较|比起来|相较)|^(?:相比|相较|比起)")


def conditions(question: Question, table: Table, terms: Sequence[Term]) -> tuple[list[Filter], list[Term]]:
    """What a question demands of the cells of a table, and the terms that it took to say so."""
    found: list[Filter] = []
    used: list[Term] = []
    column = asked_column(question, table)
    if column and (quoted := _quoted(question, table, column)):
        return [quoted], [t for t in terms if t.surface in quoted.said or question.has("unset")]
    if two := _against(question, table):
        return two, [t for t in terms if _HIGHER.search(t.surface) or _LOWER.search(t.surface)]
    if question.has("unset") and column:
        found, used = _in_words(question, table, column, terms)
        found = found or [_unset(question, table, column)]
    elif nothing := _nothing(question, table):
        found.append(nothing)
    elif column:
        for figure in question.figures:
            of = _added(question, table, figure) or column
            found += _threshold(table, of, figure) or _amount(question, table, of, figure)
        if not found and (bare := _EXACTLY.search(question.folded)):
            number = Figure(Decimal(bare[1]), "", "", bare.start(1), bare.end(1), bare[1])
            found += _amount(question, table, _added(question, table, number) or column, number)
        used += [t for t in terms for f in question.figures if found and t.start >= f.start and t.end <= f.end]
        if not found and (marked := _MARKED.search(question.folded)):
            found.append(Filter(column.field, "contains", marked[1], f"{column.name} “{marked[1]}”"))
    measure, words = _measured(question, table, terms)
    found += measure
    used += words
    if not found and (change := _changing(question, table)):
        found.append(change)
    if not found and column and column.stage:
        said, words = _in_words(question, table, column, terms)
        found += said
        used += words
    return found, used


def _quoted(question: Question, table: Table, column: Column) -> Filter | None:
    """Rows whose cell has the words that a question quotes of it: 写“按省下达”的."""
    said = _QUOTED.search(question.folded)
    cells = tuple(c for c in _cells(table, column) if said and said[1] in fold(c) and parse_cell(c).value is None)
    return Filter(column.field, "is", cells, said[1]) if said and cells else None


def asked_column(question: Question, table: Table) -> Column | None:
    """The column of figures that a question speaks of: by its header, its year and its stage, else the newest."""
    values = value_columns(columns_of(table))
    named = [column for column in named_columns(question, columns_of(table)) if column in values]
    dated = [c for c in values if c.year in question.years]
    changes = [c for c in values if is_rate(c.header)] if asks_change(question) or asks_fall(question) else []
    found = [] if question.years and not dated and any(c.year for c in values) else dated or changes or named or values
    for wanted in (
        [c for c in found if c.year in question.years],
        [c for c in found if c.stage == "plan" and question.has("plan") and not question.has("actual")],
        [c for c in found if c.stage == "actual" and question.has("actual") and not question.has("plan")],
    ):
        found = [c for c in found if c in wanted] or found
    done = bool(question.years) and not question.has("plan")
    return max(found, key=lambda c: (c.year or 0, done and c.stage == "actual"), default=None)


def _threshold(table: Table, column: Column, figure: Figure) -> list[Filter]:
    """Above or below a figure, among the rows that are counted in its unit."""
    words = qualifiers(figure.qualifier)
    low, high = any(w in AT_LEAST for w in words), any(w in AT_MOST for w in words)
    if low == high:
        return []
    strict = any(word in _STRICT for word in words)
    op: Operator = ("above" if strict else "at_least") if low else ("below" if strict else "at_most")
    return _in_its_unit(table, figure, Filter(column.field, op, figure.value, f"{column.name} {figure.verbatim}"))


def _cells(table: Table, column: Column) -> list[str]:
    """The different cells of a column."""
    return sorted({column.cell(row) for row in table.rows})


def _amount(question: Question, table: Table, column: Column, figure: Figure) -> list[Filter]:
    """Cells that state just the figure: 扩招数是0的省."""
    before, header = question.folded[: figure.start], _plain(column)
    after = question.language == "zh" and _OF_IT.match(question.folded, figure.end) and not figure.qualifier
    just = _JUST.search(before) or (after and ((header and before.endswith(header)) or _AMOUNT_OF.search(before)))
    if question.has("yesno") or not just:
        return []
    equal = tuple(cell for cell in _cells(table, column) if parse_cell(cell).value == figure.value)
    said = f"{column.name} {figure.verbatim}"
    return _in_its_unit(table, figure, Filter(column.field, "is", equal, said)) if equal else []


def _plain(column: Column) -> str:
    """A column's folded header without what stands in parentheses."""
    return re.sub(r"[(][^()]*[)]", "", fold(column.header))


def _nothing(question: Question, table: Table) -> Filter | None:
    """Rows whose cell is nought, in the column named, else in the only one that has any: "no additional pupils"."""
    values = value_columns(columns_of(table))
    plain = "|".join(re.escape(_plain(c)) for c in values if _plain(c))
    unsaid = plain and re.search(f"(?:没有?|未|不)(?:再)?(?:{plain})", question.folded)
    if not (unsaid or _ZERO.search(question.folded)) or question.has("yesno"):
        return None
    nought = {c: tuple(cell for cell in _cells(table, c) if parse_cell(cell).value == 0) for c in values}
    having = [c for c in values if nought[c]]
    named = [c for c in named_columns(question, columns_of(table)) if c in values]
    asked = [c for c in values if c.year in question.years] or named or having
    meant = [c for c in having if c in asked] or asked
    if len(meant) != 1:
        return None
    return Filter(meant[0].field, "is", nought[meant[0]] or ("0",), f"{meant[0].name} 0")


def _added(question: Question, table: Table, figure: Figure) -> Column | None:
    """The one column of additions, where a question says right before a figure that so much is added."""
    before = question.folded[max(0, figure.start - _NEAR[question.language]) : figure.start]
    if question.years or not _ADDED.search(before):
        return None
    found = [c for c in value_columns(columns_of(table)) if _ADDED_HEADER.search(fold(c.header))]
    return found[0] if len(found) == 1 else None


def _in_its_unit(table: Table, figure: Figure, condition: Filter) -> list[Filter]:
    """A condition on figures, kept to the rows that are counted in the unit of the figure."""
    found = [condition]
    measure = next((c for c in columns_of(table) if c.role == "measure"), None)
    if measure and figure.unit:
        of_unit = tuple(cell for cell in _cells(table, measure) if fold(cell) == fold(figure.unit))
        if not of_unit:
            return []
        found.append(Filter(measure.field, "is", of_unit, figure.unit))
    return found


def _unset(question: Question, table: Table, column: Column) -> Filter:
    """Rows whose cell says nothing; where none is empty, or a number is asked, those that state no figure."""
    blank = tuple(cell for cell in _cells(table, column) if is_empty(cell))
    if not blank or _WITHOUT_NUMBER.search(question.folded):
        return Filter(column.field, "wordy", True, column.name)
    return Filter(column.field, "is", blank, column.name)


def _measured(question: Question, table: Table, terms: Sequence[Term]) -> tuple[list[Filter], list[Term]]:
    """Rows of a unit of measure that the question names as one."""
    measure = next((c for c in columns_of(table) if c.role == "measure"), None)
    if measure is None or not _MEASURED.search(question.folded):
        return [], []
    cells = {cell.strip() for cell in _cells(table, measure)}
    said = _PERCENT.sub("%", question.folded)
    translated = {word for t in terms for word, weight in t.alternatives if weight >= 0.9}
    named = [cell for cell in cells if cell and (_says_unit(fold(cell), said) or fold(cell) in translated)]
    if not named:
        return [], []
    longest = max(named, key=len)
    unit = fold(longest)
    used = [t for t in terms if _MEASURED.search(t.surface) or _PERCENT.sub("%", t.surface) in unit]
    used += [t for t in terms if t not in used and any(unit == word for word, _ in t.alternatives)]
    return [Filter(measure.field, "is", (longest,), longest)], used


def _says_unit(unit: str, text: str) -> bool:
    """Whether a text names a unit of measure; one of a single character may belong to a word: 件 in 附件."""
    if len(unit) > 1 or not unit.isalpha():
        return unit in text
    return bool(re.search(rf"[以用按是为“\"'‘]{unit}|{unit}(?:计|为|算|数|作)", text))


def _in_words(
    question: Question, table: Table, column: Column, terms: Sequence[Term]
) -> tuple[list[Filter], list[Term]]:
    """Rows whose cell says in words what the question says: 按…计划执行."""
    wordy = [cell for cell in _cells(table, column) if not is_empty(cell) and parse_cell(cell).value is None]
    held = {cell: [t for t in terms if _says(t, fold(cell))] for cell in wordy}
    best = max(wordy, key=lambda cell: len(held[cell]), default="")
    named = [c for c in terms if any(w in fold(row.label) for row in table.rows for w, _ in c.alternatives)]
    if not best or not held[best] or (named and not any(fold(cell) in question.folded for cell in wordy)):
        return [], []
    return [Filter(column.field, "is", (best,), best)], held[best]


def _says(term: Term, cell: str) -> bool:
    words = {word for word, weight in term.alternatives if weight >= 0.4}
    return any(word in cell or (len(word) > 1 and word[:-1] == "省" and "省" in cell) for word in words)


def _against(question: Question, table: Table) -> list[Filter]:
    """One column above, below or equal to another: the plan of a year against that of the year before; or no more, no
    less."""
    compares = _THAN.search(question.folded) or _SAME.search(question.folded)
    spoken = question.years or question.has("plan", "actual", "met", "unmet") or _THREE.search(question.folded)
    if not (compares and spoken) or any(f.unit != "年" for f in question.figures) or question.has("margin"):
        return []
    more, less = _NO_MORE.search(question.folded), _NO_LESS.search(question.folded)
    higher, lower = _HIGHER.search(question.folded), _LOWER.search(question.folded)
    same = None if higher or lower else _SAME.search(question.folded)
    pair = column_pair(question, table)
    if len(pair) != 2 or (bool(higher) == bool(lower) and not (same or more or less)):
        return []
    first, second = sorted(pair, key=lambda column: _place(question, column))
    if _BACKWARDS.search(question.folded):
        first, second = second, first
    ops: list[Operator] = ["above" if higher else "below"]
    if same:
        ops = ["equal"]
    elif more or less:
        ops = [op for op in _EVEN if (more if op == "at_most" else less)]
    staged = [c for c in value_columns(columns_of(table)) if c.stage]
    columns = staged if same and _THREE.search(question.folded) else (first, second)
    return [
        Filter(one.field, op, other.field, f"{one.name} {_SIGNS[op]} {other.name}")
        for op in ops
        for one, other in pairwise(columns)
    ]


def _changing(question: Question, table: Table) -> Filter | None:
    """Rows whose rate of change is below or above nothing: 产量下降的有哪些."""
    fell, rose = _FELL.search(question.folded), _ROSE.search(question.folded)
    if question.figures or bool(fell) == bool(rose) or not question.has("list", "count") or question.has("trend"):
        return None
    rates = [c for c in value_columns(columns_of(table)) if is_rate(c.header)]
    rates = [c for c in rates if c.year in question.years] or rates
    if len(rates) != 1 or rates[0].stage:
        return None
    op: Operator = "below" if fell else "above"
    return Filter(rates[0].field, op, Decimal(0), f"{rates[0].name} {_SIGNS[op]} 0")


def _place(question: Question, column: Column) -> tuple[int, int]:
    """Where a question first speaks of the year of a column, and of its stage."""
    year = next((d.start for d in question.dates if d.has_year and d.first.year == column.year), 999)
    return year, next((c.start for c in question.found_cues if c.name == column.stage), 999)
