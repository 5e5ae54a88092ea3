"""Facts in running text: the sentence that says what is asked, and every other source that says it too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from assistant import beside, cells, demands, frames, openings, sides
from assistant.added import apart
from assistant.agreement import agreement, levels_differ
from assistant.answer import Conflict
from assistant.asked import Holds, asked_type
from assistant.chosen_lists import wants_list
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.evidence import Evidence
from assistant.phrases import joined, say, space
from assistant.question import Question
from assistant.reading import bounded_alike, content, excerpt, to_the_point, unknown_terms
from assistant.relevance import Scored, evidence_terms, ranked
from assistant.tasks import body
from assistant.words import Term
from ingest.dateline import is_adoption_line
from ingest.figures import Figure, find_figures

SECOND_FLOOR = 0.75  # how much of what the first covers another document's place must cover to be told
_LIKE = 0.95  # the same where no figure shows that both speak of one thing
CHANCE = 0.2  # least chance of an answer
_SAID, _ALL = 0.5, 0.9
_NAMING = ("doc_number", "title")  # lines of a head that only name a document
_ON_MATTER, _MUCH_LESS = 0.4, 0.9  # how much a sentence must say to be on the matter, and another to be as well
_NEARLY = 1.2  # how much less a sentence may score to be told beside the best
_HEADED, _CORRECTING = 0.35, 0.75  # what a line of a head must say, and what else where a premise is corrected
_UNDOING = frozenset(
    ("拆除", "拆毁", "拆掉", "拆迁", "取消", "撤销", "关闭", "关停", "停办", "停建", "裁撤", "取缔", "注销", "出售")
)
_PUT_UP = re.compile("新建|新增|新设|新开|创建|打造|增设")
_NEAR, _SAME = 10, 5  # characters before a figure, and how many of them two sentences must share
_ONE_WHO = re.compile("哪[一几两]?[位名]")
_A_BODY = re.compile("局|委|会|部|府|公司|银行|集团|中心|办")
_WHICH = ("who", "where", "category")
_PLAIN, _SHORT = 2, 150  # characters of a word that means one thing, and of a sentence that is told whole


class _Sought(NamedTuple):
    """The words that an answer must say, and whether a text holds the kind of thing asked for."""

    terms: Sequence[Term]
    holds: Holds | None


def read(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The sentence or record that most likely says what is asked, where it meets what the question demands."""
    terms = evidence_terms(question, corpus)
    if not any(not t.generic for t in terms) or _strange(question, terms, corpus):
        return None
    holds = asked_type(question)
    confirms = question.has("yesno")  # a line without a stop may say all of what is to be confirmed
    usable = [s for s in ranked(question, corpus, terms) if not s.heading or (confirms and s.own >= _ALL)]
    if question.has("agree"):  # what statements say is compared; a cell says nothing of its qualifier's sense
        usable = [s for s in usable if s.evidence.kind != "row"] or usable
    usable = usable if question.has("when") else _without_headers(usable)
    meeting = [
        s for s in usable if s.meets and not _undoes(question, s.evidence) and not frames.idle(question, s.evidence)
    ]
    if usable and usable[0].chance >= CHANCE and (ruled := beside.ruled(usable, question, corpus, book)):
        return ruled
    if pair := sides.of_classes(usable, question) or sides.of_two(usable, question, terms, corpus):
        return _both(pair, question, book, terms)
    fitting = frames.framed(frames.of_matter(meeting, question, terms, corpus), question, terms)
    if holds is not None and fitting and _off_matter(usable[0], fitting[0], holds):
        return None
    if fitting and frames.unmeasured(usable, fitting[0], question, terms, corpus):
        return None
    corrected = False
    if not fitting and usable and question.has("yesno") and (question.years or question.figures):
        fitting, corrected = [s for s in usable[:1] if s.own >= _CORRECTING], True
    if not fitting or (fitting[0].chance < _least_chance(fitting[0], question) and not corrected):
        return None
    if _of_nobody(question, fitting[0].evidence, corpus):
        return None
    fitting = sides.of_bodies(sides.of_case(cells.amounts_first(fitting, question), question, terms), question)
    best = fitting[0]
    if listed := _listed(fitting[: 2 if wants_list(question) else 1], question, corpus, book):
        return listed
    if then := frames.left_to_next(best, holds, question, corpus):
        return _next_sentence(best, corpus, book, question, terms, then)
    return _compose(question, corpus, book, fitting, _Sought(terms, holds), corrected=corrected)


def _strange(question: Question, terms: Sequence[Term], corpus: Corpus) -> bool:
    """Whether all that a question names are short words known in no form: what is like them is another thing."""
    if question.language == "en":
        return False
    named = [term for term in terms if not term.generic]
    short = all(term.naming and len(term.surface) <= _PLAIN for term in named)
    return short and len(unknown_terms(named, corpus)) == len(named)


