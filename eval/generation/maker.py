"""What the makers of questions share: the records of a file, a draw with a fixed seed, and the phrasing."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args

from eval.dataset import Gold, Language, Question
from ingest.model import Parsed, Record, RecordKind

T = TypeVar("T")
SHOWN = 3  # gold excerpts of a list, however long it is
LONG = 20  # a list of more members is counted but not asked for
_EXCERPT = 60  # characters
_MONTHS = "January February March April May June July August September October November December"


@dataclass
class Maker:
    """Makes questions about one file; `each` is how many records of a kind are drawn for a sort of question."""

    parsed: Parsed
    each: int = 6
    seed: int = 1
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def records(self, kind: RecordKind) -> list[Record]:
        return [record for record in self.parsed.records if record.kind == kind]

    def draw(self, candidates: Sequence[T], count: int | None = None) -> list[T]:
        """Some of the candidates, the same ones each time, in their order."""
        wanted = min(len(candidates), self.each if count is None else count)
        return [candidates[index] for index in sorted(self._random.sample(range(len(candidates)), wanted))]

    def document_title(self, record: Record) -> str:
        return next(document.title for document in self.parsed.documents if document.id == record.document_id)

    def gold(self, *records: Record) -> tuple[Gold, ...]:
        """An excerpt of the first lines of a few records, verbatim."""
        return tuple(gold for record in records[:SHOWN] if (gold := self._excerpt(record)))

    def _excerpt(self, record: Record) -> Gold | None:
        lines = self.parsed.source.text[record.span.start : record.span.end].splitlines()
        text = next((line.strip()[:_EXCERPT] for line in lines if line.strip()), "")
        return Gold(self.parsed.source.name, text) if text else None

    def both(
        self, phrase: str, kind: str, values: dict[str, Any], english: dict[str, Any] | None = None, **truth: Any
    ) -> Iterator[Question]:
        """The question in both languages, `english` in place of some values; the ids are given at the end."""
        for language in get_args(Language):
            spoken = values | (english or {}) if language == "en" else values
            text = phrases()[phrase][language].format(**spoken)
            body = {"outcome": "answered", "corpus": self.parsed.source.name, **truth}
            yield Question(id="", turns=(text,), language=language, kind=kind, generated=True, **body)


@cache
def phrases() -> dict[str, dict[str, Any]]:
    """How each sort of question is put, by language, and the names of fields, roles and actions."""
    return tomllib.loads((Path(__file__).parent / "phrasing.toml").read_text("utf-8"))


def name_of(word: str, language: Language) -> str:
    """What a field, a role or an action is called in a question; an unknown one is quoted as it is printed."""
    known = phrases()["names"].get(word, {})
    return known.get(language) or (word if language == "zh" else f"“{word}”")


def month_name(month: int) -> str:
    return _MONTHS.split()[month - 1]
