"""What happens to layers and models while the program is interpreted, and the records that
are made of it.

Values change while the program runs, so what is recorded refers to them; `close_run` turns
it into plain data at the end of a run, when `trainable` and the weights have their final
state.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from keras_lens.interpreter.sites import Site
from keras_lens.models.closed_runs import ClosedRuns
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
from keras_lens.models.visibility import Visibility

if TYPE_CHECKING:
    from keras_lens.interpreter.machine import Machine
    from keras_lens.models.layers.callable_layer import CallableLayer
    from keras_lens.models.networks.model import ModelValue
    from keras_lens.models.networks.unknown_model import UnknownModel
    from keras_lens.models.nodes import Node
    from keras_lens.models.training.frozen_layers import FreezingRecord


class Recorder(Visibility):
    """Collects events and makes records of them.

    closed: the records of the runs that have ended.
    """

    def __init__(self) -> None:
        super().__init__()
        self.closed = ClosedRuns()
        self.old_uses: dict[OldUse, None] = {}
        self._events: list[AppliedEvent | UnknownEvent] = []
        self._layers: list[CallableLayer] = []
        self._models: list[ModelValue | UnknownModel] = []
        self._next_number = 0
        self._unknown_of: dict[tuple[int, Site], UnknownLayer] = {}
        self._calls: CallsOfLayers | None = None
        self._index_of_event: dict[int, int] = {}
        self.refusals = Refusals()
        self.freezings: dict[FreezingRecord, None] = {}
        self.empty_summaries: dict[EmptySummary, None] = {}
        self.feeds = Feeds()

    def layer_made(self, layer: CallableLayer) -> None:
        """Notes that the program has made a layer."""
        if not self.is_muted:
            self._layers.append(layer)

    def empty_summary(self, summary: EmptySummary) -> None:
        """Notes a summary that shows nothing."""
        if not self.is_muted:
            self.empty_summaries.setdefault(summary)

    def model_made(self, model: ModelValue | UnknownModel) -> None:
        """Notes that the program has made a model."""
        if self.shows_models:
            self._models.append(model)

    def reserve(self) -> int:
        """The number of an application that is about to be recorded; its outputs carry it."""
        self._next_number += 1
        return self._next_number

    def record(self, event: AppliedEvent | UnknownEvent) -> None:
        """Notes what happened."""
        if self.shows(event.layer):
            self._events.append(event)

    def record_refused(self, call: RefusedCall) -> None:
        """Notes what Keras refuses."""
        self.refusals.note(call, is_muted=self.is_muted)

    def close_run(self, complete: bool) -> None:
        """Makes records of what happened since the last run.

        complete: False where the run ended early, so that its models may not be finished.
        """
        self._close_events()
        self.refusals.close_run(self._renumbered, self._next_number, self._not_refused())
        self._close_models(complete)
        self._note_unused_layers()
        self._forget_run()

    def _close_events(self) -> None:
        for event in self._events:
            if isinstance(event, AppliedEvent):
                number = self.closed.add_application(self._record_of(event))
                self._index_of_event[event.number] = number
            else:
                record = record_of_unknown(event)
                self.closed.add_unknown(record)
                self._unknown_of[id(event.layer), event.site] = record

    def _not_refused(self) -> set[tuple[Site, Site]]:
        """Sites and constructors of calls of layers that were not refused, or may not be."""
        return {
            (event.site, event.layer.constructor)
            for event in self._events
            if isinstance(event, AppliedEvent) or event.kind != "refused"
        }

    def _close_models(self, complete: bool) -> None:
        for model in self._models:
            for record in model.records(self):
                self._note_unbuilt_layers(record)
                if complete and model.is_of_the_file:
                    self.closed.add_model(record)

    def _forget_run(self) -> None:
        self._events.clear()
        self._layers.clear()
        self._models.clear()
        self._unknown_of.clear()
        self._calls = None

    def snapshot(self) -> Recorder:
        """A copy in which the run so far is closed."""
        copied = copy.copy(self)
        for name, content in vars(self).items():
            if isinstance(content, list | dict):
                setattr(copied, name, content.copy())
        copied.closed = self.closed.copy()
        copied.refusals = self.refusals.copy()
        copied.feeds = self.feeds.copy()
        copied.close_run(complete=False)
        return copied

    def application_of(self, number: int) -> LayerApplication | None:
        """The record of an application of the run that is being closed."""
        index = self._index_of_event.get(number)
        return None if index is None else self.closed.application(index)

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
                self.closed.add_unknown(layer)

    def _note_unused_layers(self) -> None:
        seen = {id(event.layer) for event in self._events}
        seen.update(id(layer) for model in self._models for layer in model.layers_in_it())
        for layer in self._layers:
            if id(layer) not in seen and not layer.is_part_of_another:
                self.closed.add_unknown(record_of_unapplied(layer))
