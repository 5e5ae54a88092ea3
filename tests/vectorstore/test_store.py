"""Chroma gives what exact search gives, holds what anyone's code expects, and a damaged folder is noticed."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from ingest.model import Chunk, Span
from vectorstore import stamp
from vectorstore.archive import Archive
from vectorstore.embedding import Embedding
from vectorstore.entries import Entry
from vectorstore.errors import StoreError
from vectorstore.exact import ExactIndex
from vectorstore.index import Index
from vectorstore.intake import take_in
from vectorstore.settings import StoreSettings
from vectorstore.store import Store
from vectorstore.versions import Home

QUESTIONS = ("铁路货运量", "粮食产量完成多少", "高速出入口", "非物质文化遗产", "who leads rail freight")


def entries(count: int, file: int = 1, dimension: int = 16) -> list[tuple[Entry, np.ndarray]]:
    """Chunks with random directions."""
    found = np.random.default_rng(file).standard_normal((count, dimension)).astype(np.float32)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    chunks = [Chunk(f"{file}:{i}", "d", Span(i, i + 2), f"文{i}", f"文{i}", "") for i in range(count)]
    return [(Entry(chunk, file, file * 10 + i % 2), found[i]) for i, chunk in enumerate(chunks)]


def test_chroma_and_exact_search_agree_on_the_gazette(index: Index) -> None:
    assert index.dense_engine == "chroma"
    for question in QUESTIONS:
        vector = index.embed(question)
        near, exact = index.dense.search(vector, 10), index.dense.exact().search(vector, 10)
        assert np.allclose([s for _, s in near], [s for _, s in exact], atol=1e-4), question
        assert {id_ for id_, _ in near[:5]} <= {id_ for id_, _ in index.dense.exact().search(vector, 12)}


def test_exact_search_is_a_plain_product() -> None:
    pairs = entries(50)
    matrix = np.stack([vector for _, vector in pairs])
    exact = ExactIndex([e.chunk.id for e, _ in pairs], [e.document for e, _ in pairs], matrix)
    scores = matrix @ matrix[7]
    expected = [f"1:{i}" for i in np.argsort(-scores)[:6]]
    assert [id_ for id_, _ in exact.search(matrix[7], 6)] == expected
    odd = [id_ for id_, _ in exact.search(matrix[7], 100, documents=[11])]
    assert len(odd) == 25
    assert all(int(id_.split(":")[1]) % 2 for id_ in odd)
    assert exact.search(matrix[7], 3, documents=[]) == []


def test_files_leave_and_enter(tmp_path: Path) -> None:
    store = Store.embedded(tmp_path / "chroma", create=True)
    first, second = entries(30, 1), entries(20, 2)
    store.upsert([*first, *second])
    assert len(store) == 50
    store.delete_files([1])
    assert len(store) == 20
    assert {id_ for id_, _ in store.search(first[0][1], 50)} == {e.chunk.id for e, _ in second}
    assert {id_ for id_, _ in store.search(first[0][1], 50, documents=[20])} == {f"2:{i}" for i in range(0, 20, 2)}
    store.close()
    again = Store.embedded(tmp_path / "chroma")
    assert again.fault([(e.chunk.id, v) for e, v in second], 20) == ""
    again.close()


def test_more_chunks_than_one_batch_takes(tmp_path: Path) -> None:
    store = Store.embedded(tmp_path / "chroma", create=True)
    pairs = entries(5_500, dimension=4)
    store.upsert(pairs)
    assert len(store) == 5_500
    store.close()


def test_a_chunk_without_words_has_no_direction_and_does_no_harm(tmp_path: Path) -> None:
    store = Store.embedded(tmp_path / "chroma", create=True)
    pairs = entries(5)
    store.upsert([*pairs, (entries(1, 9)[0][0], np.zeros(16, np.float32))])
    assert len(store) == 6
    assert store.search(pairs[3][1], 1)[0][0] == "1:3"
    store.close()


def test_what_is_missing_or_wrong_is_noticed(tmp_path: Path) -> None:
    store = Store.embedded(tmp_path / "chroma", create=True)
    pairs = entries(10)
    store.upsert(pairs[:9])
    sample = [(e.chunk.id, v) for e, v in pairs]
    assert store.fault(sample[:9], 9) == ""
    assert "9 chunks of 10" in store.fault(sample[:9], 10)
    assert "not stored" in store.fault(sample[9:], 9), "this one is not there"
    assert "not stored" in store.fault([("1:0", pairs[1][1])], 9), "this one has another vector"
    store.close()


def test_the_collection_is_what_other_code_expects(tmp_path: Path, gazette_home: Path) -> None:
    """LangChain's own wrapper is not a dependency: its calls are made here as it makes them."""
    import shutil

    import chromadb

    (folder,) = (gazette_home / "versions").glob("*/chroma")
    shutil.copytree(folder, tmp_path / "copy")
    client = chromadb.PersistentClient(str(tmp_path / "copy"))
    collection = client.get_collection("gazette", embedding_function=None)
    found = collection.get(limit=3, include=["documents", "metadatas", "embeddings"])
    assert all(found["documents"] or [])
    assert all(
        set(row) == {"file", "document", "start", "end"} and all(isinstance(v, int) for v in row.values())
        for row in found["metadatas"] or []
    )
    width = len(found["embeddings"][0])
    fake = DeterministicFakeEmbedding(size=width).embed_query("问")
    assert len(collection.query(query_embeddings=[fake], n_results=4)["ids"][0]) == 4
    client.close()


