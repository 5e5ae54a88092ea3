"""Who holds which post where: the titles and the organisation that stand before a name, in sentences and lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.corpus import Corpus
from assistant.evidence import Evidence
from assistant.titles import rows_before, title_before
from ingest.fold import fold
from ingest.model import Record


@dataclass(frozen=True, slots=True)
class Holding:
    """A person under some titles at one place; `row` is the folded text that belongs to the name, its body included."""

    name: str
    titles: tuple[str, ...]
    row: str
    evidence: Evidence
    event: Record | None = None  # the event that the place tells of
    elsewhere: bool = False  # a member's post in another body than the one that lists it

    @property
    def printed(self) -> str:
        """The titles as they are printed, or that of the row in which somebody is named without one."""
        record = self.evidence.record
        if record is not None and record.kind == "member":
            return " ".join(str(record.fields.get(key) or "") for key in ("role", "post")).strip()
        return "、".join(self.titles) or title_before(self.name, self.evidence.reading)


@lru_cache(maxsize=2)
def holdings(corpus: Corpus) -> tuple[Holding, ...]:
    """All persons of an index under their titles, read once."""
    sentences: dict[str, list[Evidence]] = defaultdict(list)
    for item in corpus.evidence.items:
        if item.parent is not None and item.record is None:
            sentences[item.parent.id].append(item)
    return tuple(found for name in corpus.names.people for found in _of(name, corpus, sentences))


def _of(name: str, corpus: Corpus, sentences: Mapping[str, Sequence[Evidence]]) -> Iterator[Holding]:
    for index in sorted(corpus.evidence.holding(fold(name))):
        item = corpus.evidence.items[index]
        record = item.record
        if record is not None and record.kind == "event":
            yield from _of_event(name, record, item, sentences.get(record.id, ()), corpus)
        elif record is not None and record.kind == "member" and record.fields.get("name") == name:
            body, role, post = (str(record.fields.get(key) or "") for key in ("body", "role", "post"))
            yield Holding(name, (role,), fold(f"{body} {role}"), item)
            yield Holding(name, tuple(post.split("、")), fold(f"{body} {role} {post}"), item, elsewhere=True)
        elif item.parent is None or item.parent.kind != "event":
            yield from (Holding(name, t, fold(row), item) for t, row in _rows(name, item.reading, corpus))


def _of_event(
    name: str, record: Record, item: Evidence, sentences: Sequence[Evidence], corpus: Corpus
) -> Iterator[Holding]:
    """The places of a name in an event, each with its sentence; one that a page break parts is the whole event's."""
    for titles, row in _rows(name, record.text, corpus):
        sentence = next((part for part in sentences if row + name in part.reading), item)
        yield Holding(name, titles, fold(row), sentence, record)


def _rows(name: str, text: str, corpus: Corpus) -> Iterator[tuple[tuple[str, ...], str]]:
    """The rows before a name that say what somebody is, or whose others do."""
    for titles, row in rows_before(name, text, corpus.names.people):
        beside = "、" in row and any(other in row for other in corpus.names.people)
        if titles or beside or row.endswith("领导"):
            yield titles, row
