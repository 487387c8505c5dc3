"""Keras, TensorFlow and the other installed packages, as the interpreter sees them.

To model another function of Keras: see `keras_lens.models.functions.keras_functions`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from keras_lens.evaluation.outcomes import Api, ApiEntry, Unanswered
from keras_lens.evaluation.terms import CallTerm
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.classes import ClassValue
from keras_lens.interpreter.functions import FunctionValue
from keras_lens.interpreter.instances import InstanceValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import from_python
from keras_lens.interpreter.readings import for_each_reading
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.standard_library import call_standard_library
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.arrays import call_array_function
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.constructor_arguments import CONSTRUCTOR_WRITER
from keras_lens.models.custom.examples import make_example, run_example
from keras_lens.models.custom.lambda_layers import LAMBDA, make_lambda
from keras_lens.models.custom.models import make_instance
from keras_lens.models.data import call_source
from keras_lens.models.functions.keras_functions import FUNCTIONS
from keras_lens.models.functions.symbolic_only import REFUSAL, refuses_symbolic
from keras_lens.models.functions.tensorflow_functions import FUNCTIONS as TENSORFLOW_FUNCTIONS
from keras_lens.models.functions.tracing import call_on_tensors, compute
from keras_lens.models.layers.layer import LayerValue
from keras_lens.models.layers.making import (
    INPUT,
    LAYERS,
    input_tensor,
    make_input,
    make_layer,
    unavailable_layer,
)
from keras_lens.models.layers.problems import problem_of
from keras_lens.models.legacy.calls import Callee, may_be_old, todays_call
from keras_lens.models.legacy.names import IN_TENSORFLOW
from keras_lens.models.legacy.references import OldReference, old_path
from keras_lens.models.legacy.translation import NotKnown
from keras_lens.models.networks.cloning import copy_model
from keras_lens.models.networks.configs import FROM_CONFIG, ModelConfig, arguments_from
from keras_lens.models.networks.ready_made import is_ready_made, make_ready_made
from keras_lens.models.objects import LibraryObject
from keras_lens.models.refused_calls import note_function
from keras_lens.models.session import KerasSession
from keras_lens.models.tensor_structures import has_tensors, is_symbolic, tensors_in
from keras_lens.models.variables import VARIABLE, make_untracked_variable

KERAS = "keras"
INTERNAL = "keras.src."
_NOT_PUBLISHED = {
    "keras.src.models.Functional": "keras.Model",
    "keras.src.models.functional.Functional": "keras.Model",
}
"""What is only inside `keras.src`, and what does the same."""
LEGACY = "tensorflow.keras.backend."
"""Where functions of Keras 2 are that `keras.backend` no longer has."""
LEGACY_KERAS = "tensorflow.keras."
"""Where there is more of Keras 2 that `keras` no longer has."""
_KERAS_SPELLINGS = (
    "tensorflow.keras",
    "tensorflow._api.v2.keras",
    "keras.api",
    "keras._tf_keras.keras",
)
_OBJECT_NAMESPACES = frozenset(
    {"activations", "constraints", "dtype_policies", "initializers", "losses", "metrics",
     "mixed_precision", "optimizers", "random", "regularizers"}
)  # fmt: skip
"""Where objects come from that layers and `compile` take as arguments."""
_TENSOR_FUNCTIONS = ("keras.ops.", "keras.random.")
"""Functions that give tensors also where none is given to them."""
_SIZED_BY_VALUES = frozenset({"tensorflow.range", "tensorflow.linspace"})
"""Functions whose tensors are as long as a tensor says: TensorFlow may know its value, as that of
`tf.shape(x)[1]`, where the analysis does not."""
_TENSORFLOW_MATHEMATICS = frozenset(
    {"tensorflow", "tensorflow.linalg", "tensorflow.math", "tensorflow.nn", "tensorflow.random"}
)
_INITIALIZER = "_initializer"
"""How the names of TensorFlow's initializers end."""
_PURE_PACKAGES = frozenset(
    {"PIL", "cv2", "h5py", "imageio", "IPython", "jax", "joblib", "keras", "librosa",
     "matplotlib", "mlflow", "mpl_toolkits", "nltk", "numpy", "pandas", "plotly", "scipy",
     "seaborn", "skimage", "sklearn", "tensorboard", "tensorflow", "tensorflow_datasets",
     "torch", "tqdm", "visualkeras", "wandb"}
) | frozenset(sys.stdlib_module_names)  # fmt: skip
"""Packages that do not add layers to the models that they are given."""


