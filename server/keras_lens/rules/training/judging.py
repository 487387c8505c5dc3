"""What the rules about outputs share: each looks at one output of a model after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from keras_lens.interpreter.reach import Certainty
from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication, ModelRecord
from keras_lens.rules.findings import Finding, Fix, Related
from keras_lens.rules.rule import RuleContext
from keras_lens.rules.views.known import is_as_well_known
from keras_lens.rules.views.outputs import Output, outputs_of
from keras_lens.syntax.spans import Span, TextEdit

_SURE = (Certainty.SURE, Certainty.BRANCH)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that may remove a finding. effect: what it does to the program, for the title's
    end."""

    title: str
    edits: tuple[TextEdit | None, ...]
    preferred: bool = False
    effect: Callable[[Analysis], str] | None = None

    def title_with(self, after: Analysis) -> str:
        """The title, with what Keras makes of the edited program."""
        if self.effect is None:
            return self.title
        return translate("{title}: {effect}", title=self.title, effect=self.effect(after))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule says of an output. proposals: changes, asked for only where it is reported."""

    span: Span
    message: str
    proposals: Callable[[], Sequence[Proposal]] = tuple
    severity: str = "warning"
    related: tuple[Related, ...] = ()
    details: str = ""


Judge = Callable[[Analysis, Output], Judgement | None]


def check_with(rule: str, judge: Judge) -> Callable[[RuleContext], Iterator[Finding]]:
    """The check of a rule that looks at one output after the other."""

    def check(context: RuleContext) -> Iterator[Finding]:
        for found in judgements(context.analysis, judge):
            yield Finding(
                rule=rule,
                severity=found.severity,
                message=found.message,
                span=found.span,
                fixes=tuple(_tried(context, judge, found)) if context.is_shown(found.span) else (),
                related=found.related,
                details=found.details,
            )

    return check


def _is_trained_inside_of_another(analysis: Analysis, model: ModelRecord) -> bool:
    """Whether a model is a layer of another, and the file gives labels to other models only."""
    fed = {feed.model_key for feed in analysis.feeds if feed.y is not None}
    return bool(fed - {model.key}) and model.key not in fed and _is_layer(analysis, model)


def _is_layer(analysis: Analysis, model: ModelRecord) -> bool:
    """Whether another model of the file has it as a layer."""
    return any(
        isinstance(layer, LayerApplication) and layer.constructor == model.site
        for other in analysis.models
        for layer in other.layers
    )


def judgements(analysis: Analysis, judge: Judge) -> list[Judgement]:
    """What `judge` says of the outputs of the file's models, each place once.

    Nothing is said of a model while the file is not all Python, or where the models that are made
    at one place are not all judged alike: values that go together may have been taken apart; nor
    of one that is trained inside of another only, as the generator of a GAN: Keras 1 and 2 wanted
    it compiled for `predict`, whatever the loss.
    """
    if analysis.file.problems:
        return []
    alike: defaultdict[object, list[Judgement | None]] = defaultdict(list)
    for model in analysis.models:
        if model.compiled is not None and model.compiled.certainty not in _SURE:
            continue
        if _is_trained_inside_of_another(analysis, model):
            continue
        for output in outputs_of(analysis, model):
            alike[model.site, output.number].append(judge(analysis, output))
    found: dict[Span, Judgement] = {}
    for verdicts in alike.values():
        for verdict in verdicts:
            if verdict is not None and None not in verdicts:
                found.setdefault(verdict.span, verdict)
    return list(found.values())


def _tried(context: RuleContext, judge: Judge, found: Judgement) -> Iterator[Fix]:
    """The changes that remove the finding and leave no other of its kind."""
    before = len(judgements(context.analysis, judge))
    for proposal in found.proposals():
        edits = tuple(dict.fromkeys(edit for edit in proposal.edits if edit is not None))
        if not edits or None in proposal.edits:
            continue
        after = context.what_if(edits)
        if after is None or not is_as_well_known(context.analysis, after):
            continue
        if len(judgements(after, judge)) < before:
            yield Fix(proposal.title_with(after), edits, proposal.preferred)
