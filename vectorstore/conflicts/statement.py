"""What a place of the index states: of what, when, and how; and two places that do not agree."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Literal

from ingest.model import Document, Span

Kind = Literal["figure", "qualifier", "level", "stage"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is stated: a sentence or a table row, as a slice of its file."""

    file: str
    document: Document
    span: Span
    text: str
    path: tuple[str, ...] = ()
    label: str = ""
    table: str = ""  # the caption of the table a row stands in


@dataclass(frozen=True, slots=True)
class Period:
    """The time a statement is about: a year or a plan's years, and whether as planned or as it came; "" is not said."""

    time: str
    mode: Literal["plan", "actual", ""] = ""

    def overlaps(self, other: Period) -> bool:
        """Whether both may speak of the same."""
        return self.time == other.time and (self.mode == other.mode or not self.mode or not other.mode)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said of a subject. `measure`: what can be compared with each other; `value`: what must agree."""

    subject: str  # folded, without verbs and the value
    measure: str
    value: Hashable
    said: str
    period: Period
    place: Place


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements of the same thing that differ."""

    about: str
    kind: Kind
    first: Statement
    second: Statement
