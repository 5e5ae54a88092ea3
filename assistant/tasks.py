"""Questions about numbered tasks and who is responsible for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Computed, Receipt
from assistant.asked import asked_type
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.names import Mention, bare
from assistant.phrases import say, unit_list, unit_name
from assistant.question import Question
from assistant.reading import clauses, content, excerpt, find, in_scope, lacking, newest, unknown_terms
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record
from vectorstore.query import Filter, Query
from vectorstore.records import run, values

# A word that only a unit bears: left over, the question speaks of a unit that no record names
_UNIT_WORD = re.compile(
    r"(?:[^各]局|委员会|办公室|管委会)$|^(?:bureau|commission|department|committee|administration|office|agency)s?$"
)
TOPIC_FLOOR = 0.5
_ROLES = ("lead", "share", "participate", "responsible")


def role_fields(question: Question) -> tuple[str, ...]:
    """The record fields that the roles in a question stand for."""
    lead = question.has("lead") and not question.has("not_lead")
    other = question.has("share", "participate")
    if lead and not other:
        return ("leads",)
    if other and not lead:
        return ("shared", "participants")
    return ("leads", "shared", "participants")


def responsibility(record: Record, question: Question, marks: str) -> str:
    """Who is responsible for a task, in a sentence that keeps lead and shared apart."""
    language = question.language
    leads, shared, others = (record.fields.get(key, []) for key in ("leads", "shared", "participants"))
    said = record.fields.get("responsibility", "")
    values = {
        "n": record.label,
        "leads": unit_list(leads, language),
        "shared": unit_list(shared, language),
        "others": unit_list(others, language),
        "m": marks,
    }
    if leads:
        key = "task_leads_shared" if shared else "task_leads_others" if others else "task_leads"
    elif question.has("lead", "no_lead"):
        key = "task_no_lead"
    else:
        key = "task_shared_by_duty" if "分工" in said else "task_shared"
    if shared and others:
        values["shared"] += "、" + values["others"] if language == "zh" else "; " + values["others"]
    return say(language, key, **values)


def body(record: Record) -> str:
    """A task's text without its number and its responsibility."""
    text = record.text
    for part in (record.fields.get("responsibility", ""),):
        text = text.replace(part, "") if part else text
    return text.strip().lstrip("0123456789").lstrip(".、． ").strip()


def numbered(question: Question, corpus: Corpus) -> tuple[list[Record], list[int]]:
    """The tasks a question names by number, and the numbers that no task has."""
    numbers = [n for o in question.ordinals if o.kind in ("task", "item", "article") for n in o.numbers]
    scope = in_scope(question, corpus)
    found: list[Record] = []
    absent = []
    for number in dict.fromkeys(numbers):
        here = [r for r in corpus.of_kind["task"] if r.fields.get("number") == number and r.document_id in scope]
        chosen = _chosen(here, question, corpus)
        found += chosen
        if not chosen:
            absent.append(number)
    return found, absent


def _chosen(records: Sequence[Record], question: Question, corpus: Corpus) -> list[Record]:
    """Of equally numbered tasks those of the document that the question's words speak of, else of the newest."""
    terms = content(question)
    documents = {r.document_id for r in records}
    if len(documents) > 1 and terms:
        wanted = {r.id for r in records}
        for match in find(question, corpus, terms, ("task",)):
            if match.evidence.record and match.evidence.record.id in wanted and match.score > 0.3:
                return [match.evidence.record]
    return newest(records, corpus)


