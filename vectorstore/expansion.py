"""English words of a question as Chinese terms to search for, through the bilingual lexicon."""

from __future__ import annotations

import re

from vectorstore.lexicon import Lexicon

_LATIN = re.compile(r"[A-Za-z]{2,}")
_TERMS = 5  # Chinese terms an English phrase
_LEAST = 0.05  # probability below which a translation is left out


def expand(question: str) -> list[tuple[str, float]]:
    """Chinese terms with weights up to 1; nothing for a question without Latin words."""
    if not _LATIN.search(question):
        return []
    weights: dict[str, float] = {}
    for translation in Lexicon.load().translate(question):
        for term, probability in translation.terms[:_TERMS]:
            if probability >= _LEAST:
                weights[term] = max(weights.get(term, 0.0), probability)
    return list(weights.items())
