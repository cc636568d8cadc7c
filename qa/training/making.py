"""The whole way to the shipped reader: prepare, teach, train, export, calibrate. Each stage can be resumed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from qa.training.calibrate import calibrate
from qa.training.export import export_reader
from qa.training.mixture import TAUGHT_WEIGHTS, Source, training_sources
from qa.training.prepared import SOURCES, TAUGHT, load_sources, load_taught, save_sources, save_taught
from qa.training.train import Recipe, encoder_folder, train_network

# The teacher is trained so, and a network that has one; both want a graphics card. Steps of 64 and 128 examples.
TEACHER = Recipe(steps=2_600, batch=64, rate=4e-5, head_rate=4e-4, layer_decay=0.93, dropout=0.1, pool=32)
TAUGHT_READER = Recipe(steps=6_900, batch=128, rate=4e-4, head_rate=2e-3, layer_decay=0.9, pool=32)


def make_reader(
    data: Path,
    out: Path,
    *,
    recipe: Recipe,
    teacher: Path | None = None,
    resume: bool = True,
    threads: int | None = None,
    progress: Callable[[str], None] = print,
) -> Path:
    """Train on the SQuAD-format files in `data`, with checkpoints in `out`; returns the model's folder.

    `teacher` is a transformers folder of an MPNet encoder (all-mpnet-base-v2): it is trained first, and the reader
    then learns from it too. The model's folder can take the place of `qa/reading/network/model`.
    Raises TrainingDataError.
    """
    sources = prepare(data, out, recipe.seed, teacher is not None, resume=resume, progress=progress)
    if teacher is not None:
        sources = teach(sources, teacher, out, seed=recipe.seed, resume=resume, progress=progress)
    encoder = encoder_folder()
    checkpoint = train_network(
        sources,
        out,
        recipe=recipe,
        encoder=encoder,
        pieces=encoder,
        resume=resume,
        threads=threads,
        progress=progress,
    )
    model = out / "model"
    for name, facts in export_reader(checkpoint, model).items():
        progress(f"{name}: {facts['bytes']:,} bytes, sha256 {facts['sha256']}")
    calibrate(model, data, progress=progress)
    return model


def prepare(
    data: Path, out: Path, seed: int, teacher: bool, *, resume: bool, progress: Callable[[str], None]
) -> list[Source]:
    """The sources, made from the data or read from `out`. Raises TrainingDataError."""
    if not (resume and (out / SOURCES).exists()):
        save_sources(training_sources(data, seed, teacher=teacher), out)
    sources = load_sources(out)
    for source in sources:
        progress(f"{source.name}: {len(source.examples)} examples")
    return sources


def teach(
    sources: Sequence[Source],
    encoder: Path,
    out: Path,
    *,
    seed: int,
    pieces: Path | None = None,
    recipe: Recipe = TEACHER,
    resume: bool = True,
    progress: Callable[[str], None] = print,
) -> list[Source]:
    """The sources with what a teacher, trained on the judged ones, makes of all of them."""
    from qa.training.teaching import Teacher

    if resume and (out / TAUGHT).exists():
        return load_taught(sources, out)
    pieces = pieces or encoder_folder()
    judged = [source for source in sources if source.name not in TAUGHT_WEIGHTS]
    checkpoint = train_network(
        judged,
        out / "teacher",
        recipe=replace(recipe, seed=seed),
        encoder=encoder,
        pieces=pieces,
        resume=resume,
        progress=progress,
    )
    taught = Teacher(checkpoint, encoder, pieces).taught(sources, progress)
    save_taught(taught, out)
    return taught
