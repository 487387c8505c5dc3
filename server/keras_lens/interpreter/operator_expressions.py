"""How expressions with operators are evaluated: arithmetic, comparisons, conditions."""

from __future__ import annotations

import ast

from keras_lens.interpreter.branches import on_truth
from keras_lens.interpreter.frames import Frame
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import bounded
from keras_lens.interpreter.registry import expression
from keras_lens.interpreter.values import Constant, Unknown, Value

OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.BitXor: "^",
    ast.MatMult: "@",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
}


@expression(ast.BinOp)
def binary(node: ast.BinOp, frame: Frame, machine: Machine) -> Value:
    left = machine.evaluate(node.left, frame)
    right = machine.evaluate(node.right, frame)
    value = machine.operate_at(machine.site(node, frame), OPERATORS[type(node.op)], left, right)
    if isinstance(value, Unknown):
        machine.note_uncertain()
    return value


@expression(ast.UnaryOp)
def unary(node: ast.UnaryOp, frame: Frame, machine: Machine) -> Value:
    operand = machine.evaluate(node.operand, frame)
    if isinstance(node.op, ast.Not):
        truth = operand.truth(machine)
        return Unknown("a condition is not known") if truth is None else Constant(not truth)
    sign = {ast.USub: "-", ast.UAdd: "+", ast.Invert: "~"}[type(node.op)]
    if not isinstance(operand, Constant):
        return operand.negate(sign, machine)
    literal = operand.literal
    if not isinstance(literal, int | float | complex):
        return Unknown(f"'{sign}' fails here")
    if sign == "~":
        return bounded(~literal) if isinstance(literal, int) else Unknown("'~' fails here")
    return bounded(-literal if sign == "-" else +literal)


@expression(ast.Compare)
def compare(node: ast.Compare, frame: Frame, machine: Machine) -> Value:
    left = machine.evaluate(node.left, frame)
    return _compared(left, list(zip(node.ops, node.comparators, strict=True)), frame, machine)


def _compared(
    left: Value, rest: list[tuple[ast.cmpop, ast.expr]], frame: Frame, machine: Machine
) -> Value:
    """A chain of comparisons ends with the first that does not hold."""
    operator, comparator = rest[0]
    right = machine.evaluate(comparator, frame)
    result = machine.operate(OPERATORS[type(operator)], left, right)
    if len(rest) == 1:
        return result
    return on_truth(
        result,
        lambda truth, one: _compared(right, rest[1:], frame, machine) if truth else one,
        machine,
    )


@expression(ast.BoolOp)
def boolean(node: ast.BoolOp, frame: Frame, machine: Machine) -> Value:
    decisive = isinstance(node.op, ast.Or)

    def part(index: int) -> Value:
        value = machine.evaluate(node.values[index], frame)
        if index == len(node.values) - 1:
            return value
        return on_truth(
            value, lambda truth, one: one if truth is decisive else part(index + 1), machine
        )

    return part(0)


@expression(ast.IfExp)
def conditional(node: ast.IfExp, frame: Frame, machine: Machine) -> Value:
    return on_truth(
        machine.evaluate(node.test, frame),
        lambda truth, _: machine.evaluate(node.body if truth else node.orelse, frame),
        machine,
    )
