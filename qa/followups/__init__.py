"""Follow-up question and earlier turns to a question that stands alone."""

from qa.followups.rewriting import standalone

__all__ = ["standalone"]
