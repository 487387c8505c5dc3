"""Arrays have in the analysis the shape and dtype that they have in NumPy, which is asked by
running the same lines."""

from __future__ import annotations

import numpy as np
import pytest

from keras_lens.algebra import NumpyInteger
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.budget import Budget, BudgetExceeded
from keras_lens.interpreter.classes import ClassValue, InstanceValue
from keras_lens.interpreter.frames import Frame
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.program import run_program  # noqa: F401  (registers the statements)
from keras_lens.interpreter.scopes import Scope
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.standard_library import call_standard_library
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.arrays.calls import call_array_function
from keras_lens.syntax.source import parse_source

PREPARED = """
import numpy as np
images = np.zeros((60, 28, 28), dtype="uint8")
floats = np.ones((60, 28, 28), "float32")
vector = np.arange(12)
matrix = np.array([[1, 2, 3], [4, 5, 6]])
flags = vector > 3
"""

EXPRESSIONS = [
    "images / 255.0", "images.astype('float32') / 255", "floats / 255.0", "floats * 2",
    "images + images", "images * 2.5", "images // 2", "vector / 2", "vector ** 2", "-vector",
    "matrix + np.array([1.0, 2.0, 3.0])", "matrix * np.ones((2, 1), 'int8')", "vector == 3",
    "floats > 0.5", "images.reshape(60, 784)", "images.reshape(-1, 28 * 28)",
    "images.reshape((60, 28, 28, 1))", "np.reshape(images, (60, -1))", "images[..., None]",
    "images[:, :, :, np.newaxis]", "images[:10]", "images[10:20, 2]", "images[-1]",
    "images[:, ::2, 1:-1]", "np.expand_dims(images, -1)", "np.expand_dims(images, axis=0)",
    "images.T", "images.transpose(0, 2, 1)", "np.transpose(images, (2, 0, 1))",
    "images.swapaxes(0, 1)", "np.squeeze(images[:1])", "images.ravel()", "images.flatten()",
    "matrix.sum()", "matrix.sum(axis=0)", "images.sum(axis=(1, 2))", "images.mean()",
    "floats.mean(axis=1)", "np.mean(images, axis=-1)", "floats.std(axis=0, keepdims=True)",
    "matrix.max(axis=1)", "matrix.argmax(axis=-1)", "np.argmax(matrix, axis=1)", "flags.any()",
    "np.concatenate([images, images])", "np.concatenate((matrix, matrix), axis=1)",
    "np.stack([matrix, matrix])", "np.stack([matrix, matrix], axis=-1)",
    "np.vstack([vector, vector])", "np.hstack([vector, vector])", "np.hstack([matrix, matrix])",
    "np.dot(matrix, matrix.T)", "matrix.dot(np.ones((3, 4)))", "np.arange(5)", "np.arange(1, 7)",
    "np.arange(0, 1, 0.25)", "np.arange(1, 9, step=3)", "np.arange(stop=4)",
    "np.arange(3, dtype='int8')",
    "np.linspace(0, 1, 7)", "np.linspace(0, 1)", "np.eye(4)",
    "np.eye(3, dtype='float32')", "np.full((2, 3), 7)", "np.full((2,), 0.5)", "np.zeros(4)",
    "np.zeros((2, 0))", "np.zeros_like(images)", "np.ones_like(images, dtype='float32')",
    "np.random.rand(3, 4)", "np.random.normal(size=(5, 2))", "np.random.random((3, 2))",
    "np.random.randint(0, 10, size=(7,))", "np.random.uniform(0, 1, (2, 2))",
    "np.random.default_rng(1).normal(size=(4, 2))", "np.exp(floats)", "np.sqrt(vector)",
    "np.log(images)", "np.clip(floats, 0, 1)", "np.abs(-vector)", "np.where(flags, 1, 0)",
    "np.eye(10)[vector % 10]", "np.array([1, 2.5])", "np.array([True, False])", "np.array(3)",
    "np.asarray([[1], [2]], dtype='float32')", "np.float32(1) * floats", "matrix[1]",
    "matrix[0, 1]",
    "np.multiply(floats, 2)", "np.array([images[0], images[1]])", "np.cumsum(floats)",
    "np.maximum(floats, 0)", "np.maximum(images, 0.5)", "np.minimum(matrix, [1, 2, 3])",
    "np.clip(images, 0, 1.5)", "images.clip(0, 10)", "images.copy()", "np.isnan(floats)",
    "images.astype(np.float32)",
    "images.astype(float)", "np.prod(images, axis=0)",
    # indexing
    "matrix[[0, 1, 1]]", "matrix[:, [0, 2]]", "images[[1, 2], [3, 4]]", "images[0, :, [1, 2]]",
    "images[:, [1, 2], 0]", "images[[0, 1], :, [2, 3]]", "images[vector]", "images[vector, 3]",
    "images[np.newaxis, 0]", "images[..., 0]", "images[0, ..., 1:5]", "images[None, ..., None]",
    "images[::-1]", "images[5:1:-2]", "images[100:200]", "images[:, None, ::3]",
    "images[np.arange(6).reshape(2, 3)]", "matrix[np.array([[0], [1]]), [0, 2]]",
    "images[1, 2, 3:5][None]", "vector[[]]", "np.eye(10, dtype='float32')[[1, 2, 3]]",
    "np.eye(3)[images[:, 0] % 3]", "images[list(range(5))]", "images[np.argsort(vector)]",
    # shapes
    "np.moveaxis(images, 0, -1)", "np.moveaxis(images, -1, 0)",
    "np.moveaxis(images, (0, 1), (2, 0))", "np.expand_dims(images, (0, -1))",
    "np.squeeze(images[:1], axis=0)", "np.repeat(images, 3)",
    "np.repeat(images[..., None], 3, axis=-1)", "images.repeat(2, axis=0)", "np.tile(matrix, 2)",
    "np.tile(matrix, (2, 3))", "np.tile(vector, (4, 1))", "np.tile(images, (2,))",
    "np.pad(matrix, 1)", "np.pad(images, ((0, 0), (2, 2), (2, 2)))", "np.pad(matrix, (1, 2))",
    "np.pad(images, [(0, 0), (1, 0), (0, 3)], mode='constant')", "np.pad(matrix, ((1, 2),))",
    "np.rot90(matrix)", "np.broadcast_to(vector, (3, 12))", "np.take(images, [1, 2], axis=1)",
    "images.take([0, 5], 0)", "np.delete(matrix, 1, axis=1)", "np.roll(images, 2, axis=1)",
    "np.flip(images, 0)", "images.reshape(images.shape + (1,))",
    "images.reshape(len(images), 7, -1)", "np.ravel(matrix)",
    "images.reshape((-1,) + images.shape[1:] + (1,))", "np.swapaxes(images, axis1=1, axis2=2)",
    "np.lib.stride_tricks.sliding_window_view(vector, 4)",
    # putting together and splitting
    "np.concatenate([images[:5], images[:7]], axis=0)", "np.concatenate([matrix, matrix], -1)",
    "np.append(vector, 3)", "np.append(matrix, [[7, 8, 9]], axis=0)", "np.append(matrix, matrix)",
    "np.vstack([matrix, [1, 2, 3]])", "np.vstack((images, images))",
    "np.column_stack([vector, vector])", "np.column_stack((matrix, matrix))",
    "np.dstack([matrix, matrix])", "np.dstack([vector, vector])",
    "np.stack([vector, vector], axis=1)", "np.split(images, 3)[1]", "np.split(vector, [2, 5])[2]",
    "np.array_split(vector, 5)[0]", "np.array_split(vector, 5)[4]",
    "np.split(images, 4, axis=1)[0]", "np.hsplit(matrix, 3)[0]", "np.vsplit(matrix, 2)[1]",
    "np.array(list(images[:3]))", "np.array([row for row in matrix])",
    "np.stack([image / 255 for image in images[:4]])",
    "np.concatenate([np.zeros((2, 3)), matrix.astype('float32')])",
    # numbers
    "images.max(axis=(1, 2), keepdims=True)", "images.mean((1, 2))", "np.median(floats, axis=1)",
    "images.sum(0, keepdims=True)", "images.min(axis=0)", "np.var(floats, axis=0)",
    "floats.mean()", "np.argsort(matrix)", "np.sort(matrix, axis=0)", "np.diff(vector)",
    "np.unique(vector)", "np.linalg.norm(floats, axis=1)", "np.linalg.norm(floats)",
    "np.count_nonzero(images, axis=0)", "(floats - floats.mean()) / floats.std()",
    "(images - images.mean(axis=0)) / 255", "images.sum(dtype='float32')",
    "np.sum(matrix, axis=-1, dtype=np.float64)", "images == 3", "np.where(floats > 0, floats, 0.0)",
    "np.where(images > 3, images, 1)", "np.where(flags, 1.0, 2)",
    "np.logical_and(flags, vector < 9)", "np.greater(matrix, 2)", "np.isin(matrix, [1, 2])",
    "~flags", "flags & (vector < 5)", "abs(floats)", "np.fabs(matrix)", "np.tanh(images)",
    "matrix @ matrix.T", "np.matmul(images, images)", "np.matmul(floats, np.ones(28))",
    "np.dot(images, np.ones((28, 2)))", "np.dot(vector[:3], matrix[0])",
    "np.outer(vector, vector)", "vector[:2] @ matrix", "np.einsum('ij,kj->ik', matrix, matrix)",
    "np.einsum('bij->bji', images)", "np.einsum('bij,jk', floats, np.ones((28, 2), 'float32'))",
    "np.dot(matrix, 2)",
    # making
    "np.meshgrid(vector, matrix[0])[0]", "np.meshgrid(vector, matrix[0], indexing='ij')[1]",
    "np.identity(3)", "np.eye(2, 5)", "np.full_like(matrix, 0.5)", "np.zeros((2, 2), 'f4')",
    "np.zeros((2, 2), dtype=np.uint8)", "np.ones(3, dtype=int)", "np.empty((4, 2), bool)",
    "np.array([[1, 2], [3, 4]], 'float32')", "np.array([images[0], floats[0]])", "np.array([])",
    "np.random.randn(4)", "np.random.normal(0, 1, (3, 2))", "np.random.normal(loc=0.0, size=5)",
    "np.random.normal(matrix)", "np.random.choice(10, 4)", "np.random.choice(vector, size=(2, 2))",
    "np.random.default_rng().random((2, 3))", "np.random.default_rng(0).integers(0, 5, (4,))",
    "np.random.default_rng().standard_normal((2, 8), dtype='float32')",
    "np.random.default_rng(3).uniform(-1, 1, size=(4, 1))", "np.random.permutation(images)",
    "np.random.permutation(5)", "np.random.default_rng(1).permutation(matrix)",
    "np.random.randint(0, 255, (4, 8), dtype='uint8')", "np.random.randint(5, size=3)",
    "np.random.RandomState(0).rand(2, 2)", "np.random.default_rng(1).choice(matrix, 5)",
    "np.random.binomial(1, 0.5, size=(3,))", "np.random.multivariate_normal([0, 0], np.eye(2), 5)",
]  # fmt: skip

