"""A file's analysis: the program is interpreted, and what its models are is written down."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from keras_lens.evaluation.evaluation import Evaluation
from keras_lens.interpreter.assumptions import AssumptionTable
from keras_lens.interpreter.budget import Budget, Interrupted
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.modules import ModuleFinder
from keras_lens.interpreter.program import run_program
from keras_lens.models.legacy.uses import OldUse
from keras_lens.models.library import KerasLibrary
from keras_lens.models.recording import Recorder
from keras_lens.models.records import (
    AssumptionRecord,
    EmptySummary,
    LayerApplication,
    ModelRecord,
    RefusedCall,
    UnknownLayer,
)
from keras_lens.models.session import KerasSession
from keras_lens.models.training.feed_records import FeedRecord, GeneratorCall
from keras_lens.models.training.frozen_layers import FreezingRecord
from keras_lens.syntax.assumptions import Misunderstood
from keras_lens.syntax.source import SourceFile

_LOG = logging.getLogger(__name__)
SECONDS_BETWEEN_SNAPSHOTS = 0.3


class Cancelled(Exception):
    """The analysis was told to stop."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is known of a file.

    applications: one for each distinct outcome of each place, in the order of execution;
        also those in the modules that the file imports (`own_applications` has the file's).
    unknown_layers: places of the file where a layer is but nothing is known of it.
    models: one for each distinct outcome of each place of the file. A model that an imported
        module makes has the place from which it was called, or where it is imported.
    complete: False for a snapshot that is published while answers are still awaited.
    assumptions: what became of those that the file's comments make. misunderstood: parts of
        such comments that say nothing.
    ended_early: the program is too long, and not all of it was looked at.
    old_uses: what stands in the file that was written for an older Keras.
    empty_summaries: calls of `summary()` at places of the file whose model is not built.
    freezings: calls that train a model in another way than `trainable` says.
    refused: the calls at places of the file that Keras refuses, in the order of execution.
    all_answered: False where Keras was not there to answer, or did not in time.
    feeds: the calls at places of the file that give data to a model, in the order of execution.
    generator_calls: those that give images to an `ImageDataGenerator`.
    """

    file: SourceFile
    applications: tuple[LayerApplication, ...]
    unknown_layers: tuple[UnknownLayer, ...]
    models: tuple[ModelRecord, ...]
    complete: bool
    assumptions: tuple[AssumptionRecord, ...] = ()
    misunderstood: tuple[Misunderstood, ...] = ()
    ended_early: bool = False
    old_uses: tuple[OldUse, ...] = ()
    refused: tuple[RefusedCall, ...] = ()
    freezings: tuple[FreezingRecord, ...] = ()
    empty_summaries: tuple[EmptySummary, ...] = ()
    all_answered: bool = True
    feeds: tuple[FeedRecord, ...] = ()
    generator_calls: tuple[GeneratorCall, ...] = ()

    @property
    def own_applications(self) -> tuple[LayerApplication, ...]:
        """The applications that the file's own text makes."""
        return tuple(one for one in self.applications if one.site.file is self.file)


def analyse(
    file: SourceFile,
    evaluation: Evaluation,
    *,
    finder: ModuleFinder | None = None,
    publish: Callable[[Analysis], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Analysis:
    """Interprets `file` and asks `evaluation` for its layers; blocks until all is known.

    finder: where the modules are that the file imports; without one it is all there is.
    publish: called now and then with a snapshot while it runs.
    cancelled: asked often; once it is true, `Cancelled` is raised.
    """
    found, is_of_keras_1 = _interpreted(file, evaluation, finder, publish, cancelled)
    if is_of_keras_1:  # seen half way only
        found, _ = _interpreted(file, evaluation, finder, publish, cancelled, is_of_keras_1=True)
    return found


def _interpreted(
    file: SourceFile,
    evaluation: Evaluation,
    finder: ModuleFinder | None,
    publish: Callable[[Analysis], None] | None,
    cancelled: Callable[[], bool],
    *,
    is_of_keras_1: bool = False,
) -> tuple[Analysis, bool]:
    """The analysis, and whether the program turned out to be written for Keras 1.

    is_of_keras_1: that is known from the start.
    """
    recorder = Recorder()
    snapshots = _Snapshots(file, recorder, publish)
    session = KerasSession(evaluation, recorder, snapshots.publish_if_due, cancelled)
    session.is_of_keras_1 = is_of_keras_1
    machine = session.machine = Machine(file, KerasLibrary(session), Budget(cancelled), finder)
    machine.unseen = recorder.muted
    machine.doubts = recorder.refusals
    ended_early = False

    def close_run(complete: bool) -> None:
        nonlocal ended_early
        ended_early = ended_early or not complete
        recorder.close_run(complete)
        session.note_end_of_run()

    try:
        run_program(machine, close_run)
    except Interrupted:
        raise Cancelled from None
    except Exception:
        _LOG.exception("The analysis of %s came to an early end", file.path)
        close_run(complete=False)
    found = replace(
        _analysis(file, recorder, complete=True),
        assumptions=tuple(_assumption_records(file, machine.assumptions)),
        misunderstood=machine.assumptions.of(file).misunderstood,
        ended_early=ended_early,
        old_uses=tuple(recorder.old_uses),
        freezings=tuple(recorder.freezings),
        empty_summaries=tuple(one for one in recorder.empty_summaries if one.site.file is file),
        all_answered=session.all_answered,
    )
    return found, session.is_of_keras_1


def _assumption_records(file: SourceFile, table: AssumptionTable) -> Iterator[AssumptionRecord]:
    found = table.of(file)
    for assumption in found.all:
        use = table.use_of(assumption)
        yield AssumptionRecord(
            assumption,
            assumption in found.placed,
            use.supplied,
            use.confirmed,
            use.contradicted,
        )


class _Snapshots:
    """Publishes what is known so far while answers are awaited."""

    def __init__(
        self, file: SourceFile, recorder: Recorder, publish: Callable[[Analysis], None] | None
    ) -> None:
        self._file = file
        self._recorder = recorder
        self._publish = publish
        self._last = time.monotonic()

    def publish_if_due(self) -> None:
        if self._publish is None or time.monotonic() - self._last < SECONDS_BETWEEN_SNAPSHOTS:
            return
        self._publish(_analysis(self._file, self._recorder.snapshot(), complete=False))
        self._last = time.monotonic()


def _analysis(file: SourceFile, recorder: Recorder, complete: bool) -> Analysis:
    applications, unknown_layers, models = recorder.closed.records()
    own_unknown = tuple(layer for layer in unknown_layers if layer.site.file is file)
    own_models = tuple(model for model in models if model.site.file is file)
    refused = tuple(one for one in recorder.refusals.all() if one.site.file is file)
    return Analysis(
        file,
        applications,
        own_unknown,
        own_models,
        complete,
        refused=refused,
        feeds=tuple(one for one in recorder.feeds.all() if one.site.file is file),
        generator_calls=tuple(
            one for one in recorder.feeds.generator_calls if one.site.file is file
        ),
    )
