"""Members of committees, appointments and removals: by role, by post, by person; complete lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.leaving_out import left_out
from assistant.names import bare
from assistant.phrases import joined, say
from assistant.posts import asked_post, posts_in
from assistant.question import Question
from assistant.reading import content, newest, said_in_title, scoped
from assistant.stated import heading_above
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record

_LONG = 4  # characters of a word that means one thing
_TWO = 2  # words of a question that name a body
_FEW = 3  # members told with their posts
_ACTIONS = {"任命": "appoint", "提名": "appoint", "免去": "remove", "免掉": "remove", "撤销": "remove"}
_TITLES = re.compile(r"[、,，;；\s]+")
_BODY_WORD = re.compile("委员会|办公室")  # 委员 and 主任 inside them are no roles
_ALL = pattern("all_members")
# Who is to be left out, said after the word for it or before: 除了主任, （办公室的不算）, "apart from the director".
_COMPARED = re.compile(r"[比较差]|相较|\b(?:than|more|fewer|less|differ\w*|gap|versus|vs)\b")
_OF_ANY = pattern("of_any_member")
_ROLE = re.compile("副?(?:组长|主任|会长|主席|理事长|秘书长|指挥长|召集人|团长|院长)")
_BODIES = pattern("bodies_counted")
_SENT = pattern("sent_by")
_OFFICE = re.compile(r"办公室[^?。]{0,12}主任|(?:heads? |director )(?:of )?(?:the|its) office|office director")


def listed(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The members in the role a question names, or all of a body; those who were appointed or removed."""
    if question.has("appoint", "remove"):
        return _appointments(question, corpus, book)
    of_office = "".join(t.surface for t in question.terms if t.surface == "办公室") + question.folded
    if not question.has("list", "count", "who", "kind_member") or _OFFICE.search(of_office):
        return None
    if question.has("compare", "difference") and not question.has("list") and _COMPARED.search(question.folded):
        return None
    pool = _pool("member", question, corpus)
    if not pool or _BODIES.search(question.folded) or _of_bodies(question, pool):
        return None  # bodies are members of a body by a sentence
    roles, out = _roles(question, pool, corpus)
    sent = _SENT.search(question.folded)
    if not (sent or roles or _whole(question, pool) or _described_so(question, pool, corpus)):
        return None
    in_role = [r for r in pool if (role := _role(r)) not in out and (role in roles or not roles)]
    chosen = _in_group(question, in_role)
    terms = _terms(question, pool, corpus, roles | out)
    units, rows = (
        [m.surface for m in question.named("unit")],
        "\n".join(corpus.evidence.by_record[r.id].own for r in pool),
    )
    own = [t for t in terms if t.surface in units or any(w in rows for w in _words(t))]
    terms = [t for t in terms if t in own or not (sent and sent.start() <= t.start < sent.end())]
    chosen, terms = _bearing(question, chosen, terms, roles | out)
    matched, left = narrow(chosen, terms, corpus)
    if question.language == "en" and roles and len(left) * 2 <= len(terms) + 2:
        left = [t for t in left if _said_elsewhere(t, corpus)]  # a translated word may miss the body's name
    asked = [t for t in content(question) if not t.generic]
    unmet = bool(left) and bool(sent or (roles and left[0].surface in units))
    absent = left[0].surface if unmet and _said(asked, pool[0], corpus) >= _TWO else ""
    if not absent and (not matched or left):
        return None
    if absent := absent or _unheld(question, roles | out):
        text = say(question.language, "role_absent", role=absent, m=mark(book.cite(pool[0])))
        return Draft("not_found", text, missing=(absent,))
    return _members(question, matched, corpus, book)


def _of_bodies(question: Question, pool: Sequence[Record]) -> bool:
    """Whether what is counted are the members of a conference of bodies, and not said to be people."""
    joint = question.has("count") and "联席会议" in f"{pool[0].fields.get('body')}{pool[0].path}"
    return joint and not re.search(r"[名位人]|\b(?:people|persons|officials|named?)\b", question.folded)


def _said_elsewhere(term: Term, corpus: Corpus) -> bool:
    """Whether some text says a longer word that no member does: the head of another body, the work of an office."""
    word, weight = term.alternatives[0]
    return len(word) >= _LONG and weight == 1.0 and bool(corpus.evidence.holding(word))


def _unheld(question: Question, roles: set[str]) -> str:
    """A role that a question names and no member has."""
    found = _ROLE.search(question.folded) if question.language == "zh" and not roles else None
    return found.group() if found else ""