PLAIN = [
    "images.shape", "images.shape[1:]", "images.ndim", "images.size", "len(images)",
    "np.prod(images.shape[1:])", "images.dtype == 'uint8'", "floats[0].shape", "floats.nbytes",
    "images.itemsize", "[row.ndim for row in matrix]", "len(np.array_split(images, 7))",
    "len(np.unique(vector))", "images[0].size", "np.shape(images)", "np.ndim(images)",
    "np.size(matrix)", "isinstance(images, list)", "isinstance(images[0], (tuple, dict))",
]  # fmt: skip


class Library:
    """NumPy's functions and the standard library's."""

    def resolve(self, path: str) -> str | None:
        return path

    def names_in(self, path: str) -> None:
        return None

    def value(self, path: str, machine: Machine) -> Value | None:
        return None

    def instance(
        self, cls: ClassValue, base: str, site: Site, machine: Machine
    ) -> InstanceValue | None:
        return None

    def call(self, path: str, arguments: Arguments, site: Site, machine: Machine) -> Value | None:
        return call_standard_library(path, arguments, site, machine) or call_array_function(
            path, arguments, machine
        )

    def given_to_unknown(
        self,
        path: str | None,
        unknown: Unknown,
        arguments: Arguments,
        site: Site | None,
        machine: Machine,
    ) -> Unknown:
        return unknown

    def is_pure(self, path: str) -> bool:
        return True


