from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.errors import LoadError
from index.loading import load_file
from index.tables import TableView
from index.types import LoadedDocument

PAGE = """<!DOCTYPE html><html lang="sv-SE"><head><meta charset="utf-8">
<title>Alliance admits deaths | The Wire</title>
<meta property="og:site_name" content="The Wire"><meta name="author" content="Ann Lee">
<meta property="og:title" content="Alliance admits deaths">
<meta property="article:published_time" content="2019-05-31T23:00:00-05:00">
<link rel="canonical" href="https://wire.example/alliance"><style>p { color: red }</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World news</a></li></ul></nav>
<article><h1>Alliance admits deaths</h1>
<p>The alliance said on Thursday that its aircraft had killed thirty-two people in the city, a number that
monitoring&nbsp;groups called far too low.</p>
<p>Short but true.</p>
<blockquote>&ldquo;We buried them ourselves,&rdquo; said a resident.</blockquote>
<h2>Counts <em>so far</em></h2>
<table><caption>Deaths by source</caption><tr><th>Source</th><th>Deaths</th></tr>
<tr><td>Alliance</td><td>32</td></tr><tr><td>Monitors</td><td>1,400</td></tr></table>
<ul><li>Strikes on the market</li><li>Shelling of the old town, where most of the dead were found</li></ul>
<p><a href="/r">The alliance also admitted nine deaths in the hills</a> in May.</p>
<p><a href="/more">Read more about the alliance</a></p>
<script>alert("never read")</script><p style="display:none">hidden words</p>
<p>A second report, which followed in the spring, counted more than sixteen hundred dead and named a thousand.</p>
</article>
<aside><p>Most read: ten recipes for the summer that you will not want to miss this year</p></aside>
<footer><p>About us. All rights reserved by The Wire and its partners in every country of the world.</p></footer>
</body></html>"""


def load(tmp_path: Path, source: str | bytes) -> LoadedDocument:
    path = tmp_path / "page.html"
    path.write_bytes(source if isinstance(source, bytes) else source.encode("utf-8"))
    return load_file(path).documents[0]


def test_the_whole_article_and_nothing_around_it(tmp_path: Path) -> None:
    text = load(tmp_path, PAGE).text
    for part in (
        "Short but true.",
        "“We buried them ourselves,” said a resident.",
        "Deaths by source",
        "nine deaths in the hills in May.",
    ):
        assert part in text
    assert "Source | Deaths\nAlliance | 32\nMonitors | 1,400" in text
    assert "• Strikes on the market" in text
    for junk in ("Home", "World news", "never read", "hidden words", "recipes", "All rights", "color"):
        assert junk not in text


def test_a_fact_box_and_a_page_inside_a_form_are_read(tmp_path: Path) -> None:
    source = (
        '<form id="aspnetForm"><article><p>The inspectors counted the dead of the first week in the old town.</p>'
        "<aside><h3>In figures</h3><p>Thirty-two dead, by the alliance.</p></aside>"
        '<aside><a href="/x">More on this</a></aside>'
        "<p>They left the city when the first week was over, and came back in the spring.</p></article></form>"
    )
    text = load(tmp_path, source).text
    assert "In figures\n\nThirty-two dead, by the alliance.\n\nThey left" in text
    assert "More on this" not in text


def test_headings_are_spans_with_levels(tmp_path: Path) -> None:
    document = load(tmp_path, PAGE)
    found = [(h.level, document.text[h.span.start : h.span.end]) for h in document.headings]
    assert found == [(1, "Alliance admits deaths"), (2, "Counts so far")]


def test_its_head_says_what_it_is(tmp_path: Path) -> None:
    document = load(tmp_path, PAGE)
    assert document.title == "Alliance admits deaths"
    assert document.publisher == "The Wire"
    assert document.author == "Ann Lee"
    assert document.published == date(2019, 5, 31)
    assert document.url == "https://wire.example/alliance"
    assert document.language == "sv"


def test_json_ld_says_it_too(tmp_path: Path) -> None:
    ld = (
        '<html><head><script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
        '"headline":"Counting the dead","datePublished":"2018-06-05","author":{"@type":"Person","name":"Bo Ek"},'
        '"publisher":{"@type":"Organization","name":"Northern Post"}}</script></head><body><p>'
        + "The inspectors counted the dead of the first week. " * 4
        + "</p></body></html>"
    )
    document = load(tmp_path, ld)
    assert (document.title, document.publisher) == ("Counting the dead", "Northern Post")
    assert (document.author, document.published) == ("Bo Ek", date(2018, 6, 5))


def test_a_page_without_markup_of_an_article_is_read_whole(tmp_path: Path) -> None:
    assert load(tmp_path, "<p>One line.<p>Another<br>broken.").text == "One line.\n\nAnother\nbroken."


