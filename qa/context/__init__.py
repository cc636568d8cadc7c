"""What surrounds a figure in its document: who is speaking, where and when things happen."""

from qa.context.scopes import Holding, Scopes
from qa.context.sentences import Sentences
from qa.context.tables import column_head
from qa.context.voices import Claim, Voices

__all__ = ["Claim", "Holding", "Scopes", "Sentences", "Voices", "column_head"]