def interpreted(
    expression: str, program: str = "", budget: Budget | None = None
) -> tuple[Value, Machine]:
    file = parse_source("program.py", f"{PREPARED}{program}result = {expression}\n")
    machine = Machine(file, Library(), budget or Budget(lambda: False))
    frame = Frame(file, Scope("module", None))
    machine.execute(file.tree.body, frame)
    return frame.scope.state["result"], machine


def run(expression: str) -> object:
    names: dict[str, object] = {}
    with np.errstate(all="ignore"):
        exec(f"{PREPARED}result = {expression}\n", names)
    return names["result"]


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_shape_and_dtype_are_those_of_numpy(expression: str) -> None:
    expected = np.asarray(run(expression))
    value, _ = interpreted(expression)
    assert isinstance(value, ArrayValue), value.describe()
    assert (value.shape, value.dtype) == (expected.shape, str(expected.dtype))


@pytest.mark.parametrize("expression", PLAIN)
def test_shapes_are_plain_values(expression: str) -> None:
    value, machine = interpreted(expression)
    elements = value.elements(machine)
    known = value if elements is None else elements
    plain: object = (
        tuple(one.literal for one in known if isinstance(one, Constant))
        if isinstance(known, list | tuple)
        else known.literal
        if isinstance(known, Constant)
        else None
    )
    real = run(expression)
    assert plain == (tuple(real) if isinstance(real, list) else real)


