"""What happens to layers while the program is interpreted, and what is recorded of it.

An event refers to values of the interpreter, which change while it runs; its record is made at the
end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from keras_lens.evaluation.outcomes import Refusal
from keras_lens.interpreter.reach import Certainty
from keras_lens.interpreter.sites import Site
from keras_lens.models.layers.owned_weights import OwnedWeight, totals
from keras_lens.models.records import (
    LayerApplication,
    Shape,
    TensorRecord,
    UnknownLayer,
    count_record,
)

if TYPE_CHECKING:
    from keras_lens.models.layers.callable_layer import CallableLayer
    from keras_lens.models.networks.model import ModelValue


@dataclass(slots=True)
class AppliedEvent:
    """`layer` was applied at `site`, in `model` (None outside of a Sequential)."""

    number: int
    site: Site
    layer: CallableLayer
    model: ModelValue | None
    inputs: tuple[TensorRecord, ...]
    outputs: tuple[TensorRecord, ...]
    weights: tuple[OwnedWeight, ...] | None
    dtype: str
    element: Site | None = None
    certainty: Certainty = Certainty.SURE


@dataclass(frozen=True)
class UnknownEvent:
    """`layer` stands at `site` and nothing is known of what it gives.

    inputs: what it is given there: the numbers of the events that it comes from, and its shape,
        None where that is not known.
    """

    number: int
    site: Site
    layer: CallableLayer
    model: ModelValue | None
    kind: str
    reason: str
    refusal: Refusal | None
    inputs: tuple[tuple[tuple[int, ...], Shape | None], ...] = ()


class CallsOfLayers:
    """What happened to layers in a run, by the layers."""

    def __init__(self, events: Sequence[AppliedEvent | UnknownEvent]) -> None:
        self._maker = {event.number: event.layer for event in events}
        self._of_layer: dict[CallableLayer, list[AppliedEvent | UnknownEvent]] = {}
        for event in events:
            self._of_layer.setdefault(event.layer, []).append(event)

    def inputs_of(
        self, layer: CallableLayer
    ) -> Iterator[tuple[CallableLayer | None, Shape | None]]:
        """What a layer was given: the layers that it comes from, with the shape of the tensor,
        None where that is not known."""
        for event in self._of_layer.get(layer, ()):
            for producers, shape in _given(event):
                for producer in producers:
                    yield self._maker.get(producer), shape


def _given(
    event: AppliedEvent | UnknownEvent,
) -> Iterator[tuple[tuple[int, ...], Shape | None]]:
    if isinstance(event, UnknownEvent):
        yield from event.inputs
        return
    for tensor in event.inputs:
        yield tensor.origins if tensor.producer is None else (tensor.producer,), tensor.shape


def record_of_applied(
    event: AppliedEvent, inputs: tuple[TensorRecord, ...], outputs: tuple[TensorRecord, ...]
) -> LayerApplication:
    """The event as plain data; in `inputs` and `outputs` producers are numbered as records are."""
    known = event.weights
    sums = None if known is None else totals(known, event.layer.trainability())
    return LayerApplication(
        site=event.site,
        shown_at=_shown_at(event),
        constructor=event.layer.constructor,
        class_name=event.layer.class_name,
        name=event.layer.name,
        model=None if event.model is None else event.model.name,
        model_key=None if event.model is None else event.model.key,
        inputs=inputs,
        outputs=outputs,
        weights=tuple(one.weight for one in known or ()),
        trainable=event.layer.is_trainable(),
        params=None if sums is None else count_record(sums.params),
        trainable_params=None if sums is None else count_record(sums.trainable),
        dtype=event.dtype,
        made=event.layer.made,
        attributes=event.layer.plain_attributes,
        certainty=event.certainty,
    )


def _shown_at(event: AppliedEvent) -> Site:
    """A layer that was made elsewhere is shown where it was made; a model, which has a place
    of its own, where it is used."""
    is_model = event.layer.class_name == "Sequential"
    return event.element if is_model and event.element is not None else event.site


def record_of_unknown(event: UnknownEvent) -> UnknownLayer:
    """The event as plain data."""
    return UnknownLayer(
        site=event.site,
        constructor=event.layer.constructor,
        class_name=event.layer.class_name,
        name=event.layer.name,
        model_key=None if event.model is None else event.model.key,
        kind=event.kind,
        reason=event.reason,
        refusal=event.refusal,
    )


def record_of_unapplied(layer: CallableLayer) -> UnknownLayer:
    """A layer to which nothing has happened: it stands where it was made."""
    kind, reason = layer.why_unknown()
    return UnknownLayer(
        site=layer.constructor,
        constructor=layer.constructor,
        class_name=layer.class_name,
        name=layer.name,
        model_key=None,
        kind=kind,
        reason=reason,
    )
