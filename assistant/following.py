"""A question that leans on the one before it: read by itself, or from what the answer before rested on."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from assistant import focus, leaning, reader, silence
from assistant.added import added, asks_sum
from assistant.applicants import PUTS_FORWARD, only_lists
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.dialogue import Trail
from assistant.draft import Draft, QuoteBook, unmarked
from assistant.event_answers import figure_type, lacks_figure
from assistant.focus import Focus
from assistant.happenings import span, within
from assistant.phrases import say
from assistant.posts import asked_post
from assistant.question import Question, parse
from assistant.reading import unknown_terms
from assistant.table_choice import captioned
from assistant.tasks import ROLES
from ingest.fold import fold

_DEEP = 3  # turns that are read once more to tell what the last answer rested on
_IN_SENTENCES = ("article", "passage", "header", "section")
_ITS_UNIT = pattern("its_unit")  # 它还牵头哪些, where a task was told of
_ELSE = re.compile(r"还(?!是)|其[他它]|别的|另外|\b(?:else|other)\b")
_OF_PAPERS = ("headers", "imprint", "documents")  # readings that tell of a paper by what stands at its head
Read = tuple[Draft, QuoteBook]


def follow(own: Question, merged: Question, before: Trail, corpus: Corpus, stands: reader.Stands) -> Read:
    """The answer to a follow-up: from the matter of the turn before where it names nothing else, or finds nothing."""

    @cache
    def rested() -> Focus | None:
        return _rested(before, corpus, stands)

    if asks_sum(own) and (total := _added(own, before, corpus, stands)):
        return total
    if others := _other_tasks(own, rested, corpus):
        return reader.read(others, corpus, stands)
    previous = before[-1][1]  # the day after that, or another task by its bare number
    named = ((merged.dates, previous.dates, own.dates), (merged.ordinals, previous.ordinals, own.ordinals))
    moved = any(now and now != then and not here for now, then, here in named)
    if not (moved or leaning.of_a_unit(own)) and (found := _leaning(own, merged, rested, corpus, stands)):
        return found
    draft, book = reader.read(merged, corpus, stands)
    told = draft.outcome == "answered"
    if told and not moved and (refused := _refused(own, merged, (draft, book), rested, corpus)):
        return ((it := rested()) and _from(_as_asked(own, merged), it, corpus, stands)) or refused
    if own.ordinals or (told and not (leaning.attributive(own) and own.terms)) or (matter := rested()) is None:
        return draft, book
    if told and not (len(matter.records) == 1 and matter.of("task") and _repeats(own, draft, matter)):
        return draft, book
    return _from(_as_asked(own, merged), matter, corpus, stands) or (_missing(own, corpus) if told else (draft, book))


def _other_tasks(own: Question, rested: Callable[[], Focus | None], corpus: Corpus) -> Question | None:
    """What is asked of the other tasks of the one unit that leads the one told of; none where that is not asked."""
    said = None if own.has("who") else _ITS_UNIT.match(own.folded)
    tasks = matter.of("task") if said and (matter := rested()) else []
    units = (tasks[0].fields.get("leads") or tasks[0].fields.get("shared") or []) if len(tasks) == 1 else []
    if said is None or len(units) != 1:
        return None
    number, zh = tasks[0].label, own.language == "zh"
    others = (f"除第{number}项任务外，" if zh else f"besides task {number}, ") if _ELSE.search(own.folded) else ""
    return parse(f"{others}{'' if zh else 'which tasks does '}{units[0]} {own.folded[said.end() :]}", corpus)


def _as_asked(own: Question, merged: Question) -> Question:
    """A follow-up that asks nothing by itself, with the roles that the turn before asked for: 吾悦广场呢."""
    asks = own.has(*leaning.PLAIN, *ROLES) or not own.has("elliptic")
    return own if asks else replace(own, cues=own.cues | (merged.cues & {"who", *ROLES}))


def _last(before: Trail, corpus: Corpus, stands: reader.Stands) -> Read:
    """The answer to the last of some turns."""
    own, merged = before[-1]
    earlier = before[:-1][-_DEEP:]
    return follow(own, merged, earlier, corpus, stands) if earlier else reader.read(merged, corpus, stands)


def _rested(before: Trail, corpus: Corpus, stands: reader.Stands) -> Focus | None:
    """What the answer to the last of some turns rested on."""
    return focus.focus_of(before[-1][1], *_last(before, corpus, stands), corpus)


def _added(own: Question, before: Trail, corpus: Corpus, stands: reader.Stands) -> Read | None:
    """The sum of what the answers to the last turns told."""
    turns = [before[: len(before) - n] for n in range(min(len(before), _DEEP + 1))]
    book = QuoteBook(corpus)
    draft = added(own, [(turn[-1][1], _last(turn, corpus, stands)[0]) for turn in turns], book)
    return (replace(draft, understood="added"), book) if draft else None


def _leaning(
    own: Question, merged: Question, rested: Callable[[], Focus | None], corpus: Corpus, stands: reader.Stands
) -> Read | None:
    """The answer from the matter before to a question that leans on it."""
    leans = leaning.leans(own)
    matter = rested() if leans or leaning.bare(own) or leaning.points_back(own) or leaning.of_an_event(own) else None
    if matter is None:
        return None
    if leaning.points_back(own) and len(matter.of("event")) == 1:
        own = leaning.pointed(own)
    same = own.has("elliptic") and not own.has(*leaning.PLAIN) and matter.sentences and not matter.records
    one = len(matter.records) == 1 and not own.ordinals and leaning.SINGLE.search(own.folded)
    if (leaning.bare(own) or one or leaning.of_an_event(own) or same or focus.selects(own, matter)) and (
        found := _from(own, matter, corpus, stands)
    ):
        return found
    return _kept(own, merged, matter, corpus, stands) if leans else None


def _refused(
    own: Question, merged: Question, read: Read, rested: Callable[[], Focus | None], corpus: Corpus
) -> Read | None:
    """That nothing is said, where an answer is of another thing than the question or the one before it names."""
    other_role = own.has("who") and not own.has(*ROLES) and all(r.kind == "task" for r in read[0].records)  # 谁投的钱
    if (leaning.leans(own) or other_role) and (_strays(own, *read, corpus) or _once_more(own, read[0], rested())):
        return silence_on(merged, corpus)
    if leaning.of_it(own) and (it := rested()) and not _beside(read[0], it, own, corpus):
        return _missing(own, corpus)
    return None


def _kept(own: Question, merged: Question, matter: Focus, corpus: Corpus, stands: reader.Stands) -> Read | None:
    """The answer in the paper that the turn before was answered from, where only a condition is another one."""
    if own.dates or own.ordinals or own.named("document", "unit"):
        return None
    if any(record.kind not in _IN_SENTENCES for record in matter.records):
        return None
    papers = {s.document_id for s in matter.sentences} | {r.document_id for r in matter.records}
    if len(papers) != 1 or len(corpus.document) == 1:
        return None
    if found := _from(own, matter, corpus, stands):
        return found
    within = replace(merged, documents=tuple(papers))
    holds = figure_type(own if own.has("figure", "count", "when", "deadline") else merged)
    for question in (within, replace(within, terms=(*within.earlier, *within.terms), earlier=())):
        draft, book = reader.read(question, corpus, stands)
        fits = holds is None or holds(unmarked(draft.text))
        if draft.outcome == "answered" and fits and not leaning.unsaid(own, _cited(draft, book, corpus)):
            return draft, book
    return None


def _once_more(own: Question, draft: Draft, matter: Focus | None) -> bool:
    """Whether a question for another thing is answered by the very words that answered the one before."""
    other = [t for t in own.terms if t.naming and not t.generic]
    return matter is not None and bool(other) and not own.has(*leaning.PLAIN) and draft.text == matter.text


def _cited(draft: Draft, book: QuoteBook, corpus: Corpus) -> list[str]:
    """What an answer says, quotes and stands under, folded."""
    above = [" ".join((*record.path, *(str(value) for value in record.fields.values()))) for record in draft.records]
    titles = [corpus.document[record.document_id].title for record in draft.records]
    return [fold(text) for text in (draft.text, *(quote.text for quote in book.quotes), *above, *titles)]


def _strays(own: Question, draft: Draft, book: QuoteBook, corpus: Corpus) -> bool:
    """Whether an answer to a follow-up says nothing of what that puts in the place of the thing before."""
    if own.mentions or own.dates or own.ordinals or own.figures:
        return False
    words = leaning.words(own)
    naming = [t for t in words if t.naming] or (words if own.language == "zh" else [])
    unsaid = leaning.unsaid(own, _cited(draft, book, corpus))
    unknown = unknown_terms(naming, corpus) if own.language == "zh" else []
    return bool(naming) and (len(unsaid) >= len(naming) or (bool(unknown) and len(unsaid) * 2 >= len(naming)))


def _beside(draft: Draft, rested: Focus, own: Question, corpus: Corpus) -> bool:
    """Whether what answers the question for an attribute is the thing that has it."""
    other = not _ids(draft) & {record.id for record in rested.records}
    looked_up = draft.understood.startswith("cells") or any(record.kind == "row" for record in draft.records)
    return not (other and looked_up) and _of_the_matter(draft, rested, own, corpus)


def silence_on(question: Question, corpus: Corpus) -> Read:
    """That the documents do not say it."""
    book = QuoteBook(corpus)
    return replace(silence.silent(question, corpus, book), understood="silence.silent"), book


def rescued(own: Question, before: Trail, corpus: Corpus, stands: reader.Stands) -> Read | None:
    """What the answer before says of a question that finds nothing by itself, where it asks after a detail."""
    if own.mentions or own.ordinals or not own.has(*leaning.PLAIN):
        return None
    matter = _rested(before, corpus, stands)
    return _from(own, matter, corpus, stands) if matter else None


def part(own: Question, merged: Question, rested: Focus | None, corpus: Corpus, stands: reader.Stands) -> Read:
    """The answer to a later part of a question; that there is none where it asks more of a matter that says no more."""
    if rested is None:
        return reader.read(merged, corpus, stands)
    if own.folded.strip("是?。") == "几号" and rested.of("row"):  # no day
        own, merged = (replace(q, cues=q.cues - {"when"} | {"code"}) for q in (own, merged))
    if _of_another_list(own, rested, corpus):
        return reader.read(own if own.mentions else replace(own, mentions=rested.question.mentions), corpus, stands)
    if rested.of("header") and any(cue.startswith("front_") for cue in own.cues):
        return reader.read(own, corpus, stands)
    posts = asked_post(own) and asked_post(rested.question)  # 市长叫什么，市委书记是谁
    at_event = rested.of("event") and own.has("who", "attend", "chair", "speak") and not own.dates and not posts
    at_event = at_event or (len(rested.of("event")) == 1 and leaning.points(own))
    bare = leaning.bare(own) or leaning.of_it(own) or at_event or leaning.DOUBLED.search(own.folded)
    found = _from(own, rested, corpus, stands) if bare else None
    if found and not (found[0].text == rested.text and leaning.words(own)):  # told once, it hardly tells this, too
        return found
    draft, book = reader.read(merged, corpus, stands)
    attributive = leaning.attributive(own)
    leans = leaning.bare(own) or leaning.points(own) or (attributive and not _of_its_own(own, draft, book, corpus))
    fits = draft.outcome == "answered" and (not attributive or _of_the_matter(draft, rested, own, corpus))
    if fits or not leans:
        return (draft, book) if not _repeats(own, draft, rested) else _missing(own, corpus)
    return _from(own, rested, corpus, stands) or _missing(own, corpus)


def _of_another_list(own: Question, rested: Focus, corpus: Corpus) -> bool:
    """Whether a part lists or counts the rows of one list, and the part before those of another."""
    known = {(r.document_id, str(r.fields.get("table"))) for r in rested.of("row")}
    if not known or not own.has("kind_row") or not own.has("list", "count"):
        return False
    tables = captioned(own, corpus)
    return len(tables) == 1 and tables[0].key not in known


def _repeats(own: Question, draft: Draft, rested: Focus) -> bool:
    """Whether a part is answered by the same record once more, which does not say what it asks."""
    known = {record.id: record for record in rested.records}
    if draft.outcome == "answered" and draft.text == rested.text:
        if draft.understood.startswith("handing_in") and "将" in draft.text:
            return False  # 将方案报送办公室 says where to as well
        return leaning.untold(own, draft.text)
    if draft.outcome != "answered" or not _ids(draft) or not _ids(draft) <= set(known):
        return False
    holds = figure_type(own) if own.has("figure", "when", "deadline") else None
    if holds is not None and not holds(unmarked(draft.text)):
        return True
    put = PUTS_FORWARD.search(own.folded) and not own.has("lead", "responsible")  # 谁报的
    told_who = put or any(map(only_lists, own.terms))
    if own.has("who", "lead", "responsible") and draft.understood.startswith("cells") and not told_who:
        return True
    texts = [fold(known[key].text) for key in _ids(draft)]
    naming = leaning.subjects(own)
    unsaid = [t for t in naming if not any(word in text for text in texts for word, _ in t.alternatives)]
    return len(unsaid) * 2 > len(naming)


def _of_its_own(own: Question, draft: Draft, book: QuoteBook, corpus: Corpus) -> bool:
    """Whether a part names another thing than the part before, and is answered of that: 农村公路新建多少公里."""
    due = draft.understood.startswith("handing_in")
    if leaning.of_it(own) or not (due or own.has("figure", "count")) or (own.has("when", "deadline") and not due):
        return False
    naming = [t for t in own.terms if t.naming and not t.generic and len(t.surface) > 1]
    return bool(naming) and draft.outcome == "answered" and not leaning.unsaid(own, _cited(draft, book, corpus))


def _of_the_matter(draft: Draft, rested: Focus, own: Question, corpus: Corpus) -> bool:
    """Whether what answers a part is the matter of the part before: the same record, or a cell that is named."""
    cells = any(record.kind == "row" for record in draft.records)
    if not cells and any(focus.beyond(own, task, corpus) for task in rested.of("task")):
        return False
    if any(record.kind == "event" and lacks_figure(own, record) for record in draft.records):
        return False
    holds = figure_type(own)
    if not cells and holds is not None and not holds(unmarked(draft.text)):
        return False
    known = {record.id for record in rested.records}
    if draft.understood.startswith(_OF_PAPERS):
        return bool({r.document_id for r in rested.records} & {r.document_id for r in draft.records})
    return not known or bool(known & _ids(draft)) or draft.understood.startswith("cells.looked_up")


def _ids(draft: Draft) -> set[str]:
    return {record.id for record in draft.records}


def _elsewhen(own: Question, rested: Focus) -> bool:
    """Whether another day is asked about than that of the events before."""
    days = [d for d in own.dates if d.precision != "year"]
    dated = [event for event in rested.of("event") if span(event)]
    return bool(days and dated) and not any(within(event, day) for event in dated for day in days)


def _from(own: Question, rested: Focus, corpus: Corpus, stands: reader.Stands) -> Read | None:
    if _elsewhen(own, rested):
        return None
    book = QuoteBook(corpus)
    draft = focus.read(own, rested, corpus, book)
    if draft is None or not stands(draft, book) or (own.has("elliptic") and _strays(own, draft, book, corpus)):
        return None
    return replace(draft, understood="focus.read"), book


def _missing(own: Question, corpus: Corpus) -> Read:
    asked = own.text.strip(" ,，、;；?？。.")
    text = say(own.language, "part_missing", part=asked)
    return Draft("not_found", text, missing=(asked,), understood="following.part"), QuoteBook(corpus)
