"""What readers said of answers becomes drafts of questions, for staff to finish."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from eval.dataset import DatasetError, Gold, Outcome, Question
from eval.reports import short

_CHINESE = re.compile(r"[㐀-鿿]")
_GOLD = 60  # characters of a quote that are enough to find it again


def drafts(path: Path) -> list[Question]:
    """One draft for each dialogue, with what its last reader said; DatasetError where there is no feedback."""
    entries: dict[tuple[str, ...], Mapping[str, Any]] = {}
    for entry in _entries(path):
        before = [turn["content"].strip() for turn in entry.get("history") or () if turn["role"] == "user"]
        entries[*before, entry["question"].strip()] = entry
    return [_draft(f"f{number:03}", turns, entry) for number, (turns, entry) in enumerate(entries.items(), 1)]


def _entries(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        remedy = "nobody has rated an answer yet, or GAZETTE_HOME is another"
        raise DatasetError(f"{path} cannot be read ({error}): {remedy}") from error
    for number, line in enumerate(lines, 1):
        try:
            entry = json.loads(line)
            entry["question"].strip()
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DatasetError(f"{path}, line {number}: this is no feedback ({error!r}); delete the line") from error
        yield entry


def _draft(id_: str, turns: tuple[str, ...], entry: Mapping[str, Any]) -> Question:
    """A draft; an answer that was liked brings what it said and quoted, one that was not brings only its outcome."""
    answer = _answer(entry.get("answer"))
    liked = entry.get("rating") == "up"
    rating = f"{entry.get('time', '')} rated {entry.get('rating', '?')}; {entry.get('comment') or 'no comment'}"
    return Question(
        id=id_,
        turns=turns,
        language="zh" if _CHINESE.search(turns[-1]) else "en",
        kind="feedback",
        outcome=_outcome(answer) if liked else "answered",
        items=tuple(item["label"] for item in answer.get("items") or ()) or None if liked else None,
        matched=(answer.get("receipt") or {}).get("matched") if liked else None,
        gold=tuple(_gold(quote) for quote in answer.get("quotes") or ()) if liked else (),
        note=f"{rating}; answer was: {short(str(answer.get('answer', '')))}",
        draft=True,
    )


def _answer(kept: Any) -> Mapping[str, Any]:
    """The answer as the API gave it; a page may have kept its sentence only."""
    return kept if isinstance(kept, dict) else {"answer": kept or ""}


def _outcome(answer: Mapping[str, Any]) -> Outcome:
    known: dict[Any, Outcome] = {outcome: outcome for outcome in get_args(Outcome)}
    return known.get(answer.get("outcome"), "answered")


def _gold(quote: Mapping[str, Any]) -> Gold:
    """The longest line of a quote, shortened: enough to see whether a later answer quotes the same place."""
    longest = max(quote["text"].splitlines(), key=len, default="").strip()
    return Gold(quote["file"], longest[:_GOLD])
