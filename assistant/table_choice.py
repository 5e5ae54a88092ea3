"""Which tables a question speaks of: by their captions, their size, their number and what their rows are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.applicants import says_new
from assistant.columns import columns_of
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.names import Table, bare
from assistant.question import Question, cue_terms
from assistant.reading import content, in_scope
from assistant.standing import number_said
from assistant.words import Term
from ingest.fold import fold
from vectorstore.query import Filter

_HAS_NONE, _QUOTED = pattern("has_none"), pattern("quoted_cell")
_MEASURED_IN = pattern("named_measure")
_PLAIN_NUMBER = re.compile(r"(?<![\d.])\d{1,4}(?![\d.%年月号])")
_ENGLISH_ROWS = {"指标": "indicator", "项目": "item"}
_TABLE_WORDS = (  # what a question may call a table, and the words of captions for it
    (re.compile(r"名录|目录|\b(?:catalogue|catalog|register|directory)\b"), ("名录", "目录")),
    (re.compile(r"清单|\blist\b"), ("清单", "名录", "目录", "表")),
    (re.compile(r"(?<![代发])表(?:格|里|中|上)|\btable\b"), ("表",)),
)
_LETTER = pattern("lettered_table")
_CAPTION_LETTER = re.compile(r"[a-z](?=[一-龥])")
_CLOSING = r"(?:坐标|产量|清单|名单|名录|目录|一览表?)$"  # of a caption, after what its rows are
_PARENTHESES = re.compile("[()]")
_MAIN = ("main", "正式", "主", "主体")
_PIECE = 5  # characters of a caption that tell its table where they are said in one piece
_SHARED = 3  # characters or words of a caption that call its list


def tables_in_scope(question: Question, corpus: Corpus) -> list[Table]:
    """The tables of the documents a question may be answered from, narrowed to one it names whole."""
    scope = in_scope(question, corpus)
    tables = [table for table in corpus.tables if table.document_id in scope]
    named = {caption for mention in question.named("table") for caption in mention.values}
    named_so = [table for table in tables if table.caption in named] or _said_at_length(question, tables)
    named_so = _lettered(question, named_so)
    return [table for table in named_so if calls_rows(question, table)] or named_so


def _said_at_length(question: Question, tables: Sequence[Table]) -> list[Table]:
    """The tables of whose caption a question says more in one piece than of any other; all where it says little."""
    if question.language != "zh":
        return list(tables)
    text = list(question.folded)
    for start, end in [(m.start, m.end) for m in question.named("region")] + [(d.start, d.end) for d in question.dates]:
        text[start:end] = "\0" * (end - start)
    said = "".join(text).replace("的", "")  # C匝道桥的界址点
    pieces = {t.caption: _longest_common(said, fold(t.caption).replace("的", "")) for t in tables}
    most = max(pieces.values(), default=0)
    return [t for t in tables if pieces[t.caption] == most] if most >= _PIECE else list(tables)


def _lettered(question: Question, tables: Sequence[Table]) -> list[Table]:
    """The tables whose caption begins with a letter that the question says by itself: ramp B, B匝道桥."""
    said = set(_LETTER.findall(question.folded))
    lettered = {t.key: f[0] for t in tables if _CAPTION_LETTER.match(f := fold(t.caption))}
    wanted = [t for t in tables if lettered.get(t.key, "-") in said]
    return wanted or [t for t in tables if not said or t.key not in lettered]  # there is no ramp F


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
        noun = _PARENTHESES.sub("", fold(column.header)).removesuffix("名称")[-2:]  # 三级指标 are 指标, 省(市) places
        if column.role == "name" and len(noun) >= 2:
            english = {w[-2:] for t in question.terms for w, weight in t.alternatives if weight >= 0.9}
            other = any(t.surface.endswith(noun) and t.surface != noun for t in question.terms)  # 农产品
            said = (noun in question.folded and not other) or _ENGLISH_ROWS.get(noun, "-") in question.folded
            return said or (question.language == "en" and bool(english & {noun, *noun}))
    return False


def counts_rows(question: Question, table: Table) -> bool:
    """Whether a question counts what a caption says right at its end that the rows are: 界址点 of 界址点坐标."""
    return question.has("count") and (_ends(question, table) or _counts_noun(question, table))


def _ends(question: Question, table: Table) -> bool:
    """Whether a word of a question is what the rows are right at the end of a caption."""
    words = {w for t in question.terms for w, weight in t.alternatives if weight >= 0.8 and len(w) > 1}
    return any(re.search(re.escape(word) + ".?" + _CLOSING, fold(table.caption)) for word in words)


def _counts_noun(question: Question, table: Table) -> bool:
    """The same of its last character: 多少个点."""
    noun = re.search("(.)" + _CLOSING, fold(table.caption))
    return bool(noun and re.search(rf"(?:多少|几)个[^?,，]{{0,2}}{noun[1]}(?:[?。,，]|$)", question.folded))


def narrowed(
    terms: Sequence[Term], tables: Sequence[Table], corpus: Corpus, *, together: bool = False
) -> tuple[list[Table], list[Term], list[Filter]]:
    """Tables, left-over terms and filters once words that only some captions or categories have are used up.

    `together`: the question adds tables up, so a word of one caption does not put the others out.
    """
    left: list[Term] = []
    filters: list[Filter] = []
    in_caption = {t.key: [term for term in terms if term.said_in(fold(t.caption))] for t in tables}
    around = {t.key: above(t, corpus) + fold("".join(t.headers)) for t in tables}
    over = {t.key: [x for x in terms if x in in_caption[t.key] or x.said_in(around[t.key])] for t in tables}
    said = {key: (len(over[key]), len(terms)) for key, terms in in_caption.items()}
    most = max(said.values(), default=(0, 0))
    chosen = [t for t in tables if together or said[t.key] == most]
    for term in terms:
        words = [word for word, weight in term.alternatives if weight >= 0.75]
        if any(term.said_in(fold(t.caption)) for t in (tables if together else chosen)):
            continue
        categories = tuple({c for t in chosen for c in t.categories if any(word in fold(bare(c)) for word in words)})
        if categories:
            filters.append(Filter("category", "is", categories, term.surface))
            continue
        titled = [t for t in chosen if term.said_in(above(t, corpus))]
        if titled:
            chosen = titled
            continue
        left.append(term)
    return chosen, left, filters


def hinted(question: Question, tables: Sequence[Table], corpus: Corpus) -> list[Table]:
    """The tables whose captions say what a question word spans beside asking: "which heritage items"; else all."""
    terms = cue_terms(question, corpus) if question.language == "en" and len(tables) > 1 else ()
    said = {t.key: sum(term.said_in(fold(t.caption)) for term in terms) for t in tables}
    most = max(said.values(), default=0)
    return [t for t in tables if said[t.key] == most]


def above(table: Table, corpus: Corpus) -> str:
    """The title of a table's document and what it is called above its caption: 附件1."""
    return fold(corpus.document[table.document_id].title) + "".join(map(fold, table.rows[0].path[:-1]))


