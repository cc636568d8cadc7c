"""Follow-up question and earlier turns to a question that stands alone."""

from qa.question.followups.rewrite import standalone

__all__ = ["standalone"]
