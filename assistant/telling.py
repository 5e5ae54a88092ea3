"""Whether a table row can tell the amount that a question asks: of the very thing, and in the measure asked."""

from __future__ import annotations

import re

from assistant.asked import attribute
from assistant.columns import columns_of, is_empty, measure_of
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.measure import asked_measure, same_measure
from assistant.names import Table
from assistant.question import Question
from assistant.reading import content
from assistant.words import Term
from ingest.dates import FoundDate, find_dates
from ingest.figures import parse_cell
from ingest.fold import fold
from ingest.measures import SCALE, UNIT
from ingest.model import Record, Span

_ABOVE = re.compile(rf"(?:计量)?单位[:：]\s*(?P<unit>(?:{SCALE})?{UNIT})[)）]?\s*\Z")
_EDGE = re.compile(r"年[初底末]$|(?:12|十二)月(?:31|三十一)日?$")  # from or up to which a year is counted
_OF_PAPER = re.compile(r"^(?:的)?(?:[那这]期|公报|[下印公发]|通过|出台|提出|会)")
_ISSUED = re.compile(r"\b(?:issued|published|adopted|approved|released|gazette) (?:\w+ ){0,3}$")
_PERIODS = pattern("periods")
_PERSONS = ("人", "者", "师", "员", "家", "长")  # how words for persons end
_EACH_PLACE = pattern("by_place")
_PER_HEAD = re.compile(r"每[百千万亿]|人均")
_SIDES = re.compile(r"(?:进口|出口)(?:总?[额值量])?")
_ALL = re.compile(r"总[数量]|总共|一共|合计|\b(?:in total|altogether|total number)\b")
_DAYS = 360  # more are a whole year
_HELD = 0.25  # how much of a word a row must hold
_NEAR = 40  # characters between the line for the unit and the header row, at most
_OF_IT = re.compile(r"增速|增幅|增长率?|涨幅|同比|总?[人数产总]?[数量值额]|水平")  # what only measures the thing named


def tells(question: Question, corpus: Corpus, row: Record, table: Table) -> bool:
    """Whether a row tells an amount in the measure asked, and of what is named rather than of something about it."""
    named = question.named("row")  # each of several is told by itself
    others = [m for m in named if fold(row.label) not in map(fold, m.values)]
    question = question.without(others) if len(others) < len(named) else question
    if _one_side(question, row):
        return False
    if finer(question, table, row) or _wider(question, corpus, row) or _in_all(question, row):
        return False
    units = units_of(corpus, row, table)
    measure = asked_measure(question)
    if measure and units and not any(same_measure(unit, measure) for unit in units):
        return False
    return not (
        _of_another(question, corpus, row) or _longer(question, corpus, row) or _of_nobody(question, corpus, row, table)
    )


def _one_side(question: Question, row: Record) -> bool:
    """Whether one side of a balance is asked of a row of both: exports of all trade."""
    said = {t.alternatives[0][0][:2] for t in question.terms if _SIDES.fullmatch(t.alternatives[0][0])}
    whole = any("进出口" in word for t in question.terms for word, _ in t.alternatives[:1])
    return "进出口" in fold(row.label) and len(said) == 1 and not whole


def finer(question: Question, table: Table, row: Record) -> bool:
    """Whether figures of parts of a year or of single places are asked of a table that has whole ones."""
    return of_part(question, table, row) or _by_place(question, table, row)


def _in_all(question: Question, row: Record) -> bool:
    """Whether a whole amount is asked of a row of amounts per head: 每万人口专利拥有量."""
    return bool(_PER_HEAD.match(fold(row.label)) and _ALL.search(question.folded))


def of_part(question: Question, table: Table, row: Record) -> bool:
    """Whether a part of a year is asked of a table that has whole years: 第一季度, in March."""
    headed = [d for column in columns_of(table) if column.year for d in find_dates(column.header)]
    if not headed or any(d.precision != "year" for d in headed):
        return False
    if _PERIODS.search(question.folded) and not _PERIODS.search(fold(row.label)):
        return True
    return any(_is_part(d, question) for d in question.dates)


def _by_place(question: Question, table: Table, row: Record) -> bool:
    """Whether the figures of places are asked of a table that has none of them: 各县区, per county, of a county."""
    found = _EACH_PLACE.search(question.folded)
    columns = columns_of(table)
    whole = any(c.year for c in columns) and not any(c.role == "place" for c in columns)
    places = [v for m in question.named("region") for v in m.values]
    other = bool(places) and not any(v[:2] in fold(table.caption + row.text) for v in places)
    return whole and (other or (found is not None and found[0] not in fold(row.text)))


def _is_part(found: FoundDate, question: Question) -> bool:
    """Whether a date is a part of a year, not one from which a year is counted nor that of a paper."""
    if found.precision == "year" or found.first.year != found.last.year or _EDGE.search(found.verbatim):
        return False
    whole = (found.last - found.first).days > _DAYS
    before, after = question.folded[: found.start], question.folded[found.end :]
    return not (whole or _OF_PAPER.match(after) or _ISSUED.search(before))


