"""What stands at the head of a document or an issue: numbers, dates, issuers, addressees, the imprint."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import content, find, in_scope
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record

_CUES = ("doc_number", "issue_date", "issuer", "addressee")


def _document(question: Question, corpus: Corpus, terms: Sequence[Term]) -> str | None:
    """The document a question speaks of: named, or the one whose title its words match best."""
    named = [value for mention in question.named("document") for value in mention.values]
    if named:
        return named[0]
    scope = in_scope(question, corpus)
    best: tuple[float, str] = (0.0, "")
    for document_id in scope:
        title = fold(corpus.document[document_id].title)
        said = sum(
            max((w for word, w in t.alternatives if word in title), default=0.0) * (0.2 if t.generic else 1.0)
            for t in terms
        )
        if said > best[0]:
            best = (said, document_id)
    total = sum(0.2 if t.generic else 1.0 for t in terms)
    if best[1] and best[0] >= 0.5 * total:
        return best[1]
    return next(iter(scope)) if len(scope) == 1 else None


def about_document(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The number, date, issuer or addressee of a document."""
    cue = next((c for c in _CUES if question.has(c)), None)
    if cue is None or (
        cue in ("issue_date", "issuer", "addressee") and not question.has("when", "who", "addressee", "issuer", "where")
    ):
        return None
    terms = [t for t in content(question) if not t.generic or t.naming]
    document_id = _document(question, corpus, terms)
    if document_id is None:
        return None
    names = {"doc_number": "doc_number", "issue_date": "date", "issuer": "issuer", "addressee": "addressee"}
    wanted = names[cue]
    record = next(
        (r for r in corpus.of_kind["header"] if r.document_id == document_id and r.fields.get("key") == wanted), None
    )
    document = corpus.document[document_id]
    if record is None:
        return None
    marks = mark(book.cite(record))
    value = str(record.fields.get("value", ""))
    text = say(
        question.language,
        "header_" + wanted,
        title=document.title,
        value=_joined(value),
        iso=document.date or "",
        m=marks,
    )
    return Draft("answered", text, records=(record,))


def _joined(value: str) -> str:
    return re.sub(r"\s+", "", value) if re.search(r"[一-鿿]", value) else value


def imprint(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """A `key: value` line of an issue's front matter that the question asks for by its key."""
    scope = in_scope(question, corpus)
    terms = content(question)
    fits: list[tuple[float, Record]] = []
    for record in corpus.of_kind["header"]:
        name = fold(str(record.fields.get("name", "")))
        if record.document_id not in scope or not name or name.isascii():
            continue
        if name in question.folded:
            fits.append((2.0 + len(name), record))
            continue
        said = [
            t
            for t in terms
            if any(word in name or name in word for word, w in t.alternatives if w >= 0.6 and len(word) >= 2)
        ]
        rest = [t for t in terms if t not in said and t.naming and not t.generic]
        if said and not _foreign(rest, record, corpus):
            fits.append((float(len(said)), record))
    if not fits:
        return None
    record = max(fits, key=lambda fit: fit[0])[1]
    others = [t for t in terms if t.naming and not t.generic and not _in_front(t, record, corpus)]
    if others:
        return None
    marks = mark(book.cite(record))
    text = say(
        question.language,
        "header_value",
        name=_joined(str(record.fields["name"])),
        value=_joined(str(record.fields["value"])),
        m=marks,
    )
    return Draft("answered", text, records=(record,))


def _in_front(term: Term, record: Record, corpus: Corpus) -> bool:
    """Whether a term is said by the front matter or the title of a record's document."""
    name = fold(str(record.fields.get("name", "")))
    around = fold(corpus.document[record.document_id].title) + corpus.evidence.by_record[record.id].own + name
    return any(word in around or word in "公报政府编辑部杂志刊物" or name in word for word, _ in term.alternatives)


def _foreign(terms: Sequence[Term], record: Record, corpus: Corpus) -> bool:
    return any(not _in_front(term, record, corpus) for term in terms)
