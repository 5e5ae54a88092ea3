"""What the sentence reader finds in a record, told as the record tells it: the asked cells, the units responsible."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import cells, facts
from assistant.answer import Item, Receipt
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.clause_members import Listing
from assistant.enumerations import asked_kind, clause_lists, of_kind, quoted_list
from assistant.members import left_out
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import content
from assistant.sentences import join_lines
from assistant.spoken_rows import table_of
from assistant.tasks import ROLES, part_of, responsibility
from assistant.telling import in_words, tells
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record
from ingest.numerals import parse_numeral

_MEMBERS = 3  # what a list must have at least where it is not called what is asked for
_BEHIND = 12  # characters behind a list that may say what its members are
_CALLED = 4  # what counts as much as that many characters said around a list: what it is called, and how long it is
_TRANSLATED = 0.75
_WANTED = re.compile(r"[哪那这是]的?([两二三四五六七八九十]|\d+)[大]?[个项种类条件家样点处座所份方句]")
_BESIDES = re.compile(r"[^,，?？]*(?:之外|以外)|除[^,，?？]*[,，外]|\b(?:besides|apart from|other than)\b[^,?]*")
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
    members = of_kind(kind, [sentence], corpus.segmenter) if kind and kind.endings and record is None else ()
    told = [sentence] if record is not None else [join_lines(quote.text) for quote in book.quotes[:2]]
    clause, number = "", 1
    if not members and (best := best_listing(question, told, corpus)):
        clause, members, number = best[0].clause, asked_members(question, best[0].members), best[1] + 1
    if not question.has("list") and not re.search(rf"(?<!\d){len(members)}(?!\d)", _MARK.sub("", draft.text)):
        return  # what is counted need not be what is enumerated
    if record is not None and members and fold(clause) not in fold(draft.text):
        draft.text = say(question.language, "fact", text=clause.strip(), m=mark(1))
    if members:
        draft.items = [Item(member, member, {}, (number,)) for member in members]
        draft.receipt = Receipt("group", len(members), len(members))


def _told_sentence(text: str, draft: Draft) -> str:
    """The sentence of a record that an answer tells the beginning of."""
    told = fold(draft.text)
    sentences = [s for s in re.split(r"(?<=[。；;])", text) if s.strip()]
    parts = [[c for c in re.split(r"[,，。；;]", s) if len(c.strip()) > 3] for s in sentences]
    return next((s for s, cs in zip(sentences, parts, strict=True) if any(fold(c) in told for c in cs)), "")


def best_listing(question: Question, sentences: Sequence[str], corpus: Corpus) -> tuple[Listing, int] | None:
    """The list of some sentences about which most of a question is said, and the number of its sentence."""
    found = []
    for number, sentence in enumerate(sentences):
        quoted = quoted_list(sentence)
        lists = [Listing(sentence, quoted), *clause_lists(sentence, corpus.segmenter)]
        found += [(_told_of(question, one), -number, len(one.members), one) for one in lists if len(one.members) > 1]
    best = max((one for one in found if one[0] >= 0), key=lambda one: one[:3], default=None)
    return (best[3], -best[1]) if best else None


def _told_of(question: Question, listing: Listing) -> int:
    """How much of a question is said around a list, above all behind it; less than 0 where it cannot be meant."""
    around, out = fold(listing.clause), left_out(question)
    for member in listing.members:
        around = around.replace(fold(member), "、")
    terms = [t for t in content(question) if not any(a <= t.start < b for a, b in out)]
    said = [_longest(t, around) for t in terms if not t.generic]
    behind = fold(listing.behind)[:_BEHIND]
    called = any(_longest(t, behind) > 1 for t in terms) or any(
        len(behind) > n + 1 and behind[n : n + 2] in question.folded for n in range(2)
    )
    few = len(listing.members) < (2 if called else _MEMBERS)
    named = sum(fold(m) in question.folded for m in listing.members) * 2 > len(listing.members)
    wanted = _WANTED.search(question.folded)
    exactly = wanted is not None and parse_numeral(wanted[1]) == len(listing.members)
    return -1 if few or named else sum(said) + _CALLED * (called + exactly)


def asked_members(question: Question, members: Sequence[str]) -> tuple[str, ...]:
    """The members of a list without those besides which a question asks for others."""
    besides = _BESIDES.search(question.folded)
    return tuple(m for m in members if not besides or fold(m) not in besides.group())


def _longest(term: Term, text: str) -> int:
    return max((len(w) for w, weight in term.alternatives if weight >= _TRANSLATED and w in text), default=0)


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
