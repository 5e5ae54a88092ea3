"""Complete lists and counts of tasks, by unit and role, section and subject."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from assistant.answer import Receipt
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.leaving_out import outside
from assistant.listings import captions
from assistant.names import Mention
from assistant.phrases import joined, say
from assistant.question import Question
from assistant.reading import content, in_scope, newest, said_in_title
from assistant.task_roles import muddled, unit_filters, without_lead
from assistant.task_sections import section_filter
from assistant.task_telling import mentioned_nowhere, other_role, told
from assistant.tasks import ROLES, apart
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record
from vectorstore.query import Filter, Query
from vectorstore.records import run

_NUMBER = re.compile(r"(?<![\d.])\d{2,4}(?![\d.%年月号])")
_JOINT = re.compile(r"以及|[、,和与跟同及]|,? (?:and|or|with) (?:the )?")
_ELLIPTIC = re.compile(r"的(?:任务|工作|活儿?|事)?[?。!]*$")  # 应急局打头的
_COUNTED_TOO = re.compile(r"[(][^()]*(?:都算|也算|算在内|不限|均可|included?|count too)[)]")
_WHICH = re.compile(r"哪(?:一|几|两)?[项条件](?!指标|项目)|是几号[?。]*$|\bwhich (?:\w+ )?(?:tasks?|items?)\b")
_GOVERNMENT = re.compile(r"(?:人民)?政府")
_AMONG = re.compile(r"(?:在|出现在|列在|写在|归在|放在)$")
_STATES, _SOME_LEAD = pattern("states_something"), pattern("some_lead")
_LAST_MONTH = 12
_SHORT = 2  # characters of a word that may only be how a question is put
_DUE = pattern("due_by")
_TOGETHER = ("共同", "联合", "合力", "携手")  # said of units, it asks nothing of the tasks
_ENDING = re.compile(r"[市县区镇乡]$")
_WITHIN = pattern("within_task")  # a thing within a task is no task
_OTHER_MATTERS = (
    "kind_row", "kind_event", "kind_member", "kind_document", "kind_article", "attend", "visit", "doc_number", "code",
    "where", "when", "issuer", "addressee", "figure", "most", "least", "compare",
)  # fmt: skip
# A word that only a unit bears: left over, the question speaks of a unit that no record names
_UNIT_WORD = pattern("unit_by_its_word")


def _filters(question: Question, corpus: Corpus) -> tuple[list[Filter], list[Mention], list[Term]]:
    """Unit, section and role filters, the names they used, and the terms that are left."""
    by_unit = unit_filters(question, corpus)
    filters = [condition for condition, _ in by_unit]
    used = [mention for _, mention in by_unit] + list(question.named("document"))  # those are the scope
    for mention in question.named("section"):
        filters.append(Filter("section", "is", mention.values, mention.surface))
        used.append(mention)
    taken: list[Term] = []
    if not any(f.field == "section" for f in filters):
        section, taken = section_filter(question, corpus, used)
        filters += [section] if section else []
    if question.has("alone"):
        filters += [Filter("shared", "absent", True, ""), Filter("participants", "absent", True, "")]
    if without_lead(question):
        filters.append(Filter("leads", "absent", True, ""))
    elif _SOME_LEAD.search(question.folded) and not by_unit:
        filters.append(Filter("leads", "contains", ("",), ""))
    due = _due(question)
    terms = [t for t in content(question, used) if t not in taken and (t.naming or not due)]
    return filters + due, used, [t for t in terms if fold(t.surface) not in captions(corpus)]


def _due(question: Question) -> list[Filter]:
    """That a task says the end of a month or year by which a question wants things done."""
    days = [d for d in question.dates if d.precision == "part" and _DUE.match(question.folded, d.start)]
    if not days:
        return []
    year, month = (f"{days[0].last.year}年" if days[0].has_year else ""), days[0].last.month
    words = (*((f"{year}底", f"{year}末") if month == _LAST_MONTH and year else ()), f"{year}{month}月底")
    return [Filter("text", "contains", words, days[0].verbatim)]


def _asks_for_list(question: Question) -> bool:
    """Whether a question wants tasks listed, counted, or told for a unit it names."""
    if any(asks(question) for asks in (_asks_of_unit, _asks_whether, _asks_which, _only_names)):
        return True
    coded = question.has("code") and question.has(*ROLES) and bool(question.named("unit"))
    enumerates = coded or question.has("list", "count", "kind_section", "no_lead", "each")
    if question.has("who") and not enumerates:
        return bool(question.named("unit")) and question.has(*ROLES)
    return enumerates or (question.has("kind_task") and (bool(question.named("unit")) or not question.has("when")))


def _of_tasks(question: Question) -> bool:
    """Whether a question speaks of tasks: by a word for them, by a role, a date they are due, or a unit's duties."""
    if question.has("kind_task", *ROLES, "no_lead") or _due(question):
        return True
    return _asks_of_unit(question) or _asks_which(question)


