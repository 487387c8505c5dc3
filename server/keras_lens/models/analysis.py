"""A file's analysis: the program is interpreted, and what its models are is written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from keras_lens.evaluation.evaluation import Evaluation
from keras_lens.models.records import LayerApplication, ModelRecord, UnknownLayer
from keras_lens.syntax.source import SourceFile


class Cancelled(Exception):
    """The analysis was told to stop."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is known of a file.

    applications: one for each distinct outcome of each place, in the order of execution.
    unknown_layers: places where a layer is but nothing is known of it.
    models: one for each distinct outcome of each place.
    complete: False for a snapshot that is published while answers are still awaited.
    """

    file: SourceFile
    applications: tuple[LayerApplication, ...]
    unknown_layers: tuple[UnknownLayer, ...]
    models: tuple[ModelRecord, ...]
    complete: bool


def analyse(
    file: SourceFile,
    evaluation: Evaluation,
    *,
    publish: Callable[[Analysis], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Analysis:
    """Interprets `file` and asks `evaluation` for its layers; blocks until all is known.

    publish: called now and then with a snapshot while it runs.
    cancelled: asked often; once it is true, `Cancelled` is raised.
    """
    raise NotImplementedError
