"""Under which paths Keras has its objects, however the program spells them."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.evaluation.outcomes import Api
from keras_lens.models.legacy.names import IN_TENSORFLOW
from keras_lens.models.legacy.references import old_path
from keras_lens.models.session import KerasSession

KERAS = "keras"
INTERNAL = "keras.src."
_NOT_PUBLISHED = {
    "keras.src.models.Functional": "keras.Model",
    "keras.src.models.functional.Functional": "keras.Model",
}
"""What is only inside `keras.src`, and what does the same."""
LEGACY = "tensorflow.keras.backend."
"""Where functions of Keras 2 are that `keras.backend` no longer has."""
_LEGACY_KERAS = "tensorflow.keras."
"""Where there is more of Keras 2 that `keras` no longer has."""
_CONVOLUTIONS_OF_KERAS_1 = (".Convolution2D", ".Convolution3D")
_KERAS_SPELLINGS = (
    "tensorflow.keras",
    "tensorflow._api.v2.keras",
    "keras.api",
    "keras._tf_keras.keras",
)


def resolved(path: str, session: KerasSession) -> str | None:
    """As `keras_lens.interpreter.library.Library.resolve`."""
    if path.startswith(_LEGACY_KERAS) and session.entry(path) is not None:
        return path
    if path.startswith(LEGACY) and path.removeprefix(LEGACY) in IN_TENSORFLOW:
        return path
    if path.startswith(f"{KERAS}.") and path.endswith(_CONVOLUTIONS_OF_KERAS_1):
        session.names_convolutions_of_keras_1 = True
    spelled, path = path, _in_keras(path)
    if not path.startswith(f"{KERAS}."):
        return spelled
    api = session.api()
    if not isinstance(api, Api):
        return path
    if path.startswith(INTERNAL):
        return _NOT_PUBLISHED.get(path) or api.internal.get(path, path)
    if old_path(path, session) is not None:
        return path
    entry = api.entries.get(path)
    if entry is not None:
        # A module keeps its spelling: TensorFlow's has functions that Keras's has not.
        return spelled if entry.kind == "module" else entry.canonical
    parent = path.rpartition(".")[0]
    known_parent = api.entries.get(parent)
    is_module = parent == KERAS or (known_parent is not None and known_parent.kind == "module")
    return None if is_module or not _is_below_class(parent, api) else path


def names_in(path: str, session: KerasSession) -> Sequence[str] | None:
    """As `keras_lens.interpreter.library.Library.names_in`."""
    api = session.api()
    if not isinstance(api, Api):
        return None
    start = f"{_module_of_today(_in_keras(path), session)}."
    return [
        name[len(start) :]
        for name in api.entries
        if name.startswith(start) and "." not in name[len(start) :]
    ]


def _module_of_today(path: str, session: KerasSession) -> str:
    old = old_path(path, session)
    return path if old is None or old.new is None else old.new


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
