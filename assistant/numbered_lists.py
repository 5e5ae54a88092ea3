"""Items of a long numbered list by place or matter: those of one region, those about one thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from assistant.answer import Receipt
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.phrases import joined, say
from assistant.question import Question
from assistant.reading import content, said_in_title
from assistant.regulations import regulations, statutory
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record

_LIST = 8  # items from which on a numbered list is one to choose from
_LINE = 100  # characters of an item of such a list; longer ones are paragraphs
_SAID = 2  # words of its title that a question must say
_LIKE = 0.45  # how alike a word and one of the title are
_SENTENCE = 30  # characters from which on an item with a stop is a provision
_TOLD = 6  # items told by their words
_CALLED = pattern("item_called")
_TITLED = re.compile(r"[标题](?:题|目|名)|字样")  # of items that may be called 几条 as well
PARTS = pattern("parts_asked")  # what is asked for is no item
_QUOTE = re.compile(r"[“\"‘「]([^“”\"‘’「」]{1,10})[”\"’」]")
_SHORT = 48  # characters of an item in the sentence


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A list, the words of the question that its title says, those that its items say, and the items."""

    records: tuple[Record, ...]
    titled: tuple[Term, ...]
    conditions: tuple[Term, ...]
    matched: tuple[Record, ...]


def itemised(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The items of the one numbered list that a question describes which hold its other words, all of them."""
    if not question.has("list", "count", "content", "code") or question.has("when", "yesno"):
        return None
    if (question.has("kind_article") and not _TITLED.search(question.folded)) or PARTS.search(question.folded):
        return None
    if question.has("figure") and not question.has("list", "count"):
        return None
    if question.language == "en" and question.has("who") and not question.has("count"):
        return None
    said, papers = content(question, question.named("document")), question.named("document")
    items = any(_CALLED.fullmatch(question.folded, c.start, c.end) for c in question.found_cues)
    if question.language == "en" and papers and not (items or any(map(calls, said))):
        return None  # who or what a paper speaks of is no choice of its items
    terms = [t for t in said if not t.generic and not calls(t)]
    groups = regulations(question, corpus)
    lists = [v for v in groups.values() if len(v) >= _LIST and (items or not _provisions(v))]
    found = [chosen for v in lists if (chosen := _chosen(question, v, terms, corpus))]
    best = max(found, key=lambda c: len(c.titled), default=None)
    if best is None:
        return none_of(question, corpus, book)
    if sum(len(c.titled) == len(best.titled) for c in found) > 1:
        return None
    one = best.matched[0] if len(best.matched) == 1 and not items else None
    if one and (len(one.text) > _LINE or not question.has("count")):
        return None  # who or what one item speaks of; a long paragraph is no item
    return _told(question, best, book)


def none_of(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """That no item of the list that a Chinese question names by its title has anything of what is asked of them."""
    lists = [v for v in regulations(question, corpus).values() if len(v) >= _LIST]
    terms = [t for t in content(question, question.named("document")) if not t.generic and not calls(t)]
    if question.language != "zh" or not question.has("list", "count"):
        return None
    titles = {v[0].document_id: v for v in lists if not statutory(v[0], corpus)}
    said = {i: [t for t in terms if t.alternatives[0][0] in corpus.titles[i]] for i in titles}
    best = max(said, key=lambda i: len(said[i]), default="")
    if not best or len(said[best]) < _SAID or sum(len(s) == len(said[best]) for s in said.values()) > 1:
        return None
    text = fold("".join(r.text for r in titles[best]))
    left = [t for t in terms if t not in said[best] and not said_in_title(t, [best], corpus)]
    unsaid = [w for w in _QUOTE.findall(question.folded) if w not in text + corpus.titles[best]]
    if not unsaid and (not left or any(_partly(t.alternatives[0][0], text) for t in left)):
        return None
    missing = tuple(unsaid or [t.surface for t in left])
    shown = f"《{corpus.document[best].title}》"
    note = say(
        "zh",
        "items_none",
        what="、".join(missing),
        checked=len(titles[best]),
        title=shown,
        m=mark(book.cite(titles[best][0])),
    )
    receipt = Receipt("article", 0, len(titles[best]))
    return Draft("not_found", note, receipt=receipt, missing=missing)


def _partly(word: str, text: str) -> bool:
    """Whether a text has a word or two characters of it."""
    return word in text or any(word[i : i + 2] in text for i in range(len(word) - 1) if not word.isascii())


def _provisions(records: Sequence[Record]) -> bool:
    """Whether most items are sentences, which are read, rather than lines to choose from."""
    whole = [r for r in records if r.text.rstrip().endswith("。") and len(r.text) > _SENTENCE]
    return 2 * len(whole) > len(records)


def _chosen(question: Question, records: tuple[Record, ...], terms: Sequence[Term], corpus: Corpus) -> _Chosen | None:
    """What a list answers of a question; None where its title is not meant or a word is left over."""
    if statutory(records[0], corpus) or median(len(r.text) for r in records) > _LINE:
        return None
    title = corpus.titles[records[0].document_id] + fold(str(records[0].fields.get("regulation") or ""))
    about = [c.end for c in question.found_cues if c.name == "mention"] if question.language == "en" else []
    focus = max(about, default=0)  # what the items are about comes after it
    titled, left = [], []
    held: list[tuple[Term, list[str]]] = []
    for term in terms:
        words = [word for word, weight in term.alternatives if weight >= 0.75 and len(word) > 1]
        if any(w in title for w, weight in term.alternatives if weight >= 0.5 and len(w) > 1):
            titled.append(term)
        elif term.start >= focus and _holding(records, words):
            held.append((term, words))
        elif alike(term, title, corpus) >= _LIKE:
            titled.append(term)
        elif term.naming:
            left.append(term)
    matched, conditions, lacked = _narrowed(question, quoting(question, records, corpus), held)
    left += lacked
    if len(matched) == 1 and matched[0].text.rstrip().endswith((":", "：")):
        return None  # what is asked for stands under it
    named = question.named("document") and any(records[0].document_id in m.values for m in question.named("document"))
    if not conditions or len(matched) == len(records) or not (named or len(titled) >= _SAID):
        return None
    if left and (question.language == "zh" or named or len(left) > min(len(titled), 2 * len(conditions))):
        return None
    return _Chosen(records, tuple(titled), tuple(conditions), tuple(matched))


def quoting(question: Question, records: Sequence[Record], corpus: Corpus) -> list[Record]:
    """The items that have what a question quotes of them word for word."""
    words = [w for w in _QUOTE.findall(question.folded) if records and w not in corpus.titles[records[0].document_id]]
    return [r for r in records if all(word in fold(r.text) for word in words)]


def calls(term: Term) -> bool:
    """Whether a word only calls the list, or the words of its items: 名单, 条目, 两个字."""
    return bool(_CALLED.fullmatch(term.surface))


def _narrowed(
    question: Question, records: Sequence[Record], held: Sequence[tuple[Term, list[str]]]
) -> tuple[list[Record], list[Term], list[Term]]:
    """The items that hold all the words, the rarer first, or in English most of them; those words, and the others."""
    if question.language == "en" and len(held) > 1:
        holding = [(term, {r.id for r in _holding(records, words)}) for term, words in held]
        counts = {r.id: sum(r.id in ids for _, ids in holding) for r in records}
        matched = [r for r in records if counts[r.id] == max(counts.values())]
        said = [term for term, ids in holding if any(r.id in ids for r in matched)]
        return matched, said, [term for term, _ in held if term not in said]
    matched, said, lacked = list(records), [], []
    for term, words in sorted(held, key=lambda pair: len(_holding(records, pair[1]))):
        if holds := _holding(matched, words):
            matched = holds
            said.append(term)
        else:
            lacked.append(term)  # what the rarer words leave has it not
    return matched, said, lacked


def alike(term: Term, title: str, corpus: Corpus) -> float:
    """How like a term the most alike word of a folded text is."""
    words = [word for word, _, _, _ in corpus.segmenter.words(title) if len(word) > 1]
    asked = corpus.word_vectors(corpus.word_rows([term.surface, term.alternatives[0][0]]))
    return float((corpus.word_vectors(corpus.word_rows(words)) @ asked.T).max()) if words else 0.0


def _holding(records: Sequence[Record], words: Sequence[str]) -> list[Record]:
    """The items that begin with a word, where any do: 重庆市某区; else those that have it."""
    texts = [(r, fold(r.text).lstrip("0123456789.、()")) for r in records]
    first = [r for r, text in texts if any(text.startswith(word) for word in words)]
    return first or [r for r, text in texts if any(word in text for word in words)]


def _told(question: Question, chosen: _Chosen, book: QuoteBook) -> Draft:
    language, records = question.language, chosen.matched
    items = [item_of(record, (book.cite(record),)) for record in records]
    told = [f"{r.label}. {_head(r)}" if len(records) <= _TOLD else r.label for r in records]
    text = say(
        language,
        "items_listed",
        what=joined(language, ",", (t.surface for t in chosen.conditions)),
        count=len(records),
        checked=len(chosen.records),
        parts=joined(language, ";" if len(records) <= _TOLD else ",", told),
        m=mark(*(i.quotes[0] for i in items[:3])),
    )
    return Draft("answered", text, items, records=records)


def _head(record: Record) -> str:
    """An item's first words, without its number."""
    text = "".join(record.text.split()).lstrip("0123456789.、")
    head = text.split("。")[0]
    return head if len(head) <= _SHORT else head[:_SHORT] + "…"
