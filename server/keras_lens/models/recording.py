"""What happens to layers and models while the program is interpreted, and the records that
are made of it.

Values change while the program runs, so what is recorded refers to them; `close_run` turns
it into plain data at the end of a run, when `trainable` and the weights have their final
state.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from keras_lens.interpreter.sites import Site
from keras_lens.models.events import (
    AppliedEvent,
    CallsOfLayers,
    UnknownEvent,
    record_of_applied,
    record_of_unapplied,
    record_of_unknown,
)
from keras_lens.models.legacy.uses import OldUse
from keras_lens.models.records import (
    EmptySummary,
    LayerApplication,
    ModelRecord,
    RefusedCall,
    Shape,
    TensorRecord,
    UnknownLayer,
)
from keras_lens.models.refusals import Refusals
from keras_lens.models.training.feed_notes import Feeds
from keras_lens.models.unknown_tensors import UnknownNode

if TYPE_CHECKING:
    from keras_lens.interpreter.machine import Machine
    from keras_lens.models.layers.callable_layer import CallableLayer
    from keras_lens.models.networks.model import ModelValue
    from keras_lens.models.networks.unknown_model import UnknownModel
    from keras_lens.models.nodes import Node
    from keras_lens.models.training.frozen_layers import FreezingRecord


class Recorder:
    """Collects events and makes records of them."""

    def __init__(self) -> None:
        self.old_uses: dict[OldUse, None] = {}
        self._events: list[AppliedEvent | UnknownEvent] = []
        self._layers: list[CallableLayer] = []
        self._models: list[ModelValue | UnknownModel] = []
        self._next_number = 0
        self._is_muted = False
        self._shows_program = False
        self._notes_calls = True
        self._left_out: CallableLayer | None = None
        self._models_are_hidden = False
        self._element: Site | None = None
        self._unknown_of: dict[tuple[int, Site], UnknownLayer] = {}
        self._applications: list[LayerApplication] = []
        self._alike: dict[tuple[object, ...], tuple[int, ...]] = {}
        self._unknown: dict[UnknownLayer, None] = {}
        self._model_records: list[ModelRecord] = []
        self._models_alike: dict[tuple[Site, str], tuple[ModelRecord, ...]] = {}
        self._calls: CallsOfLayers | None = None
        self._index_of_event: dict[int, int] = {}
        self.refusals = Refusals()
        self.freezings: dict[FreezingRecord, None] = {}
        self.empty_summaries: dict[EmptySummary, None] = {}
        self.feeds = Feeds()

    def layer_made(self, layer: CallableLayer) -> None:
        """Notes that the program has made a layer."""
        if not self._is_muted:
            self._layers.append(layer)

    def empty_summary(self, summary: EmptySummary) -> None:
        """Notes a summary that shows nothing."""
        if not self._is_muted:
            self.empty_summaries.setdefault(summary)

    def model_made(self, model: ModelValue | UnknownModel) -> None:
        """Notes that the program has made a model."""
        if not self._models_are_hidden:
            self._models.append(model)

    @contextmanager
    def models_hidden(self) -> Iterator[None]:
        """While it lasts, models that are made are parts of another one."""
        before, self._models_are_hidden = self._models_are_hidden, True
        try:
            yield
        finally:
            self._models_are_hidden = before

    def reserve(self) -> int:
        """The number of an application that is about to be recorded; its outputs carry it."""
        self._next_number += 1
        return self._next_number

    @contextmanager
    def without(self, layer: CallableLayer) -> Iterator[None]:
        """While it lasts, what happens to `layer` itself is not recorded: Keras does it out of
        the program's sight."""
        before, self._left_out = self._left_out, layer
        try:
            yield
        finally:
            self._left_out = before

    @property
    def is_muted(self) -> bool:
        """Whether layers are applied for their outcome only."""
        return self._is_muted

    @property
    def notes_calls(self) -> bool:
        """Whether Keras notes that a layer is called: not where a model runs its own layers."""
        return self._notes_calls

    def muted(self) -> AbstractContextManager[None]:
        """While it lasts nothing is recorded: layers are applied again for their outcome."""
        return self._with(is_muted=True, shows_program=False)

    def replayed(self) -> AbstractContextManager[None]:
        """While it lasts, Keras calls the layers of a model again: nothing is recorded but what
        the program's own code does in them (`in_program`)."""
        shows_program = self._shows_program or not self._is_muted
        return self._with(is_muted=True, shows_program=shows_program, notes_calls=False)

    def called_by_keras(self) -> AbstractContextManager[None]:
        """The same for layers that are called for the first time."""
        shows_program = self._shows_program or not self._is_muted
        return self._with(is_muted=True, shows_program=shows_program)

    def in_program(self) -> AbstractContextManager[None]:
        """While it lasts, code of the program runs inside of a layer."""
        if self._shows_program:
            return self._with(is_muted=False, shows_program=False, notes_calls=True)
        return nullcontext()

    @contextmanager
    def _with(
        self, *, is_muted: bool, shows_program: bool, notes_calls: bool | None = None
    ) -> Iterator[None]:
        before = self._is_muted, self._shows_program, self._notes_calls
        self._is_muted, self._shows_program = is_muted, shows_program
        if notes_calls is not None:
            self._notes_calls = notes_calls
        try:
            yield
        finally:
            self._is_muted, self._shows_program, self._notes_calls = before

    def record(self, event: AppliedEvent | UnknownEvent) -> None:
        """Notes what happened."""
        if not self._is_muted and event.layer is not self._left_out:
            self._events.append(event)

    def record_refused(self, call: RefusedCall) -> None:
        """Notes what Keras refuses."""
        self.refusals.note(call, is_muted=self._is_muted)

    @property
    def element(self) -> Site | None:
        """The place in a list at which what is applied now stands."""
        return self._element

    @contextmanager
    def shown_at(self, element: Site | None) -> Iterator[None]:
        """While it lasts, what is applied stands as `element` in a list."""
        before, self._element = self._element, element
        try:
            yield
        finally:
            self._element = before

    def close_run(self, complete: bool) -> None:
        """Makes records of what happened since the last run.

        complete: False where the run ended early, so that its models may not be finished.
        """
        for event in self._events:
            if isinstance(event, AppliedEvent):
                self._index_of_event[event.number] = self._record(event)
            else:
                record = record_of_unknown(event)
                self._unknown.setdefault(record)
                self._unknown_of[id(event.layer), event.site] = record
        others = {
            (event.site, event.layer.constructor)
            for event in self._events
            if isinstance(event, AppliedEvent) or event.kind != "refused"
        }
        self.refusals.close_run(self._renumbered, self._next_number, others)
        for model in self._models:
            for found in model.records(self):
                self._note_unbuilt_layers(found)
                if complete and model.is_of_the_file:
                    self._record_model(found)
        self._note_unused_layers()
        self._events.clear()
        self._layers.clear()
        self._models.clear()
        self._unknown_of.clear()
        self._calls = None

    def records(
        self,
    ) -> tuple[tuple[LayerApplication, ...], tuple[UnknownLayer, ...], tuple[ModelRecord, ...]]:
        """Everything recorded in the runs that are closed."""
        shown = {application.site for application in self._applications}
        unknown = tuple(layer for layer in self._unknown if layer.site not in shown)
        return tuple(self._applications), unknown, tuple(self._model_records)

    def snapshot(self) -> Recorder:
        """A copy in which the run so far is closed."""
        copied = copy.copy(self)
        for name, content in vars(self).items():
            if isinstance(content, list | dict):
                setattr(copied, name, content.copy())
        copied.refusals = self.refusals.copy()
        copied.feeds = self.feeds.copy()
        copied.close_run(complete=False)
        return copied

    def application_of(self, number: int) -> LayerApplication | None:
        """The record of an application of the run that is being closed."""
        index = self._index_of_event.get(number)
        return None if index is None else self._applications[index]

    def application_at(self, node: Node, machine: Machine) -> LayerApplication | UnknownLayer:
        """The record of a call in a graph, also of one that is not shown in the text (a layer
        of a ready-made model)."""
        for tensor in node.outputs:
            known = None if tensor.producer is None else self.application_of(tensor.producer)
            if known is not None:
                return known
        if isinstance(node, UnknownNode):
            return record_of_unknown(node.event)
        layer = node.operation
        given = [] if node.arguments is None else node.inputs(machine)
        weights = layer.owned_weights() or ()
        dtype = node.outputs[0].term.dtype if node.outputs else ""
        event = AppliedEvent(
            0,
            layer.constructor,
            layer,
            None,
            tuple(tensor.record() for tensor in given),
            tuple(tensor.record() for tensor in node.outputs),
            weights,
            dtype,
        )
        return self._record_of(event)

    def last_of(self, layer: CallableLayer) -> LayerApplication | UnknownLayer:
        """The record of the last time that a layer was applied in the run that is being
        closed; of the last call of which nothing is known where there is no other."""
        unknown: UnknownEvent | None = None
        for event in reversed(self._events):
            if event.layer is not layer:
                continue
            if isinstance(event, AppliedEvent):
                return self._record_of(event)
            unknown = unknown or event
        return record_of_unapplied(layer) if unknown is None else record_of_unknown(unknown)

    def inputs_of(
        self, layer: CallableLayer
    ) -> Iterator[tuple[CallableLayer | None, Shape | None]]:
        """What a layer was given in the run that is being closed: the layers that it comes from,
        with the shape of the tensor."""
        if self._calls is None:
            self._calls = CallsOfLayers(self._events)
        yield from self._calls.inputs_of(layer)

    def unknown_of(self, layer: CallableLayer, site: Site) -> UnknownLayer | None:
        """The record of a layer of the run that is being closed of which nothing is known."""
        return self._unknown_of.get((id(layer), site))

    def _record(self, event: AppliedEvent) -> int:
        record = self._record_of(event)
        # Records are large: only those that have much in common are compared as a whole.
        key = record.site, record.name, record.inputs, record.outputs
        alike = self._alike.get(key, ())
        for index in alike:
            if self._applications[index] == record:
                return index
        index = len(self._applications)
        self._alike[key] = (*alike, index)
        self._applications.append(record)
        return index

    def _record_model(self, record: ModelRecord) -> None:
        alike = self._models_alike.get((record.site, record.name), ())
        if not any(replace(record, key=known.key) == known for known in alike):
            self._models_alike[record.site, record.name] = (*alike, record)
            self._model_records.append(record)

    def _record_of(self, event: AppliedEvent) -> LayerApplication:
        inputs, outputs = self._renumbered(event.inputs), self._renumbered(event.outputs)
        return record_of_applied(event, inputs, outputs)

    def _renumbered(self, tensors: Sequence[TensorRecord]) -> tuple[TensorRecord, ...]:
        index_of = self._index_of_event
        return tuple(
            tensor
            if tensor.producer is None
            else TensorRecord(tensor.shape, tensor.dtype, index_of.get(tensor.producer))
            for tensor in tensors
        )

    def _note_unbuilt_layers(self, model: ModelRecord) -> None:
        for layer in model.layers:
            if isinstance(layer, UnknownLayer):
                self._unknown.setdefault(layer)

    def _note_unused_layers(self) -> None:
        seen = {id(event.layer) for event in self._events}
        seen.update(id(layer) for model in self._models for layer in model.layers_in_it())
        for layer in self._layers:
            if id(layer) not in seen and not layer.is_part_of_another:
                self._unknown.setdefault(record_of_unapplied(layer))
