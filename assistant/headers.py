"""What stands at the head of a document: numbers, dates, issuers, addressees, annexes."""

from __future__ import annotations

import re

from assistant import adoption
from assistant.answer import Computed, Item
from assistant.articles import EFFECT, in_force
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.documents import by_number
from assistant.draft import Draft, QuoteBook, mark
from assistant.imprint import ISSUE, imprint, line_told, unspaced
from assistant.paper_years import of_its_year
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import about, content, find, in_scope, said_in_title
from assistant.silence import silent_near
from ingest.fold import fold

_TYPE = pattern("paper_type")
_DATE = re.compile(r"日期|\bdate\b")
_SAID, _CLOSE = 0.6, 20  # least score of the sentence that singles a document out, and how many may do so
_OF_YEAR = 0.4  # the same score where no title of the year asked says the words
# Another paper than the one that is named: the date of this one is not its date
_OLDER = pattern("older_paper")
_LASTS = re.compile(r"多久|多长时间|(?<!月)几(?:年|个月|天|日)(?!几)|\bhow long\b|\bhow many (?:days|months|years)\b")
_INCOMING, _SENDER = pattern("incoming_paper"), pattern("request_sender")
_YOU = re.compile("[你您贵]")
_NUMBERED = re.compile(r"[〔\[（(]\d{4}[〕\]）)]\d+号")
_ISSUED_BY = re.compile(r"《?(?P<what>[^《》，。；]{3,24})》?[，]?由[^，。；]{2,40}(?:印发|发布|公布)")
_CODE = re.compile(r"令|函|文件|批复|公文|通知")  # papers whose 编号 is their 文号
_CUES = ("doc_number", "issue_date", "issuer", "addressee", "copied")


