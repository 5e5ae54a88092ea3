"""The penalty of a breach that stands in a list under it: 有下列行为之一的，处…罚款：（二）自行接受委托."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import permutations

from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.english import capitals
from assistant.evidence import Evidence
from assistant.listings import openings
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import in_scope
from assistant.relevance import evidence_terms
from assistant.signals import Weighed
from assistant.silence import silent_near
from ingest.model import Record
from ingest.numbering import leading_number
from ingest.numerals import parse_numeral

_ASKED = pattern("penalty")
_PENALTY = re.compile(r"罚款|罚金|没收|吊销|暂扣|撤销|警告|处分|拘留|责令")
_OPENS = re.compile(r"下列|之一|以下(?:行为|情形|情况)")
_APART = re.compile(r"分别|各[自是有]|哪个|谁|区别|差别|不同|\b(?:each|both|respectively|differ\w*|between|whereas)\b")
_AGAIN = re.compile(r"呢[?？]?$|^(?:what|how) about\b|^and\b")
_BREACH = re.compile(r"的[，,]")
_UNLICENSED = re.compile(
    r"擅自|未取得|未经(?:许可|批准)|无[^，。；的]{0,4}(?:证|执照)"
)  # a breach by itself, and not one of those who are licensed
_OF_ARTICLES = re.compile(
    r"(?:违反|有)(?:本(?:规定|条例|办法|法|细则))?((?:[、和及或至]?第[一二三四五六七八九十百]+[条款项])+)"
)
_PART = re.compile(r"(至?)第([一二三四五六七八九十百]+)([条项])")
_REMEDY = re.compile(r"不服|复议|申诉|起诉|诉讼|\b(?:appeal|reconsider|sue|contest|disagree|challenge)\w*")
_OUTCOME = re.compile("后果|下场")  # 有什么后果 asks for no list
_PENAL = re.compile(r"[处受被]?罚款?|处[罚分]|罚金|fine[sd]?|penalt\w*|punish\w*|sanction\w*")
_HOW_MANY = re.compile(r"(?:多少|几)[项条种类]|\bhow many (?:items|kinds|types|matters)\b")
_LIKE = 0.62  # how alike question and breach must be at least
_HELD = 0.25  # or how much the breach must say of what the question says besides whom it is of
_ENOUGH, _ALL = 0.5, 0.99  # of what the question says that a paper must speak of
_IS_PENAL = re.compile(r"[罚金]|处分|逾期|擅自|违[规法反]|fine|penalt|punish|sanction")  # of any breach
_TOLD = 2  # sentences of a lead that are told


Rule = tuple[tuple[Evidence, ...], Evidence]  # the sentences that state the penalty, and the one that states the breach


def penalised(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The penalty asked for, with the breach that it is for, where one of several breaches is described."""
    listed = question.has("list") and not _OUTCOME.search(question.folded)
    if not _asks(question) or listed or question.has("yesno") or _HOW_MANY.search(question.folded):
        return None
    scope = in_scope(question, corpus)
    rules = [rule for rule in _rules(corpus) if rule[1].document_id in scope]
    terms = [term for term in evidence_terms(question, corpus) if not term.generic]
    terms = [term for term in terms if not _PENAL.fullmatch(term.surface)] or terms
    weighed = [Weighed.of(term, corpus) for term in terms]
    if not rules or not weighed:
        return None
    lead, breach, described, like = _best(rules, weighed, question, corpus)
    if unspoken(question, (breach.document_id,), corpus):
        return None
    sure = described >= _HELD or like >= _LIKE
    if _APART.search(question.folded) and (both := _of_each(rules, breach, weighed, question, book)):
        return both
    first = next((n for n, item in enumerate(lead) if _fits(question, item)), None)
    unsaid = [one.term for one in weighed if one.term.naming and not one.held.both]
    if not sure and not described and unsaid and max(_said(weighed, above) for above, _ in rules) >= _HELD:
        return silent_near(unsaid[0].surface, question, lead[0].reading.rstrip("；;：:。"), book.cite(lead[0]))
    if not sure or first is None:
        return None
    told = lead[first : first + _TOLD]
    text = "".join(item.reading for item in told).rstrip("：:；;。")
    if all(item is not breach for item in told):
        told, text = (*told, breach), f"{text}：{breach.reading.rstrip('。；;')}"
    return _draft(text, told, question, book)


