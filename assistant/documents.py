"""Which document: by its number, by what its title or its text says, by its date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Item
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import content, in_scope, said_in_title
from assistant.relevance import ranked
from ingest.dates import FoundDate

_WHICH = pattern("which_document")
_NUMBERED = re.compile(r"\d号|\bn\w*\.? ?\d+$")
_WHICH_ALL = re.compile(r"哪(?:些|几)|\b(?:documents|notices|circulars|papers|replies|opinions|decisions)\b")
_PLAINLY = pattern("plainly")
_KIND = re.compile(r"(通知|批复|复函|函|条例|决定|意见|通报|答复)")
_HANDED_IN = pattern("handed_in_on")
_FEW = 5  # documents named in the sentence; the items hold all
_CHANCE = 0.2  # least chance that the sentence found is the one described


def by_number(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Which document bears the number that a question gives and asks nothing else of."""
    named = [m for m in question.named("document") if _NUMBERED.search(m.surface) and len(m.values) == 1]
    if not named or not question.has("content", "kind_document", "list", "title"):
        return None
    if [t for t in content(question, named) if not t.generic]:
        return None
    return told([named[0].values[0]], question, corpus, book)


def which(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The document, or all the documents, that a question describes: by title, else by what a sentence says."""
    if not _WHICH.search(question.folded) or question.named("document", "unit") or len(corpus.documents) < 2:
        return None
    if _HANDED_IN.search(question.folded) or question.ordinals:
        return None
    if question.has("kind_event", "kind_task", "kind_row") and not _PLAINLY.search(question.folded):
        return None
    scope = in_scope(question, corpus)
    terms = [t for t in content(question) if not t.generic]
    if all(_KIND.fullmatch(t.surface) for t in terms):
        return _dated(question, corpus, book, scope)
    entitled = [d for d in scope if all(said_in_title(t, (d,), corpus) for t in terms)]
    if entitled and (len(entitled) == 1 or _WHICH_ALL.search(question.folded)):
        return told(sorted(entitled), question, corpus, book)
    said = [s for s in ranked(question, corpus, terms) if not s.heading and s.evidence.document_id in scope]
    if not said or said[0].chance < _CHANCE:
        return None
    best = said[0].evidence
    if any(record is not None and record.kind == "event" for record in (best.record, best.parent)):
        return None  # the papers that a meeting dealt with are told by what the chronicle says of it
    draft = told([best.document_id], question, corpus, book)
    draft.text += say(question.language, "fact", text=best.reading.rstrip("。"), m=mark(book.cite(best)))
    return draft


def _dated(question: Question, corpus: Corpus, book: QuoteBook, scope: set[str]) -> Draft | None:
    """The documents of a year or month, of the kind the question names (函, 批复)."""
    kind = _KIND.search(question.folded)
    found = [
        d.id
        for d in corpus.documents
        if d.id in scope
        and d.date
        and any(_within(d.date, a) for a in question.dates)
        and (kind is None or d.title.endswith(kind.group(1)))
    ]
    return told(found, question, corpus, book) if found else None


def _within(day: str, asked: FoundDate) -> bool:
    """Whether a date as written falls into one that a question gives; a day without a year is of any."""
    first, last = asked.first.isoformat(), asked.last.isoformat()
    return first <= day <= last if asked.has_year else asked.precision == "day" and first[5:] == day[5:]


def told(documents: Sequence[str], question: Question, corpus: Corpus, book: QuoteBook) -> Draft:
    """Documents by title and number, each with the quotes of both."""
    items, parts, used = [], [], []
    for document_id in documents:
        records = {r.fields.get("key"): r for r in corpus.of_kind["header"] if r.document_id == document_id}
        document = corpus.document[document_id]
        held = [records[k] for k in ("title", "doc_number") if k in records]
        quotes = tuple(book.cite(r) for r in held)
        number = f"（{document.doc_number}）" if document.doc_number and "doc_number" in records else ""
        parts.append(f"《{document.title}》{number}{mark(*quotes)}")
        items.append(Item(document.title, f"《{document.title}》{number}", {}, quotes))
        used += held
    parts = parts if len(parts) <= _FEW else [*parts[:_FEW], "……"]
    key = "documents_named" if len(items) == 1 else "documents_counted"
    text = say(question.language, key, parts="、".join(parts), count=len(items))
    return Draft("answered", text, items if len(items) > 1 else [], records=tuple(used))
