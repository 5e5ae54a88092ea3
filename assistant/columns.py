"""What the columns of a table hold, told from their headers and cells, and which one a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.cues import pattern
from assistant.measure import asks_change, asks_rate, is_rate
from assistant.names import Table
from assistant.question import Question
from assistant.reading import content, years_spanned
from assistant.sentences import years_in
from ingest.figures import parse_cell
from ingest.fold import fold
from ingest.measures import SCALE, UNIT
from ingest.model import Record

_INDEX = re.compile(r"^(?:序号|编号|[点桩站]?号|no\.?|序)$")
_PARENTHESES = re.compile(r"[(][^()]*[)]")
_RUNNING = re.compile(r"序号|第几(?:个|项|位|号|条)|\b(?:serial|sequence|running|row) (?:number|no\b)")
_AXIS = re.compile(r"\b([a-z])[ -](?:coordinates?|values?|axis)\b")
_COLUMN = re.compile(r" ?(?:columns?|figures?|quotas?)\b|那?这?一?[栏列]")
_WHAT_NUMBER = re.compile(r"\bwhat number (?:is|does|has|was)\b")
_FORMULA = pattern("formula")
_COMPUTED = re.compile(r"计算|公式|[×÷＝=]|\*100")
_AMOUNT = re.compile(r"增加值|产[量值]|总[量额值数]|余额|数量|规模|分别|多少[^?]{0,6}[,，、和及]")  # beside a rate
_BESIDES = re.compile(r"[,，;；]|\band\b")
_THEN = pattern("then")
_IN_FACT = re.compile(r"实际|最终|究竟完成|\bactual(?:ly)?\b")
_NOTED = re.compile(r"备注|附注|\b(?:remarks?|notes?)\b")
_NOTES = re.compile(r"备注|说明|附注|^注$")
_CODE = re.compile(r"^(?=.*[-—])[a-z0-9一-龥]{1,8}[-—][a-z0-9—-]+$")
_MEASURE = re.compile(r"单位")
_UNIT = re.compile(rf"[(]±?(?P<unit>(?:{SCALE})?{UNIT})[)]")
_PLAN = re.compile(r"计划|目标|预期|规划|plan|target")
_ACTUAL = re.compile(r"完成|实际|实绩|执行|达到|actual")
_EXPECTED = re.compile(r"预计|预期完成|初步")
_LONG, _OF_MATTER = 60, 2  # characters of a cell that tells at length, and how many words of the question it then has
_BRIEF = ("who", "where", "lead", "responsible", "code", "when", "category")  # what other cells tell
_PLACE = re.compile(r"(?:省|市|县|区|旗|镇|乡|学院|学校|中心|院|馆|公司|局|委)$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `role` is index, name, measure, code, place, value or text; `stage` is plan, actual or none."""

    header: str
    role: str
    stage: str = ""
    year: int | None = None
    expected: bool = False

    @property
    def name(self) -> str:
        """The header on one line."""
        return " ".join(self.header.split())

    @property
    def field(self) -> str:
        """What a query calls its cells."""
        return "cells." + self.header

    def cell(self, row: Record) -> str:
        """What it says of a row; empty where it has no cell."""
        return str(row.fields["cells"].get(self.header, ""))


