"""Rules that say one thing for one case and another for its opposite: 有违法所得的, 没有违法所得的; 一类, 二类."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from assistant.asked import attribute
from assistant.corpus import Corpus
from assistant.evidence import MATCHED, Evidence
from assistant.listings import openings
from assistant.question import Question
from assistant.relevance import Scored, evidence_terms
from assistant.words import Term
from ingest.figures import Figure, bounds, find_figures

_WITHOUT = re.compile(r"(?:没有|不足|不满|未满|不愿|不具备|无法|尚未|未能)(?P<what>[^,，。;；:：的]{2,12})")
_DENIED = {
    "zh": re.compile(r"没|无|未|不足|不到|不满|低于|少于|不[愿肯想具]"),
    "en": re.compile(r"\b(?:no|not|none|without|less than|fewer than|under|below|never|\w+n't)\b"),
}
_CLASS = re.compile(r"[一二三四五六甲乙丙丁](?:类|级|等)(?!似|别|型)")
_NUMERALS = (("1|one|i|a", "first", "一"), ("2|two|ii|b", "second", "二"), ("3|three|iii|c", "third", "三"))
_ENGLISH_CLASSES = tuple(
    (re.compile(rf"\b(?:class|category|grade|type)[- ](?:{names})\b|\b{nth}[- ](?:class|category|grade)\b"), numeral)
    for names, nth, numeral in _NUMERALS
)
_RUNS = re.compile(r"[为是][:：][^:：]*[;；]$")  # a list that begins in the sentence which opens it
_CASE = re.compile(r"^(?:[(（][^()（）]+[)）]|[^:：]*[:：])?[^,，]{2,30}[,，](?:[为是]|\d+[^,，]{1,4}[;；。]$)")
_AGED = re.compile(r"(\d+)周?岁(以下|以上)?")
_IN_CASE = re.compile(r".*?的(?=[,，为是由按配缴处收奖补给设须应不])")  # the case that a rule is for
_BEYOND = re.compile("不足|不满|未满|超过|高于|低于|大于|小于|不到")
_RUN = 6  # sentences of such a list
_KEY = 3  # characters that two cases must have in common where one does not say all that the other denies
_NAMES = re.compile(r"^(?:(?:本|前款)?[^,，。]{0,6}所称的?)?(?P<what>[^,，。;；]{2,12}?)[,，]?是?指(?!标|导|定|示|挥)")
_BY = re.compile(
    r"由(?P<who>[\u4e00-\u9fff]{3,14}?)(?:[根依]据|[按对审核批在从]|会同|组织|负责|进行|承担|实施|统一|直接)"
)
_NUMBER = r"[^,，。;；\d]{0,6}?(?:\d|[百千万]分之|[一二三四五六七八九十两]+[个倍成])"
_APART = re.compile(r"不同|区别|差别|分别|各[自由是有]|不一样|\b(?:differ\w*|respectively|each|between|whereas)\b")
_A_BODY = re.compile("局|委|部门|公司|银行|集团|政府|机构|中心")
_BOTH = re.compile(r"[和跟与同、]|\b(?:and|or|versus|vs)\b")
_NEAR, _AS_MUCH = 2.5, 0.55  # how much less two sentences that are told together may score and say than the best
_TRIED = 20  # of the best candidates


def of_bodies(found: Sequence[Scored], question: Question) -> list[Scored]:
    """Candidates, best first: where bodies are asked for a task that says as much comes before a sentence naming none,
    as tasks have bodies.
    """
    asked = question.has("responsible", "lead", "who") and not question.has("attend", "chair", "speak", "kind_event")
    if not found or not asked or found[0].evidence.kind != "passage" or _A_BODY.search(found[0].evidence.reading):
        return list(found)
    task = next((s for s in found[1:_TRIED] if s.evidence.kind == "task" and s.own >= found[0].own), None)
    return [task, *(s for s in found if s is not task)] if task else list(found)


def of_case(found: Sequence[Scored], question: Question, terms: Sequence[Term]) -> Sequence[Scored]:
    """Candidates, best first: before the best comes the one beside it that is for the case the question puts, or alone
    has a figure right behind the word for what is asked (折算率为百分之七十), or says that whom it names does it.
    """
    if not found or found[0].evidence.kind != "passage":
        return found
    best, denied = found[0].evidence.own, bool(_DENIED[question.language].search(question.folded))
    asked = attribute(question, terms) if question.language == "zh" and question.has("figure") else None
    if asked is not None and len(asked.surface) > 1:
        stated = re.compile(re.escape(asked.alternatives[0][0]) + _NUMBER)
        found = _first(found, lambda text: bool(stated.search(text)))
    if not question.has("who") and _BY.search(best):
        found = _first(found, lambda text: any(m["who"] in question.folded for m in _BY.finditer(text)))
    best = found[0].evidence.own
    return _first(found, lambda text: _opposite(*((best, text) if denied else (text, best))), far=True)


def _first(found: Sequence[Scored], fits: Callable[[str], bool], *, far: bool = False) -> Sequence[Scored]:
    """Candidates, before the best the next one beside it that fits, where the best does not; `far` below, too."""
    best = found[0]
    near = [s for s in found[1:_TRIED] if far or (s.score >= best.score - _NEAR and s.own >= _AS_MUCH * best.own)]
    near = [s for s in near if s.evidence.kind == "passage" and s.evidence.document_id == best.evidence.document_id]
    near = [s for s in near if abs(s.evidence.index - best.evidence.index) <= _RUN]
    one = None if fits(best.evidence.own) else next((s for s in near if fits(s.evidence.own)), None)
    return [one, *(s for s in found if s is not one)] if one else found


def _tier(best: Evidence, question: Question, corpus: Corpus) -> list[Evidence]:
    """Of the sentences beside one that are for tiers of an amount, that of the question's: 超过500米的, for 600米."""
    near = corpus.evidence.of_chunk(best.chunk) if best.chunk and question.figures else []
    near = [e for e in near if abs(e.index - best.index) <= _RUN]
    tiers = {e.index: within for e in near if (within := _within(e.own, question.figures)) is not None}
    hit = [e for e in near if tiers.get(e.index)][:1]
    if not hit and list(tiers) == [best.index] and "," not in best.own.partition("的")[0]:  # below it the rule holds
        return [e for e in near if e.index == best.index - 1 and find_figures(e.own)]
    return hit if hit and hit[0] is not best and (len(tiers) > 1 or hit[0].index == best.index + 1) else []


