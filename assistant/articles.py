"""Articles, members and appointments: by number, by topic of the list, complete."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asked import asked_type
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import content, excerpt, find, in_scope, newest, said_in_title, scoped
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record

_LONG = 160


def by_number(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """What article N says, or the clause of it that the question asks about."""
    numbers = [n for o in question.ordinals if o.kind in ("article", "item") for n in o.numbers]
    pool = corpus.of_kind["article"]
    if not numbers or not pool:
        return None
    language = question.language
    terms = content(question)
    sentences = []
    found: list[Record] = []
    for number in numbers:
        here = [r for r in pool if r.fields.get("number") == number]
        record = _chosen(here, question, corpus, terms)
        if record is None:
            candidates = _chosen(pool, question, corpus, terms)
            if candidates is None:
                return None
            last = max(r.fields["number"] for r in pool if r.document_id == candidates.document_id)
            text = say(language, "article_absent", n=number, last=last, m=mark(book.cite(candidates)))
            return Draft("not_found", text, missing=(str(number),))
        found.append(record)
        marks = mark(book.cite(record))
        told = record.text
        asked = [t for t in terms if not t.generic and _own(t, record)]
        if asked or len(told) > _LONG:
            told = excerpt(told, asked, holds=asked_type(question), limit=_LONG)
        sentences.append(
            say(
                language,
                "article_says",
                regulation=str(record.fields.get("regulation") or ""),
                n=record.label,
                text=told,
                m=marks,
            )
        )
    draft = Draft("answered", ("" if language == "zh" else " ").join(sentences), records=tuple(found))
    if len(found) > 1:
        draft.items = [item_of(r, (book.cite(r),)) for r in found]
    return draft


def _own(term: Term, record: Record) -> bool:
    text = fold(record.text)
    return any(word in text for word, weight in term.alternatives if weight >= 0.6)


def _chosen(records: Sequence[Record], question: Question, corpus: Corpus, terms: Sequence[Term]) -> Record | None:
    """Of articles with one number that of the document named or spoken of, else of the newest."""
    scope = scoped(question, corpus)
    here = [r for r in records if r.document_id in scope] or [
        r for r in records if r.document_id in in_scope(question, corpus)
    ]
    if len({r.document_id for r in here}) > 1 and terms:
        wanted = {r.id: r for r in here}
        best = {m.evidence.record.id: m.score for m in find(question, corpus, terms, ("article",)) if m.evidence.record}
        ranked = sorted((r for r in here if best.get(r.id, 0) > 0.3), key=lambda r: -best[r.id])
        if ranked:
            return wanted[ranked[0].id]
    fallback = newest(here, corpus)
    return fallback[0] if fallback else None


def listed(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Members, appointments or articles that meet every word of the question, all of them."""
    if not question.has("list", "count", "who", "kind_member", "kind_article"):
        return None
    scope = scoped(question, corpus)
    kinds = [k for k in ("member", "appointment", "article") if question.has("kind_" + k)]
    if question.has("who", "kind_member") and "member" not in kinds:
        kinds.append("member")
    if question.named("section") or any(o.kind == "section" for o in question.ordinals):
        kinds.append("article")
    terms = [
        t
        for t in content(question, question.named("document"))
        if not t.generic and not said_in_title(t, scope, corpus)
    ]
    for kind in kinds:
        pool = [r for r in corpus.of_kind[kind] if r.document_id in scope]
        if len({r.document_id for r in pool}) != 1:
            continue
        chosen = _in_section(question, pool) if kind == "article" else _in_role(question, pool)
        singled_out = len(scope) == 1 and 0 < len(chosen) < len(pool)
        matched, left = _narrow(chosen, terms, corpus)
        left = [] if singled_out else left
        if matched and not left:
            return _told(question, matched, len(pool), kind, book)
    return None


def _in_section(question: Question, pool: Sequence[Record]) -> Sequence[Record]:
    """The articles of the chapter a question counts off."""
    numbers = {n for o in question.ordinals if o.kind == "section" for n in o.numbers}
    chapters = list(dict.fromkeys(str(r.fields.get("chapter") or "") for r in pool))
    wanted = {chapters[n - 1] for n in numbers if 0 < n <= len(chapters)}
    wanted |= {chapter for m in question.named("section") for chapter in m.values if chapter in chapters}
    return [r for r in pool if str(r.fields.get("chapter") or "") in wanted] if wanted else pool


def _in_role(question: Question, pool: Sequence[Record]) -> Sequence[Record]:
    """The members in the role a question names, longest role first; those excluded are left out."""
    roles = sorted({fold(str(r.fields.get("role") or "")) for r in pool} - {""}, key=len, reverse=True)
    text = question.folded
    for english, chinese in _ROLES_IN_ENGLISH:
        text = text.replace(english, chinese) if question.language == "en" else text
    wanted = []
    for role in roles:
        if role in text and role != text:
            wanted.append(role)
            text = text.replace(role, "")
    if question.has("exclude") and len(wanted) > 1:
        last = max(wanted, key=lambda role: -question.folded.find(role))
        wanted = [last]
    return [r for r in pool if fold(str(r.fields.get("role") or "")) in wanted] if wanted else pool


_ROLES_IN_ENGLISH = (  # longest first
    ("secretary-general", "秘书长"),
    ("secretary general", "秘书长"),
    ("deputy director", "副主任"),
    ("group leader", "组长"),
    ("deputy head", "副组长"),
    ("vice chair", "副主任"),
    ("chairman", "主席"),
    ("director", "主任"),
    ("members", "委员成员"),
    ("heads", "主任"),
)


def _narrow(pool: Sequence[Record], terms: Sequence[Term], corpus: Corpus) -> tuple[list[Record], list[Term]]:
    """Records that hold every term in themselves or above; the naming terms that none of them holds."""
    left: list[Term] = []
    found = list(pool)
    for term in terms:
        words = [word for word, weight in term.alternatives if weight >= 0.6]
        own = [r for r in found if any(w in corpus.evidence.by_record[r.id].own for w in words)]
        around = [r for r in found if any(w in corpus.evidence.by_record[r.id].context for w in words)]
        if own or around:
            found = own or around
        elif term.naming and not term.generic:
            left.append(term)
    return found, left


def _told(question: Question, records: Sequence[Record], checked: int, kind: str, book: QuoteBook) -> Draft:
    language = question.language
    items = [item_of(record, (book.cite(record, "role"),)) for record in records]
    names = ("、" if language == "zh" else ", ").join(r.label for r in records)
    if kind == "member" and len(records) <= 3:
        names = "；".join(f"{r.fields.get('role') or ''}{r.label}（{r.fields.get('post') or ''}）" for r in records)
    text = say(
        language,
        f"{kind}s_listed",
        count=len(records),
        checked=checked,
        names=names,
        m=mark(*(i.quotes[0] for i in items[:3])),
    )
    return Draft("answered", text, items if len(items) > 1 else [], records=tuple(records))
