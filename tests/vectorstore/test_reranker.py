"""GAZETTE_RERANKER: a real, tiny cross-encoder on disk reads question and passage together."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from vectorstore.embedding import Embedding
from vectorstore.index import Index
from vectorstore.sentence_models import CrossEncoderReranker, RerankerError

QUESTION = "粮食产量目标是多少"


@pytest.fixture(scope="module")
def reranker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of one layer with one label, as a folder; what it prefers is chance, but always the same."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("reranker") / "tiny"
    folder.mkdir()
    characters = [chr(code) for code in range(0x4E00, 0x6000)]
    (folder / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters]), "utf-8")
    BertTokenizerFast(str(folder / "vocab.txt"), model_max_length=512).save_pretrained(folder)
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(characters) + 5, hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16, num_labels=1, max_position_embeddings=512, initializer_range=0.6,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def reranked(gazette_home: Path, embedding: Embedding, reranker: Path) -> Index:
    return Index.open(gazette_home, embedding=embedding, reranker_setting=str(reranker))


def test_the_best_passages_stand_in_the_order_of_the_reranker(reranked: Index, reranker: Path) -> None:
    hits = reranked.search(QUESTION, 10, expansions=())
    passages = [f"{hit.chunk.context} {hit.chunk.reading}" for hit in hits]
    wanted = CrossEncoderReranker(str(reranker)).relevance(QUESTION, passages)
    assert [hit.signals["reranker"] for hit in hits] == pytest.approx(wanted.tolist(), abs=1e-4)
    assert np.ptp(wanted) > 0.01, "a model to which all passages are alike shows nothing"
    weight = reranked.tuning.relevance
    own = [hit.score - weight * hit.signals["reranker"] for hit in hits]
    assert own != sorted(own, reverse=True), "it changed the order"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_only_the_best_are_read_again(reranked: Index, index: Index) -> None:
    again = {hit.chunk.id for hit in reranked.search(QUESTION, 50, expansions=()) if "reranker" in hit.signals}
    assert again == {hit.chunk.id for hit in index.search(QUESTION, 50, expansions=())[: reranked.tuning.reranked]}


def test_one_that_cannot_be_loaded_is_refused_with_the_remedy(gazette_home: Path, tmp_path: Path) -> None:
    with pytest.raises(RerankerError, match="GAZETTE_RERANKER"):
        Index.open(gazette_home, reranker_setting=str(tmp_path))


def test_without_one_nothing_heavy_is_imported(gazette_home: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from vectorstore.index import Index\n"
        f"index = Index.open(Path({str(gazette_home)!r})); index.search('粮食')\n"
        "print('torch' in sys.modules, 'sentence_transformers' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["False", "False"]
