"""Which rows of which tables a question speaks of: its names, words and conditions as filters of one query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.binding import crosses, forgiven, like_category
from assistant.columns import columns_of
from assistant.conditions import conditions
from assistant.corpus import Corpus
from assistant.names import Mention, Table, bare
from assistant.question import Question
from assistant.reading import content, in_scope
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record
from ingest.numerals import parse_english_numeral, parse_numeral
from vectorstore.query import Filter, Query, Result
from vectorstore.records import COMPARISONS, run

_PLAIN_NUMBER = re.compile(r"(?<![\d.])\d{1,4}(?![\d.%年月号])")
_TOTAL = re.compile(r"^(?:总计|合计|小计|总数|共计|全国合计)$")
_PUNCTUATION = re.compile(r"[()、,/]")
_PLACE_HEADER = re.compile(r"[省市县区]|地方")
_PLACES = ("城市", "省份", "省市", "市县", "县市", "县区", "地区", "区域", "地方")
_GROUP_WORDS = ("类别", "分类", "种类")
_TABLE_WORDS = (  # what a question may call a table, and the words of captions for it
    (re.compile(r"名录|目录|\b(?:catalogue|catalog|register|directory)\b"), ("名录", "目录")),
    (re.compile(r"清单|\blist\b"), ("清单", "名录", "目录", "表")),
    (re.compile(r"(?<![代发])表(?:格|里|中|上)|\btable\b"), ("表",)),
)
_SHARED = 3  # characters or words of a caption that call its list
_IS_NOT = re.compile(r"(?<!是)不是$|并非$|而非$|\bnot (?:the |a )?$")
_PIECE = 5  # characters of a caption that tell its table where they are said in one piece
_LONG = 4  # characters from which on a word says what is asked, even where it names no thing: 军民融合
_ENGLISH_ROWS = {"指标": "indicator", "项目": "item"}


def tables_in_scope(question: Question, corpus: Corpus) -> list[Table]:
    """The tables of the documents a question may be answered from, narrowed to one it names whole."""
    scope = in_scope(question, corpus)
    tables = [table for table in corpus.tables if table.document_id in scope]
    named = {caption for mention in question.named("table") for caption in mention.values}
    named_so = [table for table in tables if table.caption in named] or _said_at_length(question, tables)
    return [table for table in named_so if calls_rows(question, table)] or named_so


def _said_at_length(question: Question, tables: Sequence[Table]) -> list[Table]:
    """The tables of whose caption a question says more in one piece than of any other; all where it says little."""
    if question.language != "zh":
        return list(tables)
    text = list(question.folded)
    for start, end in [
        *((m.start, m.end) for m in question.named("region")),
        *((d.start, d.end) for d in question.dates),
    ]:
        text[start:end] = "\0" * (end - start)
    pieces = {caption: _longest_common("".join(text), fold(caption)) for caption in {t.caption for t in tables}}
    most = max(pieces.values(), default=0)
    return [t for t in tables if pieces[t.caption] == most] if most >= _PIECE else list(tables)


def _longest_common(text: str, other: str) -> int:
    """The length of the longest piece that two texts share."""
    best = 0
    for start in range(len(other)):
        while other[start : start + best + 1] in text and start + best < len(other):
            best += 1
    return best


def calls_rows(question: Question, table: Table) -> bool:
    """Whether a question calls the rows what the header over their names calls them."""
    for column in columns_of(table):
        noun = fold(column.header).removesuffix("名称")[-2:]  # 三级指标 are 指标
        if column.role == "name" and len(noun) >= 2:
            english = {w[-2:] for t in question.terms for w, weight in t.alternatives if weight >= 0.9}
            said = noun in question.folded or _ENGLISH_ROWS.get(noun, "-") in question.folded
            return said or (question.language == "en" and noun in english)
    return False


def _name_filters(question: Question, tables: Sequence[Table]) -> tuple[list[Filter], list[Mention]]:
    """Filters on cells and categories from the names in a question."""
    filters: list[Filter] = []
    used: list[Mention] = []
    names = question.named("cell", "region", "unit")
    for start in dict.fromkeys(mention.start for mention in names):
        if _denied(question, start):
            continue
        here = [mention for mention in names if mention.start == start]
        values = dict.fromkeys(value for mention in here for value in mention.values)
        wanted = tuple(v for v in values if any(fold(v) in table.cells for table in tables))
        if wanted:
            filters.append(Filter("cells", "has", wanted, here[0].surface))
            used += here
    for mention in question.named("category"):
        filters.append(Filter("category", "is", mention.values, mention.surface))
        used.append(mention)
    return filters, used


def narrowed(
    terms: Sequence[Term], tables: Sequence[Table], corpus: Corpus, *, together: bool = False
) -> tuple[list[Table], list[Term], list[Filter]]:
    """Tables, left-over terms and filters once words that only some captions or categories have are used up.

    `together`: the question adds tables up, so a word of one caption does not put the others out.
    """
    left: list[Term] = []
    filters: list[Filter] = []
    said = {t.key: [term for term in terms if _in_caption(term, t)] for t in tables}
    most = max(map(len, said.values()), default=0)
    chosen = [t for t in tables if together or len(said[t.key]) == most]
    for term in terms:
        words = [word for word, weight in term.alternatives if weight >= 0.75]
        if any(_in_caption(term, t) for t in (tables if together else chosen)):
            continue
        categories = tuple({c for t in chosen for c in t.categories if any(word in fold(bare(c)) for word in words)})
        if categories:
            filters.append(Filter("category", "is", categories, term.surface))
            continue
        titled = [t for t in chosen if any(word in above(t, corpus) for word in words if len(word) > 1)]
        if titled:
            chosen = titled
            continue
        left.append(term)
    return chosen, left, filters


def _in_caption(term: Term, table: Table) -> bool:
    """Whether a table's caption says a term."""
    caption = fold(table.caption)
    return any(word in caption for word, weight in term.alternatives if weight >= 0.75 and len(word) > 1)


