"""Terms of official documents: synonyms in Chinese, and the Chinese for English words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.fold import fold
from ingest.unit_forms import longest_first
from ingest.unit_names import table_rows

_WORD = re.compile(r"[A-Za-z]+(?:\.\d+)?(?:['’]s?(?![A-Za-z]))?|\d[\d,]*(?:\.\d+)?|&")
_BETWEEN = re.compile(r"[\s\-/'’&.()]*")  # what may part the words of one term
TermMention = tuple[int, int, tuple[str, ...]]


@dataclass(frozen=True)
class Terms:
    """The term table, by folded Chinese term and by plain English words."""

    by_chinese: dict[str, tuple[str, ...]]
    by_english: dict[str, tuple[str, ...]]
    english_of: dict[str, str]
    longest: int  # words of the longest English term

    @staticmethod
    @lru_cache(maxsize=1)
    def load() -> Terms:
        """The table beside this file."""
        by_chinese: dict[str, list[str]] = {}
        by_english: dict[str, list[str]] = {}
        english_of: dict[str, str] = {}
        for chinese, english in table_rows("terms.tsv", 2):
            synonyms, translations = _split(chinese), _split(english)
            for term in synonyms:
                _extend(by_chinese, fold(term), synonyms)
                if translations:
                    english_of.setdefault(fold(term), translations[0])
            for translation in translations:
                _extend(by_english, plain_words(translation), synonyms)
        longest = max(len(words.split()) for words in by_english)
        return Terms(_frozen(by_chinese), _frozen(by_english), english_of, longest)

    def synonyms(self, chinese: str) -> tuple[str, ...]:
        """Other Chinese terms for the same thing, the usual one first; empty where the table has none."""
        folded = fold(chinese)
        return tuple(term for term in self.by_chinese.get(folded, ()) if fold(term) != folded)

    def english(self, chinese: str) -> str:
        """The usual English for a Chinese term, empty where the table has none."""
        return self.english_of.get(fold(chinese), "")

    def from_english(self, text: str) -> list[TermMention]:
        """Start, end and Chinese terms of the English terms of a text, longest first, from left to right."""
        words = list(_words(text))
        plain = [word for _, _, word in words]
        apart = [n for n in range(1, len(words)) if not _BETWEEN.fullmatch(text, words[n - 1][1], words[n][0])]
        ranges = longest_first(
            range(len(words)),
            len(words),
            self.longest,
            bytearray(len(words)),
            lambda first, last: (
                " ".join(plain[first:last]) in self.by_english and not any(first < n < last for n in apart)
            ),
        )
        return sorted(
            (words[first][0], words[last - 1][1], self.by_english[" ".join(plain[first:last])])
            for first, last in ranges
        )


def plain_words(text: str) -> str:
    """English for matching: lower case, singular, hyphens opened, one spelling of -ise and centre."""
    return " ".join(word for _, _, word in _words(text))


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _WORD.finditer(text):
        yield match.start(), match.end(), _stem(match[0])


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """One form for singular and plural, possessive, British and American spelling."""
    plain = re.sub(r"['’]s?$", "", word.casefold()).replace("&", "and").replace(",", "")
    plain = re.sub(r"is(ation|ed|ing|e)$", r"iz\1", plain) if len(plain) > 6 else plain
    plain = {"centre": "center", "centres": "center", "programme": "program", "programmes": "program"}.get(plain, plain)
    plain = re.sub(r"our(s?)$", r"or\1", plain) if len(plain) > 5 else plain
    if len(plain) > 4 and plain.endswith("ies"):
        return plain[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x)es$", plain):
        return plain[:-2]
    if len(plain) > 3 and plain.endswith("s") and not plain.endswith(("ss", "us", "is")):
        return plain[:-1]
    return plain


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",") if part.strip())


def _extend(table: dict[str, list[str]], key: str, terms: tuple[str, ...]) -> None:
    known = table.setdefault(key, [])
    known += [term for term in terms if term not in known]


def _frozen(table: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(terms) for key, terms in table.items()}
