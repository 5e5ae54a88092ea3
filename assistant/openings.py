"""What stands under an opening: the numbered circumstances of an article, the measures under a heading."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial

from assistant.answer import Computed, Item, Receipt
from assistant.asked import figures_in
from assistant.chosen_lists import WANTED
from assistant.corpus import Corpus
from assistant.cues import pattern, told
from assistant.draft import Draft, QuoteBook, mark
from assistant.enumerations import quoted_list
from assistant.evidence import Evidence
from assistant.frames import frame
from assistant.listings import Opening, openings, passages, senses
from assistant.measure import asked_measure
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import about, in_scope, said_in_title
from assistant.relevance import evidence_terms, ranked
from assistant.signals import Weighed
from assistant.words import Term
from ingest.fold import fold
from ingest.numbering import leading_number
from ingest.numerals import parse_numeral

_STATED = re.compile(r"[(（]共?(\d+)([项个条件家名人种类])[)）]。?$")  # how many stand under a heading
_SAID_IN = re.compile(r"[“「《\"]([^”」》\"]{4,})[”」》\"]")
_TOTAL, _BOUND, _REPEATED = pattern("opening_total"), pattern("opening_bound"), pattern("repeated_word")
_KINDS = told("listed_kind")
_TAIL = re.compile(r"(?:下列|以下|如下).*$|分.{1,3}(?:阶段|步)")
_SEVERAL = pattern("several_things")
_PAPER = pattern("paper_type")
_OF_PAPER = re.compile(r"现[^，。]*如下[:：]$")  # 现就有关事项通知如下: what a paper says as a whole
_ANY_KIND = pattern("any_kind")
_SURE = {"zh": 0.55, "en": 0.45}  # how much of the question an opening must say, with what it stands under
_OWN = 0.2  # the same by itself
_RIVAL = 0.25  # how much more of it another sentence may say
_ABOVE = 0.7  # what a word in the title or heading over it is worth
_COUNTED = 0.85  # how much of the question need be said where it says how many members there are
_AHEAD = 0.04  # how much more of it than the next opening
_PLAINER = 0.8  # else it is the one that says less besides, so much shorter at most
_TRANSLATED = 0.5  # how sure a translation must be
_CLAUSE = re.compile(r"[^，。；：,;]+")
_TOLD, _IN_ALL = 60, 400  # characters of a member in the sentence, and of few members together
_TITLED = 0.6  # the share of a question's words that the title over counted groups must say

Part = tuple[str, int, Sequence[Evidence]]  # what it is called, how many it counts, its sentences


def run_in(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The paragraphs under a heading that a question says word for word, where each has a heading of its own."""
    if not question.has("list", "count", "content") or question.has("yesno", "difference", "compare"):
        return None
    found = _meant(question, corpus, spoken=True)
    return tell(question, found, book) if found else None


