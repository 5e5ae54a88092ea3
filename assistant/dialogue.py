"""Follow-ups: an elliptical question edits the one before it; a new topic starts afresh."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from assistant.answer import Turn
from assistant.corpus import Corpus
from assistant.cues import Cue
from assistant.names import Mention
from assistant.question import Ordinal, Question, parse
from assistant.words import Term
from ingest.dates import FoundDate
from ingest.figures import Figure
from ingest.numerals import parse_numeral

MAX_TURNS = 10
# fmt: off
_ASKING = frozenset((
    "lead", "responsible", "share", "participate", "who", "count", "list", "when", "deadline", "where", "code",
    "figure", "content", "plan", "actual", "difference", "compare", "met", "unmet", "most", "least", "attend",
    "chair", "speak", "appoint", "remove", "no_lead", "doc_number", "issue_date", "issuer", "addressee", "unit_of",
))
# fmt: on
Placed = TypeVar("Placed", Cue, Mention, Ordinal, FoundDate, Figure, Term)
# Names that take each other's place when a follow-up brings a new one.
_BRIEF = {"zh": 14, "en": 40}  # characters of a question that may be a follow-up
_RELATIVE = re.compile(
    r"(?P<next>第二天|次日|后一天|隔天|\b(?:next|following) day\b|\bday after\b)"
    r"|(?P<before>前一天|头一天|\bprevious day\b|\bday before\b)"
    r"|^(?:那么?|他|她|and |what about |on )*(?:the )?"
    r"(?P<day>\d{1,2})(?:[日号]|(?:st|nd|rd|th)\b)(?![\u4e00-\u9fff]*任务)"
)
# fmt: off
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}
_LAST = ("最后一", "last")
_SUBJECTS = ("unit", "region", "person", "row", "cell", "category", "section")
_ROLE_CUES = frozenset({"lead", "responsible", "share", "participate", "no_lead", "not_lead"})
_STAGES = frozenset({"plan", "actual"})


def resolve(
    text: str, history: Sequence[Turn], corpus: Corpus, documents: tuple[str, ...]
) -> tuple[Question, Question | None]:
    """The question with what it leaves unsaid filled in from the user's turns before; and the one it builds on."""
    previous = preceding(history, corpus, documents)
    question = parse(text, corpus, documents)
    if previous is None or not is_elliptic(question):
        return question, None
    return merge(previous, question), previous


def preceding(history: Sequence[Turn], corpus: Corpus, documents: tuple[str, ...]) -> Question | None:
    """The last of the user's turns with what it leaves unsaid filled in from those before."""
    previous: Question | None = None
    for turn in [t for t in history if t.role == "user"][-MAX_TURNS:]:
        asked = parse(turn.content, corpus, documents)
        previous = merge(previous, asked) if previous and is_elliptic(asked) else asked
    return previous


def is_elliptic(question: Question) -> bool:
    """Whether a question leaves its subject or what it asks to the one before."""
    if question.has("greeting", "foreign_request"):
        return False
    if question.has("more", "nth", "elliptic", "among") or _RELATIVE.search(question.folded):
        return True
    asks = bool(question.cues & _ASKING)
    brief = len(question.folded) <= _BRIEF[question.language]
    bare = not _subjects(question) and not question.ordinals and not question.dates
    if bare and not question.mentions:
        return asks and brief
    return not asks and brief


def _subjects(question: Question) -> list[Term]:
    """The content words that name something; a verb alone (什么时候施行) leaves its subject to the turn before."""
    measured = [cue for cue in question.found_cues if cue.name == "figure"]  # how many kilometres
    terms = [t for t in question.terms if not any(c.start <= t.start < c.end for c in measured)]
    return [t for t in terms if not t.generic and (t.naming or question.language == "en")]


def merge(previous: Question, current: Question) -> Question:
    """The previous question with what the current one says put in its place."""
    if current.has("nth", "more") and not current.mentions:
        return _member(previous, current)
    current = _moved(current, len(previous.folded))
    mentions = _mentions(previous, current)
    content = bool(_subjects(current))
    new_subject = content or any(m.kind in _SUBJECTS for m in current.mentions)
    among = current.has("among")
    relative = _relative(previous, current)
    ordinals = current.ordinals or (() if new_subject and not among else _numbered(previous, current, content))
    keeps = among or not content or current.named("row") != ()
    return replace(
        previous,
        text=current.text,
        before=f"{previous.before}{previous.text} ",
        folded=previous.folded + current.folded,
        language=current.language,
        cues=_cues(previous, current, content),
        found_cues=current.found_cues,
        mentions=tuple(dict.fromkeys((*previous.mentions, *mentions))) if among else mentions,
        ordinals=ordinals,
        dates=current.dates or relative or (previous.dates if keeps else ()),
        figures=() if relative else current.figures,
        terms=_terms(previous, current, content),
        earlier=(*previous.earlier, *previous.terms) if content else (),
        corrections=current.corrections,
        nth=0,
    )


