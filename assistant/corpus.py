"""An opened index with what questions are read against: names, tables, evidence, words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.cues import MASK
from assistant.evidence import Evidence, EvidenceBase
from assistant.names import Names, Table, tables_of
from assistant.titles import is_title
from assistant.words import STOP, Segmenter
from ingest.fold import fold
from ingest.people import looks_like_name
from ingest.pinyin import pinyin
from ingest.terms import Terms
from ingest.unit_names import Aliases, take_apart
from ingest.units import UnitIndex
from vectorstore.lexicon import Lexicon

if TYPE_CHECKING:
    from ingest.model import Document, Record
    from vectorstore.index import Index

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_KEPT = STOP | set("罚一二三四五六七八九十两几大小新老总各子副")  # no typing errors: 那部分一共, 小指标
SYNONYM_FLOOR = 0.2
EMBEDDED_CHARACTERS = 400
WARMED = 4_000  # sentences and records: a second


class Corpus:
    """Built once for each version of an index; immutable after."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.documents: tuple[Document, ...] = index.documents
        self.records: tuple[Record, ...] = index.records
        self.document = {document.id: document for document in self.documents}
        self.titles = {document.id: fold(document.title) for document in self.documents}
        self.tables: tuple[Table, ...] = tables_of(self.records)
        self.names = Names(self.records, self.documents, self.tables)
        self.evidence = EvidenceBase(
            self.records, index.chunks, self.documents, {d.id: index.name_of(d.id) for d in self.documents}
        )
        self.terms = Terms.load()
        self.lexicon = Lexicon.load()
        self._vectors: dict[int, NDArray[np.float32]] = {}
        self._words: dict[int, NDArray[np.int64]] = {}
        self._word_rows: dict[str, int] = {}
        self._word_vectors: NDArray[np.float32] = np.empty((0, index.embedding.dimension), dtype=np.float32)
        self._synonyms: dict[str, tuple[tuple[str, float], ...]] = {}
        self.segmenter = Segmenter(self._known_words(), self.lexicon.chinese)
        self.of_kind: dict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            self.of_kind[record.kind].append(record)

    @cached_property
    def year(self) -> int | None:
        """The year 今年 means: that of the newest document."""
        dated = sorted((d.date or str(d.year or ""), d.year) for d in self.documents if d.year)
        return dated[-1][1] if dated else None

    def _known_words(self) -> list[str]:
        names = [unit for r in self.records for role in ("leads", "shared") for unit in r.fields.get(role, ())]
        names += [row.label for table in self.tables for row in table.rows]
        names += [term for term in self.terms.by_chinese if 2 <= len(term) <= 8]
        return [*names, *self.names.people]

    def synonyms(self, word: str) -> tuple[tuple[str, float], ...]:
        """Folded words that may stand for a Chinese word, with weights below 1."""
        if word not in self._synonyms:
            found = _synonyms(self.terms, self.lexicon, word) + self._addressed(word)
            if len(word) > 2 and word[-1] in "证照" and not self.evidence.known(word):  # 采砂证: 采砂许可证
                papers = (word[:-1] + kind for kind in ("许可证", "资格证", "合格证", "执照", "证书"))
                found += tuple((paper, 0.9) for paper in papers if self.evidence.known(paper))
            self._synonyms[word] = found
        return self._synonyms[word]

    def _addressed(self, word: str) -> tuple[tuple[str, float], ...]:
        """The full names behind a surname with a title: 温总理 is 温家宝总理."""
        if not 3 <= len(word) <= 4 or not looks_like_name(word[0] + "某") or not is_title(word[1:]):
            return ()
        name = re.compile(rf"{word[0]}[\u4e00-\u9fff]{{1,2}}{word[1:]}|{word[1:]}{word[0]}[\u4e00-\u9fff]{{1,2}}")
        found = Counter(match for item in self.evidence.items for match in name.findall(item.own))
        return tuple((full, 0.95) for full, _ in found.most_common(2))

    @cached_property
    def _homophones(self) -> dict[str, str]:
        """Pinyin to the most frequent 3- and 4-character string of the evidence that sounds so, or else to a term."""
        said = {sound: long[0] for sound, grams in self._sounds.items() if (long := [g for g in grams if len(g) > 2])}
        return {"".join(map(sound_of, term)): term for term in self.terms.by_chinese if len(term) in (3, 4)} | said

    @cached_property
    def _short_terms(self) -> dict[str, str]:
        """Pinyin to the term of two characters that the evidence has and that sounds so: 非遗."""
        short = [term for term in self.terms.by_chinese if len(term) == 2 and self.evidence.known(term)]
        return {"".join(map(sound_of, term)): term for term in short}

    @cached_property
    def _sounds(self) -> dict[str, list[str]]:
        """Pinyin to the 2- to 4-character strings of the evidence that sound so, the frequent first."""
        counts: Counter[str] = Counter()
        for item in self.evidence.items:
            for run in _HAN.findall(item.own):
                for length in (2, 3, 4):
                    counts.update(run[i : i + length] for i in range(len(run) - length + 1))
        sounds: dict[str, list[str]] = defaultdict(list)
        for gram, _ in counts.most_common(300_000):
            sounds["".join(map(sound_of, gram))].append(gram)
        return sounds

    @cached_property
    def _unit_sounds(self) -> dict[str, str]:
        """Pinyin to the name or short name of a unit that sounds so."""
        names = {fold(a) for organ in Aliases.load().organs for a in (organ.name, *organ.aliases)}
        names |= {name for unit in self.names.units.units for name in (fold(unit), take_apart(unit).organ)}
        known = sorted(name for name in names if len(name) > 1 and _is_unit(name, self.names.units))
        return {"".join(map(sound_of, name)): name for name in known}

    def romanised(self, word: str) -> tuple[tuple[str, float], ...]:
        """What a Latin word may spell in the documents, as alternatives of a term."""
        if len(word) < 4 or not word.isalpha():
            return ()
        known = sorted(self._sounds.get(word, ()), key=lambda gram: not self.segmenter.place(gram))  # 务院 is none
        return tuple((gram, 0.9) for gram in known[:3])

    def correct(self, folded: str, content: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Replaces what no document says by what sounds the same and is there; only where `content` is not masked."""
        folded, corrections = self._correct_units(folded, content)
        cut = self._inside_words(folded)
        for length in (2, 4, 3):
            for start in range(len(folded) - length + 1):
                gram = folded[start : start + length]
                if (length == 2 and STOP.intersection(gram)) or self.segmenter.listed(gram):
                    continue
                if not all("一" <= c <= "鿿" for c in gram) or self.evidence.known(gram):
                    continue
                if start in cut or start + length in cut:  # 医院急 of 医院急用 is nothing that was meant
                    continue
                sounds = self._homophones if length > 2 else self._short_terms
                heard = sounds.get("".join(map(sound_of, gram)))
                if heard and _worth(folded, content, start, heard, self):
                    folded = folded[:start] + heard + folded[start + length :]
                    corrections.append((gram, heard))
        return folded, tuple(corrections)

    def _inside_words(self, folded: str) -> set[int]:
        """The places within the words of a question that a dictionary has."""
        words = [(word, start) for word, _, start, _ in self.segmenter.words(folded) if self.segmenter.listed(word)]
        return {start + n for word, start in words for n in range(1, len(word))}

    def _correct_units(self, folded: str, content: str) -> tuple[str, list[tuple[str, str]]]:
        """Replaces what sounds like the name of a unit, but for one character, and is no word."""
        corrections = []
        for length in range(6, 1, -1):
            for start in range(len(folded) - length + 1):
                gram = folded[start : start + length]
                heard = self._unit_sounds.get("".join(map(sound_of, gram))) if _HAN.fullmatch(gram) else None
                wrong = [start + i for i, c in enumerate(heard or gram) if c != gram[i]]
                if not heard or len(wrong) != 1 or content[wrong[0]] == MASK or self.segmenter.listed(gram):
                    continue
                if length == 2 and self.evidence.known(gram):  # so short a name sounds like much else
                    continue
                folded = folded[:start] + heard + folded[start + length :]
                corrections.append((gram, heard))
        return folded, corrections

    def likeness(self, text: str, evidence: Sequence[Evidence]) -> dict[int, float]:
        """The cosine of a question with some evidence in the space of the embedding model, by evidence index."""
        unknown = [item for item in evidence if item.index not in self._vectors]
        if unknown:
            vectors = self.index.embedding.encode([item.reading[:EMBEDDED_CHARACTERS] for item in unknown])
            self._vectors.update(zip((item.index for item in unknown), vectors, strict=True))
        query = self.index.embedding.encode([text])[0]
        return {item.index: float(self._vectors[item.index] @ query) for item in evidence}

    def words_of(self, item: Evidence) -> NDArray[np.int64]:
        """The distinct words of an evidence that have two characters or more, as rows of their vectors."""
        if item.index not in self._words:
            self._words[item.index] = self.word_rows(self._said(item))
        return self._words[item.index]

    def _said(self, item: Evidence) -> list[str]:
        return sorted({word for word, _, _, _ in self.segmenter.words(item.own) if len(word) > 1})

    def word_rows(self, words: Sequence[str]) -> NDArray[np.int64]:
        """The row of each word's vector; words that are new get one."""
        unknown = [word for word in dict.fromkeys(words) if word not in self._word_rows]
        if unknown:
            first, size = len(self._word_rows), len(self._word_rows) + len(unknown)
            if size > len(self._word_vectors):  # room for as many again, so that it is rarely copied
                room = np.empty((size, self._word_vectors.shape[1]), dtype=np.float32)
                self._word_vectors = np.vstack([self._word_vectors[:first], room])
            self._word_vectors[first:size] = self.index.embedding.encode(unknown)
            self._word_rows.update((word, first + n) for n, word in enumerate(unknown))
        return np.array([self._word_rows[word] for word in words], dtype=np.int64)

    def word_vectors(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of some words in the space of the embedding model."""
        return self._word_vectors[rows]

    def warm(self) -> None:
        """Embed the evidence of a small index, so that the first questions need not."""
        if len(self.evidence.items) <= WARMED:
            self.likeness("", self.evidence.items)
            self.word_rows(sorted({word for item in self.evidence.items for word in self._said(item)}))

    def scope(self, documents: Sequence[str]) -> set[str]:
        """The document ids a question may be answered from."""
        return set(documents) if documents else set(self.document)


def _is_unit(name: str, units: UnitIndex) -> bool:
    """Whether a name is one of an index's units, whole."""
    return any(m.start == 0 and m.end == len(name) for m in units.find(name))


@cache
def sound_of(character: str) -> str:
    """The pinyin of one character; a word's own reading is not looked for, which is fast and hears typing errors."""
    return pinyin(character)


def _worth(folded: str, content: str, start: int, heard: str, corpus: Corpus) -> bool:
    """Whether a homophone is likelier than what was typed: one character differs, and no pair it stands in is known."""
    differing = [i for i, character in enumerate(heard) if folded[start + i] != character]
    if len(differing) != 1 or content[start + differing[0]] == MASK or folded[start + differing[0]] in _KEPT:
        return False
    at = start + differing[0]
    pairs = [folded[i : i + 2] for i in (at - 1, at) if 0 <= i < len(folded) - 1]
    return not any(corpus.evidence.known(pair) for pair in pairs)


def _synonyms(terms: Terms, lexicon: Lexicon, word: str) -> tuple[tuple[str, float], ...]:
    found = {fold(other): 0.95 for other in terms.synonyms(word)}
    for other, weight in lexicon.synonyms(word):
        if weight >= SYNONYM_FLOOR:
            found.setdefault(fold(other), 0.5 + 0.35 * weight)
    return tuple(found.items())
