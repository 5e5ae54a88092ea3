"""The collections made of our own question sets: a question needs the excerpts that a right answer must quote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from eval.dataset import Gold, QuestionSet
from eval.retrieval.collection import Collection, Place, Query


def questions(sets: Sequence[QuestionSet], texts: Mapping[str, str]) -> Iterator[Collection]:
    """A collection a set over the texts of an index; a question whose files are not there is left out."""
    for questions in sets:
        queries = tuple(
            Query(question.id, " ".join(question.turns), question.language, question.kind, needs)
            for question in questions.questions
            if question.gold and all(needs := tuple(_places(gold, texts) for gold in question.gold))
        )
        if queries:
            yield Collection(f"{questions.name} questions", texts, queries, False, questions.held_out)


def _places(gold: Gold, texts: Mapping[str, str]) -> tuple[Place, ...]:
    """Everywhere in its file that an excerpt stands."""
    text = texts.get(gold.file, "")
    found = []
    at = text.find(gold.text)
    while at >= 0:
        found.append(Place(gold.file, at, at + len(gold.text)))
        at = text.find(gold.text, at + 1)
    return tuple(found)
