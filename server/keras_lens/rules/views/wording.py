"""Shapes and counts as the rules' messages write them."""

from __future__ import annotations

from keras_lens.algebra import Size
from keras_lens.models.records import Shape


def shape_text(shape: Shape) -> str:
    """A shape as Python writes a tuple: `(None, 28, 28, 1)`, `(None,)`."""
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"


def parameters_text(count: Size) -> str:
    """`50,240 parameters`, `1 parameter`."""
    return f"{count:,} parameter{'' if count == 1 else 's'}"


def params_text(count: Size) -> str:
    """The short form: `50,240 params`, `1 param`."""
    return f"{count:,} param{'' if count == 1 else 's'}"