def above(table: Table, corpus: Corpus) -> str:
    """The title of a table's document and what it is called above its caption: 附件1."""
    return fold(corpus.document[table.document_id].title) + "".join(map(fold, table.rows[0].path[:1]))


def captioned(question: Question, corpus: Corpus) -> list[Table]:
    """The tables whose caption says two or more words of a question that does not name them whole."""
    words = [[w for w, weight in t.alternatives if weight >= 0.75] for t in content(question) if not t.generic]
    words += [list(called) for said, called in _TABLE_WORDS if said.search(question.folded)][:1]
    scope = in_scope(question, corpus)
    found = [(sum(any(w in fold(t.caption) for w in ws) for ws in words), t) for t in corpus.tables]
    most = max((n for n, t in found if t.document_id in scope), default=0)
    if most >= 2:
        return [t for n, t in found if n == most and t.document_id in scope]
    return _listed(question, corpus) if question.has("kind_row") and not question.has("kind_task") else []


def _listed(question: Question, corpus: Corpus) -> list[Table]:
    """The one table that a question counts off, or tells by its size: the main list, the list of 80."""
    tables = tables_in_scope(question, corpus)
    terms = [t for t in content(question) if not t.generic]
    chosen, _, _ = narrowed(terms, tables, corpus)
    chosen = nth_table(question, chosen, chosen)
    sized, _ = _sized(question, chosen)
    return sized if len(sized) == 1 and len(tables) > 1 else []


def _denied(question: Question, start: int) -> bool:
    """Whether "is not" stands right before a place of a question: 不是全国推开."""
    return bool(_IS_NOT.search(question.folded[:start]))


def _without_excluded(question: Question, terms: Sequence[Term]) -> tuple[list[Term], list[Term]]:
    """The terms a question wants and those it excludes: "not counting X", "X aside"."""
    cues = [cue for cue in question.found_cues if cue.name == "exclude"]
    unwanted = [
        term
        for term in terms
        if _denied(question, term.start)
        or any(0 <= term.start - cue.end <= 4 or 0 <= cue.start - term.end <= 1 for cue in cues)
    ]
    return [term for term in terms if term not in unwanted], unwanted


def _not_about(tables: Sequence[Table], unwanted: Sequence[Term]) -> list[Table]:
    """The tables whose caption has none of the excluded words."""
    words = [word for term in unwanted for word, weight in term.alternatives if weight >= 0.9]
    return [table for table in tables if not any(word in fold(table.caption) for word in words)]


def nth_table(question: Question, fitting: Sequence[Table], tables: Sequence[Table]) -> list[Table]:
    """The table that a question counts off: "the second list"; all of them where it does not."""
    for cue in () if question.has("both") else question.found_cues:
        if cue.name == "nth_table" and cue.groups and fitting:
            said = cue.groups[0]
            number = (
                1
                if said in ("main", "正式", "主", "主体")
                else int(parse_numeral(said) or parse_english_numeral(said) or 0)
            )
            here = [table for table in tables if table.document_id == fitting[0].document_id]
            if 0 < number <= len(here):
                return [here[number - 1]]
    return list(tables)


def fits(table: Table, filters: Iterable[Filter]) -> bool:
    """Whether a table has the columns and categories the filters speak of."""
    for condition in filters:
        if condition.field == "category" and not set(condition.value) & set(table.categories):
            return False
        if condition.field == "cells" and not any(fold(v) in table.cells for v in condition.value):
            return False
        if condition.field.startswith("cells.") and condition.field.removeprefix("cells.") not in table.headers:
            return False
    return True


