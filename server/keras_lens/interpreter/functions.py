"""The program's own functions: parameters, closures, calls."""

from __future__ import annotations

import ast
from collections.abc import Hashable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TypeAlias

from keras_lens.interpreter import supply
from keras_lens.interpreter.alternatives import Choice, join
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.budget import MOST_CALL_DEPTH, is_stack_nearly_full
from keras_lens.interpreter.containers import DictValue, TupleValue
from keras_lens.interpreter.exceptions import Abandoned, Raised, fail
from keras_lens.interpreter.frames import Completion, Frame, Landing, Leave
from keras_lens.interpreter.iterators import GeneratorIterator, Visitor
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.scopes import Scope
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.values import NONE, Constant, Identity, Unknown, Value
from keras_lens.syntax.source import SourceFile

_RETURNS = frozenset({Leave.RETURN})

FunctionNode: TypeAlias = "ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda"


@dataclass(frozen=True)
class Defaults:
    """The default values of a function's parameters, evaluated at its definition."""

    positional: tuple[Value, ...]
    keyword_only: dict[str, Value]


class FunctionValue(StateOwner, Value):
    """A function of the program, with the scope that it closes over."""

    __slots__ = ("_yields", "defaults", "file", "node", "scope")

    def __init__(
        self, node: FunctionNode, file: SourceFile, scope: Scope, defaults: Defaults
    ) -> None:
        super().__init__()
        self.node = node
        self.file = file
        self.scope = scope
        self.defaults = defaults
        self._yields: bool | None = None

    @property
    def name(self) -> str:
        return "<lambda>" if isinstance(self.node, ast.Lambda) else self.node.name

    @property
    def is_generator(self) -> bool:
        """Whether a call gives a generator."""
        if self._yields is None:
            self._yields = not isinstance(self.node, ast.Lambda) and _yields(self.node, self.file)
        return self._yields

    def describe(self) -> str:
        return f"the function '{self.name}'"

    def identity(self) -> Hashable | None:
        return Identity(self)

    def truth(self, machine: Machine) -> bool | None:
        return True

    def equivalent(self, other: Value) -> bool:
        return (
            isinstance(other, FunctionValue)
            and other.node is self.node
            and other.scope is self.scope
        )

    def attribute(self, name: str, machine: Machine) -> Value:
        if name in self.state:
            return self.state[name]
        if name in ("__name__", "__qualname__"):
            return Constant(self.name)
        if name.startswith("__"):
            return super().attribute(name, machine)
        return fail("AttributeError", f"{self.describe()} has no '{name}'", machine)

    def set_attribute(self, name: str, value: Value, machine: Machine) -> None:
        machine.write(self, name, value)

    def call(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        machine.functions_called.add(id(self.node))
        is_recursive = id(self.node) in machine.functions_running
        if self._is_too_deep(is_recursive, machine):
            reason = f"{self.describe()} calls itself too deeply"
            for value in arguments.all_values():
                value.escape(reason, machine)
            return Unknown(reason)
        scope = Scope("function", self.scope)
        problem = bind_parameters(self, arguments, scope, machine)
        if problem is not None:
            return problem
        if self.is_generator:
            return _generator(self, scope, site, machine)
        with _running(self, is_recursive, machine), machine.called_at(site):
            return run_body(self, scope, machine)

    def _is_too_deep(self, is_recursive: bool, machine: Machine) -> bool:
        """Whether a call of it cannot be followed any more."""
        if machine.call_depth >= MOST_CALL_DEPTH or is_stack_nearly_full():
            return True
        return is_recursive and machine.budget.is_recursion_too_long


def run_body(
    function: FunctionValue, scope: Scope, machine: Machine, visit: Visitor | None = None
) -> Value:
    """What the function returns once its parameters are bound in `scope`.

    visit: takes what it yields, of a generator.
    """
    frame = Frame(function.file, scope, emit=visit)
    if isinstance(function.node, ast.Lambda):
        return machine.evaluate(function.node.body, frame)
    landing = Landing(machine.journal.mark(), _RETURNS)
    frame.landings.append(landing)
    completion = machine.execute(function.node.body, frame)
    landing.is_over = True
    results = [_result(arrived) for arrived, _ in landing.arrivals]
    choice = Choice()
    if completion is None or completion.leave is Leave.RETURN:
        results.append(_result(completion))
        machine.journal.join(landing.mark, landing.changes, choice)
    elif landing.arrivals:
        frame.depart(completion, machine)
        machine.journal.go_to(landing.mark, landing.changes, choice)
    machine.journal.release(landing.mark)
    if not results and completion is not None:
        return _ended(completion, machine)
    if isinstance(function.node, ast.AsyncFunctionDef):
        return Unknown("what a coroutine gives is not followed")
    return join(results, choice)


def _ended(completion: Completion, machine: Machine) -> Value:
    """What a function gives that surely raises."""
    if completion.leave is Leave.ABANDON:
        raise Abandoned(completion.departure)
    if machine.guards:
        raise Raised(completion.value or Unknown("which exception is raised is not known"))
    return Unknown("the function raises an exception")


def _generator(function: FunctionValue, scope: Scope, site: Site, machine: Machine) -> Value:
    """What a call of a function with `yield` gives. Its body runs when elements are taken."""

    def run(visit: Visitor) -> Value:
        with _running(function, False, machine), machine.called_at(site):
            return run_body(function, scope, machine, visit)

    return GeneratorIterator(run, scope)


@contextmanager
def _running(function: FunctionValue, is_recursive: bool, machine: Machine) -> Iterator[None]:
    """While it lasts, the function runs; it may have been called from itself."""
    machine.functions_running.append(id(function.node))
    try:
        with machine.budget.recursion() if is_recursive else nullcontext():
            yield
    finally:
        machine.functions_running.pop()


def _result(completion: Completion | None) -> Value:
    if completion is None:
        return NONE
    return completion.value or NONE


def _yields(node: ast.FunctionDef | ast.AsyncFunctionDef, file: SourceFile) -> bool:
    """Whether the function's own body (not that of a function in it) yields."""
    if "yield" not in file.text:
        return False
    waiting: list[ast.AST] = list(node.body)
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, ast.Yield | ast.YieldFrom):
            return True
        if not isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(inner))
    return False