def unspoken(question: Question, papers: Collection[str], corpus: Corpus) -> str:
    """What a penalty is asked for, where these papers hardly speak of it; empty where they do, or none is asked for."""
    base, penal = corpus.evidence, _ASKED.search(question.folded)
    terms = [t for t in question.terms if penal and not t.generic and not _IS_PENAL.search(t.surface)]
    terms = [t for t in terms if t.naming] or terms
    for name in (t for t in terms if t.spelt and base.held(t).own and t.surface in capitals(question.text)):
        if not any(base.count_in(d, base.held(name)) for d in papers):
            return name.surface  # Zhalong: what is fined elsewhere is not fined there
    weighed = [(base.held(t).weight, t.surface) for t in terms]
    absent = [
        one for one, t in zip(weighed, terms, strict=True) if not any(base.count_in(d, base.held(t)) for d in papers)
    ]
    enough = _ENOUGH if question.language == "zh" else _ALL  # a translated word may miss that of the paper
    much = sum(weight for weight, _ in absent) > enough * sum(weight for weight, _ in weighed)
    return max(absent)[1] if much else ""


def _asks(question: Question) -> bool:
    """Whether a question asks for a penalty, or asks of another breach what the one before it asked for."""
    again = question.before and _AGAIN.search(question.folded)
    if _REMEDY.search(question.folded):  # what one may do against a penalty
        return False
    return bool(_ASKED.search(question.folded) or (again and _ASKED.search(question.before)))


def _fits(question: Question, item: Evidence) -> bool:
    """Whether a sentence states a fine, where one is asked for."""
    return "罚款" in item.reading or "罚金" in item.reading or not question.has("figure", "count")


def _draft(text: str, told: Sequence[Evidence], question: Question, book: QuoteBook) -> Draft:
    marks = mark(*(book.cite(item) for item in told))
    return Draft("answered", say(question.language, "fact", text=text, m=marks), reader="passages")


def _of_each(
    rules: Sequence[Rule], like: Evidence, weighed: Sequence[Weighed], question: Question, book: QuoteBook
) -> Draft | None:
    """The penalties of the parties that a question compares: the openings of the lists of their breaches."""
    heads = {lead[0].index: lead[0] for lead, breach in rules if _same(breach, like) and _OPENS.search(lead[0].reading)}
    fines = [head for head in heads.values() if _fits(question, head)]
    if len(fines) != len(("one", "other")):
        return None
    if not all(any(_said([w], [one]) > _said([w], [other]) for w in weighed) for one, other in permutations(fines)):
        return None
    return _draft("".join(head.reading for head in fines).rstrip("；;"), fines, question, book)


def _best(
    rules: Sequence[Rule], weighed: Sequence[Weighed], question: Question, corpus: Corpus
) -> tuple[tuple[Evidence, ...], Evidence, float, float]:
    """The rule whose breach is most like what the question describes, how much of it it says, and how like it is."""
    like = corpus.likeness(question.before + question.text, [breach for _, breach in rules])
    heads: dict[str, list[Evidence]] = defaultdict(list)
    for lead, breach in rules:
        heads[breach.document_id] += (item for item in lead if _OPENS.search(item.reading))
    bare = [one for one in weighed if any(_UNLICENSED.match(word) for word, _ in one.term.alternatives[:4])]

    def scores(rule: Rule) -> tuple[float, float]:
        lead, breach = rule
        title = corpus.titles[breach.document_id]  # what the title says tells no breach from another
        apart = [one for one in weighed if not (one.titles(title) or _said([one], heads[breach.document_id]))]
        described = _said(apart, [breach])
        if bare and not any(_UNLICENSED.search(item.reading) for item in (*lead, breach)):
            return 0.0, 0.0
        return _said(weighed, (*lead, breach)) + described + like[breach.index], described

    lead, breach = max(rules, key=lambda rule: (scores(rule)[0], -rule[1].index))
    return lead, breach, scores((lead, breach))[1], like[breach.index]


