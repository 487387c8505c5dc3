"""Two accounts of one script, Keras's and Keras Lens's, held against each other.

Both are objects with `layers` and `models` as in `keras-lens show --format json`. At each
place the sets of distinct outcomes have to be equal. Three things are no disagreement:

- An `InputLayer` (`keras.Input` too) that Keras Lens leaves out. One that it shows has to be
  right.
- The output shapes of a model of the script's own class, which Keras does not say.
- The variable of a model that is not assigned to a global one where it is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeAlias

UNKNOWN = "?"

Shapes: TypeAlias = "tuple[tuple[int | str | None, ...], ...]"
Place: TypeAlias = "tuple[int, int | None, int | None, int | None]"


@dataclass(frozen=True)
class LayerOutcome:
    """What becomes of a layer that is applied at `place`."""

    place: Place
    class_name: str
    name: str | None
    model: str | None
    input_shapes: Shapes
    output_shapes: Shapes
    params: int | None
    trainable_params: int | None
    dtype: str | None

    @property
    def optional(self) -> bool:
        return self.class_name == "InputLayer"

    @property
    def empty(self) -> bool:
        """Whether it says no more than that a layer is there."""
        return not self.output_shapes and self.params is None

    def __str__(self) -> str:
        where = f" in {self.model}" if self.model else ""
        return (
            f"{self.class_name} {self.name!r}{where}:"
            f" {_text(self.input_shapes)} → {_text(self.output_shapes)},"
            f" {self.params} params, {self.trainable_params} trainable, {self.dtype}"
        )


@dataclass(frozen=True)
class ModelOutcome:
    """What becomes of a model that is made at `place`, of which only the line is known."""

    place: Place
    class_name: str
    name: str | None
    output_shapes: Shapes | None
    total_params: int | None
    trainable_params: int | None
    non_trainable_params: int | None
    bytes: int | None

    @property
    def optional(self) -> bool:
        return False

    @property
    def empty(self) -> bool:
        return False

    def __str__(self) -> str:
        return (
            f"{self.class_name} {self.name!r}: {_text(self.output_shapes or ())},"
            f" {self.total_params} params, {self.trainable_params} trainable,"
            f" {self.non_trainable_params} not, {self.bytes} bytes"
        )


Outcome: TypeAlias = "LayerOutcome | ModelOutcome"


@dataclass
class Comparison:
    """found: what both say. missing: what only Keras says, with what Keras Lens says of that
    place if it leaves something open. unexpected: what only Keras Lens says. wrong: where Keras
    (first) says one thing and Keras Lens another of one place. misnamed: models of which Keras
    Lens says a wrong variable. unreached: what Keras Lens says of lines that were not executed,
    on which Keras has nothing to say."""

    found: list[Outcome] = field(default_factory=list)
    missing: list[tuple[Outcome, Outcome | None]] = field(default_factory=list)
    unexpected: list[Outcome] = field(default_factory=list)
    wrong: list[tuple[Outcome, Outcome]] = field(default_factory=list)
    misnamed: list[str] = field(default_factory=list)
    unreached: list[Outcome] = field(default_factory=list)

    @property
    def agrees(self) -> bool:
        return not (self.missing or self.unexpected or self.wrong or self.misnamed)

    @property
    def share(self) -> float | None:
        """How much of what Keras says is found, None where it says nothing."""
        said = len(self.found) + len(self.missing) + len(self.wrong)
        return len(self.found) / said if said else None

    def report(self) -> str:
        """A line for each disagreement, after one that counts."""
        lines = [
            f"{len(self.found)} found, {len(self.missing)} missing,"
            f" {len(self.wrong)} wrong, {len(self.unexpected)} unexpected"
        ]
        for real, partial in self.missing:
            lines.append(f"  {_where(real)}: missing {real}")
            if partial is not None:
                lines.append(f"    Keras Lens: {partial}")
        for real, claimed in self.wrong:
            lines.append(f"  {_where(real)}: wrong")
            lines.append(f"    Keras:      {real}")
            lines.append(f"    Keras Lens: {claimed}")
        lines += [f"  {_where(claimed)}: unexpected {claimed}" for claimed in self.unexpected]
        lines += [f"  {complaint}" for complaint in self.misnamed]
        return "\n".join(lines)


def compare(real: dict[str, Any], claimed: dict[str, Any]) -> Comparison:
    """Holds what Keras Lens claims of a script against what Keras made of it."""
    comparison = Comparison()
    reached = set(real["lines"])
    real_layers, claimed_layers = layer_outcomes(real), layer_outcomes(claimed)
    claimed_layers = _with_columns_as_in(real_layers, claimed_layers)
    _compare_outcomes(real_layers, claimed_layers, reached, comparison)
    real_models = model_outcomes(real)
    claimed_models = _without_shapes_as_in(real_models, model_outcomes(claimed))
    _compare_outcomes(real_models, claimed_models, reached, comparison)
    _compare_variables(real["models"], claimed["models"], comparison)
    if real["error"] is not None:
        # What a function does in a call behind the stop is not known.
        comparison.unreached += comparison.unexpected
        comparison.unexpected = []
    return comparison


def contradictions(real: dict[str, Any], claimed: dict[str, Any]) -> list[Outcome]:
    """What Keras Lens claims of a script and is not so. What it leaves open (`?` for a name or
    a dimension, None for a number) contradicts nothing, nor does what it leaves out."""
    real_layers = layer_outcomes(real)
    facts: list[Outcome] = [*real_layers, *model_outcomes(real)]
    claims: list[Outcome] = [
        *_with_columns_as_in(real_layers, layer_outcomes(claimed)),
        *_without_shapes_as_in(model_outcomes(real), model_outcomes(claimed)),
    ]
    return [claim for claim in claims if not any(_fits(claim, fact) for fact in facts)]


def layer_outcomes(account: dict[str, Any]) -> list[LayerOutcome]:
    """The layers of an account, those of which nothing is known left out."""
    outcomes = []
    for entry in account["layers"]:
        is_input = entry["class"] == "InputLayer"
        outcome = LayerOutcome(
            place=(entry["line"], entry["column"], entry["end_line"], entry["end_column"]),
            class_name=entry["class"],
            name=entry["name"],
            model=None if is_input else entry["model"],
            input_shapes=() if is_input else _shapes(entry["input_shapes"]),
            output_shapes=_shapes(entry["output_shapes"]),
            params=entry["params"],
            trainable_params=entry["trainable_params"],
            dtype=entry["dtype"],
        )
        if not outcome.empty:
            outcomes.append(outcome)
    return outcomes


def model_outcomes(account: dict[str, Any]) -> list[ModelOutcome]:
    """The models of an account."""
    return [
        ModelOutcome(
            place=(entry["line"], None, None, None),
            class_name=entry["class"],
            name=entry["name"],
            output_shapes=None
            if entry["output_shapes"] is None
            else _shapes(entry["output_shapes"]),
            total_params=entry["total_params"],
            trainable_params=entry["trainable_params"],
            non_trainable_params=entry["non_trainable_params"],
            bytes=entry["bytes"],
        )
        for entry in account["models"]
    ]


def _compare_outcomes(
    real: Sequence[Outcome], claimed: Sequence[Outcome], reached: set[int], comparison: Comparison
) -> None:
    real, claimed = _distinct(real), _distinct(claimed)
    comparison.found += [outcome for outcome in claimed if outcome in real]
    absent = [outcome for outcome in real if outcome not in claimed and not outcome.optional]
    unpaired = [outcome for outcome in claimed if outcome not in real]
    used: list[Outcome] = []
    for outcome in absent:
        partial = next((claim for claim in unpaired if _fits(claim, outcome)), None)
        rivals = (one for one in unpaired if one.place == outcome.place and one not in used)
        rival = next((one for one in rivals if not any(_fits(one, fact) for fact in real)), None)
        if partial is not None or rival is None:
            comparison.missing.append((outcome, partial))
        else:
            comparison.wrong.append((outcome, rival))
        used += [one for one in (partial or rival,) if one is not None]
    for outcome in unpaired:
        if outcome.place[0] not in reached:
            comparison.unreached.append(outcome)
        elif outcome not in used and not any(_fits(outcome, fact) for fact in real):
            comparison.unexpected.append(outcome)


def _compare_variables(
    real: list[dict[str, Any]], claimed: list[dict[str, Any]], comparison: Comparison
) -> None:
    names = {(model["line"], model["name"]): model["variable"] for model in real}
    for model in claimed:
        name = names.get((model["line"], model["name"]))
        if name is not None and model["variable"] != name:
            comparison.misnamed.append(
                f"line {model['line']}: the model {model['name']!r} is assigned to {name},"
                f" not to {model['variable']}"
            )


def _fits(claim: Outcome, fact: Outcome) -> bool:
    """Whether `claim` may be said of `fact`."""
    if type(claim) is not type(fact):
        return False
    values = ((getattr(claim, one.name), getattr(fact, one.name)) for one in fields(claim))
    return all(_may_be(claimed, real) for claimed, real in values)


def _may_be(claimed: Any, real: Any) -> bool:
    """Whether what Keras Lens shows is the real thing, or leaves it open."""
    if not isinstance(claimed, tuple):
        return claimed is None or claimed in (UNKNOWN, real)
    if claimed and isinstance(claimed[0], tuple):
        return len(claimed) == len(real) and all(map(_may_be_shape, claimed, real))
    return claimed in ((), real)


def _may_be_shape(claimed: tuple[Any, ...], real: tuple[Any, ...]) -> bool:
    """The same for one shape, in which None is a dimension that Keras leaves open."""
    return len(claimed) == len(real) and all(
        size in (UNKNOWN, other) for size, other in zip(claimed, real, strict=True)
    )


def _distinct(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return list(dict.fromkeys(outcomes))


def _with_columns_as_in(
    real: Sequence[LayerOutcome], claimed: Sequence[LayerOutcome]
) -> list[LayerOutcome]:
    """What is claimed, without columns where `real` has none: Python 3.10 knows lines only."""
    if all(outcome.place[1] is not None for outcome in real):
        return list(claimed)
    return [replace(outcome, place=(outcome.place[0], None, None, None)) for outcome in claimed]


def _without_shapes_as_in(
    real: Sequence[ModelOutcome], claimed: Sequence[ModelOutcome]
) -> list[ModelOutcome]:
    """What is claimed, without the output shapes of models of which `real` has none."""
    unsaid = {(one.place, one.name) for one in real if one.output_shapes is None}
    return [
        replace(one, output_shapes=None) if (one.place, one.name) in unsaid else one
        for one in claimed
    ]


def _where(outcome: Outcome) -> str:
    line, column, *_ = outcome.place
    return f"line {line}" if column is None else f"line {line}, column {column}"


def _shapes(lists: list[list[Any]]) -> Shapes:
    return tuple(tuple(shape) for shape in lists)


def _text(shapes: Shapes) -> str:
    return ", ".join(str(shape) for shape in shapes) or "nothing"
