"""What the sentence reader finds in a record, told as the record tells it: the asked cells, the units responsible."""

from __future__ import annotations

from collections.abc import Iterable

from assistant import cells, facts
from assistant.answer import Item, Quote, Receipt
from assistant.columns import columns_of, value_columns
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.enumerations import asked_kind, enumerations, of_kind
from assistant.frames import frame
from assistant.question import Question
from assistant.reading import content
from assistant.sentences import join_lines
from assistant.spoken_rows import table_of
from assistant.stated_lists import stated_lists
from assistant.tasks import ROLES, part_of, responsibility
from assistant.telling import in_words, tells
from ingest.fold import fold
from ingest.model import Record

_FRONT = ("", "gazette", "issue", "total_issue")  # keys of the lines of an issue's front page
_MEMBERS = 3  # what a sentence must enumerate at least where none are of the kind asked for
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
        if value_columns(columns_of(table)) and not _called(question, record):
            return None  # a figure is told of what it is called, not of what stands beside it
        return cells.tell(question, corpus, book, [record])
    if record is not None and record.kind == "header" and _strays(question, corpus, record):
        return None
    if draft is not None and record is None and _front_matter(scratch.quotes[0], corpus):
        return None
    book.take(scratch)
    if draft is not None and record is None and question.has("list"):
        _enumerate(draft, question, corpus, book)
    if draft is None or record is None or record.kind != "task" or not question.has("who", *ROLES):
        return draft
    marks = mark(book.cite(record, "convention"))
    space = "" if question.language == "zh" else " "
    draft.text += space + responsibility(part_of(record, content(question)), question, marks)
    return draft


def _enumerate(draft: Draft, question: Question, corpus: Corpus, book: QuoteBook) -> None:
    """Makes what the first sentence enumerates, or else the second, the members of the answer."""
    kind = asked_kind(question.folded, question.language)
    for number, quote in enumerate(book.quotes[:2], 1):
        sentence = join_lines(quote.text)
        members = of_kind(kind, [sentence], corpus.segmenter) if kind else ()
        if frame(question) is not None:  # the sentence is put as the question asks, its list too
            members = members or _longest(stated_lists(sentence), question, 2)
        members = members or _longest(enumerations(sentence, corpus.segmenter), question, _MEMBERS)
        members = members or _longest(stated_lists(sentence), question, 2)
        if members:
            draft.items = [Item(member, member, {}, (number,)) for member in members]
            draft.receipt = Receipt("group", len(members), len(members))
            return


def _longest(lists: Iterable[tuple[str, ...]], question: Question, least: int) -> tuple[str, ...]:
    """The longest of some lists that is long enough and does not only repeat the question."""
    told = [m for m in lists if len(m) >= least and sum(fold(one) in question.folded for one in m) * 2 <= len(m)]
    return max(told, key=len, default=())


def _called(question: Question, record: Record) -> bool:
    """Whether a word of the question is in a row's name."""
    label = fold(record.label)
    return any(word in label for term in content(question) if not term.generic for word, _ in term.alternatives)


def _front_matter(quote: Quote, corpus: Corpus) -> bool:
    """Whether a quote is the front of an issue, which says nothing in sentences."""
    lines = [r for r in corpus.of_kind["header"] if r.fields.get("key") in _FRONT]
    held = [r for r in lines if quote.start <= r.span.start and r.span.end <= quote.end]
    return sum(corpus.index.file_of(r.document_id).sha256 == quote.sha256 for r in held) >= 2


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
