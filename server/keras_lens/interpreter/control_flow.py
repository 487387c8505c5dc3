"""How `if` is run."""

from __future__ import annotations

import ast

from keras_lens.interpreter.branches import one_of
from keras_lens.interpreter.frames import Completion, Frame
from keras_lens.interpreter.machine import Machine, statement


@statement(ast.If)
def if_(node: ast.If, frame: Frame, machine: Machine) -> Completion | None:
    truth = machine.evaluate(node.test, frame).truth(machine)
    if truth is not None:
        return machine.execute(node.body if truth else node.orelse, frame)
    return one_of(
        [
            lambda: machine.execute(node.body, frame),
            lambda: machine.execute(node.orelse, frame),
        ],
        frame,
        machine,
    )
