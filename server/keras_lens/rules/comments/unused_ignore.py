"""The rule `unused-ignore`; it comes after all others, which tell what they left out."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.localization import sentences, translate
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.ignores import IgnoredRule, ignore_removal, name_span, renaming
from keras_lens.rules.names import nearest
from keras_lens.rules.rule import Rule, RuleContext

IDENTIFIER = "unused-ignore"

_HEAD = """\
import keras
from keras import layers

"""


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each name that keeps nothing away, once all is known of the file."""
    analysis = context.analysis
    if not analysis.complete or analysis.ended_early or not analysis.all_answered:
        return
    if analysis.file.problems:
        return
    for ignored in context.ignores.unused():
        message = _message(context, ignored)
        if message is not None:
            yield Finding(
                IDENTIFIER,
                RULE.severity,
                message,
                name_span(analysis.file, ignored),
                fixes=tuple(_fixes(context, ignored)),
            )


def _message(context: RuleContext, ignored: IgnoredRule) -> str | None:
    """Why `ignored` does nothing; None where it may do something."""
    name = ignored.name
    if name == IDENTIFIER:
        return None
    if name not in context.known:
        close = nearest(name, context.known)
        return sentences(
            translate("There is no rule {rule}.", rule=name),
            "" if close is None else translate("Did you mean {rule}?", rule=close),
            translate("This comment does nothing for it."),
        )
    if not ignored.is_placed:
        return translate(
            "ignore-file[...] holds only above the first statement of the file. Move it up, or"
            " write ignore[{rule}] at the end of the line that is meant.",
            rule=name,
        )
    if name not in context.done or context.gave_up:
        return None
    if ignored.directive.for_file:
        return translate("{rule} finds nothing in this file: the comment is not needed.", rule=name)
    return translate("{rule} finds nothing on this line: the comment is not needed.", rule=name)


def _fixes(context: RuleContext, ignored: IgnoredRule) -> Iterator[Fix]:
    file = context.analysis.file
    unknown = ignored.name not in context.known
    close = nearest(ignored.name, context.known) if unknown else None
    if close is not None and close not in ignored.directive.rules:
        title = translate("Write {code}", code=close)
        yield Fix(title, (renaming(file, ignored, close),), preferred=True)
    yield Fix(
        translate("Remove {code}", code=f"ignore[{ignored.name}]"),
        (ignore_removal(file, ignored),),
        preferred=close is None,
        safe=close is None and ignored.is_placed,
    )


RULE = Rule(
    identifier=IDENTIFIER,
    severity="information",
    summary="A comment keeps away a finding that is not there, or of a rule that does not exist",
    explanation="""\
`# keras-lens: ignore[rule]` keeps the findings of a rule away from its line, and
`# keras-lens: ignore-file[rule]`, above the first statement, from the file. A comment that keeps
nothing away misleads the next reader, and it would hide a mistake that is made there later.

Nothing is reported while the file has syntax errors, where not all of it could be looked at, while
there is no TensorFlow to ask, and for rules that are off.
""",
    bad=f"""\
{_HEAD}
model = keras.Sequential()
model.add(keras.Input(shape=(28, 28, 1)))
model.add(layers.Flatten())
model.add(layers.Dense(64))  # keras-lens: ignore[dense-before-flatten]
""",
    good=f"""\
{_HEAD}
model = keras.Sequential()
model.add(keras.Input(shape=(28, 28, 1)))
model.add(layers.Flatten())
model.add(layers.Dense(64))
""",
    fixes=(
        "Remove the name, and the comment where nothing is left of it.",
        "Write the rule's name that was probably meant.",
    ),
    check=check,
)
