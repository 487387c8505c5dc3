"""Data sets of the files in a folder: images, texts, sounds. How many there are is not known.

Source: `keras.src.utils.image_dataset_utils`, `text_dataset_utils`, `audio_dataset_utils`.
"""

from __future__ import annotations

from keras_lens.evaluation.terms import Dimension, TensorTerm
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.arrays.contents import Contents
from keras_lens.models.arrays.shapes import open_size, sizes
from keras_lens.models.data.dataset import DatasetValue
from keras_lens.models.data.elements import Run, opened, stacked
from keras_lens.models.data.registry import NOT_KNOWN, Given, source
from keras_lens.models.session import KerasSession
from keras_lens.models.tensors import TensorValue

_IMAGES = (
    "directory labels label_mode class_names color_mode batch_size image_size shuffle seed"
    " validation_split subset interpolation follow_links crop_to_aspect_ratio pad_to_aspect_ratio"
    " data_format format verbose"
)
_TEXTS = (
    "directory labels label_mode class_names batch_size max_length shuffle seed validation_split"
    " subset follow_links format verbose"
)
_SOUNDS = (
    "directory labels label_mode class_names batch_size sampling_rate output_sequence_length ragged"
    " shuffle seed validation_split subset follow_links verbose"
)
_CHANNELS = {"rgb": 3, "rgba": 4, "grayscale": 1}
_NO_CLASSES = Unknown("the names of the classes are those of folders, which are not known")
_NOT_KNOWN = Unknown("what is read from the folder is not known")


@source(
    "keras.utils.image_dataset_from_directory", "keras.preprocessing.image_dataset_from_directory"
)
def _images(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    given = Given(arguments, _IMAGES)
    channels = _CHANNELS.get(str(given.literal("color_mode", "rgb")))
    size = given.value("image_size")
    known = (256, 256) if size is None else sizes(size, machine, lowest=1)
    if known is not None and len(known) == 1 and isinstance(size, Constant):
        known = known * 2
    data_format = given.value("data_format") or session.settings.value_of(
        "image_data_format", machine
    )
    if (
        channels is None
        or known is None
        or len(known) != 2
        or not isinstance(data_format, Constant)
    ):
        return _NOT_KNOWN
    is_last = data_format.literal == "channels_last"
    shape = (*known, channels) if is_last else (channels, *known)
    return _of_folder(TensorValue(TensorTerm(shape, "float32")), given, session, machine, ListValue)


@source(
    "keras.utils.text_dataset_from_directory", "keras.preprocessing.text_dataset_from_directory"
)
def _texts(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    text = TensorValue(TensorTerm((), "string"))
    return _of_folder(text, Given(arguments, _TEXTS), session, machine, ListValue)


@source("keras.utils.audio_dataset_from_directory")
def _sounds(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    """Sounds have a step for each sample and an axis for their channels."""
    given = Given(arguments, _SOUNDS)
    length = given.literal("output_sequence_length", None)
    if given.is_given("sampling_rate") or given.is_given("ragged") or length is NOT_KNOWN:
        return _NOT_KNOWN
    steps: Dimension = length if isinstance(length, int) else None
    sound = TensorValue(TensorTerm((steps, None), "float32"))
    return _of_folder(sound, given, session, machine, TupleValue)


def _of_folder(
    sample: TensorValue,
    given: Given,
    session: KerasSession,
    machine: Machine,
    both: type[ListValue] | type[TupleValue],
) -> Value:
    """The data set of a folder, or the two of `subset="both"`."""
    label = _label(given, machine)
    batch = given.literal("batch_size", 32)
    kind, subset = given.literal("format", "tf"), given.literal("subset", None)
    if label is NOT_KNOWN or given.unknown or kind != "tf" or subset is NOT_KNOWN:
        return _NOT_KNOWN
    spec: Value = TupleValue([sample, label]) if isinstance(label, Value) else sample
    element = opened(spec, machine)
    if type(batch) is int and batch > 0:
        spec = stacked(spec, None, machine)
        element = stacked(element, open_size(), machine)
    elif batch is not None:
        return Unknown("the size of the batches is not known")
    names = given.value("class_names") or _NO_CLASSES

    def made() -> DatasetValue:
        runs = [Run(element, None)]
        extras = {"class_names": names}
        return DatasetValue(session, spec, runs, extras=extras, labels=_contents(given, machine))

    return both([made(), made()]) if subset == "both" else made()


def _label(given: Given, machine: Machine) -> object:
    """The description of a label, None where there is none, NOT_KNOWN where that is not known."""
    labels, mode = given.literal("labels", "inferred"), given.literal("label_mode", "int")
    if labels is None or mode is None:
        return None
    if labels != "inferred" and not isinstance(given.value("labels"), ListValue | TupleValue):
        return NOT_KNOWN
    names = given.value("class_names")
    elements = names.elements(machine) if names is not None else None
    match mode:
        case "int":
            return TensorValue(TensorTerm((), "int32"))
        case "binary":
            return TensorValue(TensorTerm((1,), "float32"))
        case "categorical":
            count = open_size() if elements is None else len(elements)
            return TensorValue(TensorTerm((count,), "float32"))
    return NOT_KNOWN


def _contents(given: Given, machine: Machine) -> Contents | None:
    """What is known of the labels, whose description is known."""
    mode = given.literal("label_mode", "int")
    encoding = {"int": "integers", "categorical": "one-hot", "binary": "binary"}.get(str(mode))
    names = given.value("class_names")
    elements = None if names is None else names.elements(machine)
    if encoding is None or given.literal("labels", "inferred") != "inferred":
        return None
    classes = 2 if encoding == "binary" else None if elements is None else len(elements)
    highest = 1 if encoding != "integers" else None if classes is None else classes - 1
    is_reached = highest is not None and not given.is_given("validation_split")
    return Contents(encoding, classes, 0, highest, is_reached)
