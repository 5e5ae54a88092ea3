"""The bundled model's vectors, and the other ways to get some."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from vectorstore.embedding import (
    BUNDLED,
    EmbeddingError,
    EndpointEmbeddings,
    SentenceTransformerEmbeddings,
    StaticEmbeddings,
    load_embedding,
)

TEXTS = [
    "新建高速公路出入口，方便群众出行。",
    "We will cut value-added tax for small businesses by 3.5 percent.",
    "市人民政府办公室关于印发2026年重点工作的通知",
    "",
    "   。",
    "Ⅳ ＧＤＰ 5.3% 𠮷 кот かな",
]


@pytest.fixture(scope="module")
def bundled() -> StaticEmbeddings:
    return StaticEmbeddings()


def test_vectors_equal_those_of_sentence_transformers(bundled: StaticEmbeddings) -> None:
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(BUNDLED), device="cpu", local_files_only=True).encode(TEXTS)
    np.testing.assert_allclose(bundled.encode(TEXTS), theirs, atol=1e-5)


def test_rows_have_norm_one_and_texts_without_words_zero(bundled: StaticEmbeddings) -> None:
    norms = np.linalg.norm(bundled.encode(TEXTS), axis=1)
    np.testing.assert_allclose(norms, [1, 1, 1, 0, 0, 1], atol=1e-5)
    assert bundled.encode([]).shape == (0, bundled.dimension)


def test_a_batch_gives_what_its_members_give(bundled: StaticEmbeddings) -> None:
    texts = [f"第{number}条 加强农业生产，{'保障粮食安全' * number}" for number in range(1, 120)]
    singly = np.vstack([bundled.encode([text]) for text in texts])
    np.testing.assert_allclose(bundled.encode(texts), singly, atol=1e-5)


def test_english_finds_chinese_and_a_paraphrase_its_passage(bundled: StaticEmbeddings) -> None:
    passages = ["保持粮食产量稳定", "扩大高等学校招生", "建设高速铁路", "提高居民基本医疗保险补助"]
    questions = [
        "grain output",
        "university enrollment",
        "high-speed rail",
        "medical insurance subsidy",
        "大学招生人数",
    ]
    best = (bundled.encode_queries(questions) @ bundled.encode(passages).T).argmax(axis=1)
    assert best.tolist() == [0, 1, 2, 3, 1]


def test_langchain_interface_gives_lists_of_floats(bundled: StaticEmbeddings) -> None:
    assert bundled.embed_documents(TEXTS[:1])[0] == bundled.embed_query(TEXTS[0])
    assert len(bundled.embed_query(TEXTS[0])) == bundled.dimension


def test_loads_without_torch_in_half_a_second() -> None:
    code = (
        "import sys, time; from vectorstore.embedding import load_embedding\n"
        "start = time.process_time(); model = load_embedding(None); model.embed_query('x')\n"
        "print(time.process_time() - start, 'torch' in sys.modules)"
    )
    seconds, torch = min(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
        for _ in range(2)
    )
    assert torch == "False"
    assert float(seconds) < 0.5


def test_fingerprint_follows_the_weights(bundled: StaticEmbeddings, tmp_path: Path) -> None:
    from safetensors.numpy import load_file, save_file

    for file in ("tokenizer.json", "model.safetensors"):
        (tmp_path / file).write_bytes((BUNDLED / file).read_bytes())
    assert StaticEmbeddings(tmp_path).fingerprint == bundled.fingerprint
    weights = load_file(tmp_path / "model.safetensors")
    weights["weights"][5] *= 2
    save_file(weights, tmp_path / "model.safetensors")
    assert StaticEmbeddings(tmp_path).fingerprint != bundled.fingerprint


@pytest.fixture(scope="module")
def transformer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real, tiny BERT with prompts, as a folder."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("bert")
    characters = sorted({*"".join(TEXTS).lower(), *"abcdefghijklmnopqrstuvwxyz:"} - {" "})
    (folder / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters]), "utf-8")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder / "bert")
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(characters) + 5, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    BertModel(config).save_pretrained(folder / "bert")
    module = Transformer(str(folder / "bert"))
    prompts = {"query": "query: ", "document": ""}
    SentenceTransformer(modules=[module, Pooling(16)], device="cpu", prompts=prompts).save(str(folder / "model"))
    return folder / "model"


def test_a_sentence_transformers_folder_is_used_with_its_prompts(transformer: Path) -> None:
    model = load_embedding(str(transformer))
    assert isinstance(model, SentenceTransformerEmbeddings)
    assert (model.name, model.dimension) == ("model", 16)
    documents, queries = model.encode(TEXTS[:2]), model.encode_queries(TEXTS[:2])
    np.testing.assert_allclose(np.linalg.norm(documents, axis=1), 1, atol=1e-5)
    assert np.abs(documents - queries).max() > 1e-3
    assert model.embed_documents(TEXTS[:1])[0] == pytest.approx(documents[0].tolist(), abs=1e-5)
    assert model.fingerprint == load_embedding(str(transformer)).fingerprint


def test_a_model_that_is_not_there_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingError, match="GAZETTE_EMBEDDING"):
        load_embedding(str(tmp_path))


class _Endpoint(BaseHTTPRequestHandler):
    """Answers with the length of each text, in reversed order."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        known = body["model"] == "lengths" and self.headers["Authorization"] == "Bearer secret"
        data = [{"index": i, "embedding": [len(text), 1]} for i, text in enumerate(body["input"])][::-1]
        self.send_response(200 if known else 404)
        self.end_headers()
        self.wfile.write(json.dumps({"data": data}).encode())

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def endpoint() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Endpoint)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()


def test_an_endpoint_is_asked_in_batches_and_its_order_restored(endpoint: str) -> None:
    model = load_embedding(f"openai:{endpoint}#lengths", key="secret")
    assert isinstance(model, EndpointEmbeddings)
    vectors = model.encode(["字" * number for number in range(1, 101)])
    np.testing.assert_allclose(vectors[:, 0] / vectors[:, 1], np.arange(1, 101), rtol=1e-4)
    assert (model.dimension, model.name) == (2, "lengths")


def test_an_endpoint_that_refuses_is_named_with_the_remedy(endpoint: str) -> None:
    with pytest.raises(EmbeddingError, match="GAZETTE_EMBEDDING"):
        load_embedding(f"openai:{endpoint}#unknown", key="secret")
    with pytest.raises(EmbeddingError, match="no web address"):
        load_embedding("openai:file:///etc/passwd#x")


def test_encoding_is_quick_enough_to_index_an_archive(bundled: StaticEmbeddings) -> None:
    texts = ["推进城乡环境综合整治，加快农村道路建设，方便群众出行。" * 8] * 500
    start = time.perf_counter()
    bundled.encode(texts)
    assert time.perf_counter() - start < 5
