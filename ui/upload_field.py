"""The field that takes files: what it hands to the server are the tokens of uploads, never a path."""

from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.data_classes import GradioRootModel


class Tokens(GradioRootModel):
    """What arrives of the field, after the door has put tokens in the place of files."""

    root: list[str]


def upload_field(**settings: Any) -> gr.File:
    """Gradio's field of files, without its own handling of files on the server.

    It is no class of its own, because Gradio writes a file beside the module of any component it does not know.
    """
    field = gr.File(file_count="multiple", **settings)
    vars(field).update(data_model=Tokens, preprocess=_tokens, postprocess=_emptied)
    return field


def _tokens(payload: Any) -> list[str]:
    """The tokens; none where anything else arrives."""
    return list(payload.root) if isinstance(payload, Tokens) else []


def _emptied(value: Any) -> None:
    """The field is only ever emptied."""
    del value
