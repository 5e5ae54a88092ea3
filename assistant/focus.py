"""What an answer rested on, and what else that says: an event's people, a task's figures, a passage's next sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant import members
from assistant.asked import Holds, figures_in, has_day
from assistant.cells import tell
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.event_answers import alone, figure_type, lacks_figure, told
from assistant.event_query import ACTS, Asked, ask, pool_of
from assistant.evidence import Evidence
from assistant.happenings import doers, escorts, said, span
from assistant.leaning import own_words, says, share
from assistant.measure import asked_measure
from assistant.phrases import say
from assistant.posts import tells_whom
from assistant.question import Question
from assistant.reading import bounded_alike, excerpt
from assistant.resumed import SAME_DAY
from assistant.tasks import ROLES, body, part_of, responsibility
from assistant.untold import of_event
from assistant.words import STOP
from ingest.fold import fold
from ingest.model import Record
from ingest.numerals import parse_english_numeral, parse_numeral

_BEFORE, _AFTER = 3, 12  # sentences around a quoted one that speak of the same thing
_SHORT = 150  # characters of a sentence that is told whole
_FEW = 10  # numbers up to it count things; others are amounts
_ELSE = re.compile(r"还|其他|其它|别的|另外|\b(?:else|other|also)\b")
_UNITS = re.compile(r"单位|部门|\b(?:units?|departments?|bureaus?|bodies|agenc(?:y|ies))\b")
_SEGMENT = re.compile(r"[^。；;：:]+")
_RUN_IN = re.compile(r"^[(（](?:[一二三四五六七八九十]+|\d+)[)）][^,，。]{2,20}。?$")  # (一)医院自查自评。
_ARTICLE, _CAPTION = re.compile(r"^第[一二三四五六七八九十百零]+条"), re.compile(r"^[图表]\s*\d")
# How many of the things spoken of there are, as a condition: 要是只剩一家呢, "and with just one?"
_SO_MANY = pattern("so_many")
_NUMERALS = ("", "[1一]", "[2二两]", "[3三]", "[4四]", "[5五]", "[6六]", "[7七]", "[8八]", "[9九]", "(?:10|十)")
_ATTENDING = ("who", "attend", "chair", "speak")


@dataclass(frozen=True, slots=True)
class Focus:
    """What an answer said, the records that it rested on, and the sentences it quoted."""

    question: Question
    text: str
    records: tuple[Record, ...]
    sentences: tuple[Evidence, ...]

    def of(self, kind: str) -> list[Record]:
        """The records of a kind."""
        return [record for record in self.records if record.kind == kind]


def focus_of(question: Question, draft: Draft, book: QuoteBook, corpus: Corpus) -> Focus | None:
    """What the answer to a question rested on; nothing where there was none."""
    if draft.outcome != "answered":
        return None
    files = {document_id: corpus.index.file_of(document_id).sha256 for document_id in corpus.document}
    quoted = [(q.sha256, q.start, q.end) for q in book.quotes if q.kind == "passage"]
    sentences = [
        item
        for item in corpus.evidence.items
        if item.record is None
        and any(files[item.document_id] == file and item.span.start < b > a < item.span.end for file, a, b in quoted)
    ]
    parents = {s.parent.id: s.parent for s in sentences if s.parent and s.parent.kind == "event"}
    return Focus(question, draft.text, draft.records or tuple(parents.values()), tuple(sentences))


def read(question: Question, focus: Focus, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The answer to a question from what an earlier answer rested on; none where that does not say it."""
    events, tasks = focus.of("event"), focus.of("task")
    if events:
        if same_day_else(question):
            return same_day(question, events[0], corpus, book)
        record = _meant(question, events)
        return _of_event(question, record, focus, corpus, book) if record else None
    if len(tasks) == 1:
        return _of_task(question, tasks[0], focus, corpus, book)
    if len(rows := focus.of("row")) == 1 and question.has("code", "where", "category"):
        return tell(question, corpus, book, rows)
    within = replace(question, documents=tuple({s.document_id for s in focus.sentences}))
    named = members.listed(within, corpus, book) if focus.sentences and question.has("who") else None
    return named or (_of_passage(question, focus, corpus, book) if focus.sentences else None)


def same_day_else(question: Question) -> bool:
    """Whether a question asks what else there was on the day of an event."""
    said = question.folded
    return bool(SAME_DAY.search(said) and _ELSE.search(said)) and question.has("content", "list", "where")


