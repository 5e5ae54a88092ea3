"""Whether somebody holds the post that a question takes for granted: 某某是市公安局局长吧."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.holdings import Holding, holdings
from assistant.persons import abbreviates, asked_terms, of_the_place
from assistant.phrases import say
from assistant.posts import Post, posts_in
from assistant.question import Question
from assistant.reading import in_scope
from assistant.titles import title_after
from assistant.words import Term
from ingest.fold import fold

_OPENING = re.compile(
    r"(?:(?:我|咱)?(?:听说|听人说|据说|据称|记得|以为|觉得|印象中|印象里|请问|想问一?下?|想确认一?下?|确认一?下|问一?下)|有人说|都说|是不是|是否|[,，:：])*"
)
_LINK = re.compile(
    r"(?:现在|目前|现任|如今|应该|就|也|确实|还|仍然?|一直|已经|同时|不)*"
    r"(?:是不是|是否(?:是|担任)?|是|就是|担任|出任|现任|任|兼任?着?|身兼)(?:的)?"
)
_TAIL = re.compile(
    r"(?:来着|[?？,，。!！]|(?:这个|这)?(?:职务|职位)|是不是|对不对|对吗|对吧|是吗|是吧|没错吧|没错吗|是真的吗|真的吗|的?吗|的?吧|呢|么|嘛"
    r"|是否属实|担任(?:的)?)*"
)
_BODY = 24  # characters of the name of a body before a post
_ORGAN = re.compile("[局委办院行司厅部团社会校厂处府区县市省党协馆站所心组署科协]$")
_EMPTY = re.compile("^(?:我们|咱们|我|咱|这个|本|全)?[市省县区]?(?:的)?$")
_LED = re.compile(r"[省市县区]领导")
_ENGLISH_LINK = re.compile(
    r"\W*(?:\(\S+\) )?(?:is|serves as|was|works as)? ?(?:now |currently |really |also |indeed )*(?:an?|the|our|its)?\b"
)
_BEFORE = re.compile(
    r"(?:(?:so|and|i (?:heard|thought|believe|gather)|is it (?:true|right|correct)|am i right|that|is|was|isn't|wasn't|the"
    r"|mayor|deputy|comrade|mr|ms)\W*)*"
)
_GAP = 3  # characters that a short name leaves out in one place
_NEAR = 60  # characters of the place where somebody is named
_OTHERS = 2  # persons who hold the post in truth


def claimed(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """What the documents call a person of whom a question says that they hold a post."""
    persons = question.named("person")
    if len({m.values[0] for m in persons}) != 1 or not question.has("yesno", "hearsay") or question.dates:
        return None
    if question.has("attend", "chair", "speak", "visit"):
        return None  # what somebody did
    name = persons[0].values[0]
    claim = next((c for m in persons for p in posts_in(question) if (c := _claim(question, p, m.start, m.end))), None)
    if claim is None:
        return None
    post, body = claim
    scope = in_scope(question, corpus)
    held = [h for h in holdings(corpus) if h.evidence.document_id in scope]
    own = [h for h in held if h.name == name and h.titles]
    if not own:
        return _untitled(question, name, post, held, book)
    if not body and not _body_after(question, post):
        post = post.likeliest([h.titles for h in held])
    holding = [h for h in held if _holds(h, post, body, question, corpus)]
    holding = holding or [h for h in own if post.borne(h.titles) and _shortened(body, h.row)]
    right = [h for h in holding if h.name == name]
    if not holding and body and not _ORGAN.search(body) and any(post.borne(h.titles) for h in own):
        return None  # what somebody is in charge of
    said = _titles(right or own, book)
    if right:
        return Draft(
            "answered", say(question.language, "yes") + say(question.language, "person_is", name=name, titles=said)
        )
    others: dict[str, list[Holding]] = {}
    for h in holding if not _body_after(question, post) else ():
        others.setdefault(h.name, []).append(h)
    text = say(question.language, "not_so") + say(question.language, "person_is", name=name, titles=said)
    space = "" if question.language == "zh" else " "
    for other, found in others.items() if len(others) <= _OTHERS else ():
        text += space + say(question.language, "person_is", name=other, titles=_titles(found, book))
    return Draft("answered", text)


def _claim(question: Question, post: Post, start: int, end: int) -> tuple[Post, str] | None:
    """A post with the name of the body before it, where a question says of the person named there that they hold it."""
    text = question.folded
    if question.language == "en":
        linked = post.start >= end and _ENGLISH_LINK.match(text, end)
        between = text[linked.end() : post.start].strip() if linked else "no"
        opened = _BEFORE.fullmatch(text[:start])
        return (post, "") if linked and opened and len(between.split()) <= 4 and not post.verb else None
    if post.start > end:
        linked = _LINK.match(text, end + len(title_after(end, text)))
        body = text[linked.end() : post.start] if linked else None
        begins, ends = _OPENING.fullmatch(text[:start]), _TAIL.fullmatch(text[post.end :])
    else:
        linked = _LINK.fullmatch(text[post.end : start])
        opened = _OPENING.match(text)
        body = text[opened.end() : post.start] if linked and opened else None
        begins, ends = True, _TAIL.fullmatch(text[end:])
    if body is None or not begins or not ends or len(body) > _BODY or re.search("[,，?？是]", body):
        return None
    return post, body.removesuffix("的")


def _holds(held: Holding, post: Post, body: str, question: Question, corpus: Corpus) -> bool:
    """Whether somebody is named under a post of a body; a place that the document is of need not stand beside it."""
    if not post.borne(held.titles):
        return False
    if question.language == "en":
        terms = _body_after(question, post)
        return all(_said(t.alternatives, held.row) or of_the_place(t, held, corpus) for t in terms)
    title = corpus.titles[held.evidence.document_id]
    rest = body
    for mention in sorted(question.named("region"), key=lambda m: -len(m.surface)):
        if rest.startswith(fold(mention.surface)) and any(fold(v) in title for v in (mention.surface, *mention.values)):
            rest = rest.removeprefix(fold(mention.surface))
    return bool(_EMPTY.match(rest)) or rest in held.row or rest in title or abbreviates(rest, held.row, corpus)


def _body_after(question: Question, post: Post) -> list[Term]:
    """The names of the body after an English post."""
    if question.language == "zh":
        return []
    return [t for t in asked_terms(question, post) if t.naming and t.start > post.start]


def _shortened(body: str, row: str) -> bool:
    """Whether the name of a body leaves out some characters of the one in a row: 农发行 for 农业发展银行."""
    return len(body) > 1 and bool(re.search(f".{{0,{_GAP}}}".join(map(re.escape, body)), row))


def _untitled(question: Question, name: str, post: Post, held: Sequence[Holding], book: QuoteBook) -> Draft | None:
    """That somebody is only named among leaders, without a post."""
    named = next((h for h in held if h.name == name), None)
    if named is None:
        return None
    what, near = question.folded[post.start : post.end], " ".join(named.evidence.reading.split())
    text = say(
        question.language, "silent_near", what=f"“{what}”", near=near[-_NEAR:], m=mark(book.cite(named.evidence))
    )
    return Draft("not_found", text, missing=(what,))


def _said(alternatives: Sequence[tuple[str, float]], row: str) -> bool:
    return any(word in row for word, weight in alternatives if weight >= 0.6)


def _titles(held: Sequence[Holding], book: QuoteBook) -> str:
    """The fullest titles of somebody, each with the place that says so."""
    places: dict[str, Holding] = {}
    for one in held:
        record = one.evidence.record
        member = record is not None and record.kind == "member"
        places.setdefault(one.row if member else "、".join((*one.titles[:-1], one.titles[-1])), one)
    fullest = [t for t in places if not any(t != other and t in other for other in places)]
    fullest = [t for t in fullest if not _LED.fullmatch(t)] or fullest
    return "；".join(f"{t}{mark(book.cite(places[t].evidence, 'date'))}" for t in fullest[:4])
