"""The one object that the API, the page, the command line and the evaluation share."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Outcome = Literal["answered", "not_found", "declined"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the dialogue; only the user's are read."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim slice: `text` equals the canonical text of `file` from `start` to `end`."""

    id: int
    text: str
    document: str
    doc_number: str | None
    date: str | None
    path: tuple[str, ...]
    label: str
    kind: str
    page: int | None
    file: str
    sha256: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """One member of a list answer, whole."""

    label: str
    text: str
    fields: dict[str, Any]
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """How complete a list or a count is: matched out of checked records of one kind."""

    kind: str
    matched: int
    checked: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Quotes that say different things about the same matter."""

    about: str
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Computed:
    """A figure that no quote states, with the expression over quoted figures that gives it."""

    value: str
    unit: str
    expression: str
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A verified answer."""

    outcome: Outcome
    answer: str
    items: tuple[Item, ...] = ()
    quotes: tuple[Quote, ...] = ()
    receipt: Receipt | None = None
    conflicts: tuple[Conflict, ...] = ()
    computed: tuple[Computed, ...] = ()
    understood: str = ""
    reader: str = "records"
    index_version: str = ""
    elapsed_ms: float = 0.0
    language: str = "zh"
    extra: dict[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form of the contract."""
        body = asdict(self)
        body.update(body.pop("extra"))
        return body
