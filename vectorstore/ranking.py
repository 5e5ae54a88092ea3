"""The order of the candidates that the two sides found: their scores, and what a look at each passage adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from re import Pattern

from ingest.fold import contains
from ingest.model import Chunk
from vectorstore.asking import answers
from vectorstore.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Looks:
    """A question as passages are looked at for it; `terms` and `numbers` have their shares of what it says."""

    evidence: Evidence
    terms: tuple[tuple[str, float], ...]
    numbers: tuple[tuple[str, float], ...]  # terms that begin or end with a digit: they must not be cut
    answers: Sequence[Pattern[str]]

    @classmethod
    def of(cls, question: str, information: Mapping[str, float]) -> Looks:
        numbers = {term: share for term, share in information.items() if term[0].isdecimal() or term[-1].isdecimal()}
        terms = tuple((term, share) for term, share in information.items() if term not in numbers)
        return cls(Evidence.of(question), terms, tuple(numbers.items()), answers(question))

    def at(self, chunk: Chunk, folded: str, own: str) -> dict[str, float]:
        """The signals of a passage, each from 0 to 1; `folded` is all of it with its breadcrumb, `own` its text."""
        covered = sum([share for term, share in self.terms if term in folded])
        covered += sum([share for term, share in self.numbers if contains(term, folded)])
        evidence = self.evidence
        return {
            "covered": covered,
            "evidence": evidence.share(folded) if evidence else 0.0,
            "label": float(bool(evidence) and evidence.labels(chunk)),
            "answer": sum(bool(look.search(own)) for look in self.answers) / len(self.answers) if self.answers else 0.0,
            "heading": float(chunk.kind == "heading"),
        }
