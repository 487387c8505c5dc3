"""Data sets have in the analysis the elements that TensorFlow says they have, and arrays of Keras's
own functions the shapes that Keras gives them: both are asked by running the same lines."""

from __future__ import annotations

from typing import Any

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.interpreter.budget import Budget
from keras_lens.interpreter.containers import DictValue, TupleValue
from keras_lens.interpreter.frames import Frame
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.program import run_program  # noqa: F401  (registers the statements)
from keras_lens.interpreter.scopes import Scope
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.arrays.shapes import known_length
from keras_lens.models.data.dataset import DatasetValue
from keras_lens.models.library import KerasLibrary
from keras_lens.models.recording import Recorder
from keras_lens.models.session import KerasSession
from keras_lens.models.tensors import TensorValue
from keras_lens.syntax.source import parse_source

PREPARED = """
import keras
import numpy as np
import tensorflow as tf
images = np.zeros((20, 6, 5, 3))
labels = np.arange(20) % 4
pairs = tf.data.Dataset.from_tensor_slices((images, labels))
names = tf.data.Dataset.from_tensor_slices({"a": images, "b": labels})
numbers = tf.data.Dataset.range(10)
ragged = tf.data.Dataset.from_generator(
    lambda: iter([]),
    output_signature=(tf.TensorSpec([None, 2], tf.float32), tf.TensorSpec([], tf.int64)),
)
def half(image, label):
    return image[:3] / 2, tf.one_hot(label, 4)
"""

DATA_SETS = [
    "pairs", "names", "numbers", "ragged", "pairs.batch(8)", "pairs.batch(8, drop_remainder=True)",
    "pairs.batch(8, True)", "pairs.shuffle(5).batch(3).prefetch(2)", "names.batch(4).take(2)",
    "pairs.batch(5).unbatch()", "pairs.map(half)", "pairs.map(half).batch(4)",
    "pairs.batch(4).map(lambda x, y: (x[:, 0], y))", "names.map(lambda row: row['a'])",
    "names.map(lambda row: (row['b'], row))", "numbers.map(lambda n: tf.fill([3], n))",
    "numbers.batch(4).map(lambda n: tf.cast(n, tf.float32) * 2)", "pairs.repeat()",
    "pairs.repeat(2)", "pairs.skip(15)", "pairs.take(50)", "pairs.take(-1)", "pairs.enumerate()",
    "pairs.batch(8).repeat(3)", "pairs.repeat(3).batch(8)", "numbers.concatenate(numbers)",
    "tf.data.Dataset.zip((numbers, pairs))", "tf.data.Dataset.zip(numbers, numbers)",
    "tf.data.Dataset.zip({'n': numbers, 'p': pairs})", "tf.data.Dataset.from_tensors(images)",
    "tf.data.Dataset.from_tensors([1.0, 2.0])", "tf.data.Dataset.from_tensor_slices([[1], [2]])",
    "tf.data.Dataset.from_tensor_slices(['a', 'b'])", "ragged.batch(2)", "ragged.padded_batch(2)",
    "ragged.padded_batch(2, padded_shapes=([7, 2], []))", "pairs.padded_batch(8)",
    "ragged.padded_batch(3, padded_shapes=([None, None], []), drop_remainder=True)",
    "tf.data.Dataset.range(2, 10, 3)", "tf.data.Dataset.range(3, output_type=tf.int32)",
    "pairs.cache().batch(2).with_options(tf.data.Options())", "pairs.apply(lambda d: d.batch(2))",
    "numbers.flat_map(lambda n: tf.data.Dataset.from_tensors(tf.fill([2, 2], n)))",
    "numbers.filter(lambda n: n > 3)", "numbers.filter(lambda n: n > 3).batch(2)",
    "pairs.map(lambda x, y: {'x': x, 'y': y})", "pairs.map(lambda x, y: (x, (y, y)))",
    "pairs.batch(4).batch(2)", "pairs.take(0)", "pairs.batch(7).skip(2)",
    "keras.utils.timeseries_dataset_from_array(images, None, 4)",
    "keras.utils.timeseries_dataset_from_array(images, labels, 4, batch_size=3)",
    "keras.utils.timeseries_dataset_from_array(images, labels, 4, 2, 3, batch_size=None)",
    "keras.utils.timeseries_dataset_from_array(images, labels, 3, start_index=2, end_index=15)",
    "keras.utils.split_dataset(pairs, left_size=0.5)[0]",
    "tf.data.Dataset.from_generator(iter, (tf.float32, tf.int32), ((None, 3), ()))",
]  # fmt: skip

