"""Who somebody is: the title that stands before a name, and the name that stands behind a title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from assistant.answer import Item, Receipt
from assistant.corpus import Corpus
from assistant.cues import mask, pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.event_query import closer_dates
from assistant.event_things import words_of
from assistant.evidence import MATCHED, Evidence
from assistant.happenings import within
from assistant.holdings import Holding, holdings
from assistant.phrases import say
from assistant.posts import HEADS, Post, asked_post, body_of, side_of, without_offices
from assistant.question import Question
from assistant.reading import content, in_scope, said_in_title
from assistant.titles import fullest, is_title, title_before
from assistant.words import Term
from ingest.fold import fold
from ingest.people import looks_like_name

_ASKS = pattern("who_one_is")
_PLACES = 3  # quotes that show who bears a title
_MANY = 12  # persons that are told; more share a title that tells nobody apart
_FEW = 3  # words of the name of a body
_NAMED = 2  # characters of a body's name, at least
_PIECE = 3  # characters of a longer name that a segmenter may have cut: 安能重工来
_RUN = 4  # characters of what may be several words run together
_SURE = 0.9  # weight of a word that stands for another without doubt
_GAP = 2  # characters that an abbreviation leaves out in one place
_EVENT_CUES = ("kind_event", "kind_meeting", "kind_inspection", "visit", "attend", "chair", "speak")
_EXCEPT, _BODIES, _EVENTS = pattern("but_for"), pattern("which_bodies"), pattern("events")
_OCCASION, _OCCASIONS, _SENT, _LED = map(pattern, ("that_occasion", "which_occasions", "sent_by", "led_delegation"))


def who_is(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The titles under which the documents name a person."""
    mentions = question.named("person")
    if len(mentions) != 1 or not _ASKS.search(question.folded) or question.has("count", "when", "attend", "chair"):
        return None
    asks = [(found.start(), found.end()) for found in _ASKS.finditer(question.folded)]
    name = mentions[0].values[0]
    own = {r.document_id for r in corpus.of_kind["member"] if r.fields.get("name") == name}
    used = (*mentions, *question.named("document"))
    rest = [t for t in content(question, used) if t.naming and not t.generic and not said_in_title(t, own, corpus)]
    if any(not any(start <= t.start < end for start, end in asks) and not is_title(t.surface) for t in rest):
        return None
    scope = in_scope(question, corpus)
    titles: dict[str, int] = {}
    for item in corpus.evidence.items:
        if item.document_id not in scope or name not in item.reading:
            continue
        record = item.record
        if record and record.kind == "member" and record.fields.get("name") == name:
            title = "、".join(str(said) for key in ("role", "post") if (said := record.fields.get(key)))
        else:
            title = title_before(name, item.reading)
        if title:
            titles.setdefault(title, book.cite(item))
    if not titles:
        return None
    parts = "；".join(f"{title}{mark(titles[title])}" for title in fullest(titles))
    return Draft("answered", say(question.language, "person_is", name=name, titles=parts))


class _Fit(NamedTuple):
    """A holding with how much of a question its own row holds, and how many words its event lacks."""

    held: Holding
    said: int
    lacking: int


