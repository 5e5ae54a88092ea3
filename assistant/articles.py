"""Articles of regulations: by number, by chapter, by what they say; chapters and counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import adoption
from assistant.answer import Computed, Item
from assistant.asked import asked_type
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.measure import asked_measure
from assistant.members import narrow
from assistant.numbered_lists import calls, itemised, none_of, quoting
from assistant.paper_dates import lines
from assistant.phrases import joined, say
from assistant.question import Question
from assistant.reading import content, excerpt, find, lacking, said_in_title
from assistant.regulations import Groups, chapters, grouped, named, numbered, regulations, statutory, title_of
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record

_LONG = 240  # characters of an article that is told whole
_FOUND = 0.45  # least score of an article that answers which one says something
_SOME_CHAPTER = re.compile(r"[那这][一个]?个?章|[\u4e00-\u9fff]一章|\bthe chapter (?:on|about)\b")
_ONE = re.compile(r"哪(?:一)?条|第几条|\bwhich article\b|what article")
_CHAPTERS = re.compile(r"(?:几|多少|哪些|哪几)个?章|\b(?:how many|what|which) chapters\b|章节")
_OF_CHAPTERS = re.compile(f"{_CHAPTERS.pattern}|{_SOME_CHAPTER.pattern}")
_ARTICLES_TOO = re.compile(
    r"(?:几|多少)条|\bhow many (?:\w+ and )?articles\b|\barticles and chapters\b|chapters and articles"
)
EFFECT, _BROKEN = pattern("effect"), pattern("broken_article")
_IN_FORCE = re.compile(r"[自从].{2,18}?起.{0,4}(?:施行|生效|实施|执行)")
_STARTING = pattern("starting")
_PUBLISHED = re.compile(r"(?:公布|发布|颁布)[)）]?$")
_OF_PUBLICATION = re.compile(r"(?:公布|发布|颁布)之日")


def by_number(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """What article N says, or the clause of it that the question asks about."""
    kinds = [k for k in ("article", "item") if any(o.kind == k for o in question.ordinals)]
    numbers = [n for o in question.ordinals if o.kind in kinds[:1] for n in o.numbers]
    groups = regulations(question, corpus)
    if not numbers or not groups or question.has("kind_event") or _BROKEN.search(question.folded):
        return None
    language = question.language
    terms = content(question)
    sentences = []
    found: list[Record] = []
    for number in numbers:
        record = numbered(number, question, corpus, groups, terms)
        if not isinstance(record, Record) and not record:
            return None
        if not isinstance(record, Record):
            return _absent(number, record, question, corpus, book)
        found.append(record)
        regulation, marks = title_of(record, corpus), mark(book.cite(record))
        asked = [t for t in terms if not t.generic and _own(t, record.text) and not _own(t, regulation)]
        told = _told(record, asked, question)
        sentences.append(say(language, "article_says", regulation=regulation, n=record.label, text=told, m=marks))
    draft = Draft("answered", joined(language, " ", sentences), records=tuple(found))
    if len(found) > 1:
        draft.items = [item_of(r, (book.cite(r),)) for r in found]
    return draft


def _absent(number: int, records: Sequence[Record], question: Question, corpus: Corpus, book: QuoteBook) -> Draft:
    """No such number: the last there is."""
    last = max(records, key=lambda r: int(r.fields["number"]))
    regulation, marks = title_of(last, corpus), mark(book.cite(last))
    text = say(question.language, "article_absent", regulation=regulation, n=number, last=last.label, m=marks)
    return Draft("not_found", text, missing=(str(number),))


def _told(record: Record, asked: Sequence[Term], question: Question) -> str:
    text = record.text
    if len(text) <= _LONG and not (asked and len(text) > _LONG // 2):
        return text
    if asked:
        return excerpt(text, asked, holds=asked_type(question), limit=_LONG // 2)
    kept = ""
    for sentence in re.findall(r"[^。；;\n]+[。；;\n]*", text):
        if kept and len(kept) + len(sentence) > _LONG:
            break
        kept += sentence
    return kept.strip()


def _own(term: Term, text: str) -> bool:
    folded, halves = fold(text), (term.surface[:2], term.surface[2:])  # 监测预警, 监测与预警
    said = any(word in folded for word, weight in term.alternatives if weight >= 0.6)
    return said or all(len(half) == 2 and half in folded for half in halves)


def listed(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The chapters of a regulation, the articles of a chapter, those that say something, or the one that does."""
    groups = regulations(question, corpus)
    meant = named(question, corpus, groups) if groups else ()
    if question.has("when") and EFFECT.search(question.folded) and not _of_part(question, meant, corpus):
        return in_force(question, corpus, book, meant or _titled(question, corpus, groups))
    if (
        asked_measure(question)
        or _BROKEN.search(question.folded)
        or question.has("deadline")
        or (question.has("when") and not question.has("kind_article"))
    ):
        return None
    asks_chapter = bool(question.named("section") or any(o.kind == "section" for o in question.ordinals))
    if not meant or not (asks_chapter or question.has("kind_article") or _OF_CHAPTERS.search(question.folded)):
        return itemised(question, corpus, book)
    if _CHAPTERS.search(question.folded) and not asks_chapter:
        return _chapters(question, meant, corpus, book)
    chosen = _in_section(question, meant)
    if len(chosen) == len(meant) and _SOME_CHAPTER.search(question.folded):
        chosen = _in_chapter_on(content(question, question.named("document")), meant)
        asks_chapter = len(chosen) < len(meant)
    called = " ".join(chapters(chosen) if asks_chapter else ())
    documents = {meant[0].document_id}
    terms = [
        t
        for t in content(question, (*question.named("document"), *question.named("section")))
        if not t.generic
        and not said_in_title(t, documents, corpus)
        and fold(t.surface) not in fold(title_of(meant[0], corpus))
        and not _own(t, called)
        and (statutory(meant[0], corpus) or not calls(t))
    ]
    if question.language == "en" and asks_chapter and not question.has("mention"):
        terms = []  # they say what the chapter is called, which a translation may miss
    if terms and _ONE.search(question.folded):
        return _one(question, chosen, terms, corpus, book)
    if not question.has("list", "count", "who", "content", "kind_article"):
        return None
    matched, left = narrow(chosen, terms, corpus)
    if not statutory(meant[0], corpus):
        matched = quoting(question, matched, corpus)
        if not matched or (terms and (left or len(matched) == len(chosen))):
            return none_of(question, corpus, book)
    return _listed(question, matched, book, asks_chapter) if matched and not left else None