def _in_group(question: Question, pool: Sequence[Record]) -> Sequence[Record]:
    """The members under a heading that the question names, as 专家委员, or tells from the others by a word."""
    groups = {fold(bare(r.path[-1])) for r in pool if r.path}
    if len(groups) < 2:
        return pool
    text = question.folded
    for start, end in left_out(question):
        text = text[:start] + " " * (end - start) + text[end:]
    said = {group for group in groups if group in text}
    if not said and question.language == "en":
        words = {w for t in question.terms for w, weight in t.alternatives if weight >= 0.75 and len(w) > 1}
        said = {group for group in groups for w in words if w in group and sum(w in other for other in groups) == 1}
    return [r for r in pool if r.path and fold(bare(r.path[-1])) in said] if said else pool


def _described_so(question: Question, pool: Sequence[Record], corpus: Corpus) -> bool:
    """Whether members of a body that the question names are told by what is said of them: 国家教材委有几位院士."""
    bodies = {fold(str(r.fields.get("body") or "")) for r in pool}
    named = any(fold(m.surface) in bodies or pool[0].document_id in m.values for m in question.named("document"))
    if not (named or len(scoped(question, corpus)) == 1) or not question.has("list", "count", "who"):
        return False
    terms = _terms(question, pool, corpus, set())
    own = [corpus.evidence.by_record[r.id].own for r in pool]
    return bool(terms) and all(any(w in text for w in _words(t) for text in own) for t in terms)


def _bearing(
    question: Question, pool: Sequence[Record], terms: list[Term], roles: set[str]
) -> tuple[Sequence[Record], list[Term]]:
    """The members that bear the posts asked for beside their role, where any do, and the terms that say no post."""
    for post in posts_in(question):
        if (
            post.verb
            or post.borne(sorted(roles))
            or any(post.start < end and start < post.end for start, end in left_out(question))
        ):
            continue
        held = [r for r in pool if post.borne(_TITLES.split(str(r.fields.get("post") or "")))]
        if held:
            pool = held
            terms = [t for t in terms if not (post.start < t.end and t.start < post.end)]
    return pool, terms


def _role(record: Record) -> str:
    return fold(str(record.fields.get("role") or ""))


def _words(term: Term) -> list[str]:
    """What may stand for a term; a single character of a translation is in too much."""
    words = [word for word, weight in term.alternatives if weight >= 0.6]
    return [w for w in words if len(w) > 1] if term.surface.isascii() else words


def _whole(question: Question, pool: Sequence[Record]) -> bool:
    """Whether the body's membership itself is asked for: by a word for it, or who they are whose body is named."""
    bodies = {fold(str(r.fields.get("body") or "")) for r in pool}
    named = any(fold(m.surface) in bodies for m in question.named("document")) and question.has("who")
    return named or question.has("kind_member") or bool(_ALL.search(question.folded))


def _pool(kind: str, question: Question, corpus: Corpus) -> list[Record]:
    """The records of the document the question is about, else of the newest that has any."""
    scope = scoped(question, corpus)
    records = [r for r in corpus.of_kind[kind] if r.document_id in scope]
    if len({r.document_id for r in records}) < 2:
        return records
    asked = [t for t in content(question) if not t.generic]
    best = {r.document_id: _said(asked, r, corpus) for r in records}
    most = max(best.values())
    return newest([r for r in records if best[r.document_id] == most], corpus)


def _said(terms: Sequence[Term], record: Record, corpus: Corpus) -> int:
    around = fold(str(record.fields.get("body") or "")) + fold(corpus.document[record.document_id].title)
    return sum(any(word in around for word, weight in t.alternatives if weight >= 0.6) for t in terms)


def _roles(question: Question, pool: Sequence[Record], corpus: Corpus) -> tuple[set[str], set[str]]:
    """The roles of a pool that a question names, longest first, and those that it leaves out."""
    kept, out = question.folded, ""
    for start, end in left_out(question):
        out += question.folded[start:end] + "\n"
        kept = kept[:start] + "\n" * (end - start) + kept[end:]
    without = _named_roles(replace(question, folded=out, text=out), pool, corpus) if out else set()
    said = _named_roles(replace(question, folded=kept, text=kept if out else question.text), pool, corpus)
    return (said or (set() if without else _borne(question, sorted({_role(r) for r in pool} - {""})))), without - said


def _named_roles(question: Question, pool: Sequence[Record], corpus: Corpus) -> set[str]:
    """The roles of a pool that a text names, longest first."""
    known = sorted({_role(r) for r in pool} - {""}, key=len, reverse=True)
    turn = fold(question.text) if question.language == "zh" else question.folded
    if not any(role in _masked(turn) for role in known):
        turn = question.folded  # a follow-up that leaves the role unsaid
    text = _masked(turn)
    if question.language == "en":
        said = [(start, chinese) for start, _, chinese in corpus.terms.from_english(question.folded)]
        text += " " + " ".join(next((c for c in map(fold, words) if c in known), "") for _, words in sorted(said))
        text += " 成员委员" * bool(re.search(r"\bmembers\b", question.folded))
    found: set[str] = set()
    for role in known:
        if role in text:
            found.add(role)
            text = text.replace(role, "_" * len(role))
    return found


