"""Labels and sequences as arrays: `to_categorical`, `pad_sequences`, `normalize`, tokenizers."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value
from keras_lens.models.arrays import dtypes
from keras_lens.models.arrays.arguments import NO_ARRAY, as_array
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.arrays.contents import Contents
from keras_lens.models.arrays.dtypes import dtype_name
from keras_lens.models.arrays.shapes import Shape, known_length
from keras_lens.models.arrays.vector import VectorValue
from keras_lens.models.data.registry import Given, source
from keras_lens.models.functions.computing import compute
from keras_lens.models.session import KerasSession
from keras_lens.models.tensors import TensorValue

_PREPROCESSING = "tensorflow.keras.preprocessing."


@source("keras.utils.to_categorical")
def _to_categorical(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    """`num_classes`, or one more than the largest label."""
    given = Given(arguments, "x num_classes")
    x = given.value("x")
    if isinstance(x, TensorValue):
        return NO_ARRAY
    labels = as_array(x or NO_ARRAY, machine)
    if labels is None or given.unknown:
        return NO_ARRAY
    count = given.literal("num_classes", None)
    if count is None:
        count = _classes(labels)
    shape = labels.shape[:-1] if len(labels.shape) > 1 and labels.shape[-1] == 1 else labels.shape
    known = count if type(count) is int and count else None
    return ArrayValue((*shape, known), "float64", contents=Contents("one-hot", known, 0, 1))


def _classes(labels: ArrayValue) -> int | None:
    """One more than the largest of labels, where that is known."""
    numbers = labels.literals() if isinstance(labels, VectorValue) else None
    whole = [int(one) for one in numbers or () if int(one) == one]
    if numbers and len(whole) == len(numbers):
        return max(whole) + 1
    return labels.classes


@source("keras.utils.pad_sequences", "keras.preprocessing.sequence.pad_sequences")
def _pad_sequences(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    given = Given(arguments, "sequences maxlen dtype padding truncating value")
    sequences = given.value("sequences") or NO_ARRAY
    found = _samples(sequences, machine)
    dtype = dtype_name(given.value("dtype") or Constant("int32"))
    if found is None or dtype is None or given.unknown:
        return sequences if isinstance(sequences, Unknown) else NO_ARRAY
    count, longest, sample = found
    length = given.literal("maxlen", None)
    if length is None:
        length = longest
    return ArrayValue((count, length if type(length) is int else None, *sample), dtype)


def _samples(sequences: Value, machine: Machine) -> tuple[int | None, int | None, Shape] | None:
    """How many sequences there are, how long the longest is, and the shape of a step."""
    if isinstance(sequences, ArrayValue):
        match sequences.shape:
            case (count,) if sequences.dtype == "object":
                return count, None, ()
            case (count, length, *step):
                return count, length, tuple(step)
        return None
    elements = sequences.elements(machine) if isinstance(sequences, ListValue) else None
    if not elements:
        return None
    arrays = [as_array(element, machine) for element in elements]
    known = [array for array in arrays if array is not None and array.shape]
    if len(known) != len(arrays) or len({array.shape[1:] for array in known}) > 1:
        return None
    return len(elements), _longest(known), known[0].shape[1:]


def _longest(arrays: Sequence[ArrayValue]) -> int | None:
    lengths = [array.shape[0] for array in arrays]
    known = [length for length in lengths if length is not None]
    return max(known, default=0) if len(known) == len(lengths) else None


@source("keras.utils.normalize")
def _normalize(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    given = arguments.get(0, "x")
    if isinstance(given, ArrayValue):
        return ArrayValue(given.shape, dtypes.of_mean(given.dtype))
    if isinstance(given, TensorValue):
        return compute("keras.utils.normalize", arguments, session, machine)
    return NO_ARRAY


@source(f"{_PREPROCESSING}text.Tokenizer")
def _tokenizer(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    return TokenizerValue(Given(arguments, "num_words").literal("num_words", None))


class TokenizerValue(Value):
    """`keras.preprocessing.text.Tokenizer`: it makes lists of whole numbers of texts."""

    def __init__(self, words: object) -> None:
        self._words = words if isinstance(words, int) else None

    def describe(self) -> str:
        return "a tokenizer"

    def truth(self, machine: Machine) -> bool | None:
        return True

    def attribute(self, name: str, machine: Machine) -> Value:
        match name:
            case "fit_on_texts" | "fit_on_sequences":
                return Native(name, lambda *_: NONE)
            case "num_words" if self._words is not None:
                return Constant(self._words)
            case "texts_to_sequences":
                return Native(name, lambda arguments, *_: self._sequences(arguments, machine))
            case "texts_to_matrix" | "sequences_to_matrix":
                return Native(name, lambda arguments, *_: self._matrix(arguments, machine))
        return super().attribute(name, machine)

    def _sequences(self, arguments: Arguments, machine: Machine) -> Value:
        """A list of lists; as an array of objects, of which only the number is known."""
        return ArrayValue((self._count(arguments, machine),), "object")

    def _matrix(self, arguments: Arguments, machine: Machine) -> Value:
        if self._words is None:
            return Unknown("how many words the tokenizer knows is not known")
        return ArrayValue((self._count(arguments, machine), self._words), "float64")

    @staticmethod
    def _count(arguments: Arguments, machine: Machine) -> int | None:
        texts = arguments.positional[0] if arguments.positional else NONE
        is_text = isinstance(texts, ArrayValue | ListValue | TupleValue)
        return known_length(texts, machine) if is_text else None
