"""Models that Keras refuses, or of which not all is known: what can be said of them."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.ide.wording import params_text
from keras_lens.interpreter.reach import Certainty
from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import (
    LayerApplication,
    ModelRecord,
    Outline,
    OutlineLayer,
    UnknownLayer,
)

NO_SHAPE_YET = "no-input-shape"
"""The kind of layers that wait for a shape: nothing is wrong with their model."""


def refused_by_keras() -> str:
    """What is said of a model or layer where there is room for a few words only."""
    return translate("refused by Keras")


def is_refused_layer(record: LayerApplication | UnknownLayer, analysis: Analysis) -> bool:
    """Whether Keras refuses a layer. What it might take when the program runs does not count."""
    if isinstance(record, LayerApplication) or record.refusal is None:
        return False
    places = {(site, record.constructor) for site in (record.site, record.constructor)}
    return any(
        (call.site, call.constructor) in places and call.certainty is not Certainty.POSSIBLE
        for call in analysis.refused
    )


def is_refused_model(model: ModelRecord, analysis: Analysis) -> bool:
    """Whether Keras refuses a model, or a layer of it."""
    if model.refusal is not None:
        return True
    if model.total_params is not None or not analysis.refused:
        return False
    records = [*model.layers, *(one.record for one in layers_in(model.outline))]
    return any(is_refused_layer(record, analysis) for record in records)


def layers_in(outline: Outline | None) -> Iterator[OutlineLayer]:
    """All layers of a model and of those in it, each once."""
    waiting, seen = [] if outline is None else [outline], set[int]()
    while waiting:
        for layer in waiting.pop().layers:
            if id(layer) in seen:
                continue
            seen.add(id(layer))
            yield layer
            if layer.inner is not None:
                waiting.append(layer.inner)


def why_no_totals(model: ModelRecord, is_refused: bool) -> str:
    """Why a model has no totals, in a sentence."""
    unknown = [one for one in model.layers if isinstance(one, UnknownLayer)]
    if is_refused:
        return translate("Keras refuses this model, so it has no totals.")
    if unknown and all(one.kind == NO_SHAPE_YET for one in unknown):
        return translate("The totals are not known: not every layer's input shape is.")
    return translate("The totals are not known: not every layer is.")


def totals_in_short(model: ModelRecord, analysis: Analysis) -> str:
    """The parameters of a model in a few words, or why there are none to tell."""
    if is_refused_model(model, analysis):
        return refused_by_keras()
    if model.total_params is None:
        return translate("parameters not known")
    return params_text(model.total_params)
