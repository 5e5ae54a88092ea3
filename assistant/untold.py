"""What a question asks of an event or a person that a chronicle seldom says: the venue, the hour, somebody's age."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from assistant.corpus import Corpus
from assistant.cues import pattern, told
from assistant.draft import Draft, QuoteBook
from assistant.happenings import doers, headline, short
from assistant.phrases import say
from assistant.posts import posts_in
from assistant.question import Question
from assistant.sentences import sentences_of
from assistant.silence import silent_near
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record

_OF_EVENTS, _OF_PEOPLE = told("event"), told("person")
_VENUE, _SAYS = pattern("venue"), pattern("words_of_somebody")
_WHAT = re.compile("什么|啥")
_FILLING = re.compile(r"同志|先生|女士|本人|到底|今年|现在|个人|办公|自己|[他她,，的是在于从有]")
_CLOSE = 20  # characters between a name and what is told of it
_REACH = 5  # characters after a name that may lead to the detail: 是哪一年
_NEAR = 2  # and after a title: 秘书长以上的年龄 is nobody's
_WHO = re.compile("谁|何人|哪[一几]?(?:位|个(?=领导|人|[?？]|$))(?:领导|人)?|什么人")
_DONE_BY = re.compile("(?:的|人|者)+(?:都|又|到底|究竟)?(?:是|为|叫)?|(?:都|又|到底|究竟)?(?:是|为|叫)")
_WHO_DOES = re.compile("(?:来|负责)?(?:(?:作|做|发)了?)?")
_PRESENCE = re.compile("去|来|到|接|在|带|见|会|露|主|讲|陪|跟|随|同|牵|负责|领导|员|长|书记|副|人|方|家|代表")
_ABOUT = re.compile("(?:围绕|就)[^，。]*(?:、[^，。]*){2}(?:洽谈|座谈|交流|会谈|讨论|研讨|磋商|沟通)")
_ONLY_SPOKE = re.compile(r"(?:汇报(?:了)?(?:相关|有关)?(?:工作|情况)?|发(?:了)?言)\s*$")
_REPORTED = re.compile("强调|指出|要求(?!，)|表示|勉励|认为|提出|希望")
_OTHERS = re.compile(r"(?:会议|大家|双方|与会[^，。]{0,4})(?:一致)?$")  # who spoke, where it is no single person
_ISSUED = pattern("came_out")
_HAPPENING = ("kind_event", "attend", "chair", "speak", "visit")


def details(question: Question) -> list[tuple[int, int]]:
    """Where a question asks for details of an event, which need not be said for the event to be the one meant."""
    return [found.span() for detail in _OF_EVENTS if (found := detail.asked.search(question.folded))]


def asks_where_held(question: Question) -> bool:
    """Whether the hall or hotel of something is asked for."""
    return bool(_VENUE.search(question.folded) and _OF_EVENTS[0].asked.search(question.folded))


def of_event(question: Question, record: Record, book: QuoteBook) -> Draft | None:
    """That the only event a question can mean does not say where or at what hour it took place."""
    for detail in _OF_EVENTS:
        if found := detail.lacking(question.folded, record.text):
            return silent_on(found.group().strip(), question, record, book)
    return None


def telling(question: Question, record: Record) -> str:
    """The sentence of an event that tells a detail which a question asks for."""
    asked = [detail.told for detail in _OF_EVENTS if detail.asked.search(question.folded)]
    return next((s for s in sentences_of(record) if any(t.search(s) for t in asked)), "")


def issued_elsewhere(question: Question, record: Record, book: QuoteBook) -> Draft | None:
    """That an event which only speaks of a paper does not say on which day that was issued or took effect."""
    asked = _ISSUED.search(question.folded)
    if asked is None or not question.has("when") or _ISSUED.search(short(headline(record))):
        return None
    return silent_on(asked.group(), question, record, book)


def silent_on(what: str, question: Question, record: Record, book: QuoteBook, near: str = "") -> Draft:
    """That an event does not say something; `near`, or else its headline, is the nearest thing it says."""
    draft = silent_near(what, question, near or short(headline(record)), book.cite(record, "date", "year"))
    draft.records = (record,)
    return draft


def of_speech(question: Question, record: Record, people: Collection[str], book: QuoteBook) -> Draft | None:
    """That an event says of somebody that he spoke and not what he said."""
    asked = _SAYS.search(question.folded)
    if not asked or question.has("when", "where", "count", "yesno"):
        return None
    present = [name for name in (people or _speakers(question, record)) if name in record.text]
    if not people and _of_nobody_there(question, record, asked.start()):
        return silent_on(asked.group().strip(), question, record, book)
    if not present:
        return None
    if any(_reported(name, record) for name in present):
        return None
    near = next(s for s in sentences_of(record) if present[0] in s)
    if _ABOUT.search(near):
        return None  # what was talked of is told
    return silent_on(asked.group().strip(), question, record, book, near)


def _of_nobody_there(question: Question, record: Record, before: int) -> bool:
    """Whether the words of the holder of a post are asked for, and an event names none: 法院院长讲了什么."""
    posts = [p for p in posts_in(question) if not p.verb and (question.language == "en" or p.end <= before)]
    return bool(posts) and not any(ending in record.text for post in posts for ending in post.endings)


def _speakers(question: Question, record: Record) -> list[str]:
    """The bodies that a question names, or whoever chaired."""
    named = [value for mention in question.named("unit", "region") for value in mention.values]
    if question.has("chair") and re.search("主持(?:人|者|的人)", question.folded):
        return doers(record, "chair")
    return [n for n in named if any(n in s and _ONLY_SPOKE.search(s) for s in sentences_of(record))]


def reported(question: Question, record: Record, people: Collection[str]) -> str:
    """The sentence that reports what somebody said, where a question asks for that."""
    if not _SAYS.search(question.folded):
        return ""
    return next((said for name in people if (said := _reported(name, record))), "")


def _reported(name: str, record: Record) -> str:
    """The sentence with words of a person: the one named last before 强调, 指出 or the like."""
    for found in _REPORTED.finditer(record.text):
        before = record.text[: found.start()]
        places = [(before.rfind(other), other) for other in record.fields.get("people", ()) if other in before]
        if places and max(places)[1] == name and not _OTHERS.search(before):
            return before[before.rfind("。") + 1 :].strip() + record.text[found.start() :].split("。")[0]
    return ""


def of_doer(question: Question, record: Record, terms: Sequence[Term], book: QuoteBook) -> Draft | None:
    """Who did what stands beside 谁, by the sentence that says so; that none is named where it names nobody."""
    term, does = _done_by_whom(question, terms)
    if term is None or question.has("attend", "chair"):
        return None
    sentences = [s for s in sentences_of(record) if any(word in fold(s) for word, _ in term.alternatives)]
    if not sentences and (
        not does or not question.dates or _PRESENCE.search(term.surface) or _hinted(term, fold(record.text))
    ):
        return None
    people = [n for n in record.fields.get("people", ()) if any(n in s for s in sentences)]
    if people:
        return None
    return silent_on(term.surface, question, record, book, sentences[0] if sentences else "")


def by_whom(question: Question, record: Record, terms: Sequence[Term]) -> list[str]:
    """The persons named before what stands beside 谁, in the clause that says it: 市长甲会见某代表团."""
    term, _ = _done_by_whom(question, terms)
    words = [word for word, _ in term.alternatives] if term and not question.has("attend", "chair") else []
    for clause in re.findall(r"[^，,。；;]+", record.text):
        for word in (w for w in words if w in fold(clause)):
            before = fold(clause).partition(word)[0]
            if people := [n for n in record.fields.get("people", ()) if fold(n) in before]:
                return people
    return []


def _done_by_whom(question: Question, terms: Sequence[Term]) -> tuple[Term | None, bool]:
    """The word right beside 谁 or 哪位: 领誓的是谁, 谁领誓; whether it stands behind."""
    for found in _WHO.finditer(question.folded):
        for term in terms:
            behind, ahead = (term.end, found.start()), (found.end(), term.start)
            does = ahead[0] <= ahead[1] and _WHO_DOES.fullmatch(question.folded, *ahead)
            if does or (behind[0] <= behind[1] and _DONE_BY.fullmatch(question.folded, *behind)):
                return term, bool(does)
    return None, False


def of_thing(question: Question, record: Record, terms: Sequence[Term], book: QuoteBook) -> Draft | None:
    """That the only event a question can mean does not say what thing it asks for: 签了什么协议."""
    asks = [found.end() for found in _WHAT.finditer(question.folded)]
    for term in terms:
        beside = any(0 <= term.start - end <= 1 for end in asks)
        if not beside or not term.naming or term.generic or _hinted(term, fold(record.text)):
            continue
        return silent_on(term.surface, question, record, book)
    return None


def _hinted(term: Term, text: str) -> bool:
    """Whether a text says a word, something of like meaning, or a piece of it."""
    word = term.alternatives[0][0]
    pieces = [word[i : i + 2] for i in range(len(word) - 1)]
    return any(other in text for other, _ in term.alternatives) or any(piece in text for piece in pieces)


def of_person(question: Question, corpus: Corpus, _book: QuoteBook) -> Draft | None:
    """That no text tells the age, the telephone or the like of the person whom a question names."""
    for detail in _OF_PEOPLE:
        found = detail.asked.search(question.folded)
        person = found and next((p for p in _persons(question) if _belongs(p, found, question)), None)
        if found is None or person is None:
            continue
        names = person[2]
        if any(_near(name, detail.told.pattern, item.reading) for item in corpus.evidence.items for name in names):
            return None
        what = found.group().strip()
        return Draft("not_found", say(question.language, "silent", what=f"“{names[0]} {what}”"), missing=(what,))
    return None


def _near(name: str, told: str, text: str) -> bool:
    """Whether a text tells a detail close to a name."""
    if name not in text:
        return False
    name = re.escape(name)
    return bool(re.search(rf"{name}[^。]{{0,{_CLOSE}}}(?:{told})|(?:{told})[^。]{{0,{_CLOSE}}}{name}", text))


def _persons(question: Question) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where a question names a person, or a post that stands for one, and what texts call that."""
    for mention in question.named("person"):
        yield mention.start, mention.end, mention.values
    for post in posts_in(question):
        if not post.verb and not post.vague:
            yield post.start, post.end, post.endings


def _belongs(person: tuple[int, int, Iterable[str]], found: re.Match[str], question: Question) -> bool:
    """Whether a detail is that of a person: right behind the name in Chinese, of nothing that took place in English."""
    start, end, _ = person
    if question.language == "en":
        named = question.named("person") or not question.folded[end : found.start()].strip()  # the mayor's age
        return bool(named) and not question.has(*_HAPPENING) and not question.named("unit", "document")
    post = not any(m.start == start for m in question.named("person"))
    between = _FILLING.sub("", question.folded[end : found.start()]) if end <= found.start() else "-" * (_REACH + 1)
    return len(between) <= (_NEAR if post else _REACH) and not question.has(*_HAPPENING)
