"""Training from a seed: the same data gives the same files, byte for byte."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np

from vectorstore.embedding import StaticEmbeddings
from vectorstore.models.data import Entry, Pair
from vectorstore.models.learning import Recipe
from vectorstore.models.train import make_model

WORDS = {
    "修建": "build", "公路": "road", "学校": "school", "医院": "hospital", "今年": "year", "增加": "increase",
    "农业": "agriculture", "投资": "investment", "企业": "enterprise", "环境": "environment", "水库": "reservoir",
}  # fmt: skip
RECIPE = Recipe(dimension=16, chinese_words=50, epochs=1, passes=1)


def _train(folder: Path) -> dict[str, bytes]:
    draw = random.Random(1)  # noqa: S311 - a fixed sample, no secret
    chosen = [draw.sample(sorted(WORDS), 4) for _ in range(1500)]
    pairs = [Pair("".join(words), " ".join(WORDS[word] for word in words)) for words in chosen]
    entries = [Entry(chinese, ((english, english),)) for chinese, english in WORDS.items()]
    terms = {english: ((chinese, 1.0),) for chinese, english in WORDS.items()}
    make_model({"tatoeba": pairs}, entries, terms, RECIPE, folder)
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_same_seed_gives_the_same_files_and_a_model_that_translates(tmp_path: Path) -> None:
    first, second = _train(tmp_path / "a"), _train(tmp_path / "b")
    assert [name for name in first if first[name] != second[name]] == []
    model = StaticEmbeddings(tmp_path / "a")
    likeness = model.encode(list(WORDS.values())) @ model.encode(list(WORDS)).T
    assert (likeness.argmax(axis=1) == np.arange(len(WORDS))).mean() > 0.8
