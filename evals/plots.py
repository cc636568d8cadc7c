"""Small plots as inline SVG for the HTML report, coloured by the page's CSS variables; no text of documents."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from evals.metrics import Bin, percentile

_WIDTH = 340
"""Narrow enough for a phone, so that no text is scaled down there."""


def reliability_diagram(bins: Sequence[Bin], title: str) -> str:
    """Share right against confidence, each dot with its number of answers; the dashed diagonal is ideal."""
    side, left, top = 250, 66, 14
    base = top + side
    parts: list[str] = []
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = left + side * tick, base - side * tick
        parts.append(f'<path d="M{left} {y:g}H{left + side}" class="grid"/>')
        parts.append(f'<text x="{x:g}" y="{base + 18}" text-anchor="middle" class="faint">{100 * tick:g}%</text>')
        parts.append(f'<text x="{left - 8}" y="{y + 4:g}" text-anchor="end" class="faint">{100 * tick:g}%</text>')
    parts.append(f'<path d="M{left} {base}L{left + side} {top}" class="ideal"/>')
    parts.append(f'<path d="M{left} {top}V{base}H{left + side}" class="axis"/>')
    most = max((b.count for b in bins), default=1) or 1
    for b in bins:
        if b.count:
            x, y = left + side * b.confidence, base - side * b.accuracy
            radius = 3 + 6 * (b.count / most) ** 0.5
            tip = f"confidence {b.confidence:.2f}, right {b.accuracy:.2f}, {b.count} answers"
            parts.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" class="dot"><title>{tip}</title></circle>'
                f'<text x="{x:.1f}" y="{y + radius + 13:.1f}" text-anchor="middle" class="faint">{b.count}</text>'
            )
    parts.append(
        f'<text x="{left + side / 2:g}" y="{base + 38}" text-anchor="middle">confidence of the answer</text>'
    )
    upright = f'transform="translate(14 {top + side / 2:g})rotate(-90)"'
    parts.append(f'<text {upright} text-anchor="middle">answers that are right</text>')
    return _svg(_WIDTH, base + 46, title, parts)


def histogram(seconds: Sequence[float], title: str, bars: int = 24) -> str:
    """How many questions took how long, with lines at the median and the 95th percentile."""
    height, left, right, top, bottom = 230, 40, 12, 34, 40
    wide, tall, base = _WIDTH - left - right, height - top - bottom, height - bottom
    longest = max(seconds, default=0.0) or 1.0
    counts = [0] * bars
    for value in seconds:
        counts[min(bars - 1, int(value / longest * bars))] += 1
    most = max(counts) or 1
    step = wide / bars
    parts = [
        f'<rect x="{left + n * step:.1f}" y="{base - tall * c / most:.1f}" width="{step - 1:.1f}" '
        f'height="{tall * c / most:.1f}" class="bar"><title>{c} questions</title></rect>'
        for n, c in enumerate(counts)
    ]
    parts.append(f'<path d="M{left} {base}H{left + wide}" class="axis"/>')
    parts.append(f'<text x="{left - 6}" y="{top + 5}" text-anchor="end" class="faint">{most}</text>')
    parts.append(f'<text x="{left - 6}" y="{base + 4}" text-anchor="end" class="faint">0</text>')
    for share in (0, 0.5, 1):
        x = left + wide * share
        parts.append(
            f'<text x="{x:g}" y="{base + 18}" text-anchor="{"end" if share == 1 else "middle"}" class="faint">'
            f"{longest * share:.2g} s</text>"
        )
    for share, name, y in ((0.5, "median", 12), (0.95, "95%", 27)):
        x = left + wide * percentile(seconds, share) / longest
        anchor = "end" if x > left + wide * 0.8 else "start"
        parts.append(
            f'<path d="M{x:.1f} {y - 9}V{base}" class="at"/>'
            f'<text x="{x + (-5 if anchor == "end" else 5):.1f}" y="{y}" text-anchor="{anchor}">{name}</text>'
        )
    parts.append(f'<text x="{left + wide / 2:g}" y="{height - 4}" text-anchor="middle">seconds a question</text>')
    return _svg(_WIDTH, height, title, parts)


def _svg(width: float, height: float, title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(title, quote=True)}"><title>{escape(title)}</title>{"".join(parts)}</svg>'
    )
