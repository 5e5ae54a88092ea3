"""What is asked of the records, in one frozen form: kind, filters, aggregate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from ingest.model import Record, RecordKind

Operator = Literal[
    "is", "has", "contains", "between", "below", "above", "at_most", "at_least", "equal", "within", "absent", "wordy"
]  # fmt: skip
Aggregate = Literal["list", "count", "group"]


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on one field of a record; `said` is how the question put it.

    `field`: "label", "number", "text", "date", "path", "document" or a key of `Record.fields`; "units" stands for
    leads, shared and participants together; "cells" for any cell, "cells.<header>" for one. `value`: what `op` needs;
    a tuple means any of its members; for `between` a pair of ISO dates; for the comparisons a number, or the field of
    the same record that is compared with. "has" looks at the members of a cell that lists several; "wordy" is a field
    that states no figure.
    """

    field: str
    op: Operator
    value: Any
    said: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """Records of one kind that meet every filter, listed, counted or grouped by a field."""

    kind: RecordKind
    filters: tuple[Filter, ...] = ()
    aggregate: Aggregate = "list"
    group_by: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """Every match, out of how many records were checked; `groups` in falling order of size."""

    query: Query
    matched: tuple[Record, ...]
    checked: int
    groups: tuple[tuple[str, tuple[Record, ...]], ...] = ()
