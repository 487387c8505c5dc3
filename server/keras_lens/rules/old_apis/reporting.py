"""The check that rules about old Keras share where a finding stands at a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from keras_lens.models.legacy.uses import OldUse
from keras_lens.rules.editing.edits import name_span
from keras_lens.rules.findings import Finding
from keras_lens.rules.old_apis.places import place_of
from keras_lens.rules.old_apis.rewriting.file import rewriting_of
from keras_lens.rules.old_apis.rewriting.offers import fixes_at
from keras_lens.rules.old_apis.uses import old_uses, severity_of
from keras_lens.rules.rule import RuleContext

Message = Callable[[OldUse], str]


def check_uses(
    rule: str, kind: str, message: Message
) -> Callable[[RuleContext], Iterator[Finding]]:
    """A check with one finding for each use of a kind (`OldUse.kind`), at the name that is old."""

    def check(context: RuleContext) -> Iterator[Finding]:
        file = context.analysis.file
        rewriting = rewriting_of(context.analysis)
        for use in old_uses(context.analysis, kind):
            yield Finding(
                rule=rule,
                severity=severity_of(use),
                message=message(use),
                span=name_span(file, use.site.node),
                fixes=fixes_at(context, rewriting, place_of(file, use)),
            )

    return check
