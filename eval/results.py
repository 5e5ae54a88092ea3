"""The result of one question, kept as a line of JSON so that an interrupted run goes on where it was."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.dataset import Question, plain
from eval.score import Score

RESULTS = "results.jsonl"
_WRITING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Result:
    """An answer with its score; `ranks` holds the place of each gold excerpt in the search, None beyond the tenth."""

    set: str
    question: Question
    answer: dict[str, Any]
    score: Score
    stage: str
    ranks: tuple[int | None, ...]
    version: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.question.id,
            "set": self.set,
            "digest": self.question.digest,
            "version": self.version,
            "question": plain(self.question),
            "stage": self.stage,
            "score": self.score.to_dict(),
            "ranks": list(self.ranks),
            "answer": self.answer,
        }

    @classmethod
    def from_dict(cls, row: dict[str, Any], question: Question) -> Result:
        """A stored result of this question."""
        kept = {name: value for name, value in row["score"].items() if name != "strict"}
        texts = {name: tuple(kept[name]) for name in ("missing", "surplus")}
        ranks = tuple(row["ranks"])
        return cls(row["set"], question, row["answer"], Score(**{**kept, **texts}), row["stage"], ranks, row["version"])


class Store:
    """The results file of one run; what an interrupted run left there counts, what a finished one left is replaced."""

    def __init__(self, folder: Path, finished: bool = False) -> None:
        self._path = folder / RESULTS
        if finished:
            self._path.unlink(missing_ok=True)
        self._rows = {(row["set"], row["id"]): row for row in read_rows(self._path)}
        if self._rows:  # a line that a kill cut off would swallow the next one
            self._path.write_text("".join(map(_line, self._rows.values())), "utf-8")

    def find(self, set_name: str, question: Question, version: str) -> Result | None:
        """The result that an earlier run had for the same wording on the same index."""
        row = self._rows.get((set_name, question.id))
        if row is None or row["digest"] != question.digest or row["version"] != version:
            return None
        return Result.from_dict(row, question)

    def keep(self, result: Result) -> None:
        """Append a result at once, so that it survives a kill."""
        with _WRITING:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(_line(result.to_dict()))


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a results file; a last line that was cut off is left out."""
    if not path.exists():
        return
    for line in path.read_text("utf-8").splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue
