"""What can be asked of Keras.

A question is a value: equal questions have equal answers in the same environment, so its
JSON form is the key of the caches.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TypeAlias

from keras_lens.evaluation.terms import (
    CallArguments,
    CallTerm,
    GraphRecipe,
    Json,
    ModelRecipe,
    Term,
    encode,
    encode_recipe,
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Keras's global settings at that point of the program; None is the environment's own."""

    dtype_policy: str | None = None
    floatx: str | None = None
    image_data_format: str | None = None

    def to_json(self) -> dict[str, Json]:
        return {
            "dtype_policy": self.dtype_policy,
            "floatx": self.floatx,
            "image_data_format": self.image_data_format,
        }


@dataclass(frozen=True, slots=True)
class Construct:
    """What does making this layer (or tensor: `keras.Input`) give? Answer: `Constructed`."""

    term: Term
    settings: Settings = field(default_factory=Settings)

    def to_json(self) -> dict[str, Json]:
        return {"ask": "construct", "term": encode(self.term), "settings": self.settings.to_json()}


@dataclass(frozen=True, slots=True)
class Apply:
    """What does calling this layer give? Answer: `Applied`.

    `build` are the arguments of its first call, which decide its weights; `call` those of
    the call that is asked about (often the same).
    """

    term: Term
    build: CallArguments
    call: CallArguments
    settings: Settings = field(default_factory=Settings)

    def to_json(self) -> dict[str, Json]:
        return {
            "ask": "apply",
            "term": encode(self.term),
            "build": self.build.to_json(),
            "call": self.call.to_json(),
            "settings": self.settings.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Trace:
    """Which layers and operations does this call make and apply? Answer: `Traced`.

    `term` is a call with symbolic tensors among its arguments (`keras.ops.mean`, an operator as
    `operator.add`, `keras.layers.concatenate`, `keras.applications.resnet.preprocess_input`), or
    makes a ready-made model (`keras.applications.ResNet50`).
    """

    term: CallTerm
    settings: Settings = field(default_factory=Settings)

    def to_json(self) -> dict[str, Json]:
        return {"ask": "trace", "term": encode(self.term), "settings": self.settings.to_json()}


@dataclass(frozen=True, slots=True)
class Compute:
    """What does this call give inside of a layer's `call`, or with a tensor that has a value?
    Answer: `Computed`.

    There the tensors are TensorFlow's, so that its functions (`tensorflow.concat`) can be called
    as well as those of Keras. Nothing is computed but shapes and dtypes.
    """

    term: CallTerm
    settings: Settings = field(default_factory=Settings)

    def to_json(self) -> dict[str, Json]:
        return {"ask": "compute", "term": encode(self.term), "settings": self.settings.to_json()}


@dataclass(frozen=True, slots=True)
class Summarize:
    """What does `model.summary()` print? Answer: `Summary`."""

    recipe: ModelRecipe | GraphRecipe
    options: tuple[tuple[str, Term], ...] = ()
    settings: Settings = field(default_factory=Settings)

    def to_json(self) -> dict[str, Json]:
        return {
            "ask": "summarize",
            "recipe": encode_recipe(self.recipe),
            "options": {name: encode(value) for name, value in self.options},
            "settings": self.settings.to_json(),
        }


@dataclass(frozen=True, slots=True)
class DescribeApi:
    """Which public names does the installed Keras have? Answer: `Api`."""

    def to_json(self) -> dict[str, Json]:
        return {"ask": "describe_api"}


Question: TypeAlias = Construct | Apply | Trace | Compute | Summarize | DescribeApi


def key_of(question: Question) -> str:
    """The question as text: equal for equal questions, in every process and version."""
    return json.dumps(question.to_json(), sort_keys=True, separators=(",", ":"))
