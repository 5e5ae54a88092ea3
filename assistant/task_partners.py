"""One task that a question describes: its other units ("the one A leads: who helps?"), and the figures it gives."""

from __future__ import annotations

import re

from assistant.answer import Item, Receipt
from assistant.asked import asked_type, figures_in
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.evidence import MATCHED
from assistant.measure import same_measure
from assistant.names import Mention
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import clauses, content, excerpt, find, in_scope
from assistant.task_roles import nearest_role
from assistant.tasks import ROLE_FIELDS, ROLES, body, responsibility
from assistant.words import Term
from ingest.fold import fold
from ingest.measures import base_unit
from ingest.model import Record
from vectorstore.query import Filter, Query
from vectorstore.records import run, values

_THE_ONE, _PARTNER = pattern("one_task"), pattern("other_unit")
_BUILDS = re.compile(r"[新改扩增续](?:建|设|办|开|增|添|上)")  # is said of what is built in one word or another
_FLOOR = 0.4  # how much of a question a task must say, of those that its units have
_NOUN = 20  # characters from "which" to the end of what is asked for
_ASKED_LEAD, _HOW_MANY = pattern("lead_of_one"), pattern("how_many_said")
_SAID_LEAST, _SAID_MOST = 4, 12  # characters of it that a task must say before the figure
_OF_TASKS = frozenset("项件条")
_CLAUSES = re.compile(r"[^，。；]+")


