"""`contextlib`."""

from __future__ import annotations

from collections.abc import Callable

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.branches import run_path
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.exceptions import Abandoned, Raised
from keras_lens.interpreter.frames import Completion, Frame, Leave
from keras_lens.interpreter.functions import BoundMethod
from keras_lens.interpreter.guarding import suppress
from keras_lens.interpreter.iterators import ElementsNotKnown, GeneratorIterator
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.standard_library.registry import function
from keras_lens.interpreter.types import is_caught_by
from keras_lens.interpreter.values import NONE, Surrounding, Unknown, Value
from keras_lens.interpreter.verdicts import any_holds

Block = Callable[[Value], "Completion | None"]


class ContextFactory(Native):
    """A function under `contextlib.contextmanager`."""

    def __init__(self, function: Value) -> None:
        super().__init__("context manager", self._call)
        self._function = function

    def _call(self, given: Arguments, site: Site, machine: Machine) -> Value:
        generator = machine.call(self._function, given, site)
        if isinstance(generator, GeneratorIterator):
            return GeneratorContext(generator)
        return Unknown("what the context manager does is not known")

    def bound_to(self, receiver: Value, machine: Machine) -> Value:
        return BoundMethod(self, receiver)


class GeneratorContext(Value):
    """A context manager made of a generator: the block runs at its `yield`."""

    def __init__(self, generator: GeneratorIterator) -> None:
        self._generator = generator

    def describe(self) -> str:
        return "a context manager"

    def surrounding(self, machine: Machine) -> Surrounding | None:
        def run(block: Block, frame: Frame) -> Completion | None:
            ends: list[Completion | None] = []

            def visit(value: Value) -> None:
                completion = block(value)
                if completion is not None and completion.leave is Leave.RAISE and machine.guards:
                    raise Raised(completion.value or Unknown("the exception is not known"))
                if completion is not None and completion.leave is Leave.ABANDON:
                    raise Abandoned
                ends.append(completion)

            try:
                completion = run_path(lambda: self._generator.push(visit, machine))
            except ElementsNotKnown as reason:
                return block(Unknown(str(reason)))
            if completion is not None or not ends:
                return completion
            if len(ends) > 1 and any(end is not None for end in ends):
                return block(Unknown("the context manager has several ways"))
            return ends[0]

        return run


@function("contextlib.contextmanager")
def contextmanager(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return ContextFactory(first(arguments))


class EnteringValue(Value):
    """A context manager that gives a value, and does nothing more."""

    def __init__(self, value: Value) -> None:
        self._value = value

    def enter(self, machine: Machine) -> Value:
        return self._value


@function("contextlib.nullcontext")
def nullcontext(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return EnteringValue(arguments.get(0, "enter_result") or NONE)


@function("contextlib.closing")
def closing(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return EnteringValue(first(arguments))


class SuppressValue(Value):
    """`contextlib.suppress(...)`: after an exception it goes on behind the block."""

    def __init__(self, kinds: tuple[Value, ...]) -> None:
        self._kinds = kinds

    def surrounding(self, machine: Machine) -> Surrounding | None:
        def run(block: Block, frame: Frame) -> Completion | None:
            return suppress(lambda: block(NONE), self._catches, frame, machine)

        return run

    def _catches(self, raised: Value | None, machine: Machine) -> bool | None:
        return any_holds(is_caught_by(raised, kind, machine) for kind in self._kinds)


@function("contextlib.suppress")
def suppress_(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return SuppressValue(arguments.positional)
