"""Fixes of refused calls are tried: whether Keras then takes the call, and what it gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from keras_lens.interpreter.reach import Certainty
from keras_lens.interpreter.sites import Site
from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication, RefusedCall
from keras_lens.rules.editing.edits import extent_of, offset_after
from keras_lens.rules.findings import Fix
from keras_lens.rules.rule import RuleContext
from keras_lens.rules.views.wording import shape_text
from keras_lens.syntax.spans import TextEdit


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that may be a fix: what it does, for its title."""

    action: str
    edits: tuple[TextEdit, ...]


@dataclass(frozen=True, slots=True)
class Success:
    """A change after which Keras takes the call.

    layer: what the call gives then, None where it is not recorded (an operator). left: how many
    other calls are refused that were not before.
    """

    after: Analysis
    layer: LayerApplication | None
    left: int


def tried(context: RuleContext, call: RefusedCall, edits: Sequence[TextEdit]) -> Success | None:
    """What comes of the edits; None where the call is still refused, or not come to."""
    after = context.what_if(edits)
    if after is None:
        return None
    before = context.analysis
    start = _moved(before, edits, extent_of(before.file, call.site.node).start)
    constructor = _moved(before, edits, extent_of(before.file, call.constructor.node).start)
    if any(_is_at(after, one, start) and one.what == call.what for one in _sure(after)):
        return None
    layers = [
        one
        for one in after.applications
        if call.kind == "layer" and _is_applied_at(after, one, start, constructor)
    ]
    if call.kind == "layer" and not layers:
        return None
    if call.kind == "constructor" and _is_unknown_at(after, constructor):
        return None
    new = len(_sure(after)) - len(_sure(before)) + 1
    if call.kind != "layer" and len(after.unknown_layers) > len(before.unknown_layers):
        return None
    earlier = sum(
        _is_applied_at(
            before, one, *(extent_of(before.file, site.node).start for site in _sites(call))
        )
        for one in before.own_applications
    )
    layer = layers[min(earlier, len(layers) - 1)] if layers else None
    return Success(after, layer, max(new, 0))


def _sites(call: RefusedCall) -> tuple[Site, Site]:
    return call.site, call.constructor


def _is_unknown_at(analysis: Analysis, start: int) -> bool:
    """Whether nothing is known of the layer that is made there."""
    return any(
        layer.kind == "unknown-argument"
        and extent_of(analysis.file, layer.constructor.node).start == start
        for layer in analysis.unknown_layers
        if layer.constructor.file is analysis.file
    )


def _moved(analysis: Analysis, edits: Sequence[TextEdit], offset: int) -> int:
    return offset_after(analysis.file, edits, offset)


def _sure(analysis: Analysis) -> list[RefusedCall]:
    return [one for one in analysis.refused if one.certainty is not Certainty.POSSIBLE]


def _is_at(analysis: Analysis, call: RefusedCall, start: int) -> bool:
    return extent_of(analysis.file, call.site.node).start == start


def _is_applied_at(
    analysis: Analysis, layer: LayerApplication, start: int, constructor: int
) -> bool:
    if layer.site.file is not analysis.file or layer.constructor.file is not analysis.file:
        return False
    return (
        extent_of(analysis.file, layer.site.node).start == start
        and extent_of(analysis.file, layer.constructor.node).start == constructor
    )


def fixes_of(
    context: RuleContext, call: RefusedCall, proposals: Iterable[Proposal], *, most: int = 3
) -> list[Fix]:
    """The proposals that work, with what the call then gives; the first one that leaves nothing
    else refused is preferred. Those after which the next call is refused are left out where there
    are others."""
    found: list[tuple[int, Fix]] = []
    seen: set[tuple[TextEdit, ...]] = set()
    for proposal in proposals:
        if proposal.edits in seen:
            continue
        seen.add(proposal.edits)
        success = tried(context, call, proposal.edits)
        if success is not None:
            found.append((success.left, Fix(_title(call, proposal, success), proposal.edits)))
        if len(found) == most:
            break
    found.sort(key=lambda one: one[0])
    are_whole = any(left == 0 for left, _ in found)
    fixes = [fix for left, fix in found if left == 0 or not are_whole]
    if fixes and are_whole:
        fixes[0] = replace(fixes[0], preferred=True)
    return fixes


def _title(call: RefusedCall, proposal: Proposal, success: Success) -> str:
    layer = success.layer
    if layer is None or not layer.outputs:
        return proposal.action
    given = shape_text(layer.inputs[0].shape) + " → " if len(layer.inputs) == 1 else ""
    effect = f"{call.what} {given}{shape_text(layer.outputs[0].shape)}"
    return translate("{action}: {effect}", action=proposal.action, effect=effect)
