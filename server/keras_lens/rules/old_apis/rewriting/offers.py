"""The fixes that are offered: what is rewritten has the models that were shown."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from itertools import pairwise

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.rules.findings import Fix
from keras_lens.rules.old_apis.rewriting.pieces import Rewriting
from keras_lens.rules.old_apis.uses import ALL_KINDS, old_uses
from keras_lens.rules.rule import RuleContext
from keras_lens.syntax.spans import TextEdit


def fixes_at(context: RuleContext, rewriting: Rewriting, node: ast.AST) -> tuple[Fix, ...]:
    """The fixes of the finding at a place: it alone, and all of the file."""
    if not is_right(context, rewriting):
        return ()
    piece = rewriting.at(node)
    found: list[Fix] = []
    if piece is not None and piece.stands_alone:
        found.append(Fix(piece.title, piece.edits, preferred=True, safe=piece.keeps_meaning))
    if piece is not None and len(rewriting.pieces) > 1:
        is_safe = all(one.keeps_meaning for one in rewriting.pieces)
        title = translate(
            "Rewrite all old Keras in this file ({count} places)", count=len(rewriting.pieces)
        )
        found.append(Fix(title, rewriting.edits(), preferred=not found, safe=is_safe))
    return tuple(found)


def is_right(context: RuleContext, rewriting: Rewriting) -> bool:
    """Whether the rewritten file has the models that were shown for the old one, and nothing
    old but what could not be rewritten."""
    if not rewriting.pieces or overlap(rewriting.edits()):
        return False
    after = context.what_if(rewriting.edits())
    if after is None:
        return False
    before = context.analysis
    left = len(list(old_uses(after, *ALL_KINDS)))
    return left <= rewriting.missed and same_models(before, after)


def same_models(before: Analysis, after: Analysis) -> bool:
    """Whether both have the same models, whatever they are called."""
    return _models(before) == _models(after)


def overlap(edits: Sequence[TextEdit]) -> bool:
    """Whether two edits change the same text."""
    spans = sorted(edit.span for edit in edits)
    return any(a.end > b.start for a, b in pairwise(spans))


def _models(analysis: Analysis) -> list[tuple[object, ...]]:
    return [
        (
            model.class_name,
            model.output_shapes,
            model.total_params,
            model.trainable_params,
            len(model.layers),
        )
        for model in analysis.models
    ]
