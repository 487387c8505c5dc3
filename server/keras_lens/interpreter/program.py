"""A whole program: its module's code, then the functions that nobody called."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from keras_lens.interpreter import (  # noqa: F401  (they register what the machine can do)
    builtins,
    control_flow,
    expressions,
    imports,
    literals,
    loops,
    matching,
    operators,
    standard_library,
    statements,
    trying,
)
from keras_lens.interpreter.budget import BudgetExceeded
from keras_lens.interpreter.functions import FunctionValue, run_body
from keras_lens.interpreter.iterators import Visitor, run_until
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.modules import FoundModule, ModuleValue, run_module
from keras_lens.interpreter.scopes import Scope
from keras_lens.interpreter.symbols import SymbolValue
from keras_lens.interpreter.values import Unknown, Value

_ELEMENTS_OF_UNCALLED = 3


def run_program(machine: Machine, finished: Callable[[bool], None]) -> None:
    """Interprets the machine's file, and the modules that it imports.

    First the module's own code, then every function that was not called on the way, each on
    its own from the state that the module leaves. `finished` is called at the end of each
    of these runs, before its effects are forgotten; False says that the run ended early
    because it is too long.
    """
    if not _bounded(lambda: _run_main_module(machine), finished):
        return
    index = 0
    while index < len(machine.functions_defined):
        function = machine.functions_defined[index]
        index += 1
        if function.file is not machine.file or id(function.node) in machine.functions_called:
            continue
        mark = machine.journal.mark()
        if not _bounded(partial(_call_uncalled, function, machine), finished):
            return
        machine.journal.roll_back(mark)


def _run_main_module(machine: Machine) -> None:
    scope = Scope("module", None)
    identity = machine.finder.identity_of(machine.file)
    found = FoundModule(identity, "__main__", machine.file, None)
    machine.write(machine.modules, identity, ModuleValue(found, scope))
    run_module(scope, machine.file, machine)


def _bounded(run: Callable[[], object], finished: Callable[[bool], None]) -> bool:
    try:
        run()
    except BudgetExceeded:
        finished(False)
        return False
    finished(True)
    return True


def _call_uncalled(function: FunctionValue, machine: Machine) -> None:
    """Runs a function with its defaults; other parameters are unknown."""
    machine.functions_called.add(id(function.node))
    machine.leaves_sizes_open = True
    scope = Scope("function", function.scope)
    parameters = function.node.args
    named = [*parameters.posonlyargs, *parameters.args]
    defaults = function.defaults
    for parameter in [*named, *parameters.kwonlyargs]:
        machine.write(scope, parameter.arg, SymbolValue.of_parameter(parameter.arg))
    for starred in (parameters.vararg, parameters.kwarg):
        if starred is not None:
            unknown = Unknown(f"'{starred.arg}' is a parameter of a function that is not called")
            machine.write(scope, starred.arg, unknown)
    with_default = named[len(named) - len(defaults.positional) :]
    for parameter, value in zip(with_default, defaults.positional, strict=True):
        machine.write(scope, parameter.arg, value)
    for name, value in defaults.keyword_only.items():
        machine.write(scope, name, value)
    scope.first_parameter = named[0].arg if named else None
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