def _borne(question: Question, known: Sequence[str]) -> set[str]:
    """The roles of a pool that are the post a question asks the holder of: 一把手, "deputy heads"."""
    post = asked_post(question)
    return {role for role in known if post.borne([role])} if post else set()


def _masked(text: str) -> str:
    return _BODY_WORD.sub(lambda found: "_" * len(found.group()), text)


def _terms(question: Question, pool: Sequence[Record], corpus: Corpus, roles: set[str]) -> list[Term]:
    """The content words that must hold of the members themselves: neither the body's name nor their role."""
    documents = {r.document_id for r in pool}
    bodies = [fold(str(r.fields.get("body") or "")) for r in pool[:1]]
    known = roles | ({_role(r) for r in pool} if question.has("exclude") else set())
    out = left_out(question)
    kept = []
    for term in content(question, question.named("document")):
        if _OF_ANY.fullmatch(term.surface) or any(start <= term.start < end for start, end in out):
            continue
        words = _words(term)
        named = said_in_title(term, documents, corpus) or any(w in body for w in words for body in bodies)
        post = any(p.start <= term.start < p.end and p.borne(sorted(roles)) for p in posts_in(question))
        if not term.generic and not named and not post and not known & set(words):
            kept.append(term)
    return kept


def narrow(pool: Sequence[Record], terms: Sequence[Term], corpus: Corpus) -> tuple[list[Record], list[Term]]:
    """Records that hold every term in themselves or above; the naming terms that none of them holds."""
    left: list[Term] = []
    found = list(pool)
    for term in terms:
        words = _words(term)
        said = [r for r in found if words and words[0] in corpus.evidence.by_record[r.id].own]
        own = said or [r for r in found if any(w in corpus.evidence.by_record[r.id].own for w in words)]
        around = [r for r in found if any(w in corpus.evidence.by_record[r.id].context for w in words)]
        if own or around:
            found = own or around
        elif term.naming and not term.generic:
            left.append(term)
    return found, left


def _members(question: Question, records: Sequence[Record], corpus: Corpus, book: QuoteBook) -> Draft:
    if question.has("count") and len({r.path for r in records}) == 1 and records[0].path:
        heading = heading_above(records[0], records[0].path[-1], corpus)
        if heading:
            book.cite_span(records[0].document_id, heading, records[0].path, "", "heading")
    items = [item_of(record, (book.cite(record, "role"),)) for record in records]
    names = joined(question.language, ",", (r.label for r in records))
    if len(records) <= _FEW:
        names = "；".join(_described(r) for r in records)
    key = "members_listed" if len(records) > 1 else "member_is"
    marks = mark(*(i.quotes[0] for i in items[:3]))
    text = say(question.language, key, count=len(records), names=names, m=marks)
    return Draft("answered", text, items if len(items) > 1 else [], records=tuple(records))


def _described(record: Record) -> str:
    post = str(record.fields.get("post") or "")
    return f"{record.fields.get('role') or ''}{record.label}" + (f"（{post}）" if post else "")


def _appointments(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Who was appointed or removed, and from what; what is said of a person against the premise is told instead."""
    people = [value for m in question.named("person") for value in m.values]
    known = [r for r in corpus.of_kind["appointment"] if r.fields.get("person") in people]
    pool = known or _pool("appointment", question, corpus)
    wanted = {action for action, cue in _ACTIONS.items() if question.has(cue)}
    chosen = [r for r in pool if r.fields.get("action") in wanted]
    corrected = not chosen and bool(known)
    terms = [] if known else _terms(question, pool, corpus, set())
    matched, left = narrow(chosen or known, terms, corpus)
    loose = question.language == "en" and len(left) * 3 <= len(terms)  # a translated word may miss the post's
    if not matched or (left and not loose) or (people and not known):
        return None
    items = [item_of(record, (book.cite(record, "action"),)) for record in matched]
    names = joined(
        question.language,
        ";",
        (
            f"{r.fields['action']}{r.label}（{r.fields.get('post') or ''}）{mark(i.quotes[0])}"
            for r, i in zip(matched, items, strict=True)
        ),
    )
    key = "appointments_listed" if len(matched) > 1 else "appointment_is"
    text = say(question.language, "not_so" if corrected else "nothing") + say(
        question.language, key, count=len(matched), names=names
    )
    return Draft("answered", text, items if len(items) > 1 else [], records=tuple(matched))
