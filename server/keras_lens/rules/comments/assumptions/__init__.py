"""The rules about `# keras-lens: name=value`: their words and their checks."""

from __future__ import annotations

from keras_lens.rules.comments.assumptions.checks import (
    misunderstood_assumptions,
    unused_assumptions,
    wrong_assumptions,
)
from keras_lens.rules.rule import Rule

_ASSUMPTIONS = "[assumption](../assumptions.md)"

_HEAD = """\
import keras
from keras import layers

"""

MISUNDERSTOOD = Rule(
    identifier="assumption-misunderstood",
    severity="information",
    summary="A part of a `# keras-lens:` comment cannot be understood and says nothing",
    explanation=f"""\
A comment `# keras-lens: units=64, input_shape=(28, 28, 1)` makes an {_ASSUMPTIONS}. Each part is a
name, a `=` and a value; several are separated by commas. A value is a number, a string, `None`,
`True` or `False`, or a tuple, list or dictionary of them. `name.shape` takes a tuple of sizes, with
`None` for one that is left open; `name.dtype` stands beside it. What else is there is left out, and
the other parts hold.
""",
    bad=f"""\
{_HEAD}
# keras-lens: num_classes=len(labels), units=64
def build(num_classes, units):
    return keras.Sequential([layers.Dense(units), layers.Dense(num_classes)])
""",
    good=f"""\
{_HEAD}
# keras-lens: num_classes=10, units=64
def build(num_classes, units):
    return keras.Sequential([layers.Dense(units), layers.Dense(num_classes)])
""",
    fixes=("None: write a value, or take the part out.",),
    check=misunderstood_assumptions,
)

WRONG = Rule(
    identifier="assumption-wrong",
    severity="information",
    summary="The program has another value than a comment assumes",
    explanation=f"""\
An {_ASSUMPTIONS} supplies a value where the program gives none that can be known. A value that the
program gives is never replaced, so this comment changes nothing, and it says something that is not
so. The message tells the value that the program has.

An assumption that is needed at one place is not reported for having been of no use at another: a
function may be called with several values.
""",
    bad=f"""\
{_HEAD}
def build(num_classes):  # keras-lens: num_classes=12
    return keras.Sequential([keras.Input((8,)), layers.Dense(num_classes)])


model = build(10)
""",
    good=f"""\
{_HEAD}
def build(num_classes):
    return keras.Sequential([keras.Input((8,)), layers.Dense(num_classes)])


model = build(10)
""",
    fixes=("Remove the assumption.",),
    check=wrong_assumptions,
)

UNUSED = Rule(
    identifier="assumption-unused",
    severity="information",
    summary="A comment assumes something that is not needed",
    explanation=f"""\
An {_ASSUMPTIONS} supplies a value where the program gives none that can be known. This one never
did: what it stands on or above has nothing of that name, or the program has the same value anyway,
or the code is not reached.

While the file has syntax errors nothing is reported.
""",
    bad=f"""\
{_HEAD}
def build(num_classes):  # keras-lens: num_clases=10
    return keras.Sequential([keras.Input((8,)), layers.Dense(num_classes)])
""",
    good=f"""\
{_HEAD}
def build(num_classes):  # keras-lens: num_classes=10
    return keras.Sequential([keras.Input((8,)), layers.Dense(num_classes)])
""",
    fixes=("Remove the assumption.",),
    check=unused_assumptions,
)
