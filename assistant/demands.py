"""What a sentence that shares the words of a question must still say to answer it.

It must name the thing counted and count it, state the sum, be of the place, tell the deed somebody is asked for by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.answer import Quote
from assistant.asked import Holds, costs_nothing, has_day
from assistant.corpus import Corpus
from assistant.counted import Head, Quoted, number_lacking
from assistant.cues import MASK, mask, pattern, told
from assistant.draft import Draft
from assistant.measure import asked_measure
from assistant.penalties import unspoken
from assistant.posts import asked_post
from assistant.question import Question
from assistant.reading import unknown_terms
from assistant.words import Term
from ingest.fold import fold
from ingest.people import looks_like_name
from ingest.regions import PROVINCES
from vectorstore.thesaurus import within_province

_HOW_MANY_EVENTS = pattern("how_many_events")
_INCOME, _COMPARED = pattern("income"), pattern("compared")
_DAY_ASKED, _NAMED, _HOW_LONG = pattern("very_day"), pattern("person_named"), pattern("how_long_of")
_FACTS, _DEEDS, _FIGURES, _REASONS = told("fact"), told("deed"), told("figure"), told("reason")
_WATCHWORD = re.compile(r"[“\"]([^“”\"]{2,8})[”\"]")
_ENDS = re.compile("[?。的呢啊呀 ]*")  # of a question: 谁是集团的董事长?
_LONG = 4  # characters of a word that hardly is another for one the documents have
_NAMES = ("n", "a", "x")  # parts of speech that are guessed for names
_HAN = re.compile("[\u4e00-\u9fff]{2,}")
_BRACKETS = re.compile(r"[()]")
_ASKED_OF, _NEAR_DAY = pattern("asked_right_after"), pattern("ends_on_a_day")
_OF_THING = pattern("asked_of_thing")  # in English it comes after
_SHARE, _CLAUSES = re.compile("%|百分|增速|增长|增幅"), re.compile("[,，;；。]")
_MARK, _TITLED, _TOTAL = re.compile(r"\[\d+\]"), re.compile("《[^》]*》"), pattern("total_sum")
_VAGUE = pattern("vague_attribute")  # texts may have any of many words for it, or none
_WHICH_ONES = {"zh": pattern("which_ones"), "en": pattern("which_ones_en")}
_CAUSE = pattern("cause")  # which how a plan was met does not tell
_SOME = re.compile(
    "(?:[0-9一二三四五六七八九十百两几]+[个家条座处所项户名位]|部分|重点|一批|若干|有关|相关|各类)[^、,]{0,8}$"
)
_AMONG, _NUMBERED = re.compile("等|[和与《]|及(?!以[上下])"), re.compile("[0-9]+[个家条座处所项户名位]")
_NAMED_BEHIND = re.compile("[^,，。;；]{0,10}(?:[:：]|包括|分别|即)")


def lacking(question: Question, corpus: Corpus, draft: Draft, quotes: Sequence[Quote]) -> str:
    """What the question asks for that an answer does not say; empty where nothing is found to be missing."""
    if draft.outcome != "answered" or not quotes:
        return ""
    above = " ".join(" ".join((q.document, *q.path, q.label)) for q in quotes)
    text = _BRACKETS.sub("", fold(" ".join(q.text for q in quotes)))
    for word in filter(text.__contains__, _WATCHWORD.findall(question.folded)):
        question = replace(question, folded=question.folded.replace(word, MASK * len(word)))  # “两个允许” asks no two
    quoted = Quoted(question, corpus, text, fold(above), _enumerated(question, draft))
    of_row = any(r.kind == "row" for r in draft.records)
    if any(r.kind == "task" for r in draft.records):  # what else a task says is not told, nor are titles
        quoted = replace(quoted, told=_BRACKETS.sub("", _TITLED.sub("", fold(draft.text))))
    first = text if of_row else fold(_MARK.split(draft.text)[0])
    lacking = (pair.lacking(_asking(question), first) for pair in _FIGURES)
    checks = _CHECKS
    if of_row:  # why a plan was missed is answered by how it was
        how = question.has("plan", "actual", "difference") and not _CAUSE.search(question.folded)
        checks = (_comparand,) if how else (_comparand, _reason)
    elif any(r.kind == "member" for r in draft.records):  # a list need not say of what body, nor the post
        checks = tuple(check for check in checks if check not in (_attribute, _post))
    unsaid = next(filter(None, (check(quoted) for check in checks)), "")
    return unsaid or next((found.group() for found in lacking if found), "")


def _asking(question: Question) -> str:
    """A question without the titles in it, which ask for nothing."""
    return mask(question.folded, ((m.start, m.end) for m in question.named("document")))


def _enumerated(question: Question, draft: Draft) -> bool:
    """Whether an answer counts the very records that are asked for."""
    if draft.receipt is None:
        return False
    if draft.receipt.kind == "event":
        return bool(_HOW_MANY_EVENTS.search(question.folded))
    return draft.receipt.kind != "group"


def _place(quoted: Quoted) -> str:
    """A province that neither the text nor what stands above it names, a place that no paper quoted speaks of."""
    for term in quoted.question.terms:
        place = term.alternatives[0][0].removesuffix("省").removesuffix("市")
        above = quoted.text + quoted.above
        if re.fullmatch(PROVINCES, place) and not any(name in above for name in (place, *within_province(place))):
            return term.surface
    papers = _papers(quoted)
    for term in quoted.question.terms if quoted.question.language == "zh" else ():
        name, names = term.surface, quoted.corpus.segmenter
        unlisted = bool(_HAN.fullmatch(name)) and not names.listed(name) and names.words(name)[-1][1][:1] in _NAMES
        if not term.generic and (names.place(name) if term.proper else unlisted):
            held, words = quoted.corpus.evidence.held(term), [word for word, _ in term.alternatives]
            said = sum(quoted.corpus.evidence.count_in(d, held) for d in papers)
            if held.counts and not said and not quoted.says(words):
                return term.surface
    return ""


def _papers(quoted: Quoted) -> list[str]:
    """The documents quoted."""
    return [id_ for id_, title in quoted.corpus.titles.items() if title in quoted.above]


def _only(quoted: Quoted) -> str:
    """The one thing of which something is asked in a year, where the text tells that of another thing."""
    question = quoted.question
    terms = [term for term in question.terms if term.naming and not term.generic]
    spelt = any(f"{year}年" in question.folded for year in question.years)
    if question.language == "en" or len(terms) != 1 or not spelt or question.mentions or question.before:
        return ""
    words = Head.of(terms[0]).words
    return "" if quoted.says(words) or any(word in quoted.above for word in words) else terms[0].surface


def _matter(quoted: Quoted) -> str:
    """The matter that a question names beside a place, where the text says nothing but the place."""
    question, near = quoted.question, replace(quoted, text=quoted.text + quoted.above)
    terms = [t for t in question.terms if t.naming and not t.generic and not t.proper]
    if not terms or not question.named("region") or quoted.enumerated:
        return ""
    return "" if any(near.says(Head.of(t).words) for t in terms) else terms[0].surface


def _names(quoted: Quoted) -> str:
    """The things whose names are asked for, where the text only counts them or speaks of some: 部分…项目, 32个…小区."""
    found = _WHICH_ONES[quoted.question.language].search(quoted.question.folded)
    nouns = _nouns(quoted, found["noun"]) if found else []
    said = quoted.told or quoted.text
    places = [m for noun in nouns for m in re.finditer(re.escape(noun), said)]
    strange = bool(found) and bool(unknown_terms(quoted.question.terms, quoted.corpus))  # the list may be another's
    return found["noun"] if found and places and all(_unnamed(said, *m.span(), strange) for m in places) else ""


def _nouns(quoted: Quoted, asked: str) -> list[str]:
    """The words that texts have for the last noun of what is asked for."""
    if quoted.question.language == "zh":
        words = [w for w, tag, _, _ in quoted.corpus.segmenter.words(asked) if tag.startswith("n") and len(w) > 1]
        return words[-1:]
    heads = [t for t in quoted.question.terms if t.surface.endswith(asked) or asked.startswith(t.surface)]
    words = [w for t in heads[:1] for w in Head.of(t).words]
    words += [w for _, _, known in quoted.corpus.terms.from_english(asked) for w in known]
    return [fold(w) for w in words if len(w) > 1]


def _unnamed(text: str, start: int, end: int, strange: bool) -> bool:
    """Whether a word of a text stands behind or before a number, or 部分 or the like, and no name."""
    before, after = _CLAUSES.split(text[:start])[-1], text[end:]
    if _NAMED_BEHIND.match(after) or _AMONG.search(before):
        return False
    _, listed, last = before.rpartition("、")
    some = _SOME.search(last)
    return bool((some and not (listed and some.start() and not strange)) or _NUMBERED.match(after))  # 甲、乙2个城市


def _reason(quoted: Quoted) -> str:
    """The reason that is asked for, where the text gives none."""
    found = next(filter(None, (pair.lacking(quoted.question.folded, quoted.text) for pair in _REASONS)), None)
    return found.group() if found else ""


def _fact(quoted: Quoted) -> str:
    """The reason, the names, the street or the like that is asked for, or what somebody is asked for by who did it."""
    by_whom = quoted.question.has("who", "list", "content", "responsible") or "公司" in quoted.question.folded
    asked = _asking(quoted.question)
    said = (quoted.told if quoted.question.language == "zh" else "") or quoted.text  # the rows are in Chinese
    lacking = (pair.lacking(asked, said) for pair in (*_FACTS, *(_DEEDS if by_whom else ())))
    return next((found.group() for found in lacking if found), "")


def telling(question: Question) -> Holds | None:
    """What a text must say to tell the facts that a question asks for; None where it asks for none."""
    asked = [pair.told for pair in _FACTS if pair.asked.search(_asking(question))]
    return (lambda text: all(told.search(fold(text)) for told in asked)) if asked else None


def _name(quoted: Quoted) -> str:
    """The name of a person that is asked for, where the text names nobody."""
    found = _NAMED.search(quoted.question.folded)
    words = quoted.corpus.segmenter.words(quoted.text) if found else ()
    named = any(tag.startswith(("nr", "nz")) and looks_like_name(word) for word, tag, _, _ in words)
    if quoted.question.language == "en":  # told by the names that the documents have
        named = any(name in quoted.text for name in quoted.corpus.names.people)
    return found.group() if found and not named else ""


def _post(quoted: Quoted) -> str:
    """The post whose holder is asked for, where the text has no such post: 副总经理 is no 董事长."""
    post = asked_post(quoted.question) if quoted.question.has("who") else None
    if post is None or post.vague or not (post.beside or _ENDS.fullmatch(quoted.question.folded, post.end)):
        return ""
    said = any(re.search(rf"(?<!副){re.escape(title)}", quoted.text) for title in post.endings)
    return "" if said else quoted.question.folded[post.start : post.end]


def _day(quoted: Quoted) -> str:
    """The day asked for, where the text names none and no time that ends on one."""
    question, found = quoted.question, _DAY_ASKED.search(quoted.question.folded)
    if found is None or not question.has("when", "deadline") or question.has("who", "lead", "responsible"):
        return ""
    return "" if has_day(quoted.text) or _NEAR_DAY.search(quoted.text) else found.group()


def _income(quoted: Quoted) -> str:
    """What an income comes from, where the text speaks of another."""
    found = _INCOME.search(quoted.question.folded)
    if found is None:
        return ""
    source = next((t for t in quoted.question.terms if t.naming and not t.generic and t.end == found.start()), None)
    return "" if source is None or quoted.says(Head.of(source).words) else source.surface


def _amount(quoted: Quoted) -> str:
    """What is asked for in money, where the text only tells by how many percent it grew: 分别增长8.3%、3.1%."""
    question, asked = quoted.question, [c.start for c in quoted.question.found_cues if c.name == "figure"]
    before = [t for t in question.terms if asked and t.end <= max(asked) and t.naming and not t.generic]
    money = asked_measure(question) == "元" or _TOTAL.search(question.folded)
    if not before or not money or _SHARE.search(question.folded):
        return ""
    words = [word for term in before for word in Head.of(term).words]
    said = [clause for clause in _CLAUSES.split(quoted.text) if any(word in clause for word in words)]
    return before[-1].surface if said and all("%" in c and "元" not in c for c in said) else ""


def _compound(quoted: Quoted) -> str:
    """The first part of a compound whose figure is asked for, where the text tells that of another: 第一产业增加值."""
    question, zh = quoted.question, quoted.question.language == "zh"
    figures = [cue.start for cue in question.found_cues if cue.name == "figure" and zh]
    counts = [cue.end for cue in question.found_cues if cue.name in ("count", "figure")[: 2 - zh]]
    for part, head in pairwise(question.terms if figures or counts else ()):
        whole = part.end == head.start if zh else question.folded[part.end : head.start] == " "
        near = any(0 <= start - head.end <= 1 for start in figures[-1:])
        near = near or any(0 <= part.start - end <= 1 for end in counts)
        words = Head.of(part).words
        vague = _VAGUE.fullmatch(part.surface) or part.generic or head.generic
        untold = not quoted.says(words) and not any(word in quoted.above for word in words)
        if whole and near and untold and not vague and _of_its_own(part, quoted):
            return part.surface
    return ""


def _of_its_own(part: Term, quoted: Quoted) -> bool:
    """Whether a word means what the documents say elsewhere, or as a long one what none of them says."""
    known = quoted.corpus.evidence.known
    if quoted.question.language == "en":
        return any(map(known, Head.of(part).words))
    strange = len(part.surface) >= _LONG and not any(known(word) for word, _ in part.alternatives)
    return strange or known(part.surface)


def _attribute(quoted: Quoted) -> str:
    """What stands right before the question word, where the text does not say it: 限速多少."""
    question = quoted.question
    for term in question.terms:
        lasts, words = _HOW_LONG.search(question.folded[: term.start]), Head.of(term).words
        of_thing = not term.spelt and _OF_THING.search(question.folded[: term.start])
        if of_thing and not term.said_in(quoted.text + quoted.above):
            held = quoted.corpus.evidence.held(term)
            if not quoted.says(words) or not any(quoted.corpus.evidence.count_in(d, held) for d in _papers(quoted)):
                return term.surface
        if term.generic or len(term.surface) < 2 or not (lasts or _ASKED_OF.match(question.folded, term.end)):
            continue
        if lasts and not any(word in quoted.text for word in words):
            return term.surface  # 几天婚假: leave of another kind is none
        tags = [tag for _, tag, _, _ in quoted.corpus.segmenter.words(term.surface)]
        if tags in (["n"], ["vn"]) and not (quoted.says(words) or costs_nothing(term.surface, quoted.text)):
            return term.surface
    return ""


def _comparand(quoted: Quoted) -> str:
    """The city or county that something is compared with, where nothing told is of it."""
    found = _COMPARED.search(quoted.question.folded if quoted.question.language == "zh" else quoted.question.text)
    if found is None:
        return ""
    if quoted.question.language == "zh":
        tagged = next(iter(quoted.corpus.segmenter.words(found["other"])), None)
        name = tagged[0] if tagged and tagged[1] == "ns" else ""
        return name if name and name[:2] not in quoted.text + quoted.above else ""
    name = found["city"].lower()
    term = next((t for t in quoted.question.terms if t.surface.startswith(name)), None)
    if term is None or term.generic:
        return ""
    return "" if any(word in quoted.text + quoted.above for word, _ in term.alternatives) else found["city"]


_CHECKS: tuple[Callable[[Quoted], str], ...] = (
    number_lacking,
    _place,
    lambda quoted: unspoken(quoted.question, _papers(quoted), quoted.corpus),
    _only,
    _matter,
    _names,
    _reason,
    _fact,
    _name,
    _post,
    _day,
    _income,
    _amount,
    _compound,
    _attribute,
    _comparand,
)
