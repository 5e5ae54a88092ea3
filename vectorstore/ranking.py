"""The order of the candidates that the two sides found: their scores, and what a look at each passage adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from re import Pattern

from ingest.fold import contains
from ingest.model import Chunk
from vectorstore.asking import answers
from vectorstore.evidence import Evidence

SIGNALS = ("covered", "evidence", "label", "answer", "heading")


@dataclass(frozen=True, slots=True)
class Looks:
    """A question as passages are looked at for it; `information` are its terms with their shares of its meaning."""

    evidence: Evidence
    information: Mapping[str, float]
    answers: Sequence[Pattern[str]]

    @classmethod
    def of(cls, question: str, information: Mapping[str, float]) -> Looks:
        return cls(Evidence.of(question), information, answers(question))

    def at(self, chunk: Chunk, folded: str, own: str) -> dict[str, float]:
        """The signals of a passage, each from 0 to 1; `folded` is all of it with its breadcrumb, `own` its text."""
        return {
            "covered": sum(share for term, share in self.information.items() if _has(folded, term)),
            "evidence": self.evidence.share(folded) if self.evidence else 0.0,
            "label": float(bool(self.evidence) and self.evidence.labels(chunk)),
            "answer": sum(bool(look.search(own)) for look in self.answers) / len(self.answers) if self.answers else 0.0,
            "heading": float(chunk.kind == "heading"),
        }


def _has(folded: str, term: str) -> bool:
    return contains(term, folded) if term[0].isdecimal() or term[-1].isdecimal() else term in folded