def partners(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Who else is responsible for the task in which a unit has the role that a question gives it."""
    units = question.named("unit")
    asks = question.has("who", "list", "share", "participate", "lead") and not question.has("count", "yesno", "figure")
    if not units or question.ordinals or question.dates or not asks:
        return None
    if not _THE_ONE.search(question.folded) or not _PARTNER.search(question.folded):
        return None
    record = _the_task(question, units, corpus)
    if record is None:
        return None
    named = {value for unit in units for value in unit.values}
    asked = ("leads",) if _ASKED_LEAD.search(question.folded) else ROLE_FIELDS
    others = [(unit, role) for role in asked for unit in record.fields.get(role, ()) if unit not in named]
    if not others:
        return None
    quote = book.cite(record)
    draft = Draft("answered", responsibility(record, question, mark(quote)), records=(record,))
    if len(others) > 1:
        draft.items = [Item(unit, unit, {"role": role}, (quote,)) for unit, role in others]
        draft.receipt = Receipt("group", len(others), len(values(record, "units")))
    return draft


def matter(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """What the one task says in which units have the roles that a question gives them: the figure that it asks."""
    told = question.has("content", "figure", "count", "when") and not question.has("who", "yesno", "plan", "actual")
    if not told or not _THE_ONE.search(question.folded):
        return None
    return _told(question, corpus, book)


def of_unit(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The figure that a task of a unit gives: how many kilometres of road the transport bureau is to build."""
    asked = question.has("figure", "count") and not question.has("who", "yesno", "actual", "list", "difference")
    if not asked or question.has("kind_task", "kind_row", "kind_event") or asked_type(question) is None:
        return None
    return _told(question, corpus, book)


def _told(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """What the one task of the units says, where it says all that the question names."""
    units = question.named("unit")
    if not units or question.ordinals or any(d.precision != "year" for d in question.dates):
        return None
    record = _the_task(question, units, corpus)
    if record is None or not corpus.evidence.by_record[record.id].years.issuperset(question.years):
        return None
    terms, holds, says = content(question, units), asked_type(question), body(record)
    unsaid = [t for t in terms if t.naming and not t.generic and not _BUILDS.fullmatch(t.surface)]
    unsaid = [t for t in unsaid if not any(word in fold(says) for word, _ in t.alternatives)]
    if unsaid or (holds is not None and not holds(says)):
        return None
    told = excerpt(says, terms, holds=holds) if question.has("figure", "count", "when") else says.rstrip("。")
    if holds is not None and not holds(told):
        return None
    text = say(question.language, "task_says", n=record.label, text=told, m=mark(book.cite(record)))
    return Draft("answered", text, records=(record,))


def _the_task(question: Question, units: tuple[Mention, ...], corpus: Corpus) -> Record | None:
    """The one task where each unit has its role, and of several the one that says what else is named."""
    scope = in_scope(question, corpus)
    pool = [r for r in corpus.of_kind["task"] if r.document_id in scope]
    held = run(pool, Query("task", tuple(Filter(_role(question, u), "is", u.values, u.surface) for u in units))).matched
    if len(held) < 2:
        return held[0] if held else None
    terms = [t for t in content(question, units) if not _asked(question, t)]
    ids = {record.id for record in held}
    found = [m for m in find(question, corpus, terms, ("task",)) if m.evidence.record and m.evidence.record.id in ids]
    clear = len(found) == 1 or (len(found) > 1 and found[0].score > found[1].score)
    return found[0].evidence.record if clear and found[0].score >= _FLOOR else None


def _asked(question: Question, term: Term) -> bool:
    """Whether a term is what the other units are called: "which two schools"."""
    found = _PARTNER.search(question.folded)
    return found is not None and found.start() <= term.start < found.end() + _NOUN * (question.language == "en")


def _role(question: Question, unit: Mention) -> str:
    """The role that a question gives a unit; any where it says none of it."""
    leads = [cue for cue in question.found_cues if cue.name == "lead"]
    asked = _ASKED_LEAD.search(question.folded)
    said = len(leads) > 1 or (leads and not asked)
    return "leads" if said and nearest_role(question, unit) == "leads" else "units"


def _says_all(record: Record, question: Question, corpus: Corpus) -> bool:
    """Whether a task is of the year that a question names, and says all else that it names."""
    evidence = corpus.evidence.by_record[record.id]
    named = [t for t in content(question) if (t.naming or t.proper) and not t.generic]
    held = all(corpus.evidence.matching(t).get(evidence.index, 0.0) >= MATCHED for t in named)
    return held and evidence.years.issuperset(question.years)


def stated(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """How many of what a question counts in the very words of a task: 赛事活动20场 for 赛事活动要办多少场."""
    asked = _HOW_MANY.search(question.folded)
    if asked is None or question.has("kind_task", *ROLES) or question.ordinals:
        return None
    scope = in_scope(question, corpus)
    tasks = [r for r in corpus.of_kind["task"] if r.document_id in scope and _says_all(r, question, corpus)]
    for start in range(max(0, len(asked[1]) - _SAID_MOST), len(asked[1]) - _SAID_LEAST + 1):
        said = re.compile(re.escape(asked[1][start:]) + r"\d+" + asked[2])
        if found := [
            (task, clause) for task in tasks for clause in _CLAUSES.findall(body(task)) if said.search(fold(clause))
        ]:
            task, clause = found[0]
            text = say(question.language, "fact", text=clause, m=mark(book.cite(task)))
            return Draft("answered", text, records=(task,)) if len(found) == 1 else None
    return None


def gainsaid(draft: Draft, question: Question, book: QuoteBook) -> str:
    """The figure that the one task told of gives, where the question has another one of the same."""
    one = len(draft.records) == 1 and draft.records[0].kind == "task" and draft.outcome == "answered"
    if not one or question.has("count", "figure", "list"):
        return ""
    task = draft.records[0]
    given = [f for f in question.figures if f.unit and f.unit not in _OF_TASKS]
    best, said = 0.0, ""
    for clause in clauses(body(task), content(question)) if given else ():
        figures = [f for f in figures_in(clause.text) if any(same_measure(g.unit, base_unit(f.unit)) for g in given)]
        if any(f.amount == g.amount for f in figures for g in given):
            return ""
        if figures and sum(clause.held) > best:
            best, said = sum(clause.held), clause.text.strip("，。；")
    marks = mark(book.cite(task)) if said and said not in draft.text else ""
    return say(question.language, "task_says", n=task.label, text=said, m=marks) if marks else ""
