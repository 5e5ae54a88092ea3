"""What a question, a history and a search may be; the sentences that refuse the rest."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from assistant.answer import Turn

MAX_QUESTION = 2_000
MAX_TURNS = 200
MAX_RESULTS = 50
_LINE = "\t\n\r"


class InputError(ValueError):
    """Input that cannot be used; the message is a sentence for the user."""


def _forbidden(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") and character not in _LINE


def check_text(text: str, what: str) -> str:
    """The text itself where it has 1 to 2,000 printable characters; raises InputError."""
    if any(map(_forbidden, text)):
        bad = next(filter(_forbidden, text))
        raise InputError(f"{what} holds the control character or lone surrogate U+{ord(bad):04X}: remove it.")
    if all(character.isspace() or unicodedata.category(character) == "Cf" for character in text):
        raise InputError(f"{what} is empty: write 1 to {MAX_QUESTION:,} characters.")
    if len(text) > MAX_QUESTION:
        raise InputError(f"{what} has {len(text):,} characters: shorten it to {MAX_QUESTION:,} or fewer.")
    return text


def check_history(history: Sequence[Turn]) -> tuple[Turn, ...]:
    """The history where its user's turns are usable; the assistant's are never read. Raises InputError."""
    if len(history) > MAX_TURNS:
        raise InputError(f"The history has {len(history)} turns: send the last {MAX_TURNS} or fewer.")
    for number, turn in enumerate(history, 1):
        if turn.role == "user":
            check_text(turn.content, f"Turn {number} of the history")
    return tuple(history)


def check_documents(wanted: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """The document ids where all are known; raises InputError naming those that are not."""
    wanted, known = tuple(wanted), frozenset(known)
    if unknown := [name for name in wanted if name not in known]:
        shown = ", ".join(ascii(name[:80]) for name in unknown[:5])
        raise InputError(f"Unknown document ids: {shown}; GET /api/v1/documents lists the known ones.")
    return wanted
