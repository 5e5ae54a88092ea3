"""What lines of a paper say of it: when it was adopted, promulgated and revised, by what order, who signed it."""

from __future__ import annotations

import re

from assistant.answer import Item, Receipt
from assistant.corpus import Corpus
from assistant.cues import mask, pattern, told
from assistant.draft import Draft, QuoteBook, mark
from assistant.paper_dates import Line, lines
from assistant.paper_years import of_its_year
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import about, content, said_in_title
from assistant.silence import silent_near
from assistant.words import Term
from ingest.dateline import date_of
from ingest.fold import fold
from ingest.numerals import parse_numeral

_ACTS = (  # how a question calls an act, and how the line that tells of it ends
    (re.compile(r"修[订正改]|\b(?:amend|revis)\w*"), re.compile(r"修[订正改]")),
    (re.compile(r"通过|批准|\b(?:adopt|pass|approv)(?:e|ed|es)?\b"), re.compile(r"通过|批准")),
    (
        re.compile(r"公布|发布|颁布|出台|\b(?:promulgat|publish|issue|releas)\w*"),
        re.compile(r"公布|发布|颁布"),
    ),
)
_AS_IT_IS = re.compile(  # how it names a paper by what was done to it
    r"(?:新近?|最新)?修[订正改](?:[后版本]的?|过的)(?=[\u4e00-\u9fff])"
    r"|\b(?:the|its|china's|newly) (?:revised|amended)\b"
)
_DONE = pattern("act_done")
_LAST = re.compile(r"最后一次|最近一次|最新一次|\b(?:last|latest|most recent(?:ly)?)\b")
_NTH = re.compile(r"第([一二三四五六七八九十\d]+)次(?=修)")
_AND = re.compile(r"(?<=[布过订正改准])[\s,，;；、]+")  # one line may tell of several acts
_STRANGE = {"zh": 100, "en": 2}  # one word in so many may not stand in the title: a translation may miss it
_OTHER_COUNT = re.compile(r"\bhow many (?!times\b|(?:\w+ )?(?:amend|revis|version|decree|order|decision))")
_WHICH_TIME = re.compile(r"(?:哪一?|第几)[次届]")
_BY_WHICH_MEETING = pattern("by_which_meeting")
_PASSED = re.compile(r"(?:会议?|大会|全会|常委会)[^,，。]{0,4}(?:审[议查]|讨论|表决)*(?:并)?(?:通过|批准)")
_BY_CLAUSE = told("by_clause")
_WHEN = ("when", "issue_date", "count", "list")


def acts_asked(question: Question) -> list[re.Pattern[str]]:
    """How the lines end that tell of the acts a question speaks of, besides how it calls the paper."""
    said = mask(question.folded, ((m.start, m.end) for m in question.named("document")))
    return [end for asked, end in _ACTS if asked.search(_AS_IT_IS.sub("", said))]


def dated(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The lines under the title of the regulation a question names that tell of the act it asks the day of."""
    acts = acts_asked(question)
    asked = question.has(*_WHEN) or _WHICH_TIME.search(question.folded)
    if not (acts and asked) or question.has("deadline") or _OTHER_COUNT.search(question.folded):
        return None
    found = [d for d in about(question, corpus) if of_its_year(d, question, corpus)]
    under = lines(found[0], corpus) if found else []
    terms = [t for t in content(question) if not t.generic]
    others = [t for t in terms if _other(t, found[0], under, corpus)] if under else terms
    if not under or len(others) * _STRANGE[question.language] > sum(not _DONE.match(t.surface) for t in terms):
        return None
    told = [line for line in under if any(end.search(act[-8:]) for end in acts for act in _AND.split(line.text))]
    if nth := _NTH.search(question.folded):
        told = [line for line in told if nth.group() in line.text] or told[int(parse_numeral(nth[1]) or 1) - 1 :][:1]
    if not told:
        return None
    if _LAST.search(question.folded):
        told = told[-1:]
    marks = [cited(line, found[0], book) for line in told]
    text = "；".join(line.text for line in told)
    draft = Draft("answered", say(question.language, "fact", text=text, m=mark(*marks)))
    if question.has("count", "list"):
        draft.items = [Item(date_of(line.text) or "", line.text, {}, (m,)) for line, m in zip(told, marks, strict=True)]
        draft.receipt = Receipt("group", len(told), len(told))
        draft.text = say(question.language, "times", count=len(told)) + draft.text
    return draft


def passed(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The sentence of a paper that says which meeting passed it."""
    asked = None if question.has("issue_date", "doc_number") else _BY_WHICH_MEETING.search(question.folded)
    papers = about(question, corpus) if asked else []
    terms = [t for t in content(question, question.named("document")) if not t.generic and not _DONE.match(t.surface)]
    heads = (r for r in corpus.of_kind["header"] if r.document_id in papers[:1] and r.fields.get("key") == "title")
    head = next(heads, None)
    if asked is None or head is None or not all(said_in_title(t, papers[:1], corpus) for t in terms):
        return None
    for said in (e for e in corpus.evidence.items if e.document_id == papers[0] and e.kind == "passage"):
        if _PASSED.search(said.own):
            text = say(question.language, "fact", text=said.reading.rstrip("。"), m=mark(book.cite(said)))
            return Draft("answered", text, records=(head,))
    return silent_near(asked.group(), question, head.text, book.cite(head))


def by_clause(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """Who holds a post or signed, by a clause or line of the paper that a question is about: 副组长由甲、乙担任."""
    way = next((way for way in _BY_CLAUSE if way.asked.search(fold(question.text))), None)
    paper = next((d for d in about(question, corpus) if way and of_its_year(d, question, corpus)), None)
    if way is None or paper is None or (question.has("when") and not question.has("who")):
        return None
    asks = [found.span() for found in way.asked.finditer(question.folded)]
    terms = [] if question.named("document") else [t for t in content(question) if t.naming]
    terms = [t for t in terms if not any(start <= t.start < end for start, end in asks)]
    for item in (e for e in corpus.evidence.items if e.document_id == paper and e.kind == "passage"):
        said = next(filter(way.told.search, re.split("[,，;；。]", item.reading)), "")
        other = [t for t in terms if not t.said_in(said)]
        if said and sum(said_in_title(t, (paper,), corpus) for t in other) * 2 >= len(other):
            m = book.cite(item)
            held = re.sub("(?:各?[1-9一]位|分管|主要|有关)*负责(?:同志|人).*$", "", said.partition("由")[2] or said)
            items = [Item(name, said, {}, (m,)) for name in held.split("、")] if "、" in held else []
            return Draft("answered", say(question.language, "fact", text=said, m=mark(m)), items)
    return None


def cited(line: Line, document_id: str, book: QuoteBook) -> int:
    """The number of the quote of a line."""
    return book.cite_span(document_id, line.span, (), "", "passage")


def _other(term: Term, document_id: str, under: list[Line], corpus: Corpus) -> bool:
    """Whether a word speaks of more than the paper and what was done to it."""
    known = term.generic or _DONE.match(term.surface) or any(term.said_in(line.text) for line in under)
    return not known and not said_in_title(term, (document_id,), corpus)
