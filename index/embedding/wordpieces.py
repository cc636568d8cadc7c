"""Text to BERT's word pieces, as all-MiniLM-L6-v2 and most small embedding models read it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from index.embedding.shipped import FOLDER, REMEDY, TOKENIZER, shipped_file
from index.errors import EmbeddingError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLS, SEP = 101, 102
_LIGATURES = "ﬀﬁﬂﬃﬄ"
"""Signs for several letters that documents are printed with; no word piece holds one."""


class WordPieces:
    """The tokenizer of bert-base-uncased. Safe to share between threads; loads its file at first use."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._loading = Lock()

    def count(self, text: str) -> int:
        """How many pieces `text` has, without the special ones. Raises EmbeddingError."""
        return len(self._tokenizer.encode(encodable(text), add_special_tokens=False))

    def encode(self, texts: Sequence[str], most: int) -> list[list[int]]:
        """Each text's first `most` pieces, between [CLS] and [SEP]. Raises EmbeddingError."""
        encodings = self._tokenizer.encode_batch_fast([encodable(t) for t in texts], add_special_tokens=False)
        return [[CLS, *encoding.ids[:most], SEP] for encoding in encodings]

    @property
    def _tokenizer(self) -> Tokenizer:
        with self._loading:
            return self._loaded

    @cached_property
    def _loaded(self) -> Tokenizer:
        return open_tokenizer(self._folder)


def open_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer shipped in `folder`, without padding or truncation. Raises EmbeddingError."""
    from tokenizers import Tokenizer, normalizers

    path = shipped_file(TOKENIZER, folder)
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises bare Exception
        raise EmbeddingError(f"{path} cannot be read: {error}. {REMEDY}") from error
    letters = [normalizers.Replace(sign, unicodedata.normalize("NFKC", sign)) for sign in _LIGATURES]
    tokenizer.normalizer = normalizers.Sequence([*letters, tokenizer.normalizer])
    tokenizer.no_padding()
    tokenizer.no_truncation()
    # "[SEP]" in a text is a text about word pieces, not the end of the input.
    tokenizer.encode_special_tokens = True
    return tokenizer


def encodable(text: str) -> str:
    """`text` with lone surrogates replaced, which UTF-8, and so the tokenizer, cannot carry."""
    return text.encode("utf-8", "replace").decode("utf-8")
