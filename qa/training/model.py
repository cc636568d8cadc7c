"""The reader's network: an encoder, and a linear layer that scores every piece as an answer's start and end.

A passage without an answer has both at [CLS] (Devlin et al. 2019, section 4.3). The network that ships has a
MiniLM encoder; an MPNet encoder, five times its size, makes the teacher that it learns from.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor, nn

MASKED = -1e4
# The special pieces of BERT's vocabulary as MPNet's calls them; all others have the same names.
_SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[UNK]": "<unk>"}


def build(encoder: Path, *, pieces: Path | None = None, dropout: float = 0.0) -> nn.Module:
    """The network with the encoder's weights from a transformers folder and a fresh head.

    An MPNet encoder also needs `pieces`, the vocab.txt by which its inputs are numbered. Without dropout attention
    takes the fused kernel.
    """
    import torch
    from transformers import BertModel, MPNetModel
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    is_mpnet = json.loads((encoder / "config.json").read_text())["model_type"] == "mpnet"
    rates = {"hidden_dropout_prob": dropout, "attention_probs_dropout_prob": dropout}

    class SpanReader(torch.nn.Module):  # type: ignore[misc]
        """Inputs (n, length) to float logits (n, length, 2): start and end; padding and question masked."""

        def __init__(self) -> None:
            super().__init__()
            # In fp32, whatever the file holds: these are the weights that training moves.
            if is_mpnet:
                self.encoder = MPNetModel.from_pretrained(
                    encoder, add_pooling_layer=False, dtype=torch.float32, **rates
                )
            else:
                self.encoder = BertModel.from_pretrained(
                    encoder, add_pooling_layer=False, attn_implementation="sdpa", dtype=torch.float32, **rates
                )
            self.head = torch.nn.Linear(self.encoder.config.hidden_size, 2)
            numbers = _renumbering(pieces or encoder / "vocab.txt", encoder / "vocab.txt") if is_mpnet else []
            self.register_buffer("numbers", torch.tensor(numbers, dtype=torch.long), persistent=False)

        def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:
            if is_mpnet:
                hidden = self.encoder(input_ids=self.numbers[ids], attention_mask=mask).last_hidden_state
            else:
                hidden = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
            logits: Tensor = self.head(hidden.float())
            allowed = types.bool()
            allowed[:, 0] = True
            return logits.masked_fill(~allowed.unsqueeze(-1), MASKED)

    return SpanReader()


def _renumbering(pieces: Path, own: Path) -> list[int]:
    """For every word piece of one vocabulary its number in the other."""
    numbers = {piece: number for number, piece in enumerate(own.read_text(encoding="utf-8").split("\n"))}
    names = pieces.read_text(encoding="utf-8").rstrip("\n").split("\n")
    return [numbers.get(_SPECIAL.get(name, name), numbers["<unk>"]) for name in names]


def span_loss(logits: Tensor, starts: Tensor, ends: Tensor) -> Tensor:
    """Cross-entropy of start and end per input, (n,); the references share the mass of a question."""
    logs = logits.log_softmax(dim=1)
    return -((logs[..., 0] * starts).sum(1) + (logs[..., 1] * ends).sum(1)) / 2


def teacher_loss(logits: Tensor, taught: Tensor, temperature: float) -> Tensor:
    """How far the logits (n, length, 2) are from the teacher's, per input, (n,).

    Cross-entropy at a temperature, times its square (Hinton et al. 2015).
    """
    wanted = (taught / temperature).softmax(dim=1)
    logs = (logits / temperature).log_softmax(dim=1)
    return -temperature * temperature * (wanted * logs).sum((1, 2)) / 2


def parameter_groups(model: nn.Module, rate: float, decay: float, head_rate: float) -> list[dict[str, object]]:
    """Learning rates that fall by `decay` per layer towards the embeddings (Howard and Ruder 2018)."""
    names = [name for name, _ in model.named_parameters() if ".layer." in name]
    layers = 1 + max(map(_layer, names))
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in model.named_parameters():
        if name.startswith("head"):
            own = head_rate
        elif ".layer." in name:
            own = rate * math.pow(decay, layers - 1 - _layer(name))
        else:
            own = rate * math.pow(decay, layers)
        weight_decay = 0.01 if parameter.ndim > 1 else 0.0
        groups.setdefault((own, weight_decay), []).append(parameter)
    return [{"params": members, "lr": lr, "peak": lr, "weight_decay": wd} for (lr, wd), members in groups.items()]


def _layer(name: str) -> int:
    return int(name.split(".layer.")[1].split(".")[0])
