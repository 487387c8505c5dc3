"""Losses and metrics of `compile` by one name each, whatever way the program writes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from keras_lens.evaluation.terms import CallTerm, ReferenceTerm, Term
from keras_lens.models.records import CompileSetting

_ALIASES = {
    "bce": "binarycrossentropy",
    "kld": "kldivergence",
    "kullbackleiblerdivergence": "kldivergence",
    "mae": "meanabsoluteerror",
    "mape": "meanabsolutepercentageerror",
    "mse": "meansquarederror",
    "msle": "meansquaredlogarithmicerror",
    "acc": "accuracy",
}
"""Short names (`keras.src.losses`, `keras.src.metrics`, `keras.src.trainers.compile_utils`)."""

BINARY = "binarycrossentropy"
CATEGORICAL = "categoricalcrossentropy"
SPARSE = "sparsecategoricalcrossentropy"
OF_CLASSES = frozenset({CATEGORICAL, SPARSE})
CROSSENTROPIES = OF_CLASSES | {BINARY}
SQUARED_OR_ABSOLUTE = frozenset({"meansquarederror", "meanabsoluteerror"})
REGRESSION = SQUARED_OR_ABSOLUTE | frozenset(
    {"meanabsolutepercentageerror", "meansquaredlogarithmicerror", "huber", "logcosh"}
)
SPELLED = {
    BINARY: "binary_crossentropy",
    CATEGORICAL: "categorical_crossentropy",
    SPARSE: "sparse_categorical_crossentropy",
}
"""As the program writes them as texts."""


@dataclass(frozen=True, slots=True)
class Named:
    """A loss or metric of Keras.

    name: lower-case letters only (`sparsecategoricalcrossentropy`); empty where it is not known
        which one it is. arguments: of the object's constructor, by place (`0`) or name.
    """

    name: str
    arguments: tuple[tuple[str, Term], ...] = ()

    def argument(self, name: str, place: int, default: Term) -> Term:
        """What the constructor is given for a parameter."""
        given = dict(self.arguments)
        return given.get(name, given.get(str(place), default))

    @property
    def from_logits(self) -> bool | None:
        """Whether a crossentropy takes logits; None where that is not known."""
        given = self.argument("from_logits", 0, default=False)
        return given if isinstance(given, bool) else None

    @property
    def is_along_last_axis(self) -> bool:
        """Whether classes are compared along the last axis, as they are where nothing is said."""
        return self.argument("axis", -2, default=-1) == -1


UNKNOWN = Named("")


def named(setting: CompileSetting) -> Named:
    """The thing of Keras that is given as one loss or metric."""
    match setting:
        case str():
            return Named(_plain(setting))
        case ReferenceTerm(path) if path.startswith("keras."):
            return Named(_plain(path.rpartition(".")[2]))
        case CallTerm(path, args, kwargs) if path.startswith("keras."):
            by_place = tuple((str(place), one) for place, one in enumerate(args))
            return Named(_plain(path.rpartition(".")[2]), (*by_place, *kwargs))
    return UNKNOWN


def parts_of(setting: CompileSetting) -> Iterator[CompileSetting]:
    """The single losses or metrics in lists and dictionaries of them."""
    if isinstance(setting, list | tuple):
        for item in setting:
            yield from parts_of(item)
    elif isinstance(setting, dict):
        for item in setting.values():
            yield from parts_of(item)
    elif setting is not None:
        yield setting


def _plain(name: str) -> str:
    plain = name.replace("_", "").lower()
    return _ALIASES.get(plain, plain)
