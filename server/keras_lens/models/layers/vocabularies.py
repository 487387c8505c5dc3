"""Layers that look up words: `StringLookup`, `IntegerLookup`, `TextVectorization`.

Where the vocabulary is not known (`layer.adapt(data)`, a file), Keras is asked with two of
different lengths; what both have in common holds for any.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from keras_lens.evaluation.terms import CallTerm, ListTerm, Term
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import ListValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value

if TYPE_CHECKING:
    from keras_lens.models.layers.layer import LayerValue

VOCABULARY = "vocabulary"
NOT_KNOWN = "What it gives depends on its vocabulary, which is not known."
_SIZE = "vocabulary_size"
"""The attribute under which the evaluator tells what the method of that name gives."""
_CHANGING = frozenset({"adapt", "finalize_state", "load_assets", "set_vocabulary"})
_LENGTHS = (1, 2)
_LONGEST = 1000
_UNKNOWN = Unknown("the vocabulary of the layer is not known")


def open_vocabulary(layer: LayerValue, machine: Machine) -> None:
    """Notes that the vocabulary is not known."""
    machine.write(layer, VOCABULARY, _UNKNOWN)


def has_open_vocabulary(layer: LayerValue) -> bool:
    """Whether its vocabulary may be another than that of the call that made it."""
    return VOCABULARY in layer.state


def with_vocabularies(term: CallTerm) -> list[CallTerm]:
    """The layer with vocabularies of different lengths."""
    kept = tuple(pair for pair in term.kwargs if pair[0] not in (VOCABULARY, "idf_weights"))
    is_weighted = ("output_mode", "tf_idf") in kept
    is_of_numbers = term.path.endswith("IntegerLookup")
    terms = []
    for length in _LENGTHS:
        words: tuple[Term, ...] = tuple(
            number + 1 if is_of_numbers else f"word{number}" for number in range(length)
        )
        given: list[tuple[str, Term]] = [(VOCABULARY, ListTerm(words))]
        if is_weighted:
            given.append(("idf_weights", ListTerm((1.0,) * length)))
        terms.append(replace(term, kwargs=tuple(sorted((*kept, *given), key=lambda pair: pair[0]))))
    return terms


def vocabulary_attribute(layer: LayerValue, name: str) -> Value | None:
    """`layer.name` of a layer with a vocabulary, None where it is something else."""
    told = {} if layer.constructed is None else dict(layer.constructed.attributes)
    size = told.get(_SIZE)
    if not isinstance(size, int):
        return None
    if name in _CHANGING:
        return Native(name, lambda arguments, site, machine: _changed(layer, machine))
    if name == _SIZE:
        known: Value = _UNKNOWN if has_open_vocabulary(layer) else Constant(size)
        return Native(name, lambda *_: known)
    if name == "get_vocabulary":
        return Native(name, lambda arguments, *_: _words(layer, size, arguments))
    return None


def _changed(layer: LayerValue, machine: Machine) -> Value:
    open_vocabulary(layer, machine)
    return NONE


def _words(layer: LayerValue, size: int, arguments: Arguments) -> Value:
    """`layer.get_vocabulary()`: a list of known length."""
    if has_open_vocabulary(layer) or any(True for _ in arguments.all_values()) or size > _LONGEST:
        return _UNKNOWN
    return ListValue([_UNKNOWN] * size)
