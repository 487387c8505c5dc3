"""How each kind of expression and statement is done.

The modules that know it register their functions here; the machine finds the function by the
node's type.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, TypeVar

if TYPE_CHECKING:
    from keras_lens.interpreter.frames import Completion, Frame
    from keras_lens.interpreter.machine import Machine
    from keras_lens.interpreter.values import Value

ExpressionRule: TypeAlias = "Callable[[ast.expr, Frame, Machine], Value]"
StatementRule: TypeAlias = "Callable[[ast.stmt, Frame, Machine], Completion | None]"
AnyRule = TypeVar("AnyRule", bound=Callable[..., object])

EXPRESSIONS: dict[type[ast.AST], ExpressionRule] = {}
STATEMENTS: dict[type[ast.AST], StatementRule] = {}


def expression(*kinds: type[ast.AST]) -> Callable[[AnyRule], AnyRule]:
    """Registers how expressions of these kinds are evaluated."""

    def register(rule: AnyRule) -> AnyRule:
        for kind in kinds:
            EXPRESSIONS[kind] = rule  # type: ignore[assignment]
        return rule

    return register


def statement(*kinds: type[ast.AST]) -> Callable[[AnyRule], AnyRule]:
    """Registers how statements of these kinds are run."""

    def register(rule: AnyRule) -> AnyRule:
        for kind in kinds:
            STATEMENTS[kind] = rule  # type: ignore[assignment]
        return rule

    return register
