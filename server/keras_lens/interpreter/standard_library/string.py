"""`string`: its constants."""

from __future__ import annotations

import string

from keras_lens.interpreter.library import library_value
from keras_lens.interpreter.values import Constant

for _name in ("ascii_letters", "ascii_lowercase", "ascii_uppercase", "digits", "punctuation"):
    library_value(f"string.{_name}")(lambda machine, name=_name: Constant(getattr(string, name)))
