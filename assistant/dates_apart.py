"""Days from the date of a paper to another's or to a day that it sets; papers of one and the same day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Computed
from assistant.corpus import Corpus
from assistant.documents import told
from assistant.draft import Draft, QuoteBook, mark
from assistant.handing_in import wanted
from assistant.imprint import joined
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import content, in_scope
from ingest.dates import FoundDate

_HOW_FAR = re.compile(
    r"(?:隔|差|距|离|从|自|到|至)[^?？]*?(?:多少|几)个?天(?!气)"
    r"|\bhow many (?:\w+ )?days\b.*\b(?:between|from|after|before|until|to|apart|elapse\w*|pass\w*|later)\b"
    r"|\bhow far apart\b"
)
_ISSUED = re.compile(
    r"落款|印发|成文|发文|下发|签发|出台|发布|公布|发出"
    r"|\b(?:dated?|issued?|signed|published|released) |\bdate of (?:the )?(?:notice|document|paper|circular)"
)
_SAME = re.compile(
    r"同一?[天日](?!期)|同一个日[子期]|日[期子](?:都)?(?:相同|一样|一致|同)|\b(?:the )?same (?:day|date)\b"
)
_ORDER = re.compile(rf"{_SAME.pattern}|[早晚先后]|一样|相同|\\b(?:earlier|later|before|after|first|same)\\b")
_PAPERS = re.compile(
    r"文号|文件|公文|通知|号文|落款|哪[几两三些]份|\b(?:notices|documents|papers|circulars|official texts)\b"
)
_WHICH = re.compile(r"[哪几]|\b(?:which|what|any|how many|are there)\b")
_MOST = 4  # days that are told from one paper


@dataclass(frozen=True, slots=True)
class _End:
    """A day from or to which is counted, with what it is the day of and the quotes that give it."""

    name: str
    day: date
    quotes: tuple[int, ...]


def apart(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """How many days lie between the dates of two papers, or from that of a paper to what it wants by a day."""
    named = (i for m in sorted(question.named("document"), key=lambda m: m.start) for i in m.values)
    papers = list(dict.fromkeys(named))
    others = [t for t in content(question, question.named("document")) if not t.generic]
    both = len(papers) == 2 and _ORDER.search(question.folded) and all(_ISSUED.search(t.surface) for t in others)
    if not (both or _HOW_FAR.search(question.folded)) or question.has("kind_event", "attend", "chair", "kind_row"):
        return None
    duties = [] if len(papers) > 1 else wanted(question, corpus)
    if not papers and _ISSUED.search(question.folded):
        papers = list({duty.evidence.document_id for duty in duties})
        papers = papers if len(papers) == 1 else []
    first = _of_paper(papers[0], question, corpus, book) if papers else None
    if first is None:
        return None
    if len(papers) == 2:
        ends = [end for end in (_of_paper(papers[1], question, corpus, book),) if end]
    else:
        here = [duty for duty in duties if duty.evidence.document_id == papers[0]]
        ends = [
            _End(say(question.language, "due_day", what=d.what), _after(d.date, first.day), (book.cite(d.evidence),))
            for d in reversed(here)
        ]
    ends = sorted({end.day: end for end in ends}.values(), key=lambda end: end.day)
    return _told(question, first, ends) if 0 < len(ends) <= _MOST else None


def _after(found: FoundDate, paper: date) -> date:
    """A day that a paper sets; without a year it is the next one after the paper was written."""
    if found.has_year:
        return found.first
    day = found.first.replace(year=paper.year)
    return day if day >= paper else day.replace(year=paper.year + 1)


def _of_paper(document_id: str, question: Question, corpus: Corpus, book: QuoteBook) -> _End | None:
    heads = {r.fields.get("key"): r for r in reversed(corpus.of_kind["header"]) if r.document_id == document_id}
    document = corpus.document[document_id]
    if "date" not in heads or not document.date or len(document.date) < len("2000-01-01"):
        return None
    quotes = tuple(book.cite(heads[key]) for key in ("date", "doc_number", "title") if key in heads)
    called = document.doc_number or f"《{document.title}》"
    return _End(say(question.language, "paper_day", paper=called), date.fromisoformat(document.date), quotes)


def _told(question: Question, first: _End, ends: Sequence[_End]) -> Draft:
    language = question.language
    parts, computed = [], []
    for end in ends:
        early, late = sorted((first, end), key=lambda e: e.day)
        days = (late.day - early.day).days
        values = {
            "a": early.name,
            "b": late.name,
            "from_day": _plain(early, language),
            "to_day": _plain(late, language),
        }
        parts.append(say(language, "days_apart", **values, n=days, m=mark(*early.quotes[:1], *late.quotes[:1])))
        computed.append(Computed(str(days), "天", f"{late.day} - {early.day}", (*early.quotes, *late.quotes)))
    return Draft("answered", ("" if language == "zh" else " ").join(parts), computed=computed)


def _plain(end: _End, language: str) -> str:
    day = end.day
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else day.isoformat()


def same_day(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The papers that were issued on one day with another, and the day."""
    text = question.folded
    if not (_SAME.search(text) and _PAPERS.search(text)) or question.named("document", "person", "unit"):
        return None
    if question.has("kind_event", "attend", "chair", "kind_row") or not _WHICH.search(text):
        return None
    scope, by_day = in_scope(question, corpus), defaultdict(list)
    for record in corpus.of_kind["header"]:
        if record.fields.get("key") == "date" and record.document_id in scope:
            by_day[corpus.document[record.document_id].date].append(record)
    groups = [(day, records) for day, records in by_day.items() if day and len({r.document_id for r in records}) > 1]
    drafts = []
    for _, records in sorted(groups, key=lambda group: group[0]):
        draft = told(list(dict.fromkeys(r.document_id for r in records)), question, corpus, book)
        marks = mark(*map(book.cite, records))
        draft.text += say(question.language, "papers_of_day", day=joined(str(records[0].fields["value"])), m=marks)
        drafts.append(draft)
    if not drafts:
        return None
    items = [item for draft in drafts for item in draft.items]
    records = tuple(record for draft in drafts for record in draft.records)
    return Draft("answered", " ".join(d.text for d in drafts), items, records=records)
