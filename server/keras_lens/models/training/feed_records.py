"""What models are given to learn from, to be tested on or to predict from, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from keras_lens.evaluation.outcomes import Refusal
from keras_lens.interpreter.reach import Certainty
from keras_lens.interpreter.sites import Site
from keras_lens.models.arrays.contents import Contents
from keras_lens.models.records import Shape

NOTHING_KNOWN = Contents()
LAST_BATCH = "last batch"


@dataclass(frozen=True, slots=True)
class FedTensor:
    """An array or tensor as it is given: the first axis is that of the samples, or, in a data set
    of batches, of those of a batch. `?` in the shape is a size that is not known.
    all_classes: how many classes there are, where the numbers of all of them are in it."""

    shape: Shape
    dtype: str
    contents: Contents = NOTHING_KNOWN
    all_classes: int | None = None


@dataclass(frozen=True, slots=True)
class FedGroup:
    """Several, in a list, a tuple or a dictionary; `keys` are those of a dictionary, in the order
    of the items, None of a list or tuple."""

    items: tuple[Fed, ...]
    keys: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class FedUnknown:
    """Something of which no shape is known, and why."""

    reason: str


Fed: TypeAlias = "FedTensor | FedGroup | FedUnknown"


@dataclass(frozen=True, slots=True)
class FeedRecord:
    """A call of `fit`, `evaluate`, `predict` or one of their kin.

    site: the call. method: its name. model_key: the model (`ModelRecord.key`).
    source: how the data is given: `arrays`, `dataset` (also a generator of batches) or `unknown`.
    x, y, sample_weight: what is given, None where that is nothing. Of a data set, the parts of
        its elements.
    samples: how many samples x has, None where that is not known, or it is a data set.
    batch_size: the one that holds for arrays, Keras's own included; None where it is not known.
    is_compiled: whether the model was compiled before; None where that is not known.
    is_built: whether the model had its weights before.
    inputs: the shapes of the model's inputs then, None where those are not known.
    refusal: what Keras says against the first batch; its phase is `call` (the model does not take
        x), `metrics` or `loss` (of y and what the model gives), `compile`, or `LAST_BATCH`: it does
        not take the last batch, which is smaller.
    outputs: the shapes of what the model gives for the first batch, None where that is not known.
    validation_x, validation_y, validation_refusal: the same of `validation_data`.
    certainty: whether the program surely comes to it, with a model that it has made.
    """

    site: Site
    method: str
    model_key: int
    source: str
    x: Fed | None
    y: Fed | None
    sample_weight: Fed | None
    samples: int | None
    batch_size: int | None
    is_compiled: bool | None
    is_built: bool
    certainty: Certainty
    inputs: tuple[Shape, ...] | None = None
    refusal: Refusal | None = None
    outputs: tuple[Shape, ...] | None = None
    validation_x: Fed | None = None
    validation_y: Fed | None = None
    validation_refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class GeneratorCall:
    """A call of `ImageDataGenerator.flow` or `.fit` on an array.

    site: the call. method: `flow` or `fit`. images: the array.
    """

    site: Site
    method: str
    images: Fed
    certainty: Certainty
