"""Words of a question that no table has as said: those like a category, cut from a header, ill translated."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.corpus import Corpus
from assistant.names import Table, bare
from assistant.question import Question
from assistant.reading import content
from assistant.words import Term
from ingest.fold import fold
from ingest.numerals import parse_english_numeral

_ALIKE, _APART = 0.45, 0.15  # how alike a word and a category are, and how much more than any other category
_FEW, _SHORT = 6, 16  # values of a column that tells kinds of rows apart, and characters of one
_PIECE, _MOST = 4, 0.6  # characters, and their share of a cell, that a question says of it in one piece
_PERSONS = frozenset(("学生", "在校生", "人员", "人数", "人", "居民", "人口", "员工", "职工"))
_PLACES = ("城市", "省份", "省市", "省区市", "市县", "县市", "县区", "地区", "区域", "地方", "直辖市")
_PLACE_HEADER = re.compile(r"[省市县区]|地方")
_COUNTRY = frozenset(("中国", "我国", "全国", "国内"))
_SAID, _SURE = 2, 0.8  # characters and weight, above which a word that documents have is a name of its own
_NUMBER = re.compile(r"\d+|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b")
_SINGLED_OUT = 3  # words that tell a table from all others


def like_category(term: Term, tables: Sequence[Table], corpus: Corpus) -> tuple[str, ...]:
    """The categories of one name whose words are by far the most alike to a word: drama for 传统戏剧."""
    names = list(dict.fromkeys(bare(c) for t in tables for c in t.categories))
    word = term.alternatives[0][0]
    said = len(word) >= _PIECE and not word.isascii() and corpus.evidence.known(word)  # a thing that texts name
    if len(names) < 2 or not term.naming or said:
        return ()
    own = [w for w, weight in term.alternatives if weight >= _SURE and len(w) > _SAID and corpus.evidence.known(w)]
    if own and not any(w in fold(name) for w in own for name in names):  # 绿色工厂 is like no category
        return ()
    asked = corpus.word_vectors(corpus.word_rows([term.surface]))[0]
    alike = {}
    for name in names:
        words = [name, *(w for w, _, _, _ in corpus.segmenter.words(fold(name)) if len(w) > 1)]
        alike[name] = float((corpus.word_vectors(corpus.word_rows(words)) @ asked).max())
    best, second = sorted(names, key=lambda name: -alike[name])[:2]
    if alike[best] < _ALIKE or alike[best] - alike[second] < _APART:
        return ()
    return tuple(c for c in dict.fromkeys(c for t in tables for c in t.categories) if bare(c) == best)


def forgiven(question: Question, unbound: Sequence[Term], tables: Sequence[Table], above: str) -> bool:
    """Whether one English word may go unbound: its translation may miss the table, which other words single out."""
    if question.language == "zh" or len(unbound) != 1 or len({t.key for t in tables}) != 1:
        return False
    if unbound[0].proper or unbound[0].alternatives[0][0].isascii():
        return False
    around = fold(tables[0].caption) + above + "".join(map(fold, tables[0].headers))
    named = [t for t in content(question) if t.naming and not t.generic]
    said = [t for t in named if any(w in around for w, weight in t.alternatives if weight >= 0.75)]
    return len(said) >= _SINGLED_OUT


def crosses(question: Question, term: Term, headers: Sequence[str]) -> bool:
    """Whether a word was cut out of a header that the question says: 招数 in 扩招数."""
    said = [(m.start(), m.end()) for h in headers if len(h) > 1 for m in re.finditer(re.escape(h), question.folded)]
    return any(start < term.end and term.start < end for start, end in said)


def partly_said(question: Question, tables: Sequence[Table]) -> dict[str, tuple[int, int]]:
    """Cells of columns of few values that a question says most of, and where: 8个改革试验区 for 8个改革试验区域."""
    found: dict[str, tuple[int, int]] = {}
    for table in tables:
        for header in table.headers:
            cells = {str(row.fields["cells"].get(header, "")) for row in table.rows} - {""}
            if not 2 <= len(cells) <= _FEW or any(len(cell) > _SHORT for cell in cells):
                continue
            places = {cell: _said_of(question, fold(cell)) for cell in cells}
            longest = max(end - start for start, end in places.values())
            best = [cell for cell, (start, end) in places.items() if end - start == longest > 0]
            if len(best) == 1:
                found[best[0]] = places[best[0]]
    return found


def _said_of(question: Question, cell: str) -> tuple[int, int]:
    """Where a question says most of a cell; (0, 0) where it does not.

    In English it says a number of it and a word beside, or all of it in one word: nationwide.
    """
    if question.language == "en":
        whole = [t for t in question.terms if any(w == cell for w, weight in t.alternatives if weight >= 0.9)]
        if whole:
            return whole[0].start, whole[0].end
        numbers = set(_NUMBER.findall(cell))
        said = [
            t for t in question.terms if any(w in cell for w, weight in t.alternatives if weight >= 0.75 and len(w) > 1)
        ]
        figures = ((m, m.group()) for m in _NUMBER.finditer(question.folded))
        near = [
            m
            for m, figure in figures
            if (figure if figure.isdigit() else str(parse_english_numeral(figure))) in numbers
        ]
        after = [t for m in near for t in said if 0 <= t.start - m.end() <= _SHORT]
        return (near[0].start(), max(t.end for t in after)) if after else (0, 0)
    text = question.folded
    pieces = [(i, j) for i in range(len(text)) for j in range(i + _PIECE, len(text) + 1) if text[i:j] in cell]
    start, end = max(pieces, key=lambda piece: piece[1] - piece[0], default=(0, 0))
    return (start, end) if end - start >= _MOST * len(cell) else (0, 0)


def goes_without_saying(question: Question, term: Term, tables: Sequence[Table]) -> bool:
    """Whether a word says no more than a table does: persons or places where it is of them; in English the country."""
    of_places = any(_PLACE_HEADER.search(header) for table in tables for header in table.headers)
    if of_places and any(w in place for place in _PLACES for w, weight in term.alternatives if weight >= 0.75):
        return True
    words = {word for word, weight in term.alternatives if weight >= 0.9}
    counts = any(fold(str(row.fields.get("unit") or "")) == "人" for table in tables for row in table.rows[:1])
    return bool(counts and words & _PERSONS) or (question.language == "en" and bool(words & _COUNTRY))