NUMBERS = [
    "np.linspace(0.0, 0.3, 4)", "np.linspace(0, 1, 1)", "np.arange(5)", "np.arange(2, 9, 3)",
    "np.arange(0, 1, 0.25)", "np.array([16, 32, 64])", "np.array([1, 2.5])", "vector[2:5]",
    "vector[::-2]", "vector * 2", "2 ** np.arange(4)", "1 - vector / 4", "-vector[:3]",
    "vector[:3] > 1", "vector[3:6].tolist()", "np.array([1.7, 2.2]).astype(int)",
    "[int(n) for n in np.linspace(1, 9, 3)]", "np.linspace(0, 1, 5)[-1]", "vector.sum()",
    "np.max(vector)", "np.prod([2, 3, 4])", "np.prod((4, 4, 3)) // 2", "2 * np.prod((4, 4))",
    "-np.sum([1, 2])", "np.prod((2, 3)).item()", "int(np.prod((2, 3)))", "np.prod((2, 3)) / 4",
    "abs(np.min([-3, 2]))", "np.prod((3, 3)) % 4", "np.max([2, 3]) ** 2", "vector.shape[0] * 2",
    "np.array((0.5,)) * 4", "np.zeros(3).shape",
    "sum(np.array([1, 2, 3]))", "len(np.linspace(0, 1, 7))",
    "np.sqrt(16)", "int(np.ceil(70 / 32))", "np.floor(2.5)", "int(np.log2(64))", "np.exp(0)",
]  # fmt: skip


@pytest.mark.parametrize("expression", NUMBERS)
def test_numbers_of_a_vector_are_known(expression: str) -> None:
    value, machine = interpreted(expression)
    elements = [value] if isinstance(value, Constant) else value.elements(machine)
    assert elements is not None
    known = [one.literal for one in elements if isinstance(one, Constant)]
    result = run(expression)
    real = list(result) if isinstance(result, list | tuple | np.ndarray) else [result]
    assert known == pytest.approx(real, rel=1e-12)
    assert [_is_integer_of_numpy(one) for one in known] == [
        isinstance(one, np.integer) for one in real
    ]
    assert [isinstance(one, float) for one in known] == [isinstance(one, float) for one in real]


def _is_integer_of_numpy(number: object) -> bool:
    return isinstance(number, NumpyInteger)


@pytest.mark.parametrize(
    "change",
    [
        "v[0] = 7",
        "v[1:] = 7",
        "w[0] = 7",
        "v *= 2",
        "np.random.shuffle(v)",
        "v.sort()",
        "v.fill(3)",
        "np.asarray(v)[0] = 7",
        "if unseen(): v[1] = 9",
    ],
)
def test_numbers_that_were_changed_are_not_known(change: str) -> None:
    value, machine = interpreted("v", f"v = np.array([3, 1, 2])\nw = v[1:]\n{change}\n")
    assert isinstance(value, ArrayValue)
    assert value.shape == (3,)
    assert not any(isinstance(one, Constant) for one in value.elements(machine) or ())


@pytest.mark.parametrize(
    "expression",
    ["images + np.ones((3, 3))", "images.reshape(11, -1)", "np.squeeze(vector, axis=3)",
     "np.concatenate([matrix, vector])", "vector[5, 5]", "np.expand_dims(vector, 9)",
     "np.split(vector, 5)", "np.squeeze(matrix, axis=0)", "matrix @ matrix",
     "np.dot(matrix, matrix)", "np.stack([vector, matrix[0]])", "np.vstack([vector, matrix])",
     "matrix[[0, 1], [0, 1, 2]]", "np.einsum('ij,jk->ik', matrix, matrix)",
     "np.pad(images, ((1, 1), (1, 1)))", "np.broadcast_to(matrix, (3, 3))",
     "np.moveaxis(matrix, 5, 0)", "np.swapaxes(matrix, 0, 2)"],
)  # fmt: skip
def test_what_numpy_refuses_is_unknown(expression: str) -> None:
    with pytest.raises(Exception):  # noqa: B017  (NumPy raises several)
        run(expression)
    value, _ = interpreted(expression)
    assert not isinstance(value, ArrayValue)


def test_how_many_a_condition_takes_is_not_known() -> None:
    value, _ = interpreted("images[vector > 3]")
    assert isinstance(value, ArrayValue)
    assert value.shape == (None, 28, 28)


def test_arithmetic_with_a_long_vector_takes_its_share_of_the_steps() -> None:
    long = "long = np.arange(10_000)\n"
    interpreted("long * 2", long, Budget(lambda: False, steps=30_000))
    with pytest.raises(BudgetExceeded):
        interpreted("-(long * 2 + 1) / 3 * 4 - 5", long * 3, Budget(lambda: False, steps=10_000))
