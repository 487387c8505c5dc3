"""Labels that do not fit may have a cause that another rule tells of: it alone tells it then."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.models.records import LayerApplication, ModelRecord
from keras_lens.rules.rule import RuleContext
from keras_lens.rules.views.feeding import Fault, model_of

_RULES = frozenset(
    {
        "categorical-loss-of-one-unit", "dense-before-flatten", "labels-and-loss",
        "output-keeps-spatial-axes", "softmax-of-one-unit", "units-and-classes",
    }
)  # fmt: skip


def is_told_by_another(context: RuleContext, fault: Fault) -> bool:
    """Whether one of those rules has a finding at the fault's model."""
    from keras_lens.rules.structure import RULES as OF_STRUCTURE
    from keras_lens.rules.training import RULES

    model = model_of(context.analysis, fault.feed)
    lines = set() if model is None else set(_lines(context, model))
    lines.add(fault.feed.site.span.start.line)
    return any(
        finding.span.start.line in lines
        for rule in (*OF_STRUCTURE, *RULES)
        if rule.identifier in _RULES
        for finding in rule.check(context)
    )


def _lines(context: RuleContext, model: ModelRecord) -> Iterator[int]:
    """The lines of the file at which the model and its layers are made, and it is compiled."""
    sites = [model.site]
    if model.compiled is not None:
        sites.append(model.compiled.site)
    for layer in model.layers:
        sites.append(layer.constructor)
        if isinstance(layer, LayerApplication):
            sites.append(layer.site)
    for site in sites:
        if site.file is context.analysis.file:
            yield from range(site.span.start.line, site.span.end.line + 1)
