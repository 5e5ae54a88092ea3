"""The Gradio pages: questions and the evaluation report, in Chinese and English."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI, HTTPException
from gradio.components import Navbar

from assistant.answer import Answer, Quote, Turn
from assistant.web import feedback
from assistant.web.engine import EngineSlot
from assistant.web.examples import examples
from assistant.web.input import MAX_QUESTION, InputError, check_text
from assistant.web.reading import escape
from assistant.web.render import Exchange, conversation_html
from assistant.web.reports import newest
from assistant.web.source import slice_of
from assistant.web.texts import Language, words

_STYLE = Path(__file__).with_name("page.css")
_KEPT = 30  # exchanges of a conversation that stay on the page
_SESSION = 4 * 3600  # seconds after which a silent conversation is forgotten
_ROUTES: dict[Language, tuple[str, str]] = {"zh": ("/", "/evaluation"), "en": ("/en", "/en-evaluation")}
_LANG = "() => { document.documentElement.lang = location.pathname.startsWith('/en') ? 'en' : 'zh-CN'; }"
_SCROLL = "() => setTimeout(() => document.querySelector('.gz-turn:last-child')?.scrollIntoView({block: 'start'}), 60)"


@dataclass(frozen=True, slots=True)
class Pages:
    """What the pages of one language do; Gradio calls these with the values of its components."""

    slot: EngineSlot
    home: Path
    language: Language

    @property
    def words(self) -> dict[str, Any]:
        return words(self.language)

    def header(self, evaluation: bool) -> str:
        """Name, main navigation and the way to the other language."""
        routes, other = _ROUTES[self.language], _ROUTES["en" if self.language == "zh" else "zh"]
        names = self.words["nav"]
        links = [(routes[0], names["ask"], not evaluation), (routes[1], names["evaluation"], evaluation)]
        links += [("/docs", names["api"], False), (other[evaluation], self.words["other_language"], False)]
        shown = "".join(
            f'<a href="{url}"{" aria-current=page" if here else ""}>{escape(name)}</a>' for url, name, here in links
        )
        title = f"<h1>{escape(self.words['product'])}</h1><p>{escape(self.words['tagline'])}</p>"
        navigation = f'<nav aria-label="{escape(names["label"])}">{shown}</nav>'
        return f'<header class="gz-header"><div>{title}</div>{navigation}</header>'

    def surroundings(self, quote: Quote) -> tuple[str, str]:
        """The text before and after a quote, empty where a newer index has it no more."""
        try:
            place = slice_of(self.slot.get(), quote.sha256, quote.start, quote.end)
        except (HTTPException, InputError):
            return "", ""
        return place["before"], place["after"]

    def conversation(self, exchanges: list[Exchange]) -> str:
        """The whole conversation as HTML."""
        return conversation_html(exchanges, self.surroundings, self.words)

    def ask(self, question: str, documents: list[str], exchanges: list[Exchange]) -> tuple[Any, ...]:
        """One more exchange: the new conversation, its HTML, an empty question, the feedback form."""
        history = [Turn("user", asked) for asked, said in exchanges if isinstance(said, Answer)]
        said: Answer | str
        try:
            said = self.slot.get().ask(check_text(question, self.words["form"]["question"]), history, documents)
        except InputError as error:
            said = str(error)
        except HTTPException:
            said = self.words["answer"]["busy"]
        exchanges = [*exchanges, (question[:MAX_QUESTION], said)][-_KEPT:]
        return exchanges, self.conversation(exchanges), "", gr.update(visible=isinstance(said, Answer)), None, "", ""

    def clear(self) -> tuple[Any, ...]:
        """An empty conversation."""
        return [], self.conversation([]), "", gr.update(visible=False), None, "", ""

    def rate(self, rating: str | None, comment: str, exchanges: list[Exchange]) -> str:
        """Keep what the reader thinks of the last answer; a sentence that says so."""
        names = self.words["feedback"]
        if rating is None or not exchanges:
            return f'<p role="alert">{escape(names["choose"])}</p>'
        *before, (question, said) = exchanges
        entry = {
            "question": question,
            "history": [{"role": "user", "content": asked} for asked, earlier in before if isinstance(earlier, Answer)],
            "rating": rating,
            "answer": said.to_dict() if isinstance(said, Answer) else None,
            "comment": comment[:MAX_QUESTION] or None,
        }
        try:
            feedback.keep(self.home, entry)
        except OSError as error:
            return f'<p role="alert">{escape(names["failed"].format(reason=error.strerror))}</p>'
        return f'<p role="status">{escape(names["thanks"])}</p>'

    def fill(self) -> tuple[Any, Any]:
        """The documents to choose from, and example questions, from the archive as it is now."""
        index = self.slot.get().corpus.index
        choices = [(" ".join(filter(None, (d.title, d.doc_number))), d.id) for d in index.documents]
        samples = [[question] for question in examples(index.records, self.words)]
        return gr.update(choices=choices), gr.Dataset(samples=samples)

    def report(self) -> str:
        """The newest evaluation report in a frame that can reach nothing, or how to make one."""
        names = self.words["evaluation"]
        if (path := newest(self.home)) is None:
            return f'<p class="gz-empty">{escape(names["none"])}</p>'
        time = datetime.fromtimestamp(path.stat().st_mtime).astimezone().strftime("%Y-%m-%d %H:%M")
        shown = escape(names["shown"].format(name=path.relative_to(self.home / "reports"), time=time))
        address = f"/reports/latest#{self.language}"
        link = f'<a href="{address}" target="_blank" rel="noopener">{escape(names["open"])}</a>'
        frame = f'<iframe class="gz-report" sandbox src="{address}" title="{escape(names["frame"])}">'
        return f"<p>{shown} {link}</p>{frame}</iframe>"


def _ask_page(pages: Pages, demo: gr.Blocks) -> None:
    form, opinion = pages.words["form"], pages.words["feedback"]
    gr.HTML(pages.header(evaluation=False), apply_default_css=False)
    exchanges = gr.State([], time_to_live=_SESSION)
    conversation = gr.HTML(pages.conversation([]), elem_id="gz-conversation", apply_default_css=False)
    with gr.Column(visible=False, elem_classes="gz-feedback") as rating_form:
        choices = [(opinion["up"], "up"), (opinion["down"], "down")]
        rating = gr.Radio(choices, label=opinion["title"])
        comment = gr.Textbox(label=opinion["comment"], max_length=MAX_QUESTION, lines=1, submit_btn=opinion["send"])
        thanks = gr.HTML(apply_default_css=False)
    samples = gr.Dataset(
        components=[gr.Textbox(visible=False)],
        samples=[[""]],
        type="values",
        label=form["examples"],
        elem_classes="gz-samples",
    )
    with gr.Group(elem_classes="gz-form"):
        question = gr.Textbox(
            label=form["question"],
            show_label=False,
            placeholder=form["placeholder"],
            max_length=MAX_QUESTION,
            lines=1,
            max_lines=4,
            autofocus=True,
            submit_btn=form["send"],
        )
    with gr.Accordion(form["scope"], open=False):
        documents = gr.Dropdown([], value=[], multiselect=True, label=form["documents"])
    clear = gr.Button(form["clear"], size="sm", variant="secondary", elem_classes="gz-clear")

    outputs = [exchanges, conversation, question, rating_form, rating, comment, thanks]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    question.submit(pages.ask, [question, documents, exchanges], outputs, **quiet).then(None, js=_SCROLL)
    samples.click(
        lambda sample, *rest: pages.ask(sample[0], *rest), [samples, documents, exchanges], outputs, **quiet
    ).then(None, js=_SCROLL)
    clear.click(pages.clear, None, outputs, **quiet)
    comment.submit(pages.rate, [rating, comment, exchanges], thanks, **quiet)
    demo.load(pages.fill, None, [documents, samples], **quiet)


def _evaluation_page(pages: Pages, demo: gr.Blocks) -> None:
    gr.HTML(pages.header(evaluation=True), apply_default_css=False)
    gr.HTML(f"<h2>{escape(pages.words['evaluation']['title'])}</h2>", apply_default_css=False)
    frame = gr.HTML(apply_default_css=False)
    demo.load(pages.report, None, frame, show_progress="hidden", api_visibility="private")


def build_page(slot: EngineSlot, home: Path) -> FastAPI:
    """An app with all pages, to be run under the root of the site."""
    chinese, english = Pages(slot, home, "zh"), Pages(slot, home, "en")
    title = f"{chinese.words['product']} {english.words['product']}"
    with gr.Blocks(title=title, analytics_enabled=False, fill_width=True) as demo:
        Navbar(visible=False)
        _ask_page(chinese, demo)
    for pages, build, path in (
        (chinese, _evaluation_page, "/evaluation"),
        (english, _ask_page, "/en"),
        (english, _evaluation_page, "/en-evaluation"),
    ):
        with demo.route(path.strip("/"), path, show_in_navbar=False):
            build(pages, demo)
    demo.queue(default_concurrency_limit=4, max_size=64, api_open=False)
    theme = gr.themes.Default(
        primary_hue=gr.themes.colors.blue,
        neutral_hue=gr.themes.colors.slate,
        radius_size=gr.themes.sizes.radius_sm,
        font=["system-ui", "Noto Sans CJK SC", "Microsoft YaHei", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    )
    # Gradio says even where it is told so that several pages cannot be rendered on the server.
    warnings.filterwarnings("ignore", "SSR mode is not supported", UserWarning)
    mounted: FastAPI = gr.mount_gradio_app(
        FastAPI(docs_url=None, redoc_url=None, openapi_url=None),
        demo,
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size="1kb",
        theme=theme,
        css_paths=_STYLE,
        js=_LANG,
        pwa=False,
        ssr_mode=False,
        mcp_server=False,
    )
    return mounted
