"""What stands at the head of a document or an issue: numbers, dates, issuers, addressees, the imprint."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import about, content, find, in_scope, said_in_title
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record

# Words by which people speak of the publication itself
_PUBLICATION = "公报编辑部杂志刊物本期这期期刊办公室"
_ISSUE = re.compile(r"公报|本期|这期|gazette|issue")
_WHICH_ISSUE = re.compile(
    r"第几期|几期|期号|期数|issue number|number of (?:this|the) issue|which issue|what issue|issue no"
)
_COUNTED = re.compile(r"(?:多少|几)(?:册|份|本)")
_CUES = ("doc_number", "issue_date", "issuer", "addressee")


def about_document(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The number, date, issuer or addressee of a document."""
    cue = next((c for c in _CUES if question.has(c)), None)
    if cue is None or (
        cue in ("issue_date", "issuer", "addressee") and not question.has("when", "who", "addressee", "issuer", "where")
    ):
        return None
    candidates = about(question, corpus)
    if cue == "issue_date" and _ISSUE.search(question.folded) and not question.named("document"):
        published = next((r for r in corpus.of_kind["header"] if r.fields.get("key") == "issue_date"), None)
        if published is not None:
            return _value(published, question, book)
    document_id = _spoken_of(question, corpus, candidates)
    if document_id is None:
        return None
    keys = {"doc_number": "doc_number", "issue_date": "date", "issuer": "issuer", "addressee": "addressee"}
    document = corpus.document[document_id]
    records = {r.fields.get("key"): r for r in reversed(corpus.of_kind["header"]) if r.document_id == document_id}
    sentences = []
    for asked in [c for c in _CUES if question.has(c)] + (
        ["issue_date"] if "日期" in question.folded and cue != "issue_date" else []
    ):
        record = records.get(keys[asked])
        if record is None:
            continue
        marks = mark(book.cite(record), *([book.cite(records["title"])] if "title" in records else []))
        value = _joined(str(record.fields.get("value", "")))
        key = "header_" + keys[asked]
        sentences.append(
            say(question.language, key, title=document.title, value=value, iso=document.date or "", m=marks)
        )
    if not sentences:
        return None
    return Draft(
        "answered", " ".join(dict.fromkeys(sentences)), records=tuple(r for r in [records.get(keys[cue])] if r)
    )


def _joined(value: str) -> str:
    return re.sub(r"\s+", "", value) if re.search(r"[一-鿿]", value) else value


def _spoken_of(question: Question, corpus: Corpus, candidates: list[str]) -> str | None:
    """The document the words single out: by its title, else by what it says."""
    terms = [t for t in content(question) if not t.generic]
    unsaid = [t for t in terms if t.naming and not said_in_title(t, candidates[:1], corpus)] if candidates else terms
    if candidates and not unsaid:
        return candidates[0]
    matches = find(question, corpus, terms, ("passage", "article", "task"))
    if matches and matches[0].score > 0.6:
        return matches[0].evidence.document_id
    return candidates[0] if candidates else None


def imprint(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """A `key: value` line of an issue's front matter asked for by its key or by what its value counts."""
    scope = in_scope(question, corpus)
    terms = [t for t in content(question) if not t.generic]
    if _WHICH_ISSUE.search(question.folded):
        issue = [
            r
            for r in corpus.of_kind["header"]
            if r.document_id in scope and r.fields.get("key") in ("issue", "total_issue")
        ]
        if issue:
            drafts = [_value(record, question, book) for record in issue]
            return Draft("answered", " ".join(d.text for d in drafts), records=tuple(issue))
    best: tuple[float, Record | None] = (0.0, None)
    for record in corpus.of_kind["header"]:
        if record.document_id not in scope or record.fields.get("key") in (
            "title",
            "doc_number",
            "date",
            "issuer",
            "addressee",
            "annex",
        ):
            continue
        score = _fit(record, question, terms, corpus)
        if score > max(best[0], 0.9):
            best = (score, record)
    return _value(best[1], question, book) if best[1] is not None else None


def _value(record: Record, question: Question, book: QuoteBook) -> Draft:
    name, value = _joined(str(record.fields["name"])), _joined(str(record.fields["value"]))
    text = say(question.language, "header_value", name=name, value=value, m=mark(book.cite(record)))
    return Draft("answered", text, records=(record,))


def _fit(record: Record, question: Question, terms: Sequence[Term], corpus: Corpus) -> float:
    """How surely a question asks for a line of the front matter; 0 where a word of it speaks of something else."""
    name, value = fold(str(record.fields.get("name", ""))), fold(str(record.fields.get("value", "")))
    around = corpus.evidence.by_record[record.id].own + fold(corpus.document[record.document_id].title) + _PUBLICATION
    said = 3.0 if len(name) >= 2 and name in question.folded else 0.0
    counted = _COUNTED.search(question.folded)
    if counted and value.endswith(("册", "份", "本")) and any(c.isdigit() for c in value):
        said += 2.0
    if any(f.unit and value.endswith(f.unit) for f in question.figures):
        said += 2.0
    if question.has("where") and name.endswith(("地址", "地点")):
        said += 1.0
    for term in terms:
        words = [word for word, weight in term.alternatives if weight >= 0.6]
        if any(len(w) > 1 and (w in name or (len(name) > 1 and name in w)) for w in words):
            said += 1.0
        elif any(len(w) > 1 and w in value for w in words):
            said += 0.6
        elif term.naming and not any(word in around for word in words):
            return 0.0
    return said