def holder(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Who bears the post that a question gives, or comes from the body it names, at the event it describes."""
    post, out = asked_post(question), None
    if post and _EXCEPT.search(question.folded, 0, post.start):
        post, out = None, post  # 除了董事长还有谁
    ranked = question.has("most", "least") and _EVENTS.search(question.folded)
    if post and (ranked or (not post.beside and _OCCASIONS.search(question.folded))):
        return None
    unheld = question.named("person") or question.has("remove") or _LED.search(question.folded)
    if unheld or (question.has("where") and not question.has("who")):
        return None
    if question.has("count") and not question.has("who", "list") and not post:
        return None
    sent = (out or _SENT.search(question.folded)) if post is None else None
    if (post is None and sent is None) or _of_a_task(question, post):
        return None
    scope = in_scope(question, corpus)
    held = [h for h in holdings(corpus) if h.evidence.document_id in scope and not (out and out.borne(h.titles))]
    fits = [f for h in held if (f := _fit(h, post, question, corpus))]
    best = max(((fit.said, -fit.lacking) for fit in fits), default=(0, 0))
    fits = [fit for fit in fits if (fit.said, -fit.lacking) == best]
    if not fits or (best[0] < _NAMED and _needs_body(question, post) and not _of_one_side(fits, question)):
        return None
    if post is not None and best[0] < _NAMED:
        post = post.likeliest([fit.held.titles for fit in fits])
        fits = [fit for fit in fits if post.borne(fit.held.titles)]
    return _held_by([fit.held for fit in fits], question, corpus, book)


def _of_one_side(fits: Sequence[_Fit], question: Question) -> bool:
    """Whether those who fit came to one event from the side that a question names."""
    side = side_of(question)
    events = {fit.held.event.id if fit.held.event else "" for fit in fits}
    return side is not None and len(events) == 1 and "" not in events


def _of_a_task(question: Question, post: Post | None) -> bool:
    """Whether a question asks whose task something is: a post it names does not say so."""
    if question.has("share", "kind_task"):
        return True
    return question.has("lead", "responsible") and not (post and (post.vague or question.language == "en"))


def _needs_body(question: Question, post: Post | None) -> bool:
    """Whether only a body that a question names can tell whom it means: who took part is told by the event."""
    if post is None or post.verb or post.vague or not post.beside:
        return True
    return question.has("attend", "chair", "speak", "visit")


def _fit(held: Holding, post: Post | None, question: Question, corpus: Corpus) -> _Fit | None:
    """How a holding meets a question: its post, its body, and the event where the question describes one."""
    side = side_of(question)
    if (post is not None and not post.borne(held.titles)) or (side and not side.says.search(held.row)):
        return None
    dates = closer_dates(question)
    if dates and held.event and not any(within(held.event, d) for d in dates):
        return None
    if post is not None and (surname := _surname(question, post)) and not held.name.startswith(surname):
        return None
    terms = asked_terms(question, post)
    text = question.folded if post is None else mask(question.folded, [(post.start, post.end)])
    row = held.row if post is None else post.cut_from(held.row)
    whole = [t for t in terms if is_title(t.alternatives[0][0]) or (post and t.start < post.end and post.start < t.end)]
    own = [t for t in terms if _in_row(t, row, text if question.language == "zh" else "", corpus)]
    own += [t for t in whole if t not in own and any(word in held.row for word, _ in t.alternatives)]
    if _turned_round(own, row, question):
        return None
    naming = [t for t in terms if t.naming and t not in own and not of_the_place(t, held, corpus)]
    if naming and held.event and _describes(question):
        around = fold(held.event.text)
        naming = [t for t in naming if not any(word in around for word in words_of(t))]
        naming = [t for t in naming if not _run_together(t, around, corpus)]
    spelt = [t for t in naming if t.alternatives[0][0].isascii()]
    exact = question.language == "zh" or (post is not None and post.verb)  # a translated word may miss the row's
    if spelt or len(naming) * 3 > len(terms) or (naming and exact):
        return None
    return _Fit(held, sum(len(t.surface) for t in own) + bool(own and not held.elsewhere), len(naming))


def asked_terms(question: Question, post: Post | None) -> list[Term]:
    """The words of a question beside the post; of a longer word what stands before the post, 纪委 of 纪委书记."""
    side = side_of(question)
    terms = [t for t in content(question) if not t.generic and not (side and side.start <= t.start < side.end)]
    if post is None:
        return [t for t in terms if not is_title(t.surface)]
    found = []
    for term in without_offices(terms):
        apart = term.end <= post.start or post.end <= term.start
        if apart or (question.language == "en" and term.end - term.start > post.end - post.start):
            found.append(term)
        elif question.language == "zh" and term.start < post.start:
            word = question.folded[term.start : post.start]
            found.append(replace(term, surface=word, end=post.start, alternatives=((word, 1.0),)))
    return found


def _surname(question: Question, post: Post) -> str:
    """The surname that somebody is called by with a title: 王书记."""
    before = question.folded[max(0, post.start - 2) : post.start]
    alone = len(before) == 1 or (len(before) == 2 and not "\u4e00" <= before[0] <= "\u9fff")
    return before[-1] if alone and before and looks_like_name(before[-1] + "某") else ""


def _describes(question: Question) -> bool:
    """Whether a question speaks of an event, so that what it says of that need not be part of a title."""
    return bool(closer_dates(question)) or question.has(*_EVENT_CUES) or bool(_OCCASION.search(question.folded))


def _in_row(term: Term, row: str, text: str, corpus: Corpus) -> bool:
    """Whether a row holds a word, a longer name of the text that the word is cut from, or what the word abbreviates."""
    if any(word in row or abbreviates(word, row, corpus) for word in words_of(term)):
        return True
    starts = range(max(0, term.start - _PIECE + 1), term.start + 1) if text else ()  # the pieces that it begins in
    return any(len(piece := text[at : at + _PIECE]) == _PIECE and piece in row for at in starts)


def _run_together(term: Term, text: str, corpus: Corpus) -> bool:
    """Whether a text says most of an unknown run of characters, which may be several words: 加政银企."""
    word = term.surface
    if len(word) < _RUN or word.isascii() or corpus.evidence.known(word):
        return False
    pieces = [word[i : i + 2] for i in range(len(word) - 1)]
    return sum(piece in text for piece in pieces) * 3 >= 2 * len(pieces)


def _turned_round(own: Sequence[Term], row: str, question: Question) -> bool:
    """Whether 江州银行, "bank of Jiangzhou", is met by the Jiangzhou branch of another bank: 东华银行江州分行."""
    for first, second in pairwise(own):
        between = question.folded[first.end : second.start]
        if between == "" or (between in (" ", " of ") and question.language == "en"):
            pairs = [(a, b) for a, _ in first.alternatives for b, _ in second.alternatives if a in row and b in row]
            pairs = [(b, a) for a, b in pairs] if between == " of " else pairs
            if pairs and not any(a + b in row for a, b in pairs) and any(b + a in row for a, b in pairs):
                return True
    return False


def abbreviates(word: str, row: str, corpus: Corpus) -> bool:
    """Whether an unknown word is made of characters that stand close to each other in a row: 农发行 in 农业发展银行."""
    if not 2 <= len(word) <= 4 or word.isascii() or corpus.evidence.known(word):
        return False
    return bool(re.search(f".{{0,{_GAP}}}".join(map(re.escape, word)), row))


def of_the_place(term: Term, held: Holding, corpus: Corpus) -> bool:
    """Whether a word only names the place or body whose document this is."""
    title = corpus.titles[held.evidence.document_id]
    return any(word in title for word, weight in term.alternatives if weight >= _SURE)


def _held_by(fits: Sequence[Holding], question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Persons with their titles, each with the places that show it."""
    places: dict[str, list[Holding]] = {}
    for held in fits:
        places.setdefault(held.name, []).append(held)
    if len(places) > _MANY:
        return None
    parts: list[str] = []
    items: list[Item] = []
    bodies, describes = _BODIES.search(question.folded), _describes(question)
    for name, found in places.items():
        title = max((held.printed for held in found), key=len)
        shown = [(held.event if describes else None) or held.evidence for held in found[:_PLACES]]
        numbers = tuple(dict.fromkeys(book.cite(source, "date") for source in shown))
        parts.append(f"{title}：{name}{mark(*numbers)}")
        label = (bodies and body_of(title)) or name
        if not bodies or all(item.label != label for item in items):
            items.append(Item(label, f"{title}{name}", {}, numbers))
    draft = Draft("answered", say(question.language, "holder_is", parts="；".join(parts)))
    if len(items) > 1:
        draft.items = items
        draft.receipt = Receipt("person", len(items), len({held.name for held in holdings(corpus)}))
    return draft


def unheld(question: Question, corpus: Corpus, _book: QuoteBook) -> Draft | None:
    """That nobody is named under a post which no sentence says together with the body named right beside it."""
    post = asked_post(question)
    if post is None or not post.beside or post.verb or post.endings is HEADS or _of_a_task(question, post):
        return None
    if question.has("lead", "responsible", "attend", "chair", "yesno", "count") or question.named("person", "document"):
        return None
    naming = _body(question, post)
    known = bool(naming or question.mentions) or any(corpus.evidence.known(fold(ending)) for ending in post.endings)
    if known and (not naming or any(_together(item, naming, post, corpus) for item in corpus.evidence.items)):
        return None
    places = [(post.start, post.end), *((t.start, t.end) for t in naming)]
    what = question.folded[min(places)[0] : max(end for _, end in places)]
    return Draft("not_found", say(question.language, "silent", what=f"“{what}”"), missing=(what,))


def _body(question: Question, post: Post) -> list[Term]:
    """The names of the body right before a post in Chinese, or after its "of"; none where it is described."""
    terms = [t for t in asked_terms(question, post) if t.naming]
    if question.language == "en":
        after = [t for t in terms if t.start >= post.end]
        if not question.folded.startswith(" of ", post.end):
            return [t for t in terms if question.folded[t.end : post.start] == "'s "]
        return after if len(after) <= _FEW else []
    found: list[Term] = []
    at = post.start
    for term in sorted(terms, key=lambda t: -t.end):
        if question.folded[term.end : at].strip("的市省县区") or term.end > at:
            break
        found.insert(0, term)
        at = term.start
    return found if not question.folded[:at].strip("请问一下,，想知道市省县区的谁是") else []


def _together(item: Evidence, naming: Sequence[Term], post: Post, corpus: Corpus) -> bool:
    """Whether a sentence or record says a post and all but a third of some words."""
    whole = item.record is not None and item.record.kind == "event"  # its sentences are asked
    if whole or not any(fold(ending) in item.own for ending in post.endings):
        return False
    if len(naming) == 1 and naming[0].proper:  # what is said of a place may be done there by another's mayor
        places = "|".join(re.escape(word) for word, _ in naming[0].alternatives)
        return bool(re.search(rf"(?:{places})[市县区]?(?:委|政府)?(?:{'|'.join(map(fold, post.endings))})", item.own))
    found = [corpus.evidence.held(t) for t in naming]
    bare = found[-1] if item.record is None else None  # what is before it may be said by the title
    missing = [h for h in found if (h.own if h is bare else h.both).get(item.index, 0.0) < MATCHED]
    if len(missing) * 3 > len(naming) or item.record is not None:
        return len(missing) * 3 <= len(naming)
    body = "".join(t.surface for t in naming)  # 江州银行 is not said by 东华银行江州分行
    said = [body] if corpus.evidence.known(body) else [word for t in naming for word in words_of(t)]
    words = "|".join(re.escape(fold(word)) for word in said)
    return bool(re.search(rf"(?:{words})[^,，。；;]*(?<!副)(?:{'|'.join(map(fold, post.endings))})(?!助理)", item.own))
