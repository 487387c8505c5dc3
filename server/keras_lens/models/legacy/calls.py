"""Calls of old Keras in the program: they are noted, and told in today's terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from keras_lens.evaluation.outcomes import Parameter
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.reach import Certainty
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Constant, Value
from keras_lens.models.legacy.translation import (
    NotKnown,
    Translation,
    in_todays_terms,
    old_arguments,
    translate_merge,
)
from keras_lens.models.legacy.uses import CallPlan, Given, Joined, OldUse, Source, Written
from keras_lens.models.session import KerasSession

_UNKNOWN_UNITS = "how many units the model has is not known"
MERGE = "keras.layers.merge"
_SIZES_OF_A_KERNEL = {"keras.layers.Conv2D": 2, "keras.layers.Conv3D": 3}


@dataclass(frozen=True)
class TodaysCall:
    """batch_shape: of the input in front of the layer, where the old call gave it."""

    path: str
    arguments: Arguments
    batch_shape: Value | None = None


@dataclass(frozen=True)
class Callee:
    """What is called: its path, and its name of old where it had another.

    new: its path of today, where `path` is that of the old arguments. after: what is made of the
    call (`CallPlan.after`), None where that is not certain.
    """

    path: str
    parameters: Sequence[Parameter] = ()
    is_layer: bool = False
    old: str | None = None
    new: str | None = None
    after: str | None = "{}"

    @property
    def kind(self) -> str:
        """The kind of its uses."""
        if self.path.startswith("keras.Model."):
            return "argument" if self.old is None else "method"
        return "argument"


def may_be_old(callee: Callee, arguments: Arguments, session: KerasSession) -> bool:
    """Whether a call has to be looked at: most have not."""
    if callee.old is not None:
        return True
    old = old_arguments(callee.path, callee.is_layer)
    is_old_kernel = len(arguments.positional) > 2 and (
        session.is_of_keras_1 or _is_kernel_by_place(callee, arguments, session)
    )
    return is_old_kernel or not old.names().isdisjoint(arguments.keywords)


def _is_kernel_by_place(callee: Callee, arguments: Arguments, session: KerasSession) -> bool:
    """Whether it is `Convolution2D(64, 3, 3)` in a program that imports what is gone: until
    Keras 2.3 the numbers were the kernel (`keras/legacy/interfaces.py` at 2.2.4), and those who
    had later versions wrote `Conv2D`."""
    count = _SIZES_OF_A_KERNEL.get(callee.path)
    if count is None or not session.names_convolutions_of_keras_1:
        return False
    sizes = [
        size.literal if isinstance(size, Constant) else None for size in arguments.positional[1:]
    ]
    first = sizes[0] if len(sizes) == count else None
    if not isinstance(first, int) or first < 2 or any(size != first for size in sizes):
        return False
    return any(
        use.kind == "import" and use.old.startswith("keras.") for use in session.recorder.old_uses
    )


def todays_call(
    callee: Callee, arguments: Arguments, site: Site, session: KerasSession, machine: Machine
) -> TodaysCall | None:
    """The call in today's terms; None where it is one of today. Raises NotKnown."""
    if machine.guards or arguments.open:
        if callee.old is not None:
            raise NotKnown("it is not in the installed Keras")
        return None

    def literal(source: Source) -> object:
        return _literal(source, arguments)

    if _is_kernel_by_place(callee, arguments, session):
        session.is_of_keras_1 = True
    if callee.old == MERGE:
        return _merged(arguments, literal, site, session, machine)
    found = in_todays_terms(
        callee.path,
        callee.is_layer,
        callee.parameters,
        len(arguments.positional),
        list(arguments.keywords),
        literal,
        session.is_of_keras_1,
        callee.old is not None,
    )
    if found is None:
        return None
    if found.is_of_keras_1 and not session.is_of_keras_1:
        session.is_of_keras_1 = True
    _note(callee, found, site, session, machine)
    if found.plan is None:
        raise NotKnown(found.reason)
    return _carried_out(found.plan, arguments)


def _note(
    callee: Callee, found: Translation, site: Site, session: KerasSession, machine: Machine
) -> None:
    plan, new = found.plan, callee.new or callee.path
    if plan is not None:
        is_certain = callee.after is not None
        plan = replace(plan, path=new, after=callee.after or "{}") if is_certain else None
    is_method = callee.kind == "method"
    if not is_method and plan is not None and not found.renamed and _is_as_given(plan):
        return
    use = OldUse(
        site,
        callee.kind,
        callee.old or callee.path,
        new,
        renamed=found.renamed,
        plan=plan,
        since=found.since,
        advice=found.reason or ("" if plan is not None else _UNKNOWN_UNITS),
        raises=found.raises,
        certain=machine.certainty is Certainty.SURE,
    )
    session.note_old(use, machine)


def _is_as_given(plan: CallPlan) -> bool:
    """Whether the call has the arguments that it had."""
    return all(
        one.source == Given(index if one.name is None else one.name)
        for index, one in enumerate(plan.arguments)
    )


def _merged(
    arguments: Arguments, literal: object, site: Site, session: KerasSession, machine: Machine
) -> TodaysCall:
    """`merge([a, b], mode="concat")` of Keras 1."""
    plan, reason = None, ""
    try:
        plan = translate_merge(
            list(arguments.keywords),
            len(arguments.positional),
            lambda source: _literal(source, arguments),
        )
    except NotKnown as problem:
        reason = str(problem)
    new = None if plan is None else plan.path
    use = OldUse(
        site, "argument", MERGE, new, plan=plan, since="Keras 2", advice=reason,
        certain=machine.certainty is Certainty.SURE,
    )  # fmt: skip
    session.note_old(use, machine)
    session.is_of_keras_1 = True
    if plan is None:
        raise NotKnown(reason)
    return _carried_out(plan, arguments)


def _carried_out(plan: CallPlan, arguments: Arguments) -> TodaysCall:
    positional = [_value(one.source, arguments) for one in plan.arguments if one.name is None]
    keywords = {
        one.name: _value(one.source, arguments) for one in plan.arguments if one.name is not None
    }
    shape = None if plan.batch_shape is None else _value(plan.batch_shape, arguments)
    return TodaysCall(plan.path, Arguments(tuple(positional), keywords), shape)


def _value(source: Source, arguments: Arguments) -> Value:
    match source:
        case Given(key=int(index)):
            return arguments.positional[index]
        case Given(key=str(name)):
            return arguments.keywords[name]
        case Written(literal=bool() | int() | float() | str() | None as literal):
            return Constant(literal)
        case Joined(parts=parts):
            return TupleValue([_value(part, arguments) for part in parts])
    raise NotKnown("it cannot be written")


def _literal(source: Source, arguments: Arguments) -> object:
    value = _value(source, arguments)
    if not isinstance(value, Constant):
        raise NotKnown("an argument on which it depends is not known")
    return value.literal
