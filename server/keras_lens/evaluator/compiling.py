"""The answer to `Compile`: whether `compile` takes its arguments, and whether there are such losses
and metrics, which Keras looks for when training begins (`keras.src.trainers.compile_utils`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import keras

from .problems import Refused, Unsupported, raise_if_unsupported
from .terms import read

_CHOSEN_BY_SHAPES = frozenset({"accuracy", "acc", "crossentropy", "ce"})


def compile_model(question: dict[str, Any]) -> dict[str, Any]:
    """The outcome `Computed`."""
    arguments = _read(question["arguments"])
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    _run("compile", partial(model.compile, **arguments))
    for loss in _single(arguments.get("loss")):
        _run("fit", partial(keras.losses.get, loss))
    for name in ("metrics", "weighted_metrics"):
        for metric in _single(arguments.get(name)):
            _run("fit", partial(keras.metrics.get, metric))
    return {"outcome": "computed", "output": None}


def _read(terms: dict[str, Any]) -> dict[str, Any]:
    """The arguments; what cannot be made is not refused by `compile`."""
    try:
        return {name: read(term) for name, term in terms.items()}
    except Exception as cause:
        raise_if_unsupported(cause)
        raise Unsupported("An argument of compile could not be made.") from cause


def _single(given: Any) -> Iterator[Any]:
    """The names in lists and dictionaries of losses or metrics."""
    if isinstance(given, dict):
        given = list(given.values())
    if isinstance(given, (list, tuple)):
        for one in given:
            yield from _single(one)
    elif isinstance(given, (str, int, float)) and str(given).lower() not in _CHOSEN_BY_SHAPES:
        yield given


def _run(phase: str, act: Callable[[], Any]) -> None:
    try:
        act()
    except Exception as cause:
        raise_if_unsupported(cause)
        raise Refused(cause, phase) from cause
