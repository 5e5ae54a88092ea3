"""Who somebody is: the title that stands before a name, and the name that stands behind a title."""

from __future__ import annotations

import re

from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import content, in_scope, said_in_title
from ingest.fold import fold

_ASKS = re.compile(
    r"职务|职位|身份|什么人|谁|哪(?:家|个)?(?:单位|银行|企业|公司|集团|部门|学校|机构)|干(?:什么|啥|嘛)|做什么|头衔|兼|任(?:什么|何)职|是做|担任"
    r"|position|title|role|post|who is|who's|job|posts|hold"
)
_ENGLISH_TITLES = frozenset(
    ("mayor", "deputy mayor", "vice mayor", "secretary", "party secretary", "chairman", "director")
)
_TITLE = re.compile(
    r"(?:书记|市长|县长|区长|省长|主任|主席|局长|部长|行长|董事长|总经理|经理|委员|助理|院长|校长|秘书长|司长|主官|总工程师|代表|厅长|总理|署长|会长|组长|司令员|理事长)$"
)


_TITLE_AHEAD = re.compile(_TITLE.pattern.removesuffix("$"))


def is_title(text: str) -> bool:
    """Whether a word is a title that a person's name may follow."""
    return bool(_TITLE.search(text)) or text in _ENGLISH_TITLES


def title_after(at: int, text: str) -> str:
    """The title that stands right after a place in a text: 李明俊书记."""
    found = _TITLE_AHEAD.match(text, at)
    return found.group() if found else ""


def title_before(name: str, text: str) -> str:
    """The title that stands right before a name in a text, empty if none does."""
    best = ""
    for match in re.finditer(re.escape(name), text):
        head = re.split(
            r"[，,。；;：:！？\s]|(?<=[\u4e00-\u9fff])和|带队|陪同|由", text[max(0, match.start() - 40) : match.start()]
        )[-1]
        head = re.sub(r"^[△▲●○■◆◇☆★](?:同日|)", "", head)
        head = re.sub(r"^(?:同日|当日|[\d至月日年]+日)", "", head)
        pieces = head.split("、")
        kept: list[str] = []
        for piece in reversed(pieces):
            if not _TITLE.search(piece):
                break
            kept.insert(0, piece)
        title = "、".join(kept)
        if len(title) > len(best):
            best = title
    if not best and (led := re.search(rf"([省市县区]领导)(?:[^，,。；;]*、)?{re.escape(name)}", text)):
        best = led.group(1)  # named in a row of leaders
    return best


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
    fullest = [t for t in titles if not any(t != other and t in other for other in titles)][:4]
    parts = "；".join(f"{title}{mark(titles[title])}" for title in fullest)
    return Draft("answered", say(question.language, "person_is", name=name, titles=parts))


def _borne(title: str, said: set[str]) -> bool:
    """Whether one of the posts of a title is said whole."""
    return any(is_title(post) and any(post in text for text in said) for post in re.split("[ 、]", fold(title)))


def holder(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The person whom the documents name under the title a question gives."""
    if not question.has("who") or question.named("person") or (not question.terms and not question.mentions):
        return None
    terms = content(question)
    naming = [t for t in terms if not t.generic]
    if not naming or question.has("lead", "responsible", "attend", "chair", "share"):
        return None
    found: dict[str, tuple[str, int]] = {}
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
                found.setdefault(name, (title, book.cite(item)))
                break
    said = {question.folded, *(word for t in naming for word, weight in t.alternatives if weight >= 0.9)}
    exact = {name: held for name, held in found.items() if _borne(held[0], said)}
    found = exact or found  # 市长 is no 副市长
    if not found or len(found) > 12:
        return None
    parts = "；".join(f"{title}：{name}{mark(number)}" for name, (title, number) in found.items())
    return Draft("answered", say(question.language, "holder_is", parts=parts))
