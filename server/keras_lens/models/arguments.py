"""Arguments of the program as terms: what the evaluator is told of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from keras_lens.evaluation.outcomes import Parameter
from keras_lens.evaluation.terms import (
    CallTerm,
    DictTerm,
    EllipsisTerm,
    ListTerm,
    ReferenceTerm,
    SliceTerm,
    StandInTerm,
    Term,
    TupleTerm,
)
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import (
    DictValue,
    ListValue,
    SetValue,
    SliceValue,
    TupleValue,
)
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.symbols import SymbolValue
from keras_lens.interpreter.values import Constant, Unknown, Value

HARMLESS = re.compile(
    r"(^|_)(activation|initializer|regularizer|constraint|seed|weights)$"
    r"|^(rate|dropout|recurrent_dropout|dropout_rate|stddev|momentum|epsilon|negative_slope)$"
)
"""Parameters that change neither a shape nor a count: a value that is not known may stand
there (`keras.layers`' constructors, Keras 3)."""


class NotExpressible(Exception):
    """A value that cannot be told to the evaluator; the message says why, as a clause."""


ModelledTerm: TypeAlias = "Callable[[Value], Term | None]"
WriteArgument: TypeAlias = "Callable[[Value, Machine], Term]"


class TermWriter:
    """Writes values as terms.

    modelled: the term of a value that only Keras's models know (layers, tensors, objects),
        None for any other. Raises NotExpressible itself where such a value has no term.
    """

    def __init__(self, modelled: ModelledTerm) -> None:
        self._modelled = modelled

    def term(self, value: Value, machine: Machine) -> Term:
        """The term of `value`. Raises NotExpressible."""
        if isinstance(value, Constant):
            return _literal(value)
        modelled = self._modelled(value)
        if modelled is not None:
            return modelled
        match value:
            case LibraryReference(path=path):
                return ReferenceTerm(path)
            case SliceValue():
                parts = (value.start, value.stop, value.step)
                return SliceTerm(*(self.term(part, machine) for part in parts))
            case SetValue():
                raise NotExpressible("a set has no order")
            case DictValue():
                pairs = value.pairs()
                if pairs is None:
                    raise NotExpressible("what is in the dictionary is not known")
                return DictTerm(
                    tuple((self.term(key, machine), self.term(one, machine)) for key, one in pairs)
                )
            case ListValue() | TupleValue():
                items = value.elements(machine)
                if items is None:
                    raise NotExpressible("what is in the list is not known")
                terms = _open_sizes(items) or tuple(self.term(item, machine) for item in items)
                return TupleTerm(terms) if isinstance(value, TupleValue) else ListTerm(terms)
            case Unknown(reason=reason) | SymbolValue(reason=reason):
                raise NotExpressible(reason)
        raise NotExpressible(f"it is {value.describe()}")

    def number(self, value: Value, machine: Machine) -> Term:
        """The term of a value that is a number if it is not known, as far as can be seen: the
        answers have to be checked for that. Raises NotExpressible."""
        return value.size if isinstance(value, SymbolValue) else self.term(value, machine)

    def call(
        self,
        path: str,
        arguments: Arguments,
        parameters: Sequence[Parameter],
        machine: Machine,
        leave_out: frozenset[str] = frozenset(),
        write: WriteArgument | None = None,
    ) -> CallTerm:
        """The term of a call of the library's `path`.

        leave_out: keywords that are not told. write: `term` or `number`. Raises NotExpressible,
        naming the parameter.
        """
        write = write or self.term
        if arguments.open:
            raise NotExpressible("a starred argument is not known")
        args = tuple(
            self._argument(_name_at(index, parameters), value, write, machine)
            for index, value in enumerate(arguments.positional)
        )
        kwargs = tuple(
            (name, self._argument(name, value, write, machine))
            for name, value in sorted(arguments.keywords.items())
            if name not in leave_out
        )
        return CallTerm(path, args, kwargs)

    def _argument(self, name: str, value: Value, write: WriteArgument, machine: Machine) -> Term:
        if isinstance(value, SymbolValue) and HARMLESS.search(name):
            return StandInTerm(name)
        try:
            return write(value, machine)
        except NotExpressible as problem:
            if HARMLESS.search(name):
                return StandInTerm(name)
            raise NotExpressible(f"`{name}` is not known: {problem}") from None


def _literal(constant: Constant) -> Term:
    """The term of a literal. Raises NotExpressible."""
    literal = constant.literal
    if literal is None or isinstance(literal, bool | int | float | str):
        return literal
    if literal is ...:
        return EllipsisTerm()
    raise NotExpressible(f"it is {constant.describe()}")


def _name_at(index: int, parameters: Sequence[Parameter]) -> str:
    """The name of the parameter that a positional argument is for."""
    if index < len(parameters) and parameters[index].kind.startswith("POSITIONAL"):
        return parameters[index].name
    return f"argument {index + 1}"


def _open_sizes(items: Sequence[Value]) -> tuple[Term, ...] | None:
    """The terms of a shape in which a size is left open; None of anything else."""
    sizes: list[Term] = []
    for item in items:
        match item:
            case SymbolValue(size=size):
                sizes.append(size)
            case Constant(literal=None | int() as literal):
                sizes.append(literal)
            case _:
                return None
    return tuple(sizes)
