"""A static model as a sentence-transformers folder: a tokenizer, and one row of weights a token."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vectorstore.models.tokenizer import Vocabulary

_MODULES = [
    ("", "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"),
    ("1_Normalize", "sentence_transformers.base.modules.normalize.Normalize"),
]


@dataclass(frozen=True)
class StaticModel:
    """Token i has the vector `rows[row_of[i]] * scales[i]`; rows are int8 (R x d), the others have V items."""

    vocabulary: Vocabulary
    rows: NDArray[np.int8]
    row_of: NDArray[np.int64]
    scales: NDArray[np.float32]
    folder: Path | None = None

    @classmethod
    def load(cls, folder: Path) -> StaticModel:
        """Read a folder that `save` wrote; FileNotFoundError if it is not one."""
        from safetensors.numpy import load_file

        if not (folder / "model.safetensors").is_file():
            raise FileNotFoundError(f"{folder} holds no model; run `python -m vectorstore.models.train --data DIR`.")
        weights = load_file(folder / "model.safetensors")
        vocabulary = Vocabulary.load(folder / "tokenizer.json")
        row_of = weights.get("mapping", np.arange(len(weights["embeddings"]))).astype(np.int64)
        return cls(vocabulary, weights["embeddings"], row_of, weights["weights"], folder)

    @classmethod
    def quantised(cls, vocabulary: Vocabulary, rows: NDArray[np.float32], row_of: NDArray[np.int64]) -> StaticModel:
        """Round each row to 255 levels of its own scale."""
        scales = np.maximum(np.abs(rows).max(axis=1), 1e-9).astype(np.float32) / np.float32(127)
        return cls(vocabulary, np.rint(rows / scales[:, None]).astype(np.int8), row_of, scales[row_of])

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the weights and the tokenizer: equal only if every vector is."""
        digest = hashlib.sha256(np.ascontiguousarray(self.rows).tobytes())
        digest.update(self.row_of.tobytes() + self.scales.tobytes())
        text = (self.folder / "tokenizer.json").read_text("utf-8") if self.folder else self.vocabulary.definition
        digest.update(text.encode())
        return digest.hexdigest()

    def save(self, folder: Path) -> None:
        """Write what SentenceTransformer(folder) loads without remote code: the layout of model2vec weights."""
        from safetensors.numpy import save_file

        (folder / "1_Normalize").mkdir(parents=True, exist_ok=True)
        weights: dict[str, NDArray[Any]] = {
            "embeddings": self.rows,
            "mapping": self.row_of.astype(np.int32),
            "weights": self.scales,
        }
        save_file(weights, folder / "model.safetensors")
        (folder / "model.safetensors").chmod(0o644)  # the library makes it private
        self.vocabulary.save(folder / "tokenizer.json")
        modules = [{"idx": i, "name": str(i), "path": path, "type": kind} for i, (path, kind) in enumerate(_MODULES)]
        config = {
            "model_type": "SentenceTransformer",
            "prompts": {"query": "", "document": ""},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        }
        (folder / "modules.json").write_text(json.dumps(modules, indent=2) + "\n", encoding="utf-8")
        (folder / "1_Normalize" / "config.json").write_text("{}\n", encoding="utf-8")
        (folder / "config_sentence_transformers.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