def _titled(question: Question, corpus: Corpus, groups: Groups) -> Sequence[Record]:
    """The articles of the one paper whose title says all that a question names."""
    terms = [t for t in content(question) if not t.generic and not _STARTING.search(t.surface)]
    ids = {document_id for document_id, _ in groups}
    found = {d for d in ids if terms and all(said_in_title(t, (d,), corpus) for t in terms)}
    return next((v for (d, _), v in groups.items() if d in found), ()) if len(found) == 1 else ()


def _in_section(question: Question, pool: Sequence[Record]) -> Sequence[Record]:
    """The articles of the chapter a question counts off or names."""
    numbers = {n for o in question.ordinals if o.kind == "section" for n in o.numbers}
    known = chapters(pool)
    wanted = {known[n - 1] for n in numbers if 0 < n <= len(known)}
    wanted |= {chapter for m in question.named("section") for chapter in m.values if chapter in known}
    return [r for r in pool if str(r.fields.get("chapter") or "") in wanted] if wanted or numbers else pool


def _in_chapter_on(terms: Sequence[Term], pool: Sequence[Record]) -> Sequence[Record]:
    """The articles of the one chapter whose name says most of some words; all where none or several do."""
    said = {chapter: sum(_own(t, chapter) for t in terms if not t.generic) for chapter in chapters(pool)}
    most = [chapter for chapter, count in said.items() if count and count == max(said.values())]
    return [r for r in pool if r.fields.get("chapter") in most] if len(most) == 1 else pool


