"""Where and when a figure holds, and how two scopes lie to each other."""

from qa.figures.scope.comparison import (
    Scope,
    compare_periods,
    compare_places,
    compare_to_period,
    turned,
    until,
    width,
)

__all__ = ["Scope", "compare_periods", "compare_places", "compare_to_period", "turned", "until", "width"]
