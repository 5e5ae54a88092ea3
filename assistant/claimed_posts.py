"""Whether somebody holds the post that a question takes for granted: 某某是某局局长吧."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.event_things import words_of
from assistant.happenings import titles
from assistant.holdings import Holding, holdings
from assistant.persons import abbreviates, asked_terms, of_the_place
from assistant.phrases import joined, say
from assistant.posts import Post, posts_in
from assistant.question import Question
from assistant.reading import in_scope
from assistant.silence import silent_near
from assistant.titles import fullest, title_after
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record

_OPENING, _LINK, _TAIL = pattern("claim_opening"), pattern("claim_link"), pattern("claim_tail")
_BEFORE, _ENGLISH_LINK = pattern("english_claim_opening"), pattern("english_claim_link")
_NAMED, _ENGLISH_TAIL = pattern("english_claim_named"), pattern("english_claim_tail")
_BODY = 24  # characters of the name of a body before a post
_ORGAN = re.compile("[局委办院行司厅部团社会校厂处府区县市省党协馆站所心组署科协]$")
_EMPTY = re.compile("^(?:我们|咱们|我|咱|这个|本|全)?[市省县区]?(?:的)?$")
_JOINED = re.compile("[和与、及跟]|以及")
_FEW = 4  # words of the name of an English body before a post
_GAP = 3  # characters that a short name leaves out in one place
_NEAR = 60  # characters of the place where somebody is named
_OTHERS = 2  # persons who hold the post in truth


class _Claim(NamedTuple):
    """A post with the Chinese name of the body before it, or the English words for one."""

    post: Post
    body: str = ""
    words: tuple[Term, ...] = ()


def claimed(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """What the documents call those of whom a question says that they hold a post, or one of two."""
    persons = question.named("person")
    names = list(dict.fromkeys(m.values[0] for m in persons))
    if not names or question.dates or question.has("attend", "chair", "speak", "visit"):
        return None
    start, end = min(m.start for m in persons), max(m.end for m in persons)
    between = question.folded[persons[0].end : end].replace(question.folded[persons[-1].start : end], "")
    if len(names) > 1 and not (question.language == "zh" and _JOINED.fullmatch(between)):
        return None
    scope = in_scope(question, corpus)
    held = [h for h in holdings(corpus) if h.evidence.document_id in scope]
    if question.language == "zh" and len(names) == 1 and _chosen(question, start, end):
        own = [h for h in held if h.name == names[0] and h.titles]
        return Draft("answered", _person(question, names[0], own, book)) if own else None
    claims = (_CLAIMS[question.language](question, post, start, end) for post in posts_in(question))
    claim = next(filter(None, claims), None) if question.has("yesno", "hearsay") else None
    return _judged(question, claim, names, held, corpus, book) if claim else None


def _judged(
    question: Question, claim: _Claim, names: Sequence[str], held: Sequence[Holding], corpus: Corpus, book: QuoteBook
) -> Draft | None:
    """Whether all of some persons hold a post, with their titles; of one who does not, who does."""
    of_them = [h for h in held if h.name in names and h.titles]
    if any(all(h.name != name for h in of_them) for name in names):
        return _untitled(question, names[0], claim.post, held, book) if len(names) == 1 else None
    if not claim.body and not claim.words:
        claim = claim._replace(post=claim.post.likeliest([h.titles for h in held]))
    holding = [h for h in held if _holds(h, claim, question, corpus)]
    borne = [h for h in of_them if claim.post.borne(h.titles)]
    holding = holding or [h for h in borne if _shortened(claim.body, h.row)]
    if not holding and claim.body and not _ORGAN.search(claim.body) and borne:
        return None  # what somebody is in charge of
    right = {name: [h for h in holding if h.name == name] for name in names}
    told = [_person(question, name, right[name] or [h for h in of_them if h.name == name], book) for name in names]
    others: dict[str, list[Holding]] = {}
    for h in holding if len(names) == 1 and not all(right.values()) and not claim.words else ():
        others.setdefault(h.name, []).append(h)
    told += [_person(question, *found, book) for found in others.items()] if len(others) <= _OTHERS else []
    verdict = say(question.language, "yes" if all(right.values()) else "not_so")
    return Draft("answered", verdict + joined(question.language, " ", told))


def _person(question: Question, name: str, held: Sequence[Holding], book: QuoteBook) -> str:
    return say(question.language, "person_is", name=name, titles=_titles(held, book))


def _chosen(question: Question, start: int, end: int) -> bool:
    """Whether a question leaves two posts of somebody to choose from: 是甲局局长还是乙局局长."""
    posts = posts_in(question)
    if len(posts) < 2 or posts[0].start < end or not _OPENING.fullmatch(question.folded[:start]):
        return False
    linked = _LINK.match(question.folded, end)
    ends = _TAIL.fullmatch(question.folded[posts[-1].end :])
    return bool(linked and ends) and "还是" in question.folded[posts[0].end : posts[-1].start]


def _english(question: Question, post: Post, start: int, end: int) -> _Claim | None:
    text, after = question.folded, max(end, post.end)
    terms = tuple(t for t in asked_terms(question, post) if t.naming and not start <= t.start < end)
    if post.verb:
        return None
    if post.start >= end:
        linked = _ENGLISH_LINK.match(text, end)
        between = text[linked.end() : post.start].split() if linked else []
        return _Claim(post, "", terms) if linked and _BEFORE.fullmatch(text[:start]) and len(between) <= _FEW else None
    linked = _NAMED.fullmatch(text[post.end : start])
    said = linked and _BEFORE.fullmatch(text[: post.start]) and _ENGLISH_TAIL.fullmatch(text[after:])
    return _Claim(post, "", terms) if said else None


def _chinese(question: Question, post: Post, start: int, end: int) -> _Claim | None:
    text = question.folded
    if post.start > end:
        linked = _LINK.match(text, end + len(title_after(end, text)))
        body = text[linked.end() : post.start] if linked else None
        begins, ends = _OPENING.fullmatch(text[:start]), _TAIL.fullmatch(text[post.end :])
    else:
        linked, begins = _LINK.fullmatch(text[post.end : start]), _OPENING.match(text)
        body = text[begins.end() : post.start] if linked and begins else None
        ends = _TAIL.fullmatch(text[end:])
    if body is None or not begins or not ends or len(body) > _BODY or re.search("[,，?？是]", body):
        return None
    return _Claim(post, body.removesuffix("的"))


_CLAIMS = {"en": _english, "zh": _chinese}  # the post and body said of the persons at a place, where no more is said


def _holds(held: Holding, claim: _Claim, question: Question, corpus: Corpus) -> bool:
    """Whether somebody is named under a post of a body; a place that the document is of need not stand beside it."""
    if not claim.post.borne(held.titles):
        return False
    if question.language == "en":
        return all(any(word in held.row for word in words_of(t)) or of_the_place(t, held, corpus) for t in claim.words)
    title = corpus.titles[held.evidence.document_id]
    rest = claim.body
    for mention in sorted(question.named("region"), key=lambda m: -len(m.surface)):
        if rest.startswith(fold(mention.surface)) and any(fold(v) in title for v in (mention.surface, *mention.values)):
            rest = rest.removeprefix(fold(mention.surface))
    return bool(_EMPTY.match(rest)) or rest in held.row or rest in title or abbreviates(rest, held.row, corpus)


def _shortened(body: str, row: str) -> bool:
    """Whether the name of a body leaves out some characters of the one in a row: 农发行 for 农业发展银行."""
    return len(body) > 1 and bool(re.search(f".{{0,{_GAP}}}".join(map(re.escape, body)), row))


def _untitled(question: Question, name: str, post: Post, held: Sequence[Holding], book: QuoteBook) -> Draft | None:
    """That somebody is only named among leaders, without a post."""
    named = next((h for h in held if h.name == name), None)
    if named is None:
        return None
    near = " ".join(named.evidence.reading.split())[-_NEAR:]
    return silent_near(question.folded[post.start : post.end], question, near, book.cite(named.evidence))


def _titles(held: Sequence[Holding], book: QuoteBook) -> str:
    """The fullest titles of somebody, each with the place that says so."""
    places: dict[str, Holding] = {}
    for one in held:
        record = one.evidence.record
        member = record is not None and record.kind == "member"
        places.setdefault(one.row if member else "、".join(one.titles), one)
    return "；".join(f"{t}{mark(book.cite(places[t].evidence, 'date'))}" for t in fullest(places))


def title_note(question: Question, records: Sequence[Record], language: str) -> str:
    """What somebody is whom the question gives another title."""
    for mention in question.named("person"):
        name, said = mention.values[0], title_after(mention.end, question.folded)
        held = [title for title, names in titles(tuple(records)).items() if name in names]
        posts = [p for p in posts_in(question) if 0 <= mention.start - p.end <= 1 and not p.verb]
        wrong = (said and not any(title.endswith(said) for title in held)) or any(not p.borne(held) for p in posts)
        if held and wrong:
            return say(language, "person_is", name=name, titles="、".join(held))
    return ""