class KerasLibrary:
    """Implements `keras_lens.interpreter.library.Library`."""

    def __init__(self, session: KerasSession) -> None:
        self._session = session

    def resolve(self, path: str) -> str | None:
        if path.startswith(LEGACY_KERAS) and self._session.entry(path) is not None:
            return path
        if path.startswith(LEGACY) and path.removeprefix(LEGACY) in IN_TENSORFLOW:
            return path
        spelled, path = path, _in_keras(path)
        if not path.startswith(f"{KERAS}."):
            return spelled
        api = self._session.api()
        if not isinstance(api, Api):
            return path
        if path.startswith(INTERNAL):
            return _NOT_PUBLISHED.get(path) or api.internal.get(path, path)
        if old_path(path, self._session) is not None:
            return path
        entry = api.entries.get(path)
        if entry is not None:
            # A module keeps its spelling: TensorFlow's has functions that Keras's has not.
            return spelled if entry.kind == "module" else entry.canonical
        parent = path.rpartition(".")[0]
        known_parent = api.entries.get(parent)
        is_module = parent == KERAS or (known_parent is not None and known_parent.kind == "module")
        return None if is_module or not _is_below_class(parent, api) else path

    def names_in(self, path: str) -> Sequence[str] | None:
        api = self._session.api()
        if not isinstance(api, Api):
            return None
        start = f"{self._module_of_today(_in_keras(path))}."
        return [
            name[len(start) :]
            for name in api.entries
            if name.startswith(start) and "." not in name[len(start) :]
        ]

    def _module_of_today(self, path: str) -> str:
        old = old_path(path, self._session)
        return path if old is None or old.new is None else old.new

    def value(self, path: str, machine: Machine) -> Value | None:
        old = old_path(path, self._session) if path.startswith(f"{KERAS}.") else None
        return None if old is None else OldReference(path, old, self._session)

    def example(self, cls: ClassValue, base: str, machine: Machine) -> InstanceValue | None:
        return make_example(cls, base, self._session, machine)

    def run_example(
        self, instance: InstanceValue, method: FunctionValue, arguments: Arguments, machine: Machine
    ) -> bool:
        return run_example(instance, method, arguments, machine)

    def data(
        self, shape: tuple[int | None, ...], dtype: str | None, is_symbolic: bool, machine: Machine
    ) -> Value:
        if not is_symbolic:
            return ArrayValue(shape, dtype or "float32")
        keywords = {"batch_shape": from_python(shape), "dtype": Constant(dtype)}
        return input_tensor(Arguments((), keywords), self._session, machine)

    def is_pure(self, path: str) -> bool:
        return path.partition(".")[0] in _PURE_PACKAGES

    def instance(
        self, cls: ClassValue, base: str, site: Site, machine: Machine
    ) -> InstanceValue | None:
        return make_instance(cls, base, self._session, site, machine)

    def call(self, path: str, arguments: Arguments, site: Site, machine: Machine) -> Value | None:
        if path.startswith(LEGACY):
            return call_on_tensors(path, arguments, site, self._session, machine)
        if not path.startswith(f"{KERAS}."):
            return self._call_other(path, arguments, site, machine)
        entry = self._session.entry(path)
        callee = Callee(path, entry.parameters, entry.kind == "layer") if entry else Callee(path)
        if may_be_old(callee, arguments, self._session):
            return for_each_reading(
                arguments,
                lambda option: self._call_of_old(callee, option, site, machine),
                machine,
            )
        return self._call_of_today(path, entry, arguments, site, machine)

    def _call_of_old(
        self, callee: Callee, arguments: Arguments, site: Site, machine: Machine
    ) -> Value:
        """A call that may have been written for an older Keras."""
        try:
            today = todays_call(callee, arguments, site, self._session, machine)
        except NotKnown as reason:
            return Unknown(f"what '{callee.path}' gives is not known: {reason}")
        path, given = (callee.path, arguments) if today is None else (today.path, today.arguments)
        entry = self._session.entry(path)
        result = self._call_of_today(path, entry, given, site, machine)
        if today is not None and today.batch_shape is not None and isinstance(result, LayerValue):
            result.given_batch_shape = today.batch_shape
        return result or Unknown(f"what '{path}' gives is not known")

    def _call_of_today(
        self,
        path: str,
        entry: ApiEntry | None,
        arguments: Arguments,
        site: Site,
        machine: Machine,
    ) -> Value | None:
        function = FUNCTIONS.get(path)
        if function is not None and (entry is not None or path.startswith(INTERNAL)):
            return function(arguments, site, self._session, machine)
        if entry is None and path.endswith(FROM_CONFIG):
            return self._from_config(path.removesuffix(FROM_CONFIG), arguments, site, machine)
        if entry is None:
            return self._unavailable(path, site)
        return for_each_reading(
            arguments,
            lambda option: self._call_entry(path, entry, option, site, machine),
            machine,
            deep=True,
        )

    def _call_entry(
        self, path: str, entry: ApiEntry, arguments: Arguments, site: Site, machine: Machine
    ) -> Value:
        """Something of Keras that does not change its arguments."""
        data = call_array_function(path, arguments, machine)
        if data is None or _is_of_tensors(data, arguments, machine):
            data = call_source(path, arguments, self._session, machine)
        if data is not None:
            return data
        if path == INPUT:
            return make_input(path, entry, arguments, site, self._session, machine)
        if path == LAMBDA:
            return make_lambda(arguments, site, self._session, machine)
        if entry.kind == "layer":
            return make_layer(path, entry, arguments, site, self._session, machine)
        if is_ready_made(path):
            return make_ready_made(path, arguments, site, self._session, machine)
        if entry.kind == "function" and (
            path.startswith(_TENSOR_FUNCTIONS) or has_tensors(arguments, machine)
        ):
            return call_on_tensors(path, arguments, site, self._session, machine)
        is_class = entry.kind == "class" and path.count(".") == 1
        if path.split(".")[1] in _OBJECT_NAMESPACES or is_class:
            return _make_object(path, entry, arguments, machine)
        machine.note_uncertain()
        return Unknown(f"what '{path}' gives is not known")

    def _from_config(
        self, path: str, arguments: Arguments, site: Site, machine: Machine
    ) -> Value | None:
        """`Dense.from_config(config)`, `Model.from_config(config)`, or with a class of the
        program in front."""
        config = first(arguments)
        if isinstance(config, ClassValue):
            keywords = arguments_from(Arguments(arguments.positional[1:], arguments.keywords))
            return None if keywords is None else machine.call(config, keywords, site)
        if isinstance(config, ModelConfig):
            return copy_model(config.model, site, machine)
        keywords = arguments_from(arguments)
        return None if keywords is None else self.call(path, keywords, site, machine)

    def _computed(self, path: str, arguments: Arguments, machine: Machine) -> Value | None:
        """A function of TensorFlow on plain values: `tf.cast(8, tf.float32)`."""
        if path.endswith(_INITIALIZER):
            return LibraryObject(CallTerm(path))
        if not _is_tensor_function(path) or arguments.open:
            return None
        computed = compute(path, arguments, self._session, machine)
        return None if isinstance(computed, Unknown) else computed

    def _unavailable(self, path: str, site: Site) -> Value:
        """Something of Keras that is not known: nothing is, where there is no Keras."""
        api = self._session.api()
        class_name = path.removeprefix(LAYERS)
        if isinstance(api, Unanswered) and path.startswith(LAYERS) and class_name[:1].isupper():
            return unavailable_layer(class_name, problem_of(api), site, self._session)
        return Unknown(f"what '{path}' gives is not known")

    def _call_other(
        self, path: str, arguments: Arguments, site: Site, machine: Machine
    ) -> Value | None:
        """A function of another package: Python's own, NumPy, TensorFlow."""
        function = TENSORFLOW_FUNCTIONS.get(path)
        if function is not None:
            return function(arguments, self._session, machine)
        if path.startswith("operator.") and has_tensors(arguments, machine):
            return call_on_tensors(path, arguments, site, self._session, machine)
        known = call_standard_library(path, arguments, site, machine)
        known = known or call_array_function(path, arguments, machine)
        if known is not None and not _is_of_tensors(known, arguments, machine):
            return known
        source = call_source(path, arguments, self._session, machine)
        if source is not None:
            return source
        if path == VARIABLE:
            return make_untracked_variable(arguments, machine)
        if not has_tensors(arguments, machine):
            return self._computed(path, arguments, machine)
        if path.startswith("tensorflow."):
            if is_symbolic(arguments, machine):
                if refuses_symbolic(path):
                    note_function(CallTerm(path), arguments, REFUSAL, site, self._session, machine)
                return Unknown("TensorFlow's functions do not take Keras's symbolic tensors")
            if path in _SIZED_BY_VALUES and not _has_values(arguments, machine):
                return Unknown(f"how long '{path}' is depends on the value of a tensor")
            return compute(path, arguments, self._session, machine, site)
        return known


