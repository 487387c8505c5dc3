"""Notes of calls that Keras refuses: which of them say something about the program."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from keras_lens.evaluation.open_sizes import symbols_in
from keras_lens.evaluation.outcomes import ApiEntry, Outcome, Refusal
from keras_lens.evaluation.terms import CallArguments, CallTerm
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.reach import Certainty
from keras_lens.interpreter.sites import Site
from keras_lens.models.records import RefusedCall
from keras_lens.models.tensor_structures import is_symbolic, tensors_in
from keras_lens.models.tensors import TensorValue

if TYPE_CHECKING:
    from keras_lens.models.layers.callable_layer import CallableLayer
    from keras_lens.models.networks.model import ModelValue
    from keras_lens.models.session import KerasSession

_OF_THE_MACHINE = frozenset(
    {
        "ImportError", "ModuleNotFoundError", "FileNotFoundError", "OSError", "PermissionError",
        "MemoryError", "ResourceExhaustedError", "RecursionError", "InternalError",
        "UnimplementedError", "URLError", "HTTPError", "IsADirectoryError", "NotADirectoryError",
        "UnicodeDecodeError", "SystemExit", "KeyboardInterrupt",
    }
)  # fmt: skip
"""Exceptions that tell of the computer on which Keras was asked."""

_NAMED = ("POSITIONAL_OR_KEYWORD", "KEYWORD_ONLY")
LAYER_INPUT_WORDS = "is incompatible with the layer: expected "


def note_constructor(
    class_name: str,
    made: CallTerm,
    entry: ApiEntry,
    outcome: Outcome,
    site: Site,
    session: KerasSession,
    machine: Machine,
) -> None:
    """Making a layer."""
    if not isinstance(outcome, Refusal) or symbols_in(made):
        return
    if "<KerasTensor" in outcome.message:
        return  # the program has a number there
    names = (one.name for one in entry.parameters if one.kind in _NAMED and one.name != "self")
    call = RefusedCall(
        site,
        "constructor",
        class_name,
        site,
        None,
        made,
        None,
        (),
        outcome,
        machine.certainty,
        parameters=tuple(names),
    )
    _note(call, session)


def note_layer(
    layer: CallableLayer,
    made: CallTerm | None,
    given: CallArguments,
    arguments: Arguments,
    outcome: Outcome,
    site: Site,
    model: ModelValue | None,
    machine: Machine,
) -> None:
    """Calling a layer."""
    if not isinstance(outcome, Refusal):
        return
    open_sizes = symbols_in(given) or symbols_in(made)
    if open_sizes and LAYER_INPUT_WORDS not in outcome.message:
        return
    if _has_open_axes(arguments, machine):
        return
    session = layer.session
    if model is not None and model.key <= session.last_key_before_run:
        return  # a function that nobody calls may be called before the module does its last
    tensors = [tensor for value in arguments.all_values() for tensor in tensors_in(value, machine)]
    call = RefusedCall(
        site,
        "layer",
        layer.class_name,
        layer.constructor,
        layer.name,
        made,
        given,
        tuple(tensor.record() for tensor in tensors),
        outcome,
        machine.certainty,
        None if model is None else model.key,
    )
    _note(call, session)


def note_function(
    made: CallTerm,
    arguments: Arguments,
    outcome: Outcome,
    site: Site | None,
    session: KerasSession,
    machine: Machine,
) -> None:
    """Calling a function, or an operator, on tensors."""
    if not isinstance(outcome, Refusal) or symbols_in(made) or _has_open_axes(arguments, machine):
        return
    if site is None or not hasattr(site.node, "lineno"):
        site = machine.operator_site
    if site is None:
        return
    values = [*arguments.positional, *(value for _, value in sorted(arguments.keywords.items()))]
    tensors = [tensor.record() for value in values for tensor in tensors_in(value, machine)]
    call = RefusedCall(
        site,
        "function",
        made.path,
        site,
        None,
        made,
        None,
        tuple(tensors),
        outcome,
        machine.certainty,
    )
    _note(call, session)


def note_model(
    class_name: str,
    refusal: Refusal,
    name: str | None,
    site: Site,
    session: KerasSession,
    machine: Machine,
    constructor: Site | None = None,
) -> None:
    """Making a model of what does not go together; `constructor`: of the layer that does not."""
    call = RefusedCall(
        site,
        "model",
        class_name,
        constructor or site,
        name,
        None,
        None,
        (),
        refusal,
        machine.certainty,
    )
    _note(call, session)


def note_method(
    name: str,
    refusal: Refusal,
    layer: CallableLayer,
    site: Site,
    machine: Machine,
    made: CallTerm | None = None,
    choices: tuple[str, ...] = (),
) -> None:
    """Calling a method of a layer or model, or reading an attribute; `made`: with its arguments;
    `choices`: the names that Keras would take there."""
    call = RefusedCall(
        site,
        "method",
        name,
        site,
        layer.name,
        made,
        None,
        (),
        refusal,
        machine.certainty,
        parameters=choices,
    )
    _note(call, layer.session)


def note_saving(
    what: str, refusal: Refusal, file: str, site: Site, session: KerasSession, machine: Machine
) -> None:
    """Saving to a file of a name that tells of no format."""
    made = CallTerm(what, (file,))
    call = RefusedCall(site, "method", what, site, None, made, None, (), refusal, machine.certainty)
    _note(call, session)


def is_refused_surely(machine: Machine) -> bool:
    """Whether what Keras refuses now it refuses when the program runs, as far as a model can tell:
    not what may be caught, nor what depends on a value that was decided elsewhere."""
    return machine.certainty not in (Certainty.CAUGHT, Certainty.POSSIBLE)


def sizes_may_fit(tensor: TensorValue, machine: Machine) -> AbstractContextManager[None]:
    """While it lasts, a model is built for a tensor that the program has: where a size of that is
    not known here, it says nothing that Keras refuses it."""
    is_open = tensor.node is None and None in tensor.term.shape[1:]
    return machine.reach.that_may_catch() if is_open else nullcontext()


def _has_open_axes(arguments: Arguments, machine: Machine) -> bool:
    """Whether an axis is left open of a tensor that is not symbolic: when the program runs, it
    has a size, which may well fit."""
    if is_symbolic(arguments, machine):
        return False
    tensors = (tensor for value in arguments.all_values() for tensor in tensors_in(value, machine))
    return any(None in tensor.term.shape[1:] for tensor in tensors)


def _note(call: RefusedCall, session: KerasSession) -> None:
    if call.refusal.exception in _OF_THE_MACHINE or not hasattr(call.site.node, "lineno"):
        return
    session.recorder.record_refused(call)
