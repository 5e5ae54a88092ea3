"""How often the right text comes first: python -m vectorstore.models.evaluate --data DIR [--model FOLDER]."""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from vectorstore.embedding import BUNDLED, StaticEmbeddings
from vectorstore.models.data import held_out, parallel, reading_comprehension

_YEARS = (2024, 2025, 2026)
_PASSAGE_LINES = 8
_QUESTION_WORDS = (7, 12)

Task = tuple[list[str], list[tuple[str, int]]]


def passages(lines: Sequence[tuple[str, str]], seed: int) -> Task:
    """Running (Chinese, English) lines as passages, and part of each English line as a question for its passage."""
    draw = random.Random(seed)  # noqa: S311 - a fixed sample, no secret
    texts = ["".join(zh for zh, _ in lines[at : at + _PASSAGE_LINES]) for at in range(0, len(lines), _PASSAGE_LINES)]
    questions = []
    for number, (_, english) in enumerate(lines):
        found = english.split()
        if len(found) >= _QUESTION_WORDS[0] - 1:
            size = draw.randint(*_QUESTION_WORDS)
            first = draw.randint(0, max(0, len(found) - size))
            questions.append((" ".join(found[first : first + size]), number // _PASSAGE_LINES))
    return texts, questions


def tasks(data: Path) -> dict[str, list[Task]]:
    """Held-out tasks by name; the ntrex one is held out only from models trained with --without ntrex."""
    years = [held_out(data, year) for year in _YEARS]
    reports = [passages([(zh[at], en) for en, at in questions], 3) for zh, questions in years]
    return {
        "work reports, English sentence to Chinese sentence of the year": years,
        "work reports, part of an English sentence to Chinese passage of the year": reports,
        "ntrex, part of an English sentence to Chinese passage": [passages(parallel(data, "ntrex"), 3)],
        "cmrc2018_dev, Chinese question to passage": [reading_comprehension(data)],
    }


def recalls(model: StaticEmbeddings, task: Sequence[Task], depths: Sequence[int] = (1, 5, 10)) -> list[float]:
    """The share of questions whose text is among the first k, over all parts of a task; equal scores count against."""
    ranks = []
    for texts, questions in task:
        scores = model.encode_queries([question for question, _ in questions]) @ model.encode(texts).T
        gold = np.array([number for _, number in questions])
        own = scores[np.arange(len(gold)), gold][:, None]
        ranks.append((scores >= own).sum(axis=1) - 1)
    found = np.concatenate(ranks)
    return [float((found < depth).mean()) for depth in depths]


def report(model: StaticEmbeddings, data: Path) -> str:
    """A line a task."""
    lines = []
    for name, task in tasks(data).items():
        figures = "  ".join(f"R@{k} {value:.3f}" for k, value in zip((1, 5, 10), recalls(model, task), strict=True))
        size = sum(len(questions) for _, questions in task)
        lines.append(f"{figures}  {name} ({size} questions)")
    return "\n".join(lines)


def main() -> None:
    """Print the figures of a model."""
    parser = argparse.ArgumentParser(description="Recall of a static model on held-out data.")
    parser.add_argument("--data", type=Path, required=True, help="the folder with the training and test files")
    parser.add_argument("--model", type=Path, default=BUNDLED, help="a folder with a static model")
    arguments = parser.parse_args()
    sys.stdout.write(report(StaticEmbeddings(arguments.model), arguments.data) + "\n")


if __name__ == "__main__":
    main()