def by_number(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Answers about tasks named by their number."""
    kinds = ("task", "item") if corpus.of_kind["article"] else ("task", "item", "article")
    if not any(o.kind in kinds for o in question.ordinals) or not corpus.of_kind["task"]:
        return None
    records, absent = numbered(question, corpus)
    language = question.language
    if not records:
        if any(o.kind == "item" for o in question.ordinals) and not question.has("kind_task", *_ROLES):
            return None
        tasks = newest(corpus.of_kind["task"], corpus)
        quote = book.cite(tasks[-1])
        text = say(language, "task_absent", n=absent[0], first=tasks[0].label, last=tasks[-1].label, m=mark(quote))
        return Draft("not_found", text, missing=(str(absent[0]),))
    sentences = [_about(record, question, corpus, book) for record in records]
    if absent:
        sentences.append(say(language, "task_number_missing", n="、".join(map(str, absent))))
    draft = Draft("answered", " ".join(sentences) if language == "en" else "".join(sentences), records=tuple(records))
    if len(records) > 1:
        draft.items = [item_of(record, (book.cite(record),)) for record in records]
    return draft


def _about(record: Record, question: Question, corpus: Corpus, book: QuoteBook) -> str:
    marks = mark(book.cite(record, "convention"))
    units = [unit for m in question.named("unit") for unit in m.values]
    if units and question.has("yesno", "lead", "responsible", "share"):
        return judged(record, units, question, marks)
    asks_who = question.has("who", *_ROLES)
    if question.has("count") and asks_who and not question.has("figure"):
        everyone = values(record, "units")
        return say(
            question.language,
            "task_unit_count",
            n=record.label,
            count=len(everyone),
            m=marks,
            units=unit_list(everyone, question.language),
        )
    sentences = []
    if not asks_who or question.has("content", "figure", "when", "where"):
        terms = content(question)
        told = body(record)
        if terms and question.has("figure", "when", "where", "count") and len(told) > 60:
            told = excerpt(told, terms, holds=asked_type(question))
        sentences.append(say(question.language, "task_says", n=record.label, text=told.rstrip("。"), m=marks))
    if asks_who:
        sentences.append(responsibility(record, question, marks))
    return "".join(sentences) if question.language == "zh" else " ".join(sentences)


def judged(record: Record, units: Sequence[str], question: Question, marks: str) -> str:
    """Whether units have the role in a task that the question gives them, with who really has."""
    wanted = {fold(unit) for unit in units}
    fields = role_fields(question)
    holds = {fold(unit) for name in fields for unit in record.fields.get(name, ())}
    verdict = "yes" if wanted & holds else "no_role"
    names = unit_list(units[:1], question.language)
    role = say(question.language, "role_" + (fields[0] if len(fields) == 1 or fields[0] == "shared" else "any"))
    return say(question.language, verdict, unit=names, role=role) + responsibility(record, question, marks)


def _part(record: Record, terms: Sequence[Term]) -> Record:
    """The task as the part of it that the terms speak of says it, where its parts have units of their own."""
    parts = record.fields.get("parts") or []
    if len(parts) < 2:
        return record
    best = max(parts, key=lambda part: sum(sum(c.held) for c in clauses(str(part.get("text", "")), terms)))
    return replace(
        record, fields={**record.fields, **{k: best.get(k, []) for k in ("leads", "shared", "participants")}}
    )


def by_topic(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Who is responsible for a task that the question describes."""
    if not question.has("who", "responsible", "lead") or question.has("attend", "chair"):
        return None
    if question.has("figure") and not question.has("who", "lead"):
        return None
    unit_mentions = question.named("unit")
    terms = content(question, unit_mentions if question.has("yesno", *_ROLES) else ())
    if not any(t.naming and not t.generic for t in terms):
        return None
    matches = find(question, corpus, terms, ("task",))
    if not matches or matches[0].score < TOPIC_FLOOR:
        return None
    missing = lacking(matches[0], question)
    if missing and (matches[0].score < 0.75 or unknown_terms(missing, corpus)):
        return None
    top = [m for m in matches[:3] if m.score >= matches[0].score - 0.03 and len(m.missing) <= len(matches[0].missing)]
    records = [m.evidence.record for m in top if m.evidence.record]
    language = question.language
    sentences = []
    for record in records:
        marks = mark(book.cite(record, "convention"))
        units = [unit for m in unit_mentions for unit in m.values]
        if units:
            sentences.append(judged(record, units, question, marks))
            continue
        sentences.append(responsibility(_part(record, terms), question, marks))
    draft = Draft("answered", ("" if language == "zh" else " ").join(sentences), records=tuple(records))
    if len(records) > 1:
        draft.items = [item_of(record, (book.cite(record),)) for record in records]
    return draft


def _filters(question: Question, corpus: Corpus) -> tuple[list[Filter], list[Mention], list[Term]]:
    """Unit, section and role filters, the names they used, and the terms that are left."""
    filters: list[Filter] = []
    used: list[Mention] = []
    fields = role_fields(question)
    for mention in question.named("unit"):
        if any(c.name == "exclude" for c in question.found_cues):
            break
        field = fields[0] if len(fields) == 1 else "shared" if fields[0] == "shared" else "units"
        filters.append(Filter(field, "is", mention.values, mention.surface))
        used.append(mention)
    for mention in question.named("section"):
        filters.append(Filter("section", "is", mention.values, mention.surface))
        used.append(mention)
    for ordinal in question.ordinals:
        if ordinal.kind == "section":
            sections = list(
                dict.fromkeys(values(r, "section")[0] for r in corpus.of_kind["task"] if values(r, "section"))
            )
            wanted = tuple(sections[n - 1] for n in ordinal.numbers if 0 < n <= len(sections))
            filters.append(Filter("section", "is", wanted, str(ordinal.numbers[0])))
    if question.has("kind_section") and not any(f.field == "section" for f in filters):
        filters += _section_by_words(question, corpus, content(question, used))
    if question.has("no_lead"):
        filters.append(Filter("leads", "absent", True, ""))
    return filters, used, content(question, used)


def _section_by_words(question: Question, corpus: Corpus, terms: Sequence[Term]) -> list[Filter]:
    """The section whose heading holds most of the question's words."""
    sections = list(dict.fromkeys(s for r in corpus.of_kind["task"] for s in values(r, "section")))

    def held(section: str) -> int:
        return sum(
            any(word in fold(section) for word, weight in t.alternatives if weight >= 0.7)
            for t in terms
            if not t.generic
        )

    best = max(sections, key=held, default="")
    return [Filter("section", "is", (best,), bare(best))] if best and held(best) else []


def listed(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Complete lists and counts of tasks."""
    if not corpus.of_kind["task"]:
        return None
    who = question.has("who") and question.named("unit") and question.has(*_ROLES)
    if not who and not question.has("list", "count", "kind_task", "no_lead", "each"):
        return None
    if (
        question.has("who")
        and not question.named("unit")
        and not question.has("list", "count", "kind_section", "no_lead", "each")
    ):
        return None
    filters, used, terms = _filters(question, corpus)
    section = any(f.field == "section" for f in filters)
    if not filters and not question.has("kind_task"):
        return None
    if not (question.has("kind_task", "lead", "responsible", "share", "participate", "no_lead") or section):
        return None
    sections = fold("".join(s for f in filters if f.field == "section" for s in f.value))
    terms = [
        t for t in terms if not t.generic and not any(w in sections for w, weight in t.alternatives if weight >= 0.7)
    ]
    for term in terms:
        if _UNIT_WORD.search(term.surface) and term.surface != term.surface.upper():
            return None
        words = tuple(word for word, weight in term.alternatives if weight >= 0.9 and len(word) > 1)
        hits = [r for r in corpus.of_kind["task"] if any(w in fold(r.text) for w in words)]
        if hits:
            filters.append(Filter("text", "contains", words, term.surface))
        elif not any(w in corpus.evidence.by_record[r.id].context for w in words for r in corpus.of_kind["task"][:1]):
            if term.naming:
                return None
    scope = in_scope(question, corpus)
    pool = [r for r in corpus.of_kind["task"] if r.document_id in scope]
    if len({r.document_id for r in pool}) > 1 and not terms and not used:
        pool = newest(pool, corpus)
    result = run(pool, Query("task", tuple(filters)))
    if question.has("who") and used and 0 < len(result.matched) <= 5 and not question.has("list", "count"):
        told = [responsibility(record, question, mark(book.cite(record))) for record in result.matched]
        return Draft("answered", "".join(told), records=result.matched)
    if not result.matched:
        return _other_role(question, pool, filters, book)
    return _told(question, result.matched, result.checked, book, filters)


def _other_role(question: Question, pool: Sequence[Record], filters: Sequence[Filter], book: QuoteBook) -> Draft | None:
    """Nothing in the asked role: says so, and what the unit has in its other roles."""
    language = question.language
    named = [f for f in filters if f.field in ("leads", "shared", "participants", "units")]
    others = (
        run(pool, Query("task", tuple(Filter("units", "is", f.value, f.said) for f in named))).matched if named else ()
    )
    if not others:
        return _told(question, (), len(pool), book, filters)
    what = ("、" if language == "zh" else ", ").join(_condition(f, language) for f in filters)
    numbers = ("、" if language == "zh" else ", ").join(record.label for record in others)
    quotes = [book.cite(record) for record in others]
    text = say(
        language,
        "tasks_other_role",
        what=what,
        checked=len(pool),
        count=len(others),
        numbers=numbers,
        m=mark(*quotes[:3]),
        unit=unit_name(named[0].value[0], language),
    )
    if not question.figures and not question.has("yesno"):
        return Draft(
            "not_found",
            text,
            computed=[Computed(str(len(others)), "项", "count", ())],
            missing=(named[0].said,),
            receipt=Receipt("task", 0, len(pool)),
        )
    items = [item_of(record, (quote,)) for record, quote in zip(others, quotes, strict=True)]
    return Draft("answered", text, items, records=tuple(others))


def _told(
    question: Question, records: Sequence[Record], checked: int, book: QuoteBook, filters: Sequence[Filter]
) -> Draft | None:
    language = question.language
    what = (
        "、".join(_condition(f, language) for f in filters)
        if language == "zh"
        else ", ".join(_condition(f, language) for f in filters)
    )
    if not records:
        return Draft(
            "not_found",
            say(language, "tasks_none", what=what, checked=checked),
            missing=tuple(f.said for f in filters),
            receipt=Receipt("task", 0, checked),
        )
    items = [item_of(record, (book.cite(record),)) for record in records]
    numbers = ("、" if language == "zh" else ", ").join(record.label for record in records)
    marks = mark(*(i.quotes[0] for i in items[:3]))
    only_count = question.has("count") and not question.has("list") and len(records) > 3
    text = say(
        language,
        "tasks_counted" if only_count else "tasks_listed",
        what=what,
        count=len(records),
        checked=checked,
        numbers=numbers,
        m=marks,
    )
    return Draft("answered", text, items, records=tuple(records))


def _condition(condition: Filter, language: str) -> str:
    if condition.field in ("leads", "shared", "participants", "units") and condition.op == "is":
        return say(language, "by_" + condition.field, unit=unit_name(condition.value[0], language))
    if condition.op == "absent":
        return say(language, "by_no_lead")
    if condition.field == "section":
        return say(language, "in_section", section="、".join(bare(s) for s in condition.value))
    return say(language, "mentioning", word=condition.value[0])
