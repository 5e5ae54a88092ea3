"""Which of the lists in some sentences a question asks for: the one around which most of the question is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Item, Receipt
from assistant.clause_members import Listing
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.enumerations import clause_lists, quoted_list
from assistant.leaving_out import left_out
from assistant.phrases import say, space
from assistant.question import Question
from assistant.reading import content
from assistant.words import Term
from ingest.fold import fold
from ingest.numerals import parse_numeral

_MEMBERS = 3  # what a list must have at least where it is not called what is asked for
_BEHIND = 12  # characters behind a list that may say what its members are
_TRANSLATED = 0.75
_COUNTED = r"([两二三四五六七八九十]|\d+)[大]?[个项种类条件家样点处座所份方句张]"
WANTED = re.compile(rf"[哪那这是的]{_COUNTED}|{_COUNTED}[^,，?？]{{0,8}}(?:叫什么|[是为](?:什么|啥|哪)|分别|有哪|名称)")
_BESIDES = pattern("besides_those")
_ASKED = pattern("asked_noun")
_VAGUE = re.compile(r"方面|内容|主题|议题|事项|汇报|\b(?:topics|matters|subjects|things|themes|areas)\b")
_OTHERWISE = ("who", "when", "where", "lead", "responsible", "share", "participate", "chair", "count", "yesno")


def best_listing(question: Question, sentences: Sequence[str], corpus: Corpus) -> tuple[Listing, int] | None:
    """The list that a question asks for, and the number of its sentence.

    Those called what is asked for, or as long as it says, come first, then those of the first sentence, then those
    around which most is said.
    """
    found = []
    for number, sentence in enumerate(sentences):
        lists = [Listing(sentence, quoted_list(sentence)), *clause_lists(sentence, corpus.segmenter)]
        likely = [(*likelihood(question, one), one) for one in lists if len(one.members) > 1]
        found += [(meant, -number, said, len(one.members), one) for meant, said, one in likely if said >= 0]
    best = max(found, key=lambda one: one[:4], default=None)
    if best is None:
        return None
    besides = _BESIDES.search(question.folded)
    kept = tuple(m for m in best[4].members if not besides or fold(m) not in besides.group())
    return replace(best[4], members=kept), -best[1]


def likelihood(question: Question, listing: Listing) -> tuple[int, int]:
    """Whether a list is called what is asked for, or as long; how much is said around it, -1 where it is not meant."""
    around, out = fold(listing.clause), left_out(question)
    for member in listing.members:
        around = around.replace(fold(member), "、")
    terms = [t for t in content(question) if not any(a <= t.start < b for a, b in out)]
    behind = fold(listing.behind)[:_BEHIND]
    pairs = [behind[n : n + 2] for n in range(4) if len(behind) > n + 1]
    called = any(_longest(t, behind) > 1 for t in terms) or any(pair in question.folded for pair in pairs[:2])
    few = len(listing.members) < (2 if called else _MEMBERS)
    besides = _BESIDES.search(question.folded)
    named = not besides and sum(_says(question, terms, m) for m in listing.members) * 2 > len(listing.members)
    wanted = WANTED.search(question.folded)
    exactly = wanted is not None and parse_numeral(wanted[1] or wanted[2]) == len(listing.members)
    asked = _ASKED.search(question.folded)
    beside = asked is not None and any(pair in asked.group() for pair in pairs)
    return called + beside + exactly, -1 if few or named else sum(_longest(t, around) for t in terms if not t.generic)


def _says(question: Question, terms: Sequence[Term], member: str) -> bool:
    """Whether a question names a member of a list, in its own words or in those of the texts."""
    words = (w for t in terms for w, weight in t.alternatives if weight >= _TRANSLATED and len(w) * 2 > len(member))
    return fold(member) in question.folded or (question.language == "en" and any(w in fold(member) for w in words))


def wants_list(question: Question) -> bool:
    """Whether the members of a list are asked for: 哪些, or 四件大事是啥."""
    return question.has("list") or bool(WANTED.search(question.folded))


def put(draft: Draft, question: Question, corpus: Corpus, book: QuoteBook) -> None:
    """Makes the list of an event or task that a question asks for the members of an answer that only tells it."""
    if draft.outcome != "answered" or draft.items or len(draft.records) != 1 or not wants_list(question):
        return
    record = draft.records[0]
    if record.kind not in ("event", "task") or question.has(*_OTHERWISE):
        return
    sentences = re.findall(r"[^。]+", record.text.partition("（市")[0] if record.kind == "task" else record.text)
    people = record.fields.get("people", ())
    best = best_listing(question, [s.strip() for s in sentences], corpus)
    meant = best is not None and (likelihood(question, best[0])[0] or _VAGUE.search(question.folded))
    if best is None or not meant or any(name in member for name in people for member in best[0].members):
        return
    quote = book.cite(record, "date", "year")
    draft.items = [Item(member, member, {}, (quote,)) for member in best[0].members]
    draft.receipt = Receipt("member", len(draft.items), len(draft.items))
    if fold(best[0].clause) not in fold(draft.text):
        draft.text += space(question.language) + say(
            question.language, "fact", text=best[0].clause.strip(), m=mark(quote)
        )


def _longest(term: Term, text: str) -> int:
    return max((len(w) for w, weight in term.alternatives if weight >= _TRANSLATED and w in text), default=0)