def _ruled(best: Evidence, question: Question, corpus: Corpus) -> list[Evidence]:
    """The rule with the sentence after it that says what its word means, which the question names only in part."""
    named = None if question.has("meaning", "list") else _NAMES.match(best.own)
    before = (
        [e for e in corpus.evidence.of_chunk(best.chunk) if e.index == best.index - 1] if named and best.chunk else []
    )
    told = bool(named and before and named["what"] not in question.folded and named["what"] in before[0].own)
    return [*before, best] if told else []


def _within(text: str, asked: Sequence[Figure]) -> bool | None:
    """Whether one of some figures is within what a rule bounds its case by; None where it bounds none such."""
    case = _IN_CASE.match(text)
    for figure in asked:
        bare = not figure.base_unit and figure.scale > 1  # 8万方: of whatever is counted so
        said = [f for f in find_figures(case[0]) if f.base_unit == figure.base_unit or bare] if case else []
        limits = [(f, limit) for f in said if (limit := bounds(f)) and limit[0] != limit[1]]
        if limits:
            inside = (
                f.amount < figure.amount if f.value == low else figure.amount < f.amount for f, (low, _) in limits
            )
            at = (f.amount == figure.amount and not _BEYOND.search(f.qualifier) for f, _ in limits)
            met = [a or b for a, b in zip(inside, at, strict=True)]
            return any(met) if case and "或" in case[0] else all(met)
    return None


def of_items(best: Evidence, question: Question, corpus: Corpus) -> list[Evidence]:
    """The opening of a list of cases in a sentence's paper and the case asked; all cases of one that it begins."""
    if tier := _tier(best, question, corpus) or _ruled(best, question, corpus):
        return tier
    run = [best, *corpus.evidence.following(best, _RUN)] if _RUNS.search(best.own) else []
    run = run[: next((n for n, e in enumerate(run) if not e.own.endswith(";")), _RUN) + 1]
    named = [t for t in evidence_terms(question, corpus) if not t.generic]
    for head, members in [(best, run), *((o.head, [e for m in o.members for e in m]) for o in openings(corpus))]:
        lead, listed = head.own.partition(":")[0], sum(bool(_CASE.search(m.own)) for m in members)
        if head.document_id != best.document_id or listed < 2 or listed * 2 < len(members):
            continue
        hits = [_cases(t, lead, members, corpus) for t in named]
        hits += [[m for m in members if _aged(f"{f.value}{f.unit}", m.own)] for f in question.figures]
        meant = {hit[0].index: hit[0] for hit in hits if len(hit) == 1}
        if len(meant) == 1 and any(t.said_in(lead) for t in named):
            return list({head.index: head, **meant}.values())
    return run


