"""What can go wrong in `qa`.

    SaysoError
    ├── LanguageError          the file of a language says what rules cannot use
    ├── ReaderError            no reader of that name can be made
    └── QuestionError
        ├── EmptyQuestion      nothing that could be looked up
        ├── QuestionTooLong    longer than a question can be
        └── ProviderError      a configured language model cannot be reached or answered badly

Every message names the value and the remedy.
"""

from __future__ import annotations

from index.errors import SaysoError


class LanguageError(SaysoError):
    """A language's file cannot be read, or holds a field, word or pattern that no rule can use."""


class ReaderError(SaysoError):
    """No reader has the name, or what has it cannot read."""


class QuestionError(SaysoError):
    """A question cannot be answered as it was put."""


class EmptyQuestion(QuestionError):
    """The question holds no word that could be looked up."""


class QuestionTooLong(QuestionError):
    """The question is longer than the limit the message names."""


class ProviderError(QuestionError):
    """A configured language model cannot be reached, refused, or sent something unusable."""
