"""Makes the weights of the line model: `sayso train lines --data FUNDUS`."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.lines.features import NAMES, features
from index.lines.model import LineModel
from index.lines.pages import MarkedPage, marked_pages

FOLDS = 3
"""A third of the sites is kept back to measure on."""

KEPT = 0.99
"""Characters of reports that the threshold must leave in, on the pages fitted on: a menu is better than a gap."""

_RIDGE = 3.0
_STEPS = 30


def is_kept_back(site: str) -> bool:
    """Whether the pages of a site are measured on and never fitted on."""
    return hashlib.sha256(site.encode()).digest()[0] % FOLDS == 0


def fit_weights(checkout: Path, progress: Callable[[str], None]) -> LineModel:
    """Fit the model on the sites of a checkout of Fundus that are not kept back."""
    pages = [page for page in marked_pages(checkout) if not is_kept_back(page.site)]
    progress(f"{len(pages)} pages of {len({page.site for page in pages})} sites")
    return fitted(pages)


def fitted(pages: Sequence[MarkedPage]) -> LineModel:
    """The model of these pages; every page weighs the same, and each line by its characters."""
    rows = np.vstack([features(page.lines, page.language) for page in pages])
    marks = np.concatenate([np.array(page.marks, dtype=float) for page in pages])
    sizes = np.concatenate([_weights(page) for page in pages])
    means, scales = rows.mean(0), rows.std(0)
    means[0], scales[0] = 0.0, 1.0
    scales[scales < 1e-9] = 1.0
    weights = _newton((rows - means) / scales, marks, sizes)
    model = LineModel(tuple(map(float, weights)), tuple(map(float, means)), tuple(map(float, scales)), 0.5)
    return replace(model, threshold=_threshold(model.of(rows), marks, sizes))


def _weights(page: MarkedPage) -> NDArray[np.float64]:
    """What each line weighs: menus have many short lines and reports few long ones; both count alike."""
    lengths = np.array([min(len(line), 400) for line in page.lines], dtype=float) ** 0.5
    marks = np.array(page.marks)
    for side in (marks, ~marks):
        if side.any():
            lengths[side] /= lengths[side].sum()
    return lengths


def _newton(
    rows: NDArray[np.float64], marks: NDArray[np.float64], sizes: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Weights of least regularised log-loss (iteratively reweighted least squares)."""
    weights = np.zeros(rows.shape[1])
    ridge = np.eye(len(NAMES)) * _RIDGE
    ridge[0, 0] = 0.0
    sizes = sizes * len(marks) / sizes.sum() / 10
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (sizes * (chances - marks)) + ridge @ weights
        curve = (rows * (sizes * chances * (1 - chances))[:, None]).T @ rows + ridge
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights


def _threshold(chances: NDArray[np.float64], marks: NDArray[np.float64], sizes: NDArray[np.float64]) -> float:
    """The highest threshold that leaves `KEPT` of what is of reports in."""
    of_report = marks > 0
    order = np.argsort(chances[of_report])
    lost = np.cumsum(sizes[of_report][order]) / sizes[of_report].sum()
    at = int(np.searchsorted(lost, 1 - KEPT))
    return math.floor(1_000 * float(chances[of_report][order][at])) / 1_000
