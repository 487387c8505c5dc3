"""The check of a rule that tells of a refused call with a message and tried proposals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from keras_lens.models.records import RefusedCall
from keras_lens.rules.findings import Finding
from keras_lens.rules.refusals.attempts import Proposal, fixes_of
from keras_lens.rules.refusals.refused import comes_from, finding, refused
from keras_lens.rules.rule import RuleContext


def check_with(
    rule: str,
    message: Callable[[RefusedCall], str],
    proposals: Callable[[RuleContext, RefusedCall], Iterable[Proposal]],
) -> Callable[[RuleContext], Iterator[Finding]]:
    """The check of `rule`: its calls, with where their inputs come from."""

    def check(context: RuleContext) -> Iterator[Finding]:
        for call in refused(context, rule):
            yield finding(
                context,
                rule,
                call,
                message(call),
                fixes=fixes_of(context, call, proposals(context, call)),
                related=list(comes_from(context.analysis, call.inputs)),
            )

    return check
