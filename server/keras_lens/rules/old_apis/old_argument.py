"""The rule `old-argument`: arguments that Keras 3 does not take."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.rules.findings import Finding
from keras_lens.rules.old_apis.kernels import kernels_by_place
from keras_lens.rules.old_apis.places import keyword_span
from keras_lens.rules.old_apis.rewriting.file import rewriting_of
from keras_lens.rules.old_apis.rewriting.offers import fixes_at
from keras_lens.rules.old_apis.uses import old_uses, severity_of
from keras_lens.rules.old_apis.wording import argument_message, short
from keras_lens.rules.rule import Rule, RuleContext

_EXPLANATION = """\
Keras 2 gave most arguments new names, and Keras 3 takes the new ones only:

| Keras 1 | today |
|---|---|
| `Convolution2D(32, 3, 3)` | `Conv2D(32, (3, 3))` |
| `border_mode=`, `subsample=`, `dim_ordering=` | `padding=`, `strides=`, `data_format=` |
| `output_dim=`, `nb_filter=`, `p=` | `units=`, `filters=`, `rate=` |
| `init=`, `W_regularizer=`, `bias=` | `kernel_initializer=`, `kernel_regularizer=`, `use_bias=` |
| `fit(..., nb_epoch=10)` | `fit(..., epochs=10)` |
| `Model(input=x, output=y)` | `Model(inputs=x, outputs=y)` |
| `Adam(lr=0.001)` | `Adam(learning_rate=0.001)` (Keras 3) |

The shapes are shown as if the call were written with today's names. Where an argument has no
namesake that does the same, nothing is shown. An old name that Keras 3 still takes is a hint.

`Convolution2D(32, 3, 3)` alone raises nothing: Keras 3 takes the last number as the stride, and the
output is a third of what was meant. It is a warning.
"""

_BAD = """\
import keras
from keras.layers import Convolution2D, Dense, Flatten

model = keras.Sequential()
model.add(keras.Input(shape=(28, 28, 1)))
model.add(Convolution2D(32, 3, 3, border_mode="same", activation="relu"))
model.add(Flatten())
model.add(Dense(output_dim=10, init="uniform", activation="softmax"))
model.compile(keras.optimizers.Adam(lr=0.001), loss="categorical_crossentropy")
"""

_GOOD = """\
import keras
from keras.layers import Convolution2D, Dense, Flatten

model = keras.Sequential()
model.add(keras.Input(shape=(28, 28, 1)))
model.add(Convolution2D(32, (3, 3), padding="same", activation="relu"))
model.add(Flatten())
model.add(Dense(10, kernel_initializer="uniform", activation="softmax"))
model.compile(keras.optimizers.Adam(learning_rate=0.001), loss="categorical_crossentropy")
"""


def check(context: RuleContext) -> Iterator[Finding]:
    """One finding for each call with old arguments."""
    rewriting = rewriting_of(context.analysis)
    seen: set[ast.AST] = set()
    for use in old_uses(context.analysis, "argument"):
        seen.add(use.site.node)
        if not use.renamed and short(use.old) != short(use.new or ""):
            continue  # its name is what is old
        names = [old for old, _ in use.renamed]
        yield Finding(
            rule=RULE.identifier,
            severity=severity_of(use),
            message=argument_message(use),
            span=keyword_span(context.analysis.file, use.site.node, names),
            fixes=fixes_at(context, rewriting, use.site.node),
        )
    yield from kernels_by_place(context, RULE.identifier, seen)


RULE = Rule(
    identifier="old-argument",
    severity="error",
    summary="An argument that older versions of Keras took",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_GOOD,
    fixes=(
        "Write the call with the arguments of today.",
        "Put `keras.Input(batch_shape=...)` before a layer that was given `batch_input_shape`.",
        "Rewrite all old Keras in the file: offered if the models stay what was shown.",
    ),
    check=check,
    raises=True,
)
