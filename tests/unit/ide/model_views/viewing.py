"""The view of a program's model."""

from __future__ import annotations

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.evaluation.outcomes import Api
from keras_lens.evaluation.questions import DescribeApi
from keras_lens.ide.diagnostics import diagnostics
from keras_lens.ide.model_view import ModelView, layer_kinds, model_view, view_targets
from keras_lens.models.analysis import analyse
from keras_lens.syntax.source import parse_source


def viewed(text: str, evaluation: KerasEvaluation, name: str = "model") -> ModelView:
    """The model that the program calls `name`, with what rules say of it."""
    analysis = analyse(parse_source("model.py", text), evaluation)
    [target] = [one for one in view_targets(analysis) if one.id == name]
    api = evaluation.ask(DescribeApi())
    assert isinstance(api, Api)
    found = diagnostics(analysis, evaluation, {})
    return model_view(analysis, target, found, layer_kinds(api))
