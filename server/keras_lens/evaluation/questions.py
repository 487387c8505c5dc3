"""What can be asked of Keras.

A question is a value: equal questions have equal answers in the same environment, so its
JSON form is the key of the caches.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TypeAlias

from keras_lens.evaluation.coding import encode, encode_arguments, encode_recipe
from keras_lens.evaluation.parts import Part
from keras_lens.evaluation.terms import (
    CallArguments,
    CallTerm,
    GraphRecipe,
    Json,
    ModelRecipe,
    Term,
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
    """What does making this layer (or tensor: `keras.Input`) give? Answer: `Constructed`.

    `parts` are the layers of the program in `term`.
    """

    term: Term
    settings: Settings = field(default_factory=Settings)
    parts: tuple[Part, ...] = ()

    def to_json(self) -> dict[str, Json]:
        return {
            "ask": "construct",
            "term": encode(self.term),
            "settings": self.settings.to_json(),
            **_parts(self.parts),
        }


@dataclass(frozen=True, slots=True, eq=False)
class Apply:
    """What does calling this layer give? Answer: `Applied`.

    `build` are the arguments of its first call, which decide its weights, or one shape
    (`TupleTerm`) where `layer.build(shape)` was called instead; `call` those of the call that is
    asked about (often the same). `parts` are the layers of the program in
    `term`. inside: the call is made inside of another layer's `call`, or on tensors that have a
    value; what Keras does then differs only where there are parts.
    """

    term: Term
    build: CallArguments
    call: CallArguments
    settings: Settings = field(default_factory=Settings)
    parts: tuple[Part, ...] = ()
    inside: bool = False

    def __hash__(self) -> int:
        return hash((self.term, self.call, self.settings, self.parts, self.inside))

    def __eq__(self, other: object) -> bool:
        """Most layers are called once: `build` is `call`, and is compared with it."""
        if not isinstance(other, Apply):
            return NotImplemented
        first_calls = self.build is self.call and other.build is other.call
        return (
            self.term == other.term
            and self.call == other.call
            and (first_calls or self.build == other.build)
            and self.inside == other.inside
            and self.settings == other.settings
            and self.parts == other.parts
        )

    def to_json(self) -> dict[str, Json]:
        inside: dict[str, Json] = {"inside": True} if self.inside else {}
        return {
            "ask": "apply",
            "term": encode(self.term),
            "build": encode_arguments(self.build),
            "call": encode_arguments(self.call),
            "settings": self.settings.to_json(),
            **_parts(self.parts),
            **inside,
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
class DescribeConfig:
    """What does `layer.get_config()` give? Answer: `Computed`, a `DictTerm` in which objects are
    the calls that make them."""

    term: CallTerm
    settings: Settings = field(default_factory=Settings)

    def to_json(self) -> dict[str, Json]:
        return {
            "ask": "describe_config",
            "term": encode(self.term),
            "settings": self.settings.to_json(),
        }


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
class TraceStep:
    """Does a model take this batch in `fit`, `evaluate` or `predict`? Answer: `Computed`, with
    what the model gives for it; the phase of a `Refusal` is `call`, `compile`, `metrics` or `loss`.

    Keras looks at the first batch before it runs anything (`Trainer._symbolic_build`); the same is
    done here. What it would only notice while it computes is not noticed.
    inputs, targets, weights: the tensors of the batch, None for what is not given.
    compiled: the arguments of `compile`, None where only the model is called.
    """

    recipe: ModelRecipe | GraphRecipe
    inputs: Term
    targets: Term = None
    weights: Term = None
    compiled: tuple[tuple[str, Term], ...] | None = None
    settings: Settings = field(default_factory=Settings)

    def to_json(self) -> dict[str, Json]:
        compiled = self.compiled
        return {
            "ask": "trace_step",
            "recipe": encode_recipe(self.recipe),
            "inputs": encode(self.inputs),
            "targets": encode(self.targets),
            "weights": encode(self.weights),
            "compiled": None if compiled is None else {n: encode(one) for n, one in compiled},
            "settings": self.settings.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Compile:
    """Does `compile` take these arguments, whatever the model? Answer: `Computed`, with nothing;
    the phase of a `Refusal` is `compile`, or `fit` for a loss or metric that does not exist: Keras
    looks for those in the first step of training only. An argument that is None is not known."""

    arguments: tuple[tuple[str, Term], ...]
    settings: Settings = field(default_factory=Settings)

    def to_json(self) -> dict[str, Json]:
        return {
            "ask": "compile",
            "arguments": {name: encode(value) for name, value in self.arguments},
            "settings": self.settings.to_json(),
        }


@dataclass(frozen=True, slots=True)
class DescribeApi:
    """Which public names does the installed Keras have? Answer: `Api`."""

    def to_json(self) -> dict[str, Json]:
        return {"ask": "describe_api"}


Question: TypeAlias = (
    Construct
    | Apply
    | Trace
    | Compute
    | DescribeConfig
    | Summarize
    | TraceStep
    | Compile
    | DescribeApi
)


def _parts(parts: tuple[Part, ...]) -> dict[str, Json]:
    return {"parts": [part.to_json() for part in parts]} if parts else {}


def key_of(question: Question) -> str:
    """The question as text: equal for equal questions, in every process and version."""
    return json.dumps(question.to_json(), sort_keys=True, separators=(",", ":"))
