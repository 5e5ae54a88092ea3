"""The section of a list of tasks that a question means: by its number, its heading or words for what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.corpus import Corpus
from assistant.english import heads_rows
from assistant.names import Mention, bare
from assistant.numbered_lists import alike
from assistant.question import Question
from assistant.reading import content, in_scope
from assistant.words import Term
from ingest.fold import fold
from vectorstore.query import Filter
from vectorstore.records import values

# "方面" and "这块" may stand for a section, but also for any matter
_VAGUE = re.compile(r"方面|(?<!大)块")
_CLAUSE_END = re.compile(r"[,，。;；?？!！:：()（）]")
_ABOUT = re.compile(
    r"^s? (?:of (?:the )?(?:task |work )?(?:list|plan|document|notice) )?"
    r"(?:on|about|for|covering|concerning|regarding|of|titled|entitled|called|named|headed|dealing with|devoted to)\b"
)
_GOES_ON = re.compile(
    r"[?!;:()]|\b(?:that|which|who|led|lead|leads|does|do|is|are|was|were|has|have|contains?|includes?|mention\w*)\b"
)
_GLOSS = re.compile(
    r"[^()?,，]{0,40}[(](?P<aside>[^()]*)[)]|[^()?,.]{0,40}?\bis (?:all )?(?:about|on|devoted to)\b(?P<said>[^?.]*)"
)
_TO = re.compile("到|至|[-~—]|to|through")
_SAID = 0.4  # how well a heading says a word that belongs to it
_NEAR, _APART = 0.22, 1.25  # how well a heading says a description, and how much better than any other
_FAR = 0.3  # cosine of two words that have nothing in common


def sections(question: Question, corpus: Corpus) -> list[str]:
    """The sections of the tasks in a question's scope, in order."""
    scope = in_scope(question, corpus)
    tasks = [r for r in corpus.of_kind["task"] if r.document_id in scope]
    return list(dict.fromkeys(s for r in tasks for s in values(r, "section")))


def section_filter(question: Question, corpus: Corpus, used: Sequence[Mention]) -> tuple[Filter | None, list[Term]]:
    """The condition on the section that a question means, and the words that it took to say so.

    A condition without a value stands for a section that a question describes and no heading is.
    """
    terms = [t for t in content(question, used) if not t.generic]
    said = _described(question, terms)
    if not question.has("kind_section") and not any(o.kind == "section" for o in question.ordinals):
        return None, []
    known = sections(question, corpus)
    numbers = _numbers(question)
    if not numbers and question.has("kind_row") and not question.has("kind_task") and heads_rows(said or terms, corpus):
        return None, []
    if numbers:
        wanted = tuple(known[n - 1] for n in numbers if 0 < n <= len(known))
        gloss = _glossed(question, terms)
        gloss = gloss if meant(gloss, known, corpus) in (*wanted, "") else []
        held = [t for t in said if t not in gloss and _held(t, wanted, corpus) >= _SAID]
        return Filter("section", "is", wanted, str(numbers[0])), held + gloss
    best = meant(said or terms, known, corpus)
    if not best and said and not _vague(question):
        return Filter("section", "is", (), said[0].surface), said
    if not best or (
        _vague(question) and not _titled(said, best) and not all(_own(t, best, corpus) for t in said or terms)
    ):
        return None, []
    taken = (said and said + _linking(question, terms)) or [t for t in terms if _held(t, (best,), corpus) >= _SAID]
    return Filter("section", "is", (best,), bare(best)), taken


def _numbers(question: Question) -> list[int]:
    """The numbers of the sections that a question names; all from the first to the last of a range."""
    found = [o for o in question.ordinals if o.kind == "section"]
    if len(found) == 2 and _TO.fullmatch(question.folded[found[0].end : found[1].start].strip()):
        return list(range(found[0].numbers[0], found[1].numbers[-1] + 1))
    return [n for o in found for n in o.numbers]


def rivals(question: Question, corpus: Corpus) -> list[str]:
    """Two or more sections that a question names beside each other."""
    known = sections(question, corpus)
    numbers = [n for o in question.ordinals if o.kind == "section" for n in o.numbers]
    if len(numbers) > 1:
        return [known[n - 1] for n in dict.fromkeys(numbers) if 0 < n <= len(known)]
    named = [value for m in question.named("section") for value in m.values if value in known]
    if len(named) > 1 or not question.has("kind_section"):
        return list(dict.fromkeys(named))
    terms = [t for t in content(question, question.named("section")) if not t.generic]
    found = [*named, *(meant(group, known, corpus) for group in _groups(question, terms))]
    return list(dict.fromkeys(s for s in found if s))


