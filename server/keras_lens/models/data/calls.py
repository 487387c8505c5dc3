"""Calls of functions that are sources of data."""

from __future__ import annotations

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Value
from keras_lens.models.data import (  # noqa: F401  (each registers its functions)
    dataset_methods,
    dataset_sources,
    directories,
    generators,
    images,
    keras_datasets,
    labels,
    splitting,
    windows,
)
from keras_lens.models.data.registry import SOURCES
from keras_lens.models.session import KerasSession


def call_source(
    path: str, arguments: Arguments, session: KerasSession, machine: Machine
) -> Value | None:
    """What a function gives that is a source of data, None of any other."""
    function = SOURCES.get(path)
    return None if function is None else function(arguments, session, machine)
