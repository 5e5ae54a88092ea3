"""Follow-ups: an elliptical question edits the one before it; a new topic starts afresh."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.added import asks_sum, number_of
from assistant.answer import Turn
from assistant.applicants import only_lists, says_new
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.leaning import measures, of_it, subjects
from assistant.names import Mention
from assistant.posts import tells_whom
from assistant.question import Question, parse
from assistant.resumed import RELATIVE, SAME_DAY, apart, kept_cues, numbered, relative, spelt
from assistant.words import Term
from ingest.dates import FoundDate

MAX_TURNS = 10
_EDGES = frozenset(("most", "least", "rank"))
# fmt: off
_ASKING = frozenset((
    "lead", "responsible", "share", "participate", "who", "count", "list", "when", "deadline", "where", "code",
    "figure", "content", "plan", "actual", "difference", "compare", "met", "unmet", "trend", "most", "least", "attend",
    "chair", "speak", "appoint", "remove", "no_lead", "doc_number", "issue_date", "issuer", "addressee", "unit_of",
    "category",
))
# fmt: on
_LIMITS = frozenset(("not_lead", "not_share", "any_role", "alone", "exclude", "distinct", "joint", "unset"))
Trail = tuple[tuple[Question, Question], ...]
_BRIEF = {"zh": 14, "en": 40}  # characters of a question that may be a follow-up
# The noun is left out: 前三季度的又是什么时候, 叶县的有哪些
_HEADLESS = re.compile(r"的(?:又|则|都|却|各|分别)*(?:是|为|有|在)?(?:什么|啥|多少|几|哪|谁|何|怎)")
# Nothing is asked but what was asked before: 机构泄露发明内容的呢
_NAMES_ONLY = pattern("names_only")
# What is counted by the piece is counted by other words where it is another thing
_COUNTED = re.compile(r"(多少|几)(?:家|座|部|所|台|套|处|户|届|批|门|间|辆|棵|种|片|支|册|本|只|头)")
# It stands for the thing asked about before: 它是哪儿申报的, "which place put it forward"
_STANDS = pattern("stands_for_it")
_THAN = re.compile(r"^(?:那么?|这)?(?:比|较|跟|和|与|同|相[比较])|\b(?:than|compared|against|versus|over)\b")
# Names that take each other's place when a follow-up brings a new one.
_SUBJECTS = ("unit", "region", "person", "row", "cell", "category", "section")
_ROLE_CUES = frozenset(("lead", "responsible", "share", "participate", "no_lead", "not_lead", "not_share", "any_role"))
_NUMBERS = {"figure", "code"}  # of tasks
_STAGES, _KEPT = frozenset({"plan", "actual"}), ("kind_", "nth_table", "visit")


def resolve(text: str, history: Sequence[Turn], corpus: Corpus, documents: tuple[str, ...]) -> tuple[Question, Trail]:
    """The question with what it leaves unsaid filled in from the user's turns before; and those it builds on."""
    *before, (question, merged) = _with(text, trail(history, corpus, documents), corpus, documents)
    return _across(before, question, merged), tuple(before)


def _with(text: str, before: Trail, corpus: Corpus, documents: tuple[str, ...]) -> Trail:
    """Turns with one more that builds on them, its references to them spelt out; that alone where it does not."""
    if not before:
        question = parse(text, corpus, documents)
        return ((question, question),)
    previous = before[-1][1]
    question = parse(spelt(text, previous), corpus, documents)
    if is_elliptic(question) or _returns(previous, question) or _of_another_year(previous, question):
        return (*before, (question, merge(previous, question)))
    return ((question, question),)


