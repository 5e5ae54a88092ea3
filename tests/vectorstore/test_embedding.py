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
    StaticEmbeddings,
    load_embedding,
)
from vectorstore.errors import WrongModelError
from vectorstore.index import Index
from vectorstore.intake import take_in
from vectorstore.models.batches import Batches, Source
from vectorstore.models.charsmap import double_array, folding, folding_map
from vectorstore.models.composition import compose, share_rows
from vectorstore.models.folder import StaticModel
from vectorstore.sentence_models import SentenceTransformerEmbeddings
from vectorstore.settings import StoreSettings

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


def test_an_index_is_made_and_searched_through_an_endpoint_with_its_key(endpoint: str, tmp_path: Path) -> None:
    text = tmp_path / "notice.txt"
    text.write_text("关于修桥的通知\n\n今年要新建三座跨河大桥。\n", "utf-8")
    settings = StoreSettings(tmp_path / "home", f"openai:{endpoint}#lengths", embedding_key="secret")
    take_in(settings, [text])
    index = Index.open(settings.home, settings.embedding, embedding_key="secret")
    assert "大桥" in index.search("新建几座大桥", 1)[0].chunk.text
    with pytest.raises(WrongModelError, match="python -m ingest rebuild"):
        Index.open(settings.home)


def test_encoding_is_quick_enough_to_index_an_archive(bundled: StaticEmbeddings) -> None:
    texts = ["推进城乡环境综合整治，加快农村道路建设，方便群众出行。" * 8] * 500
    start = time.perf_counter()
    bundled.encode(texts)
    assert time.perf_counter() - start < 5


def test_traditional_and_full_width_writing_has_the_same_vector(bundled: StaticEmbeddings) -> None:
    plain, other = "平顶山市郏县的GDP与国务院", "平頂山市郟縣的ＧＤＰ與國務院"
    np.testing.assert_allclose(bundled.encode([plain]), bundled.encode([other]), atol=1e-6)


def test_the_tokenizer_folds_every_character_as_matching_does() -> None:
    from tokenizers import normalizers

    normalizer = normalizers.Precompiled(folding_map())
    table = folding()
    characters = [chr(code) for code in range(0x20, 0x30000) if not 0xD800 <= code < 0xF900]
    normalised = normalizer.normalize_str("\n".join(characters)).split("\n")
    expected = [table.get(character, character) for character in characters]
    assert [pair for pair in zip(normalised, expected, strict=True) if pair[0] != pair[1]] == []


def test_a_trie_finds_keys_that_are_prefixes_of_each_other() -> None:
    entries = {b"a": 1, b"ab": 2, b"abc": 3, b"b": 4, "郏".encode(): 5}
    units = double_array(entries)

    def look_up(key: bytes) -> int | None:
        position = (units[0] >> 10) << ((units[0] & 512) >> 6)
        for index, byte in enumerate(key):
            position ^= byte
            unit = units[position]
            if unit & (1 << 31 | 255) != byte:
                return None
            position ^= (unit >> 10) << ((unit & 512) >> 6)
            if index == len(key) - 1 and unit >> 8 & 1:
                return units[position] & ~(1 << 31)
        return None

    assert {key: look_up(key) for key in entries} == entries
    assert [look_up(key) for key in (b"c", b"abcd", b"ac", "郊".encode())] == [None] * 4


def test_inflections_share_a_row_and_words_borrow_from_their_parts() -> None:
    rows, row_of = share_rows(["road", "roads", "goods", "good", "人民政府", "人", "民", "政", "府"])
    assert [rows[number] for number in row_of[:4]] == ["road", "road", "goods", "good"]
    composition = compose(rows)
    parts, weights, starts = composition.of(np.array([rows.index("人民政府"), rows.index("人")]))
    own = parts[: starts[1]].tolist()
    assert own[0] == rows.index("人民政府")
    assert set(own[1:5]) == {rows.index(character) for character in "人民政府"}
    assert len(own) == 8  # itself, four characters, three pairs
    assert weights[0] == 1
    assert parts[starts[1] :].tolist() == [rows.index("人")]


def test_batches_keep_sides_together_and_questions_inside_their_passage() -> None:
    zh = [np.arange(10 * line, 10 * line + 10) for line in range(2000)]
    source = Source(zh, [ids + 100_000 for ids in zh], running=True)
    batches = Batches([source], [], [], seed=1, passes=6).epoch()
    assert batches
    for batch in batches:
        for question, passage in zip(batch.left, batch.right, strict=True):
            assert set(passage.tolist()) >= set((question % 100_000).tolist()) or len(passage) <= 10
    again = Batches([source], [], [], seed=1, passes=6).epoch()
    assert all(
        np.array_equal(a, b)
        for one, two in zip(batches, again, strict=True)
        for a, b in zip(one.left, two.left, strict=True)
    )


def test_training_brings_translations_together() -> None:
    from vectorstore.models.learning import Learner, Recipe

    draw = np.random.default_rng(0)
    zh = [draw.integers(0, 50, size=6) for _ in range(1024)]
    source = Source(zh, [ids + 50 for ids in zh], running=False)
    tokens = [f"token{number}" for number in range(100)]
    composition = compose(tokens)
    parts = draw.standard_normal((composition.count, 16)).astype(np.float32) / 4
    recipe = Recipe(dimension=16, epochs=12, rate=0.5, passes=1)
    learner = Learner(parts, np.ones(100, dtype=np.float32), composition, recipe)
    before = learner.rows()
    losses: list[float] = []
    learner.learn(Batches([source], [], [], seed=1, passes=1), lambda _, loss: losses.append(loss))
    rows = learner.rows()

    def likeness(rows: np.ndarray) -> float:
        unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return float((unit[:50] * unit[50:]).sum(axis=1).mean())

    assert losses[-1] < losses[0]
    assert likeness(rows) > likeness(before) + 0.3


def test_eight_bits_keep_the_direction_of_a_row(bundled: StaticEmbeddings, tmp_path: Path) -> None:
    model = StaticModel.load(BUNDLED)
    rows = np.random.default_rng(1).standard_normal((len(model.row_of), 64)).astype(np.float32)
    small = StaticModel.quantised(model.vocabulary, rows, np.arange(len(rows)))
    small.save(tmp_path)
    back = StaticModel.load(tmp_path)
    restored = back.rows[back.row_of] * back.scales[:, None]
    cosines = (restored * rows).sum(axis=1) / np.linalg.norm(restored, axis=1) / np.linalg.norm(rows, axis=1)
    assert cosines.min() > 0.999
    assert StaticEmbeddings(tmp_path).fingerprint != bundled.fingerprint