ARRAYS = [
    "keras.utils.to_categorical(labels, 7)", "keras.utils.to_categorical(labels[:, None], 4)",
    "keras.utils.to_categorical([[0, 1], [2, 1]], num_classes=3)",
    "keras.utils.pad_sequences([[1], [2, 3], [4, 5, 6]])",
    "keras.utils.pad_sequences([[1], [2, 3]], 5, dtype='float32')",
    "keras.utils.pad_sequences([[1, 2], [3]], maxlen=1, padding='post')",
    "keras.utils.pad_sequences(images, maxlen=4)", "keras.utils.normalize(labels.reshape(4, 5))",
    "keras.preprocessing.sequence.pad_sequences([[1], [2, 3]])",
    "keras.utils.normalize(images.astype('float32'), axis=1)",
    "keras.utils.img_to_array(images[0])", "keras.utils.img_to_array(images[0, :, :, 0])",
    "keras.utils.img_to_array(images[0], data_format='channels_first', dtype='uint8')",
]  # fmt: skip


def interpreted(
    expression: str, evaluation: KerasEvaluation, imports: str = ""
) -> tuple[Value, Machine]:
    file = parse_source("program.py", f"{PREPARED}{imports}result = {expression}\n")
    session = KerasSession(evaluation, Recorder(), lambda: None, lambda: False)
    machine = session.machine = Machine(file, KerasLibrary(session), Budget(lambda: False))
    frame = Frame(file, Scope("module", None))
    machine.execute(file.tree.body, frame)
    return frame.scope.state["result"], machine


@pytest.fixture(scope="module")
def real() -> dict[str, Any]:
    """What TensorFlow and Keras have of the prepared names."""
    names: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CUDA_VISIBLE_DEVICES", "-1")
        patch.setenv("TF_CPP_MIN_LOG_LEVEL", "3")
        exec(PREPARED, names)
    return names


def described(value: Value) -> object:
    """A structure of tensors as plain data."""
    match value:
        case TensorValue():
            return list(value.term.shape), value.term.dtype
        case TupleValue():
            return tuple(described(one) for one in value.items)
        case DictValue():
            pairs = value.pairs() or ()
            return {key.literal: described(one) for key, one in pairs if isinstance(key, Constant)}
    return value.describe()


def really_described(structure: Any) -> object:
    """The same of a structure of TensorFlow."""
    if isinstance(structure, tuple):
        return tuple(really_described(one) for one in structure)
    if isinstance(structure, dict):
        return {key: really_described(one) for key, one in structure.items()}
    return structure.shape.as_list(), structure.dtype.name


@pytest.mark.parametrize("expression", DATA_SETS)
def test_elements_are_described_as_by_tensorflow(
    expression: str, evaluation: KerasEvaluation, real: dict[str, Any]
) -> None:
    value, _ = interpreted(expression, evaluation)
    expected = eval(expression, real)
    assert isinstance(value, DatasetValue), value.describe()
    assert described(value.spec) == really_described(expected.element_spec)


@pytest.mark.parametrize(
    "expression",
    [
        one
        for one in DATA_SETS
        if "repeat()" not in one and "ragged" not in one and "iter," not in one
    ],
)
def test_elements_that_are_known_are_those_that_come(
    expression: str, evaluation: KerasEvaluation, real: dict[str, Any]
) -> None:
    value, machine = interpreted(f"({expression})", evaluation)
    assert isinstance(value, DatasetValue)
    elements = [really_described(element) for element in eval(expression, real)]
    known = [run for run in value.runs if run.number is not None]
    if len(known) == len(value.runs):
        counted = [
            one for run in value.runs for one in [described(run.element)] * (run.number or 0)
        ]
        assert counted == elements
    length = known_length(value, machine)
    assert length is None or length == len(elements)


