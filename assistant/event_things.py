"""What an event is called, and what it names of a kind: colleges, plans, companies or places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Item, Receipt
from assistant.chosen_lists import best_listing
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.enumerations import Kind, of_kind
from assistant.event_query import ACTS, Asked, closer_dates
from assistant.event_sort import in_order
from assistant.happenings import acted, headline, in_headline, said, say_of
from assistant.phrases import joined, say
from assistant.posts import body_of, side_of
from assistant.question import Question
from assistant.sentences import sentences_of
from assistant.sounding import sounds_in
from assistant.titles import rows_before
from assistant.untold import silent_on
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record
from ingest.pinyin import pinyin
from ingest.regions import RegionMention

_DEMANDS = re.compile(r"[^，,]{0,6}(?:强调|指出|要求)，")  # lists what is to be done, no things
_DEMANDED = re.compile(r"强调|指出|要求|提出|\b(?:stress|emphasi[sz]|demand|urge|call)\w*")
SPOKE = re.compile(r"发了?言|致了?辞|汇了?报|表了?态")
ENTERED = re.compile(
    r"深入(?!学|贯|宣|领|落实|开展|推进|实施|了解|研|探|交流|细致|系统|浅出)|来到|走进|走访|前往|先后到|赴|(?<![达得感受])到(?![场会])"
)
_JOINT = re.compile("[和与跟到至、]| (?:and|to|until) ")
MEETING = re.compile("(?:推进|座谈|汇报|部署|动员|调度|协调|研讨|常务|专题|对接|组织生活|办公|见面|恳谈|表彰)会")


def things(record: Record, asked: Asked, kind: Kind, question: Question, corpus: Corpus) -> tuple[str, ...]:
    """What an event enumerates of a kind, or the one place that it names first."""
    went = question.has("visit") and not question.has(*ACTS)
    if went and not ENTERED.search(headline(record)):
        return ()  # who came to a meeting from elsewhere was not visited
    told = [headline(record)] if went else None
    if members := of_kind(kind, told, corpus.segmenter) if told else _members(record, asked, kind, question, corpus):
        return members
    named = (found.region for found in _places(headline(record), corpus))
    return tuple(dict.fromkeys(region for region in named if kind.holds(region)))


def nowhere(
    question: Question, records: Sequence[Record], absent: Sequence[Term], asked: Asked, book: QuoteBook
) -> Draft | None:
    """That somebody is not told to have gone where a question asks, or anywhere: he only came to meetings."""
    named = {m.surface for m in question.named("region", "cell")} if asked.people and not closer_dates(question) else ()
    gone = next((c.start for c in question.found_cues if c.name == "visit"), 0)  # 去过某区, not the name alone
    what = next((question.folded[min(gone, t.start) : t.end] for t in absent if t.surface in named), "")
    if not what and len(records) > 1 and not any(ENTERED.search(headline(r)) for r in records):
        what = next((question.folded[c.start : c.end] for c in question.found_cues if c.name == "where"), "")
    return silent_on(what, question, records[0], book) if what and question.has("visit") else None


def _places(text: str, corpus: Corpus) -> list[RegionMention]:
    """The places that a text names in full: 平顶山 in the name of a college is none."""
    folded = fold(text)
    return [found for found in corpus.names.regions.find(folded) if found.verbatim.endswith(found.region[-1])]


def gathered(question: Question, listing: Sequence[tuple[Record, Sequence[str]]], book: QuoteBook) -> Draft:
    """The places or things of several events, each once with the events that name it."""
    quotes: dict[str, list[int]] = {}
    for record, things in listing:
        number = book.cite(record, "date", "year")
        for thing in things:
            quotes.setdefault(thing, []).append(number)
    items = [Item(thing, thing, {}, tuple(numbers)) for thing, numbers in quotes.items()]
    names = joined(question.language, ",", (f"{thing}{mark(*numbers)}" for thing, numbers in quotes.items()))
    text = say(question.language, "events_gather", count=len(items), events=len(listing), names=names)
    receipt = Receipt("member", len(items), len(items))
    return Draft("answered", text, items, receipt, records=tuple(record for record, _ in listing))


def enumerated(
    question: Question, record: Record, asked: Asked, kind: Kind, quote: int, corpus: Corpus
) -> Draft | None:
    """The colleges, plans, companies or places that an event enumerates, where a question asks for such."""
    members = _members(record, asked, kind, question, corpus)
    if not members:
        return None
    language, names = question.language, "、".join(members)
    text = say_of(record, language, "event_enumerates", count=len(members), names=names, m=mark(quote))
    items = [Item(member, member, {}, (quote,)) for member in members]
    return Draft("answered", text, items, Receipt("member", len(items), len(items)), records=(record,))


def unsaid(question: Question, record: Record, kind: Kind) -> str:
    """What is asked for where an event speaks of no company or the like, or names none of some: 部分医院."""
    if "企业" in kind.words and not re.search(rf"{kind.words}|集团|公司|厂|矿", record.text):
        return question.folded[kind.start : kind.end]
    some = re.search(rf"(?:部分|有关|相关|一些|多家|多个|多所|若干)[^，。；]{{0,12}}?({kind.words})", record.text)
    return some[1] if some and (kind.endings or "项目" in kind.words) and len(some[1]) > 1 else ""


def _members(record: Record, asked: Asked, kind: Kind, question: Question, corpus: Corpus) -> tuple[str, ...]:
    """The things of a kind that an event enumerates, first those of the sentence that says what is asked."""
    done = [act for act in ACTS if question.has(act)]
    verb = SPOKE.search(question.folded)

    def fits(sentence: str) -> tuple[int, int]:
        """What is asked of stands where it is done and called what it is: 等重点企业作了发言."""
        called = bool(re.search(kind.words, sentence))
        heard = question.has("speak") and acted("discuss", sentence)
        spoke = verb is not None and verb[0].replace("了", "") in sentence
        told_so = called + 2 * any(acted(act, sentence) for act in done) + 2 * spoke + heard
        return told_so, held_in(sentence, asked.terms)

    people = record.fields.get("people", ())
    sentences = sorted(sentences_of(record), key=fits, reverse=True)
    if verb or (kind.several and question.has("speak")):
        said_so = verb[0].replace("了", "") if verb else "发言"
        sentences = [s for s in sentences if said_so in s or acted("discuss", s)]
    named = [tuple(found.region for found in _places(s, corpus) if kind.holds(found.region)) for s in sentences]
    if len(kind.endings) == 1 and any(named):
        return tuple(dict.fromkeys(next(filter(None, named))))
    if not kind.endings and not _DEMANDED.search(question.folded):
        called = [s for s in sentences if re.search(kind.words, s) or "方面" in kind.words]
        sentences = [s for s in called if not _DEMANDS.match(s)]
    best = None if kind.endings else best_listing(question, sentences, corpus)
    if best and "项目" in kind.words and re.match("等?(?:情况|工作|方面|问题)", best[0].behind):
        return ()  # what is looked at there
    members = best[0].members if best else of_kind(kind, sentences, corpus.segmenter)
    if members and not any(name in member for member in members for name in people):
        return members
    rows = [row for name in people for _, row in rows_before(name, record.text, people)]
    bodies = dict.fromkeys(body for row in rows if (body := body_of(row)) and kind.holds(body))
    return tuple(bodies) if kind.endings else ()


def held_in(sentence: str, terms: Sequence[Term]) -> int:
    return sum(any(w in said(sentence) for w in words_of(t)) for t in terms)


def words_of(term: Term) -> list[str]:
    return [word for word, weight in term.alternatives if weight >= 0.6]


def called(question: Question, records: Sequence[Record], terms: Sequence[Term]) -> Sequence[Record]:
    """Of the events those that are called what a question calls its meeting: 推进会, or by a word: 环保会."""
    names = MEETING.findall(question.folded)
    records = [r for r in records if any(name in said(headline(r)) for name in names)] or records
    words = [words_of(t) for t in terms if question.folded.startswith("会", t.end)]
    first = {r.id: said(re.split("[，,]", headline(r))[0]) for r in records if words}
    return [r for r in records if first and all(any(w in first[r.id] for w in held) for held in words)] or records


def pair(question: Question, asked: Asked, corpus: Corpus) -> list[Record]:
    """The two events between which a question asks for the days, each by the words on its side of 和 or "and"."""
    joint = _JOINT.search(question.folded) if asked.matched and in_order(question, "days_apart") else None
    sides = [tuple(t for t in asked.terms if joint and (t.end <= joint.start()) is left) for left in (True, False)]
    found = []
    for side in filter(None, sides):
        records, absent = narrow(asked.matched, replace(asked, terms=side), corpus)
        records = list(called(question, headed_by(records, side) or records, side))
        found += records if len(records) == 1 and not absent else []
    return found


def narrow(records: Sequence[Record], asked: Asked, corpus: Corpus) -> tuple[list[Record], list[Term]]:
    """The records that hold all words that any of them holds, naming ones first, and the naming words none holds."""
    absent = []
    left = list(records)
    for term in sorted(asked.terms, key=lambda t: not t.naming):
        if not term.naming and len(term.surface) < 2:
            continue
        words = words_of(term)
        holding = [r for r in left if any(w in said(r.text) for w in words)]
        if holding:
            left = holding
        elif term.naming and not _of_chronicle(term, words, records[0], corpus):
            absent.append(term)
    for term in asked.spelt:
        sounding = [
            r for r in left if fold(term.surface) in said(r.text) or sounds_in(term.surface, r.text, corpus.segmenter)
        ]
        left, absent = sounding or left, absent if sounding else [*absent, term]
    return left, absent


def _of_chronicle(term: Term, words: Sequence[str], record: Record, corpus: Corpus) -> bool:
    """Whether a word only names what the chronicle is of, in its heading or by letters in the name of its file."""
    if any(word in corpus.evidence.by_record[record.id].context for word in words):
        return True
    letters = [part for part in re.split(r"[^a-z]+", fold(corpus.titles[record.document_id])) if len(part) > 3]
    return any(part in (term.surface, pinyin(term.surface)) for part in letters)


def headed_by(records: Sequence[Record], terms: Sequence[Term]) -> list[Record]:
    """The events whose first sentence holds all naming words."""
    return [r for r in records if all(in_headline(words_of(t), r) for t in terms if t.naming)]


def of_side(question: Question, record: Record, people: list[str], terms: Sequence[Term]) -> list[str]:
    """The persons of the side or body that a question names; all where it names none, or none is of it."""
    side = side_of(question)
    rows = {n: "".join(row for _, row in rows_before(n, record.text, record.fields.get("people", ()))) for n in people}
    if side is None:
        bodies = [w for t in terms if t.naming for w in words_of(t)[:1] if w not in fold(headline(record))]
        return [name for name, row in rows.items() if any(w in fold(row) for w in bodies)] or people
    return [name for name, row in rows.items() if side.says.search(row)] or people
