"""Text as tokens of the lexical index: characters and pairs of Chinese, whole words, numbers, document numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ingest.fold import fold

# White space between two Latin words or numbers parts them; everywhere else folding removes it.
_GAP = re.compile(r"(?<=[A-Za-z0-9.%])\s+(?=[A-Za-z0-9])|\t+")
_HAN = "㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff〇"
_TOKEN = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+(?:[.,\-/][^\W_{_HAN}]+)*%?")
_PARTS = re.compile(r"\d+(?:\.\d+)*|[^\W\d_]+")
_DOC_NUMBER = re.compile(rf"([{_HAN}]{{0,6}})(\(\d{{4}}\)第?\d+号)")


def _doc_numbers(piece: str) -> Iterator[str]:
    """A 文号 whole, with every length of its letters: where they begin in running text is not marked."""
    for found in _DOC_NUMBER.finditer(piece):
        letters, number = found.groups()
        yield from (letters[start:] + number for start in range(len(letters) + 1))


def _word(word: str) -> Iterator[str]:
    """A Latin word or a number whole, and its parts where it has several."""
    plain = word.replace(",", "")
    yield plain
    parts = _PARTS.findall(plain)
    if len(parts) > 1 or parts != [plain]:
        yield from (part for part in parts if part != plain)


def tokens(text: str) -> list[str]:
    """The tokens of a text in order; none holds white space."""
    found: list[str] = []
    for piece in _GAP.split(unicodedata.normalize("NFKC", text)):
        folded = fold(piece)
        for match in _TOKEN.finditer(folded):
            run = match.group()
            if run[0] >= "㐀":
                found += run
                found += (run[i : i + 2] for i in range(len(run) - 1))
                continue
            found += _word(run)
            after = folded[match.end() : match.end() + 1]
            if run[-1].isdigit() and after > "㐀":
                found.append(run.replace(",", "") + after)  # 95号, 2026年: a number with what it counts
        found += _doc_numbers(folded)
    return found
