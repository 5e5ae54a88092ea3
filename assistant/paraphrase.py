"""How a question, with its history, was read, in a line that the asker can check."""

from __future__ import annotations

from assistant.phrases import say
from assistant.question import Question

_ASKS = (
    ("lead", "responsible", "share", "participate", "alone", "no_lead"),
    ("list", "count", "most", "least", "rank", "each"),
    ("difference", "compare", "met", "unmet", "agree"),
    ("plan", "actual", "code", "where", "category", "unit_of"),
    ("when", "deadline", "attend", "chair", "who", "figure", "content"),
)


def understood(question: Question, language: str) -> str:
    """What is asked | the names, numbers and dates it is asked of | the words that are left."""
    asked = [say(language, "ask_" + cue) for group in _ASKS for cue in group if question.has(cue)][:3]
    of = [mention.values[0] if mention.kind != "document" else mention.surface for mention in question.mentions]
    of += [
        say(language, "ask_number", kind=say(language, "kind_" + o.kind), n=", ".join(map(str, o.numbers)))
        for o in question.ordinals
    ]
    of += [date.verbatim for date in question.dates]
    words = [_word(term.surface, term.alternatives[0][0]) for term in question.terms if not term.generic]
    joined = "、" if language == "zh" else ", "
    return " | ".join(joined.join(dict.fromkeys(part)) for part in (asked, of, words) if part)


def _word(said: str, read: str) -> str:
    return said if said == read else f"{said} ({read})"