@lru_cache(maxsize=1024)
def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns of a table in order."""
    labels = [row.label for row in table.rows]
    named = False
    columns = []
    for header in table.headers:
        column = [row.fields["cells"].get(header, "") for row in table.rows]
        filled = [cell for cell in column if cell.strip()]
        folded, role = fold(header), "text"
        numeric = sum(parse_cell(cell).value is not None for cell in filled)
        coded = sum(bool(_CODE.match(fold(cell))) for cell in filled)
        if _INDEX.match(folded):
            role = "index"
        elif not named and filled and all(fold(a) == fold(b) for a, b in zip(column, labels, strict=True) if a.strip()):
            role, named = "name", True
        elif filled and coded >= 0.8 * len(filled):
            role = "code"
        elif _MEASURE.search(folded) and filled and not numeric and all(map(_is_measure, filled)):
            role = "measure"
        elif filled and sum(map(_is_place, filled)) >= 0.8 * len(filled):
            role = "place"
        elif filled and numeric >= 0.4 * len(filled):
            role = "value"
        stage = "actual" if _ACTUAL.search(folded) else "plan" if _PLAN.search(folded) else ""
        year = min(years_in(header), default=None)
        columns.append(Column(header, role, stage, year, bool(_EXPECTED.search(folded))))
    return tuple(columns)


def _is_place(cell: str) -> bool:
    return bool(_PLACE.search(fold(cell)))


def _is_measure(cell: str) -> bool:
    return len(cell) <= 8 and not _is_place(cell)


def value_columns(columns: Sequence[Column]) -> list[Column]:
    """The columns that hold figures or say what stands in their place."""
    return [c for c in columns if c.role == "value" or (c.role == "text" and (c.year or c.stage))]


def chosen(question: Question, table: Table, row: Record | None = None) -> list[Column]:
    """The columns a question asks for; empty if it asks for a year or stage the table does not have.

    `row`: the one asked about, where what it alone says in words may be what is asked.
    """
    columns = columns_of(table)
    if asked := _by_role(question, columns):
        return asked
    if row is not None and (remarked := _remarks(question, columns, row)):
        return remarked
    values = value_columns(columns)
    dated = any(c.year in years_spanned(question) for c in values)
    rates = [c for c in values if is_rate(c.header)]
    if rates and (asks_change(question) or (question.has("trend") and not question.has("figure", "count"))):
        return rates
    if _of_stage(question):
        columns = tuple(c for c in columns if c.role != "measure")
    if named := [c for c in named_columns(question, columns) if not (dated and c in values)]:
        return named
    if not values:
        return [c for c in columns if c.role not in ("index", "name")]
    only_rate = rates and asks_rate(question) and not _AMOUNT.search(question.folded)
    found = rates if only_rate else _by_year_and_stage(question, values)
    filled = [c for c in values if row is not None and not question.years and not is_empty(c.cell(row))]
    return filled if len(filled) == 1 and filled[0] not in found else found


def _by_role(question: Question, columns: Sequence[Column]) -> list[Column]:
    """The column of the kind of thing asked for: a running number, a code, a unit of measure, a place."""
    by_role = {column.role: column for column in columns}
    given = any(o.kind in ("row", "item") for o in question.ordinals)  # it names the row by its number
    if _RUNNING.search(question.folded) and "index" in by_role and not given and question.has("code"):
        roles = ("index", "code") if "第几" in question.folded else ("index",)  # of two numbers either may be meant
        return [by_role[role] for role in roles if role in by_role]
    if question.has("unit_of") and "measure" in by_role and not _of_stage(question):
        return [by_role["measure"]]
    numbered = bool(_WHAT_NUMBER.search(question.folded)) and not given
    if numbered and "code" not in by_role and "index" in by_role:
        return [by_role["index"]]
    wanted = {"code": question.has("code") or numbered, "place": question.has("where", "who")}
    return [by_role[role] for role in wanted if wanted[role] and role in by_role]


def _of_stage(question: Question) -> bool:
    """Whether a figure of a year is asked, which is told with its unit."""
    return bool(question.years) and question.has("plan", "actual", "figure")


def _remarks(question: Question, columns: Sequence[Column], row: Record) -> list[Column]:
    """The columns of words in which a row says what the question asks: a radius among remarks, a formula."""
    plain = [c for c in columns if c.role == "text" and not c.year and not c.stage]
    told = {c: fold(c.cell(row)) for c in plain}
    if _FORMULA.search(question.folded) and (found := [c for c in plain if _COMPUTED.search(told[c])]):
        return found
    if _NOTED.search(question.folded):
        return [c for c in plain if _NOTES.search(fold(c.header)) and told[c]]
    terms = [t for t in content(question) if t.naming and not t.generic]
    words = [w for t in terms for w, weight in t.alternatives if weight >= 0.9 and len(w) > 1]
    words = [word for word in words if word not in fold(row.label)]
    figured = question.has("figure") and value_columns(columns)
    if not figured and (said := [c for c in plain if told[c] in words]):
        return said
    if value_columns(columns):
        return [c for c in plain if any(word in told[c] for word in words)]
    held = {c: sum(word in told[c] for word in dict.fromkeys(words)) for c in plain if len(told[c]) > _LONG}
    best = max(held, key=lambda c: held[c], default=None)  # the cell that tells at length of what is named
    return [best] if best and held[best] >= _OF_MATTER and not question.has(*_BRIEF) else []


def named_columns(question: Question, columns: Sequence[Column]) -> list[Column]:
    """Columns whose header the question says, without those of which another says all that they say and more."""
    terms = [t for t in content(question) if not t.generic]
    letters = {-2 - n: found.group(1) for n, found in enumerate(_AXIS.finditer(question.folded))}
    said: dict[Column, set[int]] = {}
    for number, column in enumerate(columns):
        header = fold(column.header)
        if column.role in ("index", "name") or len(header) < 2 or column.year:
            continue
        least = {t.start: 0.5 if _COLUMN.match(question.folded, t.end) else 0.9 for t in terms}
        held = {t.start for t in terms if any(w > least[t.start] and _heads(o, header) for o, w in t.alternatives)}
        core = _PARENTHESES.sub("", header)
        held |= {place for place, letter in letters.items() if _heads(letter, header)}
        whole = {-100 - number} if header in question.folded or (len(core) >= 2 and core in question.folded) else set()
        if whole or held & set(letters) or any(len(t.surface) > 1 for t in terms if t.start in held):
            said[column] = held | whole
    text, cores = question.folded, {c: _PARENTHESES.sub("", fold(c.header)) for c in said}
    longer = [core for core in cores.values() if core in text]  # 开工率 says no 开工
    part = {c for c, own in cores.items() for o in longer if own in o != own and own not in text.replace(o, "")}
    return [c for c, held in said.items() if c not in part and not any(held < other for other in said.values())]


def _heads(word: str, header: str) -> bool:
    """Whether a header says a word; a letter stands by itself: the X of "left edge X"."""
    if len(word) > 1 or not word.isascii():
        return len(word) > 1 and word in header
    return bool(re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", header))


def asks_plan(question: Question) -> bool:
    """Whether a plan is asked, apart from one that is not wanted: 不要计划数."""
    return question.has("plan") and not _all_within(question, "plan", "not_plan")


def plans_spoken(question: Question) -> int:
    """How many plans a question speaks of; words side by side are for one: 定的目标."""
    plans = sorted((cue.start, cue.end) for cue in question.found_cues if cue.name == "plan")
    return sum(not any(a < start <= b + 1 for a, b in plans[:n]) for n, (start, _) in enumerate(plans))


def wanted(question: Question) -> Question:
    """The question without the result that it says it does not ask for: 不看完成数."""
    unwanted = question.has("not_actual") and not _asks_actual(question)
    return replace(question, cues=question.cues - {"actual"}) if unwanted else question


def _all_within(question: Question, name: str, *others: str) -> bool:
    """Whether all words of one kind stand within those of others."""
    spans = [(cue.start, cue.end) for cue in question.found_cues if cue.name in others]
    cues = [cue for cue in question.found_cues if cue.name == name]
    return bool(cues) and all(any(a <= cue.start and cue.end <= b for a, b in spans) for cue in cues)


def _asks_actual(question: Question) -> bool:
    """Whether a result is asked, apart from the one in the words for a plan: 计划完成, planned results."""
    return question.has("actual") and not _all_within(question, "actual", "plan", "not_actual")


def _asks_plan_besides(question: Question) -> bool:
    """Whether a plan is asked after the figure itself: "how many in 2025, and what was planned?"."""
    plans = [cue.start for cue in question.found_cues if cue.name == "plan"]
    asked = [cue.end for cue in question.found_cues if cue.name in ("figure", "count")]
    breaks = [found.start() for found in _BESIDES.finditer(question.folded)]
    return any(min(asked, default=999) <= at < min(plans, default=0) for at in breaks)


def _by_year_and_stage(question: Question, values: list[Column]) -> list[Column]:
    years, found = years_spanned(question), values
    if years and any(c.year for c in values):
        found = [c for c in values if c.year in years]
    plan, actual = asks_plan(question), _asks_actual(question) or _asks_plan_besides(question)
    if len(years) > 1 and plans_spoken(question) < 2:
        latest = max(years)
        return [c for c in found if c.stage != ("actual" if c.year == latest else "plan")] or found
    if plan != actual:
        staged = [c for c in found if c.stage == ("plan" if plan else "actual")]
        if not staged and not years:
            return []
        strict = plan or done_in_fact(question)
        found = staged or ([] if any(c.stage for c in found) and strict else found)
    elif len(years) == 1 and not plan and len(found) > 1 and any(c.stage == "actual" for c in found):
        found = [c for c in found if c.stage == "actual"]
    if not years and len(found) > 1 and any(c.year for c in found):
        judged = [c for c in values if c.stage == "actual"] if plan and _THEN.search(question.folded) else []
        latest = max(c.year or 0 for c in judged or found)
        found = [c for c in found if c.year == latest]
    return found


def done_in_fact(question: Question) -> bool:
    """Whether a question asks what was really achieved, which no plan tells."""
    return bool(_IN_FACT.search(question.folded))


def measure_of(table: Table, row: Record, column: Column | None = None) -> str:
    """The unit of measure of a row, or of one cell: that of its header, of a column for units, of its name; else empty.

    Among amounts a rate of change is not in their unit.
    """
    if column is not None and (found := _UNIT.search(fold(column.header))):
        return found["unit"]
    columns = columns_of(table)
    amounts = [c for c in columns if c.role == "value" and not is_rate(c.header)]
    if column is not None and amounts and column.role == "value" and column not in amounts:
        return ""
    if own := [c for c in columns if c.role == "measure"]:
        return own[0].cell(row).strip()
    found = _UNIT.search(fold(row.label))
    return found["unit"] if found else ""


def is_empty(cell: str) -> bool:
    """Whether a cell says nothing: blank or a dash."""
    return fold(cell) in ("", "-", "--", "/", "…")


def shown(cell: str, measure: str, column: Column, language: str) -> str:
    """A cell with its unit and qualifier as an answer prints it: "225万吨以上", "230万吨（预计）"."""
    text = " ".join(cell.split())
    parsed = parse_cell(cell, measure)
    bare = parsed.value is not None and measure and not re.search(r"[%％]|百分点", text) and measure not in text
    if bare and (match := re.match(r"^(\D*?[-+]?\d[\d.,]*)\s*(.*)$", text)):
        joined = f"{match[1]}{measure}{match[2]}"
        text = f"{joined}（“{text}”）" if match[2] else joined
    expected = "（预计）" if language == "zh" else "（预计, estimated）"
    return text + expected if column.expected else text
