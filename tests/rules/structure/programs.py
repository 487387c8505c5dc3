"""Programs for the tests of rules about structure, and what is said of them."""

from __future__ import annotations

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.rules.editing.edits import apply_edits
from keras_lens.syntax.source import parse_source
from tests.rules.checked import findings_in

HEAD = """\
import keras
import numpy as np
from keras import layers
from keras.layers import *

"""


def sequential(
    *layers: str, input_shape: str = "(20,)", compiled: str = 'model.compile("adam", "mse")'
) -> str:
    """A Sequential of these layers, a line each."""
    lines = "".join(f"    {layer},\n" for layer in layers)
    model = f"keras.Sequential([\n    keras.Input({input_shape}),\n{lines}])"
    return f"{HEAD}model = {model}\n{compiled}\n"


def functional(*statements: str, ends: str = "inputs, x", shape: str = "(20,)") -> str:
    """A functional model: these statements between its input and itself."""
    body = "\n".join(statements)
    return (
        f"{HEAD}inputs = keras.Input({shape})\n{body}\n"
        f'model = keras.Model({ends})\nmodel.compile("adam", "mse")\n'
    )


def said_of(program: str, rule: str, evaluation: KerasEvaluation) -> list[tuple[str, str]]:
    """Severity and the text of the line of each finding of `rule`."""
    lines = program.splitlines()
    return [
        (finding.severity, lines[finding.span.start.line].strip().rstrip(","))
        for finding in findings_in(program, evaluation)
        if finding.rule == rule
    ]


def mended(program: str, rule: str, evaluation: KerasEvaluation, number: int = 0) -> str:
    """The program after a fix of its one finding of `rule`; that has gone with it."""
    [finding] = [one for one in findings_in(program, evaluation) if one.rule == rule]
    text = apply_edits(parse_source("program.py", program), finding.fixes[number].edits)
    assert said_of(text, rule, evaluation) == []
    compile(text, "program.py", "exec")
    return text
