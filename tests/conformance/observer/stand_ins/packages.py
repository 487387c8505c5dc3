"""Packages that draw do nothing; others that are missing may be imported, but not used."""

from __future__ import annotations

import contextlib
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any
from unittest import mock

import keras
import numpy as np

from . import tensorflow_datasets
from .replacing import replaced

_DRAWING = (
    "IPython",
    "IPython.display",
    "matplotlib",
    "matplotlib.cm",
    "matplotlib.image",
    "matplotlib.patches",
    "matplotlib.pyplot",
    "mpl_toolkits",
    "mpl_toolkits.axes_grid1",
    "seaborn",
)


class Harmless:
    """Whatever one does with it gives something harmless again."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Harmless()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return Harmless()

    def __getitem__(self, key: Any) -> Any:
        return Harmless()

    def __setitem__(self, key: Any, value: Any) -> None:
        pass

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *args: Any) -> None:
        pass


class DrawingModule(ModuleType):
    """A package of which every function is harmless."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__: list[str] = []
        self.__spec__ = importlib.machinery.ModuleSpec(name, None, is_package=True)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _subplots if name == "subplots" else Harmless()


def _subplots(nrows: int = 1, ncols: int = 1, **options: Any) -> tuple[Any, Any]:
    axes = np.empty((nrows, ncols), dtype=object)
    for place in np.ndindex(nrows, ncols):
        axes[place] = Harmless()
    squeezed = axes.squeeze()
    return Harmless(), squeezed if squeezed.shape else squeezed.item()


class MissingPart(ModuleType):
    """A package that is not installed, or a part of it: it can be imported, but not used."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return MissingPart(f"{self.__name__}.{name}")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise ModuleNotFoundError(f"{self.__name__} is not installed")

    def __mro_entries__(self, bases: Any) -> Any:
        return self()


class MissingPackages(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds what nobody else finds, for the script called `name` alone: Keras and TensorFlow
    have to know what is missing."""

    def __init__(self, name: str) -> None:
        self._name = name

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        frame = sys._getframe(1)
        while "importlib" in frame.f_code.co_filename and frame.f_back is not None:
            frame = frame.f_back
        if frame.f_code.co_filename != self._name:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return MissingPart(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


@contextlib.contextmanager
def harmless_packages(script: str) -> Iterator[None]:
    """While it lasts, nothing is drawn, `tensorflow_datasets` knows made-up data sets, and
    `script` can import what is not installed."""
    modules: dict[str, ModuleType] = {name: DrawingModule(name) for name in _DRAWING}
    for name in _DRAWING:
        package, _, part = name.partition(".")
        if part:
            setattr(modules[package], part, modules[name])
    finders = [*sys.meta_path, MissingPackages(script)]
    with (
        mock.patch.object(sys, "meta_path", finders),
        mock.patch.dict(sys.modules, {**modules, "tensorflow_datasets": tensorflow_datasets}),
        replaced(keras.utils.plot_model, lambda *args, **kwargs: Harmless()),
        replaced(keras.utils.model_to_dot, lambda *args, **kwargs: Harmless()),
        replaced(keras.utils.array_to_img, lambda *args, **kwargs: Harmless()),
        replaced(keras.utils.save_img, lambda *args, **kwargs: None),
    ):
        yield
