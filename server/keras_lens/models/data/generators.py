"""Batches that are made one by one: `ImageDataGenerator(...).flow(...)` and its siblings.

Source: `keras.src.legacy.preprocessing.image`. What `fit` makes of them is a data set whose batch
axis is open (`keras.src.trainers.data_adapters.py_dataset_adapter`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from keras_lens.algebra import Size
from keras_lens.evaluation.terms import TensorTerm
from keras_lens.interpreter.alternatives import join
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import DictValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value
from keras_lens.models.arrays.arguments import as_array
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.arrays.contents import Contents
from keras_lens.models.arrays.dtypes import dtype_name
from keras_lens.models.arrays.shapes import open_size, sizes
from keras_lens.models.data.dataset import DatasetValue
from keras_lens.models.data.elements import Run
from keras_lens.models.data.registry import Given, source
from keras_lens.models.session import KerasSession
from keras_lens.models.tensors import TensorValue
from keras_lens.models.training.feed_records import FedTensor, GeneratorCall
from keras_lens.models.training.feeds import contents_of, fed

_PREPROCESSING = "tensorflow.keras.preprocessing."
_FLOW = "x y batch_size shuffle sample_weight seed save_to_dir"
_FROM_DIRECTORY = "directory target_size color_mode classes class_mode batch_size shuffle seed"
_FROM_DATAFRAME = (
    "dataframe directory x_col y_col weight_col target_size color_mode classes class_mode"
    " batch_size"
)
_CHANNELS = {"rgb": 3, "rgba": 4, "grayscale": 1}
_NO_BATCHES = Unknown("what the generator gives is not known")


@source(f"{_PREPROCESSING}image.ImageDataGenerator")
def _generator(arguments: Arguments, session: KerasSession, machine: Machine) -> Value:
    return ImageGeneratorValue(session, arguments)


class BatchesValue(DatasetValue):
    """A `PyDataset` of Keras's own: it is asked for its batches by number."""

    def describe(self) -> str:
        return "a generator of batches"

    def attribute(self, name: str, machine: Machine) -> Value:
        if name in self.extras:
            return self.extras[name]
        if name in ("next", "__next__"):
            return Native(name, lambda *_: self._some(machine))
        if name in ("reset", "on_epoch_end"):
            return Native(name, lambda *_: NONE)
        if name == "__len__":
            return Native(name, lambda *_: self.cardinality())
        return Unknown(f"what '.{name}' of {self.describe()} is is not known")

    def item(self, index: Value, machine: Machine) -> Value:
        return self._some(machine)

    def first_batch(self, machine: Machine) -> Value | None:
        return self.runs[0].element if self.in_order and self.runs else self._some(machine)

    def any_batch(self, machine: Machine) -> Value:
        """It never ends, whatever its length is."""
        return self._some(machine)

    def elements(self, machine: Machine) -> None:
        return None

    def _some(self, machine: Machine) -> Value:
        return join([run.element for run in self.runs]) if self.runs else _NO_BATCHES


