"""`json`, for literals."""

from __future__ import annotations

import json

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import bounded, from_python, is_literal, to_python
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.standard_library.registry import function
from keras_lens.interpreter.values import Constant, Unknown, Value


@function("json.loads")
def loads(arguments: Arguments, site: Site, machine: Machine) -> Value:
    text = first(arguments)
    if not isinstance(text, Constant) or not isinstance(text.literal, str) or arguments.keywords:
        return Unknown("the text of the JSON is not known")
    try:
        return from_python(json.loads(text.literal))
    except (ValueError, RecursionError):
        return Unknown("the text is no JSON")


@function("json.dumps")
def dumps(arguments: Arguments, site: Site, machine: Machine) -> Value:
    value = to_python(first(arguments), machine, tables=True)
    if not is_literal(value) or arguments.keywords:
        return Unknown("the text of the JSON is not known")
    try:
        return bounded(json.dumps(value))
    except (ValueError, TypeError, RecursionError):
        return Unknown("'json.dumps()' fails here")