def _asks_whether(question: Question) -> bool:
    """Whether a question asks if a unit has a role in any task: "does the bureau lead anything?"."""
    if not (question.named("unit") and question.has("yesno") and question.has(*ROLES)) or question.ordinals:
        return False
    return not [t for t in question.terms if not t.generic]


def _asks_which(question: Question) -> bool:
    """Whether a question asks which tasks a unit has a role in: 妇联配合哪一项, 在哪几项里."""
    which = _WHICH.search(question.folded) if question.named("unit") else None
    return which is not None and (question.has(*ROLES) or bool(_AMONG.search(question.folded[: which.start()])))


def _only_names(question: Question) -> bool:
    """Whether a question only says whose tasks are meant: 应急局打头的."""
    bare = bool(_ELLIPTIC.search(question.folded)) and not question.has("who", "yesno")
    named = bool(question.named("unit")) and question.has(*ROLES)
    return bare and named and not [t for t in question.terms if not t.generic]


def _asks_of_unit(question: Question) -> bool:
    """Whether a question asks what a unit has to do, and nothing else of it: "what does the bureau lead?"."""
    if (
        not question.named("unit")
        or not question.has("content", "list", "count")
        or question.has("who", "yesno", "meaning")
    ):
        return False
    if question.has(*_OTHER_MATTERS) or question.named("person", "document", "row") or question.dates:
        return False
    return not [t for t in question.terms if not t.generic]


def _titled(question: Question, terms: Sequence[Term], corpus: Corpus) -> tuple[set[str], list[Term]]:
    """The documents that a question may speak of, by the words of their titles, and the terms that are left."""
    scope = {r.document_id for r in corpus.of_kind["task"]} & in_scope(question, corpus)
    left = []
    for term in terms:
        titled = {d for d in scope if said_in_title(term, [d], corpus)}
        if titled and not question.has("mention"):
            scope = titled
        else:
            left.append(term)
    return scope, left


def _mentioning(terms: Sequence[Term], question: Question, corpus: Corpus) -> list[Filter] | None:
    """A filter for each word that some task says; None where a naming word is in no task nor above them."""
    regions = {m.start: [fold(v) for v in m.values] for m in question.named("region")}
    tasks = corpus.of_kind["task"]
    above = corpus.evidence.by_record[tasks[0].id].context
    filters = []
    if question.has("kind_task", *ROLES) and any(_UNIT_WORD.search(term.surface) for term in terms):
        return None
    for term in terms:
        words = tuple(word for word, weight in term.alternatives if weight >= 0.9 and len(word) > 1)
        words += tuple(bare for v in regions.get(term.start, ()) if len(bare := _ENDING.sub("", v)) > 1)
        if any(word in fold(record.text) for record in tasks for word in words):
            filters.append(Filter("text", "contains", words, term.surface))
        elif (_UNIT_WORD.search(term.surface) and question.has("kind_task", *ROLES)) or (
            term.naming and not any(word in above for word in words)
        ):
            return None
    return filters


def _of_year(record: Record, question: Question, corpus: Corpus) -> bool:
    """Whether a task is not of another year than a question names."""
    years = set(question.years)
    return not years or corpus.year in years or bool(corpus.evidence.by_record[record.id].years & years)


def _counts_all(question: Question, corpus: Corpus) -> bool:
    """Whether a question calls the tasks by how many they are: "of the 132"."""
    sizes = set(Counter(r.document_id for r in corpus.of_kind["task"]).values())
    bare = [n for n in _NUMBER.findall(question.folded) if int(n) in sizes]
    return bool(bare) and not any(f.qualifier for f in question.figures)


def _claims_total(question: Question) -> bool:
    """Whether a question only asks if there are so many tasks."""
    plain = all(f.unit in ("项", "条", "个") and not f.qualifier for f in question.figures)
    return plain and {"yesno", "kind_task"} <= question.cues and not question.has(*ROLES, "no_lead")


def _stranger(question: Question, corpus: Corpus) -> str:
    """A body that a question gives a role and that no task names; empty where there is none."""
    named = question.has(*ROLES, "kind_task")
    unknown = corpus.names.units.unknown(question.folded) if named else []
    for other, unit in product(unknown, question.named("unit")):
        if _JOINT.fullmatch(question.folded[min(other.end, unit.end) : max(other.start, unit.start)]):
            return other.verbatim
    if question.named("unit", "person", "row", "document") or question.has("who") or not named:
        return ""
    if not question.has("list", "count", "content", "kind_task") or [t for t in question.terms if t.proper]:
        return ""
    if not question.has("kind_task") or (
        question.language == "zh" and not question.has(*ROLES)
    ):  # of a matter is no list of tasks
        matter = [t for t in question.terms if not t.generic]
        unknown = [m for m in unknown if all(m.start <= t.start < m.end for t in matter)]
    return next((m.verbatim for m in unknown), "") or _no_government(question, corpus)