def _one(
    question: Question, pool: Sequence[Record], terms: Sequence[Term], corpus: Corpus, book: QuoteBook
) -> Draft | None:
    """The article that says what a question asks which one does."""
    ids = {r.id for r in pool}
    matches = [m for m in find(question, corpus, terms, ("article",)) if m.evidence.record]
    best = next((m for m in matches if m.evidence.record and m.evidence.record.id in ids), None)
    if best is None or best.evidence.record is None or best.score < _FOUND or lacking(best.missing, question):
        return None
    record = best.evidence.record
    told, marks = _told(record, terms, question), mark(book.cite(record))
    text = say(
        question.language, "article_says", regulation=title_of(record, corpus), n=record.label, text=told, m=marks
    )
    return Draft("answered", text, records=(record,))


def _chapters(question: Question, records: Sequence[Record], corpus: Corpus, book: QuoteBook) -> Draft | None:
    known = chapters(records)
    first = {c: next(r for r in records if r.fields.get("chapter") == c) for c in known}
    items = [Item(c, c, {}, (book.cite(first[c]),)) for c in known]
    if len(items) < 2:
        return None
    marks = mark(*(i.quotes[0] for i in items[:3]))
    names = "、".join(" ".join(c.split()) for c in known)
    text = say(
        question.language,
        "chapters_listed",
        regulation=title_of(records[0], corpus),
        count=len(items),
        names=names,
        m=marks,
    )
    computed = []
    if _ARTICLES_TOO.search(question.folded):
        text += say(question.language, "articles_counted", count=len(records))
        computed = [Computed(str(len(records)), "条", "count(articles)", ())]
    return Draft("answered", text, items, computed=computed, records=tuple(first.values()))


def _listed(question: Question, records: Sequence[Record], book: QuoteBook, by_chapter: bool) -> Draft:
    items = [item_of(record, (book.cite(record),)) for record in records]
    names = joined(question.language, ",", (r.label for r in records))
    marks = mark(*(i.quotes[0] for i in items[:3]))
    within = "、".join(" ".join(c.split()) for c in chapters(records)) if by_chapter else ""
    text = say(question.language, "articles_listed", chapters=within, count=len(records), names=names, m=marks).strip()
    return Draft("answered", text, items if len(items) > 1 else [], records=tuple(records))


def _of_part(question: Question, meant: Sequence[Record], corpus: Corpus) -> bool:
    """Whether a question asks from when something in a regulation applies, and not the regulation itself."""
    if not meant:
        return False
    title = fold(title_of(meant[0], corpus))
    others = [
        t
        for t in content(question, question.named("document"))
        if not t.generic
        and not _STARTING.search(t.surface)
        and not said_in_title(t, {meant[0].document_id}, corpus)
        and not any(word in title for word, _ in t.alternatives if len(word) > 1)
    ]
    return question.language == "zh" and len(others) > 1


def in_force(question: Question, corpus: Corpus, book: QuoteBook, meant: Sequence[Record]) -> Draft | None:
    """The sentence by which a regulation takes effect."""
    statute = next((v for v in grouped(corpus).values() if statutory(v[0], corpus)), ())
    documents = {r.document_id for r in (meant or statute)[:1]}
    if not documents or not (meant or len(grouped(corpus)) == 1):
        return None
    said = [i for i in corpus.evidence.items if i.document_id in documents and _IN_FORCE.search(i.reading)]
    said = [i for i in said if i.kind != "article"][-2:]  # the last article, and the order that promulgates it
    if not said:
        return None
    document_id, told = said[-1].document_id, said[-1].reading.rstrip("。")
    marks = [book.cite(item) for item in said]
    if _OF_PUBLICATION.search(told):
        published = [line for line in lines(document_id, corpus) if _PUBLISHED.search(line.text)][:1]
        told = "；".join([*(line.text for line in published), told])
        marks += [adoption.cited(line, document_id, book) for line in published]
    return Draft("answered", say(question.language, "fact", text=told, m=mark(*marks)), reader="passages")
