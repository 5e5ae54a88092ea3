"""The front matter of an issue: its lines by their key, by what they count, or asked for in everyday words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import content, in_scope
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record

_PUBLICATION = "公报编辑部杂志刊物本期这期期刊办公室"
ISSUE = re.compile(r"公报|本期|这期|gazette|issue")
_WHICH_ISSUE = re.compile(
    r"第几期|几期|期号|期数|issue number|number of (?:this|the) issue|which issue|what issue|issue no"
)
_COUNTED = re.compile(r"(?:多少|几)(?:册|份|本)")
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


def imprint(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """A `key: value` line of an issue's front matter asked for by its key or by what its value counts."""
    scope = in_scope(question, corpus)
    terms = [t for t in content(question) if not t.generic]
    fronted = _fronted(question, corpus, terms, scope)
    if fronted is not None:
        return line_told(fronted, question, book)
    if _WHICH_ISSUE.search(question.folded):
        issue = [
            r
            for r in corpus.of_kind["header"]
            if r.document_id in scope and r.fields.get("key") in ("issue", "total_issue")
        ]
        if issue:
            drafts = [line_told(record, question, book) for record in issue]
            return Draft("answered", " ".join(d.text for d in drafts), records=tuple(issue))
    best: tuple[float, Record | None] = (0.0, None)
    for record in corpus.of_kind["header"]:
        if record.document_id not in scope or record.fields.get("key") in (
            "title",
            "doc_number",
            "date",
            "issuer",
            "addressee",
            "annex",
        ):
            continue
        score = _fit(record, question, terms, corpus)
        if score > max(best[0], 0.9):
            best = (score, record)
    return line_told(best[1], question, book) if best[1] is not None else None


def _fronted(question: Question, corpus: Corpus, terms: Sequence[Term], scope: set[str]) -> Record | None:
    """A line of the front page asked for in everyday words: who printed it, whom to ring."""
    spoken = ISSUE.search(question.folded) or re.search("publication|编辑部|刊物|杂志", question.folded)
    if not spoken and any(t.naming for t in terms):
        return None
    front = [r for r in corpus.of_kind["header"] if r.document_id in scope and r.fields.get("key") in ("", "gazette")]
    for cue, names in _FRONT.items():
        if question.has(cue):
            found = next((r for name in names for r in front if name in str(r.fields.get("name"))), None)
            if found is not None:
                return found
    return None


def line_told(record: Record, question: Question, book: QuoteBook) -> Draft:
    name, value = joined(str(record.fields["name"])), joined(str(record.fields["value"]))
    text = say(question.language, "header_value", name=name, value=value, m=mark(book.cite(record)))
    return Draft("answered", text, records=(record,))


def joined(value: str) -> str:
    return re.sub(r"\s+", "", value) if re.search(r"[一-鿿]", value) else value


def _fit(record: Record, question: Question, terms: Sequence[Term], corpus: Corpus) -> float:
    """How surely a question asks for a line of the front matter; 0 where a word of it speaks of something else."""
    name, value = fold(str(record.fields.get("name", ""))), fold(str(record.fields.get("value", "")))
    around = corpus.evidence.by_record[record.id].own + fold(corpus.document[record.document_id].title) + _PUBLICATION
    around += "".join(fold(str(r.fields.get("name", ""))) for r in corpus.of_kind["header"] if not r.fields.get("key"))
    said = 3.0 if len(name) >= 2 and name in question.folded else 0.0
    counted = _COUNTED.search(question.folded)
    if counted and value.endswith(("册", "份", "本")) and any(c.isdigit() for c in value):
        said += 2.0
    if any(f.unit and value.endswith(f.unit) for f in question.figures):
        said += 2.0
    if question.has("where") and name.endswith(("地址", "地点")):
        said += 1.0
    for term in terms:
        words = [word for word, weight in term.alternatives if weight >= 0.6]
        if any(len(w) > 1 and (w in name or (len(name) > 1 and name in w)) for w in words):
            said += 1.0
        elif any(len(w) > 1 and w in value for w in words):
            said += 0.6
        elif term.naming and not any(word in around for word in words):
            return 0.0
    return said
