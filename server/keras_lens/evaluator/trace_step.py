"""The answer to `TraceStep`: what Keras says of the first batch, before it runs anything.

`keras.src.trainers.trainer.Trainer._symbolic_build` calls the model, its metrics and its loss on
symbolic tensors of the batch, in this order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
from keras.src import tree
from keras.src.backend import compute_output_spec

from .problems import Refused, Unsupported, raise_if_unsupported
from .recipes import rebuild
from .structures import tensors_to_json
from .terms import read


def trace_step(question: dict[str, Any]) -> dict[str, Any]:
    """The outcome `Computed`: what the model gives for the batch."""
    x, y, weights = (read(question[name]) for name in ("inputs", "targets", "weights"))
    model = _made_again(question["recipe"])
    given = _given_for(model, x)
    if question["compiled"] is not None:
        _compile(model, question["compiled"])
        arguments = {"x": x, "y": y, "y_pred": given, "sample_weight": weights}
        _run("metrics", lambda: compute_output_spec(model.compute_metrics, **arguments))
        _run("loss", lambda: compute_output_spec(model.compute_loss, **arguments, training=False))
    return {"outcome": "computed", "output": tensors_to_json(given)}


def _made_again(recipe: dict[str, Any]) -> Any:
    try:
        model = rebuild(recipe)
    except Exception as cause:
        raise_if_unsupported(cause)
        raise Unsupported("The model could not be made again.") from cause
    for tensor in getattr(model, "_inputs", None) or ():
        # By its name a dictionary gives it; `rebuild` names the layers only.
        tensor.name = tensor._keras_history.operation.name
    return model


def _given_for(model: Any, x: Any) -> Any:
    """What the model gives for the batch. Raises Refused.

    A model that does not take its own inputs here either (a layer that has to learn a vocabulary
    first) says nothing of the batch.
    """
    try:
        return _run("call", lambda: compute_output_spec(model, x, training=False))
    except Refused:
        if model.built and not _takes_its_own_inputs(model):
            raise Unsupported("The model cannot be called here.") from None
        raise


def _takes_its_own_inputs(model: Any) -> bool:
    inputs = getattr(model, "_inputs_struct", None)
    if inputs is None:
        inputs = getattr(getattr(model, "_functional", None), "_inputs_struct", None)
    if inputs is None:
        return False
    own = tree.map_structure(lambda one: keras.KerasTensor(one.shape, one.dtype), inputs)
    try:
        compute_output_spec(model, own, training=False)
    except Exception:
        return False
    return True


def _compile(model: Any, compiled: dict[str, Any]) -> None:
    """Compiles the model; which optimizer it is decides about no shape."""
    terms = {name: read(term) for name, term in compiled.items()}
    _run("compile", lambda: model.compile(optimizer="sgd", **terms))


def _run(phase: str, act: Callable[[], Any]) -> Any:
    try:
        return act()
    except Exception as cause:
        raise_if_unsupported(cause)
        raise Refused(cause, phase) from cause
