"""What happens on each event of the chat: asking, citations, filters, exports. `ui.web` wires them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import gradio as gr

from index.errors import SaysoError
from index.types import DocumentInfo, Filter
from qa.figures.annotations import FACTS_NAME
from qa.stages import Stage, attempt
from qa.suggestions.suggestions import suggest
from qa.types import Answer
from ui import feedback
from ui.conversations import Conversation, Conversations, Waiting, kept
from ui.door.asgi import client_of
from ui.door.rates import Meter
from ui.filters import filter_from, filter_of, filter_record
from ui.opening import Opened, Opener
from ui.redaction import Redaction
from ui.rendering import answers, html, ledger
from ui.streaming import streamed

if TYPE_CHECKING:
    from index.corpus import Corpus
    from qa.assistant import Assistant

logger = logging.getLogger(__name__)

QUESTION_LIMIT = 2_000  # characters; the longest question in public question sets has under 500
SHOWN_OF_LONG = 200  # characters shown of a question that is too long
# Questions asked again for pages that come back after a restart: a client has thirty pages restored at once.
AGAIN_A_MINUTE = 600

SKIP: Any = gr.skip()
NO_FIGURES = html.empty("No figures in this answer.", "Ask how many, how much or how often.")
NOT_SHOWN = html.empty(
    "The figures cannot be shown.", "An error inside sayso, told in its log; the answer stands."
)
NO_DOCUMENT = html.empty("No document is open.", "A click on a citation opens it here, at the quote.")
BUSY = "Many questions are waiting to be answered. Try again in a minute."
TOO_LONG = f"A question may have {QUESTION_LIMIT:,} characters."
BROKEN = "Something went wrong inside sayso. The window it was started in says what."
GONE = html.empty("This citation is no longer at hand.", "Ask the question again.")


class Screen(NamedTuple):
    """What an event of the conversation may change on the page; what it leaves out stays as it is."""

    question: Any = SKIP
    welcome: Any = SKIP
    history: Any = SKIP
    turn: Any = SKIP
    stored: Any = SKIP
    opened: Any = SKIP
    viewer: Any = SKIP
    ledger: Any = SKIP
    views: Any = SKIP
    ledger_tab: Any = SKIP


class Handlers:
    """The events of one server; what belongs to one person comes in and goes out as values."""

    def __init__(self, assistant: Assistant, corpus: Corpus, redaction: Redaction) -> None:
        self.corpus = corpus
        self._redaction = redaction
        self._again = Meter(AGAIN_A_MINUTE)
        self.conversations = Conversations(assistant)
        self._assistant = assistant
        self._opener = Opener(corpus)
        self._waiting = Waiting()
        self._suggested: tuple[tuple[str, ...], list[str]] = ((), [])

    def brand(self) -> str:
        """The head of the page."""
        from index.sample import folder as sample

        shown = "sample documents" if self.corpus.folder == sample().resolve() else self.corpus.folder.name
        place = html.text(self._redaction.text(self.corpus.folder))
        return f'<h1>sayso</h1><p title="{place}">{html.isolated(shown)}</p>'

    def welcome(self) -> str:
        """What an empty conversation shows."""
        documents = self.corpus.documents()
        if not documents:
            way = html.button("Add documents", css="small first", tab="Documents")
            return html.empty("There are no documents yet.", "Add some, then ask about them.", way)
        state = tuple(f"{document.id} {document.content_hash}" for document in documents)
        if self._suggested[0] != state:
            self._suggested = (state, self._suggest(documents))
        return answers.welcome_html(self._suggested[1])

    def _suggest(self, documents: list[DocumentInfo]) -> list[str]:
        """Questions to begin with; none while they cannot be tried, because a language model is out of reach."""
        try:
            return attempt(
                Stage.SUGGESTIONS,
                "\n".join(document.content_hash for document in documents),
                lambda: suggest(self._assistant, documents, self.corpus.facts(FACTS_NAME)),
                list,
            )
        except SaysoError:
            return []

    # asking

    def restore(self, stored: object, request: gr.Request) -> Screen:
        """The conversation a returning page belongs to; a further tab of a browser begins with a copy of it."""
        client = client_of(request)
        elsewhere = isinstance(stored, dict) and stored.get("elsewhere") is True
        conversation = self.conversations.of(stored)
        if elsewhere and conversation.last_question():
            conversation = self.conversations.copy_of(stored, client)
        self._catch_up(conversation, client)
        self._waiting.take(conversation.token)
        return self._shown(conversation, Screen(welcome=self.welcome(), stored=kept(conversation)))

    def _catch_up(self, conversation: Conversation, client: str) -> None:
        """Ask again what was asked before this server was started, within what one client may have asked again."""
        if conversation.forgotten and self._again.wait(client, len(conversation.forgotten)):
            conversation.forgotten = []
        if conversation.forgotten:
            self.conversations.hold(conversation, client).catch_up()

    def begin(self, question: str, stored: object, request: gr.Request) -> Screen:
        """Show the question at once, before its turn in the queue comes; one at a time, others are left alone."""
        client, conversation = client_of(request), self.conversations.of(stored)
        question, number = question.strip(), len(conversation.answers)
        if not question or self._busy(conversation):
            return Screen(stored=kept(conversation))
        if len(question) > QUESTION_LIMIT:
            return Screen(turn=answers.failed_turn_html(question[:SHOWN_OF_LONG], TOO_LONG, number))
        self.conversations.hold(conversation, client)
        screen = Screen(history=_history(conversation, number), stored=kept(conversation))
        if not self._waiting.enter(conversation.token, question, client):
            return screen._replace(turn=answers.failed_turn_html(question, BUSY, number))
        return screen._replace(question="", turn=answers.streamed_turn_html(question, "", "", number))

    def _busy(self, conversation: Conversation) -> bool:
        return conversation.token in self._waiting or conversation.lock.locked()

    def begin_suggested(self, event: gr.EventData, stored: object, request: gr.Request) -> Screen:
        """Begin with a question that was offered."""
        asked = self.begin(str(event._data.get("question", "")), stored, request)
        return asked._replace(question=SKIP)

    def begin_again(self, event: gr.EventData, stored: object, request: gr.Request) -> Screen:
        """Begin the last question anew, with the filters that are in force now, or as the event rewords it."""
        conversation = self.conversations.of(stored)
        last = conversation.last_question()
        if not last or self._busy(conversation):
            return Screen()
        question = str(event._data.get("question", "")).strip() or last
        conversation.drop_last()
        self.conversations.hold(conversation, client_of(request))
        return self.begin(question, {"token": conversation.token}, request)._replace(question=SKIP)

    def ask(self, stored: object, narrowed: object, request: gr.Request) -> Iterator[Screen]:
        """Answer the question that waits, streamed; `narrowed` is the filter as the browser keeps it."""
        conversation = self.conversations.of(stored)
        question = self._waiting.take(conversation.token)
        yield Screen()  # Gradio empties the whole screen after a generator that yields nothing
        if not question:
            return
        self._catch_up(conversation, client_of(request))
        turn = len(conversation.answers)
        try:
            for part in streamed(conversation, question, filter_from(narrowed)):
                yield Screen(turn=answers.streamed_turn_html(question, part.understood, part.so_far, turn))
        except SaysoError as error:
            yield Screen(turn=answers.failed_turn_html(question, self._redaction.text(error), turn))
        except Exception:  # a page that is not told waits for ever
            logger.exception("the question %r could not be answered", question)
            yield Screen(turn=answers.failed_turn_html(question, BROKEN, turn))
        else:
            if len(conversation.answers) > turn:
                yield self._shown(conversation, Screen(stored=kept(conversation)))

    def stop(self, event: gr.EventData, stored: object) -> Screen:
        """Give up the answer of the turn the event names, unless it is there already."""
        conversation = self.conversations.of(stored)
        if _turn_of(event, conversation) is not None:
            return self._shown(conversation, Screen(stored=kept(conversation)))
        self._waiting.take(conversation.token)
        self.conversations.stop(conversation)
        question = str(event._data.get("question", ""))
        return Screen(turn=answers.stopped_turn_html(question, len(conversation.answers)))

    def refused(self, stored: object) -> Screen:
        """Say that Gradio did not take the question that waits: its own queue is full."""
        conversation = self.conversations.of(stored)
        question = self._waiting.take(conversation.token)
        number = len(conversation.answers)
        return Screen(turn=answers.failed_turn_html(question, BUSY, number)) if question else Screen()

    def clear(self) -> Screen:
        """A new, empty conversation."""
        conversation = self.conversations.of(None)
        return self._shown(conversation, Screen(question="", stored=kept(conversation)))

    def _shown(self, conversation: Conversation, screen: Screen) -> Screen:
        """The screen with the whole conversation on it, and beside it what the last answer rests on."""
        if not conversation.answers:
            return screen._replace(
                history="", turn="", opened=None, viewer=NO_DOCUMENT, ledger=NO_FIGURES,
                views=gr.update(selected="document"), ledger_tab=gr.update(label=_tab_name(None)),
            )  # fmt: skip
        last = len(conversation.answers) - 1
        answer = conversation.answers[last]
        opened = Opened("cite", last, 1) if answer.quotes else None
        return screen._replace(
            history=_history(conversation, last),
            turn=_turn(conversation, last, conversation.colours()[last], last=True),
            opened=opened,
            viewer=self._opener.html(conversation, opened) if opened else NO_DOCUMENT,
            ledger=_ledger(conversation, last),
            views=gr.update(selected="ledger" if answer.figures else "document"),
            ledger_tab=gr.update(label=_tab_name(answer)),
        )

    # beside the conversation

    def open_citation(self, event: gr.EventData, stored: object) -> Screen:
        """Open the document of a clicked citation at its quote, or a document of the table."""
        reference = str(event._data.get("reference", ""))
        if (named := re.fullmatch(r"#document-(.{1,200})", reference, re.DOTALL)) is not None:
            opened: Opened | None = Opened("document", 0, 0, named[1])
        else:
            opened = Opened.parse(reference)
        if opened is None:
            return Screen(opened=None, viewer=NO_DOCUMENT)
        conversation = self.conversations.of(stored)
        shown = self._opener.html(conversation, opened)
        return Screen(
            stored=kept(conversation), opened=opened, viewer=shown or GONE, views=gr.update(selected="document")
        )

    def reopen(self, stored: object, opened: Opened | None) -> str:
        """The open document as it is now, after the corpus changed."""
        return self._opener.html(self.conversations.of(stored), opened) if opened else NO_DOCUMENT

    def show_ledger(self, event: gr.EventData, stored: object) -> Screen:
        """Who says what in the answer whose summary was clicked."""
        conversation = self.conversations.of(stored)
        turn = _turn_of(event, conversation)
        if turn is None:
            return Screen()
        answer = conversation.answers[turn]
        return Screen(
            ledger=_ledger(conversation, turn),
            views=gr.update(selected="ledger"),
            ledger_tab=gr.update(label=_tab_name(answer)),
        )

    # filters, feedback, exports

    def filter(
        self, start: str, end: str, languages: list[str], publishers: list[str], narrowed: object
    ) -> tuple[Any, str]:
        """The filter of the form, as the browser keeps it, and its chips; a date that is none changes nothing."""
        try:
            where = filter_of(start, end, languages, publishers)
        except SaysoError as error:
            # As the form calls its fields; what applied before still does, and is still shown.
            said = self._redaction.text(error).replace("published_", "published ")
            return SKIP, html.problem(said) + self._chips(filter_from(narrowed))
        return filter_record(where), self._chips(where)

    def _chips(self, where: Filter) -> str:
        """The filters in force, and how many documents they leave."""
        documents = self.corpus.documents()
        left = sum(map(where.admits, documents))
        label = (
            f"Asking only {left:,} of {len(documents):,} documents" if left else "No document passes the filters"
        )
        return answers.filters_html(where, label)

    def form(self, narrowed: object) -> tuple[str, str, Any, Any, str]:
        """The form as a returning page left it: dates, languages and publishers with their choices, the chips."""
        where = filter_from(narrowed)
        record, (languages, publishers) = filter_record(where), self._choices()
        return (
            record["published_from"],
            record["published_to"],
            gr.update(choices=languages, value=record["languages"]),
            gr.update(choices=publishers, value=record["publishers"]),
            self._chips(where),
        )

    def unfiltered(self) -> tuple[str, str, list[str], list[str], dict[str, Any], str]:
        """The empty form."""
        return "", "", [], [], {}, ""

    def choices(self, narrowed: object) -> tuple[Any, Any, str]:
        """What can be chosen in the form now, and how many documents its filter leaves now."""
        languages, publishers = self._choices()
        chips = self._chips(filter_from(narrowed))
        return gr.update(choices=languages), gr.update(choices=publishers), chips

    def _choices(self) -> tuple[list[tuple[str, str]], list[str]]:
        """The languages, as (name, code), and the publishers of the documents."""
        documents = self.corpus.documents()
        languages = {d.language for d in documents if d.language}
        named = sorted((html.language_name(code), code) for code in languages)
        return named, sorted({d.publisher for d in documents if d.publisher})

    def vote(self, event: gr.EventData, stored: object) -> None:
        """Keep a like or dislike in the corpus's own folder, on this machine only."""
        conversation = self.conversations.of(stored)
        turn = _turn_of(event, conversation)
        if turn is not None:
            liked = event._data.get("vote") == "up"
            conversation.votes[turn] = liked
            feedback.keep(self.corpus.data, conversation.answers[turn], liked=liked)

    def _whole(self, stored: object, request: gr.Request) -> Conversation:
        conversation = self.conversations.of(stored)
        self._catch_up(conversation, client_of(request))
        return conversation

    def export_markdown(self, stored: object, request: gr.Request) -> str:
        """The conversation as Markdown, with its citations."""
        from qa.answering.exports import answer_markdown

        return "\n".join(answer_markdown(answer) for answer in self._whole(stored, request).answers)

    def export_json(self, stored: object, request: gr.Request) -> str:
        """The conversation as JSON, with its citations."""
        import json

        from qa.answering.exports import answer_record

        records = [answer_record(answer) for answer in self._whole(stored, request).answers]
        return json.dumps(records, ensure_ascii=False, indent=2)


def _turn(conversation: Conversation, number: int, known: Mapping[str, int], *, last: bool = False) -> str:
    question, answer = conversation.questions[number], conversation.answers[number]
    liked = conversation.votes.get(number)
    return answers.turn_html(question, answer, number, last=last, liked=liked, known=known)


def _ledger(conversation: Conversation, number: int) -> str:
    answer = conversation.answers[number]
    if not answer.figures:
        return NO_FIGURES
    return attempt(
        Stage.VIEW,
        answer.text,
        lambda: ledger.ledger_html(answer, number, conversation.colours()[number]),
        lambda: NOT_SHOWN,
    )


def _history(conversation: Conversation, until: int) -> str:
    """The turns before number `until`."""
    colours = conversation.colours()
    return "".join(_turn(conversation, number, colours[number]) for number in range(until))


def _tab_name(answer: Answer | None) -> str:
    number = len(answer.figures) if answer else 0
    return f"Who says what ({number})" if number else "Who says what"


def _turn_of(event: gr.EventData, conversation: Conversation) -> int | None:
    """The turn an event of the page names, if there is one."""
    named = str(event._data.get("turn", ""))
    return int(named) if named.isdecimal() and int(named) < len(conversation.answers) else None
