"""What stands at the head of a document or an issue: numbers, dates, issuers, addressees, the imprint."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Item
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import about, content, find, in_scope, said_in_title
from assistant.relevance import ranked
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
_WHICH = re.compile(
    r"哪(?:一)?(?:个|份|件|篇|部)?(?:文件|公文|通知|意见|批复|复函|函|答复|决定|通报|条例|规定|办法|方案)"
    r"|(?:哪(?:些|几(?:个|份|件)?)|什么)(?:文件|公文|通知|批复|条例)"
    r"|\b(?:which|what) (?:\w+ ){0,3}?"
    r"(?:documents?|notices?|circulars?|papers?|repl(?:y|ies)|opinions?|decisions?|regulations?)\b"
)
_WHICH_ALL = re.compile(r"哪(?:些|几)|\b(?:documents|notices|circulars|papers|replies|opinions|decisions)\b")
_TYPE = re.compile(
    r"通知|意见|批复|复函|答复|决定|通报|条例|规定|办法|方案|公告|的函"
    r"|\b(?:notice|circular|opinions?|reply|decision|regulations?|measures|plan|announcement|letter|approval)\b"
)
_DATE = re.compile(r"日期|\bdate\b")
_FRONT = {  # question words to what a front page calls it
    "front_phone": ("电话",),
    "front_run": ("印数",),
    "front_printer": ("印刷", "承印"),
    "front_address": ("地址",),
    "front_readers": ("发送对象", "发行范围"),
    "front_host": ("主办", "主管"),
    "front_title": ("刊名",),
    "front_editor": ("编印", "编辑", "编辑出版"),
}
_CHANCE = 0.2  # least chance that the sentence found is the one described
_CUES = ("doc_number", "issue_date", "issuer", "addressee")


def about_document(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The number, date, issuer or addressee of a document."""
    if question.has("annexes"):
        return _annexes(question, corpus, book)
    cue = next((c for c in _CUES if question.has(c)), "issue_date" if _asks_date(question, corpus) else None)
    asking = question.has("when", "who", "addressee", "issuer", "where") or _DATE.search(question.folded)
    if cue is None or (cue != "doc_number" and not asking):
        return _by_number(question, corpus, book)
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
    wanted = [c for c in _CUES if question.has(c)]
    dated = cue == "issue_date" or "日期" in question.folded
    for asked in dict.fromkeys([*wanted, *(["issue_date"] if dated else [])]):
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


def _asks_date(question: Question, corpus: Corpus) -> bool:
    """Whether nothing but a document, by name or by words of its title, and its date is asked for."""
    if not question.has("when") or question.has("deadline", "plan", "actual", "kind_event"):
        return False
    others = [t for t in content(question, question.named("document")) if not t.generic]
    if question.named("document"):
        return not others
    candidates = about(question, corpus) if _TYPE.search(question.folded) else []
    return bool(candidates and others) and all(said_in_title(t, candidates[:1], corpus) for t in others)


def _annexes(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The annexes a document lists."""
    document_id = _spoken_of(question, corpus, about(question, corpus))
    listed = [r for r in corpus.of_kind["header"] if r.document_id == document_id and r.fields.get("key") == "annex"]
    if not listed:
        return None
    items = [Item(_joined(str(r.fields["value"])), r.text, {}, (book.cite(r),)) for r in listed]
    parts = "；".join(f"{item.label}{mark(*item.quotes)}" for item in items)
    text = say(question.language, "annexes_listed", count=len(items), parts=parts)
    return Draft("answered", text, items if len(items) > 1 else [], records=tuple(listed))


def _by_number(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Which document bears the number that a question gives and asks nothing else of."""
    named = [m for m in question.named("document") if re.search(r"\d号", m.surface) and len(m.values) == 1]
    if not named or not question.has("content", "kind_document", "list", "title"):
        return None
    if [t for t in content(question, named) if not t.generic]:
        return None
    return _which([named[0].values[0]], question, corpus, book)


def which(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The document, or all the documents, that a question describes: by title, else by what a sentence says."""
    if not _WHICH.search(question.folded) or question.named("document", "unit") or len(corpus.documents) < 2:
        return None
    terms = [t for t in content(question) if not t.generic]
    if not terms:
        return None
    scope = in_scope(question, corpus)
    entitled = [d for d in scope if all(said_in_title(t, (d,), corpus) for t in terms)]
    if entitled and (len(entitled) == 1 or _WHICH_ALL.search(question.folded)):
        return _which(sorted(entitled), question, corpus, book)
    said = [s for s in ranked(question, corpus, terms) if not s.heading and s.evidence.document_id in scope]
    if not said or said[0].chance < _CHANCE:
        return None
    best = said[0].evidence
    draft = _which([best.document_id], question, corpus, book)
    draft.text += say(question.language, "fact", text=best.reading.rstrip("。"), m=mark(book.cite(best)))
    return draft


def _which(documents: Sequence[str], question: Question, corpus: Corpus, book: QuoteBook) -> Draft:
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
    text = say(question.language, "documents_named", parts="、".join(parts))
    return Draft("answered", text, items if len(items) > 1 else [], records=tuple(used))


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
    fronted = _fronted(question, corpus, terms, scope)
    if fronted is not None:
        return _value(fronted, question, book)
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


def _fronted(question: Question, corpus: Corpus, terms: Sequence[Term], scope: set[str]) -> Record | None:
    """A line of the front page asked for in everyday words: who printed it, whom to ring."""
    spoken = _ISSUE.search(question.folded) or re.search("publication|编辑部|刊物|杂志", question.folded)
    if not spoken and any(t.naming for t in terms):
        return None
    front = [r for r in corpus.of_kind["header"] if r.document_id in scope and r.fields.get("key") in ("", "gazette")]
    for cue, names in _FRONT.items():
        if question.has(cue):
            found = next((r for name in names for r in front if name in str(r.fields.get("name"))), None)
            if found is not None:
                return found
    return None


def _value(record: Record, question: Question, book: QuoteBook) -> Draft:
    name, value = _joined(str(record.fields["name"])), _joined(str(record.fields["value"]))
    text = say(question.language, "header_value", name=name, value=value, m=mark(book.cite(record)))
    return Draft("answered", text, records=(record,))


def _fit(record: Record, question: Question, terms: Sequence[Term], corpus: Corpus) -> float:
    """How surely a question asks for a line of the front matter; 0 where a word of it speaks of something else."""
    name, value = fold(str(record.fields.get("name", ""))), fold(str(record.fields.get("value", "")))
    around = corpus.evidence.by_record[record.id].own + fold(corpus.document[record.document_id].title) + _PUBLICATION
    around += "".join(fold(str(r.fields.get("name", ""))) for r in corpus.of_kind["header"] if not r.fields.get("key"))
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
