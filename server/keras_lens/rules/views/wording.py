"""Shapes and counts as the rules' messages write them."""

from __future__ import annotations

from keras_lens.algebra import Size
from keras_lens.localization import translate
from keras_lens.models.records import Shape


def shape_text(shape: Shape) -> str:
    """A shape as Python writes a tuple: `(None, 28, 28, 1)`, `(None,)`."""
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"


def parameters_text(count: Size) -> str:
    """`50,240 parameters`, `1 parameter`."""
    if count == 1:
        return translate("{count} parameter", count=f"{count:,}")
    return translate("{count} parameters", count=f"{count:,}")


def params_text(count: Size) -> str:
    """The short form: `50,240 params`, `1 param`."""
    if count == 1:
        return translate("{count} param", count=f"{count:,}")
    return translate("{count} params", count=f"{count:,}")
