"""A teacher: a larger network trained on the same questions, whose logits the small one then learns to give.

After Hinton et al. 2015. It also reads what nobody has judged: other passages, and questions made of statements.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qa.training.examples import Example, Taught
from qa.training.features import Features, Featurizer, collate
from qa.training.mixture import Source
from qa.training.model import MASKED, build
from qa.training.train import ProgressLine

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import nn

# What a teacher reads of a passage with its question and title, in word pieces; nearly all passages are shorter.
LENGTH = 448
BATCH = 128


class Teacher:
    """A trained network that reads examples and says what it makes of them."""

    def __init__(self, checkpoint: Path, encoder: Path, pieces: Path) -> None:
        import torch

        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        network = build(encoder, pieces=pieces / "vocab.txt")
        network.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True)["model"])
        self._network: nn.Module = network.to(self._device).eval()
        self._featurizer = Featurizer(pieces / "tokenizer.json", LENGTH)

    def taught(self, sources: Sequence[Source], progress: ProgressLine) -> list[Source]:
        """The sources with what the teacher makes of every example."""
        made = []
        for source in sources:
            read = dict(self._read(source.examples))
            examples = [replace(example, taught=read[place]) for place, example in enumerate(source.examples)]
            made.append(replace(source, examples=tuple(examples)))
            progress(f"the teacher has read {source.name}: {len(examples)} examples")
        return made

    def _read(self, examples: Sequence[Example]) -> Iterator[tuple[int, Taught]]:
        """What the teacher makes of the example at each place, the shortest inputs first."""
        chance = random.Random(0)
        features = [self._featurizer.features(example, chance, plain=True) for example in examples]
        order = sorted(range(len(examples)), key=lambda place: len(features[place].ids))
        for start in range(0, len(order), BATCH):
            places = order[start : start + BATCH]
            batch = [features[place] for place in places]
            for place, f, logits in zip(places, batch, self._logits(batch), strict=True):
                yield place, _taught(f, logits)

    def _logits(self, features: Sequence[Features]) -> NDArray[np.float16]:
        import torch

        arrays = collate(features)
        inputs = [torch.from_numpy(arrays[name]).to(self._device) for name in ("ids", "mask", "types")]
        with torch.inference_mode(), torch.autocast(self._device, dtype=torch.bfloat16):
            logits: NDArray[np.float16] = self._network(*inputs).half().cpu().numpy()
        return logits


def _taught(features: Features, logits: NDArray[np.float16]) -> Taught:
    """What belongs to the passage's pieces; those a window cut off cannot hold the answer."""
    inside = logits[features.context : len(features.ids) - 1]
    before = np.full((features.start, 2), MASKED, np.float16)
    return Taught(np.concatenate([before, inside]), (float(logits[0, 0]), float(logits[0, 1])))
