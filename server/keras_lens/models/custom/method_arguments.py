"""What Keras gives to the methods of a layer of the program."""

from __future__ import annotations

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.functions import FunctionValue
from keras_lens.interpreter.machine import Machine
from keras_lens.models.tensor_structures import shapes_of, tensors_in


def shapes_for_build(
    build: FunctionValue, call: FunctionValue | None, arguments: Arguments, machine: Machine
) -> Arguments:
    """The shapes that `build` gets before `call` gets `arguments`: that of the first one, or of
    each by its name (`keras.src.layers.layer.update_shapes_dict_for_target_fn`)."""
    parameters = _positional(build)
    names = () if call is None else _positional(call)
    given = {**dict(zip(names, arguments.positional, strict=False)), **arguments.keywords}
    shapes = {
        f"{name}_shape": shapes_of(value, machine)
        for name, value in given.items()
        if any(True for _ in tensors_in(value, machine))
    }
    if len(parameters) == 1 or not all(name in shapes for name in parameters):
        return Arguments(tuple(shapes.values())[:1])
    return Arguments((), {name: shapes[name] for name in parameters})


def call_parameters(call: FunctionValue) -> tuple[str, ...]:
    """The names of the parameters of `call`."""
    return (*_positional(call), *(one.arg for one in call.node.args.kwonlyargs))


def without_training(call: FunctionValue, arguments: Arguments) -> Arguments:
    """The arguments without `training=` where `call` does not take it
    (`keras.src.layers.layer.CallSpec`)."""
    if "training" in call_parameters(call) or call.node.args.kwarg is not None:
        return arguments
    keywords = {name: one for name, one in arguments.keywords.items() if name != "training"}
    return Arguments(arguments.positional, keywords, arguments.open)


def _positional(method: FunctionValue) -> tuple[str, ...]:
    """The names of the parameters that can be given by position, without `self`."""
    return tuple(one.arg for one in method.node.args.args[1:])
