"""Why a model is not shown as a whole: the one cause that a user can do something about."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.ide.layer_text import reason_text
from keras_lens.ide.model_view.marks import Marks
from keras_lens.ide.model_view.views import LayerFinding, LayerView, ModelProblem
from keras_lens.ide.refused_models import NO_SHAPE_YET, is_refused_layer
from keras_lens.localization import translate, translate_reason
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import ModelRecord, UnknownLayer
from keras_lens.rules.views.refusal_words import words_of

_OF_THE_LAYER, _FROM_ANOTHER, _WAITING = range(3)
_RANKS = {"unknown-input": _FROM_ANOTHER, NO_SHAPE_YET: _WAITING}
"""A layer whose input is not known is seldom the cause."""


def problem_of(
    model: ModelRecord,
    layers: Sequence[LayerView],
    unknown: Sequence[tuple[UnknownLayer, LayerView]],
    marks: Marks,
    analysis: Analysis,
) -> ModelProblem | None:
    """None where all is known, or where Keras has not answered yet.

    unknown: the layers of which nothing is known, those inside of a model before it.
    """
    if model.total_params is not None:
        return None
    if model.refusal is not None:
        words = translate("Keras refuses it. {words}", words=words_of(model.refusal, None))
        culprit = next((one for one in layers if _told(one.findings)), None)
        told = _told(marks.of(model) if culprit is None else culprit.findings)
        layer = None if culprit is None else culprit.id
        return ModelProblem(told or words, layer, is_refusal=True)
    for record, view in unknown:
        if is_refused_layer(record, analysis):
            text = _told(view.findings) or reason_text(record)
            return ModelProblem(text, view.id, is_refusal=True)
    if any(record.kind == "pending" for record, _ in unknown):
        return None
    by_rank = sorted(unknown, key=lambda one: _RANKS.get(one[0].kind, _OF_THE_LAYER))
    if by_rank:
        record, view = by_rank[0]
        return ModelProblem(reason_text(record), view.id, is_refusal=False)
    if model.unknown is None:
        return None
    return ModelProblem(translate_reason(model.unknown), None, is_refusal=False)


def _told(findings: Sequence[LayerFinding]) -> str | None:
    """What a rule says, in plainer words than Keras."""
    return next((one.message for one in findings if one.severity == "error"), None)