def bind_parameters(
    function: FunctionValue, arguments: Arguments, scope: Scope, machine: Machine
) -> Unknown | None:
    """Binds the parameters in `scope` as Python would (reference, 6.3.4); where the call
    does not fit, why."""
    parameters = function.node.args
    positional = [*parameters.posonlyargs, *parameters.args]
    left = dict(arguments.keywords)
    bound: dict[str, Value] = {}
    for parameter, value in zip(positional, arguments.positional, strict=False):
        bound[parameter.arg] = value
    surplus = arguments.positional[len(positional) :]
    if parameters.vararg is not None:
        bound[parameters.vararg.arg] = (
            Unknown("a starred argument is not known") if arguments.open else TupleValue(surplus)
        )
    elif surplus:
        return Unknown(f"{function.describe()} is called with too many arguments")
    for parameter in [*positional, *parameters.kwonlyargs]:
        if parameter.arg in left and parameter.arg not in bound:
            bound[parameter.arg] = left.pop(parameter.arg)
    if parameters.kwarg is not None:
        bound[parameters.kwarg.arg] = (
            Unknown("a starred argument is not known")
            if arguments.open
            else DictValue([(Constant(name), value) for name, value in left.items()])
        )
    elif left:
        return Unknown(f"{function.describe()} has no parameter '{next(iter(left))}'")
    for name, default in defaults_of(function).items():
        if name not in bound:
            bound[name] = Unknown(f"'{name}' may be given") if arguments.open else default
    for parameter in [*positional, *parameters.kwonlyargs]:
        if parameter.arg not in bound and not arguments.open:
            return Unknown(f"{function.describe()} is called without '{parameter.arg}'")
        bound.setdefault(parameter.arg, Unknown("a starred argument is not known"))
    for name, value in bound.items():
        machine.write(scope, name, supply.parameter(function.node, name, value, machine))
    scope.first_parameter = positional[0].arg if positional else None
    return None


def defaults_of(function: FunctionValue) -> dict[str, Value]:
    """The default values of its parameters, by name."""
    parameters = function.node.args
    positional = [*parameters.posonlyargs, *parameters.args]
    values = function.defaults.positional
    named = positional[len(positional) - len(values) :]
    defaults = {parameter.arg: value for parameter, value in zip(named, values, strict=True)}
    return {**defaults, **function.defaults.keyword_only}


class BoundMethod(Value):
    """A function with its `self`."""

    __slots__ = ("function", "receiver")

    is_method = True

    def __init__(self, function: Value, receiver: Value) -> None:
        self.function = function
        self.receiver = receiver

    def describe(self) -> str:
        return self.function.describe()

    def truth(self, machine: Machine) -> bool | None:
        return True

    def attribute(self, name: str, machine: Machine) -> Value:
        match name:
            case "__self__":
                return self.receiver
            case "__func__":
                return self.function
        return self.function.attribute(name, machine)

    def call(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        return machine.call(self.function, arguments.prepend(self.receiver), site)
