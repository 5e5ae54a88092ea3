"""Words of a question that no table has as said: those like a category, cut from a header, ill translated."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.corpus import Corpus
from assistant.names import Table, bare
from assistant.question import Question
from assistant.reading import content
from assistant.words import Term
from ingest.fold import fold

_ALIKE, _APART = 0.45, 0.15  # how alike a word and a category are, and how much more than any other category
_SINGLED_OUT = 3  # words that tell a table from all others


def like_category(term: Term, tables: Sequence[Table], corpus: Corpus) -> tuple[str, ...]:
    """The categories of one name whose words are by far the most alike to a word: drama for 传统戏剧."""
    names = list(dict.fromkeys(bare(c) for t in tables for c in t.categories))
    if len(names) < 2 or not term.naming:
        return ()
    asked = corpus.word_vectors(corpus.word_rows([term.surface]))[0]
    alike = {}
    for name in names:
        words = [name, *(w for w, _, _, _ in corpus.segmenter.words(fold(name)) if len(w) > 1)]
        alike[name] = float((corpus.word_vectors(corpus.word_rows(words)) @ asked).max())
    best, second = sorted(names, key=lambda name: -alike[name])[:2]
    if alike[best] < _ALIKE or alike[best] - alike[second] < _APART:
        return ()
    return tuple(c for c in dict.fromkeys(c for t in tables for c in t.categories) if bare(c) == best)


def forgiven(question: Question, unbound: Sequence[Term], tables: Sequence[Table], above: str) -> bool:
    """Whether one English word may go unbound: its translation may miss the table, which other words single out."""
    if question.language == "zh" or len(unbound) != 1 or len({t.key for t in tables}) != 1:
        return False
    if unbound[0].proper or unbound[0].alternatives[0][0].isascii():
        return False
    around = fold(tables[0].caption) + above + "".join(map(fold, tables[0].headers))
    named = [t for t in content(question) if t.naming and not t.generic]
    said = [t for t in named if any(w in around for w, weight in t.alternatives if weight >= 0.75)]
    return len(said) >= _SINGLED_OUT


def crosses(question: Question, term: Term, headers: Sequence[str]) -> bool:
    """Whether a word was cut out of a header that the question says: 招数 in 扩招数."""
    said = [(m.start(), m.end()) for h in headers if len(h) > 1 for m in re.finditer(re.escape(h), question.folded)]
    return any(start < term.end and term.start < end for start, end in said)