def _across(before: Sequence[tuple[Question, Question]], question: Question, merged: Question) -> Question:
    """A comparison of the last two figures that were asked for, of two years: 今年的目标? 去年实际呢? 差多少?"""
    if len(before) < 2 or question.dates or question.mentions or any(not t.generic for t in question.terms):
        return merged
    (_, first), (own, second) = before[-2:]
    bare = not (own.mentions or any(not t.generic for t in own.terms))
    if not bare or not question.has("difference", "compare") or not _of_two_years(first, second):
        return merged
    stages = {"plan" if turn.has("plan") else "actual" for turn in (first, second)}
    return replace(merged, dates=(*first.dates, *second.dates), cues=merged.cues | stages)


def trail(history: Sequence[Turn], corpus: Corpus, documents: tuple[str, ...]) -> Trail:
    """The user's turns on the last matter: each as it is, and with what it leaves unsaid filled in."""
    found: Trail = ()
    for turn in [t for t in history if t.role == "user"][-MAX_TURNS:]:
        found = _with(turn.content, found, corpus, documents)
    return found


def _of_two_years(one: Question, other: Question) -> bool:
    return len(one.years) == 1 == len(other.years) and one.years != other.years


def _only_years(question: Question) -> bool:
    return bool(question.dates) and all(d.precision == "year" for d in question.dates)


def _brief(question: Question, times: int = 1) -> bool:
    return len(question.folded) <= times * _BRIEF[question.language]


def _of_another_year(previous: Question, question: Question) -> bool:
    """Whether a question names nothing but a year and whether its plan or result is asked: 去年完成了多少."""
    if question.mentions or question.ordinals or _subjects(question):
        return False
    if not _only_years(question) or not _brief(question, 2):
        return False
    figures = previous.years or previous.has("plan", "actual", "met", "unmet", "figure")
    return question.has("plan", "actual", "met", "unmet") and bool(figures)


def is_elliptic(question: Question) -> bool:
    """Whether a question leaves its subject or what it asks to the one before."""
    if question.has("greeting", "foreign_request"):
        return False
    day = RELATIVE.search(question.folded) or (not question.dates and SAME_DAY.search(question.folded))
    if question.has("more", "nth", "elliptic", "among") or asks_sum(question) or day:
        return True
    asks = bool(question.cues & _ASKING)
    brief = _brief(question)
    bare = not _subjects(question) and not question.ordinals and (not question.dates or _compares_year(question))
    if bare and (not question.mentions or _asks_role(question)):
        return asks and (brief or _compares_year(question))
    if brief and question.language == "en" and _STANDS.search(question.folded) and not question.has("yesno"):
        return not (question.mentions or question.ordinals or question.dates)
    if _HEADLESS.search(question.folded) and not _subjects(question) and not question.has(*_ROLE_CUES):
        return brief and not question.named("document", "row", "person")
    return not asks and brief


def _asks_role(question: Question) -> bool:
    """Whether it is asked of a unit if it has a role, and in no task that the question names: 财政局牵头吗."""
    whole = question.has("kind_task", "list", "count", "kind_section", "participate")
    return question.has("yesno") and bool(question.named("unit") and question.cues & _ROLE_CUES) and not whole


def _compares_year(question: Question) -> bool:
    """Whether a question only compares what was asked before with a year: 比去年实际高多少."""
    compares = question.has("difference", "compare", "trend") and bool(_THAN.search(question.folded))
    return compares and _only_years(question)


def _returns(previous: Question, question: Question) -> bool:
    """Whether a brief question names nothing but what the one before it named: 向谁备案."""
    if question.mentions or question.ordinals or question.dates or question.has("greeting", "foreign_request"):
        return False
    return _brief(question) and bool(_subjects(question)) and _same(previous, question)


def _subjects(question: Question) -> list[Term]:
    """The content words that name something; a verb alone (什么时候施行) leaves its subject to the turn before."""
    return [t for t in subjects(question) if not measures(t, question) and not tells_whom(t, question)]


