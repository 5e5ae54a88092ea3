"""Questions about numbered tasks and who is responsible for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Computed, Item, Receipt
from assistant.asked import asked_type
from assistant.contracted import spelt_out
from assistant.corpus import Corpus
from assistant.cues import matches, pattern
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.leaving_out import away, left_out
from assistant.phrases import joined, say, unit_list
from assistant.question import Question
from assistant.reading import clauses, content, excerpt, find, in_scope, lacking, newest, scoped, unknown_terms
from assistant.table_choice import captioned
from assistant.task_units import in_common, others
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record
from vectorstore.records import values

TOPIC_FLOOR = 0.5
_GUESSED = 0.5  # what a translation weighs that was learnt and not written
_LONG_WORD = 4  # characters of a Chinese word that tells one task from others even if it names an action
# In whatever role: a unit takes part in what it leads, too, unless that is set apart
_IN_ALL = re.compile(r"(?<![只仅光单])参(?:与|加)(?!分工)|\b(?:in all|altogether|in total)\b")
_HOW_MANY_UNITS = pattern("how_many_units")
ROLE_FIELDS = ("leads", "shared", "participants")
_DOER = re.compile(r"(?:\bwho (?:(?:will|may|can|must|should|has to|is to|gets to) )?|谁来?(?:负责)?)$")
ROLES = ("lead", "share", "participate", "responsible")
_NUMBER_CUES = ("kind_task", "kind_article", "list", "code")  # "show me task 30" lists nothing


def role_fields(question: Question) -> tuple[str, ...]:
    """The record fields that the roles in a question stand for."""
    lead = question.has("lead") and not question.has("not_lead")
    if question.has("any_role"):
        return ROLE_FIELDS
    other = question.has("share", "participate", "not_lead") and not (lead and question.has("not_share"))
    if lead and not other:
        return ("leads",)
    if other and not lead:
        everything = (
            question.has("participate")
            and not question.has("share", "not_lead")
            and not matches("lead", question.before, question.language)
            and _IN_ALL.search(question.folded)
        )
        return ROLE_FIELDS if everything else ("shared", "participants")
    return ROLE_FIELDS


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


def unit_items(record: Record, question: Question, quote: int) -> list[Item]:
    """The units that answer who is responsible for one task, where they are two or more."""
    if not question.has("who", "list") or question.has("yesno"):
        return []
    asked = ("leads",) if role_fields(question) == ("leads",) and record.fields.get("leads") else ROLE_FIELDS
    out = {unit for m in question.named("unit") if away(question, m.start) for unit in m.values}
    held = [(unit, role) for role in asked for unit in record.fields.get(role, ()) if unit not in out]
    return [Item(unit, unit, {"role": role}, (quote,)) for unit, role in held] if len(held) > 1 else []


def body(record: Record) -> str:
    """A task's text without its number and its responsibility."""
    text = record.text
    for part in (record.fields.get("responsibility", ""),):
        text = text.replace(part, "") if part else text
    return text.strip().lstrip("0123456789").lstrip(".、． ").strip()


def numbered(question: Question, corpus: Corpus) -> tuple[list[Record], list[int]]:
    """The tasks a question names by number, and the numbers that no task has."""
    numbers = [n for o in question.ordinals if o.kind in ("task", "item", "article") for n in o.numbers]
    scope = scoped(question, corpus)
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


def apart(question: Question) -> set[int]:
    """The numbers of the tasks that a question on others sets apart: 除第95项外."""
    units = [m.start for m in question.named("unit")]  # it is they who are: "besides A, who works on task 3"
    spans = [(a, b) for a, b in left_out(question) if not any(a <= start < b for start in units)]
    return {n for o in question.ordinals for n in o.numbers if any(a <= o.start < b for a, b in spans)}


