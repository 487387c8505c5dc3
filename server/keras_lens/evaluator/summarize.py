"""The answer to `Summarize`: what `model.summary()` prints."""

from __future__ import annotations

import contextlib
import io
from typing import Any

from .problems import Refused, raise_if_unsupported
from .recipes import rebuild
from .terms import read

_OPTIONS = frozenset({"line_length", "positions", "expand_nested", "show_trainable", "layer_range"})
"""`print_fn` is left out: where the text goes does not change it."""


def summarize(question: dict[str, Any]) -> dict[str, Any]:
    """The outcome `Summary`: the text as it is printed into a file.

    It is caught from standard output, since a `print_fn` makes Keras render differently.
    """
    try:
        model = rebuild(question["recipe"])
    except Exception as cause:
        raise_if_unsupported(cause)
        raise Refused(cause, "build") from cause
    options = {name: read(term) for name, term in question["options"].items() if name in _OPTIONS}
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            model.summary(**options)
    except Exception as cause:
        raise Refused(cause, "summarize") from cause
    return {"outcome": "summary", "text": printed.getvalue()}
