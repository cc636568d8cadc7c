"""Checkpoint to the files that ship: ONNX with 8-bit weights, the tokenizer, their checksums."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embedding import export as bert
from index.embedding.shipped import MODEL, TOKENIZER, write_checksums
from qa.reading.network.span_model import INPUTS
from qa.training.train import encoder_folder

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnx import ModelProto

OUTPUT = "logits"


def export_reader(
    checkpoint: Path, out: Path, *, encoder: Path | None = None, quantised: bool = True
) -> dict[str, dict[str, Any]]:
    """Write model, tokenizer and checksums into `out`; returns size and sha256 by file name."""
    import onnx

    out.mkdir(parents=True, exist_ok=True)
    onnx.save(reader_graph(weights_of(checkpoint), quantised), out / MODEL)
    shutil.copyfile((encoder or encoder_folder()) / TOKENIZER, out / TOKENIZER)
    return write_checksums(out)


def weights_of(checkpoint: Path) -> dict[str, NDArray[np.float32]]:
    """The network's weights by name, those of the encoder as BERT names them."""
    import torch

    state = torch.load(checkpoint, map_location="cpu", weights_only=True)["model"]
    return {name.removeprefix("encoder."): tensor.float().numpy() for name, tensor in state.items()}


def reader_graph(weights: Mapping[str, NDArray[np.float32]], quantised: bool = True) -> ModelProto:
    """The reader as ONNX: three inputs (n, length) to logits (n, length, 2). fp32 if asked.

    The head stays in fp32: it is 0.003% of the weights, and every error there moves an answer.
    """
    from onnx import TensorProto, helper

    graph = bert.Graph(quantised)
    tokens = embeddings(graph, weights)
    mask = graph.node("Cast", ["attention_mask"], to=TensorProto.INT32)
    for layer in range(bert.LAYERS):
        tokens = bert.transformer_layer(graph, weights, f"encoder.layer.{layer}.", tokens, mask)
    scores = graph.node("MatMul", [tokens, graph.constant(weights["head.weight"].T, np.float32)])
    bias = graph.constant(weights["head.bias"], np.float32)
    graph.nodes.append(helper.make_node("Add", [scores, bias], [OUTPUT]))
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in INPUTS]
    output = helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["batch", "length", 2])
    proto = helper.make_graph(graph.nodes, "sayso-reader", inputs, [output], graph.constants)
    opsets = [helper.make_opsetid("", bert.OPSET), helper.make_opsetid(bert.CONTRIB, 1)]
    return helper.make_model(proto, opset_imports=opsets, ir_version=bert.IR_VERSION)


def embeddings(graph: bert.Graph, weights: Mapping[str, NDArray[np.float32]]) -> str:
    """The sentence encoder's embeddings, to which the segment (question or passage) is added before the norm."""
    segments = weights["embeddings.token_type_embeddings.weight"]
    segment = graph.node("Gather", [graph.constant(segments - segments[0], np.float32), "token_type_ids"])
    normalised = bert.embeddings(graph, weights)
    norm = next(node for node in graph.nodes if node.output[0] == normalised)
    norm.input[0] = graph.node("Add", [norm.input[0], segment])
    # Nodes stand in the order they are computed: the norm now comes after the sum.
    graph.nodes.remove(norm)
    graph.nodes.append(norm)
    return normalised
