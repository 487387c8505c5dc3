"""Attributes and methods of models, as far as they are modelled.

To add one: write a function and register it in one of the two tables.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from keras_lens.evaluation.terms import TensorTerm
from keras_lens.interpreter.alternatives import join
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import DictValue, ListValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value, is_none
from keras_lens.models.data.batches import Batch, as_fed, fed_batch, rows_fed, with_rows
from keras_lens.models.layers.names import UNCERTAIN
from keras_lens.models.layers.weight_attributes import weight_attribute
from keras_lens.models.networks.configs import ModelConfig
from keras_lens.models.networks.model import ModelContent
from keras_lens.models.networks.old_methods import call_in_todays_terms, old_method
from keras_lens.models.networks.saving import save, save_weights
from keras_lens.models.records import EmptySummary
from keras_lens.models.tensor_structures import sorted_pairs, tensors_in, with_tensors
from keras_lens.models.tensors import TensorValue
from keras_lens.models.training.feeding import note_feed
from keras_lens.models.training.frozen_layers import note_compiled, note_trained
from keras_lens.models.training.steps import forget_graphs, train, train_on_batch

if TYPE_CHECKING:
    from keras_lens.models.networks.model import ModelValue

_NOT_BUILT = Unknown("the model is not built")


def model_attribute(model: ModelValue, name: str, machine: Machine) -> Value | None:
    """`model.name`, None where it is not modelled."""
    method = _METHODS.get(name)
    if method is not None:
        return Native(
            f"{model.name}.{name}",
            lambda arguments, site, machine: call_in_todays_terms(
                name, method, model, arguments, site, machine
            ),
        )
    reader = _READERS.get(name)
    if reader is not None:
        return join(
            reader(content, machine) if isinstance(content, ModelContent) else content
            for content in model.contents()
        )
    about_weights = weight_attribute(model, name)
    if about_weights is not None:
        return about_weights
    if name in _WITHOUT_EFFECT:
        return Native(
            f"{model.name}.{name}", lambda *_: Unknown(f"what `{name}` gives is not known")
        )
    return old_method(model, name, _METHODS, machine)


def _build(model: ModelValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    model.build(arguments.get(0, "input_shape") or first(arguments), machine)
    return NONE


def _compile(model: ModelValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    model.compile(arguments, site, machine)
    forget_graphs(model, machine)
    note_compiled(model, site, machine)
    return NONE


def _fit(model: ModelValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    note_feed("fit", model, arguments, site, machine)
    train("fit", model, arguments, machine)
    note_trained("fit", model, site, machine)
    return Unknown("what the history of the training holds is not known")


def _evaluate(model: ModelValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    note_feed("evaluate", model, arguments, site, machine)
    train("evaluate", model, arguments, machine)
    return Unknown("how well the model does is not known")


def _predict(model: ModelValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    note_feed("predict", model, arguments, site, machine)
    train("predict", model, arguments, machine)
    batch = fed_batch("predict", arguments, False, machine)
    return _predicted(model, batch, rows_fed(arguments, machine), machine)


def _predict_on_batch(
    model: ModelValue, arguments: Arguments, site: Site, machine: Machine
) -> Value:
    note_feed("predict_on_batch", model, arguments, site, machine)
    train_on_batch("predict_on_batch", model, arguments, machine)
    batch = as_fed(Arguments((arguments.get(0, "x") or first(arguments),)), machine)
    return _predicted(model, batch, rows_fed(arguments, machine), machine)


def _on_batch(method: str) -> Callable[[ModelValue, Arguments, Site, Machine], Value]:
    def run(model: ModelValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
        note_feed(method, model, arguments, site, machine)
        train_on_batch(method, model, arguments, machine)
        note_trained(method, model, site, machine)
        return Unknown("how well the model does is not known")

    return run


def _predicted(model: ModelValue, batch: Batch | None, rows: int | None, machine: Machine) -> Value:
    """The arrays that a model gives for so many samples."""
    if batch is None:
        return Unknown("what the model predicts is not known")
    some = with_tensors(batch.inputs, _with_open_batch, machine)
    mark = machine.journal.mark()
    with model.session.recorder.muted():
        output = model.apply(Arguments((some,)), machine.no_site(), None, machine)
    machine.journal.roll_back(mark)
    return with_rows(output, rows, machine)


def _with_open_batch(tensor: TensorValue) -> Value:
    return TensorValue(TensorTerm((None, *tensor.term.shape[1:]), tensor.term.dtype))


def _summary(model: ModelValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    if model.is_surely_unbuilt:
        model.session.recorder.empty_summary(EmptySummary(site, machine.certainty))
    return NONE


def _compute_output_shape(
    model: ModelValue, arguments: Arguments, site: Site, machine: Machine
) -> Value:
    return model.output_shape_for(arguments, machine)


def _get_config(model: ModelValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    return ModelConfig(model)


def _get_layer(model: ModelValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
    name, index = arguments.get(0, "name"), arguments.get(1, "index")
    layers = model_attribute(model, "layers", machine)
    if layers is None:
        return _NOT_BUILT
    if index is not None and not is_none(index):
        return layers.item(index, machine)
    elements = layers.elements(machine) or ()
    known = name is not None and isinstance(name, Constant)
    if not known or any(layer.attribute("name", machine).equivalent(_SOME) for layer in elements):
        return Unknown("which layer is meant is not known")
    for layer in elements:
        if name is not None and layer.attribute("name", machine).equivalent(name):
            return layer
    return Unknown("the model has no layer of that name")


_SOME = Constant(UNCERTAIN)


def _layers(content: ModelContent, machine: Machine) -> Value:
    return ListValue(content.layers())


def _input(content: ModelContent, machine: Machine) -> Value:
    return content.input or _NOT_BUILT


def _output(content: ModelContent, machine: Machine) -> Value:
    return content.output or _NOT_BUILT


def _list_of(tensors: Value | None, machine: Machine) -> Value:
    """`model.inputs`: the tensors in a flat list."""
    if tensors is None or isinstance(tensors, Unknown):
        return tensors or _NOT_BUILT
    return ListValue(list(tensors_in(tensors, machine)))


def _names(tensors: Value | None, machine: Machine) -> Value:
    """`model.output_names`: of the layers that give the outputs, or the keys of a dictionary
    (`keras.src.models.functional`)."""
    if tensors is None or isinstance(tensors, Unknown):
        return tensors or _NOT_BUILT
    if isinstance(tensors, DictValue):
        return ListValue([key for key, _ in sorted_pairs(tensors)])
    nodes = [tensor.node for tensor in tensors_in(tensors, machine)]
    names = [UNCERTAIN if node is None else node.operation.name for node in nodes]
    return ListValue([Constant(name) for name in names])


def _shape(tensors: Value | None, machine: Machine) -> Value:
    """The shape of one tensor, the shapes of several in the same structure."""
    if tensors is None or isinstance(tensors, Unknown):
        return tensors or _NOT_BUILT
    flat = list(tensors_in(tensors, machine))
    if len(flat) == 1:
        return flat[0].attribute("shape", machine)

    def shape(tensor: TensorValue) -> Value:
        return tensor.attribute("shape", machine)

    return with_tensors(ListValue(flat), shape, machine)


_METHODS: dict[str, Callable[[ModelValue, Arguments, Site, Machine], Value]] = {
    "build": _build,
    "compile": _compile,
    "compute_output_shape": _compute_output_shape,
    "evaluate": _evaluate,
    "fit": _fit,
    "get_config": _get_config,
    "get_layer": _get_layer,
    "predict": _predict,
    "predict_on_batch": _predict_on_batch,
    "save": save,
    "save_weights": save_weights,
    "summary": _summary,
    "test_on_batch": _on_batch("test_on_batch"),
    "train_on_batch": _on_batch("train_on_batch"),
    "to_json": _get_config,
}

_READERS: dict[str, Callable[[ModelContent, Machine], Value]] = {
    "input": _input,
    "input_shape": lambda content, machine: _shape(content.input, machine),
    "inputs": lambda content, machine: _list_of(content.input, machine),
    "layers": _layers,
    "output": _output,
    "output_names": lambda content, machine: _names(content.output, machine),
    "output_shape": lambda content, machine: _shape(content.output, machine),
    "outputs": lambda content, machine: _list_of(content.output, machine),
}

_WITHOUT_EFFECT = frozenset(
    {
        "export", "load_weights",
    }
)  # fmt: skip
"""Methods that do not change which layers the model has."""
