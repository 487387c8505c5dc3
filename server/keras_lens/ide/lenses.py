"""Code lenses: what a model is, above the place where the program makes it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from keras_lens.algebra import Size
from keras_lens.ide.model_view import view_targets
from keras_lens.ide.places import statements_around
from keras_lens.ide.refused_models import totals_in_short
from keras_lens.ide.wording import count_text, params_text, size_text
from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import ModelRecord
from keras_lens.syntax.spans import Position, Span

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the models of a file are compared with.

    params: the parameters of its models, by `ViewTarget.id`. is_committed: whether it is the
        version of the last commit, else it is the one that was saved last.
    """

    params: Mapping[str, Size | None]
    is_committed: bool

    @classmethod
    def of(cls, analysis: Analysis, is_committed: bool) -> Baseline:
        """The baseline that a file's earlier version is."""
        totals = {model.key: model.total_params for model in analysis.models}
        return cls(
            {target.id: totals[target.key] for target in view_targets(analysis)}, is_committed
        )


@dataclass(frozen=True, slots=True)
class Lens:
    """A line above the one that `span` begins. model: the key of the model that it is about, of
    the first where there are several. tells_change: whether the title says how many parameters
    have been added or taken away."""

    span: Span
    title: str
    model: int
    tells_change: bool


def lenses(analysis: Analysis, baseline: Baseline | None = None) -> list[Lens]:
    """The lenses of a file, in the order of the text: above the statement that makes a model,
    the function that returns it and what it is bound to there, its class."""
    identifiers = {target.key: target.id for target in view_targets(analysis)}
    at_place: dict[ast.AST, list[ModelRecord]] = {}
    for model in analysis.models:
        for place in _places(model, analysis.file.tree):
            at_place.setdefault(place, []).append(model)
    found = []
    for statement, models in at_place.items():
        change = _change(models, identifiers[models[0].key], baseline)
        parts = _title(models, analysis)
        title = " · ".join([*parts, change] if change else parts)
        span = Span(*[_start(statement, analysis)] * 2)
        found.append(Lens(span, title, models[0].key, change is not None))
    return sorted(found, key=lambda lens: lens.span.start)


def _start(place: ast.AST, analysis: Analysis) -> Position:
    """Where the statement begins, its decorators included."""
    decorators = getattr(place, "decorator_list", ())
    first = decorators[0] if decorators else place
    return Position(analysis.file.span_of(first).start.line, 0)


# Where


def _places(model: ModelRecord, tree: ast.Module) -> Iterator[ast.stmt]:
    """The statements above which a lens stands for `model`."""
    around = statements_around(tree, model.site.node)
    if not around:
        return
    function = next((one for one in reversed(around) if isinstance(one, _SCOPES)), None)
    if function is None or not _returns(function, around[-1], model):
        yield around[-1]
    else:
        yield function
        yield from _bindings(tree, model, function)
    yield from _classes(tree, model)


def _returns(scope: ast.stmt, statement: ast.stmt, model: ModelRecord) -> bool:
    """Whether the function `scope` gives the model to who calls it."""
    if isinstance(scope, ast.ClassDef):
        return False
    if isinstance(statement, ast.Return):
        return True
    bound = {
        target.id
        for target in getattr(statement, "targets", ())
        for target in ast.walk(target)
        if isinstance(target, ast.Name)
    }
    return any(
        isinstance(name, ast.Name) and name.id in bound.union(model.names)
        for one in ast.walk(scope)
        if isinstance(one, ast.Return) and one.value is not None
        for name in ast.walk(one.value)
    )


def _bindings(tree: ast.Module, model: ModelRecord, function: ast.stmt) -> Iterator[ast.stmt]:
    """`model = make_model()` on the outermost level, where `function` is called."""
    name = getattr(function, "name", None)
    for statement in tree.body:
        if not isinstance(statement, ast.Assign) or not isinstance(statement.value, ast.Call):
            continue
        targets = {target.id for target in statement.targets if isinstance(target, ast.Name)}
        called = statement.value.func
        if model.variable in targets and isinstance(called, ast.Name) and called.id == name:
            yield statement


def _classes(tree: ast.Module, model: ModelRecord) -> Iterator[ast.stmt]:
    """The class of the program that the model is an instance of."""
    for statement in tree.body:
        if isinstance(statement, ast.ClassDef) and statement.name == model.class_name:
            yield statement


# What


def _title(models: Sequence[ModelRecord], analysis: Analysis) -> list[str]:
    if len(models) > 1:
        return _title_of_several(models)
    return [models[0].class_name, *_totals(models[0], analysis)]


def _title_of_several(models: Sequence[ModelRecord]) -> list[str]:
    classes = list(dict.fromkeys(model.class_name for model in models))
    parts = [", ".join(classes), translate("{count} models", count=len(models))]
    counts = {model.total_params for model in models}
    known = sorted(count for count in counts if isinstance(count, int))
    if len(known) == len(counts):
        least, most = count_text(known[0]), params_text(known[-1])
        parts.append(most if len(known) == 1 else f"{least} … {most}")
    return parts


def _totals(model: ModelRecord, analysis: Analysis) -> list[str]:
    totals = [totals_in_short(model, analysis)]
    if isinstance(model.bytes, int) and model.bytes:
        totals.append(size_text(model.bytes))
    return totals


def _change(
    models: Sequence[ModelRecord], identifier: str, baseline: Baseline | None
) -> str | None:
    """`−451,008 since last commit`; None where nothing has changed or nothing is known, and for
    several models."""
    before = baseline.params.get(identifier) if baseline is not None else None
    now = models[0].total_params if len(models) == 1 else None
    if baseline is None or not isinstance(before, int) or not isinstance(now, int):
        return None
    if now == before:
        return None
    change = f"{'+' if now > before else '−'}{abs(now - before):,}"
    if baseline.is_committed:
        return translate("{change} since last commit", change=change)
    return translate("{change} since last save", change=change)
