"""The chat page: layout and wiring. What happens on an event is in `ui.handlers` and `ui.library`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import gradio as gr
from gradio.events import api

from ui.api import endpoints
from ui.door.asgi import visitor_of
from ui.door.functions import Function, defaults_of
from ui.door.uploads import Uploads
from ui.handlers import NO_DOCUMENT, NO_FIGURES, QUESTION_LIMIT, Handlers, Screen
from ui.library import Library, Order, Told
from ui.redaction import Redaction
from ui.rendering.library import WAITING, accepted_html
from ui.upload_field import upload_field

if TYPE_CHECKING:
    from index.corpus import Corpus
    from qa.assistant import Assistant

SESSIONS = 500  # pages whose state Gradio keeps, 0.2 MB each; the one used longest ago is forgotten
QUEUE_LIMIT = 200  # questions waiting at once; more are told to come back
# Answers computed side by side: the models use every core already, so more of them only get in each other's way.
ASKING_AT_ONCE = max(2, (os.cpu_count() or 1) // 2)

# Hands the clicks that assets/page.js found on links and buttons of our own HTML to the server.
ACTIONS_JS = "window.saysoFire = (name, data) => trigger(name, data);"
# The conversation of this very tab, as assets/staying.js keeps it over a reload.
TAB_JS = "(stored) => window.saysoTab(stored)"
KEPT_JS = "(stored) => { window.saysoKept = stored; }"
# Saves the words a hidden field was given as a file.
SAVE_JS = "(words) => window.saysoSave({name!r}, words)"

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
QUICK: dict[str, Any] = {"queue": False, **PRIVATE}
ASKING: dict[str, Any] = {"concurrency_id": "asking", "concurrency_limit": ASKING_AT_ONCE, **PRIVATE}
INDEXING: dict[str, Any] = {"concurrency_id": "indexing", "concurrency_limit": 1, **PRIVATE}


@dataclass(slots=True)
class Parts:
    """The components that events of several corners of the page speak of."""

    stored: Any
    narrowed: Any
    opened: Any
    actions: Any
    screen: list[Any]
    form: list[Any]
    chips: Any
    note: Any


def build_page(
    assistant: Assistant, corpus: Corpus, redaction: Redaction, uploads: Uploads | None = None
) -> gr.Blocks:
    """The whole page over one assistant, with the public API functions.

    Without `uploads` nobody can add, remove or index anything: there are no functions for it. Folders of this
    machine can be indexed where nobody else can reach the page, that is, where nothing needs `redaction`.
    """
    handlers, library = Handlers(assistant, corpus, redaction), Library(corpus, redaction, uploads)
    handlers.welcome()  # tries its suggestions, and so warms the models before the first visitor comes
    with gr.Blocks(title="sayso", analytics_enabled=False, fill_width=True) as page:
        # Kept by the browser, so that a reload and a server started anew find them again.
        stored = gr.BrowserState({}, storage_key="sayso-conversation", secret="sayso-conversation")
        narrowed = gr.BrowserState({}, storage_key="sayso-filter", secret="sayso-filter")
        opened = gr.State(None)
        # Before the events of the page, whose names would otherwise be taken first.
        for name, function in endpoints(assistant, corpus, redaction).items():
            api(function, api_name=name, concurrency_limit=ASKING_AT_ONCE)
        _html(handlers.brand(), "brand")
        actions = gr.HTML("", elem_id="actions", js_on_load=ACTIONS_JS, apply_default_css=False)
        with gr.Tabs(elem_id="pages", selected="chat") as pages:
            with gr.Tab("Chat", id="chat"), gr.Row(equal_height=False, elem_id="desk"):
                with gr.Column(scale=6, min_width=320, elem_id="left"):
                    talk = _conversation()
                    form = _filters(handlers, narrowed)
                    asked = _question(handlers, stored)
                with gr.Column(scale=5, min_width=320, elem_id="panel"):
                    panel = _panel()
            with gr.Tab("Documents", id="documents") as shelf:
                documents = _documents(library, uploads, folders=uploads is not None and redaction.local)
        screen = Screen(
            asked["question"], *talk, stored, opened, panel["viewer"], panel["ledger"],
            panel["views"], panel["ledger_tab"],
        )  # fmt: skip
        parts = Parts(
            stored, narrowed, opened, actions, list(screen), form["fields"], form["chips"], asked["note"]
        )
        _wire_conversation(page, handlers, parts, asked)
        _wire_panel(handlers, parts, pages)
        _wire_documents(page, handlers, library, parts, documents, shelf, screen)
    page.state_session_capacity = SESSIONS
    # Not open: a function that waits for its turn cannot be called past the queue.
    page.queue(max_size=QUEUE_LIMIT, default_concurrency_limit=ASKING_AT_ONCE, api_open=False)
    return cast("gr.Blocks", page)


def _html(value: str, name: str, **more: Any) -> Any:
    return gr.HTML(value, elem_id=name, apply_default_css=False, padding=False, **more)


def _conversation() -> tuple[Any, Any, Any]:
    with gr.Column(elem_id="conversation"):
        return _html("", "welcome"), _html("", "history"), _html("", "turn")


def _filters(handlers: Handlers, narrowed: Any) -> dict[str, Any]:
    with gr.Column(elem_id="filters"):
        with gr.Row():
            start = gr.Textbox(
                label="Published from", placeholder="YYYY-MM-DD", min_width=120, elem_id="filter-from"
            )
            end = gr.Textbox(label="Published to", placeholder="YYYY-MM-DD", min_width=120, elem_id="filter-to")
        with gr.Row():
            languages = gr.Dropdown(
                [], label="Language", multiselect=True, min_width=120, elem_id="filter-language"
            )
            publishers = gr.Dropdown(
                [], label="Publisher", multiselect=True, min_width=160, elem_id="filter-publisher"
            )
    with gr.Row(elem_id="narrowing"):
        chips = _html("", "chips")
        reset = gr.Button("Clear filters", size="sm", min_width=40, elem_id="unfilter")
    fields = [start, end, languages, publishers]
    for event in (start.submit, start.blur, end.submit, end.blur, languages.change, publishers.change):
        event(handlers.filter, [*fields, narrowed], [narrowed, chips], **QUICK)
    reset.click(handlers.unfiltered, None, [*fields, narrowed, chips], **QUICK)
    return {"fields": fields, "chips": chips}


def _question(handlers: Handlers, stored: Any) -> dict[str, Any]:
    note = _html("", "indexing")
    with gr.Row(elem_id="ask-row"):
        question = gr.Textbox(
            placeholder="Ask the documents a question",
            label="Question",
            show_label=False,
            container=False,
            lines=1,
            max_lines=6,
            max_length=QUESTION_LIMIT,
            autofocus=True,
            scale=8,
            elem_id="question",
            html_attributes=gr.InputHTMLAttributes(enterkeyhint="send"),
        )
        send = gr.Button("Ask", variant="primary", scale=1, min_width=72, elem_id="send")
    with gr.Row(elem_id="tools"):
        gr.Button("Filters", size="sm", min_width=40, elem_id="narrow")
        clear = gr.Button("New chat", size="sm", min_width=40, elem_id="clear")
        as_markdown = gr.Button("Export Markdown", size="sm", min_width=40, elem_id="export-markdown")
        as_json = gr.Button("Export JSON", size="sm", min_width=40, elem_id="export-json")
    written = gr.Textbox(visible="hidden", elem_id="written", label="Exported conversation")
    for button, function, name in (
        (as_markdown, handlers.export_markdown, "sayso-conversation.md"),
        (as_json, handlers.export_json, "sayso-conversation.json"),
    ):
        button.click(function, [stored], written, **PRIVATE).then(
            None, [written], None, js=SAVE_JS.format(name=name), **PRIVATE
        )
    return {"question": question, "send": send, "clear": clear, "note": note}


def _panel() -> dict[str, Any]:
    gr.Button("Close", size="sm", min_width=40, elem_id="close-panel")
    with gr.Tabs(selected="document", elem_id="views") as views:
        with gr.Tab("Source", id="document"):
            with gr.Row(elem_id="panel-tools"):
                gr.Button("← Previous", size="sm", min_width=40, elem_id="previous-quote")
                gr.Button("Next →", size="sm", min_width=40, elem_id="next-quote")
                gr.Button("Copy quote with citation", size="sm", min_width=40, elem_id="copy-quote")
            viewer = _html(NO_DOCUMENT, "viewer")
        with gr.Tab("Who says what", id="ledger") as ledger_tab:
            ledger = _html(NO_FIGURES, "ledger")
    return {"viewer": viewer, "ledger": ledger, "views": views, "ledger_tab": ledger_tab}


def _documents(library: Library, uploads: Uploads | None, *, folders: bool) -> dict[str, Any]:
    with gr.Row(equal_height=False, elem_id="library"):
        with gr.Column(scale=7, min_width=320):
            words = gr.Textbox(
                label="Search the documents",
                show_label=False,
                container=False,
                placeholder="Search title, publisher, date, language, file",
                elem_id="library-search",
            )
            table = _html("", "documents")
        shown = {"words": words, "order": gr.State(Order()), "table": table}
        if uploads is None:
            return shown
        with gr.Column(scale=4, min_width=300, elem_id="adding"):
            _html("<h2>Add documents</h2>", "adding-head")
            files = upload_field(label="Add documents", show_label=False, file_types=library.suffixes(),
                elem_id="upload", height=120,
            )  # fmt: skip
            _html(accepted_html(library.suffixes(), uploads.each, uploads.together), "accepted")
            with gr.Row(elem_id="folder-row", visible=folders):
                folder = gr.Textbox(
                    label="Or a folder of this machine", placeholder="/home/me/articles", max_lines=1, scale=4,
                    min_width=160, elem_id="folder",
                )  # fmt: skip
                add_folder = gr.Button("Index", scale=1, min_width=72, elem_id="add-folder")
            with gr.Accordion("Paste a text", open=False, elem_id="pasting"):
                title = gr.Textbox(label="Title", max_lines=1, elem_id="paste-title")
                text = gr.Textbox(label="Text", lines=5, max_lines=12, elem_id="paste-text")
                paste = gr.Button("Add the text", size="sm", elem_id="paste")
            again = gr.Button("Look for changes in the corpus's own folder", size="sm", elem_id="reindex")
            report = _html("", "report")
    return {
        **shown, "files": files, "folder": folder, "add_folder": add_folder if folders else None, "again": again,
        "paste": paste, "pasted": [title, text],
        "report": report,
    }  # fmt: skip


def _wire_conversation(page: gr.Blocks, handlers: Handlers, parts: Parts, asked: dict[str, Any]) -> None:
    page.load(handlers.restore, [parts.stored], parts.screen, js=TAB_JS, **PRIVATE)
    parts.stored.change(None, [parts.stored], None, js=KEPT_JS, **PRIVATE)
    page.load(handlers.form, [parts.narrowed], [*parts.form, parts.chips], **QUICK)
    question, stored = asked["question"], parts.stored
    begun = [
        question.submit(handlers.begin, [question, stored], parts.screen, **QUICK),
        asked["send"].click(handlers.begin, [question, stored], parts.screen, **QUICK),
        parts.actions.select(handlers.begin_suggested, [stored], parts.screen, **QUICK),
        parts.actions.retry(handlers.begin_again, [stored], parts.screen, **QUICK),
    ]
    # What was stopped may still be computed: the question after it does not wait for that.
    asks = [
        begin.then(handlers.ask, [stored, parts.narrowed], parts.screen, trigger_mode="multiple", **ASKING)
        for begin in begun
    ]
    for ask in asks:
        ask.failure(handlers.refused, [stored], parts.screen, **QUICK)
    parts.actions.stop(handlers.stop, [stored], parts.screen, cancels=asks, **QUICK)
    asked["clear"].click(handlers.clear, None, parts.screen, cancels=asks, **QUICK)
    parts.actions.like(handlers.vote, [stored], None, **QUICK)


def _wire_panel(handlers: Handlers, parts: Parts, pages: Any) -> None:
    parts.actions.click(handlers.open_citation, [parts.stored], parts.screen, **QUICK)
    parts.actions.expand(handlers.show_ledger, [parts.stored], parts.screen, **QUICK)
    parts.actions.edit(lambda: gr.update(selected="documents"), None, pages, **QUICK)
    parts.actions.play(lambda: gr.update(selected="chat"), None, pages, **QUICK)


def _wire_documents(
    page: gr.Blocks,
    handlers: Handlers,
    library: Library,
    parts: Parts,
    documents: dict[str, Any],
    shelf: Any,
    screen: Screen,
) -> None:
    table, listed = documents["table"], [documents["words"], documents["order"]]
    for event in (page.load, shelf.select, documents["words"].change):
        event(library.table, listed, table, **QUICK)

    def arranged(event: gr.EventData, words: str, order: Order) -> tuple[str, Order]:
        order = order.longer() if event._data.get("more") else order.changed(str(event._data.get("by", "")))
        return library.table(words, order), order

    parts.actions.apply(arranged, listed, [table, documents["order"]], **QUICK)

    if "files" in documents:
        _wire_adding(handlers, library, parts, documents, screen)


def _wire_adding(
    handlers: Handlers, library: Library, parts: Parts, documents: dict[str, Any], screen: Screen
) -> None:
    """What changes the documents, where visitors may."""

    def added(tokens: list[str], request: gr.Request) -> Iterator[Told]:
        yield from library.add_files(tokens, visitor_of(request))

    def removed(event: gr.EventData) -> Told:
        return Told(library.remove(str(event._data.get("document", ""))))

    table, listed = documents["table"], [documents["words"], documents["order"]]
    told = [documents["report"], parts.note]
    changing: list[tuple[Callable[..., Any], Callable[..., Any], list[Any]]] = [
        (documents["files"].upload, added, [documents["files"]]),
        (documents["again"].click, library.reindex, []),
        (documents["paste"].click, library.add_text, documents["pasted"]),
    ]
    if documents["add_folder"] is not None:
        changing.append((documents["add_folder"].click, library.add_folder, [documents["folder"]]))
        changing.append((documents["folder"].submit, library.add_folder, [documents["folder"]]))
    # One run of indexing at a time: who comes second sees that it waits.
    done = [
        event(lambda: Told(WAITING), None, told, **QUICK).then(function, inputs, told, **INDEXING)
        for event, function, inputs in changing
    ]
    for end in (*done, parts.actions.delete(removed, None, told, **INDEXING)):
        end = end.then(library.table, listed, table, **QUICK)
        end = end.then(handlers.reopen, [parts.stored, parts.opened], screen.viewer, **QUICK)
        end = end.then(handlers.choices, [parts.narrowed], [*parts.form[2:], parts.chips], **QUICK)
        end.then(handlers.welcome, None, screen.welcome, **PRIVATE)
    done[0].then(lambda: None, None, documents["files"], **QUICK)


def functions_of(page: gr.Blocks) -> dict[int, Function]:
    """The functions of the page by Gradio's number, as the door knows them; what runs in the browser is none."""
    found = {}
    for number, one in page.fns.items():
        if one.fn is None or one.js is True:
            continue
        public = one.api_visibility == "public"
        found[number] = Function(
            name=str(one.api_name),
            inputs=len(one.inputs),
            queued=bool(one.queue),
            public=public,
            files=any(isinstance(component, gr.File) for component in one.inputs),
            defaults=defaults_of(one.fn) if public else None,
        )
    return found
