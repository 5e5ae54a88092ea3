"""How a question, with its history, was read, in a sentence that the asker can check."""

from __future__ import annotations

from assistant.phrases import joined, say
from assistant.question import Question

_ASKS = (
    ("lead", "responsible", "share", "participate", "alone", "no_lead"),
    ("list", "count", "most", "least", "rank", "each"),
    ("difference", "compare", "met", "unmet", "agree"),
    ("plan", "actual", "code", "category", "unit_of", "doc_number", "issue_date", "issuer", "addressee"),
    ("appoint", "remove", "deadline", "when", "attend", "chair", "speak", "where", "who", "figure", "content"),
)
_MOST = 3  # things asked that are worth naming


def understood(question: Question, language: str) -> str:
    """What is asked, of which names, numbers and dates, about which words that are left."""
    asked = [say(language, "ask_" + cue) for group in _ASKS for cue in group if question.has(cue)][:_MOST]
    if question.nth:
        asked.insert(0, say(language, "ask_nth", n=question.nth) if question.nth > 0 else say(language, "ask_last"))
    of = [mention.values[0] if mention.kind != "document" else mention.surface for mention in question.mentions]
    of += [
        say(language, "ask_number", kind=say(language, "kind_" + o.kind), n=", ".join(map(str, o.numbers)))
        for o in question.ordinals
    ]
    of += [date.verbatim for date in question.dates]
    words = [_word(term.surface, term.alternatives[0][0]) for term in question.terms if not term.generic]
    return say(
        language,
        "understood",
        asked=_joined(asked or [say(language, "ask_anything")], language),
        of=_of(_joined(of, language), language, bool(words)),
        about=say(language, "about_words", words=_joined(words, language)) if words else "",
    )


def _of(names: str, language: str, more: bool) -> str:
    if language == "zh":
        return names and names + ("中" if more else "的")
    return names and f" of {names}"


def _joined(words: list[str], language: str) -> str:
    return joined(language, ",", dict.fromkeys(words))


def _word(said: str, read: str) -> str:
    return said if said == read else f"{said} ({read})"
