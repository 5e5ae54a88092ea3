"""How a question asks, and how a sentence must be put to answer it: a ban, an exception, a definition, kinds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.adoption import acts_asked
from assistant.asked import Holds, figures_in
from assistant.corpus import Corpus
from assistant.cues import pattern, told
from assistant.evidence import Evidence
from assistant.measure import MEASURES, asked_measure, same_measure
from assistant.question import Question
from assistant.reading import said_in_title
from assistant.relevance import Scored
from assistant.words import Term
from ingest.dateline import is_adoption_line

_FRAMES = told("frame")  # how a question puts it, and how a sentence does
_OPEN = re.compile(r"(?:未作|没有|未有|尚无|缺乏)(?:出|过)?(?:明确|具体|统一)?(?:的)?规定[。；;]?$")
_LEFT_OPEN = 60  # characters of such a sentence
# 您提出的提案收悉, 现答复如下, 你省请求: what a letter begins with, and what it is asked for, answer nothing
_BEGINS = re.compile(r"收悉|^.{0,60}(?:通知|答复|批复|函复|决定|意见)如下[:：。]?$")
_GREETS = re.compile(r"^(?!.*(?:下列|以下|如下)).*(?:委员|代表|人民政府)[:：]$")
_REQUEST = re.compile(
    r"^(?:[一二三四五六七八九十]+、关于.*?。)?"
    r"(?:(?:[你您贵](?:省|市|区|们|局|委|部|厅|院)?|(?:各位|人大|政协)?(?:委员|代表)们?)[^,，。]{0,8}"
    r"|(?:提案|建议|议案|来函|来文|请示)[中里所]?(?:提及)?)(?:请求|要求|建议|提[出的及到])"
)
RULED = pattern("ruling")  # how a reply decides
_DECIDED = re.compile(rf"[,，].*(?:{RULED.pattern})")
_ON = re.compile(r"^(?:[一二三四五六七八九十]+、)?关于[^。]{4,60}(?:建议|意见|要求|请求|问题)。$")
_REQUESTED = re.compile(r"请求|要求|建议|提[出了议案]|申请|希望|\b(?:ask|request|want|seek|sought|propos|suggest)")
# Why a paper was made: 为了……制定本条例
_PURPOSE = re.compile(r"^(?:第一条)?\s*为.{6,160}制定本[\u4e00-\u9fff]{2,4}。?$")
_WHY = re.compile(r"目的|为[了什何啥]|宗旨|依据|根据|制定|\b(?:why|purpose|aim|goal|object|basis|based|law|made|drawn)")
_NEAR = 3.5  # how much less than the best a sentence may score to be told for how it is put
_MATTER = 0.55  # how much of what the best says it must say
CHANCE = 0.12  # least chance of an answer that is put as it is asked
_LAST = re.compile(r"(?:要|应当?|需要?|须|得|至少|超过|满|不少于|不超过|不得?低于|内|前|后|,|一共|共)*$")
_HELD, _SOME, _HEAD_LINE = 0.4, 0.25, 79  # the last in characters
_AS_MUCH = 0.65  # of what the sentence with a measure says another must say
_LINKS = re.compile(r"(?:,|，|可以|应当)+$")
_CASE = re.compile(r"违者|违反|逾期|[^,]{0,8}(?:不|未)[^,]{1,10}的,|对[^,]{2,20}的,")  # 达不到标准的，限期整改
_SURE = 0.5
_NONE = 10_000  # the place of what a question does not name


def _wanted(question: Question) -> list[re.Pattern[str]]:
    return [frame.told for frame in _FRAMES if frame.asked.search(question.folded)]


def frame(question: Question) -> Holds | None:
    """What a sentence must say to answer in the way the question asks; None where any way will do.

    What is claimed in a measure is confirmed or denied by what states a figure in it.
    """
    wanted = _wanted(question)
    measures = {f.base_unit for f in question.figures} & MEASURES if question.has("yesno", "hearsay") else ()
    if not wanted and not measures:
        return None

    def put(text: str) -> bool:
        units = [figure.unit for figure in figures_in(text)] if measures else []
        claimed = all(any(same_measure(unit, measure) for unit in units) for measure in measures)
        return claimed and all(said.search(text) for said in wanted)

    return put


def left_to_next(best: Scored, holds: Holds | None, question: Question, corpus: Corpus) -> Holds | None:
    """What the next sentence says and the best does not: the figure asked for, what becomes of the case."""
    if holds is not None and not holds(best.evidence.reading) and best.follows:
        return holds
    put, after = frame(question), corpus.evidence.following(best.evidence, 1)
    case = bool(after) and bool(_CASE.match(after[0].own))
    return put if put and case and put(after[0].own) and not put(best.evidence.own) else None


def framed(found: Sequence[Scored], question: Question, terms: Sequence[Term]) -> list[Scored]:
    """Sentences, best first: before the best comes one on the same matter that alone is put as is asked.

    Of several such that one which says it of what the question names first: 甲，是指……; 所称乙，是指…….
    """
    put = frame(question)
    if put is None or not found:
        return list(found)
    best = found[0]
    own, covered = _MATTER * best.own, _MATTER * best.covered
    near = [s for s in found if s.score >= best.score - _NEAR and (s.own >= own or s.covered >= covered)]
    fit = [s for s in near if s.evidence.kind == "passage" and put(s.evidence.own)]
    if not fit:
        return list(found)
    subjects = {id(s): _subject(s.evidence.own, question, terms) for s in fit}
    first = min(fit, key=lambda s: (subjects[id(s)], found.index(s)))
    if put(best.evidence.own) and subjects[id(first)] == _NONE:
        lists = question.has("list") and "、" in best.evidence.own  # what lists nothing comes before no list
        others = (s for s in fit if s.own > 2 * best.own and not (lists and "、" not in s.evidence.own))
        first = max((best, *others), key=lambda s: s.own)
    if first.chance < CHANCE and best.chance > _SURE:
        return list(found)
    ahead = [first, *(s for s in fit if s is not first)]
    return [*ahead, *(s for s in found if s not in ahead)]


def _subject(text: str, question: Question, terms: Sequence[Term]) -> int:
    """Where the question names what a sentence says it of: the word right before the words it is put in."""
    starts = [found.start() for said in _wanted(question)[-1:] for found in said.finditer(text)]
    for term in terms:
        words = [word for word, weight in term.alternatives if weight >= 0.9]
        if term.naming and any(_LINKS.sub("", text[:start]).endswith(word) for start in starts for word in words):
            return term.start
    return _NONE


def unmeasured(
    found: Sequence[Scored], fitting: Scored, question: Question, terms: Sequence[Term], corpus: Corpus
) -> bool:
    """Whether the act whose measure is asked stands in a better sentence without one, and not in the one that has one.

    公示几个工作日: 公示人员名单 is no answer, nor is a period for something else.
    """
    asking = [c.start for c in question.found_cues if c.name in ("count", "figure")]
    if question.language != "zh" or not asking or not asked_measure(question):
        return False
    before = [t for t in terms if t.end <= min(asking) and _LAST.match(question.folded[t.end : min(asking)])]
    if not before or before[-1].generic or len(before[-1].surface) < 2:  # 住 is in 住房, too
        return False
    held, act = corpus.evidence.held(before[-1]).both, before[-1].alternatives[0][0]
    if held.get(fitting.evidence.index, 0.0) >= _HELD:
        return False
    better = [s for s in found if not s.meets and (s.score > fitting.score or s.own >= _AS_MUCH * fitting.own)]
    return any(act in s.evidence.own for s in better)


def of_matter(found: Sequence[Scored], question: Question, terms: Sequence[Term], corpus: Corpus) -> Sequence[Scored]:
    """Candidates without what only names the paper that a question names: its head, the words of its title."""
    named = {value for m in question.named("document") for value in m.values}
    if not named or question.language == "zh":
        return found
    if not question.has("when") and not acts_asked(question):
        found = [s for s in found if not is_adoption_line(s.evidence.reading[-_HEAD_LINE:])]
    others = [t for t in terms if not t.generic and not said_in_title(t, named, corpus)]
    held = [corpus.evidence.matching(t) for t in others]
    return [s for s in found if any(one.get(s.evidence.index, 0.0) >= _SOME for one in held)] or found


def plea(text: str) -> bool:
    """Whether a sentence of a reply only says what was asked for or what it is on, so that the ruling follows it."""
    return bool(_ON.match(text) or (_REQUEST.search(text) and not _DECIDED.search(text)))


def idle(question: Question, evidence: Evidence) -> bool:
    """Whether a sentence only begins a letter, puts a request, says why a paper is made or a matter is not settled."""
    text = evidence.reading
    if evidence.kind == "passage" and _GREETS.search(text):
        return True
    asking = _REQUEST.search(text) and plea(text)  # 你区提出的……问题,因……,暂不批准 decides it, too
    if evidence.kind == "passage" and (_BEGINS.search(text) or asking):
        return not question.has("who", "lead") and not _REQUESTED.search(question.folded)
    if evidence.kind == "passage" and _PURPOSE.search(text) and not _WHY.search(question.folded):
        return True
    return bool(_OPEN.search(text)) and len(text) <= _LEFT_OPEN