def test_near_copies_do_not_hide_each_other(settings: StoreSettings, folder, embedding: Embedding) -> None:
    """Sixty notices of one wording: a sparse graph falls apart into clusters that a search does not reach."""
    take_in(settings, [folder(60)], embedding=embedding)
    archive = Archive.open(settings.home / "archive.sqlite3", readonly=True)
    vectors = np.concatenate([archive.vectors(file.key, embedding.dimension) for file in archive.files(1)])
    store = Store.embedded(Home(settings.home).folder(1) / "chroma")
    lost = [i for i, vector in enumerate(vectors) if store.search(vector, 1)[0][1] < 0.998]
    store.close()
    archive.close()
    assert len(vectors) >= 300
    assert not lost


def test_what_is_not_there_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Store.embedded(tmp_path / "chroma")


def test_a_stamp_notices_any_change(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.bin").write_bytes(b"1234")
    assert not stamp.matches(tmp_path)
    stamp.write(tmp_path)
    assert stamp.matches(tmp_path)
    (tmp_path / "data" / "a.bin").write_bytes(b"123")
    assert not stamp.matches(tmp_path)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """A Chroma server of our own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("chroma")
    command = [str(program), "run", "--path", str(tmp_path / "server"), "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{url}/api/v2/heartbeat", timeout=1).close()
            break
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    yield url
    process.kill()
    process.wait()


def test_a_server_instead_of_a_folder(server: str, tmp_path: Path, folder, embedding: Embedding) -> None:
    settings = StoreSettings(home=tmp_path / "home", chroma_url=server)
    source = folder(2)
    for number in (1, 2, 3):
        (source / "more.txt").write_text(f"关于第{number}次检查的通报\n\n检查发现问题{number + 3}个。\n", "utf-8")
        take_in(settings, [source], embedding=embedding)
    index = Index.open(settings.home, chroma_url=server, embedding=embedding)
    index.warm()
    assert index.dense_engine == "chroma"
    assert index.search("检查发现问题多少个", 1)[0].chunk.text.strip().endswith("检查发现问题6个。")
    from vectorstore.store import collection_names

    assert len(collection_names(server)) == 2, "the current version and the one before"
    assert not list(settings.home.glob("versions/*/chroma"))
    index.close()


def test_a_server_that_does_not_answer_is_said(tmp_path: Path, folder, embedding: Embedding) -> None:
    from vectorstore.errors import ArchiveError

    settings = StoreSettings(home=tmp_path / "home", chroma_url="http://127.0.0.1:9")
    with pytest.raises(ArchiveError, match="GAZETTE_CHROMA_URL"):
        take_in(settings, [folder(1)], embedding=embedding)
