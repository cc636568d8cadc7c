"""What surrounds a figure in its document: who is speaking, where and when things happen."""

from qa.figures.context.column_heads import column_head
from qa.figures.context.document_sentences import Sentences
from qa.figures.context.scopes import Holding, Scopes
from qa.figures.context.voices import Voice, Voices

__all__ = ["Holding", "Scopes", "Sentences", "Voice", "Voices", "column_head"]
