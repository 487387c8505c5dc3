"""What Keras refuses of a model that is not built, or was never called on symbolic tensors.

The exceptions and their words are those of `keras.src.layers.layer` (`count_params`),
`keras.src.ops.operation` (`input`, `output`), `keras.src.models.sequential` (`inputs` and its kin),
`keras.src.saving.saving_lib` (`save_weights_only`) and `keras.src.export`. Functional models have
an `input` and `output` of their own. A Sequential has not: it is called by its name only where the
program calls it or puts it into another model, not where it is built or trained.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from keras_lens.evaluation.outcomes import Refusal
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.models.refused_calls import note_method

if TYPE_CHECKING:
    from keras_lens.models.networks.model import ModelValue

UNBUILT, NEVER_CALLED = "unbuilt", "never called"
"""The phases of these refusals."""

_OF_UNBUILT = {
    "count_params": (
        "ValueError",
        "You tried to call `count_params` on layer '{name}', but the layer isn't built. You can"
        " build it manually via: `layer.build(input_shape)`.",
    ),
    "export": (
        "ValueError",
        "The model provided has not yet been built. It must be built before export.",
    ),
    "save_weights": (
        "ValueError",
        "You are saving a model that has not yet been built. Try building the model first by"
        " calling it on some data or by using `build()`.",
    ),
}
_OF_UNBUILT_SEQUENTIAL = {
    name.replace(" ", "_"): (
        "AttributeError",
        f"Sequential model '{{name}}' has no defined {name} yet.",
    )
    for name in ("inputs", "outputs", "input shape", "output shape")
}
_OF_NEVER_CALLED = {
    name: (
        "AttributeError",
        f"The layer {{name}} has never been called and thus has no defined {name}.",
    )
    for name in ("input", "output")
}
LEAVE_IT_UNBUILT = frozenset(
    {
        *_OF_UNBUILT, *_OF_UNBUILT_SEQUENTIAL, *_OF_NEVER_CALLED, "add", "compile", "get_config",
        "get_weights", "layers", "name", "optimizer", "pop", "summary", "to_json", "trainable",
        "trainable_variables", "trainable_weights", "variables", "weights",
    }
)  # fmt: skip
"""Methods and attributes that do not build a model."""
CALL_IT_ON_DATA = frozenset(
    {
        "build", "built", "evaluate", "fit", "get_layer", "history", "load_weights", "metrics",
        "metrics_names", "non_trainable_weights", "predict", "predict_on_batch", "reset_states",
        "save", "set_weights", "stop_training", "test_on_batch", "train_on_batch",
    }
)  # fmt: skip
"""Those besides that do not call it on symbolic tensors."""


def note_early_read(model: ModelValue, name: str, site: Site, machine: Machine) -> None:
    """Notes that `model.name` is read at `site`, where Keras surely refuses it."""
    found, phase = None, UNBUILT
    is_sequential = model.class_name == "Sequential"
    if name in _OF_NEVER_CALLED and model.is_surely_never_called:
        found, phase = _OF_NEVER_CALLED[name], NEVER_CALLED
    elif name in _OF_UNBUILT and model.is_surely_unbuilt:
        found = _OF_UNBUILT[name]
    elif name in _OF_UNBUILT_SEQUENTIAL and is_sequential and model.is_surely_unbuilt:
        found = _OF_UNBUILT_SEQUENTIAL[name]
    if found is None or f".{name}" in model.state:
        return
    exception, words = found
    what = f"{name}()" if name in _OF_UNBUILT else name
    refusal = Refusal(exception, words.format(name=model.name), phase)
    note_method(what, refusal, model, site, machine)
