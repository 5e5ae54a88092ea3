"""Which rows of tables a question speaks of: by name, by number, by what else they are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.applicants import applicant_column, asks_for, only_lists
from assistant.binding import goes_without_saying
from assistant.claims import asks_why, without_why
from assistant.columns import columns_of, measure_of
from assistant.corpus import Corpus
from assistant.measure import same_measure
from assistant.names import Table
from assistant.question import Question
from assistant.reading import content, find, lacking, scoped
from assistant.selecting import is_total
from assistant.table_choice import captioned, tables_in_scope
from assistant.telling import units_of
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record

_ROLES = {"code": ("code",), "place": ("where", "who")}  # columns that question words ask for
_OR = re.compile(r"还是|\bor\b")
_ASKING, _HELPERS = "咋怎哪几啥", "要想会能将已多再还共该应得需拟"
AMOUNT = re.compile(r"增加值|产量|产值|总?[数产余总][量额]|数量|金额|余额|规模|数字|数值|数据|人数|指标值")
_PER = re.compile("每[^?,，]{1,12}(?:多少|几)")
_GLOSS = re.compile(r"(?: etc\.?| and so on| and the like)?\s?[(（]\s?(?:the )?")
_INSERTED = re.compile(r"[(（][^()（）]*[)）](?=.)")
_SURE = 0.6  # least score of a row whose figure is claimed
_APPOSITION = re.compile(r"(?:的|,)?[这那该](?:一)?[门个项种条家类样道位款出套]?")
_AMOUNTS = re.compile(r"产量|产值|增加值|销售?量|销售额|余额|面积")
_WHOLE = re.compile(r"全[国省市县]|总共|一共|合计|加起来|总[计数]|\b(?:nationwide|in total|overall|altogether|total)\b")


def table_of(corpus: Corpus, record: Record) -> Table:
    """The table a row stands in."""
    key = (record.document_id, str(record.fields.get("table", "")))
    return next(table for table in corpus.tables if table.key == key)


def named_rows(question: Question, corpus: Corpus) -> list[Record]:
    """Rows a question names by label or number."""
    tables = tables_in_scope(question, corpus)
    labels = {fold(value) for mention in question.named("row") for value in mention.values}
    bearing = [table for table in tables if any(fold(row.label) in labels for row in table.rows)]
    many = any(sum(fold(row.label) == label for t in bearing for row in t.rows) > 1 for label in labels)
    spoken = _spoken_of(question, corpus, bearing) if many else bearing  # a place has a row in many tables
    rows = [row for table in spoken for row in table.rows if fold(row.label) in labels]
    spelt = not any("\u4e00" <= c <= "\u9fff" for m in question.named("row") for c in m.surface)
    if rows and spelt and unplaced(question, corpus, rows):
        return []
    kinds = ("row", "item") if not _numbered_otherwise(question, corpus) else ("row",)
    numbers = {n for o in question.ordinals if o.kind in kinds for n in o.numbers}
    if not rows and numbers:
        tables = _spoken_of(question, corpus, tables)
        rows = [row for table in tables for row in table.rows if number_of(row, table) in numbers]
    codes = {fold(v) for m in question.named("cell") for v in m.values if any(c.isdigit() for c in v)}
    if not rows and codes:
        rows = [row for t in tables for row in t.rows if codes & {fold(c) for c in row.fields["cells"].values()}]
    return rows


def number_of(row: Record, table: Table) -> int | None:
    """The running number of a row: its own, else that in the column for them."""
    column = next((c for c in columns_of(table) if c.role == "index"), None)
    said = column.cell(row).strip() if column is not None else ""
    return row.fields.get("number") or (int(said) if said.isdecimal() else None)


def _spoken_of(question: Question, corpus: Corpus, tables: Sequence[Table]) -> list[Table]:
    """The tables of which the caption, the headers and the title above say most words of the question."""
    terms = [term for term in content(question) if not term.generic]
    over = [(fold(t.caption + "".join(t.headers)), corpus.titles[t.document_id]) for t in tables]
    said = [sum(any(term.said_in(text, 1) for text in texts) for term in terms) for texts in over]
    return [table for table, count in zip(tables, said, strict=True) if count == max(said)]


def _numbered_otherwise(question: Question, corpus: Corpus) -> bool:
    """Whether the documents spoken of number tasks or articles, so that "item 7" need not be a row."""
    if captioned(question, corpus):
        return False
    scope = scoped(question, corpus)
    return any(r.document_id in scope for kind in ("task", "article") for r in corpus.of_kind[kind])


def one_row(question: Question, corpus: Corpus) -> list[Record]:
    """The row described by a question for each of its figures: 计划和实际分别是多少."""
    if not question.has("each") or not question.has("plan", "actual") or question.has("kind_task", "count"):
        return []
    rows, missing, score = described_rows(question, corpus)
    return rows[:1] if rows and score >= _SURE and not missing else []


def measured_rows(question: Question, corpus: Corpus) -> list[Record]:
    """The one row measured by what a question asks of each so many: 每亩…多少公斤 for 公斤/亩."""
    found = []
    for table in tables_in_scope(question, corpus) if _PER.search(question.folded) else ():
        for row in table.rows:
            unit, _, per = fold(measure_of(table, row)).partition("/")
            asked = len(per) > 1 and re.search(rf"每一?{per}", question.folded) and _asked_unit(unit, question)
            if asked and any(t.said_in(fold(row.label), 1) for t in question.terms if t.surface not in (unit, per)):
                found.append(row)  # of one character as well: 水 in 用水量
    return found if len({fold(row.label) for row in found}) == 1 else []


def _asked_unit(unit: str, question: Question) -> bool:
    """Whether so many of a unit are asked for, of which a question may say only the first part: 多少立方."""
    return any(re.search(rf"(?:多少|几){unit[:n]}", question.folded) for n in range(1, max(len(unit), 1) + 1))


def called_rows(question: Question, corpus: Corpus) -> list[Record]:
    """The row whose whole name a word of the question stands for, where a cell of its is asked for."""
    if not question.has("where", "code", "category") or question.has("count"):
        return []
    names = {w for t in content(question) if t.naming for w, weight in t.alternatives[:1] if weight >= 0.9}
    rows = [r for t in tables_in_scope(question, corpus) for r in t.rows if fold(r.label) in names]
    return rows if rows and not unplaced(question, corpus, rows) else []


def headed_rows(question: Question, corpus: Corpus) -> list[Record]:
    """The one row whose name says all that the question says besides the header of a column: 专利保险由谁指导."""
    terms = [t for t in content(question) if not t.generic]
    if question.has("count") or question.named("cell", "region", "unit", "category"):
        return []
    asked = {role for role, cues in _ROLES.items() if question.has(*cues)}
    found: dict[str, list[Record]] = {}
    for table in tables_in_scope(question, corpus):
        headers = [fold(c.header) for c in columns_of(table) if c.role not in ("index", "name") and not c.year]
        above = fold(table.caption) + corpus.titles[table.document_id] + fold("".join(table.headers))
        headed = [t for t in terms if any(map(t.said_in, headers))]
        by_role = any(c.role in asked for c in columns_of(table)) or question.has("category")
        rest = [t for t in terms if t.naming and t not in headed and not t.said_in(above)]
        if (headed or by_role) and rest:
            for row in table.rows:
                if all(t.said_in(fold(row.label)) for t in rest):
                    found.setdefault(fold(row.label), []).append(row)
    return next(iter(found.values())) if len(found) == 1 else []


def total_rows(question: Question, corpus: Corpus) -> list[Record]:
    """The row that adds the others up, where the whole is asked of a table that the question speaks of."""
    if not _WHOLE.search(question.folded) or question.has("list"):
        return []
    rows = [row for table in captioned(question, corpus) for row in table.rows if is_total(row)]
    return rows if len(rows) == 1 and not unplaced(question, corpus, rows) else []


def described_rows(question: Question, corpus: Corpus) -> tuple[list[Record], tuple[Term, ...], float]:
    """Rows whose name the question paraphrases, what they lack, and how well they match."""
    terms = content(question)
    matches = [m for m in find(question, corpus, terms, ("row",)) if m.score > 0.3]
    best: tuple[float, float] = (0.0, 0.0)
    rows: list[Record] = []
    missing: tuple[Term, ...] = ()
    top = matches[0].score if matches else 0.0
    for match in matches:
        record = match.evidence.record
        cover = label_cover(record, terms) if record is not None and match.score >= top - 0.08 else 0.0
        if record is None or cover < 0.2:
            continue
        rank = (round(match.score, 3) + 0.25 * cover, cover)
        if rank > best:
            best, rows, missing = rank, [record], match.missing
        elif fold(record.label) == fold(rows[0].label):
            rows.append(record)
    return rows, missing, top


def strange(missing: Sequence[Term], question: Question, corpus: Corpus) -> bool:
    """Whether what a described row lacks speaks against it; a word beside its own gloss does not: agriculture (primary
    industry)."""
    per_head = any(t.alternatives[0][0] == "人均" for t in question.terms)  # it is of the very thing named
    against = [t for t in missing if t.naming and not t.generic] if per_head else lacking(missing, question)
    if question.language == "zh":  # a word that the documents do say speaks of something else: 粮食种植面积
        said = [t for t in missing if len(t.surface) > 1 and not t.generic and not _merely(t, "", corpus)]
        against += [t for t in said if t not in against and corpus.evidence.known(t.alternatives[0][0])]
    return any(not _glossed(t, missing, question) for t in against)


def _glossed(term: Term, missing: Sequence[Term], question: Question) -> bool:
    """Whether another term that is not missing stands in parentheses after this one, or this one after it so."""
    pairs = [sorted((term, other), key=lambda t: t.start) for other in content(question) if other not in missing]
    return any(_GLOSS.fullmatch(question.folded[first.end : second.start]) for first, second in pairs)


def figureless(question: Question) -> Question:
    """The question without the figures that it gives, which may be wrong."""
    spans = [(f.start, f.end) for f in question.figures]
    left = tuple(t for t in question.terms if not any(start <= t.start and t.end <= end for start, end in spans))
    return replace(question, figures=(), terms=left)


def claimed_rows(question: Question, corpus: Corpus) -> list[Record]:
    """The row described by a question that takes a figure of it for granted: 新增就业7万人了吧."""
    figures = [f for f in question.figures if not f.qualifier]
    claims = question.has("yesno", "hearsay") or asks_why(question)
    if not (claims and figures) or question.has("kind_task", "count", "list"):
        return []
    rows, missing, score = described_rows(without_why(figureless(question)), corpus)
    if not rows or score < _SURE or strange(missing, question, corpus):
        return []
    units = units_of(corpus, rows[0], table_of(corpus, rows[0]))
    told = all(not f.base_unit or any(same_measure(unit, f.base_unit) for unit in units) for f in figures)
    return rows if told else []


def label_cover(record: Record, terms: Sequence[Term]) -> float:
    """The share of a row's name that the terms say, with or without what stands in parentheses in it."""
    label = fold(record.label)
    return max(_cover(label, terms), _cover(_INSERTED.sub("", label), terms))


