"""Fits the weights of assistant/relevance.py to question sets: which candidate answers, and whether it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant import relevance, signals
from assistant.evidence import Evidence
from assistant.question import Question as Read
from assistant.question import parse
from eval.dataset import Question, QuestionSet
from eval.run import plan
from eval.score import folded
from eval.stats import least as minimum

if TYPE_CHECKING:
    from eval.target import Library

Array = NDArray[np.float64]

KINDS = frozenset(
    ("lookup_fact", "lookup_task", "lookup_cell", "date", "header", "person", "two_part", "conflict", "false_premise")
)
_L2 = 0.01
# How much a question counts in the fit of the chance: one without an answer; one whose answer was taken out of sight
_SILENT, _HIDDEN = 3.0, 0.25
_RIGHT, _NONE, _REMOVED = 1, 0, 3


@dataclass(frozen=True, slots=True)
class Case:
    """The candidates of one question; `gold` marks those that a right answer quotes."""

    question: Question
    read: Read
    features: Array  # candidates x FEATURES
    gold: Array
    alike: float  # how alike a sentence must be at least that says little of the question
    hidden: bool = False  # its gold was taken out, so that nothing answers


def cases(questions: Iterable[Question], library: Library) -> list[Case]:
    """Questions of one turn that a sentence or record answers, or nothing does, with those that were robbed of it."""
    corpus = library.corpus
    found: list[Case] = []
    for question in questions:
        if len(question.turns) > 1 or (question.outcome == "answered" and question.kind not in KINDS):
            continue
        if question.outcome == "declined":
            continue
        read = parse(question.turns[0], corpus)
        terms = relevance.evidence_terms(read, corpus)
        pool = relevance.candidates(read, corpus, terms)
        if not pool:
            continue
        gold = np.array([float(_is_gold(question, one.evidence, library)) for one in pool])
        least = relevance.least_likeness(read, terms, corpus)
        case = Case(question, read, signals.features(read, corpus, terms, pool), gold, least)
        found.append(case)
        if question.outcome == "answered" and gold.any():
            said = [folded(text) for group in question.accepted for text in group if len(text) > 1]
            keep = [n for n, one in enumerate(pool) if not gold[n] and not any(t in one.evidence.own for t in said)]
            if keep:
                found.append(replace(case, features=case.features[keep], gold=gold[keep], hidden=True))
    return found


def _is_gold(question: Question, item: Evidence, library: Library) -> bool:
    file = library.corpus.index.file_of(item.document_id).name
    window = library.window(file, item.span.start, item.span.end)
    return window is not None and any(g.file == file and window.overlapped_by(g.text) for g in question.gold)


def fit(found: Sequence[Case]) -> str:
    """The weights as the text of assistant/relevance.toml."""
    mean, spread = _scale(np.vstack([case.features for case in found if not case.hidden]))
    rank = _rank([case for case in found if case.gold.any()], mean, spread)
    lines, labels = _best(found, rank / spread)
    mean_best, spread_best = _scale(lines)
    counts = np.select([labels == _RIGHT, labels == _NONE], [1.0, _SILENT], _HIDDEN)
    chance = _logistic((lines - mean_best) / spread_best, (labels == _RIGHT).astype(float), counts)
    plain = chance[:-1] / spread_best
    table = {
        "rank": dict(zip(signals.FEATURES, rank / spread, strict=True)),
        "chance": dict(zip((*signals.FEATURES, *relevance.LEADS), plain, strict=True)),
    }
    text = "# Made by `python -m eval fit`; not to be edited by hand.\n"
    text += f"bias = {chance[-1] - mean_best @ plain:.4f}\n"
    for name, weights in table.items():
        text += f"\n[{name}]\n" + "".join(f"{feature} = {value:.4f}\n" for feature, value in weights.items())
    return text


def _scale(lines: Array) -> tuple[Array, Array]:
    return lines.mean(axis=0), lines.std(axis=0) + 1e-6


def _rank(found: Sequence[Case], mean: Array, spread: Array) -> Array:
    """Weights of the softmax over candidates that makes the gold likeliest."""
    scaled = [((case.features - mean) / spread, case.gold) for case in found]

    def loss(weights: Array) -> tuple[float, Array]:
        total, slope = 0.0, np.zeros_like(weights)
        for lines, gold in scaled:
            scores = lines @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            hit = float(shares @ gold) + 1e-12
            total -= np.log(hit)
            slope -= lines.T @ (shares * gold / hit - shares)
        return float(total / len(scaled) + _L2 * weights @ weights), slope / len(scaled) + 2 * _L2 * weights

    return minimum(loss, len(mean))


def _best(found: Sequence[Case], rank: Array) -> tuple[Array, Array]:
    """The best candidate of each question, and whether it is right (1), nothing is (0) or its gold was hidden (3)."""
    lines, labels = [], []
    for case in found:
        meets = relevance.meeting(case.features, case.alike)
        if not meets.any():
            continue
        scores = np.where(meets, case.features @ rank, -np.inf)
        first = int(np.argmax(scores))
        label = _REMOVED if case.hidden else _RIGHT if case.gold[first] else _NONE
        if case.question.outcome == "answered" and label == _NONE:
            continue  # a wrong sentence first says nothing of whether there is an answer
        lines.append([*case.features[first], *relevance.leads(scores, case.read)[first]])
        labels.append(label)
    return np.array(lines), np.array(labels)


def _logistic(lines: Array, labels: Array, counts: Array) -> Array:
    """Weights, the bias last, of a logistic regression in which each line counts so much."""

    def loss(weights: Array) -> tuple[float, Array]:
        chance = 1 / (1 + np.exp(-(lines @ weights[:-1] + weights[-1])))
        likely = labels * np.log(chance + 1e-9) + (1 - labels) * np.log(1 - chance + 1e-9)
        off = (chance - labels) * counts
        slope = np.append(lines.T @ off / len(labels) + 2 * _L2 * weights[:-1], off.mean())
        return float(-(likely * counts).mean() + _L2 * weights[:-1] @ weights[:-1]), slope

    return minimum(loss, lines.shape[1] + 1)


def write(sets: Sequence[QuestionSet], libraries: Sequence[Library], path: Path) -> int:
    """Fit to the questions that these libraries hold the files of; returns how many cases there were."""
    jobs = plan(sets, libraries).jobs
    found = [
        case
        for library in libraries
        for case in cases([job.question for job in jobs if job.target is library], library)
    ]
    path.write_text(fit(found), "utf-8")
    return len(found)
