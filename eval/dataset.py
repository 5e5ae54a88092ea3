"""Question sets as JSON Lines: one question a line, checked with the line number in the error."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

Outcome = Literal["answered", "not_found", "declined"]
Language = Literal["zh", "en"]
HELD_OUT = "test"  # a set whose name begins so is never shown question by question
GROUPS_IN_ITEMS = ("list", "count")


class DatasetError(ValueError):
    """A question set that cannot be used; the message names the file, the line and what to change."""


@dataclass(frozen=True, slots=True)
class Gold:
    """An excerpt that a right answer must quote, verbatim, in a file of the index."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what a right answer must say, list and quote; eval/README.md describes each field."""

    id: str
    turns: tuple[str, ...]
    language: Language
    kind: str
    outcome: Outcome
    corpus: str = "gazette"
    accepted: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[str, ...] = ()
    items: tuple[str, ...] | None = None
    matched: int | None = None
    gold: tuple[Gold, ...] = ()
    note: str = ""
    generated: bool = False
    draft: bool = False

    @property
    def lists(self) -> bool:
        """Whether what is accepted may stand in the items as well as in the sentence."""
        return self.items is not None or self.matched is not None or self.kind in GROUPS_IN_ITEMS

    @property
    def digest(self) -> str:
        """Changes with the question, so that a stored result of another wording is not taken for this one's."""
        return hashlib.sha256(json.dumps(asdict(self), ensure_ascii=False).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of one file; of a set that is held out only totals are shown."""

    name: str
    questions: tuple[Question, ...]
    held_out: bool = False


def read_set(path: Path, held_out: bool = False) -> QuestionSet:
    """Read a set from .jsonl, .csv or .xlsx; DatasetError with the line where one cannot be used."""
    from eval.sheet import read_sheet

    try:
        rows = read_sheet(path) if path.suffix.lower() in (".csv", ".xlsx") else _json_lines(path)
        questions = {place: from_plain(row, place) for place, row in rows}
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(
            f"{path} cannot be read ({error}): give a question set as UTF-8 .jsonl, .csv or .xlsx"
        ) from error
    if not questions:
        raise DatasetError(f"{path} holds no question: put at least one line into it")
    _check_ids(questions)
    return QuestionSet(path.stem, tuple(questions.values()), held_out or path.name.startswith(HELD_OUT))


def write_set(path: Path, questions: Iterable[Question]) -> None:
    """Write a set as JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(plain(question), ensure_ascii=False) + "\n" for question in questions]
    path.write_text("".join(lines), encoding="utf-8")


def plain(question: Question) -> dict[str, Any]:
    """A question as JSON holds it; the marks of generated questions and drafts only where they are set."""
    body = asdict(question)
    return {name: value for name, value in body.items() if value or name not in ("generated", "draft")}


def _json_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        place = f"{path}, line {number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise DatasetError(f"{place}: this is no JSON ({error}); write one object a line") from error
        if not isinstance(row, dict):
            raise DatasetError(f"{place}: a question is a JSON object, not {type(row).__name__}")
        yield place, row


def from_plain(row: dict[str, Any], place: str) -> Question:
    """A row as a question; DatasetError names the place and the field."""
    unknown = set(row) - {field.name for field in fields(Question)}
    if unknown:
        raise DatasetError(f"{place}: unknown field {', '.join(sorted(unknown))}; eval/README.md lists the fields")
    _check(row, place)
    return Question(
        **{name: row[name] for name in ("id", "language", "kind", "outcome")},
        **{name: row[name] for name in ("corpus", "matched", "note", "generated", "draft") if name in row},
        turns=tuple(row["turns"]),
        accepted=tuple(tuple(group) for group in row.get("accepted") or ()),
        forbidden=tuple(row.get("forbidden") or ()),
        items=None if row.get("items") is None else tuple(row["items"]),
        gold=tuple(Gold(gold["file"], gold["text"]) for gold in row.get("gold") or ()),
    )


def _check(row: dict[str, Any], place: str) -> None:
    def need(good: bool, field: str, wanted: str) -> None:
        if not good:
            raise DatasetError(
                f"{place}: `{field}` must be {wanted}, not {json.dumps(row.get(field), ensure_ascii=False)}"
            )

    for field in ("id", "kind"):
        need(isinstance(row.get(field), str) and bool(row[field].strip()), field, "a text")
    need(_texts(row.get("turns")) and bool(row["turns"]), "turns", "a list of one or more questions")
    for field, kind in (("language", Language), ("outcome", Outcome)):
        need(row.get(field) in get_args(kind), field, "one of " + ", ".join(get_args(kind)))
    groups = row.get("accepted") or []
    need(
        isinstance(groups, list) and all(_texts(group) and group for group in groups),
        "accepted",
        "a list of lists of texts",
    )
    need(_texts(row.get("forbidden") or []), "forbidden", "a list of texts")
    need(
        row.get("items") is None or (isinstance(row["items"], list) and _texts(row["items"])),
        "items",
        "a list of labels or null",
    )
    matched = row.get("matched")
    need(matched is None or (type(matched) is int and matched >= 0), "matched", "a whole number or null")
    gold = row.get("gold") or []
    excerpts = isinstance(gold, list) and all(
        isinstance(g, dict) and _texts([g.get("file"), g.get("text")]) for g in gold
    )
    need(excerpts, "gold", "a list of {file, text}")


def _texts(value: Any) -> bool:
    """Whether this is a list of texts of which none is empty."""
    return isinstance(value, list | tuple) and all(isinstance(text, str) and text.strip() for text in value)


def _check_ids(questions: Mapping[str, Question]) -> None:
    places: dict[str, str] = {}
    for place, question in questions.items():
        if question.id in places:
            raise DatasetError(f"{place}: the id {question.id!r} stands twice; {places[question.id]} has it too")
        places[question.id] = place