def meant(terms: Sequence[Term], known: Sequence[str], corpus: Corpus) -> str:
    """The heading that says most of some words, where one stands out."""
    if not terms:
        return ""
    scores = {s: sum(_held(t, (s,), corpus) for t in terms) / len(terms) for s in known}
    ranked = sorted(known, key=lambda s: -scores[s])
    if not ranked or scores[ranked[0]] < _NEAR:
        return ""
    return "" if len(ranked) > 1 and scores[ranked[0]] < _APART * scores[ranked[1]] else ranked[0]


def _held(term: Term, headings: Iterable[str], corpus: Corpus) -> float:
    """How well headings say a term: in its words, else in words of like meaning."""
    best = 0.0
    for heading in headings:
        folded = fold(bare(heading))
        best = max(best, *(w for word, w in term.alternatives if len(word) > 1 and word in folded), 0.0)
        if best < 1:
            best = max(best, 0.8 * min(1.0, (alike(term, folded, corpus) - _FAR) / (1 - _FAR)))
    return best


def _own(term: Term, section: str, corpus: Corpus) -> bool:
    """Whether a heading itself has a word, and few tasks outside its section do."""
    words = [word for word, weight in term.alternatives if weight >= 0.9 and len(word) > 1]
    if not any(word in fold(bare(section)) for word in words):
        return False
    saying = [values(r, "section") for r in corpus.of_kind["task"] if any(word in fold(r.text) for word in words)]
    return sum(section in found for found in saying) * 2 >= len(saying)


def _vague(question: Question) -> bool:
    cues = [question.folded[c.start : c.end] for c in question.found_cues if c.name == "kind_section"]
    return bool(cues) and all(_VAGUE.search(cue) for cue in cues)


def _titled(said: Sequence[Term], section: str) -> bool:
    """Whether a heading has two or more words side by side as a question says them: 文旅融合 of 促进文旅融合."""
    return len(said) > 1 and "".join(t.surface for t in said) in fold(bare(section))


def _glossed(question: Question, terms: Sequence[Term]) -> list[Term]:
    """The words in parentheses after the number of a section, which say what it is about."""
    found = next((o for o in question.ordinals if o.kind == "section"), None)
    gloss = found and _GLOSS.match(question.folded, found.end)
    start, end = gloss.span(gloss.lastgroup or 0) if gloss else (0, 0)
    return [t for t in terms if start <= t.start < end]


def _linking(question: Question, terms: Sequence[Term]) -> list[Term]:
    """The words between the word for a section and what it is about: "dealing" of "the part dealing with risks"."""
    cue = next(c for c in question.found_cues if c.name == "kind_section")
    about = _ABOUT.match(question.folded[cue.end :]) if question.language == "en" else None
    return [t for t in terms if about and cue.end <= t.start < cue.end + about.end()]


def _described(question: Question, terms: Sequence[Term]) -> list[Term]:
    """The words that say what a section is about: before the word for it, in English also after it."""
    cues = [c for c in question.found_cues if c.name == "kind_section"]
    if not cues:
        return []
    cue, text = cues[0], question.folded
    if question.language == "en" and (about := _ABOUT.match(text[cue.end :])):
        first = cue.end + about.end()
        stop = _GOES_ON.search(text, first)
        return [t for t in terms if first <= t.start < (stop.start() if stop else len(text))]
    before = [t for t in terms if t.end <= cue.start and not _CLAUSE_END.search(text[t.end : cue.start])]
    if question.language == "zh":
        return before
    near: list[Term] = []
    for term in reversed(before):  # "in the culture-tourism section": what stands together before the word
        if (near[-1].start if near else cue.start) - term.end > 5:
            break
        near.append(term)
    return near


def _groups(question: Question, terms: Sequence[Term]) -> list[list[Term]]:
    """The words of a question on either side of what sets two things beside each other."""
    between = re.compile(
        r"和|与|跟|同|还是|[,，、]|比" if question.language == "zh" else r"\b(?:and|or|than|versus|vs)\b|,"
    )
    groups: list[list[Term]] = []
    last = None
    for term in terms:
        if last is None or between.search(question.folded[last.end : term.start]):
            groups.append([])
        groups[-1].append(term)
        last = term
    return groups
