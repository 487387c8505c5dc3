"""Layers said outright, so that they are the same under any global settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from keras_lens.evaluation.outcomes import Constructed
from keras_lens.evaluation.questions import Settings
from keras_lens.evaluation.terms import CallTerm, TensorTerm, Term
from keras_lens.models.layers.callable_layer import TRAINABLE

if TYPE_CHECKING:
    from keras_lens.models.layers.layer import LayerValue


def with_settings(term: CallTerm, layer: LayerValue) -> CallTerm:
    """The call with what the global settings decided said outright, so that it makes the same
    layer under any settings."""
    constructed = layer.constructed
    if constructed is None or layer.made_under == Settings():
        return term
    entry = layer.session.entry(term.path)
    names = [] if entry is None else [parameter.name for parameter in entry.parameters]
    given = {*names[: len(term.args)], *dict(term.kwargs)}
    decided: dict[str, Term] = {"dtype": policy_name(constructed)}
    decided.update(pair for pair in constructed.attributes if pair[0] == "data_format")
    if isinstance(constructed.output, TensorTerm):
        decided["dtype"] = constructed.output.dtype
    said = [(name, value) for name, value in decided.items() if name not in given]
    return replace(term, kwargs=tuple(sorted((*term.kwargs, *said))))


def policy_name(constructed: Constructed) -> str | None:
    """The dtype policy (`keras.src.dtype_policies`)."""
    if constructed.compute_dtype == constructed.variable_dtype:
        return constructed.variable_dtype
    return f"mixed_{constructed.compute_dtype}"


def frozen(term: Term) -> Term:
    """The layer of this term with `trainable=False`."""
    if not isinstance(term, CallTerm):
        return term
    return replace(term, kwargs=tuple(sorted((*term.kwargs, (TRAINABLE, False)))))
