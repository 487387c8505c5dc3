"""Functions and classes of Keras that the interpreter follows itself.

To model another one: write a function and add it to `FUNCTIONS`, by its canonical path.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.readings import for_each_reading
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value
from keras_lens.models.arrays.dtypes import dtype_name
from keras_lens.models.arrays.shapes import sizes
from keras_lens.models.networks.cloning import clone_model, copy_model
from keras_lens.models.networks.configs import ModelConfig
from keras_lens.models.networks.functional_making import make_functional
from keras_lens.models.networks.saving import model_checkpoint, save_model
from keras_lens.models.networks.sequential import make_sequential
from keras_lens.models.objects import LibraryObject
from keras_lens.models.session import KerasSession
from keras_lens.models.tensor_structures import tensors_in
from keras_lens.models.variables import VariableValue, make_weight

KerasFunction: TypeAlias = Callable[[Arguments, Site, KerasSession, Machine], Value]


def _variable(arguments: Arguments, site: Site, session: KerasSession, machine: Machine) -> Value:
    """`keras.Variable(initializer, shape, dtype, trainable)`."""
    given, shape = arguments.get(0, "initializer"), arguments.get(1, "shape")
    dtype = arguments.get(2, "dtype")
    trainable = arguments.get(3, "trainable") or Constant(True)
    tensor = next(tensors_in(given, machine), None) if given is not None else None
    known = tensor.term.shape if tensor is not None else sizes(shape or NONE, machine)
    name = "float32" if dtype is None else dtype_name(dtype)
    own = tuple(size for size in known or () if isinstance(size, int))
    whole = known is not None and len(own) == len(known)
    if not whole or name is None or not isinstance(trainable, Constant):
        return Unknown("the shape of the variable is not known")
    return VariableValue(make_weight("variable", own, name, bool(trainable.literal)), name)


def _clear_session(
    arguments: Arguments, site: Site, session: KerasSession, machine: Machine
) -> Value:
    session.names.reset(machine)
    session.settings.forget_policy(machine)
    return NONE


def _model_from_json(
    arguments: Arguments, site: Site, session: KerasSession, machine: Machine
) -> Value:
    """`keras.models.model_from_json(text)`."""
    config = first(arguments)
    if isinstance(config, ModelConfig):
        return copy_model(config.model, site, machine)
    return Unknown("what the text describes is not known")


def policy_name(value: Value) -> Value:
    """The name of a dtype policy that was made by its name; anything else as it is."""
    if isinstance(value, LibraryObject) and value.term.path.endswith("DTypePolicy"):
        given = (*value.term.args, *(name for key, name in value.term.kwargs if key == "name"))
        return Constant(given[0]) if given and isinstance(given[0], str) else value
    return value


def _setting(name: str) -> KerasFunction:
    def set_it(arguments: Arguments, site: Site, session: KerasSession, machine: Machine) -> Value:
        session.settings.set(name, policy_name(first(arguments)), machine)
        return NONE

    return set_it


def _value_of(name: str) -> KerasFunction:
    def read_it(arguments: Arguments, site: Site, session: KerasSession, machine: Machine) -> Value:
        return session.settings.value_of(name, machine)

    return read_it


def _get_uid(arguments: Arguments, site: Site, session: KerasSession, machine: Machine) -> Value:
    """`keras.backend.get_uid(prefix)`: the next number of the counter of names."""
    prefix = arguments.get(0, "prefix") or Constant("")
    if not isinstance(prefix, Constant) or not isinstance(prefix.literal, str):
        return Unknown("the prefix of the number is not known")
    session.names.take([(prefix.literal, 1)], machine)
    return session.names.state.get(prefix.literal, Constant(0))


def _export(arguments: Arguments, site: Site, session: KerasSession, machine: Machine) -> Value:
    """`keras.src.api_export.keras_export(path)`: a decorator that leaves things as they are."""
    return Native("keras_export", lambda applied, *_: first(applied))


def _register(arguments: Arguments, site: Site, session: KerasSession, machine: Machine) -> Value:
    """`keras.saving.register_keras_serializable(package, name)`: a decorator."""

    def registered(applied: Arguments, site: Site, machine: Machine) -> Value:
        cls = first(applied)
        session.registered_classes.add(cls)
        return cls

    return Native("register_keras_serializable", registered)


def _activation(arguments: Arguments, site: Site, session: KerasSession, machine: Machine) -> Value:
    """`keras.activations.get(identifier)`: a function by its name, the identity for None; a
    function stays what it is."""
    return for_each_reading(
        arguments, lambda option: _activation_of(first(option), session), machine
    )


def _activation_of(identifier: Value, session: KerasSession) -> Value:
    if not isinstance(identifier, Constant):
        return identifier
    name = "linear" if identifier.literal is None else str(identifier.literal)
    entry = session.entry(f"keras.activations.{name}")
    if entry is None or entry.kind != "function":
        return Unknown("which activation it is is not known")
    return LibraryReference(entry.canonical)


FUNCTIONS: dict[str, KerasFunction] = {
    "keras.Model": make_functional,
    "keras.Sequential": make_sequential,
    "keras.Variable": _variable,
    "keras.activations.get": _activation,
    "keras.callbacks.ModelCheckpoint": model_checkpoint,
    "keras.models.clone_model": clone_model,
    "keras.models.model_from_json": _model_from_json,
    "keras.models.save_model": save_model,
    "keras.saving.save_model": save_model,
    "keras.src.api_export.keras_export": _export,
    "keras.backend.get_uid": _get_uid,
    "keras.backend.clear_session": _clear_session,
    "keras.backend.floatx": _value_of("floatx"),
    "keras.backend.image_data_format": _value_of("image_data_format"),
    "keras.config.floatx": _value_of("floatx"),
    "keras.config.image_data_format": _value_of("image_data_format"),
    "keras.saving.register_keras_serializable": _register,
    "keras.utils.clear_session": _clear_session,
    "keras.backend.set_floatx": _setting("floatx"),
    "keras.config.set_floatx": _setting("floatx"),
    "keras.backend.set_image_data_format": _setting("image_data_format"),
    "keras.config.set_image_data_format": _setting("image_data_format"),
    "keras.config.set_dtype_policy": _setting("dtype_policy"),
    "keras.dtype_policies.set_dtype_policy": _setting("dtype_policy"),
    "keras.mixed_precision.set_dtype_policy": _setting("dtype_policy"),
    "keras.mixed_precision.set_global_policy": _setting("dtype_policy"),
}
