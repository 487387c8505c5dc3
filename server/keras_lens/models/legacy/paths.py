"""From a path of Keras 1 or 2 to the one that the installed Keras has for it."""

from __future__ import annotations

from dataclasses import dataclass

from keras_lens.evaluation.outcomes import Api
from keras_lens.models.legacy.modules import MODULES
from keras_lens.models.legacy.names import GONE, NAMES

_REMOVED_OPTIMIZERS = "keras.optimizers.legacy."
"""There in Keras 3, to raise when it is called."""


@dataclass(frozen=True, slots=True)
class OldPath:
    """new: the path of today, None where there is none. is_module: it is a module. is_moved: it is
    what it was, in another module. advice: what to do where there is no new path."""

    new: str | None
    is_module: bool = False
    is_moved: bool = False
    advice: str = ""


def current_path(path: str, api: Api) -> OldPath | None:
    """What `path` (below `keras`) is today; None where it is not old, or not known."""
    if path in api.entries and not path.startswith(_REMOVED_OPTIMIZERS):
        return None
    if path.startswith("keras.optimizers.legacy") and path.count(".") == 2:
        return None
    return _named(path, api) or _moved(path, api)


def _named(path: str, api: Api) -> OldPath | None:
    new = NAMES.get(path)
    if new is not None and new in api.entries:
        return OldPath(new)
    advice = GONE.get(path)
    if advice is None:
        return None
    module = MODULES.get(path)
    return OldPath(module[0] if module else None, advice=advice)


def _moved(path: str, api: Api) -> OldPath | None:
    if path in MODULES:
        return OldPath(MODULES[path][0], is_module=True)
    module = path
    while "." in module:
        module = module.rpartition(".")[0]
        if module not in MODULES:
            continue
        name = path.rpartition(".")[2]
        for candidate in MODULES[module]:
            new = f"{candidate}.{name}"
            if new == path:
                continue
            if new in api.entries:
                return OldPath(new, is_moved=True)
            named = _named(new, api)
            if named is not None:
                return named
        return None
    return None
