"""A model as a table or a diagram shows it: its layers, what is in them, what connects them."""

from keras_lens.ide.model_view.building import model_view, view_targets
from keras_lens.ide.model_view.exporting import FORMATS, exported, markdown_text
from keras_lens.ide.model_view.kinds import layer_kinds
from keras_lens.ide.model_view.naming import is_given_name
from keras_lens.ide.model_view.views import (
    Edge,
    LayerFinding,
    LayerView,
    ModelProblem,
    ModelView,
    ViewTarget,
)

__all__ = [
    "FORMATS",
    "Edge",
    "LayerFinding",
    "LayerView",
    "ModelProblem",
    "ModelView",
    "ViewTarget",
    "exported",
    "is_given_name",
    "layer_kinds",
    "markdown_text",
    "model_view",
    "view_targets",
]
