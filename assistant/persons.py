"""Who somebody is: the title that stands before a name, and the name that stands behind a title."""

from __future__ import annotations

import re

from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import content, in_scope, said_in_title
from assistant.titles import is_title, title_before
from assistant.words import Term
from ingest.fold import fold

_ASKS = re.compile(
    r"职务|职位|身份|什么人|谁|哪(?:家|个)?(?:单位|银行|企业|公司|集团|部门|学校|机构)|干(?:什么|啥|嘛)|做什么|头衔|兼|任(?:什么|何)职|是做|担任"
    r"|position|title|role|post|who is|who's|job|posts|hold"
)
_LEADER = re.compile("[省市县区]领导")
_PLACES = 3  # quotes that show who bears a title


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
            title = "、".join(
                filter(None, (str(record.fields.get("role") or ""), str(record.fields.get("post") or "")))
            )
        else:
            title = title_before(name, item.reading)
        if title:
            titles.setdefault(title, book.cite(item))
    if not titles:
        return None
    if len(titles) > 1:
        titles.pop(next((t for t in titles if _LEADER.fullmatch(t)), ""), None)  # a title says more
    fullest = [t for t in titles if not any(t != other and t in other for other in titles)][:4]
    parts = "；".join(f"{title}{mark(titles[title])}" for title in fullest)
    return Draft("answered", say(question.language, "person_is", name=name, titles=parts))


def _of_the_place(term: Term, corpus: Corpus) -> bool:
    """Whether a word only names the place or body whose documents these are."""
    return not is_title(term.alternatives[0][0]) and said_in_title(term, corpus.document, corpus)


def _borne(title: str, said: set[str]) -> bool:
    """Whether one of the posts of a title is said whole."""
    return any(is_title(post) and any(post in text for text in said) for post in re.split("[ 、]", fold(title)))


def holder(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The person whom the documents name under the title a question gives."""
    if not question.has("who") or question.named("person") or (not question.terms and not question.mentions):
        return None
    terms = content(question)
    naming = [t for t in terms if not t.generic and not _of_the_place(t, corpus)]
    if not any(is_title(word) for t in naming for word, _ in t.alternatives):
        return None
    if not naming or question.has("lead", "responsible", "attend", "chair", "share"):
        return None
    found: dict[str, tuple[str, tuple[int, ...]]] = {}
    scope = in_scope(question, corpus)
    for name in corpus.names.people:
        for item in corpus.evidence.items:
            if item.document_id not in scope or name not in item.reading:
                continue
            record = item.record
            if record and record.kind == "member" and record.fields.get("name") == name:
                title = " ".join(str(record.fields.get(k) or "") for k in ("role", "post", "body"))
            else:
                title = title_before(name, item.reading)
            folded = fold(title)
            if title and all(any(word in folded for word, w in t.alternatives if w >= 0.6) for t in naming):
                number = book.cite(item)
                found[name] = (max(found.get(name, ("",))[0], title, key=len), (*found.get(name, ("", ()))[1], number))
                if len(found[name][1]) == _PLACES:
                    break
    said = {question.folded, *(word for t in naming for word, weight in t.alternatives if weight >= 0.9)}
    exact = {name: held for name, held in found.items() if _borne(held[0], said)}
    found = exact or found  # 市长 is no 副市长
    if not found or len(found) > 12:
        return None
    parts = "；".join(f"{title}：{name}{mark(*numbers)}" for name, (title, numbers) in found.items())
    return Draft("answered", say(question.language, "holder_is", parts=parts))