def in_words(table: Table) -> bool:
    """Whether a column of a table tells of its rows in sentences."""
    return any(c.role == "text" and not c.year and not c.stage for c in columns_of(table))


def _of_nobody(question: Question, corpus: Corpus, row: Record, table: Table) -> bool:
    """Whether somebody is asked for whom no column of a table is: the inheritor of a craft."""
    if not question.has("who") or in_words(table):
        return False
    plain = [t for t in content(question) if not t.generic and (t.naming or question.language == "zh")]
    asked = attribute(question, plain)
    held = corpus.evidence.by_record[row.id].index
    if asked is None or not (asked.naming or asked.alternatives[0][0].endswith(_PERSONS)):
        return False
    return corpus.evidence.matching(asked).get(held, 0.0) < _HELD


def unit_above(corpus: Corpus, table: Table) -> tuple[str, Span] | None:
    """The unit of measure that a line over a table states for all of it, and where: 单位：亿元."""
    starts = [s.span.start for s in table.rows[0].supports if s.role == "header_row"]
    if not starts:
        return None
    text, end = corpus.index.file_of(table.document_id).text, min(starts)
    found = _ABOVE.search(text, max(0, end - _NEAR), end)
    return (found["unit"], Span(found.start(), found.end("unit"))) if found else None


def of_year(question: Question, corpus: Corpus, row: Record, table: Table) -> bool:
    """Whether a row may tell of the years asked: its columns are of years, or it stands under one of them."""
    if not question.years or any(column.year for column in columns_of(table)):
        return True
    return bool(corpus.evidence.by_record[row.id].years & set(question.years))


def units_of(corpus: Corpus, row: Record, table: Table) -> set[str]:
    """The units of measure of a row's figures: from a column, its name, a header, a cell or the line over the table."""
    found = [measure_of(table, row)]
    for column in columns_of(table):
        cell = str(row.fields["cells"].get(column.header, ""))
        if column.role == "value" and not is_empty(cell):
            found += [parse_cell(cell).unit, measure_of(table, row, column)]
    above = unit_above(corpus, table)
    return {unit for unit in (*found, above[0] if above else "") if unit}


def _of_another(question: Question, corpus: Corpus, row: Record) -> bool:
    """Whether what is named only qualifies the term for something else in a row's name, which has a name without it.

    一般人口城镇化率 is 城镇化率 for short and tells nothing of how many people there are.
    """
    label = fold(row.label)
    said = [w for t in content(question) for w, _ in t.alternatives]
    here = [word for word in said if word in label and len(word) > 1]
    held = [term for term in corpus.terms.by_chinese if term in label and here and all(w in term for w in here)]
    longest = max(held, key=len, default="")
    if not longest or longest in said or not _OF_IT.sub("", _without(longest, said)):
        return False
    shorter = [other for other in map(fold, corpus.terms.synonyms(longest)) if other in longest]
    return any(not any(w in other for w in said) for other in shorter)


def _wider(question: Question, corpus: Corpus, row: Record) -> bool:
    """Whether what is named is a part of what the row is of: 农村居民收入 of 居民收入."""
    item = corpus.evidence.by_record[row.id]
    around, label = item.own + item.context, fold(row.label)
    named = [t for t in content(question) if t.naming and not t.generic]
    unsaid = [t for t in named if not any(w in around for w, weight in t.alternatives if weight >= 0.9)]
    words = [term.alternatives[0][0] for term in unsaid]
    rests = [word[k:] for word in words for k in range(2, len(word) - 3)]
    return any(rest in label and rest in corpus.terms.by_chinese for rest in rests)


def _longer(question: Question, corpus: Corpus, row: Record) -> bool:
    """Whether all that a row says of what is named is the end of a longer term for more: 出口 of 进出口."""
    label = fold(row.label)
    terms = [t for t in content(question) if not t.generic]
    said = [w for t in terms for w, weight in t.alternatives if weight >= 0.9 and len(w) > 1 and w in label]
    ends = bool(said) and all(_ends_another(word, label, corpus) for word in said)
    return ends or any(_only_akin(t, label, corpus) for t in terms)


def _only_akin(term: Term, label: str, corpus: Corpus) -> bool:
    """Whether a term of statistics is not in a row's name, and another that only is akin to it is: 进口, 进出口."""
    known = corpus.terms.by_chinese
    if term.surface not in known or any(w in label for w, weight in term.alternatives if weight >= 0.9):
        return False
    return any(w in label and w in known and term.surface[0] in w for w, weight in term.alternatives if weight < 0.9)


def _ends_another(word: str, label: str, corpus: Corpus) -> bool:
    terms = corpus.terms
    if word not in terms.by_chinese:
        return False
    longer = {label[m.start() - 1 : m.end()] for m in re.finditer(re.escape(word), label) if m.start()}
    at_start = label.startswith(word)
    return not at_start and all(w in terms.by_chinese and word not in map(fold, terms.synonyms(w)) for w in longer)


def _without(term: str, said: list[str]) -> str:
    """What a term says besides the words said."""
    for word in sorted(said, key=len, reverse=True):
        term = term.replace(word, "")
    return term
