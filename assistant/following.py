"""A question that leans on the one before it: read by itself, or from what the answer before rested on."""

from __future__ import annotations

import re
from functools import cache

from assistant import focus, reader
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook
from assistant.event_answers import figure_type, lacks_figure
from assistant.focus import Focus
from assistant.phrases import say
from assistant.posts import posts_in, tells_whom
from assistant.question import Question
from ingest.fold import fold

_MARK = re.compile(r"\[\d+\]")
_POINTING = re.compile(
    r"^(?:那么?)?(?:他们?|她|它|其|该|这(?:一)?(?:个|项|条|次|场)|那(?:一)?(?:个|项|条|次|场))"
    r"|里头|其中|那[次场回趟天]|\b(?:its?|that|this|there|them|they|he|him|his|she|her)\b"
)
# Another role in the matter before: "and who is the contractor", 施工单位是哪家.
_ROLE = re.compile(
    r"^who (?:is|was|are|were) (?:the|its|their) \w+\W*$|^(?:它的|其)?[\u4e00-\u9fff]{2,6}是(?:谁|哪[家个位])\W*$"
)
# One of several things that the answer before told of: 跟银行谈的那场, "that trip".
_BACK = re.compile(
    r"(?<!哪)那(?:一)?(?:次|场|回|趟|个会|件事)|\b(?:that|the second|the other|the first|the last)"
    r" (?:trip|visit|meeting|event|session|tour|one|inspection)\b"
)
_SINGLE = re.compile(r"[这该此那]一?(?:项|条|个(?:任务|项目|指标)|任务)|\b(?:this|that) (?:task|item|one)\b")
_PLAIN = frozenset(
    ("figure", "count", "when", "where", "who", "code", "content", "list", "deadline", "attend", "chair")
)
_OF_PAPERS = ("headers", "imprint", "documents")  # readings that tell of a paper by what stands at its head
Read = tuple[Draft, QuoteBook]


def points_back(own: Question) -> bool:
    """Whether a question that has a subject of its own speaks of one thing of the answer before all the same."""
    return bool(_BACK.search(own.folded)) and not own.dates and not own.named("person", "row", "document")


def follow(
    own: Question,
    merged: Question,
    before: Question,
    corpus: Corpus,
    stands: reader.Stands,
) -> Read:
    """The answer to a follow-up: from the matter of the turn before where it names nothing else, or finds nothing."""

    @cache
    def rested() -> Focus | None:
        return focus.focus_of(before, *reader.read(before, corpus, stands), corpus)

    moved = bool(merged.dates) and merged.dates != before.dates and not own.dates  # the day after that
    if not moved and (_bare(own) or _points(own) or points_back(own) or own.has("elliptic")):
        matter = rested()
        one = matter is not None and len(matter.records) == 1 and _SINGLE.search(own.folded)
        if matter is not None and (_bare(own) or one or _silent(own, matter) or focus.selects(own, matter)):
            found = _from(own, matter, corpus, stands)
            if found:
                return found
    draft, book = reader.read(merged, corpus, stands)
    told = draft.outcome == "answered"
    if (told and not (_attributive(own) and own.terms)) or (matter := rested()) is None:
        return draft, book
    if told and not (len(matter.records) == 1 and matter.of("task") and _repeats(own, draft, matter)):
        return draft, book
    return _from(own, matter, corpus, stands) or (_missing(own, corpus) if told else (draft, book))


def _silent(own: Question, matter: Focus) -> bool:
    """Whether a follow-up to a sentence asks nothing but the same of another thing: "and on the motorcycle one?" """
    return own.has("elliptic") and not own.has(*_PLAIN) and bool(matter.sentences) and not matter.records


def rescued(own: Question, before: Question, corpus: Corpus, stands: reader.Stands) -> Read | None:
    """What the answer before says of a question that finds nothing by itself, where it asks after a detail."""
    if own.mentions or own.ordinals or not own.has(*_PLAIN):
        return None
    matter = focus.focus_of(before, *reader.read(before, corpus, stands), corpus)
    return _from(own, matter, corpus, stands) if matter else None