def about_document(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The number, date, issuer or addressee of a document."""
    if question.has("annexes") or len({m.values for m in question.named("document")}) > 1:
        return (_annexes if question.has("annexes") else _each)(question, corpus, book)
    if question.has("when") and (_OLDER.search(question.folded) or _LASTS.search(question.folded)):
        return None
    told = None if question.has("doc_number") else adoption.dated(question, corpus, book)
    told = told or adoption.passed(question, corpus, book)
    if told := told or _within(question, about(question, corpus), corpus, book):
        return told
    cue = next(iter(_wanted(question)), "issue_date" if _asks_date(question, corpus) else None)
    asking = question.has("when", "who", "addressee", "copied", "issuer", "where") or _DATE.search(question.folded)
    if cue is None or (cue != "doc_number" and not asking):
        return by_number(question, corpus, book)
    if cue == "addressee" and _of_issue(question):
        return imprint(question, corpus, book)
    candidates = about(question, corpus)
    if cue == "issue_date" and _of_issue(question):
        published = next((r for r in corpus.of_kind["header"] if r.fields.get("key") == "issue_date"), None)
        if published is not None:
            return line_told(published, question, book)
    document_id = _spoken_of(question, corpus, candidates)
    if document_id is None or (cue in ("addressee", "copied") and not _of_document(question, corpus, document_id)):
        return None
    keys = {cue: cue for cue in _CUES} | {"issue_date": "date", "copied": "copies"}
    document = corpus.document[document_id]
    records = {r.fields.get("key"): r for r in reversed(corpus.of_kind["header"]) if r.document_id == document_id}
    sentences = []
    wanted = _wanted(question)
    dated = cue == "issue_date" or "日期" in question.folded
    for asked in dict.fromkeys([*wanted, *(["issue_date"] if dated else [])]):
        record = records.get(keys[asked])
        if record is None:
            continue
        marks = mark(book.cite(record), *([book.cite(records["title"])] if "title" in records else []))
        value = unspaced(str(record.fields.get("value", "")))
        key = "header_" + keys[asked]
        sentences.append(
            say(question.language, key, title=document.title, value=value, iso=document.date or "", m=marks)
        )
    articles = [r for r in corpus.of_kind["article"] if r.document_id == document_id]
    takes_effect = question.has("when") and EFFECT.search(question.folded)
    effective = in_force(question, corpus, book, articles) if takes_effect else None
    if not sentences:
        return None
    sentences += [effective.text] if effective else []
    return Draft(
        "answered", " ".join(dict.fromkeys(sentences)), records=tuple(r for r in [records.get(keys[cue])] if r)
    )


def _wanted(question: Question) -> list[str]:
    """What a question asks for of a document's head; by whom something is signed is no date."""
    by_whom = question.has("who") and not question.has("when", "issuer")
    coded = question.has("code") and not question.has("kind_row") and _CODE.search(question.folded)
    return [c for c in _CUES if (question.has(c) and not (by_whom and c == "issue_date")) or (coded and c == _CUES[0])]


def _within(question: Question, papers: list[str], corpus: Corpus, book: QuoteBook) -> Draft | None:
    """What a paper says of another: the number of the request that it answers, who issues what it speaks of."""
    incoming = _INCOMING.search(question.folded) if question.has("doc_number", "title") else None
    incoming = incoming or _SENDER.search(question.folded)
    heads = [r for r in corpus.of_kind["header"] if incoming and r.fields.get("key") == "addressee"]
    papers = papers or [r.document_id for r in heads if fold(str(r.fields["value"])).rstrip(":") in question.folded]
    scope = in_scope(question, corpus)
    for item in (e for e in corpus.evidence.items if e.kind == "passage" and e.document_id in scope):
        by = _ISSUED_BY.search(item.reading) if question.has("issuer") else None
        received = incoming if "收悉" in item.reading and item.document_id in papers[:1] else None
        if received and question.has("doc_number") and not _NUMBERED.search(item.reading):
            return silent_near(received.group(), question, item.reading, book.cite(item))
        if received or (
            by and fold(by["what"]) in question.folded and by["what"] not in corpus.titles[item.document_id]
        ):
            text = item.reading.rstrip("。")
            by_whom = received and not question.has("doc_number", "title") and _YOU.match(item.own)
            if by_whom and (head := next((r for r in heads if r.document_id == item.document_id), None)):
                marks = mark(book.cite(head), book.cite(item))
                return Draft("answered", say(question.language, "header_sender", value=head.fields["value"], m=marks))
            return Draft("answered", say(question.language, "fact", text=text, m=mark(book.cite(item))))
    return None


def _each(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The same of each of the documents that a question names."""
    several = question.named("document")
    drafts = [about_document(question.without(set(several) - {m}), corpus, book) for m in several]
    found = {draft.text: draft for draft in drafts if draft and draft.outcome == "answered"}
    records = tuple(r for draft in found.values() for r in draft.records)
    return Draft("answered", " ".join(found), records=records) if len(found) > 1 else None


def _of_issue(question: Question) -> bool:
    """Whether a question speaks of the issue of a gazette rather than of a document in it."""
    spoken = ISSUE.search(question.folded) and not _TYPE.search(question.folded)
    return bool(spoken) and not question.named("document")


def _of_document(question: Question, corpus: Corpus, document_id: str) -> bool:
    """Whether all that a question names is a document: of a subsidy it may be asked to whom it goes."""
    if question.named("document") or _TYPE.search(question.folded):
        return True
    terms = [t for t in content(question) if t.naming and not t.generic]
    return all(said_in_title(t, (document_id,), corpus) for t in terms)


def _asks_date(question: Question, corpus: Corpus) -> bool:
    """Whether nothing but a document, by name or by words of its title, and its date is asked for."""
    if not question.has("when") or question.has("deadline", "plan", "actual", "kind_event"):
        return False
    named = [value for mention in question.named("document") for value in mention.values]
    others = [t for t in content(question, question.named("document")) if not t.generic]
    if named or (question.documents and not others):
        return all(said_in_title(t, named[:1], corpus) for t in others)
    candidates = about(question, corpus) if _TYPE.search(question.folded) else []
    return bool(candidates and others) and all(said_in_title(t, candidates[:1], corpus) for t in others)


def _annexes(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The annexes a document lists."""
    document_id = _spoken_of(question, corpus, about(question, corpus))
    listed = [r for r in corpus.of_kind["header"] if r.document_id == document_id and r.fields.get("key") == "annex"]
    if not listed:
        return None
    items = [Item(unspaced(str(r.fields["value"])), r.text, {}, (book.cite(r),)) for r in listed]
    parts = "；".join(f"{item.label}{mark(*item.quotes)}" for item in items)
    text = say(question.language, "annexes_listed", count=len(items), parts=parts)
    counted = Computed(str(len(items)), "个", "count(annex)", tuple(q for item in items for q in item.quotes))
    return Draft("answered", text, items if len(items) > 1 else [], computed=[counted], records=tuple(listed))


def _spoken_of(question: Question, corpus: Corpus, candidates: list[str]) -> str | None:
    """The document the words single out: by its title, else by what it says."""
    terms = [t for t in content(question) if not t.generic]
    unsaid = [t for t in terms if t.naming and not said_in_title(t, candidates[:1], corpus)] if candidates else terms
    of_year = [d for d in candidates if of_its_year(d, question, corpus)]
    if candidates and not unsaid and (of_year or not question.years):
        return (of_year or candidates)[0]
    carrying = {r.document_id for r in corpus.of_kind["task"]}
    if question.has("kind_task") and len(carrying) == 1 and _TYPE.search(question.folded):
        return next(iter(carrying))  # the notice that gives out the tasks
    matches = find(question, corpus, terms, ("passage", "article", "task"))
    best = next((m for m in matches[:_CLOSE] if of_its_year(m.evidence.document_id, question, corpus)), None)
    if best and best.score > (_SAID if of_year or not question.years else _OF_YEAR):
        return best.evidence.document_id
    return (of_year or candidates)[0] if of_year or (candidates and not question.years) else None
