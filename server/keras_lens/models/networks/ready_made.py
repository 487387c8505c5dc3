"""Ready-made models: `keras.applications`.

They are always made without weights, whatever the program says: the weights are on the network,
and change neither a shape nor a count.
"""

from __future__ import annotations

import re

from keras_lens.evaluation.outcomes import TracedModel
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.symbols import size_value
from keras_lens.interpreter.values import Unknown, Value, is_none
from keras_lens.models.functions.traced_graph import TracedGraph
from keras_lens.models.functions.tracing import ask_for_trace
from keras_lens.models.layers.names import UNCERTAIN
from keras_lens.models.networks.functional import FunctionalValue
from keras_lens.models.networks.functional_content import content_on, functional_content
from keras_lens.models.networks.graph import Disconnected
from keras_lens.models.session import KerasSession
from keras_lens.models.tensors import TensorValue

APPLICATIONS = "keras.applications."
_NOT_TOLD = frozenset({"weights", "input_tensor", "classifier_activation"})

_SIZE_IN_NAME = re.compile(r"_\d+$")


def is_ready_made(path: str) -> bool:
    """Whether `path` is a function that makes a model (`keras.applications.ResNet50`)."""
    return path.startswith(APPLICATIONS) and path.rpartition(".")[2][:1].isupper()


def make_ready_made(
    path: str, arguments: Arguments, site: Site, session: KerasSession, machine: Machine
) -> Value:
    """Models a call of `path` at `site`."""
    entry = session.entry(path)
    names = [] if entry is None else [parameter.name for parameter in entry.parameters]
    keywords = {**dict(zip(names, arguments.positional, strict=False)), **arguments.keywords}
    given = keywords.get("input_tensor")
    if isinstance(given, TensorValue):
        sizes = [size_value(size) for size in given.term.shape[1:]]
        keywords["input_shape"] = TupleValue(sizes)
    elif given is not None and not is_none(given):
        return Unknown("the tensor that the ready-made model is put on is not known")
    told = Arguments((), keywords, arguments.open)
    traced = ask_for_trace(path, told, session, machine, _NOT_TOLD, site)
    if isinstance(traced, Unknown):
        return traced
    if traced.model is None:
        return Unknown("what the ready-made model is is not known")
    graph = TracedGraph(traced, [], site, session, machine)
    for layer in graph.layers:
        layer.is_ready_made = True
    inputs, outputs = graph.value_of(traced.model.inputs), graph.value_of(traced.model.outputs)
    try:
        if isinstance(given, TensorValue):
            session.names.take([("input_layer", -1)], machine)  # it makes no input of its own
            content = content_on(graph.nodes, inputs, outputs, given, session, machine)
        else:
            content = functional_content(inputs, outputs, session, machine)
    except Disconnected as problem:
        return Unknown(f"the ready-made model cannot be made: {problem}")
    name = _name(traced.model, session)
    if isinstance(given, TensorValue) and _SIZE_IN_NAME.search(name):
        name = UNCERTAIN  # MobileNet's has the size that is given, and none is here
    return FunctionalValue(session, site, "Functional", name, content, machine)


def _name(model: TracedModel, session: KerasSession) -> str:
    if model.own_name_kind is None:
        return model.name
    number = model.name.removeprefix(model.own_name_kind).removeprefix("_")
    return session.names.name_after(model.own_name_kind, int(number or 0) - 1)
