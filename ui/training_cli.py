"""`sayso train …`: make the shipped weights again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Make the shipped weights again, from published weights and data.", no_args_is_help=True)


@app.command()
def reader(
    data: Annotated[Path, typer.Option(help="A folder of SQuAD-format files to train on.")],
    out: Annotated[Path, typer.Option(help="Where checkpoint and finished model go.")],
    teacher: Annotated[
        Path | None,
        typer.Option(help="A folder with all-mpnet-base-v2 to learn from too; wants a graphics card."),
    ] = None,
    seconds: Annotated[
        float, typer.Option(min=1, help="How long to train without a teacher, pauses not counted.")
    ] = 4_600,
    seed: int = 7,
    threads: Annotated[int | None, typer.Option(min=1, help="Processor threads; all by default.")] = None,
    resume: Annotated[bool, typer.Option(help="Go on from the checkpoint that is there.")] = True,
) -> None:
    """Train, export and calibrate the reader; needs the extra `train`."""
    from qa.training.making import TAUGHT_READER, make_reader
    from qa.training.train import Recipe

    recipe = replace(TAUGHT_READER, seed=seed) if teacher else Recipe(seed=seed, seconds=seconds)
    made = make_reader(
        data, out, recipe=recipe, teacher=teacher, resume=resume, threads=threads, progress=typer.echo
    )
    typer.echo(f"the finished model is in {made}")


@app.command()
def lines(
    data: Annotated[Path, typer.Option(help="A checkout of github.com/flairNLP/fundus.")],
    out: Annotated[Path, typer.Option(help="Where the weights go.")],
) -> None:
    """Fit the model that tells the lines of a report from those of the page around it."""
    from index.lines.fitting import fit_weights

    out.write_text(fit_weights(data, typer.echo).saved(), encoding="utf-8")
    typer.echo(f"the weights are in {out}")


@app.command()
def embedding(out: Annotated[Path, typer.Option(help="Where the model goes.")]) -> None:
    """Make the shipped embedding model from the published weights; needs the extra `train`."""
    from index.embedding.export import export, published_folder

    export(published_folder(), out)
    typer.echo(f"the finished model is in {out}")