def same_day(question: Question, event: Record, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """What else the chronicle has for the first day of an event."""
    day = (span(event) or ((0, 0, 0),))[0]
    pool = pool_of(question, corpus)
    asked = ask(question, pool, corpus)
    others = [r for r in asked.matched if r.id != event.id and (days := span(r)) and days[0] <= day <= days[1]]
    return told(question, others, asked, book, corpus) if others else None


def selects(question: Question, focus: Focus) -> bool:
    """Whether a question picks one of several events of an answer by something that only it says."""
    events = focus.of("event")
    singled = bool(own_words(question) or _signs(question))
    return len(events) > 1 and singled and _meant(question, events) is not None


def _meant(question: Question, events: Sequence[Record]) -> Record | None:
    """The one event that holds most of a question's words; the only one where it has none."""
    terms = own_words(question)
    signs = [] if terms else _signs(question)
    counts = [sum(share(t, said(r.text)) for t in terms) + sum(s in r.text for s in signs) for r in events]
    best = [r for r, count in zip(events, counts, strict=True) if count == max(counts)]
    return best[0] if len(best) == 1 and (max(counts) or not terms or len(events) == 1) else None


def _signs(question: Question) -> list[str]:
    """The single characters of a Chinese question that name something and are no word of it: 去矿上那次."""
    places = [(cue.start, cue.end) for cue in question.found_cues]
    places += [(date.start, date.end) for date in question.dates] + [(m.start, m.end) for m in question.mentions]
    asked = {at for start, end in places for at in range(start, end)}
    left = (c for at, c in enumerate(question.folded) if at not in asked)
    return [c for c in left if "\u4e00" <= c <= "\u9fff" and c not in STOP]


def _of_event(question: Question, record: Record, focus: Focus, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Who was there, when and where it was, what was said or considered at an event."""
    before = ask(focus.question, pool_of(focus.question, corpus), corpus)
    asked = ask(question, pool_of(question, corpus), corpus)
    people = asked.people or before.people
    terms = tuple(t for t in asked.terms if not tells_whom(t, question))
    if any(t.naming and not share(t, said(record.text)) for t in terms) or lacks_figure(question, record):
        return None
    act = next((act for act in ACTS if question.has(act)), "")
    took_part = doers(record, act) if act else record.fields.get("people") or escorts(record)
    if question.has(*_ATTENDING) and asked.kind is None and not took_part:
        return None
    if untold := of_event(question, record, book):
        return untold
    asked = Asked(asked.pool, [record], [record], people, asked.posts, terms, asked.said, asked.spelt, asked.kind)
    return alone(question, record, asked, book, corpus)


def _of_task(question: Question, record: Record, focus: Focus, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Who is responsible for a task, or the figure or clause of it that a question asks."""
    units = question.has("who") or bool(_UNITS.search(question.folded))
    role = question.has(*ROLES) and (question.has("who", "lead") or not question.has("figure"))
    if role and not units and focus.question.named("unit"):
        return None  # what else the unit does
    terms = own_words(question)
    if units and not (role or _UNITS.search(question.folded) or all(says(t, fold(record.text)) for t in terms)):
        return None  # another role than the task gives
    if units or role:
        marks = mark(book.cite(record, "convention"))
        return Draft("answered", responsibility(part_of(record, terms), question, marks), records=(record,))
    whole, holds = body(record), figure_type(question)
    if beyond(question, record, corpus):
        return None
    missing = [t for t in terms if t.naming and not says(t, fold(whole))]
    if question.has("content") and not terms and not question.has("figure", "when", "where"):
        return _saying(question, whole.rstrip("。"), record, book)
    exact = question.language == "zh" or not asked_measure(question)  # a translated word may miss the task's
    if (holds is not None and not holds(whole)) or not (terms or holds):
        return None
    if missing and (exact if question.language == "zh" else len(missing) * 2 > len(terms) and exact):
        return None
    text = excerpt(whole, [*terms, *(t for t in focus.question.terms if not t.generic)], holds=holds)
    if holds is not None and not holds(text):
        return None
    return _saying(question, text, record, book)


def _saying(question: Question, text: str, source: Record | Evidence, book: QuoteBook) -> Draft:
    """What a task or a sentence says."""
    values = {"text": text, "m": mark(book.cite(source))}
    if isinstance(source, Record):
        return Draft("answered", say(question.language, "task_says", n=source.label, **values), records=(source,))
    return Draft("answered", say(question.language, "fact", **values), reader="passages")


def beyond(question: Question, task: Record, corpus: Corpus) -> bool:
    """Whether what came of a task is asked, or another year than it names or is set for: it only says what is to be."""
    if question.years and {*_years(task.text), corpus.document[task.document_id].year}.isdisjoint(question.years):
        return True
    done = [(c.start, t.end) for c in question.found_cues if c.name == "actual" for t in question.terms]
    set_so = any(question.folded[start:end] in fold(task.text) for start, end in done if start < end)  # 完成投资730亿元
    return question.has("actual") and not question.has("plan") and not set_so


def _of_passage(question: Question, focus: Focus, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The sentence beside a quoted one that says what a question asks."""
    if question.has("elliptic") and (condition := _of_condition(question, focus, corpus, book)):
        return condition
    terms, years = own_words(question), set(question.years)
    holds = figure_type(question) or _as_before(focus.question)
    if not terms and not years:
        return None
    found = []
    told = {f.base_unit for f in figures_in(focus.text)} - {""}
    for item in _around(focus, corpus):
        if _CAPTION.match(item.own):
            continue
        whole = _with_list(item, corpus)
        lacking = [t for t in terms if t.naming and not says(t, whole)]
        if lacking or (years and not years & set(_years(item.own))) or (holds and not holds(item.reading)):
            continue
        kept = sum(says(t, item.own) for t in focus.question.terms)
        said = sum(says(t, item.own) + 0.5 * says(t, whole) for t in terms)
        alike = any(f.base_unit in told for f in figures_in(item.reading))
        found.append((said, alike, kept, -_distance(item, focus), item))
    best = max(found, key=lambda one: one[:4])[-1] if found else None
    if best is None or not (years or any(says(t, _with_list(best, corpus)) for t in terms)):
        return None
    short = best.reading if len(best.reading) <= _SHORT else excerpt(best.reading, terms, holds=holds)
    return _saying(question, short.rstrip("。；;"), best, book)


def _with_list(item: Evidence, corpus: Corpus) -> str:
    """What a sentence says, with the heading that it is run on from and the list that it opens."""
    items = corpus.evidence.items
    before = items[item.index - 1] if item.index else None
    runs_on = before is not None and before.chunk is item.chunk and _RUN_IN.match(before.own)
    after = corpus.evidence.following(item, _AFTER)
    opening = next((n for n, one in enumerate([item, *after[:2]]) if one.own.endswith(":")), None)
    end = next((n for n, one in enumerate(after) if _ARTICLE.match(one.own)), len(after))
    listed = after[:end] if opening is not None else []
    return " ".join([before.own if before and runs_on else "", item.own, *(one.own for one in listed)])


def _as_before(before: Question) -> Holds | None:
    """What a text must hold to answer what was asked before; a day will do for how many days something takes."""
    holds = figure_type(before)
    if before.has("when") and before.years:
        return has_day
    return (lambda text: holds(text) or has_day(text)) if holds and asked_measure(before) == "天" else holds


def _of_condition(question: Question, focus: Focus, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """What the matter says where a number that the question before gave, or left open, is another one."""
    many = _SO_MANY.search(question.folded)
    if not many and not question.figures:
        return None
    holds = figure_type(focus.question)
    terms = [t for t in focus.question.terms if not t.generic]
    found = []
    for item in _around(focus, corpus):
        for part in _SEGMENT.findall(item.reading):
            kept = sum(says(t, fold(part)) for t in terms) + 0.5 * sum(says(t, item.own) for t in terms)
            near = kept or 0 < _distance(item, focus) <= _BEFORE
            if near and _conditioned(part, many, question) and (holds is None or holds(part)):
                found.append((kept, -_distance(item, focus), part, item))
    if not found:
        return None
    best = max(found, key=lambda one: one[:2])
    return _saying(question, best[2].strip(" ，,"), best[3], book)


def _conditioned(text: str, many: re.Match[str] | None, question: Question) -> bool:
    """Whether a text speaks of so many things, or bounds an amount as a question does."""
    if question.figures and not all(f.amount <= _FEW for f in question.figures):
        plain = [replace(f, value=f.amount, unit="") for f in question.figures]  # 100万人 is said of 100万, too
        return bounded_alike(text, plain) > 0
    if many is None:
        return False
    said = (many["zh"] or many["en"]).replace("single", "one").replace("两", "二")
    number = parse_numeral(said) or parse_english_numeral(said)
    if number is None or not 0 < number < len(_NUMERALS):
        return False
    return bool(re.search(rf"(?<![\d第.]){_NUMERALS[int(number)]}(?:家|个|名|位|人|种|户|项|套)", text))


def _distance(item: Evidence, focus: Focus) -> int:
    """How far a sentence stands from those quoted; what comes after them is nearer than what comes before."""
    apart = [item.index - quoted.index for quoted in focus.sentences]
    return min(by if by >= 0 else _AFTER - by for by in apart)


def _around(focus: Focus, corpus: Corpus) -> list[Evidence]:
    """The sentences of the same document that stand near those quoted."""
    places = {at for quoted in focus.sentences for at in range(quoted.index - _BEFORE, quoted.index + _AFTER + 1)}
    documents = {quoted.document_id for quoted in focus.sentences}
    items = corpus.evidence.items
    near = (items[at] for at in sorted(places) if 0 <= at < len(items))
    return [item for item in near if item.record is None and item.document_id in documents]


def _years(text: str) -> list[int]:
    return [int(year) for year in re.findall(r"(?<!\d)((?:19|20)\d\d)(?=年)", text)]
