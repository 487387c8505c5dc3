"""What calls of Keras give."""

from __future__ import annotations

from keras_lens.evaluation.outcomes import ApiEntry, Unanswered
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.classes import ClassValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.readings import for_each_reading
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Unknown, Value
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.arrays.calls import call_array_function
from keras_lens.models.constructor_arguments import CONSTRUCTOR_WRITER
from keras_lens.models.custom.lambda_layers import LAMBDA, make_lambda
from keras_lens.models.data.calls import call_source
from keras_lens.models.functions.keras_functions import FUNCTIONS
from keras_lens.models.functions.tracing import call_on_tensors
from keras_lens.models.layers.layer import LayerValue
from keras_lens.models.layers.making import (
    INPUT,
    LAYERS,
    make_input,
    make_layer,
    unavailable_layer,
)
from keras_lens.models.layers.problems import problem_of
from keras_lens.models.legacy.calls import Callee, may_be_old, todays_call
from keras_lens.models.legacy.translation import NotKnown
from keras_lens.models.library.paths import INTERNAL
from keras_lens.models.networks.cloning import copy_model
from keras_lens.models.networks.configs import FROM_CONFIG, ModelConfig, arguments_from
from keras_lens.models.networks.ready_made import is_ready_made, make_ready_made
from keras_lens.models.objects import LibraryObject
from keras_lens.models.session import KerasSession
from keras_lens.models.tensor_structures import has_tensors, is_unknown_of_tensors

_OBJECT_NAMESPACES = frozenset(
    {"activations", "constraints", "dtype_policies", "initializers", "losses", "metrics",
     "mixed_precision", "optimizers", "random", "regularizers"}
)  # fmt: skip
"""Where objects come from that layers and `compile` take as arguments."""
_TENSOR_FUNCTIONS = ("keras.ops.", "keras.random.")
"""Functions that give tensors also where none is given to them."""


def call_keras(
    path: str, arguments: Arguments, site: Site, session: KerasSession, machine: Machine
) -> Value | None:
    """What calling the object `path` of Keras gives, None where nothing is known of it."""
    entry = session.entry(path)
    callee = Callee(path, entry.parameters, entry.kind == "layer") if entry else Callee(path)
    if may_be_old(callee, arguments, session):
        return for_each_reading(
            arguments,
            lambda option: _call_of_old(callee, option, site, session, machine),
            machine,
        )
    return _call_of_today(path, entry, arguments, site, session, machine)


def _call_of_old(
    callee: Callee, arguments: Arguments, site: Site, session: KerasSession, machine: Machine
) -> Value:
    """A call that may have been written for an older Keras."""
    try:
        today = todays_call(callee, arguments, site, session, machine)
    except NotKnown as reason:
        return Unknown(f"what '{callee.path}' gives is not known: {reason}")
    path, given = (callee.path, arguments) if today is None else (today.path, today.arguments)
    entry = session.entry(path)
    result = _call_of_today(path, entry, given, site, session, machine)
    if today is not None and today.batch_shape is not None and isinstance(result, LayerValue):
        result.given_batch_shape = today.batch_shape
    return result or Unknown(f"what '{path}' gives is not known")


def _call_of_today(
    path: str,
    entry: ApiEntry | None,
    arguments: Arguments,
    site: Site,
    session: KerasSession,
    machine: Machine,
) -> Value | None:
    function = FUNCTIONS.get(path)
    if function is not None and (entry is not None or path.startswith(INTERNAL)):
        return function(arguments, site, session, machine)
    if entry is None and path.endswith(FROM_CONFIG):
        return _from_config(path.removesuffix(FROM_CONFIG), arguments, site, session, machine)
    if entry is None:
        return _unavailable(path, site, session)
    return for_each_reading(
        arguments,
        lambda option: _call_entry(path, entry, option, site, session, machine),
        machine,
        deep=True,
    )


def _call_entry(
    path: str,
    entry: ApiEntry,
    arguments: Arguments,
    site: Site,
    session: KerasSession,
    machine: Machine,
) -> Value:
    """Something of Keras that does not change its arguments."""
    data = call_array_function(path, arguments, machine)
    if data is None or is_unknown_of_tensors(data, arguments, machine):
        data = call_source(path, arguments, session, machine)
    if data is not None:
        return data
    if path == INPUT:
        return make_input(path, entry, arguments, site, session, machine)
    if path == LAMBDA:
        return make_lambda(arguments, site, session, machine)
    if entry.kind == "layer":
        return make_layer(path, entry, arguments, site, session, machine)
    if is_ready_made(path):
        return make_ready_made(path, arguments, site, session, machine)
    if entry.kind == "function" and (
        path.startswith(_TENSOR_FUNCTIONS) or has_tensors(arguments, machine)
    ):
        return call_on_tensors(path, arguments, site, session, machine)
    is_class = entry.kind == "class" and path.count(".") == 1
    if path.split(".")[1] in _OBJECT_NAMESPACES or is_class:
        return _make_object(path, entry, arguments, machine)
    machine.note_uncertain()
    return Unknown(f"what '{path}' gives is not known")


def _from_config(
    path: str, arguments: Arguments, site: Site, session: KerasSession, machine: Machine
) -> Value | None:
    """`Dense.from_config(config)`, `Model.from_config(config)`, or with a class of the
    program in front."""
    config = first(arguments)
    if isinstance(config, ClassValue):
        keywords = arguments_from(Arguments(arguments.positional[1:], arguments.keywords))
        return None if keywords is None else machine.call(config, keywords, site)
    if isinstance(config, ModelConfig):
        return copy_model(config.model, site, machine)
    keywords = arguments_from(arguments)
    return None if keywords is None else call_keras(path, keywords, site, session, machine)


def _unavailable(path: str, site: Site, session: KerasSession) -> Value:
    """Something of Keras that is not known: nothing is, where there is no Keras."""
    api = session.api()
    class_name = path.removeprefix(LAYERS)
    if isinstance(api, Unanswered) and path.startswith(LAYERS) and class_name[:1].isupper():
        return unavailable_layer(class_name, problem_of(api), site, session)
    return Unknown(f"what '{path}' gives is not known")


def _make_object(path: str, entry: ApiEntry, arguments: Arguments, machine: Machine) -> Value:
    try:
        return LibraryObject(CONSTRUCTOR_WRITER.call(path, arguments, entry.parameters, machine))
    except NotExpressible as reason:
        return Unknown(f"what '{path}' makes is not known: {reason}")
