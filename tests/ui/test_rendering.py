"""HTML of answers, documents and figures: whatever the words are, they are shown and do nothing."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.loading.blocks import Blocks
from index.loading.grid import Grid, GridCell
from index.types import Document, DocumentInfo, FileReport, Filter, Heading, IndexReport, Outcome, Progress, Span
from qa.types import (
    Abstention,
    Amount,
    Answer,
    Bound,
    Claim,
    Figure,
    Ledger,
    Period,
    Quote,
    Relation,
    RelationKind,
)
from ui.colours import VOICES
from ui.rendering import answers, documents, ledger, library, timeline
from ui.rendering.html import original_link, period_words, text
from ui.rendering.library import Row
from ui.rendering.voices import LOOKS, voice_style, voices

TAGS = {
    *(
        [
            "a",
            "article",
            "b",
            "bdi",
            "blockquote",
            "button",
            "caption",
            "cite",
            "details",
            "div",
            "em",
            "figcaption",
            "figure",
            "h2",
            "header",
            "i",
            "li",
        ]
    ),
    *(
        [
            "mark",
            "ol",
            "p",
            "progress",
            "q",
            "section",
            "span",
            "summary",
            "table",
            "tbody",
            "td",
            "th",
            "thead",
            "tr",
            "ul",
        ]
    ),
}


class Seen(HTMLParser):
    """The elements, attributes and words of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words += data


def info(words: str = "Report", **changes: object) -> DocumentInfo:
    made = DocumentInfo("d1", "report.txt", "hash", words, publisher="Courier", published=date(2019, 6, 1))
    return replace(made, **changes)


def quote_in(words: str, start: int = 0, document: DocumentInfo | None = None) -> Quote:
    return Quote(words, start, start + len(words), document or info(), "p1", 0.9)


def figure(value: int, claimant: str | None = "Coalition", **changes: object) -> Figure:
    amount = Amount(Decimal(value), Span(0, 3), f"{value:,}")
    made = Figure(amount, "civilian deaths", quote_in(f"{value} civilians were killed"), claimant)
    return replace(made, **changes)


ANYTHING = st.text(max_size=60) | st.sampled_from(
    [
        '<img src=x onerror="pwned()">',
        "</textarea></style></title><script>pwned()</script>",
        '" onmouseover="pwned()" x="',
        "${pwned()} {{pwned}} `x` \\u003cscript\\u003e",
        "javascript:pwned()",
        "![x](http://evil.example/x.png) [y](http://evil.example)",
        "&lt;b&gt; &amp; &#60;",
    ]
)


def assert_harmless(html: str) -> None:
    seen = Seen(html)
    assert seen.tags <= TAGS
    for name, value in seen.attributes:
        assert not name.startswith("on")
        assert name != "src"
        if name == "href":
            assert value.startswith(("#cite-", "#figure-", "#document-", "http://", "https://"))
        if name == "style":
            assert "url(" not in value


def test_the_bar_of_a_file_says_what_is_being_done_with_it() -> None:
    def stages(*told: Progress) -> list[str]:
        files = {step.path: step for step in told if step.path}
        return re.findall(r'<span class="fine">(\w+)</span>', library.progress_html(files, told[-1]))

    first, second = Progress("reading", "a.txt", 0, 2), Progress("reading", "b.txt", 0, 2)
    assert stages(first, second) == ["reading", "read"]
    assert stages(first, second, Progress("embedding", "", 0, 2)) == ["embedding", "embedding"]
    assert stages(second, Progress("writing", "a.txt", 1, 2)) == ["writing", "read"]
    assert stages(Progress("writing", "a.txt", 1, 2), Progress("writing", "b.txt", 2, 2)) == ["writing", "done"]


@settings(deadline=None)
@given(ANYTHING)
def test_words_come_back_letter_for_letter(words: str) -> None:
    shown = Seen(f"<p>{text(words)}</p>").words
    # HTML has one line end and no null; everything else is as it was.
    assert shown.replace("\r\n", "\n").replace("\r", "\n") == (
        words.replace("\x00", "\ufffd").replace("\r\n", "\n").replace("\r", "\n")
    )
    assert not set("`${}") & set(text(words))


