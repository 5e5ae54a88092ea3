"""Follow-ups: an elliptical question edits the one before it; a new topic starts afresh."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Turn
from assistant.corpus import Corpus
from assistant.names import Mention
from assistant.question import Question, parse
from assistant.words import Term

MAX_TURNS = 10
# fmt: off
_ASKING = frozenset((
    "lead", "responsible", "share", "participate", "who", "count", "list", "when", "deadline", "where", "code",
    "figure", "content", "plan", "actual", "difference", "compare", "met", "unmet", "most", "least", "attend",
    "chair", "speak", "appoint", "remove", "no_lead", "doc_number", "issue_date", "issuer", "addressee", "unit_of",
))
# fmt: on
# Names that take each other's place when a follow-up brings a new one.
_SUBJECTS = ("unit", "region", "person", "row", "cell", "category", "section")
_ROLE_CUES = frozenset({"lead", "responsible", "share", "participate", "no_lead", "not_lead"})
_STAGES = frozenset({"plan", "actual"})


def resolve(
    text: str, history: Sequence[Turn], corpus: Corpus, documents: tuple[str, ...]
) -> tuple[Question, Question | None]:
    """The question with what it leaves unsaid filled in from the user's turns before; and the one it builds on."""
    previous: Question | None = None
    for turn in [t for t in history if t.role == "user"][-MAX_TURNS:]:
        asked = parse(turn.content, corpus, documents)
        previous = merge(previous, asked) if previous and is_elliptic(asked) else asked
    question = parse(text, corpus, documents)
    if previous is None or not is_elliptic(question):
        return question, None
    return merge(previous, question), previous


def is_elliptic(question: Question) -> bool:
    """Whether a question leaves its subject or what it asks to the one before."""
    if question.has("greeting", "foreign_request"):
        return False
    if question.has("more", "nth", "elliptic"):
        return True
    asks = bool(question.cues & _ASKING)
    content = [t for t in question.terms if not t.generic]
    bare = not content and not question.ordinals and not question.dates
    if bare and not question.mentions:
        return asks and len(question.folded) <= (14 if question.language == "zh" else 40)
    return not asks and len(question.folded) <= (14 if question.language == "zh" else 40)


def merge(previous: Question, current: Question) -> Question:
    """The previous question with what the current one says put in its place."""
    if current.has("nth", "more") and not current.mentions:
        return replace(previous, text=current.text, found_cues=current.found_cues, language=current.language)
    mentions = _mentions(previous, current)
    content = tuple(t for t in current.terms if not t.generic)
    new_subject = bool(content) or any(m.kind in _SUBJECTS for m in current.mentions)
    terms = current.terms if content else () if _replaces(previous, current) else previous.terms
    if content and not any(m.kind in ("row",) for m in previous.mentions):
        terms = current.terms
    if current.has("nth_table"):
        terms = tuple(t for t in terms if not t.surface or t in current.terms or not _names_a_table(t, previous))
    cues = set(current.cues & _ASKING)
    kinds = {c for c in previous.cues | current.cues if c.startswith("kind_") or c == "nth_table"}
    if not cues:
        cues = set(previous.cues)
    elif not cues - _STAGES - {"figure", "content"} and not content:
        cues |= set(previous.cues) - _STAGES
    elif cues <= _ROLE_CUES | {"list", "count", "who", "participate"} and previous.cues & _ROLE_CUES:
        cues |= previous.cues & {"list", "count"}
        if not cues & _ROLE_CUES:
            cues |= set(previous.cues & _ROLE_CUES)
    number = re.search(r"\d+", current.folded)
    if (
        number
        and previous.ordinals
        and not current.ordinals
        and not content
        and not current.mentions
        and not current.dates
    ):
        previous = replace(previous, ordinals=(replace(previous.ordinals[0], numbers=(int(number.group()),)),))
    ordinals = current.ordinals or (() if new_subject and not current.ordinals else previous.ordinals)
    dates = current.dates or (() if new_subject and current.named("row") == () and content else previous.dates)
    return replace(
        previous,
        text=current.text,
        folded=previous.folded + current.folded,
        language=current.language,
        cues=frozenset(cues | kinds),
        found_cues=current.found_cues,
        mentions=mentions,
        ordinals=ordinals,
        dates=dates,
        figures=current.figures,
        terms=terms,
        corrections=current.corrections,
    )


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
