"""Methods of models as Keras 1 and 2 had them, called in today's terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.reach import Certainty
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.legacy.calls import Callee, may_be_old, todays_call
from keras_lens.models.legacy.methods import (
    CLASSES_OF_ONE,
    CLASSES_OF_SEVERAL,
    GONE,
    MODEL,
    PARAMETERS,
    RENAMED,
)
from keras_lens.models.legacy.translation import NotKnown
from keras_lens.models.legacy.uses import OldUse
from keras_lens.models.tensors import TensorValue

if TYPE_CHECKING:
    from keras_lens.models.networks.model import ModelValue

Method = Callable[["ModelValue", Arguments, Site, Machine], Value]
_CLASSES = "predict_classes"


def old_method(
    model: ModelValue, name: str, methods: dict[str, Method], machine: Machine
) -> Value | None:
    """`model.fit_generator` and its like; None where it is no old method, or where the program
    is prepared for it not to be there."""
    if machine.guards:
        return None
    if name in GONE:
        return Native(
            f"{model.name}.{name}", lambda _, site, machine: _gone(model, name, site, machine)
        )
    if name not in RENAMED:
        return None
    method = methods[RENAMED[name]]

    def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
        result = call_in_todays_terms(RENAMED[name], method, model, arguments, site, machine, name)
        return _classes(model, result, site, machine) if name == _CLASSES else result

    return Native(f"{model.name}.{name}", call)


def call_in_todays_terms(
    name: str,
    method: Method,
    model: ModelValue,
    arguments: Arguments,
    site: Site,
    machine: Machine,
    old: str | None = None,
) -> Value:
    """`model.name(...)`, which may have been written for an older Keras; `old` is the method's
    name where it had another one."""
    path = MODEL + (
        old if old in ("fit_generator", "evaluate_generator", "predict_generator") else name
    )
    callee = Callee(path, PARAMETERS.get(name, ()), old=None if old is None else MODEL + old)
    session = model.session
    if not may_be_old(callee, arguments, session):
        return method(model, arguments, site, machine)
    after = _after(model) if old == _CLASSES else "{}"
    try:
        today = todays_call(
            replace(callee, after=after, new=MODEL + name), arguments, site, session, machine
        )
    except NotKnown as reason:
        return Unknown(f"what `{old or name}` gives is not known: {reason}")
    given = arguments if today is None else today.arguments
    return method(model, given, site, machine)


def _gone(model: ModelValue, name: str, site: Site, machine: Machine) -> Value:
    use = OldUse(
        site, "method", MODEL + name, advice=GONE[name],
        certain=machine.certainty is Certainty.SURE,
    )  # fmt: skip
    model.session.note_old(use, machine)
    machine.note_uncertain()
    return Unknown(f"Keras has no `{name}` any more")


def _units(model: ModelValue) -> int | None:
    """The last size of the model's only output."""
    content = model.known_content()
    output = None if content is None else content.output
    if not isinstance(output, TensorValue) or not output.term.shape:
        return None
    size = output.term.shape[-1]
    return size if isinstance(size, int) else None


def _after(model: ModelValue) -> str | None:
    units = _units(model)
    if units is None:
        return None
    return CLASSES_OF_SEVERAL if units > 1 else CLASSES_OF_ONE


def _classes(model: ModelValue, predicted: Value, site: Site, machine: Machine) -> Value:
    """What `predict_classes` makes of the predictions."""
    units = _units(model)
    if units is None:
        return Unknown("how many units the model has is not known")
    if units > 1:
        axis = Arguments((), {"axis": Constant(-1)})
        return predicted.attribute("argmax", machine).call(axis, site, machine)
    dtype = Arguments((Constant("int32"),))
    return predicted.attribute("astype", machine).call(dtype, site, machine)
