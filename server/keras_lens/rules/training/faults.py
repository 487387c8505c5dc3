"""What goes wrong with data that models are given: each call belongs to one rule."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from keras_lens.evaluation.outcomes import Refusal
from keras_lens.interpreter.reach import Certainty
from keras_lens.models.analysis import Analysis
from keras_lens.models.training.feed_records import LAST_BATCH, Fed, FedGroup, FedTensor, FeedRecord
from keras_lens.rules.editing.edits import extent_of, name_span, offset_after
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.rule import RuleContext
from keras_lens.rules.views.feeding import argument_of, tensors_in
from keras_lens.rules.views.refusal_words import words_of
from keras_lens.syntax.spans import TextEdit

NOT_COMPILED = "fit-before-compile"
LENGTHS = "data-lengths-differ"
FIXED_BATCH = "fixed-batch-size"
DATA = "data-does-not-fit-model"
LABELS = "labels-do-not-fit-output"
OTHER = "training-refused"
_SEVERITIES = {Certainty.SURE: "error", Certainty.BRANCH: "warning"}
_WITHOUT_COMPILE = ("predict", "predict_on_batch", "__call__")
_SHAPES = re.compile(r"shape|rank|[Dd]imension|structure")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong with the data of a call.

    rule: which one tells of it. x, y: the data in question; of `validation_data` where
    `is_validation`. refusal: what Keras says, None where it was not asked.
    """

    feed: FeedRecord
    rule: str
    x: Fed | None
    y: Fed | None
    refusal: Refusal | None = None
    is_validation: bool = False


def faults(analysis: Analysis, rule: str) -> Iterator[Fault]:
    """Those that `rule` tells of, each call once."""
    seen: set[int] = set()
    for feed in analysis.feeds:
        start = extent_of(analysis.file, feed.site.node).start
        if feed.certainty not in _SEVERITIES or start in seen or _may_change(analysis, feed):
            continue
        fault = _fault(analysis, feed)
        if fault is None:
            continue
        seen.add(start)
        if fault.rule == rule:
            yield fault


def _may_change(analysis: Analysis, feed: FeedRecord) -> bool:
    """Whether a line that is not Python (yet) may be what makes the call right."""
    line = feed.site.span.start.line
    return any(problem.span.start.line <= line for problem in analysis.file.problems)


def _fault(analysis: Analysis, feed: FeedRecord) -> Fault | None:
    if feed.is_compiled is False and feed.method not in _WITHOUT_COMPILE:
        return Fault(feed, NOT_COMPILED, feed.x, feed.y)
    return _fault_of_data(analysis, feed) or _fault_of_validation(analysis, feed)


def _fault_of_data(analysis: Analysis, feed: FeedRecord) -> Fault | None:
    if feed.source == "arrays" and lengths_differ(feed, (feed.x, feed.y, feed.sample_weight)):
        return Fault(feed, LENGTHS, feed.x, feed.y)
    rule = _rule(analysis, feed, feed.refusal, feed.x, feed.y)
    return None if rule is None else Fault(feed, rule, feed.x, feed.y, feed.refusal)


def _fault_of_validation(analysis: Analysis, feed: FeedRecord) -> Fault | None:
    x, y, refusal = feed.validation_x, feed.validation_y, feed.validation_refusal
    if argument_of(feed, "validation_data") is None:
        return None
    if isinstance(y, FedTensor | FedGroup) and lengths_differ(feed, (x, y)):
        return Fault(feed, LENGTHS, x, y, is_validation=True)
    rule = _rule(analysis, feed, refusal, x, y)
    return None if rule is None else Fault(feed, rule, x, y, refusal, is_validation=True)


def _rule(
    analysis: Analysis, feed: FeedRecord, refusal: Refusal | None, x: Fed | None, y: Fed | None
) -> str | None:
    if refusal is not None and "is not a valid root scope name" in refusal.message:
        return None  # of a layer whose name is not known: `keras.src.backend.common.name_scope`
    if refusal is None or refusal.phase == "compile" or _is_told_of(analysis, refusal):
        return None
    if refusal.phase == LAST_BATCH:
        return FIXED_BATCH
    if refusal.phase == "call":
        if not feed.is_built and any(one.sequential == feed.model_key for one in analysis.refused):
            return None  # the layer that refuses it is told of
        return FIXED_BATCH if _differs_in_batch(feed, x) else DATA
    if refusal.phase == "loss" and y is not None and _SHAPES.search(refusal.message):
        return LABELS
    return OTHER


def _is_told_of(analysis: Analysis, refusal: Refusal) -> bool:
    """Whether Keras says the same of a `compile`: of a loss or metric that does not exist."""
    return any(one.refusal.message == refusal.message for one in analysis.refused)


def _differs_in_batch(feed: FeedRecord, x: Fed | None) -> bool:
    """Whether only the number of samples in a batch is another than that of the model's input."""
    wanted, given = feed.inputs or (), list(tensors_in(x))
    return len(wanted) == len(given) and all(
        isinstance(shape[0], int)
        and len(shape) == len(tensor.shape)
        and shape[1:] == tensor.shape[1:]
        for shape, tensor in zip(wanted, given, strict=True)
    )


def lengths_differ(feed: FeedRecord, parts: Sequence[Fed | None]) -> bool:
    """Whether arrays that Keras takes together have different numbers of samples
    (`data_adapter_utils.check_data_cardinality`)."""
    if feed.method not in ("fit", "evaluate", "predict"):
        return False
    lengths = {one.shape[0] for part in parts for one in tensors_in(part) if one.shape}
    return len({one for one in lengths if isinstance(one, int)}) > 1


def fault_finding(
    context: RuleContext,
    fault: Fault,
    message: str,
    place: ast.expr | None,
    fixes: Sequence[Fix] = (),
) -> Finding:
    """What is said of a fault; at the method's name where there is no `place`."""
    file = context.analysis.file
    return Finding(
        rule=fault.rule,
        severity=_SEVERITIES[fault.feed.certainty],
        message=message,
        span=name_span(file, fault.feed.site.node) if place is None else file.span_of(place),
        fixes=tuple(fixes),
        details=words_of(fault.refusal),
    )


def removes(context: RuleContext, fault: Fault, edits: Sequence[TextEdit]) -> bool:
    """Whether nothing is wrong with the call any more after the edits."""
    before = context.analysis
    start = offset_after(before.file, edits, extent_of(before.file, fault.feed.site.node).start)
    after = context.what_if(edits)
    if after is None:
        return False
    feeds = [one for one in after.feeds if extent_of(after.file, one.site.node).start == start]
    asked = [one for one in feeds if one.outputs is not None or one.refusal is not None]
    return bool(asked) and all(_fault(after, one) is None for one in feeds)
