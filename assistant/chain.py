"""The LangChain chain: understand | retrieve and read | verify | compose."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda

from assistant import following, reader
from assistant.answer import Answer, Item, Quote, Receipt, Turn
from assistant.corpus import Corpus
from assistant.dialogue import Trail, inherit, resolve, trail
from assistant.draft import Draft, QuoteBook
from assistant.focus import Focus, focus_of
from assistant.following import Read
from assistant.leaning import of_an_event, points_back
from assistant.paper_years import described
from assistant.paraphrase import understood
from assistant.parts import split, without_remark
from assistant.phrases import joined, say
from assistant.question import Question, language_of, parse
from assistant.resumed import CONFIRMED
from assistant.searching import search
from assistant.settings import Settings
from assistant.verify import verbatim, verified
from vectorstore.hybrid import Hit
from vectorstore.index import Index

State = dict[str, Any]


class Assistant:
    """Answers questions from the index that is current at the time of asking."""

    def __init__(self, current: Callable[[], Index]) -> None:
        self._current = current
        self._corpus = Corpus(current())
        self.chain: Runnable[State, Answer] = (
            RunnableLambda(self._understand)
            | RunnableLambda(self._read)
            | RunnableLambda(self._verify)
            | RunnableLambda(self._compose)
        )

    @classmethod
    def open(cls, settings: Settings) -> Assistant:
        """Open the published index of `settings`; errors of the index name their remedy."""
        store = settings.store
        return cls(
            lambda: Index.current(store.home, store.embedding, store.chroma_url, settings.reranker, store.embedding_key)
        )

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        """A verified answer."""
        started = time.perf_counter()
        state = {
            "text": question,
            "history": tuple(history),
            "documents": tuple(documents),
            "corpus": self.corpus,
            "language": language_of(question),
        }
        answer = self.chain.invoke(state)
        return replace(answer, elapsed_ms=round((time.perf_counter() - started) * 1000, 2))

    def search(self, query: str, k: int = 10) -> list[Hit]:
        """The passages nearest to a query, in Chinese or English."""
        return search(self.corpus, query, k)

    @property
    def corpus(self) -> Corpus:
        """What the newest index says; read again when a newer version has been opened."""
        index = self._current()
        if index is not self._corpus.index:
            self._corpus = Corpus(index)
        return self._corpus

    @property
    def index_version(self) -> str:
        return str(self.corpus.index.version)

    def warm(self) -> None:
        """Load what the first question would otherwise wait for."""
        self.ask("1号任务由谁牵头")
        self.ask("who leads task 1")
        self.corpus.index.warm()
        self.corpus.warm()

    def _understand(self, state: State) -> State:
        text = CONFIRMED.sub("", state["text"]) if state["history"] else state["text"]
        parts = split(text, state["corpus"], state["documents"])
        if parts[1:] and (
            bare := without_remark(parse(parts[0], state["corpus"], state["documents"]), state["corpus"])
        ):
            parts[0] = bare.text
        questions: list[Question] = []
        history = list(state["history"])
        before: Trail = ()
        for part in parts:
            question, builds_on = resolve(part, history, state["corpus"], state["documents"])
            before = before if questions else builds_on
            questions.append(inherit(questions[-1], question) if questions else question)
            history.append(Turn("user", question.text))
        own = questions
        if before or parts[1:]:
            own = [parse(question.text, state["corpus"], state["documents"]) for question in questions]
        return {**state, "parts": parts, "questions": questions, "own": own, "before": before}

    def _read(self, state: State) -> State:
        corpus, said = state["corpus"], _said(state)

        def stands(draft: Draft, book: QuoteBook) -> bool:
            return bool(verified(replace(draft), book, corpus, said)[0].text)

        drafts: list[Read] = []
        rested: Focus | None = None
        for own, question in zip(state["own"], state["questions"], strict=True):
            if drafts:
                drafts.append(following.part(own, question, rested, corpus, stands))
            elif state["before"]:
                drafts.append(following.follow(own, question, state["before"], corpus, stands))
            else:
                drafts.append(self._alone(question, state, stands))
            rested = focus_of(question, *drafts[-1], corpus) or rested if state["own"][1:] else None
        return {**state, "drafts": drafts}

    @staticmethod
    def _alone(question: Question, state: State, stands: reader.Stands) -> Read:
        """The answer to a question that builds on none, or else what the answer before it says of it."""
        corpus, history = state["corpus"], state["history"]
        before = trail(history, corpus, state["documents"]) if _looks_back(question) else ()
        if before:
            return following.follow(question, question, before, corpus, stands)
        bare = without_remark(question, corpus)
        draft, book = _of_its_paper(bare or question, corpus, stands)
        if bare and (draft.outcome != "answered" or draft.reader != "records"):  # a sentence may speak of the remark
            draft, book = _of_its_paper(question, corpus, stands)
        if draft.outcome != "not_found" or not history:
            return draft, book
        before = trail(history, corpus, state["documents"])
        return (before and following.rescued(question, before, corpus, stands)) or (draft, book)

    def _verify(self, state: State) -> State:
        checked = []
        for draft, book in state["drafts"]:
            kept, rejected = verified(draft, book, state["corpus"], _said(state))
            if not kept.text:
                kept.outcome = "not_found"
                kept.text = say(state["language"], "silent_plain")
            checked.append((kept, book, rejected))
        return {**state, "checked": checked}

    def _compose(self, state: State) -> Answer:
        language = state["language"]
        version = str(state["corpus"].index.version)
        answers = [
            _answer(draft, book, q, language, version)
            for (draft, book, _), q in zip(state["checked"], state["questions"], strict=True)
        ]
        answer = answers[0] if len(answers) == 1 else _joined(answers, language)
        if not verbatim(answer.quotes, state["corpus"]):
            raise RuntimeError("a quote is not the slice of the source that it says it is")
        return answer


def _of_its_paper(question: Question, corpus: Corpus, stands: reader.Stands) -> Read:
    """The answer from the one paper that a question describes, else from all."""
    within = described(question, corpus)
    if within is not question and (told := reader.read(within, corpus, stands))[0].outcome == "answered":
        return told
    return reader.read(question, corpus, stands)


def _looks_back(question: Question) -> bool:
    return points_back(question) or of_an_event(question)


def _said(state: State) -> str:
    """All that the user said: figures of a question need no quote."""
    return " ".join([state["text"], *(turn.content for turn in state["history"])])


def _answer(draft: Draft, book: QuoteBook, question: Question, language: str, version: str) -> Answer:
    text = draft.text
    for said, read in question.corrections:
        text += say(language, "corrected", said=said, read=read)
    return Answer(
        outcome=draft.outcome,
        answer=text,
        items=tuple(draft.items) if draft.outcome == "answered" else (),
        quotes=tuple(book.quotes),
        receipt=draft.receipt,
        conflicts=tuple(draft.conflicts),
        computed=tuple(draft.computed),
        understood=understood(question, language),
        reader=draft.reader,
        index_version=version,
        language=language,
        extra={"readings": draft.understood},
    )


_MARK = re.compile(r"\[(\d+)\]")


def _distinct(items: Sequence[Item]) -> list[Item]:
    """The members of all parts, each once."""
    return list({(item.label, item.text, item.quotes): item for item in items}.values())


def _renumbered(text: str, numbers: Mapping[int, int]) -> str:
    """A text with the numbers of its marks changed."""
    return _MARK.sub(lambda found: f"[{numbers[int(found[1])]}]", text)


def _joined(answers: Sequence[Answer], language: str) -> Answer:
    """One answer to all parts of a question: what one part lacks is named, what two say is said once."""
    outcome = "answered" if any(a.outcome == "answered" for a in answers) else answers[0].outcome
    places: dict[tuple[str, int, int], Quote] = {}
    items: list[Any] = []
    texts: list[str] = []
    computed: list[Any] = []
    conflicts: list[Any] = []
    for answer in answers:
        moved: dict[int, int] = {}
        for quote in answer.quotes:
            key = (quote.sha256, quote.start, quote.end)
            moved[quote.id] = places.setdefault(key, replace(quote, id=len(places) + 1)).id
        items += [replace(i, quotes=tuple(moved[n] for n in i.quotes)) for i in answer.items]
        computed += [replace(c, quotes=tuple(moved[n] for n in c.quotes)) for c in answer.computed]
        conflicts += [replace(c, quotes=tuple(moved[n] for n in c.quotes)) for c in answer.conflicts]
        texts.append(_renumbered(answer.answer, moved))
    texts, items = list(dict.fromkeys(texts)), _distinct(items)
    receipts = [a.receipt for a in answers if a.receipt]
    matched = len(items) or sum(r.matched for r in receipts)
    checked = max((r.checked for r in receipts), default=0)  # parts may count over different records
    receipt = Receipt(receipts[0].kind, matched, max(matched, checked)) if receipts else None
    return replace(
        answers[0],
        outcome=outcome,
        answer=joined(language, " ", texts),
        items=tuple(items),
        quotes=tuple(places.values()),
        receipt=receipt,
        computed=tuple(computed),
        conflicts=tuple(conflicts),
        understood="; ".join(a.understood for a in answers),
    )
