"""Functions that nobody calls: they are run with what is assumed of their parameters, else with
their defaults; what is left gets names (`SymbolValue`).

A method for whose class something is assumed runs on an instance that is made in the same way.
"""

from __future__ import annotations

from keras_lens.interpreter import supply
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.classes import ClassValue
from keras_lens.interpreter.functions import FunctionValue, defaults_of, run_body
from keras_lens.interpreter.instances import InstanceValue
from keras_lens.interpreter.iterators import Visitor, run_until
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.scopes import Scope
from keras_lens.interpreter.symbols import SymbolValue
from keras_lens.interpreter.values import Unknown, Value

CONSTRUCTOR = "__init__"
_ELEMENTS_OF_UNCALLED = 3


def run_uncalled(function: FunctionValue, machine: Machine, *, with_defaults: bool = True) -> None:
    """Runs a function that the program does not call, its parameters with their defaults or
    without."""
    machine.functions_called.add(id(function.node))
    machine.functions_run_alone.add(id(function.node))
    if not with_defaults:
        with machine.reach.of_uncalled(has_defaults=False):
            _run(function, None, machine, with_defaults=False)
        return
    with machine.reach.of_uncalled(has_defaults=bool(defaults_of(function))):
        receiver = _receiver(function, machine)
        if receiver is None or not _runs_as_in_the_library(function, receiver, machine):
            _run(function, receiver, machine)


def _receiver(method: FunctionValue, machine: Machine) -> InstanceValue | None:
    """The instance on which a method runs; None for other functions, and where nothing is
    assumed for the class, or the program makes instances in its own way."""
    cls = method.scope.defines
    if not isinstance(cls, ClassValue) or cls.transformed or cls.is_dataclass:
        return None
    own = [one for one in cls.namespace.state.values() if isinstance(one, FunctionValue)]
    if method not in own or all(one.node not in machine.assumptions.parameters for one in own):
        return None
    constructor = cls.find(CONSTRUCTOR)
    if isinstance(constructor, FunctionValue) and _is_called(constructor, machine):
        return None
    base = cls.library_base()
    made = None if base is None else machine.library.example(cls, base, machine)
    instance = InstanceValue(cls) if made is None else made
    if constructor is method:
        return instance
    if isinstance(constructor, FunctionValue):
        _run(constructor, instance, machine)
    else:
        instance.inherited(CONSTRUCTOR, machine).call(Arguments(), machine.no_site(), machine)
    return instance


def _is_called(function: FunctionValue, machine: Machine) -> bool:
    """Whether the program itself calls it."""
    return id(function.node) in machine.functions_called - machine.functions_run_alone


def _runs_as_in_the_library(
    method: FunctionValue, receiver: InstanceValue, machine: Machine
) -> bool:
    """Runs a method that the library calls in a way of its own; False for another."""
    values = _values(method, receiver, machine)
    defaults = defaults_of(method)
    assumed = machine.assumptions.parameters.get(method.node, {})
    named = [*method.node.args.posonlyargs, *method.node.args.args][1:]
    positional = [one.arg for one in named if one.arg not in defaults]
    keywords = [name for name in assumed if values[name] is not receiver and name not in positional]
    arguments = Arguments(
        tuple(values[name] for name in positional), {name: values[name] for name in keywords}
    )
    return machine.library.run_example(receiver, method, arguments, machine)


def _run(
    function: FunctionValue,
    receiver: InstanceValue | None,
    machine: Machine,
    *,
    with_defaults: bool = True,
) -> None:
    scope = Scope("function", function.scope)
    values = _values(function, receiver, machine, with_defaults=with_defaults)
    for name, value in values.items():
        machine.write(scope, name, value)
    scope.first_parameter = _first_parameter(function)
    if function.is_generator:
        _run_generator(function, scope, machine)
    else:
        run_body(function, scope, machine)


def _run_generator(function: FunctionValue, scope: Scope, machine: Machine) -> None:
    """Its first elements are enough to see what it does; it may have no end."""
    left = list(range(_ELEMENTS_OF_UNCALLED))

    def visit(value: Value) -> Value | None:
        return value if left and left.pop() else None

    def run(visitor: Visitor) -> None:
        run_body(function, scope, machine, visitor)

    run_until(run, visit, machine)


def _values(
    function: FunctionValue,
    receiver: InstanceValue | None,
    machine: Machine,
    *,
    with_defaults: bool = True,
) -> dict[str, Value]:
    """The values of all parameters."""
    parameters = function.node.args
    named = [*parameters.posonlyargs, *parameters.args, *parameters.kwonlyargs]
    values: dict[str, Value] = {one.arg: SymbolValue.of_parameter(one.arg) for one in named}
    for starred in (parameters.vararg, parameters.kwarg):
        if starred is not None:
            reason = f"'{starred.arg}' is a parameter of a function that is not called"
            values[starred.arg] = Unknown(reason)
    if with_defaults:
        values.update(defaults_of(function))
    first = _first_parameter(function)
    if receiver is not None and first is not None:
        values[first] = receiver
    for name, value in values.items():
        if value is not receiver:
            values[name] = supply.parameter(function.node, name, value, machine, is_default=True)
    return values


def _first_parameter(function: FunctionValue) -> str | None:
    parameters = [*function.node.args.posonlyargs, *function.node.args.args]
    return parameters[0].arg if parameters else None
