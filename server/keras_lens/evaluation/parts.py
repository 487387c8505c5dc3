"""Layers and models of the program that a layer of Keras holds: `RNN(MyCell(32))`.

The evaluator does not run the program's code. It puts a stand-in there, and where Keras calls a
method of it whose result is not known yet, the answer is `Needed`; the method is then interpreted,
the result becomes an `Act` of the part, and the question is asked again.
"""

from __future__ import annotations

from dataclasses import dataclass

from keras_lens.evaluation.coding import encode, encode_arguments, encode_recipe, encode_weight
from keras_lens.evaluation.exactness import exactly_compared
from keras_lens.evaluation.terms import (
    CallArguments,
    GraphRecipe,
    Json,
    ModelRecipe,
    Term,
    WeightTerm,
)


@exactly_compared
@dataclass(frozen=True, slots=True)
class Act:
    """What calling a method of a part does: it gives `gives` and makes `weights`. Afterwards the
    part has `attributes` that layers of Keras may read. of_copy: it is done by a layer that Keras
    has made anew from the part's config (`Bidirectional`)."""

    method: str
    arguments: CallArguments
    gives: Term
    weights: tuple[WeightTerm, ...]
    attributes: tuple[tuple[str, Term], ...] = ()
    of_copy: bool = False

    def to_json(self) -> dict[str, Json]:
        return {
            "method": self.method,
            "arguments": encode_arguments(self.arguments),
            "gives": encode(self.gives),
            "weights": [encode_weight(weight) for weight in self.weights],
            "attributes": {name: encode(value) for name, value in self.attributes},
            "of_copy": self.of_copy,
        }


@exactly_compared
@dataclass(frozen=True, slots=True)
class Part:
    """What Keras sees of such a layer.

    methods: those of Keras's `Layer` that its class has of its own. call_parameters: the names
    of the parameters of its `call`. weights: those that it has before anything is called.
    recipe: of a model of Keras that is built: the model itself is put there, and no act is needed.
    is_registered: Keras can make its class again by name
    (`keras.saving.register_keras_serializable`).
    """

    class_name: str
    name: str
    is_model: bool
    is_built: bool
    is_registered: bool
    methods: tuple[str, ...]
    call_parameters: tuple[str, ...]
    attributes: tuple[tuple[str, Term], ...]
    weights: tuple[WeightTerm, ...]
    acts: tuple[Act, ...] = ()
    recipe: ModelRecipe | GraphRecipe | None = None

    def to_json(self) -> dict[str, Json]:
        return {
            "class_name": self.class_name,
            "name": self.name,
            "is_model": self.is_model,
            "is_built": self.is_built,
            "is_registered": self.is_registered,
            "methods": list(self.methods),
            "call_parameters": list(self.call_parameters),
            "attributes": {name: encode(value) for name, value in self.attributes},
            "weights": [encode_weight(weight) for weight in self.weights],
            "acts": [act.to_json() for act in self.acts],
            "recipe": None if self.recipe is None else encode_recipe(self.recipe),
        }