def captioned(question: Question, corpus: Corpus) -> list[Table]:
    """The tables whose caption says two or more words of a question that does not name them whole."""
    words = [[w for w, weight in t.alternatives if weight >= 0.75] for t in content(question) if not t.generic]
    words += [list(called) for said, called in _TABLE_WORDS if said.search(question.folded)][:1]
    scope = in_scope(question, corpus)
    found = [(sum(any(w in fold(t.caption) for w in ws) for ws in words), t) for t in corpus.tables]
    most = max((n for n, t in found if t.document_id in scope), default=0)
    if most >= 2 or (most and any(o.kind in ("row", "item") for o in question.ordinals)):
        found = [(n, t) for n, t in found if most >= 2 or _ends(question, t)]
        return [t for n, t in found if n == most and t.document_id in scope]
    return _listed(question, corpus) if question.has("kind_row") and not question.has("kind_task") else []


def _listed(question: Question, corpus: Corpus) -> list[Table]:
    """The one table that a question counts off, or tells by its size: the main list, the list of 80."""
    tables = tables_in_scope(question, corpus)
    terms = [t for t in content(question) if not t.generic]
    chosen, _, _ = narrowed(terms, hinted(question, tables, corpus), corpus)
    chosen = nth_table(question, chosen, chosen)
    found, _ = sized(question, chosen)
    return found if len(found) == 1 and len(tables) > 1 else []