def part(own: Question, merged: Question, rested: Focus | None, corpus: Corpus, stands: reader.Stands) -> Read:
    """The answer to a later part of a question; that there is none where it asks more of a matter that says no more."""
    if rested is None:
        return reader.read(merged, corpus, stands)
    if (_bare(own) or _of_the_event(own, rested) or focus.doubled(own)) and (
        found := _from(own, rested, corpus, stands)
    ):
        return found
    draft, book = reader.read(merged, corpus, stands)
    if not (_bare(own) or _points(own) or _attributive(own)):
        return (draft, book) if not _repeats(own, draft, rested) else _missing(own, corpus)
    if draft.outcome == "answered" and (not _attributive(own) or _of_the_matter(draft, rested, own, corpus)):
        return (draft, book) if not _repeats(own, draft, rested) else _missing(own, corpus)
    return _from(own, rested, corpus, stands) or _missing(own, corpus)


def _of_the_event(own: Question, rested: Focus) -> bool:
    """Whether it is asked who did what at the event before."""
    return bool(rested.of("event")) and own.has("who", "attend", "chair", "speak") and not own.dates


def _repeats(own: Question, draft: Draft, rested: Focus) -> bool:
    """Whether a part is answered by the same record once more, which does not say what it asks."""
    known = {record.id: record for record in rested.records}
    if draft.outcome == "answered" and draft.text == rested.text:
        return True
    if draft.outcome != "answered" or not known or not _ids(draft) or not _ids(draft) <= set(known):
        return False
    holds = figure_type(own) if own.has("figure", "when", "deadline") else None
    if holds is not None and not holds(_MARK.sub("", draft.text)):
        return True
    if own.has("who", "lead", "responsible") and draft.understood.startswith("cells"):
        return True
    texts = [fold(known[key].text) for key in _ids(draft)]
    naming = [t for t in own.terms if (t.naming or own.language == "en") and not t.generic]
    unsaid = [t for t in naming if not any(word in text for text in texts for word, _ in t.alternatives)]
    return len(unsaid) * 2 > len(naming)


def _attributive(own: Question) -> bool:
    """Whether a figure or a day is asked by no more than the word for it, so that it is one of the matter before."""
    named = own.mentions or own.ordinals
    naming = [t for t in own.terms if t.naming and not t.generic]
    asked = own.has("figure", "count", "when", "deadline", "actual", "plan")
    role = bool(_ROLE.match(own.folded)) and not posts_in(own)
    asked = asked or (role and not own.has("lead", "responsible", "share", "participate"))
    return not named and len(naming) <= 1 and asked


def _of_the_matter(draft: Draft, rested: Focus, own: Question, corpus: Corpus) -> bool:
    """Whether what answers a part is the matter of the part before: the same record, or a cell that is named."""
    cells = any(record.kind == "row" for record in draft.records)
    if not cells and any(focus.beyond(own, task, corpus) for task in rested.of("task")):
        return False
    if any(record.kind == "event" and lacks_figure(own, record) for record in draft.records):
        return False
    holds = figure_type(own)
    if not cells and holds is not None and not holds(_MARK.sub("", draft.text)):
        return False
    known = {record.id for record in rested.records}
    if draft.understood.startswith(_OF_PAPERS):
        return bool({r.document_id for r in rested.records} & {r.document_id for r in draft.records})
    return not known or bool(known & _ids(draft)) or draft.understood.startswith("cells.looked_up")


def _ids(draft: Draft) -> set[str]:
    return {record.id for record in draft.records}


def _from(own: Question, rested: Focus, corpus: Corpus, stands: reader.Stands) -> Read | None:
    book = QuoteBook(corpus)
    draft = focus.read(own, rested, corpus, book)
    if draft is None or not stands(draft, book):
        return None
    draft.understood = "focus.read"
    return draft, book


def _missing(own: Question, corpus: Corpus) -> Read:
    asked = own.text.strip(" ,，、;；?？。.")
    text = say(own.language, "part_missing", part=asked)
    return Draft("not_found", text, missing=(asked,), understood="following.part"), QuoteBook(corpus)


def _bare(own: Question) -> bool:
    """Whether a question asks something and names nothing of its own."""
    named = own.mentions or own.ordinals or own.dates or own.figures
    english = own.language == "en"
    subjects = [t for t in own.terms if not t.generic and (t.naming or english)]
    subjects = [t for t in subjects if not tells_whom(t, own)]
    return not named and not subjects and own.has(*_PLAIN)


def _points(own: Question) -> bool:
    """Whether a question points at something said before."""
    return bool(_POINTING.search(own.folded))
