"""Calls of `keras.Model(inputs, outputs)`."""

from __future__ import annotations

from keras_lens.evaluation.outcomes import Refusal
from keras_lens.interpreter.alternatives import Alternatives
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import DictValue, ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.readings import for_each_reading
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Constant, Unknown, Value, is_none
from keras_lens.models.layers.callable_layer import TRAINABLE, CallableLayer
from keras_lens.models.networks.functional import FunctionalValue
from keras_lens.models.networks.functional_content import functional_content
from keras_lens.models.networks.graph import Disconnected, refusal_of_names
from keras_lens.models.networks.model import model_name
from keras_lens.models.networks.unknown_model import UnknownModel
from keras_lens.models.refused_calls import is_refused_surely, note_model
from keras_lens.models.session import KerasSession
from keras_lens.models.tensors import TensorValue

NO_TENSOR = "no tensor"
"""The phase of a refusal of a layer where a tensor is wanted."""


def is_given_tensors(arguments: Arguments) -> bool:
    """Whether the arguments are those of a functional model, `(inputs, outputs)`
    (`keras.src.models.model.functional_init_arguments`)."""
    return (
        len(arguments.positional) == 2
        or (len(arguments.positional) == 1 and "outputs" in arguments.keywords)
        or ("inputs" in arguments.keywords and "outputs" in arguments.keywords)
    )


def make_functional(
    arguments: Arguments, site: Site, session: KerasSession, machine: Machine
) -> Value:
    """Models `keras.Model(inputs, outputs)` at `site`."""
    inputs, outputs = arguments.get(0, "inputs"), arguments.get(1, "outputs")
    if inputs is None or outputs is None or arguments.open:
        return Unknown("what the model is made of is not known")
    return for_each_reading(
        Arguments((inputs, outputs)),
        lambda option: _made(option, arguments, site, session, machine),
        machine,
        deep=True,
    )


def _made(
    ends: Arguments,
    arguments: Arguments,
    site: Site,
    session: KerasSession,
    machine: Machine,
) -> Value:
    inputs, outputs = ends.positional
    name = model_name(arguments.get(2, "name"), "functional", session, machine)
    for part, value in (("inputs", inputs), ("outputs", outputs)):
        problem = _problem(value, machine)
        layer = _layer_in(value, machine)
        refusal = None
        if layer is not None:
            words = _note_layer(part, layer, site, session, machine)
            refusal = words if is_refused_surely(machine) else None
        if problem is not None:
            reason = f"the model's {part} are not known: {problem}"
            return UnknownModel(inputs, outputs, reason, refusal, name, site, session)
    try:
        content = functional_content(inputs, outputs, session, machine)
    except Disconnected as problem:
        if problem.refusal is not None:
            note_model("Functional", problem.refusal, None, site, session, machine)
        reason = f"the model cannot be made: {problem}"
        refusal = problem.refusal if is_refused_surely(machine) else None
        return UnknownModel(inputs, outputs, reason, refusal, name, site, session)
    twice = refusal_of_names([operation.name for operation in content.graph.operations])
    if twice is not None:
        note_model("Functional", twice, None, site, session, machine)
    model = FunctionalValue(session, site, "Functional", name, content, machine)
    model.refusal = twice if is_refused_surely(machine) else None
    trainable = arguments.keywords.get(TRAINABLE)
    if trainable is not None and not is_none(trainable):
        machine.write(model, TRAINABLE, trainable)  # its layers stay as they are
    return model


def _problem(value: Value, machine: Machine) -> str | None:
    """Why a structure is no structure of symbolic tensors, None where it is one."""
    if isinstance(value, Unknown):
        return value.reason
    if isinstance(value, TensorValue):
        return None if value.node is not None else "a tensor is not symbolic"
    if isinstance(value, Alternatives):
        return "one of them depends on a condition that is not known"
    if isinstance(value, DictValue):
        parts = [one for _, one in value.pairs() or ()]
    elif isinstance(value, Constant):
        parts = []
    else:
        parts = list(value.elements(machine) or ())
    if not parts:
        return f"they are {value.describe()}"
    return next(filter(None, (_problem(part, machine) for part in parts)), None)


def _layer_in(value: Value, machine: Machine) -> CallableLayer | None:
    """A layer among what should be tensors."""
    if isinstance(value, CallableLayer):
        return value
    if isinstance(value, ListValue | TupleValue):
        parts = value.elements(machine) or ()
        return next((one for one in parts if isinstance(one, CallableLayer)), None)
    return None


def _note_layer(
    part: str, layer: CallableLayer, site: Site, session: KerasSession, machine: Machine
) -> Refusal:
    words = (
        f"All `{part}` values must be KerasTensors. Received: {part}=<{layer.class_name}"
        f" name={layer.name}>"
    )
    refusal = Refusal("ValueError", words, NO_TENSOR)
    note_model(layer.class_name, refusal, layer.name, site, session, machine, layer.constructor)
    return refusal
