"""The labels that a model is trained on."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.models.analysis import Analysis
from keras_lens.models.feed_records import FedTensor, FeedRecord
from keras_lens.models.records import ModelRecord
from keras_lens.rules.views.feeding import argument_of
from keras_lens.syntax.source import SourceFile


def may_be_yes_or_no(analysis: Analysis, model: ModelRecord) -> bool:
    """Whether labels of the model are 0 and 1, or whole numbers that may well be."""
    return any(
        _are_yes_or_no(analysis.file, feed)
        for feed in analysis.feeds
        if feed.model_key == model.key
    )


def are_numbers_of_classes(analysis: Analysis, model: ModelRecord) -> bool:
    """Whether labels of the model are one whole number for each sample."""
    return any(
        isinstance(feed.y, FedTensor)
        and feed.y.dtype.startswith(("int", "uint"))
        and (len(feed.y.shape) == 1 or (len(feed.y.shape) == 2 and feed.y.shape[1] == 1))
        for feed in analysis.feeds
        if feed.model_key == model.key
    )


def _are_yes_or_no(file: SourceFile, feed: FeedRecord) -> bool:
    if isinstance(feed.y, FedTensor):
        if feed.y.dtype.startswith(("int", "uint", "bool")):
            highest = feed.y.contents.highest
            return highest is None or highest <= 1
        if feed.y.contents.encoding is not None:
            return True
    numbers = list(_numbers_written(file, argument_of(feed, "y")))
    return bool(numbers) and set(numbers) <= {0, 1}


def _numbers_written(file: SourceFile, node: ast.expr | None) -> Iterator[object]:
    """The numbers in a list that is written out, there or where its name is given a value."""
    sources = [] if node is None else [node]
    if isinstance(node, ast.Name):
        sources = [
            one.value
            for one in ast.walk(file.tree)
            if isinstance(one, ast.Assign)
            and any(isinstance(target, ast.Name) and target.id == node.id for target in one.targets)
        ]
    for source in sources:
        for sequence in ast.walk(source):
            if isinstance(sequence, ast.List | ast.Tuple):
                for one in sequence.elts:
                    if isinstance(one, ast.Constant):
                        yield one.value
