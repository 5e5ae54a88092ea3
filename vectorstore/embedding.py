"""Texts as vectors: the bundled static model, any sentence-transformers model, or an endpoint that speaks OpenAI's."""

from __future__ import annotations

import hashlib
import json
import urllib.error
import urllib.request
from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from vectorstore.models.folder import StaticModel

BUNDLED = Path(__file__).parent / "models" / "gazette-static"
_BATCH_TOKENS = 30_000
_ENDPOINT_BATCH = 64
_ENDPOINT_SECONDS = 60

Vectors = NDArray[np.float32]


class EmbeddingError(RuntimeError):
    """The model cannot be loaded or asked; the message says what to do."""


class Embedding(Embeddings):
    """What an index needs of a model; vectors are rows of n x d float32 with norm 1, or 0 for a text without words."""

    name: str
    dimension: int

    @property
    @abstractmethod
    def fingerprint(self) -> str:
        """Differs for models whose vectors differ, so that an index of another model can be refused."""

    @abstractmethod
    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions; the same as of passages unless the model tells them apart."""
        return self.encode(texts)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's name for `encode`."""
        rows: list[list[float]] = self.encode(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """LangChain's name for `encode_queries` of one text."""
        row: list[float] = self.encode_queries([text])[0].tolist()
        return row


class StaticEmbeddings(Embedding):
    """The bundled kind: the mean of the token rows, in numpy alone, since importing torch takes seconds."""

    def __init__(self, folder: Path = BUNDLED) -> None:
        self._model = StaticModel.load(folder)
        self.name = folder.name
        self.dimension = int(self._model.rows.shape[1])

    @property
    def fingerprint(self) -> str:
        """SHA-256 of weights and tokenizer."""
        return self._model.fingerprint

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages and of questions."""
        tokens = self._model.vocabulary.ids(texts)
        result = np.zeros((len(tokens), self.dimension), dtype=np.float32)
        start = 0
        while start < len(tokens):
            stop, size = start + 1, len(tokens[start])
            while stop < len(tokens) and size + len(tokens[stop]) <= _BATCH_TOKENS:
                size += len(tokens[stop])
                stop += 1
            result[start:stop] = self._sums(tokens[start:stop])
            start = stop
        return normalised(result)

    def _sums(self, tokens: list[NDArray[np.int64]]) -> Vectors:
        """One summed row a text; a text without tokens keeps zeros."""
        sums = np.zeros((len(tokens), self.dimension), dtype=np.float32)
        filled = [index for index, ids in enumerate(tokens) if len(ids)]
        if filled:
            flat = np.concatenate([tokens[index] for index in filled])
            starts = np.cumsum([0, *(len(tokens[index]) for index in filled[:-1])])
            rows = self._model.rows[self._model.row_of[flat]] * self._model.scales[flat, None]
            sums[filled] = np.add.reduceat(rows, starts, axis=0)
        return sums


class EndpointEmbeddings(Embedding):
    """A server with OpenAI's `POST URL/embeddings`."""

    def __init__(self, url: str, model: str, key: str | None = None) -> None:
        if not url.startswith(("http://", "https://")):
            raise EmbeddingError(f"{url!r} is no web address; write GAZETTE_EMBEDDING as openai:https://host/v1#model.")
        self._url, self._key = url.rstrip("/") + "/embeddings", key
        self.name = model
        self.dimension = int(self._ask(["1"]).shape[1])

    @property
    def fingerprint(self) -> str:
        """Of address and model name: the weights behind a server cannot be seen."""
        return hashlib.sha256(f"{self._url}#{self.name}".encode()).hexdigest()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages and of questions."""
        batches = [list(texts[start : start + _ENDPOINT_BATCH]) for start in range(0, len(texts), _ENDPOINT_BATCH)]
        return np.vstack([np.zeros((0, self.dimension), dtype=np.float32), *map(self._ask, batches)])

    def _ask(self, texts: list[str]) -> Vectors:
        """One request; the answer may come in any order."""
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self._key}"} if self._key else {})
        body = json.dumps({"model": self.name, "input": texts}).encode()
        request = urllib.request.Request(self._url, body, headers)  # noqa: S310 - __init__ lets only http(s) in
        try:
            with urllib.request.urlopen(request, timeout=_ENDPOINT_SECONDS) as reply:  # noqa: S310 - as above
                data = json.load(reply)["data"]
            rows = [item["embedding"] for item in sorted(data, key=lambda item: int(item["index"]))]
            vectors = np.asarray(rows, dtype=np.float32).reshape(len(texts), -1)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EmbeddingError(
                f"The embedding server at {self._url} gave no vectors for model {self.name!r} ({error}). "
                "Check GAZETTE_EMBEDDING and that the server runs, or unset it for the bundled model."
            ) from error
        return normalised(vectors)


def load_embedding(setting: str | None, key: str | None = None) -> Embedding:
    """The model a setting names: None the bundled one, `openai:URL#model` an endpoint, else sentence-transformers."""
    if not setting:
        return StaticEmbeddings()
    if setting.startswith("openai:"):
        url, _, model = setting.removeprefix("openai:").partition("#")
        return EndpointEmbeddings(url, model, key)
    if Path(setting).is_dir() and Path(setting).resolve() == BUNDLED:
        return StaticEmbeddings()
    from vectorstore.sentence_models import SentenceTransformerEmbeddings

    return SentenceTransformerEmbeddings(setting)


def normalised(vectors: Vectors) -> Vectors:
    """Rows of norm 1; rows of zeros stay."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    norms[norms == 0] = 1
    result: Vectors = vectors / norms
    return result