def test_the_declared_encoding_is_used(tmp_path: Path) -> None:
    source = (
        '<html><head><meta charset="windows-1251"></head><body><p>Коалиция признала гибель людей</p></body></html>'
    )
    assert load(tmp_path, source.encode("cp1251")).text == "Коалиция признала гибель людей"


def test_broken_json_ld_loses_only_itself(tmp_path: Path) -> None:
    source = '<script type="application/ld+json">{"@type": [}</script><p>The inspectors counted the dead.</p>'
    assert load(tmp_path, source).text == "The inspectors counted the dead."


@pytest.mark.parametrize(
    "source", ["<html><body></body></html>", "<!-- nothing -->", "<script>var x = 1</script>", "   "]
)
def test_a_page_without_text_says_so(tmp_path: Path, source: str) -> None:
    with pytest.raises(LoadError, match="no text"):
        load(tmp_path, source)


def test_deep_nesting_is_read_as_far_as_it_goes_and_told(tmp_path: Path) -> None:
    assert "buried words" in load(tmp_path, "<div>" * 600 + "buried words").text
    path = tmp_path / "deep.html"
    path.write_text("<p>On top.</p>" + "<div>" * 100_000 + "buried words")
    loaded = load_file(path)
    assert loaded.documents[0].text == "On top."
    assert loaded.warnings == ("nested deeper than 2,048 levels; what stands below is not read",)
    path.write_text("<div>" * 100_000 + "buried words")
    with pytest.raises(LoadError, match="nested deeper than"):
        load_file(path)


def test_an_entity_never_opens_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("top secret")
    source = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]><p>Before &x; after.</p>'
    assert "top secret" not in load(tmp_path, source).text


def tables_of(tmp_path: Path, body: str) -> tuple[LoadedDocument, list[TableView]]:
    path = tmp_path / "t.html"
    path.write_text(f"<html><body><article>{body}</article></body></html>", encoding="utf-8")
    document = load_file(path).documents[0]
    return document, [TableView(document.text, table) for table in document.tables]


def test_a_cell_over_rows_and_columns_belongs_to_all_of_them(tmp_path: Path) -> None:
    document, (view,) = tables_of(
        tmp_path,
        "<table><caption>Boats by port</caption><thead><tr><td rowspan=2>Port</td><td colspan=2>Boats</td></tr>"
        "<tr><td>Sail</td><td>Steam</td></tr></thead><tbody><tr><th rowspan=2>Orr</th><td>4</td><td>7</td></tr>"
        "<tr><td>5</td><td rowspan=9>8</td></tr></tbody><tbody><tr><th>Vik</th><td>1</td><td>2</td></tr></table>",
    )
    assert document.text == (
        "Boats by port\n\nPort | Boats\nPort | Sail | Steam\nOrr | 4 | 7\nOrr | 5 | 8\nVik | 1 | 2"
    )
    assert (view.title(), view.head_rows, view.column_name(2)) == ("Boats by port", 2, "Boats Steam")
    assert [view.words(cell) for cell in view.row_heads(3)] == ["Orr"]


def test_markup_in_cells_reads_as_it_is_shown(tmp_path: Path) -> None:
    document, _ = tables_of(
        tmp_path,
        "<table><tr><td>Weight</td><td>3<span>.</span><i>7</i>5&nbsp;kg</td></tr>"
        "<tr><td>Formula</td><td>CO<sub>2</sub><script>x()</script></td></tr>"
        "<tr><td>Loads</td><td><p>sand</p><p>clay</p><b hidden>lead</b><u aria-hidden=true>tin</u></td></tr>"
        "</table>",
    )
    assert document.text == "Weight | 3.75 kg\nFormula | CO2\nLoads | sand clay"


@pytest.mark.parametrize(
    "struck",
    [
        "<del>12 marks</del>",
        "<s>12</s> <strike>marks</strike>",
        "<b style='text-decoration: line-through'>12 marks</b>",
    ],
)
def test_what_is_struck_out_is_marked(tmp_path: Path, struck: str) -> None:
    document, _ = tables_of(
        tmp_path, f"<p>A sack of meal costs {struck} 15 marks.</p><ul><li>Oats {struck}</li></ul>"
    )
    assert document.text == "A sack of meal costs ~~12 marks~~ 15 marks.\n\n• Oats ~~12 marks~~"
    assert [document.text[p.span.start : p.span.end] for p in document.parts] == ["~~12 marks~~"] * 2


def test_tables_in_tables_are_read_once(tmp_path: Path) -> None:
    document, views = tables_of(
        tmp_path,
        "<table><tr><td>Left</td><td><table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table></td></tr></table>",
    )
    assert document.text.count("a | 1\nb | 2") == 1
    assert len(views) == 1
