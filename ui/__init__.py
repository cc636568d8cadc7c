"""The chat page and the command line."""

from index.telemetry import switch_off

switch_off()
