"""Labels of classes against the loss: whether one is made for numbers and the other one-hot."""

from __future__ import annotations

from keras_lens.evaluation.terms import CallTerm, ReferenceTerm
from keras_lens.models.feed_records import Fed, FedTensor, FeedRecord
from keras_lens.models.records import ModelRecord


def loss_of(model: ModelRecord | None) -> str:
    """The loss in small letters without underscores; empty where it is not one known loss."""
    if model is None or model.compiled is None:
        return ""
    loss = model.compiled.setting("loss")
    name = loss if isinstance(loss, str) else ""
    if isinstance(loss, CallTerm | ReferenceTerm):
        name = loss.path.rpartition(".")[2]
    return name.replace("_", "").lower()


def is_confusion_of_labels(model: ModelRecord | None, feed: FeedRecord, y: Fed | None) -> bool:
    """Whether the labels are numbers of classes and the loss is for one-hot ones, or the other way
    round."""
    loss, outputs = loss_of(model), feed.outputs
    if not isinstance(y, FedTensor) or outputs is None or len(outputs) != 1 or not outputs[0]:
        return False
    given = outputs[0]
    classes = given[-1]
    if not isinstance(classes, int) or classes < 2:
        return False
    if loss.startswith("sparse"):
        return len(y.shape) == len(given) and y.shape[-1] == classes
    if loss.startswith("categorical"):
        is_short = len(y.shape) == len(given) - 1
        return is_short or (len(y.shape) == len(given) and y.shape[-1] == 1)
    return False