def _no_government(question: Question, corpus: Corpus) -> str:
    """The government of a place that a question names and no task does; empty where there is none."""
    for place in question.named("region"):
        said = _GOVERNMENT.match(question.folded, place.end)
        if said and corpus.names.governing(place) is None:
            return question.folded[place.start : said.end()]
    return ""


def _of_some_tasks(question: Question, filters: Sequence[Filter], used: Sequence[Mention], *, whole: bool) -> bool:
    """Whether conditions say which tasks are meant, or all are, and nothing more is asked of them."""
    headings = [f for f in filters if f.field == "section"]
    if not all(f.value for f in headings) or not (headings or whole or _of_tasks(question)):
        return False  # no heading is meant
    if not used and any(o.kind in ("task", "item") for o in question.ordinals):
        return False
    more = not filters and (
        (question.figures and not whole and not _claims_total(question))
        or question.has("actual", "met", "unmet", "trend", "most", "least")
    )
    return not more and bool(filters or whole or question.has("kind_task"))


def listed(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Complete lists and counts of tasks."""
    if not corpus.of_kind["task"]:
        return None
    if stranger := _stranger(question, corpus):
        what, pool = say(question.language, "by_units", unit=stranger), corpus.of_kind["task"]
        text = say(question.language, "tasks_none", what=what, checked=len(pool))
        return Draft("not_found", text, missing=(stranger,), receipt=Receipt("task", 0, len(pool)))
    if not _asks_for_list(question) or muddled(question):
        return None
    question = outside(question, _COUNTED_TOO)  # （县、机场什么的都算）
    whole = _counts_all(question, corpus)
    filters, used, terms = _filters(question, corpus)
    if not _of_some_tasks(question, filters, used, whole=whole):
        return None
    sections = fold("".join(s for f in filters if f.field == "section" for s in f.value))
    said = [t for t in terms if any(w in sections for w, weight in t.alternatives if weight >= 0.7)]
    terms = [t for t in terms if not t.generic and t not in said and not (whole and t.surface[0].isdigit())]
    terms = [t for t in terms if len(used) < 2 or t.surface not in _TOGETHER]
    scope, terms = _titled(question, terms, corpus)
    mentioning = _mentioning(terms, question, corpus)
    pool = [r for r in corpus.of_kind["task"] if r.document_id in scope and _of_year(r, question, corpus)]
    left = max((len(t.surface) for t in terms), default=0)
    if left > 1 and not (mentioning or (mentioning == [] and filters)) and _asks_mention(question):
        return mentioned_nowhere(question, terms, len(pool))
    if mentioning is None or not pool:
        return None
    filters += mentioning
    roles = question.has("lead", "share", "participate", "kind_section")  # of what was not understood
    roles = roles or (_asks_mention(question) and not question.has("count"))
    if not filters and (roles or (left > _SHORT and not whole) or (question.has("who") and not left)):
        return None  # all tasks are no answer where a word is left that none of them says
    if not terms and not used:
        pool = newest(pool, corpus)
    result, out = run(pool, Query("task", tuple(filters))), apart(question)
    if not result.matched and question.has("participate"):  # who helps may not share by duty
        helping = [replace(f, field="participants") if f.field == "shared" else f for f in filters]
        also = run(pool, Query("task", tuple(helping)))
        result, filters = (also, helping) if also.matched else (result, filters)
    result = replace(result, matched=tuple(r for r in result.matched if r.fields.get("number") not in out))
    asks_who = question.has("who") and not (used and question.has("list")) and not question.has("count")
    if not result.matched and not out:
        told_of = not used and question.has("figure", "plan", "content") and not question.has("list", "count")
        elsewhere = mentioning and (told_of or asks_who or _WITHIN.search(question.folded))
        return None if elsewhere else other_role(question, pool, filters, corpus, book)
    draft = told(question, result, filters, corpus, book, units_only=bool(asks_who and used))
    return _besides(draft, [r for r in pool if r.fields.get("number") in out], question, book)


def _asks_mention(question: Question) -> bool:
    """Whether a question asks for tasks by what their text says: 哪些任务提到, 有多少任务写明."""
    asks = question.has("list", "count", "yesno") and question.has("kind_task")
    return asks and (question.has("mention") or bool(_STATES.search(question.folded)))


def _besides(draft: Draft, out: Sequence[Record], question: Question, book: QuoteBook) -> Draft:
    """The list with the tasks named that it leaves out."""
    if out and draft.text:
        numbers = joined(question.language, ",", (r.label for r in out))
        draft.text = say(question.language, "tasks_apart", numbers=numbers, m=mark(*map(book.cite, out))) + draft.text
    return draft
