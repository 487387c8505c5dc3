"""Outcomes from the JSON that the evaluator sends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from keras_lens.evaluation.coding import decode_arguments, decode_output, decode_shape
from keras_lens.evaluation.outcomes import (
    Api,
    ApiEntry,
    Applied,
    Computed,
    Constructed,
    HeldLayer,
    Needed,
    Outcome,
    Parameter,
    Refusal,
    Summary,
    Traced,
    TracedModel,
    TracedNode,
    TracedOperation,
    Unanswered,
    Weight,
)
from keras_lens.evaluation.terms import CallTerm, Json


def decode(answer: dict[str, Json]) -> Outcome:
    """The outcome that the evaluator's JSON says.

    Raises ValueError where it says none.
    """
    reader = _READERS.get(str(answer.get("outcome")))
    if reader is None:
        raise ValueError(f"{answer.get('outcome')!r} is no kind of outcome")
    try:
        return reader(answer)
    except (KeyError, TypeError, AttributeError) as problem:
        raise ValueError(f"an outcome that is not whole: {problem!r}") from problem


def _constructed(answer: Any) -> Constructed:
    shape = answer["input_shape"]
    return Constructed(
        class_name=answer["class_name"],
        names_used=tuple(answer["names_used"].items()),
        own_name_kind=answer["own_name_kind"],
        given_name=answer["given_name"],
        trainable=answer["trainable"],
        compute_dtype=answer["compute_dtype"],
        variable_dtype=answer["variable_dtype"],
        input_shape=None if shape is None else decode_shape(shape),
        output=decode_output(answer["output"]),
        attributes=tuple(
            (name, decode_output(value)) for name, value in answer["attributes"].items()
        ),
    )


def _applied(answer: Any) -> Applied:
    return Applied(
        output=decode_output(answer["output"]),
        weights=_weights(answer["weights"]),
        names_used=tuple(answer["names_used"].items()),
        dtype=answer["dtype"],
        places=tuple(None if place is None else tuple(place) for place in answer["places"]),
        variables=tuple(answer["variables"].items()),
        held=tuple(
            HeldLayer(
                number=held["number"],
                weights=_weights(held["weights"]),
                numbers=tuple(held["numbers"]),
                variables=tuple(held["variables"].items()),
                build_shape=decode_output(held["build_shape"]),
            )
            for held in answer["held"]
        ),
    )


def _needed(answer: Any) -> Needed:
    return Needed(
        answer["part"], answer["method"], decode_arguments(answer["arguments"]), answer["of_copy"]
    )


def _weights(answer: Any) -> tuple[Weight, ...]:
    return tuple(Weight(**{**weight, "shape": tuple(weight["shape"])}) for weight in answer)


def _traced(answer: Any) -> Traced:
    model = answer["model"]
    return Traced(
        operations=tuple(_traced_operation(operation) for operation in answer["operations"]),
        nodes=tuple(
            TracedNode(
                operation=node["operation"],
                args=tuple(decode_output(value) for value in node["args"]),
                kwargs=tuple((name, decode_output(one)) for name, one in node["kwargs"].items()),
                output=decode_output(node["output"]),
            )
            for node in answer["nodes"]
        ),
        output=decode_output(answer["output"]),
        model=None
        if model is None
        else TracedModel(
            class_name=model["class_name"],
            name=model["name"],
            own_name_kind=model["own_name_kind"],
            inputs=decode_output(model["inputs"]),
            outputs=decode_output(model["outputs"]),
        ),
        names_used=tuple(answer["names_used"].items()),
    )


def _traced_operation(answer: Any) -> TracedOperation:
    term = decode_output(answer["term"])
    if not isinstance(term, CallTerm):
        raise TypeError(f"{term!r} makes no operation")
    return TracedOperation(
        term=term,
        name=answer["name"],
        is_layer=answer["is_layer"],
        constructed=_constructed(answer["constructed"]),
        weights=_weights(answer["weights"]),
        dtype=answer["dtype"],
        variables=tuple(answer["variables"].items()),
    )


def _api(answer: Any) -> Api:
    return Api(
        {
            path: ApiEntry(
                canonical=entry["canonical"],
                kind=entry["kind"],
                parameters=tuple(Parameter(**parameter) for parameter in entry["parameters"]),
                summary=entry["summary"],
                bases=tuple(entry["bases"]),
            )
            for path, entry in answer["entries"].items()
        },
        dict(answer["internal"]),
    )


_READERS: dict[str, Callable[[Any], Outcome]] = {
    "constructed": _constructed,
    "applied": _applied,
    "needed": _needed,
    "traced": _traced,
    "computed": lambda answer: Computed(decode_output(answer["output"])),
    "summary": lambda answer: Summary(answer["text"]),
    "api": _api,
    "refusal": lambda answer: Refusal(answer["exception"], answer["message"], answer["phase"]),
    "unanswered": lambda answer: Unanswered(answer["reason"], answer["detail"]),
}
