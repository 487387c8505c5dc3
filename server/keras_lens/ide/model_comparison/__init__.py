"""Two models, or two versions of one, side by side with what has changed."""

from keras_lens.ide.model_comparison.comparing import (
    ComparedCount,
    ComparedLayer,
    ModelComparison,
    compare,
)
from keras_lens.ide.model_comparison.writing import FORMATS, written

__all__ = [
    "FORMATS",
    "ComparedCount",
    "ComparedLayer",
    "ModelComparison",
    "compare",
    "written",
]
