"""Random arrays: the functions of `numpy.random` and the methods of its generators."""

from __future__ import annotations

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value, is_none
from keras_lens.models.arrays.arguments import NO_ARRAY, as_array, first_array, given_dtype, made
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.arrays.contents import Contents
from keras_lens.models.arrays.dtypes import dtype_name
from keras_lens.models.arrays.registry import FUNCTIONS, Function, function
from keras_lens.models.arrays.shapes import broadcast, sizes

_SIZES: dict[int, tuple[str, ...]] = {
    0: ("random", "random_sample", "ranf", "sample", "standard_normal", "standard_cauchy",
        "standard_exponential"),
    1: ("exponential", "chisquare", "geometric", "pareto", "poisson", "power", "rayleigh",
        "standard_gamma", "standard_t", "weibull"),
    2: ("beta", "binomial", "gamma", "gumbel", "laplace", "logistic", "lognormal",
        "negative_binomial", "normal", "uniform"),
    3: ("triangular",),
}  # fmt: skip
"""The distributions, by the place of `size` among their arguments."""
_WHOLE = frozenset({"binomial", "geometric", "negative_binomial", "poisson"})
_NO_NUMBER = Unknown("what a random number is is not known")


def _distribution(index: int, dtype: str) -> Function:
    def implementation(arguments: Arguments, machine: Machine) -> Value:
        size = arguments.get(index, "size")
        if size is not None and not is_none(size):
            own = arguments.keywords.get("dtype")
            return made(size, dtype if own is None else dtype_name(own), machine)
        parameters = [as_array(one, machine) for one in arguments.positional[:index]]
        shapes = [one.shape for one in parameters if one is not None]
        common = broadcast(*shapes)
        if len(shapes) != len(parameters) or not common:
            return _NO_NUMBER
        return ArrayValue(common, dtype)

    return implementation


for _index, _names in _SIZES.items():
    for _name in _names:
        FUNCTIONS[f"numpy.random.{_name}"] = _distribution(
            _index, "int64" if _name in _WHOLE else "float64"
        )


@function("numpy.random.randint", "numpy.random.integers", "numpy.random.random_integers")
def _integers(arguments: Arguments, machine: Machine) -> Value:
    size = arguments.get(2, "size")
    if size is None or is_none(size):
        return _NO_NUMBER
    array = made(size, given_dtype(arguments, 3, "int64"), machine)
    if not isinstance(array, ArrayValue):
        return array
    return ArrayValue(array.shape, array.dtype, contents=_between(arguments))


def _between(arguments: Arguments) -> Contents | None:
    """What is known of whole numbers from `low`, or 0, up to, not including, `high`."""
    if arguments.keywords.get("endpoint") is not None:
        return None
    low, high = arguments.get(0, "low"), arguments.get(1, "high")
    if high is None or is_none(high):
        low, high = Constant(0), low
    ends = [one.literal if isinstance(one, Constant) else None for one in (low, high)]
    if type(ends[0]) is not int or type(ends[1]) is not int or ends[1] <= ends[0]:
        return None
    return Contents(lowest=ends[0], highest=ends[1] - 1, is_drawn=True)


@function("numpy.random.rand", "numpy.random.randn")
def _rand(arguments: Arguments, machine: Machine) -> Value:
    if not arguments.positional:
        return _NO_NUMBER
    return made(TupleValue(arguments.positional), "float64", machine)


@function("numpy.random.permutation", "numpy.random.permuted")
def _permutation(arguments: Arguments, machine: Machine) -> Value:
    given = first_array(arguments)
    if isinstance(given, Constant):
        return made(given, "int64", machine)
    array = as_array(given, machine)
    return NO_ARRAY if array is None else ArrayValue(array.shape, array.dtype, array.classes)


@function("numpy.random.choice")
def _choice(arguments: Arguments, machine: Machine) -> Value:
    """Samples of an array along its first axis, or of the numbers up to one."""
    given, size = first_array(arguments), arguments.get(1, "size")
    count = () if size is None or is_none(size) else sizes(size, machine)
    if count is None or arguments.keywords.keys() - {"a", "size", "replace", "p"}:
        return NO_ARRAY
    if isinstance(given, Constant):
        return ArrayValue(count, "int64") if count else _NO_NUMBER
    array = as_array(given, machine)
    if array is None or not array.shape:
        return NO_ARRAY
    rest = array.shape[1:]
    return array.with_shape((*count, *rest)) if count or rest else _NO_NUMBER


@function("numpy.random.shuffle")
def _shuffle(arguments: Arguments, machine: Machine) -> Value:
    return NONE


@function("numpy.random.seed")
def _seed(arguments: Arguments, machine: Machine) -> Value:
    return NONE


@function("numpy.random.multivariate_normal")
def _multivariate(arguments: Arguments, machine: Machine) -> Value:
    mean = as_array(first_array(arguments), machine)
    size = arguments.get(2, "size")
    count = () if size is None or is_none(size) else sizes(size, machine)
    if mean is None or count is None:
        return NO_ARRAY
    return ArrayValue((*count, *mean.shape), "float64")


@function("tensorflow.random.normal", "tensorflow.random.truncated_normal")
def _normal_of_tensorflow(arguments: Arguments, machine: Machine) -> Value:
    return made(arguments.get(0, "shape"), given_dtype(arguments, 3, "float32"), machine)


@function("tensorflow.random.uniform")
def _uniform_of_tensorflow(arguments: Arguments, machine: Machine) -> Value:
    return made(arguments.get(0, "shape"), given_dtype(arguments, 3, "float32"), machine)


@function("numpy.random.default_rng", "numpy.random.RandomState", "numpy.random.Generator")
def _generator(arguments: Arguments, machine: Machine) -> Value:
    return GeneratorValue()


class GeneratorValue(Value):
    """`numpy.random.Generator`: its methods are named as the functions of `numpy.random`."""

    def describe(self) -> str:
        return "a generator of random numbers"

    def truth(self, machine: Machine) -> bool | None:
        return True

    def attribute(self, name: str, machine: Machine) -> Value:
        known = FUNCTIONS.get(f"numpy.random.{name}")
        if known is None:
            return super().attribute(name, machine)
        return Native(name, lambda arguments, *_: known(arguments, machine))