@settings(deadline=None)
@given(ANYTHING, ANYTHING, ANYTHING)
def test_nothing_of_an_answer_or_its_documents_becomes_markup(words: str, title: str, name: str) -> None:
    document = info(title, path=name, publisher=name, author=title, url=name, language=words[:5] or None)
    quote = replace(quote_in(words or "x", document=document), carriers=(document,))
    told = figure(12, name, counted=title or "x", place=words, quote=quote)
    ledger_ = Ledger((told, figure(40, title)), (Relation(0, 1, RelationKind.CONFLICT, words),))
    answer = Answer(
        title, words, (Claim(words or "x", (0,)),), (quote,), ledger=ledger_, filter=Filter(publishers=(name,))
    )
    assert_harmless(answers.turn_html(title, answer, 0, last=True))
    assert_harmless(answers.streamed_turn_html(title, words, f"{words} [1]", 0))
    assert_harmless(answers.failed_turn_html(title, words, 0))
    none = replace(answer, abstention=Abstention(words, quote, (title, name)))
    assert_harmless(answers.turn_html(title, none, 0))
    assert_harmless(ledger.ledger_html(answer, 0))
    whole = Document(document, words or "x", headings=(Heading(1, Span(0, 1)),))
    assert_harmless(documents.document_html(whole, quote, 1, 1, "key"))
    assert_harmless(documents.removed_html(quote))
    assert_harmless(library.table_html([Row(document, 3)], 1, 1, words))
    assert_harmless(library.table_html([], 0, 1, words))
    failed = FileReport(name, Outcome.FAILED, words)
    assert_harmless(library.report_html(IndexReport((failed,), 1.0)))
    step = Progress("reading", name, 0, 1)
    assert_harmless(library.progress_html({name: step}, step))
    assert_harmless(answers.welcome_html([words, title]))


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", " javascript:x", "//evil", "http://[bad", "file:///etc/passwd"],
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert "<a" not in original_link(url)
    assert url in Seen(original_link(url)).words


def test_citation_marks_become_links_to_their_quotes_and_the_headline_stands_out() -> None:
    answer = Answer(
        "q", "q", (Claim("1,302 dead", (0, 1)), Claim("others say 1,600", (1,))), (quote_in("a"), quote_in("b"))
    )
    html = answers.answer_html(answer, 4)
    assert html.count('href="#cite-4-2"') >= 2
    assert '<p class="headline" dir="auto">1,302 dead' in html
    assert Seen(html).words.startswith("1,302 dead 1 2")


def test_a_document_that_is_listed_is_opened_by_its_title() -> None:
    info = DocumentInfo("d", "ferry.txt", "h", title="The <ferry> is laid up")
    quotes = tuple(
        Quote(words, 0, len(words), info, "p", 0.9) for words in ("Snow fell.", "The <ferry> is laid up (1)")
    )
    lines = (
        "The <ferry> is laid up — “Snow fell.” (ferry.txt) [1]",
        "“The <ferry> is laid up (1)” (ferry.txt) [2]",
    )
    claims = (Claim("2 documents:", (0, 1)), Claim(lines[0][:-4], (0,)), Claim(lines[1][:-4], (1,)))
    html = answers.answer_html(Answer("q", "q", claims=claims, quotes=quotes), 3)
    for number in (1, 2):
        opened = f'href="#cite-3-{number}" aria-label="Open quote {number} in its document"'
        link = f"{opened}>The &lt;ferry&gt; is laid up</a></b>"
        assert link in html
    assert '<q class="quote">“Snow fell.”</q><span class="by"> (ferry.txt) </span>' in html


def test_a_reply_offers_questions_and_is_no_failed_answer() -> None:
    abstention = Abstention("Hello <you>.", examples=("Who rows?",))
    html = answers.answer_html(Answer("hello", "hello", abstention=abstention), 0)
    assert "No answer" not in html
    assert "Hello &lt;you&gt;." in html
    assert 'data-ask="Who rows?"' in html


def test_a_quote_is_found_again_where_it_moved_and_kept_where_it_is_gone() -> None:
    quote = quote_in("32 civilians", 10)
    moved = Document(info(content_hash="new"), "A new first line. Then 32 civilians died.")
    html = documents.document_html(moved, quote)
    assert '<span class="quoted" id="quoted" tabindex="-1">32 civilians</span>' in html
    assert "changed since it was quoted" in html
    gone = documents.document_html(Document(info(content_hash="new"), "All of it is new."), quote)
    assert 'id="quoted"' not in gone
    assert "32 civilians" in gone
    assert "no longer in it" in gone


