"""The peers' searches, run as programs of their own environment."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

from eval.retrieval.arms import DEPTH, Outcome
from eval.retrieval.collection import Collection, Place
from eval.target import TargetError

PEERS = {
    "LangChain quickstart (MiniLM)": "quickstart",
    "LangChain BM25Retriever": "bm25",
    "BM25Retriever with jieba": "bm25-jieba",
}
_SCRIPT = Path(__file__).parents[1] / "peers" / "search.py"
_SECONDS = 3600


def python_of(environment: Path) -> Path | None:
    """The interpreter of the peers' environment, None where `make peers` has not made it."""
    python = environment / "bin" / "python"
    return python if python.exists() else None


def search(python: Path, collection: Collection, peer: str) -> Outcome:
    """Every question of a collection put to one peer."""
    task = {
        "documents": dict(collection.documents),
        "queries": [query.text for query in collection.queries],
        "depth": DEPTH,
    }
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "task.json", Path(folder) / "result.json"
        source.write_text(json.dumps(task, ensure_ascii=False), "utf-8")
        command = [str(python), str(_SCRIPT), PEERS[peer], str(source), str(target)]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        if ended.returncode:
            last = ended.stderr.strip().splitlines()[-1:] or ["no message"]
            raise TargetError(f"{peer} failed ({last[0]}): delete the peers' environment and run `make peers` again")
        result = json.loads(target.read_text("utf-8"))
    hits = {q.id: [Place(*place) for place in own] for q, own in zip(collection.queries, result["hits"], strict=True)}
    return Outcome(hits, result["milliseconds"], result["chunks"], result["index_bytes"])