def _same(one: Evidence, other: Evidence) -> bool:
    return one.document_id == other.document_id


def _said(weighed: Sequence[Weighed], items: Sequence[Evidence]) -> float:
    """The share of the weight of some words that one of these sentences says."""
    total = sum(one.weight for one in weighed)
    found = sum(one.weight * max((one.held.own.get(i.index, 0.0) for i in items), default=0.0) for one in weighed)
    return found / total if total else 0.0


@lru_cache(maxsize=2)
def _rules(corpus: Corpus) -> tuple[Rule, ...]:
    """What the documents threaten with a penalty: each member of a list under one, and each sentence of its own."""
    found: list[Rule] = []
    for opening in openings(corpus):
        above = tuple(item for item in opening.lead if _PENALTY.search(item.reading))
        for member in opening.members:
            of_it = tuple(item for item in member if _PENALTY.search(item.reading))
            if lead := of_it or above:
                found.append((lead, member[0]))
    taken = {item.index for lead, breach in found for item in (*lead, breach)}
    others = (e for e in corpus.evidence.items if e.kind == "passage" and e.index not in taken)
    found += [((e, *_after_it(e, corpus)), e) for e in others if _PENALTY.search(_after(e.reading))]
    return (*found, *_of_articles(corpus))


def _of_articles(corpus: Corpus) -> list[Rule]:
    """What is threatened for a breach of articles that a penalty only numbers, with what these demand."""
    demands: dict[tuple[str, int], list[Evidence]] = defaultdict(list)
    articles = [(e, e.parent) for e in corpus.evidence.items if e.kind == "passage"]
    for e, parent in articles:
        if parent is not None and parent.kind == "article":
            demands[e.document_id, int(parent.fields["number"])].append(e)
    found: list[Rule] = []
    cited: dict[int, set[int]] = {}
    of: Record | None = None
    for e, parent in articles:
        cited, of = (cited if parent is of else {}), parent
        named = _OF_ARTICLES.search(e.reading) if _PENALTY.search(e.reading) else None
        cited = _cited(named[1], max(cited, default=0)) if named else cited
        for number, items in cited.items() if named else ():
            of_article = demands.get((e.document_id, number), ())
            of_items = [d for d in of_article if (n := leading_number(d.reading)) and n.value in items]
            found += [((e,), demand) for demand in (of_items if items else of_article)]
    return found


def _cited(text: str, before: int) -> dict[int, set[int]]:
    """The articles that a penalty numbers, or else the one `before`, each with its items: 第九条第一项至第三项."""
    cited: dict[int, set[int]] = {}
    last = 0
    for to, said, kind in _PART.findall(text):
        number = int(parse_numeral(said) or 0)
        if kind == "条":
            before, last = number, 0
            cited[before] = set()
        else:
            cited.setdefault(before, set()).update(range(last + 1 if to else number, number + 1))
            last = number
    return cited


def _after_it(item: Evidence, corpus: Corpus) -> list[Evidence]:
    """The sentence after a penalty that has the one for the opposite case: 没有违法所得的，处……."""
    return [e for e in corpus.evidence.following(item, 1) if item.reading[-1] in "；;" and _PENALTY.search(e.reading)]


def _after(text: str) -> str:
    """What a sentence says after the breach: 违反本规定的，处……."""
    found = _BREACH.search(text)
    return text[found.end() :] if found else ""