def _cover(label: str, terms: Sequence[Term]) -> float:
    said = [False] * len(label)
    for term in terms:
        for word, weight in term.alternatives:
            at = label.find(word) if weight >= 0.4 and len(word) > 1 else -1
            if at >= 0:
                said[at : at + len(word)] = [True] * len(word)
    return sum(said) / max(len(label), 1)


def unplaced(question: Question, corpus: Corpus, rows: Sequence[Record]) -> list[Term]:
    """Naming terms that neither the rows nor what stands above them say."""
    used = question.named("row", "table", "document")
    around = "".join(e.own + e.context for e in (corpus.evidence.by_record[row.id] for row in rows))
    offered = _offered(question, around)
    tables = [table_of(corpus, row) for row in rows]
    listed = all(map(applicant_column, tables))
    coded = any(any(c.isdigit() for c in m.surface) for m in question.named("cell"))  # VII-31是啥手艺
    return [
        term
        for term in content(question, used)
        if (term.naming or len(term.surface) > 1)
        and not term.generic
        and not any(w in around for w, weight in term.alternatives if weight >= 0.5)
        and not _merely(term, around, corpus)
        and term not in offered
        and not _beside(term, question)
        and not goes_without_saying(question, term, tables)
        and not (listed and only_lists(term))
        and not (coded and asks_for(question, term))
    ]


