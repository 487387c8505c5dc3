"""How simple statements and definitions are run."""

from __future__ import annotations

import ast

from keras_lens.interpreter import supply
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.classes import ClassValue
from keras_lens.interpreter.exceptions import EXCEPTIONS, ExceptionValue
from keras_lens.interpreter.expressions import evaluate_defaults
from keras_lens.interpreter.frames import Completion, Frame, Leave
from keras_lens.interpreter.functions import FunctionValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.names import assign, bind
from keras_lens.interpreter.operator_expressions import OPERATORS
from keras_lens.interpreter.registry import statement
from keras_lens.interpreter.scopes import Scope
from keras_lens.interpreter.subclassing import finish_class
from keras_lens.interpreter.values import NONE, Value


@statement(ast.Expr)
def expression_statement(node: ast.Expr, frame: Frame, machine: Machine) -> None:
    machine.evaluate(node.value, frame)


@statement(ast.Assign)
def assignment(node: ast.Assign, frame: Frame, machine: Machine) -> None:
    value = machine.evaluate(node.value, frame)
    for target in node.targets:
        assign(target, value, frame, machine)


@statement(ast.AnnAssign)
def annotated_assignment(node: ast.AnnAssign, frame: Frame, machine: Machine) -> None:
    if node.value is not None:
        assign(node.target, machine.evaluate(node.value, frame), frame, machine)


@statement(ast.AugAssign)
def augmented_assignment(node: ast.AugAssign, frame: Frame, machine: Machine) -> None:
    operator = OPERATORS[type(node.op)]

    def made(old: Value, added: Value) -> Value:
        machine.operator_site = machine.site(node.value, frame)
        result = augmented(operator, old, added, machine)
        machine.operator_site = None
        return supply.bound(node.target, result, machine)

    match node.target:
        case ast.Name(id=name):
            old = machine.evaluate(ast.copy_location(ast.Name(name, ast.Load()), node), frame)
            added = machine.evaluate(node.value, frame)
            bind(name, made(old, added), frame, machine)
        case ast.Attribute(value=part, attr=name):
            owner, name = machine.evaluate(part, frame), frame.scope.private(name)
            old = owner.attribute(name, machine)
            added = machine.evaluate(node.value, frame)
            owner.set_attribute(name, made(old, added), machine)
        case ast.Subscript(value=part, slice=place):
            owner, index = machine.evaluate(part, frame), machine.evaluate(place, frame)
            old = owner.item(index, machine)
            added = machine.evaluate(node.value, frame)
            owner.set_item(index, made(old, added), machine)


def augmented(operator: str, old: Value, added: Value, machine: Machine) -> Value:
    """What `old operator= added` makes of a name for `old`."""

    def one(value: Value) -> Value:
        operand = machine.resolve(added)
        augmented = value.augment(operator, operand, machine)
        return augmented or machine.operate(operator, value, operand)

    return machine.each_way(old, one)


@statement(ast.Return)
def return_(node: ast.Return, frame: Frame, machine: Machine) -> Completion:
    value = NONE if node.value is None else machine.evaluate(node.value, frame)
    return Completion(Leave.RETURN, value)


@statement(ast.Break)
def break_(node: ast.Break, frame: Frame, machine: Machine) -> Completion:
    return Completion(Leave.BREAK)


@statement(ast.Continue)
def continue_(node: ast.Continue, frame: Frame, machine: Machine) -> Completion:
    return Completion(Leave.CONTINUE)


@statement(ast.Global)
def global_(node: ast.Global, frame: Frame, machine: Machine) -> None:
    frame.scope.declared_global.update(node.names)


@statement(ast.Nonlocal)
def nonlocal_(node: ast.Nonlocal, frame: Frame, machine: Machine) -> None:
    frame.scope.declared_nonlocal.update(node.names)


@statement(ast.Delete)
def delete(node: ast.Delete, frame: Frame, machine: Machine) -> None:
    for target in node.targets:
        match target:
            case ast.Name(id=name):
                machine.write(frame.scope.owner_for_binding(name), name, None)
            case ast.Attribute(value=owner, attr=name):
                private = frame.scope.private(name)
                machine.evaluate(owner, frame).delete_attribute(private, machine)
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                delete(ast.Delete(parts), frame, machine)
            case ast.Subscript(value=container, slice=index):
                machine.evaluate(container, frame).delete_item(
                    machine.evaluate(index, frame), machine
                )


@statement(ast.Assert)
def assert_(node: ast.Assert, frame: Frame, machine: Machine) -> Completion | None:
    truth = machine.evaluate(node.test, frame).truth(machine)
    if truth is None:
        machine.note_uncertain()
    if truth is not False or not machine.guards:
        return None
    return Completion(Leave.RAISE, ExceptionValue(EXCEPTIONS["AssertionError"], open=True))


@statement(ast.FunctionDef, ast.AsyncFunctionDef)
def function_definition(
    node: ast.FunctionDef | ast.AsyncFunctionDef, frame: Frame, machine: Machine
) -> None:
    decorators = [machine.evaluate(decorator, frame) for decorator in node.decorator_list]
    function = FunctionValue(node, frame.file, frame.scope, evaluate_defaults(node, frame, machine))
    machine.functions_defined.append(function)
    bind(node.name, _decorated(function, decorators, node, frame, machine), frame, machine)


@statement(ast.ClassDef)
def class_definition(node: ast.ClassDef, frame: Frame, machine: Machine) -> None:
    bases = tuple(machine.evaluate(base, frame) for base in node.bases)
    keywords = {
        keyword.arg or "": machine.evaluate(keyword.value, frame) for keyword in node.keywords
    }
    decorators = [machine.evaluate(decorator, frame) for decorator in node.decorator_list]
    body = Frame(frame.file, Scope("class", frame.scope))
    body.scope.title = node.name
    machine.execute(node.body, body)
    cls = ClassValue(node.name, bases, body.scope, _is_transformed(node), _fields_in(node))
    body.scope.defines = cls
    finish_class(cls, keywords, machine)
    bind(node.name, _decorated(cls, decorators, node, frame, machine), frame, machine)


def _is_transformed(node: ast.ClassDef) -> bool:
    """Whether the class statement says more than the bases, and not only that it is abstract."""
    return any(
        keyword.arg != "metaclass" or not ast.unparse(keyword.value).endswith("ABCMeta")
        for keyword in node.keywords
    )


def _fields_in(node: ast.ClassDef) -> tuple[str, ...]:
    return tuple(
        part.target.id
        for part in node.body
        if isinstance(part, ast.AnnAssign)
        and isinstance(part.target, ast.Name)
        and "ClassVar" not in ast.unparse(part.annotation)
    )


def _decorated(
    value: Value,
    decorators: list[Value],
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef,
    frame: Frame,
    machine: Machine,
) -> Value:
    for decorator, expression in reversed(list(zip(decorators, node.decorator_list, strict=True))):
        value = machine.call(decorator, Arguments((value,)), machine.site(expression, frame))
    return value