def test_a_long_document_is_shown_around_its_quote() -> None:
    words = "a" * 100_000 + "HERE" + "b" * 100_000
    html = documents.document_html(Document(info(), words), quote_in("HERE", 100_000))
    assert "HERE" in html
    assert html.count("80,000 more characters") == 2
    assert len(html) < 50_000


def test_the_ledger_says_how_figures_relate_and_the_old_one_steps_back() -> None:
    new = figure(1302, period=Period(date(2014, 8, 1), date(2019, 4, 30)))
    old = figure(1257, period=Period(date(2014, 8, 1), date(2019, 2, 28)))
    other = figure(1600, "Amnesty", period=Period(date(2017, 6, 1), date(2017, 10, 31)), place="Raqqa")
    relations = (
        Relation(0, 1, RelationKind.UPDATE, "the later count"),
        Relation(2, 0, RelationKind.CONFLICT, "the part is larger than the whole"),
    )
    html = ledger.ledger_html(Answer("how many?", "how many?", ledger=Ledger((new, old, other), relations)), 2)
    words = Seen(html).words
    assert "3 figures from 2 voices, 1 dispute" in words
    assert "updates 1,257" in words
    assert "updated by 1,302" in words
    assert "disputed by 1,302" in words
    assert "the part is larger than the whole" in words
    assert re.search(r'<tr class="older figure" style="[^"]*" data-figure="1"', html)
    assert 'href="#figure-2-3"' in html


def test_the_picture_puts_later_to_the_right_and_draws_more_longer() -> None:
    long = figure(1302, period=Period(date(2014, 8, 1), date(2019, 4, 30)))
    short = figure(32, period=Period(date(2017, 6, 1), date(2017, 10, 31)))
    scale = timeline.scale_of([long, short])
    assert scale is not None
    assert 0 < scale.x(date(2014, 8, 1)) < scale.x(date(2017, 6, 1)) < scale.x(date(2019, 4, 30)) < 100
    assert scale.length(1302) == 100
    assert scale.length(651) == 50
    html = timeline.timeline_html(Ledger((short, long)), {"Coalition": 0}, 0)
    assert html.index("1,302") < html.index("<b>32</b>"), "the larger is not above"


@settings(deadline=None)
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=30))
def test_nothing_leaves_the_picture(values: list[int]) -> None:
    figures = [figure(value, as_of=date(2019, 1, 1)) for value in values]
    scale = timeline.scale_of(figures)
    assert scale is not None
    assert all(0 <= scale.length(value) <= 100 for value in values)
    assert all(0 <= scale.x(at) <= 100 for at in (date.min, date(2019, 1, 1), date.max))
    rows = timeline.timeline_html(Ledger(tuple(figures)), {"Coalition": 0}, 0).count('<li class="row"')
    assert rows == min(len(values), timeline.MOST_ROWS)


def test_figures_stand_under_their_place_however_it_is_written_and_those_of_none_come_last() -> None:
    figures = [
        figure(1, place=None), figure(2, place="Syria and Iraq"), figure(3, place="Raqqa"),
        figure(4, place="Iraq and Syria"),
    ]  # fmt: skip
    groups = timeline.groups_of(figures, range(4))
    assert [(group.place, group.numbers) for group in groups] == [
        ("Syria and Iraq", (3, 1)), ("Raqqa", (2,)), (None, (0,)),
    ]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from(RelationKind)), max_size=40))
def test_brackets_in_one_lane_never_meet(pairs: list[tuple[int, int, RelationKind]]) -> None:
    relations = [Relation(first, second, kind, "why") for first, second, kind in pairs]
    brackets = timeline.brackets_of(relations, {number: number for number in range(10)})
    for lane in range(timeline.MOST_LANES):
        beside = sorted((one.upper, one.lower) for one in brackets if one.lane == lane)
        assert all(above[1] < below[0] for above, below in itertools.pairwise(beside))
    assert all(bracket.lane < timeline.MOST_LANES for bracket in brackets)


def test_every_voice_has_a_look_of_its_own() -> None:
    looks = {voice_style(number) for number in range(2 * len(VOICES))}
    assert len(looks) == 2 * len(VOICES) >= 24