def _moved(question: Question, by: int) -> Question:
    """The same question with its places counted from the start of a text before it."""

    def moved(things: tuple[Placed, ...]) -> tuple[Placed, ...]:
        return tuple(replace(thing, start=thing.start + by, end=thing.end + by) for thing in things)

    return replace(
        question,
        found_cues=moved(question.found_cues),
        mentions=moved(question.mentions),
        ordinals=moved(question.ordinals),
        dates=moved(question.dates),
        figures=moved(question.figures),
        terms=moved(question.terms),
    )


def _member(previous: Question, current: Question) -> Question:
    """One member of the list before, or the list again."""
    said = next((g for cue in current.found_cues if cue.name == "nth" for g in cue.groups), "")
    number = -1 if said in _LAST else _ORDINALS.get(said) or parse_numeral(re.sub("(?:st|nd|rd|th)$", "", said)) or 0
    return replace(
        previous, text=current.text, found_cues=current.found_cues, language=current.language, nth=int(number)
    )


def _terms(previous: Question, current: Question, content: bool) -> tuple[Term, ...]:
    """The words of the current question in the place of the previous ones, or beside them where none is a subject."""
    if _RELATIVE.search(current.folded) and previous.dates:
        return ()
    if current.has("among") or (current.terms and not content and current.language == "zh"):
        return (*previous.terms, *(t for t in current.terms if not t.generic))
    terms = current.terms if content else () if _replaces(previous, current) else previous.terms
    if current.has("nth_table"):
        terms = tuple(t for t in terms if not t.surface or t in current.terms or not _names_a_table(t, previous))
    return terms


def _cues(previous: Question, current: Question, content: bool) -> frozenset[str]:
    """What is asked: by the current question, completed by the previous one where it only changes a part of it."""
    cues = set(current.cues & _ASKING)
    kept = {c for c in previous.cues | current.cues if c.startswith("kind_") or c in ("nth_table", "visit")}
    if not cues or current.has("among"):
        cues |= set(previous.cues)
    elif not content and not cues - _STAGES - {"figure", "content"} and not _days(current):
        cues |= set(previous.cues) - _STAGES
    elif content and cues == {"count"} and not current.has("kind_task"):
        pass  # how many of what it names, whoever is responsible
    elif cues <= _ROLE_CUES | {"list", "count", "who", "participate"} and previous.cues & _ROLE_CUES:
        cues |= previous.cues & {"list", "count"}
        if not cues & _ROLE_CUES:
            cues |= set(previous.cues & _ROLE_CUES)
    return frozenset(cues | kept)


def _days(question: Question) -> list[FoundDate]:
    return [d for d in question.dates if d.precision != "year"]


def _numbered(previous: Question, current: Question, content: bool) -> tuple[Ordinal, ...]:
    """The ordinals of the previous question, with the bare number that the current one gives."""
    number = re.search(r"\d+", current.folded)
    if number and previous.ordinals and not content and not current.mentions and not current.dates:
        return (replace(previous.ordinals[0], numbers=(int(number.group()),)),)
    return previous.ordinals


def _written(day: date, language: str) -> str:
    return f"{day.month}月{day.day}日" if language == "zh" else day.isoformat()


def _relative(previous: Question, current: Question) -> tuple[FoundDate, ...]:
    """The day after or before that of the previous question, or another day of its month."""
    found = _RELATIVE.search(current.folded)
    if found is None or not previous.dates:
        return ()
    base = previous.dates[-1]
    if found["day"]:
        last = monthrange(base.first.year, base.first.month)[1]
        first = base.first.replace(day=min(int(found["day"]), last))
    else:
        first = base.last + timedelta(days=1) if found["next"] else base.first - timedelta(days=1)
    return (replace(base, first=first, last=first, precision="day", verbatim=_written(first, current.language)),)


def _names_a_table(term: Term, previous: Question) -> bool:
    """Whether a term of the previous question told one table from another."""
    return not any(m.start <= term.start < m.end for m in previous.mentions)


def _replaces(previous: Question, current: Question) -> bool:
    """Whether the current question names a new subject in the place of described content."""
    row_like = {"row", "category", "section"}
    return any(m.kind in row_like for m in current.mentions) and not any(m.kind in row_like for m in previous.mentions)


def _mentions(previous: Question, current: Question) -> tuple[Mention, ...]:
    """Names of the current question, and those of the previous one that it does not replace."""
    kinds = {m.kind for m in current.mentions}
    if kinds & {"unit", "region", "cell"}:
        kinds |= {"unit", "region", "cell"}
    if kinds & {"row"} or [t for t in current.terms if not t.generic]:
        kinds |= {"row"}
    if "table" in kinds:
        kinds -= {"cell", "unit", "region"} if not current.named("unit", "region", "cell") else set()
    kept = tuple(m for m in previous.mentions if m.kind not in kinds)
    return kept + current.mentions


def inherit(previous: Question, part: Question) -> Question:
    """A later part of one question speaks of the same thing as the part before where it names nothing of its own."""
    own = [t for t in part.terms if not t.generic and len(t.surface) > 1]
    if part.mentions or part.ordinals or len(own) > 1 or any(t.naming for t in own):
        return part
    return replace(part, mentions=previous.mentions, ordinals=previous.ordinals, terms=(*previous.terms, *part.terms))
