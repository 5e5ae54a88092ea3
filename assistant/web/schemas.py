"""The form of requests and responses, for checking and for the OpenAPI description."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from assistant.web.input import MAX_QUESTION


class TurnIn(BaseModel):
    """One turn of the dialogue; only the user's are read."""

    role: Literal["user", "assistant"]
    content: str


class AskIn(BaseModel):
    """A question, with the turns before it and the documents it may be answered from."""

    question: str = Field(examples=["95号任务谁牵头？"], description=f"1 to {MAX_QUESTION:,} characters")
    history: list[TurnIn] | None = Field(default=None, description="earlier turns, oldest first")
    documents: list[str] | None = Field(default=None, description="ids from /api/v1/documents; all if left out")


class FeedbackIn(BaseModel):
    """What a reader thinks of an answer."""

    question: str
    history: list[TurnIn] | None = Field(default=None, description="the turns before the question, oldest first")
    rating: Literal["up", "down"]
    answer: str | dict[str, Any] | None = None
    comment: str | None = None


class QuoteOut(BaseModel):
    """A verbatim slice: `text` is the canonical text of `file` from `start` to `end`."""

    id: int
    text: str
    document: str
    doc_number: str | None
    date: str | None
    path: list[str]
    label: str
    kind: str
    page: int | None
    file: str
    sha256: str
    start: int
    end: int


class ItemOut(BaseModel):
    """One member of a list answer."""

    label: str
    text: str
    fields: dict[str, Any]
    quotes: list[int]


class ReceiptOut(BaseModel):
    """How complete a list or a count is."""

    kind: str
    matched: int
    checked: int


class ConflictOut(BaseModel):
    """Quotes that say different things about one matter."""

    about: str
    quotes: list[int]


class ComputedOut(BaseModel):
    """A figure computed from quoted figures."""

    value: str
    unit: str
    expression: str
    quotes: list[int]


class AnswerOut(BaseModel):
    """A verified answer."""

    outcome: Literal["answered", "not_found", "declined"]
    answer: str
    items: list[ItemOut]
    quotes: list[QuoteOut]
    receipt: ReceiptOut | None
    conflicts: list[ConflictOut]
    computed: list[ComputedOut]
    understood: str
    reader: str
    index_version: str
    elapsed_ms: float


class HitOut(BaseModel):
    """A passage that was found."""

    text: str
    document: str
    label: str
    kind: str
    path: list[str]
    score: float
    ranks: dict[str, int]
    file: str
    start: int
    end: int


class SearchOut(BaseModel):
    """Passages, best first."""

    results: list[HitOut]


class SourceOut(BaseModel):
    """A slice with its surroundings."""

    file: str
    sha256: str
    start: int
    end: int
    text: str
    before: str
    after: str


class DocumentOut(BaseModel):
    """A document of the archive."""

    id: str
    title: str
    doc_number: str | None
    date: str | None
    issuer: str | None
    issue: str | None
    file: str


class DocumentsOut(BaseModel):
    """All documents of the archive."""

    documents: list[DocumentOut]


class HealthOut(BaseModel):
    """Whether questions are answered, and whether the page is there."""

    status: Literal["ready", "starting"]
    page: bool
    index_version: str
    documents: int


class ProblemOut(BaseModel):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
