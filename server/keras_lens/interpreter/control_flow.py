"""How `if` is run."""

from __future__ import annotations

import ast

from keras_lens.interpreter.branches import branch
from keras_lens.interpreter.frames import Completion, Frame
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.registry import statement


@statement(ast.If)
def if_(node: ast.If, frame: Frame, machine: Machine) -> Completion | None:
    return branch(
        machine.evaluate(node.test, frame),
        lambda truth: machine.execute(node.body if truth else node.orelse, frame),
        frame,
        machine,
    )
