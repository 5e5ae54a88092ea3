"""The front matter of an issue: its lines by their key, by what they count, or asked for in everyday words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asked import asked_contact
from assistant.corpus import Corpus
from assistant.cues import pattern, told
from assistant.draft import Draft, QuoteBook, mark
from assistant.phrases import joined, say
from assistant.question import Question
from assistant.reading import content, in_scope
from assistant.silence import silent_near
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record

_PUBLICATION = "公报编辑部杂志刊物本期这期期刊办公室"
ISSUE = re.compile(r"公报|(?:[本这该此]一?|第\d+)期(?!工程|项目|建设)|\bgazette|\bbulletin|\bissue(?![drs])")
_SPOKEN = re.compile(rf"{ISSUE.pattern}|编辑部|刊物|杂志|\b(?:publication|journal|editor)")
# What stands in an issue, and everyday words of somebody who wants one.
_PRINTED = "文件公文正式文本刊登登载印发刊发内容资料复制拷贝"
_WANTING = re.compile("[想要多给我你能会当再拿取领来这那边里头本份上登印发的]+")
_STATED, _SELDOM = told("issue"), told("front")
_NUMBERED = re.compile(r"第(\d+)期(?!工程|项目|建设)|\bissue (?:no\.? ?|number |#)?(\d+)\b")
_LINE = 40  # characters of a line in which an issue speaks of itself
_OF_ISSUES = re.compile(
    r"gazette|bulletin|issue|publication|journal|edit|office|print|cop(?:y|ies)|run|extra|text|document|official|publish"
)
_WHICH_ISSUE = pattern("which_issue")
_FRONT = {  # question words to what a front page calls it
    "front_phone": ("电话",),
    "front_run": ("印数",),
    "front_printer": ("印刷", "承印"),
    "front_address": ("地址",),
    "front_readers": ("发送对象", "发行范围"),
    "front_host": ("主办", "主管"),
    "front_title": ("刊名",),
    "front_editor": ("编印", "编辑", "编辑出版"),
}
_OWN = ("", "gazette", "issue", "total_issue", "issue_date")
_REACHED = ("front_phone", "front_address")
_PRINTER = re.compile(r"谁|哪|印刷(?!的?[总数量册份本])|承印|\b(?:who|which|company|firm|house|printer)\b")
_APART = re.compile(r"单位[和与及、]|谁|分别|\bwho\b|\bwhich\b")  # the editors themselves are asked for too


def imprint(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """A `key: value` line of an issue's front matter asked for by its key or by what its value counts."""
    scope = in_scope(question, corpus)
    terms = [t for t in content(question) if not t.generic]
    if asked_contact(question) and not any(cue.name == "front_phone" for cue in question.found_cues):
        return None  # no line gives one
    lines = _fronted(question, corpus, terms, scope)
    if not lines and _WHICH_ISSUE.search(question.folded):
        headers = (r for r in corpus.of_kind["header"] if r.document_id in scope)
        lines = [r for r in headers if r.fields.get("key") in ("issue", "total_issue")]
    told = [line_told(record, question, book).text for record in lines]
    return Draft("answered", joined(question.language, " ", told), records=tuple(lines)) if lines else None


def of_itself(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """What an issue says of itself, or that its front page does not tell what is asked: an editor, the next issue."""
    if not _SPOKEN.search(question.folded) or question.mentions or question.has("kind_task", "kind_row"):
        return None
    scope = in_scope(question, corpus)
    front = [r for r in corpus.of_kind["header"] if r.document_id in scope and r.fields.get("key") in _OWN]
    lines = "\n".join(r.text for r in front)
    said = [f.group() for f in _NUMBERED.finditer(question.folded) if not re.search(rf"第{f[1] or f[2]}期", lines)]
    said += [found.group().strip() for seldom in _SELDOM if (found := seldom.lacking(question.folded, lines))]
    if front and said:
        return silent_near(said[0], question, front[0].text, book.cite(front[0]))
    return _of_itself(question, corpus, scope, book)


def _of_itself(question: Question, corpus: Corpus, scope: set[str], book: QuoteBook) -> Draft | None:
    """The sentence in which an issue speaks of itself: that it is free, that what it prints is valid."""
    terms = [t for t in content(question) if not t.generic]
    for detail in _STATED:
        asked = [found.span() for found in detail.asked.finditer(question.folded)]
        rest = [t for t in terms if not any(start < t.end and t.start < end for start, end in asked)]
        if not asked or _strange(rest, _PUBLICATION + _PRINTED):
            continue
        for item in corpus.evidence.items:
            alone = item.kind == "passage" and item.document_id in scope and len(item.own) <= _LINE
            if alone and detail.told.search(item.own):
                return Draft("answered", say(question.language, "fact", text=item.reading, m=mark(book.cite(item))))
    return None


def _strange(terms: Sequence[Term], said: str) -> list[Term]:
    """The words that speak of something else than a publication."""
    return [t for t in terms if t.naming and not _WANTING.fullmatch(t.surface) and not _of_issues(t, said)]


def _fronted(question: Question, corpus: Corpus, terms: Sequence[Term], scope: set[str]) -> list[Record]:
    """The lines of the front page asked for in everyday words, in that order: who printed it, whom to ring."""
    front = [r for r in corpus.of_kind["header"] if r.document_id in scope and r.fields.get("key") in ("", "gazette")]
    spoken = _SPOKEN.search(question.folded)
    said = _PUBLICATION + "".join(fold(str(r.fields.get(key, ""))) for r in front for key in ("name", "value"))
    if _strange(terms, said) or (not spoken and any(t.naming for t in terms)):
        return []
    found = []
    for cue in _asked_lines(question):
        line = next((r for name in _FRONT[cue] for r in front if name in str(r.fields.get("name"))), None)
        if line is not None and line not in found:
            found.append(line)
    return found


def _of_issues(term: Term, said: str) -> bool:
    """Whether a word is one for a publication and its making, or stands on its front page."""
    return bool(_OF_ISSUES.search(term.surface)) or any(word in said for word, w in term.alternatives if w >= 0.6)


def _asked_lines(question: Question) -> list[str]:
    """The question words for lines of the front page, in order; of 编印单位的电话 the telephone alone."""
    cues = sorted((c for c in question.found_cues if c.name in _FRONT), key=lambda c: c.start)
    found = list(dict.fromkeys(cue.name for cue in cues))
    if any(name in _REACHED for name in found) and not _APART.search(question.folded):
        found = [name for name in found if name not in ("front_editor", "front_host")]
    if "front_run" in found and not _PRINTER.search(question.folded):
        found = [name for name in found if name != "front_printer"]  # how many were printed
    return found


def line_told(record: Record, question: Question, book: QuoteBook) -> Draft:
    name, value = unspaced(str(record.fields["name"])), unspaced(str(record.fields["value"]))
    text = say(question.language, "header_value", name=name, value=value, m=mark(book.cite(record)))
    return Draft("answered", text, records=(record,))


def unspaced(value: str) -> str:
    return re.sub(r"\s+", "", value) if re.search(r"[一-鿿]", value) else value
