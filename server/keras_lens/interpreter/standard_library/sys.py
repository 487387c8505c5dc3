"""`sys`: the end of the program."""

from __future__ import annotations

from keras_lens.interpreter.builtins.environment import exit_program
from keras_lens.interpreter.standard_library.registry import FUNCTIONS

FUNCTIONS["sys.exit"] = exit_program