def _sized(question: Question, tables: Sequence[Table]) -> tuple[list[Table], str]:
    """The one table that has as many rows as the question says: "the 80-item list"; and that number."""
    if any(f.qualifier for f in question.figures):
        return list(tables), ""
    said = {number: int(number) for number in _PLAIN_NUMBER.findall(question.folded)}
    said |= {f.verbatim: int(f.value) for f in question.figures if f.value == int(f.value)}  # 八十项
    for words, number in said.items():
        found = [table for table in tables if len(table.rows) == number]
        if len(found) == 1 and len(tables) > 1:
            return found, words
    return list(tables), ""


@dataclass(frozen=True, slots=True)
class Selection:
    """Tables, the filters on their rows, and the words of the question that nothing in them answers to."""

    tables: tuple[Table, ...]
    filters: tuple[Filter, ...]
    unbound: tuple[Term, ...]
    loose: tuple[Term, ...] = ()  # words that name no thing and that nothing answers to
    beside: tuple[Table, ...] = ()  # tables that the question may mean as well

    @property
    def rows(self) -> list[Record]:
        """All rows of the tables."""
        return [row for table in self.tables for row in table.rows]

    def result(self) -> Result:
        """The rows that meet every filter; where figures are compared, without the row that adds the others up."""
        compared = any(f.op in COMPARISONS for f in self.filters)
        return run([r for r in self.rows if not (compared and is_total(r))], Query("row", self.filters))


def is_total(row: Record) -> bool:
    """Whether a row adds the others up."""
    return bool(_TOTAL.match(fold(row.label)))


def select(question: Question, corpus: Corpus, also: Sequence[Filter] = ()) -> Selection:
    """Binds each content word of a question to a table, a category, a cell, a column or the text of rows.

    `also`: what the tables must have besides, though their rows need not meet it.
    """
    tables = tables_in_scope(question, corpus)
    tables = [t for t in tables if all(fits(t, [f]) for f in also)] or tables
    filters, used = _name_filters(question, tables)
    terms = [t for t in content(question, [*used, *question.named("table")]) if not t.generic]
    terms, unwanted = _without_excluded(question, terms)
    tables, left, more = narrowed(terms, _not_about(tables, unwanted), corpus, together=question.has("both"))
    filters += more
    tables = nth_table(question, [t for t in tables if fits(t, filters)] or tables, tables)
    tables, size = _sized(question, tables)
    tables, beside = _main(question, tables)
    left = [t for t in left if not size or size not in t.surface]
    tables, left, more = _conditioned(question, tables, left)
    filters += more
    unbound, loose = [], []
    rows = [row for table in tables for row in table.rows]
    for term in left:
        words = tuple(word for word, weight in term.alternatives if weight >= 0.9 and len(word) > 1)
        if any(word in fold(row.text) for row in rows for word in words):
            filters.append(Filter("text", "contains", words, term.surface))
        elif not question.has("kind_task") and (category := like_category(term, tables, corpus)):
            filters.append(Filter("category", "is", category, bare(category[0])))
        elif term.naming or len(term.alternatives[0][0]) >= _LONG:
            unbound.append(term)
        elif len(term.surface) > 1:
            loose.append(term)
    compared = any(f.op in COMPARISONS for f in filters) and not any(f.field == "text" for f in filters)
    if compared and forgiven(question, unbound, tables, above(tables[0], corpus)):
        unbound = []
    return Selection(tuple(tables), tuple(filters), tuple(unbound), tuple(loose), tuple(beside))


def _main(question: Question, tables: Sequence[Table]) -> tuple[list[Table], list[Table]]:
    """Of lists whose captions begin alike the one that a question means by what they share, and those beside it."""
    if question.has("both"):
        return list(tables), []
    words = {w for t in question.terms for w, weight in t.alternatives if weight >= 0.9 and len(w) > 1}
    beside = []
    for longer in tables:
        for shorter in tables:
            first, other = fold(shorter.caption), fold(longer.caption)
            if shorter.document_id != longer.document_id or other == first or not other.startswith(first):
                continue
            named = _longest_common(question.folded, first) >= _SHARED or sum(w in first for w in words) >= _SHARED
            if named and longer not in beside:
                beside.append(longer)
    return [t for t in tables if t not in beside], beside


def _conditioned(
    question: Question, tables: Sequence[Table], terms: Sequence[Term]
) -> tuple[list[Table], list[Term], list[Filter]]:
    """Tables, terms and filters once the conditions on cells are met and the words for columns used up."""
    filters: list[Filter] = []
    chosen, left = list(tables), list(terms)
    for table in tables:
        filters, used = conditions(question, table, left)
        if filters:
            chosen = [t for t in tables if fits(t, filters)]
            left = [t for t in left if t not in used]
            break
    headers = [_PUNCTUATION.sub("", fold(header)) for table in chosen for header in table.headers]
    headers += _PLACES if any(_PLACE_HEADER.search(header) for header in headers) else ()
    headers += [word for word in _GROUP_WORDS for table in chosen if table.categories]
    left = [t for t in left if not any(w in h for h in headers for w, weight in t.alternatives if weight >= 0.75)]
    left = [t for t in left if not crosses(question, t, headers)]
    return chosen, left, filters
