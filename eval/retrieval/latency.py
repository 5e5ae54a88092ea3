"""How long a search takes and how large an index is as it grows: python -m eval.retrieval.latency --chunks 500 100000.

Archives of synthetic issues are asked the development questions, each once, as a server would be asked.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.bundled import FOLDER
from assistant.corpus import Corpus
from assistant.searching import search
from eval import stats
from eval.dataset import read_set
from eval.retrieval.arms import size_of
from eval.session import bundled_sets
from eval.synthetic import synthetic_issues
from ingest.files import read
from ingest.parse import parse
from vectorstore.index import Index
from vectorstore.intake import take_in
from vectorstore.settings import StoreSettings

K = 10


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of each question, with what the vector index and the whole program do with it."""

    chunks: int
    megabytes: float
    index: Sequence[float]
    product: Sequence[float]
    engine: str

    def __str__(self) -> str:
        return (
            f"{self.chunks:,} chunks, {self.megabytes:.0f} MB, {self.engine}: index.search {_percentiles(self.index)}; "
            f"with the reading of the question {_percentiles(self.product)}"
        )


def archive(home: Path, chunks: int) -> None:
    """An archive of about so many chunks: the bundled issue, and copies of it with other figures and units."""
    (path,) = FOLDER.glob("*.txt")
    parsed = parse(read(path))
    units = {unit for r in parsed.records for role in ("leads", "shared") for unit in r.fields.get(role, ())}
    with tempfile.TemporaryDirectory() as folder:
        for name, text in synthetic_issues(parsed.source.text, units, max(0, round(chunks / len(parsed.chunks)) - 1)):
            (Path(folder) / name).write_text(text, "utf-8")
        take_in(StoreSettings(home=home), [path, Path(folder)])


def measure(home: Path, questions: Sequence[str]) -> Latency:
    """Every question put to an open, warm index, first to the index alone."""
    index = Index.open(home)
    index.warm()
    index.search(questions[0], K)
    alone = [_milliseconds(lambda question: index.search(question, K), question) for question in questions]
    corpus = Corpus(index)
    search(corpus, questions[0], K)
    whole = [_milliseconds(lambda question: search(corpus, question, K), question) for question in questions]
    found = Latency(len(index.chunks), size_of(home) / 1e6, alone, whole, index.dense_engine)
    index.close()
    return found


def _milliseconds(ask: Callable[[str], object], question: str) -> float:
    started = time.perf_counter()
    ask(question)
    return 1000 * (time.perf_counter() - started)


def _percentiles(times: Sequence[float]) -> str:
    return f"p50 {stats.median(times):.1f} ms, p95 {stats.p95(times):.1f} ms"


def main() -> None:
    """Print a line a size."""
    parser = argparse.ArgumentParser(description="Latency and size of the index as it grows.")
    parser.add_argument("--chunks", type=int, nargs="+", default=[500, 100_000])
    parser.add_argument("--homes", type=Path, help="keep the archives in this folder and use those that are there")
    arguments = parser.parse_args()
    sets = [read_set(path) for path in bundled_sets()]
    questions = [question.turns[0] for own in sets if not own.held_out for question in own.questions]
    with tempfile.TemporaryDirectory() as temporary:
        for chunks in arguments.chunks:
            home = (arguments.homes or Path(temporary)) / str(chunks)
            if not home.exists():
                archive(home, chunks)
            sys.stdout.write(f"{measure(home, questions)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
