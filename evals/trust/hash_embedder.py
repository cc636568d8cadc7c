"""An embedding model that costs nothing, for tests about what is kept rather than what is found."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")


class HashEmbedder:
    """A unit vector of hashed word counts: equal texts get equal vectors, on every machine."""

    name = "hashed-words"
    dimensions = 64
    max_tokens = 254

    def count_tokens(self, text: str) -> int:
        """Words."""
        return len(_WORD.findall(text))

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row for each text."""
        return np.stack([self.embed_query(text) for text in texts])

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """One vector."""
        vector = np.full(self.dimensions, 1e-3, dtype=np.float32)
        for word in _WORD.findall(text.casefold()):
            vector[zlib.crc32(word.encode()) % self.dimensions] += 1
        return vector / np.linalg.norm(vector)
