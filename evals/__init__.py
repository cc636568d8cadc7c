"""How good the answers are, how fast they come, and what must never happen."""

from index.telemetry import switch_off

switch_off()
