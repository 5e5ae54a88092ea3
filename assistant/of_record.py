"""What the sentence reader finds in a record, told as the record tells it: the asked cells, the units responsible."""

from __future__ import annotations

import re

from assistant import cells, facts
from assistant.answer import Item, Receipt
from assistant.asked import ENUMERATES, has_date
from assistant.chosen_lists import best_listing, likelihood, wants_list
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark, unmarked
from assistant.enumerations import asked_kind, of_kind
from assistant.phrases import say, space
from assistant.question import Question
from assistant.reading import content
from assistant.relevance import evidence_terms, ranked
from assistant.sentences import join_lines
from assistant.spoken_rows import table_of
from assistant.tasks import ROLES, part_of, responsibility
from assistant.telling import in_words, tells
from ingest.fold import fold
from ingest.model import Record
from ingest.numbering import leading_number

PARTLY = 0.25  # how much of a word a row must hold, at least
_LIKELY = 0.6  # the chance of a row that may call otherwise what a question names


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
    if draft is not None and told and not draft.items and (question.has("count") or wants_list(question)):
        _enumerate(draft, question, corpus, book)
    if draft is None or record is None or record.kind != "task" or not question.has("who", *ROLES):
        return draft
    marks = mark(book.cite(record, "convention"))
    draft.text += space(question.language) + responsibility(part_of(record, content(question)), question, marks)
    return draft


def _enumerate(draft: Draft, question: Question, corpus: Corpus, book: QuoteBook) -> None:
    """Makes what the first sentence enumerates the members of the answer."""
    record = draft.records[0] if draft.records else None
    told = [join_lines(quote.text) for quote in book.quotes[: 2 if record is None else 1]]
    if record is not None:
        told = [_told_sentence(told[0], draft), told[0]]
    kind = asked_kind(question.folded, question.language)
    members = of_kind(kind, told[:1], corpus.segmenter) if kind and kind.endings else ()
    clause, number = next((c for c in re.split("[，。；]", told[0]) if members and members[0] in c), ""), 1
    if not members and (best := best_listing(question, told, corpus)):
        clause, members, number = best[0].clause, best[0].members, best[1] + 1
        if record is not None and number > 1 and not likelihood(question, best[0])[0]:
            members = ()  # elsewhere in a record only what is called so
        number = number if record is None else 1
    counted = re.search(rf"(?<!\d){len(members)}(?!\d)", unmarked(draft.text)) or ENUMERATES.search(draft.text)
    if not wants_list(question) and not counted:
        return  # what is counted need not be what is enumerated
    if record is not None and members and fold(clause) not in fold(draft.text):
        draft.text += space(question.language) + say(question.language, "fact", text=clause.strip(), m=mark(1))
    if question.has("when") and not any(map(has_date, members)):
        members = ()  # what bodies or things a sentence lists is not when
    if members:
        if question.has("count") and ENUMERATES.search(draft.text):
            draft.text += say(question.language, "counted", count=len(members))
        draft.items = [Item(member, member, {}, (number,)) for member in members]
        draft.receipt = Receipt("group", len(members), len(members))


def _told_sentence(text: str, draft: Draft) -> str:
    """The sentence of a record that an answer tells the beginning of."""
    told = fold(draft.text)
    bare = text[number.end :] if (number := leading_number(text)) else text
    sentences = [s for s in re.split(r"(?<=[。；;])", bare) if s.strip()]
    parts = [[c for c in re.split(r"[,，。；;]", s) if len(c.strip()) > 3] for s in sentences]
    return next((s for s, cs in zip(sentences, parts, strict=True) if any(fold(c) in told for c in cs)), "")


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
    if not (spelt or any(t.proper for t in loose) or len(loose) * 3 > len(named)):
        return False
    if question.language == "zh":
        return True
    found = ranked(question, corpus, evidence_terms(question, corpus))
    return not any(s.evidence.record is record and s.meets and s.chance > _LIKELY for s in found)