def merge(previous: Question, current: Question) -> Question:
    """The previous question with what the current one says put in its place."""
    if current.has("nth", "more") and not current.mentions:
        return _member(previous, current)
    current = _moved(current, len(previous.folded))
    mentions = _mentions(previous, current)
    renamed = _renames(current)
    content = (renamed or bool(_subjects(current))) and not _same(previous, current)
    new_subject = content or any(m.kind in _SUBJECTS for m in current.mentions)
    among = current.has("among")
    day = relative(previous, current)
    ordinals = () if day else current.ordinals
    if not ordinals and (among or not new_subject or (not content and _asks_role(current))):
        ordinals = numbered(previous, current, content)
    of_years = renamed and all(d.precision == "year" for d in previous.dates)  # a figure of the same year
    keeps = among or not content or of_years or bool(current.named("row") or SAME_DAY.search(current.folded))
    return replace(
        previous,
        text=current.text,
        before=f"{previous.before}{previous.text} ",
        folded=(_COUNTED.sub(r"\1个", previous.folded) if renamed else previous.folded) + current.folded,
        language=current.language,
        cues=_cues(previous, current, content),
        found_cues=(*kept_cues(previous, current), *current.found_cues),
        mentions=tuple(dict.fromkeys((*previous.mentions, *mentions))) if among else mentions,
        ordinals=ordinals,
        dates=_both_years(previous, current, content) or current.dates or day or (previous.dates if keeps else ()),
        figures=() if day else current.figures,
        terms=_terms(previous, current, content),
        earlier=(*previous.earlier, *previous.terms) if content else (),
        corrections=current.corrections,
        nth=0,
    )


def _both_years(previous: Question, current: Question, content: bool) -> tuple[FoundDate, ...]:
    """The year before with the one that its figure is to be compared with: 比去年实际高多少."""
    compared = not content and not current.mentions and current.has("difference", "compare")
    return (*previous.dates, *current.dates) if compared and _of_two_years(previous, current) else ()


def _renames(question: Question) -> bool:
    """Whether a question only names another thing to ask the same of: 那技能培训呢."""
    asks = question.cues & _ASKING - {"content"}
    return not asks and bool(_NAMES_ONLY.search(question.folded)) and any(not t.generic for t in question.terms)


def _same(previous: Question, current: Question) -> bool:
    """Whether a question speaks of the thing before it: by a word that stands for it, or by its own words once more."""
    if current.mentions or current.has("kind_document"):
        return False
    if _STANDS.search(current.folded) and (previous.named("row") or current.language == "zh"):
        return True
    named = _subjects(current) or [t for t in current.terms if _renames(current) and not t.generic]
    return all(any(t.surface == p.surface for p in previous.terms) for t in named)


def _moved(question: Question, by: int) -> Question:
    """The same question with its places counted from the start of a text before it."""
    moved: dict[str, Any] = {
        name: tuple(replace(thing, start=thing.start + by, end=thing.end + by) for thing in getattr(question, name))
        for name in ("found_cues", "mentions", "ordinals", "dates", "figures", "terms")
    }
    return replace(question, **moved)


def _member(previous: Question, current: Question) -> Question:
    """One member of the list before, or the list again."""
    said = next((g for cue in current.found_cues if cue.name == "nth" for g in cue.groups), "")
    nth = -1 if said in ("最后一", "last") else number_of(said)
    return replace(previous, text=current.text, found_cues=current.found_cues, language=current.language, nth=nth)


def _terms(previous: Question, current: Question, content: bool) -> tuple[Term, ...]:
    """The words of the current question in the place of the previous ones, or beside them where none is a subject."""
    if RELATIVE.search(current.folded) and previous.dates:
        return apart(previous, current) if content else ()
    if current.has("among") or (current.terms and not content and current.language == "zh" and not current.ordinals):
        return (*previous.terms, *(t for t in current.terms if not t.generic))
    other = bool(current.ordinals and previous.ordinals) and current.ordinals[0].kind != "article"  # is described so
    terms = current.terms if content else () if other or _replaces(previous, current) else previous.terms
    if current.has("nth_table", "both") or says_new(current):
        told = [range(m.start, m.end) for m in previous.mentions]  # what else told one table from another goes
        terms = tuple(t for t in terms if not t.surface or t in current.terms or any(t.start in span for span in told))
    return terms


