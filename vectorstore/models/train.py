"""Make the bundled model and lexicon from the training files: python -m vectorstore.models.train --data DIR."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from vectorstore.embedding import BUNDLED, StaticEmbeddings
from vectorstore.lexicon import BUNDLED as LEXICON
from vectorstore.models.batches import Batches, Ids, Source
from vectorstore.models.composition import compose, share_rows
from vectorstore.models.data import PARALLEL, Entry, Pair, dictionary, fold, parallel
from vectorstore.models.evaluate import report
from vectorstore.models.evidence import gather
from vectorstore.models.folder import StaticModel
from vectorstore.models.initial import initial_parts, inverse_frequency
from vectorstore.models.learning import Learner, Recipe
from vectorstore.models.tokenizer import build_vocabulary
from vectorstore.models.translations import Terms, synonyms, translations, write_lexicon
from vectorstore.thesaurus import thesaurus

_ALL_WORDS = 200_000
_RUNNING = ("gwr", "ntrex")


def make_lexicon(texts: dict[str, list[Pair]], entries: Sequence[Entry], path: Path | None) -> Terms:
    """Align, write the lexicon, and give the translations to start the model from."""
    pairs = [pair for found in texts.values() for pair in found]
    vocabulary = build_vocabulary([pair.zh for pair in pairs], [pair.en for pair in pairs], entries, _ALL_WORDS)
    evidence = gather(pairs, entries, vocabulary)
    terms = translations(evidence.shares())
    if path:
        write_lexicon(path, terms, synonyms(evidence))
    return terms


def make_model(
    texts: dict[str, list[Pair]], entries: Sequence[Entry], terms: Terms, recipe: Recipe, folder: Path
) -> None:
    """Train a model from the translations on, and save it after every epoch."""
    pairs = [pair for found in texts.values() for pair in found]
    vocabulary = build_vocabulary(
        [pair.zh for pair in pairs], [pair.en for pair in pairs], entries, recipe.chinese_words
    )
    tokens, row_of = share_rows(vocabulary.tokens())

    def ids(texts: Sequence[str]) -> list[Ids]:
        return [row_of[found] for found in vocabulary.ids(texts)]

    sources = [
        Source(ids([pair.zh for pair in found]), ids([pair.en for pair in found]), name in _RUNNING)
        for name, found in texts.items()
    ]
    glosses = _paired([(gloss, entry.word) for entry in entries for gloss in entry.meanings], ids)
    alike = _paired([(fold(key), fold(word)) for key, words in thesaurus().items() for word in words], ids)
    lines = [line for source in sources for side in (source.zh, source.en) for line in side]
    weights = inverse_frequency(lines, [gloss for gloss, _ in glosses], len(tokens))
    composition = compose(tokens)
    chinese = sorted({term for found in terms.values() for term, _ in found})
    term_ids = dict(zip(chinese, ids(chinese), strict=True))
    parts = initial_parts(tokens, term_ids, composition, weights, terms, recipe.dimension, recipe.seed)
    learner = Learner(parts, weights, composition, recipe)
    _say(f"{len(row_of)} tokens, {len(tokens)} rows, {composition.count} parts, {recipe}")

    def after(epoch: int, loss: float) -> None:
        StaticModel.quantised(vocabulary, learner.rows(), row_of).save(folder)
        _say(f"epoch {epoch + 1}, loss {loss:.3f}")

    learner.learn(Batches(sources, glosses, alike, recipe.seed, recipe.passes), after)


def _paired(texts: Sequence[tuple[str, str]], ids: Callable[[Sequence[str]], list[Ids]]) -> list[tuple[Ids, Ids]]:
    return list(zip(ids([left for left, _ in texts]), ids([right for _, right in texts]), strict=True))


def main() -> None:
    """Read, align, train, save."""
    parser = argparse.ArgumentParser(description="Make the bundled embedding model and lexicon.")
    parser.add_argument("--data", type=Path, required=True, help="the folder with the training files")
    parser.add_argument("--model", type=Path, default=BUNDLED, help="where the model goes")
    parser.add_argument("--lexicon", type=Path, default=LEXICON, help="where the lexicon goes")
    parser.add_argument("--without", choices=PARALLEL, help="hold a parallel text out, to test on it")
    arguments = parser.parse_args()
    texts = {name: parallel(arguments.data, name) for name in PARALLEL if name != arguments.without}
    entries = dictionary(arguments.data)
    terms = make_lexicon(texts, entries, arguments.lexicon)
    _say(f"lexicon of {len(terms)} English entries")
    make_model(texts, entries, terms, Recipe(), arguments.model)
    _say(report(StaticEmbeddings(arguments.model), arguments.data))


_started = time.monotonic()


def _say(text: str) -> None:
    sys.stdout.write(f"[{time.monotonic() - _started:.0f} s] {text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
