"""What Keras refuses, as the rules look at it: each call belongs to one rule."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from keras_lens.interpreter.reach import Certainty
from keras_lens.localization import sentences, translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import RefusedCall, TensorRecord
from keras_lens.rules.editing.edits import extent_of
from keras_lens.rules.findings import Finding, Fix, Related
from keras_lens.rules.refusals.kinds import rule_of
from keras_lens.rules.rule import RuleContext
from keras_lens.rules.views.makers import maker_of
from keras_lens.rules.views.refusal_words import words_of
from keras_lens.rules.views.wording import shape_text
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Span

_SEVERITIES = {
    Certainty.SURE: "error",
    Certainty.DEFAULTS: "warning",
    Certainty.BRANCH: "warning",
}


_OF_THE_ANALYSIS = re.compile(r"type \w+ that does not match type \w+|'NoneType' and 'int'")
"""What Keras says where it was not asked quite as the program asks it: NumPy's arrays take the
type of the tensor beside them, and sizes of an image that is read are there when it runs."""


def refused(context: RuleContext, rule: str) -> Iterator[RefusedCall]:
    """The calls that `rule` has to tell of, each place once, the first first."""
    analysis = context.analysis
    seen: set[int] = set()
    for call in analysis.refused:
        start = extent_of(analysis.file, _place(analysis.file, call)).start
        if _severity(call) is None or start in seen or _may_be_incomplete(analysis, call):
            continue
        if _OF_THE_ANALYSIS.search(call.refusal.message):
            continue
        seen.add(start)
        if rule_of(analysis, call) == rule:
            yield call


def _severity(call: RefusedCall) -> str | None:
    """None where it may not be a mistake."""
    if call.certainty is Certainty.BRANCH and call.kind == "constructor":
        return None  # it may be for another version of Keras
    return _SEVERITIES.get(call.certainty)


def _may_be_incomplete(analysis: Analysis, call: RefusedCall) -> bool:
    """Whether a line that is not Python (yet) may be what makes the call right."""
    if call.kind == "constructor":
        return False
    line = call.site.span.start.line
    return any(problem.span.start.line <= line for problem in analysis.file.problems)


def finding(
    context: RuleContext,
    rule: str,
    call: RefusedCall,
    message: str,
    *,
    fixes: Sequence[Fix] = (),
    related: Sequence[Related] = (),
) -> Finding:
    """What is said of a call."""
    doubt = ""
    if call.certainty is Certainty.DEFAULTS:
        doubt = translate("This holds with the default arguments of the function.")
    return Finding(
        rule=rule,
        severity=_severity(call) or "warning",
        message=sentences(message, doubt),
        span=span_of(context.analysis.file, call),
        fixes=tuple(fixes),
        related=tuple(related),
        details=words_of(call.refusal, call.name),
    )


def _place(file: SourceFile, call: RefusedCall) -> ast.AST:
    """The expression that is to blame: the layer's class where it is made at the place of the
    call, the call's function, an operator's whole expression."""
    site, constructor = call.site.node, call.constructor.node
    if call.constructor.file is file and _is_within(file, constructor, site):
        site = constructor
    if isinstance(site, ast.Call) and not _is_operator(call):
        return site.func
    return site


def _is_operator(call: RefusedCall) -> bool:
    return call.kind == "function" and call.what.startswith("operator.")


def _is_within(file: SourceFile, inner: ast.AST, outer: ast.AST) -> bool:
    first, second = extent_of(file, inner), extent_of(file, outer)
    return second.start <= first.start and first.end <= second.end


def span_of(file: SourceFile, call: RefusedCall) -> Span:
    """What is underlined."""
    place = _place(file, call)
    extent = extent_of(file, place)
    if isinstance(place, ast.Attribute) and not _is_operator(call):
        return Span(file.position_at(extent.end - len(place.attr)), file.position_at(extent.end))
    return Span(file.position_at(extent.start), file.position_at(extent.end))


def comes_from(analysis: Analysis, tensors: Sequence[TensorRecord]) -> Iterator[Related]:
    """Where the tensors come from, as far as that is in the file."""
    seen: set[int] = set()
    for tensor in tensors:
        maker = maker_of(analysis, tensor)
        if maker is None or maker.site.file is not analysis.file or tensor.producer in seen:
            continue
        seen.add(tensor.producer or 0)
        place = maker.constructor if maker.constructor.file is analysis.file else maker.site
        node = place.node.func if isinstance(place.node, ast.Call) else place.node
        yield Related(
            analysis.file,
            analysis.file.span_of(node),
            translate(
                "{layer} gives {shape} here.",
                layer=maker.class_name,
                shape=shape_text(tensor.shape),
            ),
        )