def _cases(term: Term, lead: str, members: Sequence[Evidence], corpus: Corpus) -> list[Evidence]:
    """The cases of a list that a word of a question may put, those that say the very word or bound the age first."""
    word = term.alternatives[0][0]
    exact = [m for m in members if (word in m.own and word not in lead) or _aged(word, m.own)]
    held = {} if term.said_in(lead) else corpus.evidence.held(term).own
    return exact or [m for m in members if held.get(m.index, 0.0) >= MATCHED]


def _aged(word: str, text: str) -> bool:
    """Whether an age is within the bound of a case: 15岁, 16周岁以下."""
    age, bound = _AGED.fullmatch(word), _AGED.search(text)
    return bool(age and bound and bound[2] and (int(age[1]) <= int(bound[1])) == (bound[2] == "以下"))


def _opposite(with_it: str, without: str) -> bool:
    """Whether one sentence is for a case and the other for its opposite: 1万元以上的, 不足1万元的."""
    said = _WITHOUT.search(without)
    what = said["what"] if said else ""
    ends = (what[n:] for n in range(max(len(what) - _KEY, 0) + 1))
    return bool(what) and any(end in with_it for end in ends) and not _WITHOUT.search(with_it)


def _beside(one: Evidence, other: Evidence) -> bool:
    return other.kind == "passage" and one.chunk is not None and one.chunk is other.chunk


def classes(question: Question) -> list[str]:
    """The classes that a question names, each once, that named last at the end: 一类, class two."""
    if question.language == "zh":
        return list(dict.fromkeys(_CLASS.findall(question.folded)[::-1]))[::-1]
    found = {numeral: [m.end() for m in said.finditer(question.folded)] for said, numeral in _ENGLISH_CLASSES}
    return sorted((numeral for numeral, ends in found.items() if ends), key=lambda numeral: found[numeral][-1])


def holds_class(text: str, name: str) -> bool:
    """Whether a text names a class; an English question tells its numeral only."""
    return bool(re.search(name + ("" if len(name) > 1 else "[类级等]"), text))


def of_classes(found: Sequence[Scored], question: Question) -> list[Scored]:
    """The best sentences of one passage of which one is of each class, where a question tells two apart."""
    named = classes(question)
    if len(named) != 2 or not _APART.search(question.folded):
        return []
    of = [
        [s for s in found[:_TRIED] if s.evidence.kind == "passage" and _only(s.evidence.own, mine, other)]
        for mine, other in (named, named[::-1])
    ]
    pairs = [[one, two] for one in of[0] for two in of[1] if _beside(one.evidence, two.evidence)]
    return max(pairs, key=lambda pair: sum(s.score for s in pair), default=[])


def of_two(found: Sequence[Scored], question: Question, terms: Sequence[Term], corpus: Corpus) -> list[Scored]:
    """The best sentences of one passage each of which is of one of two things that a question tells apart."""
    named = [t for t in terms if not t.generic] if _APART.search(question.folded) else []
    for mine, other in pairwise(named):
        if not _BOTH.fullmatch(question.folded[mine.end : other.start].strip()):
            continue
        one, two = ({n for n, w in corpus.evidence.held(t).own.items() if w >= MATCHED} for t in (mine, other))
        likely = (s for s in found[:_TRIED] if s.score >= found[0].score - _NEAR and s.own >= _AS_MUCH * found[0].own)
        near = [s for s in likely if s.evidence.kind == "passage"]
        firsts = [s for s in near if s.evidence.index in one - two]
        seconds = [s for s in near if s.evidence.index in two - one]
        pairs = [[a, b] for a in firsts for b in seconds if _beside(a.evidence, b.evidence)]
        return max(pairs, key=lambda pair: sum(s.score for s in pair), default=[])
    return []


def _only(text: str, mine: str, other: str) -> bool:
    """Whether a sentence is of one class and not of the other."""
    return holds_class(text, mine) and not holds_class(text, other)
