"""What the sentence reader finds in a record, told as the record tells it: the asked cells, the units responsible."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import cells, facts
from assistant.answer import Item, Quote, Receipt
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.enumerations import asked_kind, clause_lists, of_kind, quoted_list
from assistant.frames import frame
from assistant.members import left_out
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import content
from assistant.sentences import join_lines
from assistant.spoken_rows import table_of
from assistant.tasks import ROLES, part_of, responsibility
from assistant.telling import in_words, tells
from ingest.fold import fold
from ingest.model import Record

_MEMBERS = 3  # what a sentence must enumerate at least where none are of the kind asked for
_MARK = re.compile(r"\[\d+\]")
PARTLY = 0.25  # how much of a word a row must hold, at least


def read(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The sentence that answers; of a table row its asked cells, of a task its units where they are asked."""
    scratch = QuoteBook(corpus)
    draft = facts.read(question, corpus, scratch)
    record = draft.records[0] if draft is not None and draft.records else None
    if (
        record is not None
        and question.has("list")
        and question.has("kind_task" if record.kind == "task" else "kind_row")
    ):
        return None  # one member is no list
    if record is not None and record.kind == "row":
        table = table_of(corpus, record)
        if _strays(question, corpus, record) or not tells(question, corpus, record, table):
            return None
        if cells.merely_of_kind(question, corpus, record):
            return None
        return cells.tell(question, corpus, book, [record])
    if record is not None and record.kind == "header" and _strays(question, corpus, record):
        return None
    if record is not None and record.kind == "task" and question.has("who") and _unlike(question, corpus, record):
        return None
    book.take(scratch)
    told = record is None or (record.kind == "task" and not question.has("who", *ROLES))
    if draft is not None and told and question.has("list", "count"):
        _enumerate(draft, question, corpus, book)
    if draft is None or record is None or record.kind != "task" or not question.has("who", *ROLES):
        return draft
    marks = mark(book.cite(record, "convention"))
    space = "" if question.language == "zh" else " "
    draft.text += space + responsibility(part_of(record, content(question)), question, marks)
    return draft


def _enumerate(draft: Draft, question: Question, corpus: Corpus, book: QuoteBook) -> None:
    """Makes what the first sentence enumerates the members of the answer."""
    record = draft.records[0] if draft.records else None
    sentence = join_lines(book.quotes[0].text)
    if record is not None:
        sentence = _told_sentence(sentence, draft)
    kind = asked_kind(question.folded, question.language)
    members = of_kind(kind, [sentence], corpus.segmenter) if kind and record is None else ()
    clause, number = "", 1
    if not members and frame(question) is not None and record is None:
        members, number = _stated(question, book.quotes[:2], corpus)  # a sentence put as is asked, and so its list
    if not members:
        clause, members = _best_list(question, sentence, corpus)
    if not members and record is None:
        members, number = _stated(question, book.quotes[:2], corpus)
    if not question.has("list") and not re.search(rf"(?<!\d){len(members)}(?!\d)", _MARK.sub("", draft.text)):
        return  # what is counted need not be what is enumerated
    if record is not None and members and fold(clause) not in fold(draft.text):
        draft.text = say(question.language, "fact", text=clause.strip(), m=mark(1))
    if members:
        draft.items = [Item(member, member, {}, (number,)) for member in members]
        draft.receipt = Receipt("group", len(members), len(members))


def _stated(question: Question, quotes: Sequence[Quote], corpus: Corpus) -> tuple[tuple[str, ...], int]:
    """The longest list of the first sentence that sets one out besides what the question names, and its number."""
    for number, quote in enumerate(quotes, 1):
        sentence = join_lines(quote.text)
        lists = [quoted_list(sentence), *(members for _, members in clause_lists(sentence, corpus.segmenter))]
        told = [m for m in lists if len(m) > 1 and sum(fold(one) in question.folded for one in m) * 2 <= len(m)]
        if told:
            return max(told, key=len), number
    return (), 1


def _told_sentence(text: str, draft: Draft) -> str:
    """The sentence of a record that an answer tells the beginning of."""
    told = fold(draft.text)
    sentences = [s for s in re.split(r"(?<=[。；;])", text) if s.strip()]
    parts = [[c for c in re.split(r"[,，。；;]", s) if len(c.strip()) > 3] for s in sentences]
    return next((s for s, cs in zip(sentences, parts, strict=True) if any(fold(c) in told for c in cs)), "")


def _best_list(question: Question, sentence: str, corpus: Corpus) -> tuple[str, tuple[str, ...]]:
    """The list whose clause says most of what a question asks, the longest of those, with that clause."""
    lists = [(c, m) for c, m in clause_lists(sentence, corpus.segmenter) if len(m) >= _MEMBERS]
    out = left_out(question)
    terms = [t for t in content(question) if not t.generic and not any(a <= t.start < b for a, b in out)]

    def said(clause: str) -> int:
        held = (
            max((len(w) for w, weight in t.alternatives if weight >= 0.75 and w in clause), default=0) for t in terms
        )
        return sum(held)

    return max(lists, key=lambda one: (said(fold(one[0])), len(one[1])), default=("", ()))


def _unlike(question: Question, corpus: Corpus, record: Record) -> bool:
    """Whether a task has next to nothing of what an English question names: its units are those of something else.

    A Chinese question may say in other words what an abbreviation of the task's shares a character with.
    """
    if question.language == "zh":
        return False
    held = corpus.evidence.by_record[record.id].index
    named = [t for t in content(question) if t.naming and not t.generic]
    return bool(named) and all(corpus.evidence.held(t).own.get(held, 0.0) < PARTLY for t in named)


def _strays(question: Question, corpus: Corpus, record: Record) -> bool:
    """Whether a question names what a row does not say; one word in three may be called otherwise, but no name."""
    held = corpus.evidence.by_record[record.id].index
    named = [t for t in content(question) if t.naming and not t.generic]
    loose = [t for t in named if corpus.evidence.matching(t).get(held, 0.0) < PARTLY]
    told = record.kind != "row" or in_words(table_of(corpus, record))
    if not told and question.language == "zh" and any(corpus.evidence.known(t.alternatives[0][0]) for t in loose):
        return True  # the documents speak of something else in this word
    spelt = question.language == "en" and any(t.alternatives[0][0].isascii() for t in loose)
    return spelt or any(t.proper for t in loose) or len(loose) * 3 > len(named)