def repeated(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The clauses of one paragraph that begin with a word which a question counts: 几个“不准”."""
    said = _REPEATED.search(question.folded)
    word = next((w for w in said.groups() if w), "") if said else ""
    scope = frozenset(in_scope(question, corpus))
    papers = frozenset(about(question, corpus)[:1]) & scope or scope
    held = [e for e in corpus.evidence.items if word and e.kind == "passage" and e.document_id in papers]
    best: list[tuple[str, Evidence]] = []
    for e in held:
        run = [(c, e) for c in _CLAUSE.findall(e.reading) if c.startswith(word)]
        beside = bool(best) and 0 < e.index - best[-1][1].index <= 1 and bool(run)
        best = best + run if beside else max(best, run, key=len)
    if len(best) < 2:
        return None
    items = [Item(clause, clause, {}, (book.cite(e),)) for clause, e in best]
    marks = mark(*(q for item in items for q in item.quotes))
    parts = "；".join(item.text for item in items)
    text = say(question.language, "opened", head=word, count=len(items), parts=parts, m=marks)
    return Draft("answered", text, items, Receipt("group", len(items), len(items)))


def opened(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The members of the list whose opening says what is asked, all of them, or how many."""
    if question.has("yesno", "when", "kind_task", "kind_event") or _BOUND.search(question.folded):
        return None
    if not question.has("list", "count") and not _SEVERAL.search(question.folded):
        return None
    if asked_measure(question):
        return _people(question, corpus, book) if asked_measure(question) == "人" else None
    found = _meant(question, corpus)
    if found is None or _said_outright(question, found, corpus):
        return None
    return tell(question, found, book)


def _said_outright(question: Question, found: Opening, corpus: Corpus) -> bool:
    """Whether a sentence of the paper is put as the question asks, of what it names, and the opening is not."""
    put = frame(question)
    if put is None or (put(found.head.own) and senses(found.head.reading, question)):
        return False
    title = corpus.titles[found.head.document_id]
    named = [t for t in evidence_terms(question, corpus) if t.naming]
    strange = [t for t in named if not Weighed.of(t, corpus).titles(title)]  # any sentence may say the title's words
    held = [corpus.evidence.held(t).own for t in strange or named]
    same = (e for e in passages(corpus, frozenset({found.head.document_id})) if put(e.own))
    return bool(held) and any(all(own.get(e.index, 0.0) >= _TRANSLATED for own in held) for e in same)


def _called(question: Question, found: Opening, terms: Sequence[Term]) -> bool:
    """Whether a question of some words asks for what the opening says that it lists: circumstances, steps.

    Where it says not what, or the question only counts off (几项, 哪几种), any will do.
    """
    tail = next((t for e in reversed(found.lead) if (t := _TAIL.search(e.reading))), None)
    if tail is None or _ANY_KIND.search(question.folded) or senses(found.head.reading, question):
        return True
    listed = [kind for kind in _KINDS if kind.told.search(tail.group())]
    if not listed and question.language == "zh":
        return any(tail.group()[n : n + 2] in question.folded for n in range(2, len(tail.group()) - 2))
    words = [
        w for t in (terms if question.language == "en" else ()) for w, weight in t.alternatives if weight >= _TRANSLATED
    ]
    return any(k.asked.search(question.folded) or any(map(k.told.search, words)) for k in listed)


def whole(head: Evidence, question: Question, corpus: Corpus, book: QuoteBook, *, other: bool) -> Draft | None:
    """All that stands under a sentence which opens a list; `other`: only where it is called as in the question."""
    found = next((o for o in openings(corpus) if o.head is head), None)
    found = None if _OF_PAPER.search(head.reading) else found
    said = found and (not other or _called(question, found, evidence_terms(question, corpus)))
    return tell(question, found, book) if found and said else None


def headed(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The measures that a heading names, where they stand in quotation marks in the sentence after it."""
    if not question.has("list", "count", "content"):
        return None
    terms = [t for t in evidence_terms(question, corpus) if not t.generic]
    said = [fold(text) for text in _SAID_IN.findall(question.text)]
    said += [fold(_bare(head)) for head, _ in _counted(corpus) if fold(_bare(head)) in question.folded]
    for one in ranked(question, corpus, terms)[:8]:
        head, after = one.evidence, corpus.evidence.following(one.evidence, 1)
        quoted = quoted_list(after[0].reading) if after else ()
        if len(quoted) < 2 or not leading_number(head.reading) or not any(text in head.own for text in said):
            continue
        marks = (book.cite(head), book.cite(after[0]))
        items = [Item(name, name, {}, marks[1:]) for name in quoted]
        told = f"{_bare(head)}{(_STATED.search(head.reading) or [''])[0].rstrip('。')}：" + "、".join(quoted)
        text = say(question.language, "fact", text=told, m=mark(*marks))
        return Draft("answered", text, items, Receipt("group", len(items), len(items)))
    return None


def summed(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The sum of what the headings of one paper count: （4项）……（9项）."""
    if not question.has("count") or not _TOTAL.search(question.folded):
        return None
    papers = about(question, corpus)[:1]
    terms = [t for t in evidence_terms(question, corpus) if not t.generic]
    said = [t for t in terms if said_in_title(t, papers, corpus)]
    groups = [(head, found) for head, found in _counted(corpus) if head.document_id in papers]
    if any(fold(_bare(head)) in question.folded for head, _ in groups):
        return None  # what stands under one of them
    if len(groups) < 2 or len(said) < _TITLED * len(terms) or len({unit for _, (_, unit) in groups}) > 1:
        return None
    return _sum(question, [(_bare(h), number, (h,)) for h, (number, _) in groups], groups[0][1][1], book)


def _people(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """How many people a body has whose members an article lists with their numbers, those without one being one."""
    found = _meant(question, corpus) if _TOTAL.search(question.folded) else None
    if found is None:
        return None
    numbers = [[int(f.value) for f in figures_in(m[0].reading) if f.unit in ("人", "名", "位")] for m in found.members]
    if sum(map(bool, numbers)) < 2 or any(len(n) > 1 for n in numbers):
        return None
    parts = [(m[0].reading.rstrip("；;。"), (n or [1])[0], m) for m, n in zip(found.members, numbers, strict=True)]
    return _sum(question, parts, "人", book, found.head)


def _sum(question: Question, parts: Sequence[Part], unit: str, book: QuoteBook, *heads: Evidence) -> Draft:
    """The sum of what each part counts, as its items."""
    total, opening = sum(number for _, number, _ in parts), [book.cite(head) for head in heads]
    items = [Item(name, name, {"count": str(n)}, tuple(book.cite(e) for e in own)) for name, n, own in parts]
    expression = "+".join(str(number) for _, number, _ in parts)
    marks = tuple(dict.fromkeys([*opening, *(q for item in items for q in item.quotes)]))
    text = say(question.language, "parts_summed", value=str(total), unit=unit, expression=expression, m=mark(*marks))
    counted = Computed(str(total), unit, expression, marks)
    return Draft("answered", text, items, Receipt("group", total, total), computed=[counted])


def tell(question: Question, found: Opening, book: QuoteBook) -> Draft:
    """All that stands under an opening."""
    marks = [book.cite(found.head)]
    items = []
    for member in found.members:
        quotes = tuple(book.cite(sentence) for sentence in member)
        text = "".join(sentence.reading for sentence in member[: 1 if found.run_in else None]).rstrip("；;。")
        items.append(Item(_label(text), text, {}, quotes))
    most = max(_TOLD, _IN_ALL // len(items))
    parts = "；".join(item.text if len(item.text) <= most else item.text[:most] + "…" for item in items)
    text = say(
        question.language,
        "opened",
        head=_bare(found.head).rstrip(":："),
        count=len(items),
        parts=parts,
        m=mark(*marks, *(q for item in items for q in item.quotes[:1])),
    )
    return Draft("answered", text, items, Receipt("group", len(items), len(items)))


def _label(text: str) -> str:
    number = leading_number(text)
    return (text[number.end :] if number else text).lstrip("—－-")


def _bare(head: Evidence) -> str:
    """A heading without its number and what it counts."""
    number = leading_number(head.reading)
    return _STATED.sub("", head.reading[number.end :] if number else head.reading).rstrip("。")


def _meant(question: Question, corpus: Corpus, *, spoken: bool = False) -> Opening | None:
    """The one opening that says most of what is asked, where none says far more; one said word for word."""
    terms = evidence_terms(question, corpus)
    weighed = [Weighed.of(term, corpus) for term in terms if not term.generic]
    known = [one for one in weighed if one.held.both]
    unknown = [one for one in weighed if one.term.naming and not one.held.both]
    if not known or len(unknown) * 3 > len(weighed):
        return None
    scope = frozenset(in_scope(question, corpus))
    heads = [o for o in openings(corpus) if o.head.document_id in scope]
    people = asked_measure(question) == "人"  # whom an article lists with their numbers
    fit = _said_whole if spoken else partial(_called, terms=terms)
    heads = [o for o in heads if fit(question=question, found=o) or (people and not spoken)]
    if not _PAPER.search(question.folded):
        heads = [o for o in heads if not _OF_PAPER.search(o.head.reading)]
    heads = [o for o in heads if senses(o.head.reading, question) is not None] or heads
    shares = sorted(((*_share(o, known, question), -n) for n, o in enumerate(heads)), reverse=True)
    if not shares or shares[0][0] < _SURE[question.language]:
        return None
    near = [heads[-place] for both, _, place in shares if shares[0][0] - both < _AHEAD]
    if len({_bare(o.head) for o in near}) == 1:
        near = near[:1]  # headings of one wording: that of the paper which the question says most of
    plainest = min(near, key=lambda o: sum(len(e.own) for e in o.lead))
    if any(len(o.head.own) * _PLAINER < len(plainest.head.own) for o in near if o is not plainest):
        return None
    met = senses(plainest.head.reading, question)
    if met and any(k.asked.search(question.folded) and k.told.search(plainest.head.own) for k in _KINDS):
        return plainest  # 哪些地方不让：下列区域为禁采区
    if _share(plainest, known, question)[1] < _OWN:
        return None
    if spoken:
        return plainest
    title = corpus.titles[plainest.head.document_id]
    focus = [one for one in known if not one.titles(title)] or known  # any sentence of a paper may say its title
    if focus is known and _TAIL.search(plainest.head.reading) and not _ANY_KIND.search(question.folded):
        return plainest
    rivals = [e for e in passages(corpus, scope) if senses(e.reading, question) is not None]
    if met:  # what other papers demand is no rival
        rivals = [e for e in rivals if e.document_id == plainest.head.document_id]
    return None if _rival(focus, plainest, rivals) > _share(plainest, focus, question)[1] + _RIVAL else plainest


def _share(opening: Opening, known: Sequence[Weighed], question: Question) -> tuple[float, float]:
    """How much of what is asked an opening says, with what it stands under and by itself."""
    total = sum(one.weight for one in known)
    if (counted := WANTED.search(question.folded)) and parse_numeral(counted[1] or counted[2]) == len(opening.members):
        total *= _COUNTED
    met = [found.span() for found in senses(opening.head.reading, question) or ()]  # 要满足什么条件: 应当具备下列条件
    in_sense = [any(start <= one.term.start < end for start, end in met) for one in known]
    said = [(o, 1.0 if met_ else _best(o.held.own, opening.lead)) for o, met_ in zip(known, in_sense, strict=True)]
    own = sum(one.weight * here for one, here in said)
    both = sum(one.weight * max(here, _ABOVE * _best(one.held.above, opening.lead)) for one, here in said)
    if _said_whole(opening, question):
        own, both, total = own + total, both + total, 2 * total
    return round(both / total, 4), own / total


def _said_whole(found: Opening, question: Question) -> bool:
    """Whether a question says a heading of paragraphs word for word."""
    return found.run_in and fold(_bare(found.head)) in question.folded


def _best(held: Mapping[int, float], lead: Sequence[Evidence]) -> float:
    return max(held.get(item.index, 0.0) for item in lead)


def _rival(known: Sequence[Weighed], opening: Opening, others: Sequence[Evidence]) -> float:
    """The most that a sentence says which neither opens a list nor stands in one paragraph with the opening."""
    total = sum(one.weight for one in known)
    said: dict[int, float] = defaultdict(float)
    for one in known:
        for index, share in one.held.own.items():
            said[index] += one.weight * share / total
    lead = {item.index for item in opening.lead}
    return max((said.get(e.index, 0.0) for e in others if e.index not in lead), default=0.0)


@lru_cache(maxsize=2)
def _counted(corpus: Corpus) -> tuple[tuple[Evidence, tuple[int, str]], ...]:
    """The numbered headings of an index that say how many things stand under them."""
    found = []
    for item in corpus.evidence.items:
        stated = _STATED.search(item.reading) if item.kind == "passage" else None
        if stated and leading_number(item.reading):
            found.append((item, (int(parse_numeral(stated[1]) or 0), stated[2])))
    return tuple(found)
