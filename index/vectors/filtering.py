"""What filters may ask of a vector record, as Chroma's metadata and as Chroma's conditions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from index.types import Filter

Metadata = Mapping[str, str | int | float | bool]


def conditions(where: Filter | None) -> dict[str, Any] | None:
    """The filter in Chroma's language; None where it does not restrict."""
    if not where:
        return None
    found: list[dict[str, Any]] = []
    if where.published_from:
        found.append({"published": {"$gte": where.published_from.toordinal()}})
    if where.published_to:
        found.append({"published": {"$lte": where.published_to.toordinal()}})
    for name, values in _choices(where).items():
        found.append({name: {"$in": list(values)}})
    return found[0] if len(found) == 1 else {"$and": found}


def admits(where: Filter | None, metadata: Metadata) -> bool:
    """Whether a record with this metadata passes the filter."""
    if not where:
        return True
    published = metadata.get("published")
    if where.published_from or where.published_to:
        if not isinstance(published, int):
            return False
        if where.published_from and published < where.published_from.toordinal():
            return False
        if where.published_to and published > where.published_to.toordinal():
            return False
    return all(metadata.get(name) in values for name, values in _choices(where).items())


def _choices(where: Filter) -> dict[str, tuple[str, ...]]:
    choices = {"language": where.languages, "publisher": where.publishers, "document": where.documents}
    return {name: values for name, values in choices.items() if values}