def _cues(previous: Question, current: Question, content: bool) -> frozenset[str]:
    """What is asked: by the current question, completed by the previous one where it only changes a part of it."""
    cues = set(current.cues & _ASKING)
    if cues <= {"content"} and _NAMES_ONLY.search(current.folded):
        cues = set()
    kept = {c for c in previous.cues | current.cues if c.startswith(_KEPT)} | (current.cues & _LIMITS)
    if current.has("both"):
        kept = kept - {"nth_table"} | {"both"}
    counted = content and bool(previous.ordinals) and bool(cues & {"count", "figure"})  # of what the task before names
    if cues <= _EDGES or (current.has("among") and not counted):
        cues |= previous.cues - (_EDGES if cues and cues <= _EDGES else _ROLE_CUES if cues & _ROLE_CUES else set())
    elif (
        not content
        and not cues - _STAGES - {"figure", "content"}
        and not any(d.precision != "year" for d in current.dates)
    ):
        judged = {"met", "unmet", "trend", *_ROLE_CUES, "who"} if current.has("figure") else set()
        cues |= set(previous.cues) - _STAGES - judged
    elif _both_years(previous, current, content):
        cues |= previous.cues & _STAGES
    elif content and cues == {"count"} and not current.has("kind_task"):
        pass  # how many of what it names, whoever is responsible
    elif (cues if content else cues - _NUMBERS) <= _ROLE_CUES | {"list", "count", "who", "code"} and (
        previous.cues & _ROLE_CUES
    ):
        cues |= previous.cues & {"list", "count"}
        if not cues & _ROLE_CUES:
            cues |= set(previous.cues & (_ROLE_CUES | _LIMITS))
    return frozenset(cues | kept)


def _replaces(previous: Question, current: Question) -> bool:
    """Whether the current question names a new subject in the place of described content."""
    row_like = {"row", "category", "section"}
    return any(m.kind in row_like for m in current.mentions) and not any(m.kind in row_like for m in previous.mentions)


def _mentions(previous: Question, current: Question) -> tuple[Mention, ...]:
    """Names of the current question, and those of the previous one that it does not replace."""
    kinds = {m.kind for m in current.mentions}
    if kinds & {"unit", "region", "cell"} or ("row" in kinds and previous.has("yesno")):  # a cell it was said to have
        kinds |= {"unit", "region", "cell"}
    if kinds & {"row"} or ([t for t in current.terms if not t.generic] and not _same(previous, current)):
        kinds |= {"row"}
    if current.has("both"):
        kinds |= {"table"}  # of which the turn before names one
    elif "table" in kinds:
        kinds -= {"cell", "unit", "region"} if not current.named("unit", "region", "cell") else set()
    kept = tuple(m for m in previous.mentions if m.kind not in kinds)
    return kept + current.mentions


def inherit(previous: Question, part: Question) -> Question:
    """A later part of one question speaks of the same thing as the part before where it names nothing of its own."""
    put = part.has("who", "where", "code", "category")  # 哪里申报的
    own = [t for t in part.terms if not (t.generic or len(t.surface) < 2 or (put and only_lists(t)))]
    within = tuple(o for o in previous.ordinals if o.kind == "section")
    if within and not part.ordinals and part.named("unit") and part.cues & _ROLE_CUES:
        return replace(part, ordinals=within)
    if not of_it(part) and (part.mentions or part.ordinals or len(own) > 1 or any(t.naming for t in own)):
        return part
    return replace(part, mentions=previous.mentions, ordinals=previous.ordinals, terms=(*previous.terms, *part.terms))