class ImageGeneratorValue(Value):
    """`ImageDataGenerator`."""

    def __init__(self, session: KerasSession, arguments: Arguments) -> None:
        self._session = session
        self._arguments = arguments

    def describe(self) -> str:
        return "a generator of images"

    def truth(self, machine: Machine) -> bool | None:
        return True

    def attribute(self, name: str, machine: Machine) -> Value:
        match name:
            case "flow":
                return Native(name, self._called("flow", self._flow))
            case "flow_from_directory":
                return Native(
                    name,
                    lambda arguments, *_: self._of_files(
                        Given(arguments, _FROM_DIRECTORY), machine
                    ),
                )
            case "flow_from_dataframe":
                return Native(
                    name,
                    lambda arguments, *_: self._of_files(
                        Given(arguments, _FROM_DATAFRAME), machine
                    ),
                )
            case "fit":
                return Native(name, self._called("fit", lambda *_: NONE))
        return super().attribute(name, machine)

    def _called(
        self, method: str, run: Callable[[Arguments, Machine], Value]
    ) -> Callable[[Arguments, Site, Machine], Value]:
        """A method that takes images."""

        def call(arguments: Arguments, site: Site, machine: Machine) -> Value:
            recorder = self._session.recorder
            images = fed(Given(arguments, _FLOW).value("x"), machine)
            if not recorder.is_muted and isinstance(images, FedTensor):
                note = GeneratorCall(site, method, images, machine.certainty)
                recorder.feeds.generator_calls.setdefault(note)
            return run(arguments, machine)

        return call

    def _option(self, name: str) -> Value | None:
        return Given(self._arguments, "").value(name)

    def _dtype(self, machine: Machine) -> str | None:
        return dtype_name(
            self._option("dtype") or self._session.settings.value_of("floatx", machine)
        )

    def _flow(self, arguments: Arguments, machine: Machine) -> Value:
        """Batches of arrays."""
        given = Given(arguments, _FLOW)
        images = as_array(given.value("x") or _NO_BATCHES, machine)
        dtype, batch = self._dtype(machine), given.literal("batch_size", 32)
        if images is None or len(images.shape) != 4 or dtype is None or given.unknown:
            return _NO_BATCHES
        parts: list[Value] = [ArrayValue(images.shape, dtype)]
        for name in ("y", "sample_weight"):
            value = given.value(name)
            if value is not None:
                parts.append(as_array(value, machine) or _NO_BATCHES)
        samples = None if given.is_given("subset") else images.shape[0]
        extras = {} if samples is None else {"n": Constant(samples)}
        labels = next((contents_of(one) for one in parts[1:2] if isinstance(one, ArrayValue)), None)
        return self._batches(parts, samples, batch, extras, labels)

    def _of_files(self, given: Given, machine: Machine) -> Value:
        """Batches of the images in a folder, or in a table."""
        channels = _CHANNELS.get(str(given.literal("color_mode", "rgb")))
        target = given.value("target_size")
        size = (256, 256) if target is None else sizes(target, machine, lowest=1)
        dtype, batch = self._dtype(machine), given.literal("batch_size", 32)
        data_format = self._option("data_format") or self._session.settings.value_of(
            "image_data_format", machine
        )
        if channels is None or size is None or len(size) != 2 or dtype is None or given.unknown:
            return _NO_BATCHES
        if not isinstance(data_format, Constant) or given.is_given("weight_col"):
            return _NO_BATCHES
        is_last = data_format.literal == "channels_last"
        shape = (*size, channels) if is_last else (channels, *size)
        images = ArrayValue((None, *shape), dtype)
        parts: list[Value] = [images]
        mode = given.literal("class_mode", "categorical")
        if mode is not None:
            parts.append(_labels(mode, images, given, machine))
        extras: dict[str, Value] = {
            "image_shape": TupleValue([Constant(one) for one in shape]),
            "target_size": TupleValue([Constant(one) for one in size]),
        }
        classes = _classes(given, machine)
        if classes is not None:
            extras["num_classes"] = Constant(len(classes))
            extras["class_indices"] = DictValue(
                [(name, Constant(place)) for place, name in enumerate(classes)]
            )
        return self._batches(parts, None, batch, extras, _contents(mode, classes))

    def _batches(
        self,
        parts: list[Value],
        samples: int | None,
        batch: object,
        extras: Mapping[str, Value],
        labels: Contents | None = None,
    ) -> Value:
        if type(batch) is not int or batch < 1:
            return Unknown("the size of the batches is not known")
        some = open_size()
        if samples is None:
            runs = [Run(_batch_of(parts, some), None)]
        else:
            full, rest = divmod(samples, batch)
            runs = [
                Run(_batch_of(parts, batch), full),
                Run(_batch_of(parts, rest), 1 if rest else 0),
            ]
        return BatchesValue(
            self._session,
            _batch_of(parts, None),
            runs,
            extras={**extras, "batch_size": Constant(batch)},
            labels=labels,
        )


def _batch_of(parts: list[Value], size: Size | None) -> Value:
    """A batch: the images alone, or a tuple of them and what belongs to them."""
    tensors = [_with_length(part, size) for part in parts]
    return tensors[0] if len(tensors) == 1 else TupleValue(tensors)


def _with_length(part: Value, size: Size | None) -> Value:
    if not isinstance(part, ArrayValue) or not part.shape:
        return part
    term = part.as_tensor().term
    return TensorValue(TensorTerm((size, *term.shape[1:]), term.dtype))


def _contents(mode: object, classes: list[Value] | None) -> Contents | None:
    """What is known of labels of this mode."""
    number = None if classes is None else len(classes)
    match mode:
        case "categorical":
            return Contents("one-hot", number, 0, 1)
        case "binary":
            return Contents("binary", 2, 0, 1)
        case "sparse":
            return Contents("integers", number, 0, None if number is None else number - 1)
    return None


def _classes(given: Given, machine: Machine) -> list[Value] | None:
    classes = given.value("classes")
    elements = None if classes is None else classes.elements(machine)
    return None if elements is None else list(elements)


def _labels(mode: object, images: ArrayValue, given: Given, machine: Machine) -> Value:
    """The labels of a batch (`BatchFromFilesMixin._get_batches_of_transformed_samples`)."""
    match mode:
        case "binary" | "sparse":
            return ArrayValue((None,), images.dtype)
        case "input":
            return images
        case "categorical":
            classes = _classes(given, machine)
            return ArrayValue((None, None if classes is None else len(classes)), images.dtype)
    return Unknown("what the labels of the images are is not known")
