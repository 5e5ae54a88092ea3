"""Models of sentence-transformers, by path or name: other embeddings than the bundled one, and rerankers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from vectorstore.embedding import Embedding, EmbeddingError, Vectors, normalised

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Importing sentence_transformers takes seconds, so that each class does it when it is made.


class RerankerError(RuntimeError):
    """The reranker cannot be loaded; the message says what to do."""


class SentenceTransformerEmbeddings(Embedding):
    """Any embedding model; its query and document prompts are used."""

    def __init__(self, setting: str) -> None:
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(setting, device="cpu", local_files_only=Path(setting).exists())
        except (OSError, ValueError) as error:
            raise EmbeddingError(
                f"No embedding model could be loaded from {setting!r} ({error}). Set GAZETTE_EMBEDDING to a folder "
                "with a sentence-transformers model or a name that can be reached, or unset it for the bundled model."
            ) from error
        self.name = _name(setting)
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of every tensor of the model, and of its prompts."""
        digest = hashlib.sha256(json.dumps(self._model.prompts, sort_keys=True).encode())
        for key, tensor in sorted(self._model.state_dict().items()):
            digest.update(f"{key} {tuple(tensor.shape)} {tensor.dtype}".encode())
            digest.update(tensor.detach().float().contiguous().numpy().tobytes())
        return digest.hexdigest()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, with the document prompt."""
        return self._vectors(self._model.encode_document, texts)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, with the query prompt."""
        return self._vectors(self._model.encode_query, texts)

    def _vectors(self, method: Any, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return normalised(np.asarray(method(list(texts), show_progress_bar=False), dtype=np.float32))


class CrossEncoderReranker:
    """A cross-encoder: reads question and passage together."""

    def __init__(self, setting: str) -> None:
        from sentence_transformers import CrossEncoder
        from torch.nn import Sigmoid

        try:
            self._model = CrossEncoder(
                setting, device="cpu", num_labels=1, activation_fn=Sigmoid(), local_files_only=Path(setting).exists()
            )
        except (OSError, ValueError) as error:
            raise RerankerError(
                f"No reranker could be loaded from {setting!r} ({error}). Set GAZETTE_RERANKER to a folder with a "
                "cross-encoder of one label or a name that can be reached, or unset it to search without one."
            ) from error
        self.name = _name(setting)

    def relevance(self, query: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """How well each passage answers the query, from 0 to 1."""
        if not passages:
            return np.zeros(0, dtype=np.float32)
        pairs = [(query, passage) for passage in passages]
        return np.asarray(self._model.predict(pairs, show_progress_bar=False), dtype=np.float32).reshape(-1)


def _name(setting: str) -> str:
    return Path(setting).name if Path(setting).exists() else setting
