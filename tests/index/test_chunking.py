from __future__ import annotations

import itertools
from hashlib import sha256

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from index import tokens
from index.chunking import ChunkingSettings, chunk
from index.embedding import load_embedder
from index.types import Document, DocumentInfo, Heading, Passage, Span

SENTENCES = [
    f"In report number {n} the council says that {n * 7} people left the town of Almera." for n in range(80)
]
NASTY = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
        st.sampled_from(
            [
                "\n",
                "\r\n",
                "\n\n",
                "\x00",
                "<|endoftext|>",
                "[SEP]",
                "😀👩\u200d👩\u200d👧",
                "مرحبا بالعالم. ",
                "שלום. ",
                "a | b | c\n",
                "x" * 700,
                "word " * 90,
                "A sentence of some length, with a clause; it ends here. ",
                "- item\n",
                "日本語の文。" * 30,
            ]
        ),
    ),
    max_size=25,
).map("".join)


def document(
    text: str, title: str = "", headings: tuple[Heading, ...] = (), language: str | None = "en"
) -> Document:
    info = DocumentInfo("doc", "doc.txt", sha256(text.encode()).hexdigest(), title, language=language)
    return Document(info, text, headings=headings)


def cut(
    text: str,
    title: str = "",
    headings: tuple[Heading, ...] = (),
    keep: tuple[Span, ...] | None = None,
    settings: ChunkingSettings | None = None,
    limit: int = 254,
) -> tuple[Passage, ...]:
    spans = (Span(0, len(text)),) if keep is None else keep
    count = load_embedder().count_tokens
    return chunk(document(text, title, headings), spans, settings or ChunkingSettings(), count, limit)


@settings(max_examples=120, deadline=None)
@given(
    text=NASTY,
    title=st.text(st.characters(exclude_categories=["Cs"]), max_size=300),
    target=st.integers(1, 200),
    overlap=st.integers(0, 60),
    limit=st.integers(16, 254),
    marks=st.lists(st.integers(0, 400), max_size=8),
)
@example(text="word " * 5_000, title="", target=130, overlap=0, limit=254, marks=[])
@example(text="x" * 50_000, title="t " * 400, target=130, overlap=20, limit=64, marks=[5, 90])
@example(text=" ".join(SENTENCES), title="T", target=130, overlap=40, limit=254, marks=[])
def test_passages_are_slices_that_fit_and_cover(
    text: str, title: str, target: int, overlap: int, limit: int, marks: list[int]
) -> None:
    assume(overlap < target)
    places = sorted({min(mark, len(text)) for mark in marks})
    keep = (
        tuple(Span(a, b) for a, b in zip(places[::2], places[1::2], strict=False))
        if places
        else (Span(0, len(text)),)
    )
    settings = ChunkingSettings(target_tokens=target, overlap_tokens=overlap)
    passages = cut(text, title, keep=keep, settings=settings, limit=limit)
    count = load_embedder().count_tokens
    covered = [False] * len(text)
    for ordinal, passage in enumerate(passages):
        assert text[passage.start : passage.end] == passage.text == passage.text.strip() != ""
        assert passage.ordinal == ordinal
        assert passage.tokens == tokens.count(passage.text)
        assert len(passage.text) == 1 or count(passage.searchable) <= limit
        assert any(span.contains(passage.span) for span in keep)
        covered[passage.start : passage.end] = [True] * len(passage.text)
    assert len({passage.id for passage in passages}) == len(passages)
    for span in keep:
        assert not any(text[at].strip() and not covered[at] for at in range(span.start, span.end))


def test_passages_begin_and_end_with_sentences_and_come_close_to_the_target() -> None:
    passages = cut(" ".join(SENTENCES))
    for passage in passages:
        assert passage.text.startswith("In report number")
        assert passage.text.endswith("Almera.")
    sizes = [passage.tokens for passage in passages[:-1]]
    assert 90 <= sum(sizes) / len(sizes) <= 190
    assert max(sizes) <= 260


def test_without_overlap_no_sentence_stands_twice_and_with_it_some_do() -> None:
    text = " ".join(SENTENCES)
    apart = cut(text)
    assert all(left.end <= right.start for left, right in itertools.pairwise(apart))
    tied = cut(text, settings=ChunkingSettings(overlap_tokens=40))
    shared = [left.end - right.start for left, right in itertools.pairwise(tied)]
    assert all(length > 0 for length in shared)
    assert all(tokens.count(text[r.start : left.end]) <= 41 for left, r in itertools.pairwise(tied))


