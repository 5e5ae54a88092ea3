"""One answer held against one question: right, complete, cited, verbatim, supported."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from eval.dataset import Gold, Question
from eval.figures import unsupported
from eval.target import Window
from ingest.fold import contains, fold

WindowOf = Callable[[str, int, int], Window | None]
Stage = Literal["", "error", "refused", "should be silent", "not retrieved", "not read", "not complete", "not cited"]

MARK = re.compile(r"\s*\[\d+\]")
_BRACKET = re.compile(r"》?\([^()]*\)$")  # what a name is printed with and often told without: 焦馍（甲焦馍、乙焦馍）
_APART = re.compile(r"(?<=[\d,.%])\s+(?=\d)")


@dataclass(frozen=True, slots=True)
class Score:
    """What holds of an answer; None where the question does not ask for it."""

    outcome: bool
    right: bool
    complete: bool | None
    cited: bool | None
    verbatim: bool | None
    supported: bool
    precision: float | None
    recall: float | None
    f1: float | None
    missing: tuple[str, ...]  # what is accepted and was not said, listed or quoted
    surplus: tuple[str, ...]  # what was forbidden and said, listed and not asked for, or is a figure without support

    @property
    def strict(self) -> bool:
        """Right, and complete and cited where that is asked for."""
        return self.right and self.complete is not False and self.cited is not False

    def to_dict(self) -> dict[str, Any]:
        return {**asdict(self), "strict": self.strict}


def folded(text: str) -> str:
    """The form in which strings are compared; two numbers set apart by white space stay apart."""
    return fold(_APART.sub("¦", MARK.sub("", text)))


def score(question: Question, answer: Mapping[str, Any], window: WindowOf) -> Score:
    """Hold an answer (in the form of the API) against its question."""
    said = folded(answer["answer"])
    listed = [folded(f"{item['label']} {item['text']}") for item in answer["items"]] if question.lists else []
    outcome = answer["outcome"] == question.outcome
    unsaid = [group[0] for group in question.accepted if not _found(group, [said, *listed])]
    wrong = [text for text in question.forbidden if contains(folded(text), said)]
    precision, recall, f1, lost, extra = _items(question, answer)
    windows = [(quote["file"], _window(quote, window)) for quote in answer["quotes"]]
    uncited = [gold.text for gold in question.gold if not any(quoted(gold, *quote) for quote in windows)]
    loose = unsupported(question.turns, answer)
    return Score(
        outcome=outcome,
        right=outcome and not unsaid and not wrong,
        complete=_complete(question, answer, f1),
        cited=not uncited if question.gold else None,
        verbatim=all(found is not None for _, found in windows) if windows else None,
        supported=not loose,
        precision=precision,
        recall=recall,
        f1=f1,
        missing=(*unsaid, *lost, *uncited),
        surplus=(*wrong, *extra, *loose),
    )


def quoted(gold: Gold, file: str, window: Window | None) -> bool:
    """Whether a slice of a file covers part of the gold excerpt."""
    return window is not None and file == gold.file and window.overlapped_by(gold.text)


def rank_of(gold: Gold, hits: Sequence[Mapping[str, Any]], window: WindowOf) -> int | None:
    """The place of the first hit that covers the excerpt, counted from 1."""
    places = enumerate(hits, 1)
    return next((n for n, hit in places if quoted(gold, hit["file"], _window(hit, window))), None)


def stage(question: Question, answer: Mapping[str, Any], score: Score, ranks: Sequence[int | None]) -> Stage:
    """The first step that went wrong; "" where none did. `ranks`: the place of each gold excerpt in the search."""
    if score.strict:
        return ""
    if answer["outcome"] == "error":
        return "error"
    if question.outcome != "answered" or answer["outcome"] != "answered":
        return "should be silent" if answer["outcome"] == "answered" else "refused"
    if score.complete is False:
        return "not complete"
    if score.cited is False and None in ranks:
        return "not retrieved"
    return "not read" if not score.right else "not cited"


def _found(group: Iterable[str], texts: Sequence[str]) -> bool:
    return any(contains(folded(alternative), text) for alternative in group for text in texts)


def _window(place: Mapping[str, Any], window: WindowOf) -> Window | None:
    """The place in its file, None where the file says something else there."""
    found = window(place["file"], place["start"], place["end"])
    return found if found is not None and found.text == place["text"] else None


def _complete(question: Question, answer: Mapping[str, Any], f1: float | None) -> bool | None:
    """Whether the items are the whole set and the receipt counts right; None where neither is asked for."""
    if question.items is None and question.matched is None:
        return None
    receipt = answer["receipt"] or {}
    return f1 in (None, 1.0) and question.matched in (None, receipt.get("matched"))


def _label(text: str) -> str:
    return folded(text).strip('《》“”"')


def _items(
    question: Question, answer: Mapping[str, Any]
) -> tuple[float | None, float | None, float | None, list[str], list[str]]:
    """Precision, recall and F1 of the labels as a multiset, then the labels that are missing and that are too many."""
    if question.items is None:
        return None, None, None, [], []
    labels = [item["label"] for item in answer["items"]]
    if not labels and len(question.items) == 1:  # a list of one is said in the sentence; its quote carries the label
        labels = [quote["label"] for quote in answer["quotes"]][:1]
    wanted = Counter(map(_label, question.items))
    got = Counter(label if label in wanted else _BRACKET.sub("", label) for label in map(_label, labels))
    hits = (wanted & got).total()
    precision = hits / got.total() if got else float(not wanted)
    recall = hits / wanted.total() if wanted else 1.0
    f1 = 2 * precision * recall / (precision + recall) if hits or not wanted else 0.0
    return precision, recall, f1, list((wanted - got).elements()), list((got - wanted).elements())
