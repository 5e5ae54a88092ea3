"""Regulations and numbered lists of an index: which one a question means, and its chapters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from assistant.corpus import Corpus
from assistant.question import Question
from assistant.reading import find, in_scope, newest, scoped, title_scores
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record

_PASSED = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日.*(?:通过|公布|批准)")
_NAMED = 4.5  # about two pairs of characters that no other title has
_SAID = 0.3  # least score of the article that a question's words describe
Groups = Mapping[tuple[str, str], tuple[Record, ...]]


@lru_cache(maxsize=2)
def grouped(corpus: Corpus) -> Groups:
    """All articles by document and regulation, in order."""
    found: dict[tuple[str, str], list[Record]] = {}
    for record in corpus.of_kind["article"]:
        found.setdefault((record.document_id, title_of(record, corpus)), []).append(record)
    return {key: tuple(articles) for key, articles in found.items()}


def title_of(record: Record, corpus: Corpus) -> str:
    """The regulation an article belongs to; a line that says when it was passed is no title."""
    regulation = str(record.fields.get("regulation") or "")
    return corpus.document[record.document_id].title if not regulation or _PASSED.search(regulation) else regulation


def regulations(question: Question, corpus: Corpus) -> Groups:
    """The articles in the question's scope by document and regulation, in order."""
    scope = in_scope(question, corpus)
    return {k: v for k, v in grouped(corpus).items() if k[0] in scope}


def named(question: Question, corpus: Corpus, groups: Groups) -> tuple[Record, ...]:
    """The articles of the regulation that a question names or describes by its title; empty where none stands out."""
    said = {fold(m.surface).strip("《》") for m in question.named("document")}
    exact = [v for (_, regulation), v in groups.items() if fold(regulation).strip("《》") in said]
    if len(exact) == 1:
        return exact[0]
    scores = title_scores(question, corpus, {key: fold(key[1]) for key in groups})
    best = max(scores.values(), default=0.0)
    top = [key for key, score in scores.items() if score == best]
    if len(top) == 1 and (best >= _NAMED or len(groups) == 1):
        return groups[top[0]]
    scope = scoped(question, corpus)
    inside = [records for (document_id, _), records in groups.items() if document_id in scope]
    return inside[0] if len(inside) == 1 and len(scope) == 1 else ()


def numbered(
    number: int, question: Question, corpus: Corpus, groups: Groups, terms: Sequence[Term]
) -> Record | Sequence[Record]:
    """The article with a number in the regulation meant; where it has none such, all its articles; else none."""
    meant = named(question, corpus, groups)
    here = [r for records in ([meant] if meant else groups.values()) for r in records if r.fields["number"] == number]
    said = [t for t in terms if not t.generic]
    if said and not (meant and len(here) == 1):
        wanted = {r.id: r for r in here}
        found = find(question, corpus, terms, ("article",))
        best = next((m for m in found if m.evidence.record and m.evidence.record.id in wanted), None)
        if best and best.evidence.record and best.score > _SAID:
            return wanted[best.evidence.record.id]
        if here and not meant and any(t.naming for t in said):
            return ()  # what the question describes is none of those that have the number
    printed = [r for r in here if statutory(r, corpus)]
    latest = newest(printed or here, corpus)
    if latest:
        return latest[0]
    return meant or newest([r for records in groups.values() for r in records], corpus)


def statutory(record: Record, corpus: Corpus) -> bool:
    """Whether an article is printed as 第X条 and not as an item of a list."""
    return corpus.index.file_of(record.document_id).text[record.span.start] == "第"


def chapters(records: Sequence[Record]) -> list[str]:
    """The chapters of a regulation in order."""
    return [c for c in dict.fromkeys(str(r.fields.get("chapter") or "") for r in records) if c]