def test_the_subject_decides_where_to_cut() -> None:
    war = " ".join(
        f"Artillery shells hit the besieged harbour again, killing sailors and dockers ({n})." for n in range(7)
    )
    harvest = " ".join(
        f"Farmers gathered their wheat harvest, storing grain in village barns ({n})." for n in range(7)
    )
    passages = cut(f"{war} {harvest}")
    assert not any("harbour" in passage.text and "harvest" in passage.text for passage in passages)


def test_headings_and_title_are_context_and_never_quoted_for_it() -> None:
    body = " ".join(SENTENCES[:30])
    text = f"Report\n\n{body}\n\nThe north\n\n{body}\n\nThe coast\n\n{body}\n"
    headings = tuple(
        Heading(level, Span(text.index(name), text.index(name) + len(name)))
        for level, name in ((1, "Report"), (2, "The north"), (2, "The coast"))
    )
    passages = cut(text, "A title", headings)
    contexts = list(dict.fromkeys(passage.context for passage in passages))
    assert "A title > Report > The north" in contexts
    assert "A title > Report > The coast" in contexts
    assert not any("A title" in passage.text for passage in passages)
    for left, right in itertools.pairwise(passages):
        assert not left.text.endswith(("The north", "The coast"))
        assert left.end <= right.start


def test_a_title_that_is_also_the_first_line_is_not_said_twice() -> None:
    passages = cut(f"Raid on Almera\n\n{' '.join(SENTENCES)}", "Raid on Almera")
    assert passages[0].text.startswith("Raid on Almera\n")
    assert passages[0].context == ""
    assert passages[1].context == "Raid on Almera"


def test_a_very_long_title_leaves_room_for_the_text() -> None:
    passages = cut(" ".join(SENTENCES), "very long title " * 200)
    assert all(0 < load_embedder().count_tokens(passage.context) <= 64 for passage in passages)


def test_passages_do_not_cross_what_was_left_out() -> None:
    text = f"{SENTENCES[0]} PLUG {SENTENCES[1]}"
    at = text.index("PLUG")
    passages = cut(text, keep=(Span(0, at), Span(at + 4, len(text))))
    assert [passage.text for passage in passages] == SENTENCES[:2]


def test_a_sentence_too_long_is_cut_at_clauses_and_nothing_of_it_is_lost() -> None:
    clause = "the council of the northern region once more counted the people who had left"
    text = "; ".join([clause] * 60) + "."
    passages = cut(text)
    assert len(passages) > 2
    assert all(passage.text.endswith((";", ".")) for passage in passages)
    assert "".join("".join(passage.text.split()) for passage in passages) == "".join(text.split())


def test_ids_name_the_document_the_version_and_the_place() -> None:
    text = " ".join(SENTENCES)
    first, again = cut(text), cut(text)
    assert first == again
    assert first[3].id.startswith("doc-")
    assert first[3].id.endswith("-3")
    for other in (
        cut(text + " More."),
        cut(text, "title"),
        cut(text, settings=ChunkingSettings(target_tokens=100)),
        cut(text, keep=(Span(0, 500),)),
        cut(text, limit=100),
    ):
        assert not {passage.id for passage in first} & {passage.id for passage in other}


def test_nothing_to_keep_gives_no_passages() -> None:
    assert cut("") == cut(" \n\t\n") == cut("text", keep=()) == ()


@pytest.mark.parametrize(("target", "overlap"), [(0, 0), (-5, 0), (100, 100), (100, -1)])
def test_settings_that_cannot_be_used_are_refused(target: int, overlap: int) -> None:
    with pytest.raises(ValueError, match="must be at least"):
        ChunkingSettings(target_tokens=target, overlap_tokens=overlap)


def test_every_setting_changes_the_version() -> None:
    versions = {
        ChunkingSettings().version,
        ChunkingSettings(target_tokens=99).version,
        ChunkingSettings(overlap_tokens=9).version,
        ChunkingSettings(context=False).version,
    }
    assert len(versions) == 4


def test_lists_of_hundreds_of_words_are_cut_alike_by_vector_and_by_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        " ".join(["river", "32", "Oslo"][: 1 + place % 7 % 3]) + "\n" * (place % 5 == 0) for place in range(900)
    ]
    by_vector = cut("\n".join(lines))
    monkeypatch.setattr("index.chunking.MANY", 10**6)
    assert by_vector == cut("\n".join(lines))
    assert any(passage.text.count("\n") > 32 for passage in by_vector)