def _is_tensor_function(path: str) -> bool:
    """Whether it may be a function of TensorFlow that makes tensors of plain values."""
    module, _, name = path.rpartition(".")
    return module in _TENSORFLOW_MATHEMATICS and name.islower()


def _has_values(arguments: Arguments, machine: Machine) -> bool:
    """Whether TensorFlow is told the values of all tensors among the arguments."""
    return all(
        tensor.term.values is not None
        for value in arguments.all_values()
        for tensor in tensors_in(value, machine)
    )


def _is_of_tensors(data: Value, arguments: Arguments, machine: Machine) -> bool:
    """Whether a function of arrays gives something unknown because it was given tensors."""
    return isinstance(data, Unknown) and has_tensors(arguments, machine)


def _in_keras(path: str) -> str:
    """The path below `keras` of something that is spelled in another way."""
    for spelling in _KERAS_SPELLINGS:
        if path == spelling or path.startswith(f"{spelling}."):
            return KERAS + path[len(spelling) :]
    return path


def _is_below_class(parent: str, api: Api) -> bool:
    """Whether `parent` is a class, function or value, or inside one: what it has is not
    listed."""
    while "." in parent:
        entry = api.entries.get(parent)
        if entry is not None:
            return entry.kind != "module"
        parent = parent.rpartition(".")[0]
    return False


def _make_object(path: str, entry: ApiEntry, arguments: Arguments, machine: Machine) -> Value:
    try:
        return LibraryObject(CONSTRUCTOR_WRITER.call(path, arguments, entry.parameters, machine))
    except NotExpressible as reason:
        return Unknown(f"what '{path}' makes is not known: {reason}")
