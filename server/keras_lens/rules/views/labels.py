"""The labels that a model is trained on."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator
from dataclasses import dataclass

from keras_lens.interpreter.reach import Certainty
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import Dimension, ModelRecord
from keras_lens.models.training.feed_records import Fed, FedGroup, FedTensor, FeedRecord
from keras_lens.rules.editing.spelling import dotted_name
from keras_lens.rules.views.feeding import argument_of
from keras_lens.rules.views.outputs import Output
from keras_lens.syntax.source import SourceFile

_FILLED_WITH = {"ones": 1, "zeros": 0}
_CERTAIN = (Certainty.SURE, Certainty.BRANCH)


@dataclass(frozen=True, slots=True)
class Labels:
    """What a call gives for an output to be compared with. is_refused: Keras then says that the
    loss cannot compare them."""

    feed: FeedRecord
    tensor: FedTensor
    is_refused: bool

    @property
    def of_one(self) -> tuple[Dimension, ...]:
        """The shape of the labels of one sample."""
        return self.tensor.shape[1:]


_AS_GOOD_AS_NEVER = 1e-9


def highest_at_least(tensor: FedTensor, bound: int) -> int | None:
    """The highest of labels that are numbers of classes, where one is surely not below the bound;
    for numbers that are drawn at random, where it hardly ever happens that all are."""
    if tensor.all_classes is not None:
        return tensor.all_classes - 1 if tensor.all_classes > bound else None
    known = tensor.contents
    if known.lowest is None or known.highest is None or known.highest < bound:
        return None
    sizes = [size for size in tensor.shape if isinstance(size, int)]
    is_sure = known.is_reached
    if known.is_drawn and len(sizes) == len(tensor.shape):
        share = max(bound - known.lowest, 0) / (known.highest - known.lowest + 1)
        is_sure = share ** math.prod(sizes) < _AS_GOOD_AS_NEVER
    return int(known.highest) if is_sure else None


def labels_of(analysis: Analysis, output: Output) -> Iterator[Labels]:
    """The labels of an output whose shape is known, the training of a model first."""
    for feed in analysis.feeds:
        if feed.model_key != output.model.key or feed.certainty not in _CERTAIN:
            continue
        if feed.outputs is not None and len(feed.outputs) != output.of:
            continue  # the model was another one then
        refused = feed.refusal is not None and feed.refusal.phase == "loss"
        given = _for_output(feed.y, output)
        if given is not None and given.shape:
            yield Labels(feed, given, refused and output.of == 1)


def _for_output(y: Fed | None, output: Output) -> FedTensor | None:
    if isinstance(y, FedGroup) and y.keys is None and len(y.items) == output.of:
        y = y.items[output.number]
    elif output.of != 1:
        return None
    return y if isinstance(y, FedTensor) else None


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
        yield from _numbers_in(source)


def _numbers_in(node: ast.expr) -> Iterator[object]:
    """The numbers in lists and tuples, and those of `np.ones(...)`, whose own list is a shape."""
    if isinstance(node, ast.Call):
        name = (dotted_name(node.func) or "").rpartition(".")[2].removesuffix("_like")
        if name in _FILLED_WITH:
            yield _FILLED_WITH[name]
            return
    if isinstance(node, ast.List | ast.Tuple):
        yield from (one.value for one in node.elts if isinstance(one, ast.Constant))
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            yield from _numbers_in(child)
