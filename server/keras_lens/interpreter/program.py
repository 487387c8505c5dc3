"""A whole program: its module's code, then the functions that nobody called."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from keras_lens.interpreter import (  # noqa: F401  (they register what the machine can do)
    builtins,
    control_flow,
    expressions,
    formatted_strings,
    imports,
    literals,
    loops,
    matching,
    operator_expressions,
    operators,
    standard_library,
    statements,
    trying,
    with_blocks,
    yields,
)
from keras_lens.interpreter.budget import BudgetExceeded
from keras_lens.interpreter.functions import FunctionValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.modules import FoundModule, ModuleValue, run_module
from keras_lens.interpreter.scopes import Scope
from keras_lens.interpreter.uncalled import run_uncalled


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
        in_doubt = False

        def run(function: FunctionValue = function) -> None:
            nonlocal in_doubt
            run_uncalled(function, machine)
            in_doubt = machine.doubts.depend_on_defaults

        if not _bounded(run, finished):
            return
        machine.journal.roll_back(mark)
        if in_doubt:
            _run_without_defaults(function, machine)
            machine.journal.roll_back(mark)


def _run_without_defaults(function: FunctionValue, machine: Machine) -> None:
    with machine.unseen(), machine.doubts.confirming(), suppress(BudgetExceeded):
        run_uncalled(function, machine, with_defaults=False)


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
