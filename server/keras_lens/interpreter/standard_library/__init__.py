"""Functions and values of Python's standard library: one module a library.

To add a function: write one of the arguments, the site and the machine, and register it with
`function("library.name")` from `registry`. One that Python itself can work out on literals is
named in a call of `literal_functions` (only without side effects, and of bounded cost). Values,
such as `math.pi`, are made by a function that is registered with `library_value`.
"""

from keras_lens.interpreter.standard_library import (  # noqa: F401  (they register what there is)
    argparse,
    collections,
    contextlib,
    copy,
    dataclasses,
    deques,
    enum,
    functools,
    itertools,
    json,
    math,
    named_tuples,
    operator,
    os,
    string,
    sys,
    types,
    typing,
)
from keras_lens.interpreter.standard_library.registry import call_standard_library

__all__ = ["call_standard_library"]
