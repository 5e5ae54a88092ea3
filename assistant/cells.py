"""Single cells: the row by its name, the column by year and stage."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.columns import Column, chosen, columns_of, is_empty, measure_of, shown, value_columns
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.names import Table, bare
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import content, find, scoped
from assistant.relevance import Scored, ranked
from assistant.selecting import captioned, tables_in_scope
from assistant.telling import tells
from assistant.words import Term
from ingest.figures import find_figures
from ingest.fold import fold
from ingest.model import Record

ROW_FLOOR = 0.6
_BEST = 5  # candidates of which one may state the amount, where the name of a rate is taken for it
_AS_WELL = 0.9  # how much of what the rate's row says such a sentence must say
_RATE = re.compile(r"增速|增幅|增长|涨幅|同比|长得|growth|grow|grew|rate|faster|slower|increase|rise|inflation")


def table_of(corpus: Corpus, record: Record) -> Table:
    """The table a row stands in."""
    key = (record.document_id, str(record.fields.get("table", "")))
    return next(table for table in corpus.tables if table.key == key)


def named_rows(question: Question, corpus: Corpus) -> list[Record]:
    """Rows a question names by label or number."""
    tables = tables_in_scope(question, corpus)
    labels = {fold(value) for mention in question.named("row") for value in mention.values}
    rows = [row for table in tables for row in table.rows if fold(row.label) in labels]
    if (
        rows
        and not any("\u4e00" <= c <= "\u9fff" for m in question.named("row") for c in m.surface)
        and unplaced(question, corpus, rows)
    ):
        return []
    kinds = ("row", "item") if not _numbered_otherwise(question, corpus) else ("row",)
    numbers = {n for o in question.ordinals if o.kind in kinds for n in o.numbers}
    if not rows and numbers:
        tables = _spoken_of(question, corpus, tables)
        rows = [row for table in tables for row in table.rows if row.fields.get("number") in numbers]
    codes = {fold(v) for m in question.named("cell") for v in m.values if any(c.isdigit() for c in v)}
    if not rows and codes:
        rows = [row for t in tables for row in t.rows if codes & {fold(c) for c in row.fields["cells"].values()}]
    return rows


def _spoken_of(question: Question, corpus: Corpus, tables: Sequence[Table]) -> list[Table]:
    """The tables of which the caption and the title above it say most words of the question."""
    words = [[w for w, weight in t.alternatives if weight >= 0.75] for t in content(question) if not t.generic]
    said = [
        sum(any(w in fold(t.caption) or w in corpus.titles[t.document_id] for w in ws) for ws in words) for t in tables
    ]
    return [table for table, count in zip(tables, said, strict=True) if count == max(said)]


def _numbered_otherwise(question: Question, corpus: Corpus) -> bool:
    """Whether the documents spoken of number tasks or articles, so that "item 7" need not be a row."""
    if captioned(question, corpus):
        return False
    scope = scoped(question, corpus)
    return any(r.document_id in scope for kind in ("task", "article") for r in corpus.of_kind[kind])


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
        if record is None or match.score < top - 0.08:
            continue
        cover = _label_cover(record, terms)
        if cover < 0.2:
            continue
        quality = (round(match.score, 3), cover)
        rank = (quality[0] + 0.25 * cover, cover)
        if rank > best:
            best, rows, missing = rank, [record], match.missing
        elif fold(record.label) == fold(rows[0].label) if rows else False:
            rows.append(record)
    return rows, missing, top


def _label_cover(record: Record, terms: Sequence[Term]) -> float:
    """The share of a row's name that the terms say."""
    label = fold(record.label)
    said = [False] * len(label)
    for term in terms:
        for word, weight in term.alternatives:
            at = label.find(word) if weight >= 0.4 and len(word) > 1 else -1
            if at >= 0:
                said[at : at + len(word)] = [True] * len(word)
    return sum(said) / max(len(label), 1)


_WHO = re.compile(r"单位|部门|机构|机关|负责|责任|牵头|主体|企业|人(?:$|员)|姓名|组长|主任")


