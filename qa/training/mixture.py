"""What the reader is trained on, in which proportions, and the endless deterministic stream of it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.training import generated
from qa.training.clozes import clozes
from qa.training.examples import TITLELESS, Example, load_folder, split
from qa.training.negatives import hard_negatives, random_negatives, retrieved
from qa.training.pairs import cross_language


@dataclass(frozen=True, slots=True)
class Source:
    """Examples of one kind. `early` and `late` are its weight in the first and last part of training.

    `length` is the longest input in pieces: reviews and comments are cut shorter, since time goes with length.
    """

    name: str
    examples: tuple[Example, ...]
    early: float
    late: float
    length: int = 256


# (early, late, pieces). Encyclopaedic text is what documents are most like; hard and generated examples come
# once the network can read at all. Sources unknown here get DEFAULT.
WEIGHTS: dict[str, tuple[float, float, int]] = {
    "squadshifts_new_wiki": (22, 26, 240),
    "squad2_half": (14, 16, 240),
    "squadshifts_reddit": (16, 7, 150),
    "squadshifts_amazon_reviews": (16, 6, 150),
    "squad2_sv": (16, 18, 208),
    "cross": (5, 7, 208),
    "hard": (4, 14, 176),
    "random": (4, 1, 128),
    "generated": (2, 9, 256),
}
# Where a teacher has read them, also these.
TAUGHT_WEIGHTS: dict[str, tuple[float, float, int]] = {
    "retrieved": (26, 34, 240),
    "cloze": (30, 14, 240),
}
DEFAULT = (10, 10, 256)
# The part of training after which the late weights hold.
LATE_FROM = 0.35
# Passages of a search, and clumsy questions of each passage, that a teacher reads.
RETRIEVED_EACH = 6
CLOZES_EACH = 8
# They are soon told apart.
MOST_RANDOM = 8_000


def training_sources(data: Path, seed: int, *, teacher: bool = False) -> list[Source]:
    """The sources made from the files in `data`, without the held-out articles; with a teacher also unjudged."""
    files = {name: split(examples)[0] for name, examples in load_folder(data).items()}
    everything = [example for examples in files.values() for example in examples]
    english = files.get("squad2_half", [])
    swedish = files.get("squad2_sv", [])
    files["cross"] = cross_language(english, swedish)
    # Questions on reviews and comments ("what size is it?") may be answered by any other review.
    alone = [e for e in everything if not e.source.endswith(TITLELESS)]
    passages = {e.passage: e.title for e in everything}
    languages = {e.passage: e.language for e in everything}
    by_language = [[e for e in alone if (e.language == "sv") is swedish] for swedish in (False, True)]
    files["hard"] = [
        e for some in by_language for e in hard_negatives([e for e in some if e.answers], passages, seed)
    ]
    answered = random.Random(f"random-{seed}").sample(everything, len(everything))
    files["random"] = random_negatives([e for e in answered if e.answers][:MOST_RANDOM], seed)
    files["generated"] = generated.examples(seed)
    if teacher:
        files["retrieved"] = [e for some in by_language for e in retrieved(some, passages, RETRIEVED_EACH)]
        files["cloze"] = clozes(passages, languages, CLOZES_EACH, seed)
    weights = WEIGHTS | TAUGHT_WEIGHTS
    return [
        Source(name, tuple(examples), *weights.get(name, DEFAULT)) for name, examples in files.items() if examples
    ]


class Stream:
    """Draws from the sources without replacement within a pass over each; `state` resumes it."""

    def __init__(self, sources: Sequence[Source], seed: int) -> None:
        self._sources = {source.name: source for source in sources}
        self._seed = seed
        self._orders: dict[tuple[str, int], list[int]] = {}
        self.state: dict[str, int] = {}

    def draw(self, count: int, progress: float, chance: random.Random) -> list[tuple[str, int]]:
        """`count` examples, as source and place in it; `progress` is 0 to 1."""
        names = list(self._sources)
        late = progress >= LATE_FROM
        weights = [self._sources[n].late if late else self._sources[n].early for n in names]
        return [self._next(name) for name in chance.choices(names, weights, k=count)]

    def example(self, drawn: tuple[str, int]) -> tuple[Example, int]:
        """What was drawn, and the length to cut it to."""
        source = self._sources[drawn[0]]
        return source.examples[drawn[1]], source.length

    def _next(self, name: str) -> tuple[str, int]:
        source = self._sources[name]
        turn, place = divmod(self.state.get(name, 0), len(source.examples))
        self.state[name] = self.state.get(name, 0) + 1
        key = (name, turn)
        if key not in self._orders:
            order = list(range(len(source.examples)))
            random.Random(f"{self._seed}-{name}-{turn}").shuffle(order)
            self._orders[key] = order
        return name, self._orders[key][place]
