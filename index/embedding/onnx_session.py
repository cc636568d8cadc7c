"""A network opened in onnxruntime, as all of ours are: one core, errors only, nothing told to its maker."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from index.embedding.shipped import REMEDY
from index.errors import EmbeddingError
from index.telemetry import report_early

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


def open_session(path: Path) -> InferenceSession:
    """The network of a file. Raises EmbeddingError where it cannot be loaded."""
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    report_early()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors share no base class
        raise EmbeddingError(f"{path} cannot be loaded: {error}. {REMEDY}") from error