def looked_up(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The cells a question asks for, with unit, qualifier and the header they stand under."""
    rows = named_rows(question, corpus) or _called(question, corpus)
    if not rows or (question.language == "zh" and unplaced(question, corpus, rows)):
        return None
    if question.has("who", "lead", "responsible") and not any(_names_bodies(table_of(corpus, row)) for row in rows):
        return None
    return tell(question, corpus, book, rows)


def _called(question: Question, corpus: Corpus) -> list[Record]:
    """The row whose whole name a word of the question stands for, where a cell of its is asked for."""
    if not question.has("where", "code", "category") or question.has("count"):
        return []
    names = {w for t in content(question) if t.naming for w, weight in t.alternatives[:1] if weight >= 0.9}
    rows = [r for t in tables_in_scope(question, corpus) for r in t.rows if fold(r.label) in names]
    return rows if rows and not unplaced(question, corpus, rows) else []


def by_number(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The asked cells of the row of a number, where the words beside it speak of one table: 界址点5号."""
    if not any(o.kind in ("row", "item") for o in question.ordinals) or question.has("kind_task", "kind_article"):
        return None
    if question.named("row") or not captioned(question, corpus):
        return None
    rows = named_rows(question, corpus)
    return None if not rows or unplaced(question, corpus, rows) else tell(question, corpus, book, rows)


def _names_bodies(table: Table) -> bool:
    """Whether a column of a table says who: a unit, a department, a person."""
    return any(_WHO.search(fold(header)) for header in table.headers)


def unplaced(question: Question, corpus: Corpus, rows: Sequence[Record]) -> list[Term]:
    """Naming terms that neither the rows nor what stands above them say."""
    used = question.named("row", "table", "document")
    around = "".join(e.own + e.context for e in (corpus.evidence.by_record[row.id] for row in rows))
    return [
        term
        for term in content(question, used)
        if (term.naming or len(term.surface) > 1)
        and not term.generic
        and not any(w in around for w, weight in term.alternatives if weight >= 0.5)
    ]


def described(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The same for rows the question only paraphrases."""
    rows, missing, score = described_rows(question, corpus)
    if not rows or score < ROW_FLOOR or any(t.naming and not t.generic for t in missing):
        return None
    rows = [row for row in rows if tells(question, corpus, row, table_of(corpus, row))]
    if not rows:
        return None
    if is_rate(rows[0].label) and not _asks_rate(question):
        found = [s for s in ranked(question, corpus, content(question)) if not s.heading]
        if found and amounts_first(found, question)[0].evidence.kind != "row":
            return None
    return tell(question, corpus, book, rows)


def _amounts(text: str) -> bool:
    return any(f.unit and f.unit not in ("%", "百分点") for f in find_figures(text))


def amounts_first(found: Sequence[Scored], question: Question) -> Sequence[Scored]:
    """The sentence with the amount before the row of its rate, where a question asks for no rate."""
    first = found[0]
    if first.evidence.record is None or not is_rate(first.evidence.record.label) or _asks_rate(question):
        return found
    said = next((s for s in found[:_BEST] if s.evidence.kind != "row" and s.own >= _AS_WELL * first.own), None)
    if said is None or not said.meets or not _amounts(said.evidence.reading):
        return found
    return [said, *(s for s in found if s is not said)]


def _asks_rate(question: Question) -> bool:
    return is_rate(question.folded) or bool(re.search(r"增|涨|快|慢|faster|slower|rise|increase", question.folded))


def is_rate(text: str) -> bool:
    """Whether a name or question speaks of a rate of change rather than of an amount."""
    return bool(_RATE.search(fold(text)))


def tell(question: Question, corpus: Corpus, book: QuoteBook, rows: Sequence[Record]) -> Draft | None:
    """The asked cells of some rows in a sentence each."""
    language = question.language
    sentences: list[str] = []
    used: list[Record] = []
    absent: list[Record] = []
    for row in rows:
        table = table_of(corpus, row)
        columns = chosen(question, table, row)
        if question.has("category") and row.fields.get("category"):
            marks = mark(book.cite(row, "category"))
            category = bare(str(row.fields["category"]))
            sentences.append(say(language, "row_category", row=row.label, category=category, m=marks))
            used.append(row)
            columns = columns if question.has("where", "code", "figure", "unit_of") else []
            if not columns:
                continue
        if not columns:
            absent.append(row)
            continue
        filled = [c for c in columns if not is_empty(row.fields["cells"].get(c.header, ""))]
        if not filled:
            absent.append(row)
            continue
        used.append(row)
        marks = mark(book.cite(row, "header_row", "merged"))
        measure = measure_of(table, row)
        for column in filled:
            value = shown(str(row.fields["cells"][column.header]), measure, column, language)
            sentences.append(_sentence(row, column, value, marks, language))
    if not sentences:
        return _absent(question, corpus, book, absent)
    draft = Draft("answered", (" " if language == "en" else "").join(sentences), records=tuple(used))
    if len(used) > 1:
        draft.items = [item_of(record, (book.cite(record),)) for record in used]
    return draft


def _sentence(row: Record, column: Column, value: str, marks: str, language: str) -> str:
    key = "cell_value" if column.role == "value" or column.stage or column.year else "cell_text"
    return say(
        language,
        key,
        row=row.label,
        column=" ".join(column.header.split()),
        value=value,
        m=marks,
    )


def _absent(question: Question, corpus: Corpus, book: QuoteBook, rows: Sequence[Record]) -> Draft | None:
    """Names the year, stage or value that a row does not have, and quotes what it has."""
    row = rows[0]
    table = table_of(corpus, row)
    language = question.language
    has = ("、" if language == "zh" else ", ").join(
        " ".join(c.header.split()) for c in value_columns(columns_of(table))
    )
    marks = mark(book.cite(row, "header_row"))
    missing = "、".join(map(str, question.years)) or question.text
    known = {column.year for column in columns_of(table)}
    key = "cell_no_year" if has and set(question.years) - known else "cell_empty"
    return Draft(
        "not_found",
        say(language, key, row=row.label, has=has, year=missing, m=marks),
        missing=(missing,),
        records=(row,),
    )
