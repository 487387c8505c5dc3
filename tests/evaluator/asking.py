"""Short ways to write questions."""

from __future__ import annotations

import itertools
from typing import TypeAlias

from keras_lens.evaluation.evaluation import Evaluation
from keras_lens.evaluation.outcomes import Applied, Constructed, Refusal, Unanswered
from keras_lens.evaluation.questions import Apply, Construct, Settings
from keras_lens.evaluation.terms import (
    CallArguments,
    CallTerm,
    DictTerm,
    LayerRecipe,
    ListTerm,
    ModelRecipe,
    TensorTerm,
    Term,
    TupleTerm,
)

Given: TypeAlias = "Term | list[Given] | tuple[Given, ...] | dict[str, Given]"


def term(value: Given) -> Term:
    """The term of a value made of Python's containers, literals and terms."""
    match value:
        case list():
            return ListTerm(tuple(term(item) for item in value))
        case tuple():
            return TupleTerm(tuple(term(item) for item in value))
        case dict():
            return DictTerm(tuple((key, term(item)) for key, item in value.items()))
    return value


def call(path: str, /, *args: Given, **kwargs: Given) -> CallTerm:
    """A call of `keras.<path>`, or of `path` where that is a whole path."""
    whole = path if path.startswith(("keras.", "tensorflow.", "os.")) else f"keras.{path}"
    named = tuple((name, term(value)) for name, value in kwargs.items())
    return CallTerm(whole, tuple(term(value) for value in args), named)


def layer(class_name: str, /, *args: Given, **kwargs: Given) -> CallTerm:
    """A call of `keras.layers.<class_name>`."""
    return call(f"layers.{class_name}", *args, **kwargs)


def tensor(*shape: int | None, dtype: str = "float32") -> TensorTerm:
    return TensorTerm(shape, dtype)


def arguments(*args: Given, **kwargs: Given) -> CallArguments:
    return CallArguments(
        tuple(term(value) for value in args),
        tuple((name, term(value)) for name, value in kwargs.items()),
    )


def application(of: Term, *args: Given, settings: Settings | None = None, **kwargs: Given) -> Apply:
    """The question what a first call with these arguments gives."""
    given = arguments(*args, **kwargs)
    return Apply(of, given, given, settings or Settings())


def apply(
    keras: Evaluation, of: Term, *args: Given, settings: Settings | None = None, **kwargs: Given
) -> Applied:
    """The answer to it, which has to be `Applied`."""
    outcome = keras.ask(application(of, *args, settings=settings, **kwargs))
    assert isinstance(outcome, Applied), outcome
    return outcome


def construct(keras: Evaluation, of: Term, settings: Settings | None = None) -> Constructed:
    outcome = keras.ask(Construct(of, settings or Settings()))
    assert isinstance(outcome, Constructed), outcome
    return outcome


def refusal(keras: Evaluation, question: Construct | Apply) -> Refusal:
    outcome = keras.ask(question)
    assert isinstance(outcome, Refusal), outcome
    return outcome


def reason(keras: Evaluation, question: Construct | Apply) -> str:
    """Why a question is not answered."""
    outcome = keras.ask(question)
    assert isinstance(outcome, Unanswered), outcome
    return outcome.reason


def parameters(outcome: Applied) -> tuple[int, int]:
    """All parameters, and the trainable ones."""
    trainable = sum(weight.size for weight in outcome.weights if weight.trainable)
    return sum(weight.size for weight in outcome.weights), trainable


def called(*args: Term) -> CallArguments:
    """The arguments of a call."""
    return CallArguments(args)


_keys = itertools.count(100)


def recipe(
    name: str,
    *layers: tuple[Term, str] | LayerRecipe,
    input_shape: tuple[int | None, ...] | None = None,
    trainable: bool = True,
) -> ModelRecipe:
    """A model of layers given as (term, name); each is another object."""
    described = tuple(
        one if isinstance(one, LayerRecipe) else LayerRecipe(next(_keys), one[0], one[1], True)
        for one in layers
    )
    return ModelRecipe(name, described, trainable, input_shape)
