"""Puts every question of some sets to a target and scores the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from eval.dataset import Question, QuestionSet
from eval.results import Result, Store
from eval.score import rank_of, score, stage
from eval.target import Target

DEPTH = 10  # how many passages of the search are looked at for the gold excerpts


@dataclass(frozen=True, slots=True)
class Job:
    """A question with the target whose index can answer it."""

    set: QuestionSet
    question: Question
    target: Target


@dataclass(frozen=True, slots=True)
class Plan:
    """What can be asked, and why the rest cannot."""

    jobs: tuple[Job, ...]
    skipped: tuple[tuple[str, str], ...]  # name of the set, reason; one a question


def plan(sets: Sequence[QuestionSet], targets: Sequence[Target]) -> Plan:
    """Give each question to the first target that holds all files it needs."""
    jobs: list[Job] = []
    skipped: list[tuple[str, str]] = []
    for questions in sets:
        needs = _needs(questions)
        for question in questions.questions:
            files = {gold.file for gold in question.gold} or needs[question.corpus]
            target = next((target for target in targets if files <= target.files), None)
            if question.draft:
                skipped.append((questions.name, "still a draft"))
            elif target is None:
                skipped.append((questions.name, "its files are not in the index"))
            else:
                jobs.append(Job(questions, question, target))
    return Plan(tuple(jobs), tuple(skipped))


def _needs(questions: QuestionSet) -> dict[str, set[str]]:
    """Per corpus all files that its questions quote: one without an answer is fair only where all of them are there."""
    needs: dict[str, set[str]] = {}
    for question in questions.questions:
        needs.setdefault(question.corpus, set()).update(gold.file for gold in question.gold)
    return needs


def evaluate(
    jobs: Iterable[Job], store: Store, threads: int = 1, done: Callable[[], object] = lambda: None
) -> Iterator[Result]:
    """The results in the order of the jobs; `done` is called after each."""
    with ThreadPoolExecutor(threads) as pool:
        for result in pool.map(lambda job: _stored(job, store), jobs):
            done()
            yield result


def _stored(job: Job, store: Store) -> Result:
    """The earlier result of a job, or a new one, which is kept unless its set is held out."""
    found = store.find(job.set.name, job.question, job.target.version)
    if found is not None:
        return found
    result = ask(job.set.name, job.question, job.target)
    if not job.set.held_out:
        store.keep(result)
    return result


def ask(set_name: str, question: Question, target: Target) -> Result:
    """Put one question and score the answer; a generated one is true of its own file only and is asked of that."""
    answer = dict(target.ask(question.turns, question.corpus if question.generated else ""))
    hits = target.search(" ".join(question.turns), DEPTH) if question.gold else ()
    ranks = tuple(rank_of(gold, hits, target.window) for gold in question.gold)
    found = score(question, answer, target.window)
    return Result(set_name, question, answer, found, stage(question, answer, found, ranks), ranks, target.version)