@pytest.mark.parametrize("expression", ARRAYS)
def test_arrays_are_those_of_keras(
    expression: str, evaluation: KerasEvaluation, real: dict[str, Any]
) -> None:
    value, _ = interpreted(expression, evaluation)
    expected = eval(expression, real)
    assert isinstance(value, ArrayValue), value.describe()
    assert (value.shape, value.dtype) == (expected.shape, str(expected.dtype))


UNKNOWN = {
    "a window": "pairs.window(3)",
    "a number of elements": "pairs.batch(int(input()))",
    "a function": "pairs.map(open('x'))",
    "a data set of somebody else": "tfds.load('mnist')",
    "a generator that does not say": "tf.data.Dataset.from_generator(iter, tf.float32)",
    "different lengths": "keras.utils.pad_sequences(open('x'), maxlen=4)",
    "the classes": "keras.utils.to_categorical(open('x'))",
    "an image mode": "keras.utils.image_dataset_from_directory('x', color_mode=input())",
}


@pytest.mark.parametrize("expression", UNKNOWN.values(), ids=UNKNOWN)
def test_what_cannot_be_known_is_unknown(expression: str, evaluation: KerasEvaluation) -> None:
    value, _ = interpreted(expression, evaluation, "import tensorflow_datasets as tfds\n")
    assert isinstance(value, Unknown)


SPLITS = {
    "a quarter": ("", 15, 5),
    "a part": (", test_size=0.3, random_state=1, stratify=labels", 14, 6),
    "a number": (", test_size=3, shuffle=False", 17, 3),
    "for training": (", train_size=0.55", 11, 9),
    "both": (", train_size=4, test_size=0.11", 4, 3),
}
"""Of 20 samples: a test part is rounded up, a training part down (scikit-learn's documentation)."""


@pytest.mark.parametrize(("arguments", "trained", "tested"), SPLITS.values(), ids=SPLITS)
def test_samples_are_split_as_by_scikit_learn(
    arguments: str, trained: int, tested: int, evaluation: KerasEvaluation
) -> None:
    imports = "from sklearn.model_selection import train_test_split\n"
    value, machine = interpreted(
        f"train_test_split(images, labels{arguments})", evaluation, imports
    )
    parts = value.elements(machine) or ()
    shapes = [part.shape for part in parts if isinstance(part, ArrayValue)]
    assert shapes == [(trained, 6, 5, 3), (tested, 6, 5, 3), (trained,), (tested,)]


FOLDERS = {
    "images": (
        "keras.utils.image_dataset_from_directory('x', image_size=(8, 9), label_mode='binary')",
        (([None, 8, 9, 3], "float32"), ([None, 1], "float32")),
    ),
    "grey images without labels": (
        "keras.utils.image_dataset_from_directory('x', labels=None, color_mode='grayscale')",
        ([None, 256, 256, 1], "float32"),
    ),
    "classes": (
        "keras.utils.image_dataset_from_directory('x', label_mode='categorical', batch_size=None,"
        " class_names=['a', 'b', 'c'], image_size=(4, 4))",
        (([4, 4, 3], "float32"), ([3], "float32")),
    ),
    "texts": (
        "keras.utils.text_dataset_from_directory('x', batch_size=2)",
        (([None], "string"), ([None], "int32")),
    ),
    "sounds": (
        "keras.utils.audio_dataset_from_directory('x', output_sequence_length=100)",
        (([None, 100, None], "float32"), ([None], "int32")),
    ),
    "a generator": (
        "tf.keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255).flow_from_directory("
        "'x', target_size=(7, 5), class_mode='sparse', color_mode='rgba')",
        (([None, 7, 5, 4], "float32"), ([None], "float32")),
    ),
    "a table": (
        "tf.keras.preprocessing.image.ImageDataGenerator().flow_from_dataframe("
        "open('x'), target_size=(7, 5), class_mode=None)",
        ([None, 7, 5, 3], "float32"),
    ),
}
"""What the docstrings of these functions say of the elements."""


@pytest.mark.parametrize(("expression", "expected"), FOLDERS.values(), ids=FOLDERS)
def test_files_in_a_folder(expression: str, expected: object, evaluation: KerasEvaluation) -> None:
    value, _ = interpreted(expression, evaluation)
    assert isinstance(value, DatasetValue), value.describe()
    assert described(value.spec) == expected
