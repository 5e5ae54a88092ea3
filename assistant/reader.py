"""The default reader: no language model; every kind of question in turn, the surest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant import (
    accord,
    adoption,
    articles,
    bands,
    cells,
    chosen_lists,
    claimed_posts,
    closing,
    comparing,
    dates_apart,
    demands,
    documents,
    event_claims,
    events,
    facts,
    groups,
    handing_in,
    headers,
    imprint,
    judging,
    margins,
    members,
    of_record,
    openings,
    penalties,
    persons,
    pictured,
    placed,
    premises,
    proposers,
    ranking,
    rows,
    shares,
    silence,
    stages,
    swapped_days,
    task_lists,
    task_partners,
    tasks,
    totals,
    untold,
    years_apart,
)
from assistant.answer import Receipt
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.numbered_lists import PARTS
from assistant.phrases import say
from assistant.question import Question
from ingest.fold import fold

Reading = Callable[[Question, Corpus, QuoteBook], Draft | None]
# What these tell by likeness to the question is looked at again for what it must say
_BY_LIKENESS = frozenset(
    (
        comparing.compared,
        cells.looked_up,
        cells.described,
        tasks.by_topic,
        events.on_date,
        events.by_topic,
        facts.chosen,
        members.listed,
        persons.who_is,
        persons.holder,
        pictured.painted,
        imprint.imprint,
        of_record.read,
    )
)
# What tells how many records there are, and what no records are: money, staff
_COUNTING, _NO_RECORDS = frozenset((groups.grouped, task_lists.listed, rows.listed)), pattern("counts_no_records")
_TELLING = frozenset((tasks.by_number, tasks.by_topic, events.on_date, events.by_topic))  # a record and what it says
_OF_OTHERS = frozenset((*_COUNTING, cells.described))  # answer nothing that a nearer record was found to leave out
Stands = Callable[[Draft, QuoteBook], bool]

# Numbers and names that the question gives come before what it only describes; lists before single facts.
READINGS: tuple[Reading, ...] = (
    dates_apart.apart,
    dates_apart.same_day,
    imprint.of_itself,
    headers.about_document,
    documents.which,
    cells.by_number,
    bands.placed,
    swapped_days.worked,
    tasks.by_number,
    members.listed,
    adoption.by_clause,
    openings.run_in,
    openings.repeated,
    stages.told,
    articles.by_number,
    handing_in.due,
    untold.of_person,
    claimed_posts.claimed,
    persons.who_is,
    persons.holder,
    proposers.proposed,
    persons.unheld,
    accord.between,
    margins.furthest,
    shares.told,
    cells.which_list,
    judging.judged,
    comparing.compared,
    groups.grouped,
    ranking.totalled,
    ranking.extreme,
    years_apart.compared,
    facts.agreed,
    facts.chosen,
    pictured.painted,
    cells.remarked,
    task_partners.stated,
    cells.looked_up,
    cells.elsewhere,
    task_partners.partners,
    task_partners.matter,
    task_lists.listed,
    event_claims.otherwise,
    event_claims.mistaken,
    events.on_date,
    rows.listed,
    tasks.by_topic,
    articles.listed,
    events.by_topic,
    cells.described,
    task_partners.of_unit,
    penalties.penalised,
    imprint.imprint,
    closing.dated,
    placed.under,
    openings.summed,
    openings.headed,
    openings.opened,
    of_record.read,
)


def read(question: Question, corpus: Corpus, stands: Stands = lambda *_: True) -> tuple[Draft, QuoteBook]:
    """A draft answer with its quotes; `not_found` naming what is missing where nothing answers.

    `stands` tells whether anything of a draft is left once it is verified; else the next reading is tried.
    """
    if question.has("foreign_request", "greeting") and not question.has("lead", "responsible", "meaning"):
        key = "greeting" if question.has("greeting") else "declined"
        return Draft("declined", say(question.language, key)), QuoteBook(corpus)
    unsaid = ""
    for reading in () if silence.hopeless(question, corpus) else READINGS:
        book = QuoteBook(corpus)
        draft = None if unsaid and reading in _OF_OTHERS else reading(question, corpus, book)
        parts = reading is rows.listed and PARTS.search(question.folded)
        if draft is None or parts or (reading in _COUNTING and _NO_RECORDS.search(question.folded)):
            continue
        _receipt(draft, corpus)
        if reading in _BY_LIKENESS and (lacking := demands.lacking(question, corpus, draft, book.quotes)):
            unsaid = unsaid or lacking
            continue
        if reading in _TELLING:
            chosen_lists.put(draft, question, corpus, book)
        draft = _nth(draft, question) if question.nth else draft
        totals.put_right(draft, question, corpus, book)
        premises.put_right(draft, question, corpus, book)
        draft.understood = f"{reading.__module__.split('.')[-1]}.{reading.__name__}"
        _receipt(draft, corpus)
        if stands(draft, book):
            return draft, book
    if question.earlier:  # a follow-up that names something new may still be about the matter of the turn before
        return read(replace(question, terms=(*question.earlier, *question.terms), earlier=()), corpus, stands)
    book = QuoteBook(corpus)
    if corrected := premises.corrected(question, corpus, book):
        corrected.understood = "premises.corrected"
        return corrected, book
    draft = silence.silent(question, corpus, book, unsaid)
    draft.understood = "silence.silent"
    return draft, book


def _nth(draft: Draft, question: Question) -> Draft:
    """The member of a list that a follow-up asks for, alone; that there is none where the list is shorter."""
    items, place = draft.items, question.nth if question.nth < 0 else question.nth - 1
    if draft.outcome != "answered" or len(items) < 2:
        return draft
    if place >= len(items):
        text = say(question.language, "nth_absent", n=question.nth, label=items[-1].label, m=mark(*items[-1].quotes))
        return Draft("not_found", text, missing=(str(question.nth),))
    item = items[place]
    text = say(question.language, "nth_item", label=item.label, text=item.text, m=mark(*item.quotes))
    if fold(item.label) in fold(item.text):
        text = say(question.language, "nth_named", text=item.text, m=mark(*item.quotes))
    return Draft("answered", text, records=draft.records[place:][:1])


def _receipt(draft: Draft, corpus: Corpus) -> None:
    """A list's receipt: how many of how many records of its kind."""
    if draft.receipt is None and draft.items and draft.records and draft.outcome == "answered":
        kind = draft.records[0].kind
        documents = {record.document_id for record in draft.records}
        checked = sum(1 for record in corpus.of_kind[kind] if record.document_id in documents)
        draft.receipt = Receipt(kind, len(draft.items), checked)
