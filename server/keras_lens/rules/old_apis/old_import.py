"""The rule `old-import`: modules that Keras 3 does not have."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.models.legacy.uses import OldUse
from keras_lens.rules.editing.edits import name_span
from keras_lens.rules.editing.enclosing import enclosing_of
from keras_lens.rules.findings import Finding
from keras_lens.rules.old_apis.places import module_span
from keras_lens.rules.old_apis.private_copies import imports_of_copies
from keras_lens.rules.old_apis.rewriting.file import rewriting_of
from keras_lens.rules.old_apis.rewriting.offers import fixes_at
from keras_lens.rules.old_apis.uses import old_uses, severity_of
from keras_lens.rules.old_apis.wording import import_message
from keras_lens.rules.rule import Rule, RuleContext

_EXPLANATION = """\
Keras 1 and 2 kept their classes in many modules: `keras.layers.convolutional`,
`keras.layers.normalization`, `keras.utils.np_utils`, `keras.engine.topology`. Programs of that time
import from them, and most tutorials still do. Keras 3 has one module for each subject
(`keras.layers`, `keras.utils`), and the old import fails with `ModuleNotFoundError`.

`tensorflow.python.keras` is a private copy of an old Keras: importing from it is reported as
information, since it can be done.

Everything else is shown as if the import were one of today. Imports inside `try`, or under a
condition on the version, are left alone; so are programs that ask for Keras 2 with
`TF_USE_LEGACY_KERAS`.
"""

_BAD = """\
from keras.models import Sequential
from keras.layers.convolutional import Conv2D, MaxPooling2D
from keras.layers.core import Dense, Flatten
from keras import Input

model = Sequential()
model.add(Input(shape=(28, 28, 1)))
model.add(Conv2D(32, (3, 3), activation="relu"))
model.add(MaxPooling2D((2, 2)))
model.add(Flatten())
model.add(Dense(10, activation="softmax"))
"""

_GOOD = _BAD.replace("keras.layers.convolutional", "keras.layers").replace(
    "keras.layers.core", "keras.layers"
)


def check(context: RuleContext) -> Iterator[Finding]:
    """One finding for each import statement, and for each old module that is named."""
    file = context.analysis.file
    enclosing = enclosing_of(file.tree)
    rewriting = rewriting_of(context.analysis)
    statements: dict[ast.stmt, list[OldUse]] = {}
    for use in old_uses(context.analysis, "import"):
        statement = enclosing.statement(use.site.node)
        if isinstance(statement, ast.Import | ast.ImportFrom):
            statements.setdefault(statement, []).append(use)
            continue
        span = name_span(file, use.site.node)
        yield Finding(
            rule=RULE.identifier,
            severity=severity_of(use),
            message=import_message([use]),
            span=span,
            fixes=fixes_at(context, rewriting, use.site.node),
        )
    for statement, uses in statements.items():
        if isinstance(statement, ast.Import | ast.ImportFrom):
            yield Finding(
                rule=RULE.identifier,
                severity=severity_of(uses[0]),
                message=import_message(uses),
                span=module_span(file, statement),
                fixes=fixes_at(context, rewriting, statement),
            )
    yield from imports_of_copies(context, RULE.identifier)


RULE = Rule(
    identifier="old-import",
    severity="error",
    summary="A module that older versions of Keras had",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_GOOD,
    fixes=(
        "Import from the module of today; where a name is another one, its uses change too.",
        "Rewrite all old Keras in the file: offered if the models stay what was shown.",
    ),
    check=check,
    raises=True,
)