def test_a_dispute_is_drawn_before_what_matters_less() -> None:
    agreeing = [Relation(first, first + 1, RelationKind.AGREE, "") for first in range(5)] * 9
    dispute = Relation(0, 5, RelationKind.CONFLICT, "")
    rows = {number: number for number in range(6)}
    assert timeline.brackets_of([*agreeing, dispute], rows)[0].relation is dispute


def test_figures_of_different_things_get_pictures_of_their_own() -> None:
    deaths = [figure(1302), figure(1257)]
    strikes = [figure(34_000, counted="airstrikes"), figure(33_000, counted="airstrikes")]
    assert sorted(map(len, timeline.facets([*deaths, *strikes, figure(5, counted="houses")]))) == [1, 2, 2]


def test_a_figure_without_any_date_is_drawn_only_beside_others_and_without_a_time() -> None:
    undated = figure(7, quote=quote_in("7 killed", document=info(published=None)))
    assert timeline.timeline_html(Ledger((undated,)), {"Coalition": 0}, 0) == ""
    more = replace(undated, amount=replace(undated.amount, value=Decimal(14)))
    html = timeline.timeline_html(Ledger((undated, more)), {"Coalition": 0}, 0)
    assert re.findall(r'class="bar" style="width:([\d.]+)%', html) == ["100.0", "50.0"]
    assert 'class="plot undated"' in html
    assert "and when" not in html
    assert 'class="said"' not in html
    assert 'class="rule"' not in html


@pytest.mark.parametrize(
    ("value", "unit", "shown", "caption"),
    [
        ("62.5", "percentage", "62.5 %", "<b>Cost</b>: who says how much"),
        ("877000000", "euro", "877 million", "<b>Cost (euro)</b>: who says how much"),
        ("1250000000", "dollar", "1.25 billion", "<b>Cost (dollar)</b>: who says how much"),
        ("2844597", None, "2,844,597", "<b>Cost</b>: who says how many"),
    ],
)
def test_an_amount_is_shown_with_its_unit_and_round_ones_in_words(
    value: str, unit: str | None, shown: str, caption: str
) -> None:
    told = figure(1, as_of=date(2019, 5, 1), counted="cost")
    told = replace(told, amount=replace(told.amount, value=Decimal(value), unit=unit))
    html = timeline.timeline_html(Ledger((told,)), {"Coalition": 0}, 0)
    assert f"<b>{shown}</b>" in html
    assert caption in html


def test_years_below_a_picture_do_not_run_into_each_other() -> None:
    for last in range(2001, 2080):
        long = figure(1, period=Period(date(2000, 1, 1), date(last, 12, 31)))
        html = timeline.timeline_html(Ledger((long,)), {"Coalition": 0}, 0)
        places = [float(left) for left in re.findall(r'class="rule" style="left:([\d.]+)%', html)]
        assert 1 <= len(places) <= 4
        assert all(right - left > 20 for left, right in itertools.pairwise(places))


def test_a_voice_keeps_its_number_and_a_new_one_gets_a_free_one() -> None:
    first = voices([figure(1, "A"), figure(2, "B")])
    second = voices([figure(1, "C"), figure(2, "B")], first)
    assert first == {"A": 0, "B": 1}
    assert second == {"B": 1, "C": 2}
    many = {f"Voice {number}": number for number in range(LOOKS)}
    late = voices([figure(1, "Voice 3"), figure(2, "New"), figure(3, "Newer")], many)
    assert late["Voice 3"] == 3
    assert len(set(late.values())) == 3, "two voices of one answer look alike"


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (Period(date(2014, 8, 1), date(2019, 4, 30)), "Aug 2014 – Apr 2019"),
        (Period(date(2017, 6, 1), date(2017, 10, 31)), "Jun – Oct 2017"),
        (Period(date(2017, 8, 16), date(2017, 8, 23)), "16 – 23 Aug 2017"),
        (Period(date(2017, 8, 16), date(2017, 8, 16)), "16 Aug 2017"),
        (Period(date(2017, 6, 6), date(2018, 6, 6)), "6 Jun 2017 – 6 Jun 2018"),
        (Period(date(2016, 1, 1), date(2017, 12, 31)), "2016 – 2017"),
        (Period(date(2017, 1, 1), date(2017, 12, 31)), "2017"),
        (Period(date(2020, 2, 1), date(2020, 2, 29)), "Feb 2020"),
        (Period(date(2017, 6, 1), None), "from 1 Jun 2017"),
        (Period(None, date(2017, 6, 1)), "to 1 Jun 2017"),
        (Period(None, None, "the past week"), "the past week"),
        (None, ""),
    ],
)
def test_a_period_is_said_in_few_words(period: Period | None, said: str) -> None:
    assert period_words(period) == said