def by_number(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Answers about tasks named by their number."""
    kinds = ("task", "item") if corpus.of_kind["article"] else ("task", "item", "article")
    last = question.has("last")
    if not (last or any(o.kind in kinds for o in question.ordinals)) or not corpus.of_kind["task"]:
        return None
    if apart(question) or (question.has("kind_event") and not question.has("kind_task", *ROLES)):
        return None
    if not question.has("kind_task") and captioned(question, corpus):
        return None
    records, absent = numbered(question, corpus)
    if last and not records:
        records = newest((r for r in corpus.of_kind["task"] if r.document_id in scoped(question, corpus)), corpus)[-1:]
    language = question.language
    if not records:
        return _none_such(absent, question, corpus, book)
    if not absent and (common := in_common(records, question, book)):
        return common
    sentences = [_about(record, question, book) for record in records]
    if absent:
        sentences.append(say(language, "task_number_missing", n="、".join(map(str, absent))))
    draft = Draft("answered", " ".join(sentences) if language == "en" else "".join(sentences), records=tuple(records))
    draft.computed = [
        Computed(str(len(values(r, "units"))), "个", "count(units)", (book.cite(r),))
        for r in records
        if question.has("count")
    ]
    if all(_lacks(record, question) for record in records):
        draft.outcome = "not_found"
    if len(records) > 1:
        draft.items = [item_of(record, (book.cite(record),)) for record in records]
    elif not absent:
        _list_units(draft, records[0], question, book)
    return draft


def _none_such(absent: Sequence[int], question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """That no task has a number, with the first and last that there are."""
    if any(o.kind == "item" for o in question.ordinals) and not question.has("kind_task", *ROLES):
        return None
    tasks = newest((r for r in corpus.of_kind["task"] if r.document_id in in_scope(question, corpus)), corpus)
    if not tasks:
        return None
    quotes = mark(book.cite(tasks[-1]), book.cite(tasks[0]))
    text = say(question.language, "task_absent", n=absent[0], first=tasks[0].label, last=tasks[-1].label, m=quotes)
    return Draft("not_found", text, missing=(str(absent[0]),))


def _list_units(draft: Draft, record: Record, question: Question, book: QuoteBook) -> None:
    """Makes the units of the one task that answers the members of the answer."""
    draft.items = unit_items(record, question, book.cite(record)) if question.has("who") else []
    if draft.items:
        draft.receipt = Receipt("group", len(draft.items), len(values(record, "units")))


def _lacks(record: Record, question: Question) -> bool:
    """Whether a date or figure is asked of a task that has none such."""
    holds = asked_type(question)
    asks_who = question.has("who", *ROLES)
    return not asks_who and question.has("when", "figure") and holds is not None and not holds(body(record))


def _asks_no_more(question: Question) -> bool:
    """Whether a question gives the number of a task and asks nothing of it."""
    return not question.terms and not question.mentions and question.cues <= {*_NUMBER_CUES}


def _about(record: Record, question: Question, book: QuoteBook) -> str:
    marks = mark(book.cite(record, "convention"))
    units = [unit for m in question.named("unit") if not away(question, m.start) for unit in m.values]
    if units and question.has("yesno", "lead", "responsible", "share"):
        return judged(record, units, question, marks)
    asks_who = question.has("who", *ROLES)
    if question.has("count") and asks_who and (not question.has("figure") or _HOW_MANY_UNITS.search(question.folded)):
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
    if _lacks(record, question):
        return say(question.language, "task_silent", n=record.label, m=marks)
    if _asks_no_more(question):  # "look up task 30": all of it
        asks_who = True
        sentences.append(say(question.language, "task_says", n=record.label, text=body(record).rstrip("。"), m=marks))
    elif not asks_who or question.has("content", "figure", "when", "where"):
        terms = content(question)
        told = body(record)
        if terms and question.has("figure", "when", "where", "count") and len(told) > 60:
            told = excerpt(told, terms, holds=asked_type(question))
        sentences.append(say(question.language, "task_says", n=record.label, text=told.rstrip("。"), m=marks))
    if asks_who:
        sentences += [*others(record, question, marks), responsibility(record, question, marks)]
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


def part_of(record: Record, terms: Sequence[Term]) -> Record:
    """The task as the part of it that the terms speak of says it, where its parts have units of their own."""
    parts = record.fields.get("parts") or []
    if len(parts) < 2:
        return record
    best = max(parts, key=lambda part: sum(sum(c.held) for c in clauses(str(part.get("text", "")), terms)))
    return replace(
        record, fields={**record.fields, **{k: best.get(k, []) for k in ("leads", "shared", "participants")}}
    )


def _of_words(terms: Sequence[Term]) -> list[Term]:
    """The terms without the single characters that a dictionary only guessed for an English word."""
    kept = [tuple(a for a in t.alternatives if len(a[0]) > 1 or a[1] > _GUESSED) or t.alternatives for t in terms]
    return [replace(term, alternatives=alternatives) for term, alternatives in zip(terms, kept, strict=True)]


def _done_by_another(task: str, terms: Sequence[Term], question: Question) -> bool:
    """Whether a task says itself by whom the deed is done that a question asks the doer of: 委托第三方机构配送."""
    if question.has("kind_task", *ROLES):
        return False
    deeds = [t for t in terms if _DOER.search(question.folded, 0, t.start)]
    words = "|".join(re.escape(word) for t in deeds for word, _ in t.alternatives if len(word) > 1)
    return bool(words and re.search(rf"(?:由|委托|授权|聘请|交给?)[^,，。；;]{{2,30}}(?:{words})(?=[,，。；;])", task))


def by_topic(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Who is responsible for a task that the question describes."""
    if not question.has("who", "responsible", "lead") or question.has("attend", "chair"):
        return None
    if any(cue.startswith("front_") for cue in question.cues) and not question.has("kind_task", *ROLES):
        return None  # who prints an issue is on its front page
    if question.has("figure") and not question.has("who", "lead"):
        return None
    headed = question.has("kind_section") and question.named("unit") and not question.has("yesno")
    if not question.has("who") and (headed or corpus.names.units.unknown(question.folded)):
        return None  # what a body has to do that the tasks do not name, or under a heading that there is not
    unit_mentions = question.named("unit")
    terms = content(question, unit_mentions if question.has("yesno", *ROLES) else ())
    terms = _of_words(spelt_out(terms, corpus))
    if not any((t.naming or len(t.alternatives[0][0]) >= _LONG_WORD) and not t.generic for t in terms):
        return None
    matches = find(question, corpus, terms, ("task",))
    if not matches or matches[0].score < TOPIC_FLOOR or _done_by_another(matches[0].evidence.own, terms, question):
        return None
    missing = lacking(matches[0].missing, question)
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
        sentences.append(responsibility(part_of(record, terms), question, marks))
    draft = Draft("answered", joined(language, " ", sentences), records=tuple(records))
    if len(records) > 1:
        draft.items = [item_of(record, (book.cite(record),)) for record in records]
    elif not unit_mentions:
        _list_units(draft, part_of(records[0], terms), question, book)
    return draft