def nth_table(question: Question, fitting: Sequence[Table], tables: Sequence[Table]) -> list[Table]:
    """The table that a question counts off: "the second list"; all of them where it does not."""
    for cue in () if question.has("both") else question.found_cues:
        if cue.name == "nth_table" and cue.groups and fitting:
            said = cue.groups[0]
            if said in _MAIN and (pairs := extended(tables)):
                return [pairs[0][0]]
            number = 1 if said in _MAIN else number_said(said)
            beside = [[t for t in tables if t.document_id == d] for d in dict.fromkeys(t.document_id for t in fitting)]
            here = max(beside, key=len)  # one that stands alone is not counted off
            if 0 < number <= len(here):
                return [here[number - 1]]
    return list(tables)


def beyond(question: Question, tables: Sequence[Table], corpus: Corpus) -> bool:
    """Whether a question counts off a table after the last: annex 3 of a paper with two."""
    said = [cue.groups[0] for cue in question.found_cues if cue.name == "nth_table" and cue.groups]
    beside = Counter(t.document_id for t in corpus.tables)
    most = max((beside[t.document_id] for t in tables), default=0)
    return any(number_said(word) > most for word in said if word not in _MAIN)


def extended(tables: Sequence[Table]) -> list[tuple[Table, Table]]:
    """Each list with one that extends it: a table of its document whose caption begins with its own."""
    captions = [(t, t.document_id, fold(t.caption)) for t in tables]
    return [
        (one, other)
        for one, document_id, first in captions
        for other, beside, longer in captions
        if document_id == beside and longer != first and longer.startswith(first)
    ]


def says_extension(question: Question, first: Table, other: Table, corpus: Corpus) -> bool:
    """Whether a question says what the caption of a list has that goes on from that of the first."""
    terms = (*question.terms, *cue_terms(question, corpus))
    words = {w for t in terms for w, weight in t.alternatives if weight >= 0.9 and len(w) > 1}
    shared = fold(first.caption)
    rest = fold(other.caption).removeprefix(shared)
    return rest[:2] in question.folded or any(w in rest and w not in shared for w in words)


def both_lists(question: Question, corpus: Corpus) -> list[Table]:
    """The lists whose captions begin alike, where a question speaks of the first and of the one beside it."""
    together = question.has("both") and question.has("each")
    said = [c.groups[0] for c in question.found_cues if c.name == "nth_table" and c.groups]
    counted = {1 if word in _MAIN else number_said(word) for word in said}
    for first, other in extended(tables_in_scope(question, corpus)):
        whole = _longest_common(question.folded, fold(first.caption)) >= _PIECE
        told = says_extension(question, first, other, corpus)
        if together or len(counted) > 1 or (told and (counted or whole or says_new(question))):
            return [first, other]
    return []


def sized(question: Question, tables: Sequence[Table]) -> tuple[list[Table], str]:
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


def main_list(question: Question, tables: Sequence[Table]) -> tuple[list[Table], list[Table]]:
    """Of lists whose captions begin alike the one that a question means by what they share, and those beside it."""
    if question.has("both"):
        return list(tables), []
    words = {w for t in question.terms for w, weight in t.alternatives if weight >= 0.9 and len(w) > 1}
    beside = set()
    for shorter, longer in extended(tables):
        first = fold(shorter.caption)
        named = _longest_common(question.folded, first) >= _SHARED or sum(w in first for w in words) >= _SHARED
        if named or says_new(question):
            beside.add(longer.key)
    return [t for t in tables if t.key not in beside], [t for t in tables if t.key in beside]


def no_such_row(question: Question, corpus: Corpus) -> bool:
    """Whether no table has the number of a row, or what a question quotes of cells, or it asks who has none."""
    last, quoted = max(len(table.rows) for table in corpus.tables), _QUOTED.search(question.folded)
    unsaid = quoted and not any(quoted[1] in fold(t.caption + r.text) for t in corpus.tables for r in t.rows)
    beyond = any(o.kind == "row" and max(o.numbers) > last for o in question.ordinals)
    return beyond or bool(unsaid or _HAS_NONE.search(question.folded))


def no_such_measure(question: Question, corpus: Corpus) -> bool:
    """Whether no table gives any row in the unit of measure that a question names: 以百分点计."""
    said = _MEASURED_IN.search(question.folded)
    cells = (c.cell(r) for t in corpus.tables for c in columns_of(t) if c.role == "measure" for r in t.rows)
    return said is not None and all(fold(cell) != said[1] for cell in cells)