LINE = "at least 32 (Raqqa, June 2017) — “It killed at least 32 of 320 there.” (Courier, 6 June 2018) [1] [2]"


@pytest.mark.parametrize("length", range(1, len(LINE) + 1))
def test_a_line_keeps_its_letters_while_it_is_written(length: int) -> None:
    shown = Seen(answers.streamed_turn_html("q", "", LINE[:length], 0)).words
    assert shown == "q" + LINE[:length].replace("[1]", "1").replace("[2]", "2")


def test_the_parts_of_a_line_are_told_apart_and_the_answer_is_marked_as_a_word_of_its_own() -> None:
    html = answers.streamed_turn_html("q", "", LINE, 0)
    assert '<b class="said">at least 32</b>' in html
    assert "<mark>at least 32</mark> of 320" in html
    assert '<span class="by"> (Courier, 6 June 2018) </span>' in html
    assert "<mark>" not in answers.streamed_turn_html("q", "", "2 — “It happened in 2019.” (Courier)", 0)


def test_an_abstention_names_what_is_missing_once() -> None:
    none = Abstention(
        "The documents do not answer this. No passage speaks of who: A; what: B.", None, ("who: A", "what: B")
    )
    html = answers.answer_html(Answer("q", "q", abstention=none), 0)
    assert Seen(html).words.count("No passage speaks of") == 0
    assert '<span class="role">who</span> <bdi>A</bdi>' in html
    assert "The documents do not answer this." in html


def test_a_vote_is_shown_again() -> None:
    answer = Answer("q", "q", (Claim("a", (0,)),), (quote_in("a"),))
    pressed = [name for name, value in Seen(answers.turn_html("q", answer, 0, liked=True)).attributes
               if (name, value) == ("aria-pressed", "true")]  # fmt: skip
    assert pressed == ["aria-pressed"]


@pytest.mark.parametrize(
    ("bound", "shown"),
    [
        (Bound.AT_LEAST, "≥ 1,302"),
        (Bound.MORE_THAN, "&gt; 1,302"),
        (Bound.ABOUT, "≈ 1,302"),
        (Bound.EXACT, "<b>1,302"),
    ],
)
def test_a_bound_is_shown_as_a_sign(bound: Bound, shown: str) -> None:
    told = figure(1302, as_of=date(2019, 5, 1))
    told = replace(told, amount=replace(told.amount, bound=bound))
    assert shown in timeline.timeline_html(Ledger((told,)), {"Coalition": 0}, 0)


def test_a_quoted_row_is_shown_in_its_table_with_the_cell_marked() -> None:
    grid, built = Grid(), Blocks()
    built.add("Counts <by> port.")
    grid.add_row([GridCell("Port", rows=2, is_head=True), GridCell("Boats", columns=2, is_head=True)])
    grid.add_row([GridCell("Sail", is_head=True), GridCell("Steam", is_head=True)])
    for number in range(200):
        grid.add_row([GridCell(f"Port {number}"), GridCell(""), GridCell(f"{number}<b>")])
    table = built.add_grid(grid, caption="Boats by port")
    assert table is not None
    document = Document(info(), built.text, tables=built.tables)
    line = built.text.index("Port 120 ")
    words = built.text[line:].split("\n")[0]
    at = line + words.rindex("120<b>")
    quote = Quote(words, line, line + len(words), document.info, "p", 0.9, answer=Span(at, at + 3))
    html = documents.document_html(document, quote)
    assert "<caption>Boats by port</caption>" in html
    assert html.count("Boats by port") == 1
    assert (
        '<th rowspan="2" scope="col" dir="auto">Port</th><th colspan="2" scope="col" dir="auto">Boats</th>' in html
    )
    row = '<tr class="quoted" id="quoted" tabindex="-1"><th scope="row" dir="auto">Port 120</th><td></td>'
    assert f'{row}<td dir="auto"><mark>120</mark>&lt;b&gt;</td></tr>' in html
    assert "… 60 more rows …" in html
    assert "Port 20<" not in html