def _beside(term: Term, question: Question) -> bool:
    """Whether a word only says what kind of thing a row named before it is: 摔泥泡这门游戏."""
    rows = [m.end for m in question.named("row") if m.end <= term.start]
    return bool(rows) and bool(_APPOSITION.fullmatch(question.folded[max(rows) : term.start]))


def _offered(question: Question, around: str) -> list[Term]:
    """The two terms that a question leaves to choose from, where one of them is said: 定量还是定性."""
    choice = _OR.search(question.folded)
    if choice is None:
        return []
    terms = [t for t in content(question) if not t.generic]
    pair = [t for t in terms if t.end <= choice.start()][-1:] + [t for t in terms if t.start >= choice.end()][:1]
    return pair if any(w in around for t in pair for w, weight in t.alternatives if weight >= 0.5) else []


def _merely(term: Term, around: str, corpus: Corpus) -> bool:
    """Whether a word is one for an amount or a whole, or a verb that a guess has left its helper on: 要招."""
    word = term.surface
    if word[0] in _ASKING or (len(word) == 2 and word[1] == "得" and word[0] in around):
        return True
    helped = len(word) == 2 and word[0] in _HELPERS and word[1] in around and not corpus.segmenter.listed(word)
    amount = AMOUNT.fullmatch(word) and not _AMOUNTS.search(around)  # of a table that says itself what it counts
    return helped or bool(amount or _WHOLE.fullmatch(word))
