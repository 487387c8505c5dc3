"""Keras, TensorFlow and the other installed packages, as the interpreter sees them.

To model another function of Keras: see `keras_lens.models.functions.keras_functions`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.classes import ClassValue
from keras_lens.interpreter.functions import FunctionValue
from keras_lens.interpreter.instances import InstanceValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import from_python
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.arrays.array import ArrayValue
from keras_lens.models.custom.examples import make_example, run_example
from keras_lens.models.custom.models import make_instance
from keras_lens.models.functions.tracing import call_on_tensors
from keras_lens.models.functions.unknown_operations import given_by_operation
from keras_lens.models.layers.making import input_tensor
from keras_lens.models.legacy.references import OldReference, old_path
from keras_lens.models.library.keras_calls import call_keras
from keras_lens.models.library.other_calls import call_other
from keras_lens.models.library.paths import KERAS, LEGACY, names_in, resolved
from keras_lens.models.session import KerasSession

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
        return resolved(path, self._session)

    def names_in(self, path: str) -> Sequence[str] | None:
        return names_in(path, self._session)

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
        given = self._call(path, arguments, site, machine)
        if isinstance(given, Unknown):
            return self.given_to_unknown(path, given, arguments, site, machine)
        return given

    def _call(self, path: str, arguments: Arguments, site: Site, machine: Machine) -> Value | None:
        if path.startswith(LEGACY):
            return call_on_tensors(path, arguments, site, self._session, machine)
        if not path.startswith(f"{KERAS}."):
            return call_other(path, arguments, site, self._session, machine)
        return call_keras(path, arguments, site, self._session, machine)

    def given_to_unknown(
        self,
        path: str | None,
        unknown: Unknown,
        arguments: Arguments,
        site: Site | None,
        machine: Machine,
    ) -> Unknown:
        return given_by_operation(path, unknown, arguments, site, self._session, machine)