def _of_nobody(question: Question, evidence: Evidence, corpus: Corpus) -> bool:
    """Whether a person is asked for, by 哪位 or as 谁, of an event whose sentence names none, or no body either."""
    one = _ONE_WHO.search(question.folded)
    if evidence.parent is None or evidence.parent.kind != "event" or not (one or "谁" in question.folded):
        return False
    text = evidence.reading
    return not any(name in text for name in corpus.names.people) and bool(one or not _A_BODY.search(text))


def _listed(found: Sequence[Scored], question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """What stands under the best sentence, or under one beside it, where that opens a list; the case that is asked."""
    best = found[0]
    if items := sides.of_items(best.evidence, question, corpus):
        text = "".join(e.reading for e in items).rstrip("；;。")
        marks = mark(*map(book.cite, (*items, best.evidence)))
        return Draft("answered", say(question.language, "fact", text=text, m=marks), reader="passages")
    near = [s for s in found if s.score >= best.score - _NEARLY and s.evidence.document_id == best.evidence.document_id]
    lists = (openings.whole(s.evidence, question, corpus, book, other=s is not best) for s in near)
    return next(filter(None, lists), None)


def _both(pair: Sequence[Scored], question: Question, book: QuoteBook, terms: Sequence[Term]) -> Draft:
    """What is said of each of two classes."""
    keys = ("fact", "fact_beside")
    told = [
        say(question.language, key, text=_told(one, terms, None), m=mark(book.cite(one.evidence)))
        for key, one in zip(keys, pair, strict=True)
    ]
    return Draft("answered", joined(question.language, " ", told), reader="passages")


def _without_headers(usable: list[Scored]) -> list[Scored]:
    """Candidates without the lines of a document's head that say little or only name it, where others are left."""
    usable = [s for s in usable if not is_adoption_line(s.evidence.reading)] or usable
    heads = [(s, s.evidence.record.fields if s.evidence.record else {}) for s in usable]
    kept = [s for s, f in heads if s.evidence.kind != "header" or (s.own >= _HEADED and f.get("key") not in _NAMING)]
    return kept or list(usable)


def _least_chance(best: Scored, question: Question) -> float:
    """The least chance of an answer: less where a sentence is put as the question asks, more where it says nothing."""
    put = frames.frame(question)
    if question.language == "zh" and not best.covered:
        return _SAID
    return frames.CHANCE if put is not None and put(best.evidence.own) else CHANCE


def _undoes(question: Question, evidence: Evidence) -> bool:
    """Whether a question asks what is taken down or given up, of a task that only tells what is put up."""
    text = evidence.reading if evidence.kind == "task" else ""
    meant = {word for term in question.terms for word, _ in term.alternatives[:1]} & _UNDOING
    return bool(meant) and bool(_PUT_UP.search(text)) and not any(word in text for word in _UNDOING)


def _off_matter(first: Scored, fitting: Scored, holds: Holds) -> bool:
    """Whether what states the kind of thing asked for says far less of the matter than what does not state it."""
    silent = not holds(first.evidence.reading) and not first.follows
    return silent and first.own >= _ON_MATTER and fitting.own < _MUCH_LESS * first.own


def _next_sentence(
    match: Scored, corpus: Corpus, book: QuoteBook, question: Question, terms: Sequence[Term], holds: Holds
) -> Draft | None:
    """Where the matching sentence lacks what is asked and the one right after it has it, both."""
    answer = next(e for e in corpus.evidence.following(match.evidence, 1) if holds(e.reading))
    marks = mark(book.cite(match.evidence), book.cite(answer))
    told = f"{_told(match, terms, None)}。{answer.reading}".rstrip("。")
    return Draft("answered", say(question.language, "fact", text=told, m=marks), reader="passages")


def _told(match: Scored, terms: Sequence[Term], holds: Holds | None, figures: Sequence[Figure] = ()) -> str:
    if (record := match.evidence.record) is not None:
        text = body(record) if record.kind == "task" else match.evidence.reading
        return excerpt(text, terms, holds=holds, figures=figures)
    return _short(match.evidence.reading, terms, holds, figures)


def _short(text: str, terms: Sequence[Term], holds: Holds | None, figures: Sequence[Figure] = ()) -> str:
    """A sentence whole where it is short, else what of it answers."""
    text = text if len(text) <= _SHORT else excerpt(text, terms, holds=holds, figures=figures)
    return to_the_point(text, terms, holds, figures).rstrip("，,。；;")


def _compose(
    question: Question, corpus: Corpus, book: QuoteBook, matches: Sequence[Scored], sought: _Sought, *, corrected: bool
) -> Draft:
    language = question.language
    first = matches[0]
    holds = sought.holds or (demands.telling(question) if first.evidence.record is not None else None)
    told = _told(first, sought.terms, holds, question.figures)
    if question.has("meaning") and first.evidence.record is not None:
        told = next((s for s in first.evidence.reading.split("。") if told in s), told)  # what explains it as well
    over = beside.run_in(first.evidence, corpus) if question.has(*_WHICH) else None
    number = book.cite(first.evidence, "date", "year") if over is None else 0
    if over is not None:
        told, number = over.reading + told, beside.cite_under(over, first.evidence, book)
    article = first.evidence.parent
    key = "fact_corrected" if corrected else "fact"
    sentence = say(language, key, text=told, m=mark(number))
    if article is not None and article.kind == "article" and question.has("kind_article"):
        sentence = say(language, "in_article", n=article.label) + sentence
    draft = Draft("answered", sentence, reader="passages" if first.evidence.record is None else "records")
    draft.records = (first.evidence.record,) if first.evidence.record else ()
    other = (
        beside.opening(first.evidence, corpus, sought.terms)
        or beside.companion(first.evidence, corpus, sought.terms)
        or _rival(matches, sought.holds, bounded=bounded_alike(told, question.figures) > 0)
    )
    if other is not None:
        text = _short(other.reading, *sought)
        draft.text += space(question.language) + say(
            language, "fact_beside", text=text, m=mark(book.cite(other, "date", "year"))
        )
    apart(draft, question, told, number)
    _add_second(draft, question, corpus, book, matches, sought)
    return draft


def _rival(matches: Sequence[Scored], holds: Holds | None, *, bounded: bool) -> Evidence | None:
    """The second best of the same document where it is nearly as good, and says more if the first is for the case."""
    if len(matches) < 2:
        return None
    first, other = matches[:2]
    near = other.score >= first.score - _NEARLY and other.evidence.document_id == first.evidence.document_id
    near = near and not (bounded and other.own <= first.own)
    return other.evidence if near and (holds is None or holds(other.evidence.reading)) else None


def _restates(told: str, text: str) -> bool:
    """Whether two sentences give the same measured figure, and say of what in the same words right before it."""
    return any(
        f.base_unit and f.amount == g.amount and f.base_unit == g.base_unit and _alike_before(told, f, text, g)
        for f in find_figures(told)
        for g in find_figures(text)
    )


def _alike_before(told: str, figure: Figure, text: str, other: Figure) -> bool:
    before, beside = (t[max(0, f.start - _NEAR) : f.start] for t, f in ((told, figure), (text, other)))
    return any(before[i : i + _SAME] in beside for i in range(len(before) - _SAME + 1))


def _add_second(
    draft: Draft, question: Question, corpus: Corpus, book: QuoteBook, matches: Sequence[Scored], sought: _Sought
) -> None:
    """Adds the place in another document that says the same thing, or says it differently."""
    first = matches[0]
    told = _told(first, *sought)
    number = book.cite(first.evidence)
    for other in matches[1:25]:
        if other.evidence.document_id == first.evidence.document_id:
            continue
        again = _restates(told, other.evidence.reading)
        if other.covered < SECOND_FLOOR * first.covered and not again:
            continue
        if other.evidence.kind == "row" and first.evidence.kind != "row":
            continue
        text = _told(other, *sought)
        verdict = agreement(told, text)
        unlike = other.covered < _LIKE * first.covered and not levels_differ(told, text)
        if verdict is None and (sought.holds is not None or unlike) and not question.has("agree", "compare"):
            continue
        if (other.own < SECOND_FLOOR * first.own or other.own < _SAID) and not again:
            continue
        second = book.cite(other.evidence)
        if verdict == "differ" or (verdict is None and levels_differ(told, text)):
            draft.text += space(question.language) + say(question.language, "fact_differs", text=text, m=mark(second))
            draft.conflicts.append(Conflict(told, (number, second)))
        else:
            where = f"《{corpus.document[other.evidence.document_id].title}》"
            draft.text += space(question.language) + say(question.language, "fact_also", m=mark(second), where=where)
        return


def agreed(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Whether the documents say the same of a matter: both places, and how they differ."""
    if not question.has("agree") or (question.has("kind_row") and question.has("list")):
        return None
    draft = read(question, corpus, book)
    if draft is not None and not draft.conflicts and len({quote.document for quote in book.quotes}) > 1:
        draft.text = say(question.language, "agreed") + draft.text
    return draft


def _side(question: Question, corpus: Corpus, book: QuoteBook, terms: Sequence[Term]) -> Draft | None:
    """What is said with one of the words that a question leaves to choose from."""
    found = [s for s in ranked(question, corpus, terms) if not s.heading][:1]
    if not found or found[0].chance < CHANCE:
        return None
    return _compose(question, corpus, book, found, _Sought(terms, asked_type(question)), corrected=False)


_OR = {"zh": re.compile(r"还是"), "en": re.compile(r"\bor\b")}


def chosen(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """ "A or B": what the documents say with A and what they say with B."""
    found = _OR[question.language].search(question.folded)
    if found is None or question.named("row", "unit") or question.has("most", "least", "trend", "difference", "count"):
        return None
    terms = content(question)
    before = [t for t in terms if t.end <= found.start()]
    after = [t for t in terms if t.start >= found.end()]
    if not before or not after:
        return None
    left = _side(question, corpus, book, [t for t in terms if t not in after])
    right = _side(question, corpus, book, [t for t in terms if t is not before[-1]])
    if left is None or right is None or left.text == right.text:
        return None
    draft = replace(left, text=left.text + space(question.language) + right.text)
    if len(book.quotes) > 1:
        draft.conflicts = [Conflict(question.text, tuple(q.id for q in book.quotes))]
    return draft
