"""The lexicon's entries: the likeliest terms of English phrases, and Chinese words that share meanings."""

from __future__ import annotations

import gzip
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from vectorstore.models.evidence import Evidence

Terms = dict[str, list[tuple[str, float]]]

_TERMS = 8
_LEAST = 0.05
_LONGEST_TERM = 10
_SYNONYM_LEAST = 0.1
_MEANING = 2.0  # a meaning in the dictionary counts as so many occurrences
_HOMONYM = 0.35


def translations(shares: Mapping[str, Mapping[str, float]]) -> Terms:
    """The likeliest terms of each phrase."""
    result = {}
    for phrase, terms in shares.items():
        ranked = sorted(terms.items(), key=lambda item: (-item[1], item[0]))[:_TERMS]
        if kept := [(term, p) for term, p in ranked if p >= _LEAST and len(term) <= _LONGEST_TERM]:
            result[phrase] = kept
    return result


def synonyms(evidence: Evidence) -> Terms:
    """For each Chinese word those that the same English stands for: a walk over English and back, both ways alike."""
    joint = _joint(evidence)
    english: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for phrase, terms in joint.items():
        for term, count in terms.items():
            english[term][phrase] = count
    walks = {term: _walk(term, english, joint) for term in english}
    known = {word for words in evidence.meanings.values() for word in words if evidence.frequency[word] >= 2}
    result = {}
    for term, walk in walks.items():
        if len(term) > 1 and evidence.frequency[term]:
            others = [other for other in walk if other in known and len(other) > 1 and _apart(term, other)]
            near = [(other, _likeness(term, other, walks) * _trust(term, other, english)) for other in others]
            ranked = sorted((pair for pair in near if pair[1] >= _SYNONYM_LEAST), key=lambda pair: (-pair[1], pair[0]))
            if ranked:
                result[term] = ranked[:_TERMS]
    return result


def _joint(evidence: Evidence) -> dict[str, dict[str, float]]:
    """Weights of (English phrase, Chinese term): the root of the count, so that rare meanings are heard."""
    result = {}
    for phrase in sorted({*evidence.aligned, *evidence.meanings}):
        counts = {term: count for term, count in evidence.aligned.get(phrase, {}).items() if count >= 1}
        for term in evidence.meanings.get(phrase, set()):
            counts[term] = counts.get(term, 0.0) + _MEANING
        if counts:
            result[phrase] = {term: math.sqrt(count) for term, count in counts.items()}
    return result


def _walk(
    term: str, english: Mapping[str, Mapping[str, float]], joint: Mapping[str, Mapping[str, float]]
) -> Mapping[str, float]:
    """Where one arrives from a term by way of its English phrases."""
    reached: defaultdict[str, float] = defaultdict(float)
    total = math.fsum(english[term].values())
    for phrase, count in english[term].items():
        fan = math.fsum(joint[phrase].values())
        for other, weight in joint[phrase].items():
            reached[other] += count / total * weight / fan
    return reached


def _likeness(term: str, other: str, walks: Mapping[str, Mapping[str, float]]) -> float:
    """The probability of the walk there and back, measured by that of staying."""
    there, back = walks[term][other], walks[other].get(term, 0.0)
    return min(1.0, math.sqrt(there * back / (walks[term][term] * walks[other][other])))


def _trust(term: str, other: str, english: Mapping[str, Mapping[str, float]]) -> float:
    """One word in common may be a homonym ("fine"); two, a phrase, or a common character make a likeness."""
    shared = english[term].keys() & english[other].keys()
    enough = len(shared) > 1 or any(" " in phrase for phrase in shared) or set(term) & set(other)
    return 1.0 if enough else _HOMONYM


def _apart(term: str, other: str) -> bool:
    """Whether neither holds the other: a word is no synonym of what it is part of."""
    return term not in other and other not in term


def write_lexicon(path: Path, *tables: Mapping[str, Sequence[tuple[str, float]]]) -> None:
    """A line an entry: key, tab, terms with their weights in percent; compressed, and the same for the same entries."""
    merged = {key: terms for table in tables for key, terms in table.items()}
    lines = [
        f"{key}\t" + " ".join(f"{term} {max(1, round(weight * 100))}" for term, weight in terms)
        for key, terms in sorted(merged.items())
    ]
    path.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
