"""A call as Keras 1 or 2 had it, in today's terms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from keras_lens.evaluation.outcomes import Parameter
from keras_lens.models.legacy.arguments import ARGUMENTS, KERAS_1, OldArguments
from keras_lens.models.legacy.uses import CallPlan, Given, Joined, NewArgument, Source, Written

BATCH_SHAPE = "batch_input_shape"
"""What Keras 1 and 2 took for the shape of a first layer's input with the batch."""
_NONE = OldArguments()
_OF_ALL_LAYERS = OldArguments(
    dropped=frozenset({"input_dtype"}), harmful={BATCH_SHAPE: ()}, since="Keras 3"
)
_MERGED = {
    "sum": "add", "mul": "multiply", "ave": "average", "max": "maximum", "concat": "concatenate",
}  # fmt: skip
_INTEGERS_THAT_MAKE_A_KERNEL = {"keras.layers.Conv2D": 3, "keras.layers.Conv3D": 4}
"""So many arguments by place, the last ones sizes of the kernel, was the way of Keras 1."""


class NotKnown(Exception):
    """What a call means today is not certain; the message says why, as a clause."""


Literal = Callable[[Source], object]
"""The value of an argument. Raises NotKnown where it is not a known plain value."""


@dataclass(frozen=True, slots=True)
class Translation:
    """renamed: from the old names to the new ones, None for what is left out. plan: the call of
    today, None where it is not certain; `reason` says why. raises: Keras 3 refuses the old call.
    is_of_keras_1: only Keras 1 was called like that."""

    renamed: tuple[tuple[str, str | None], ...]
    plan: CallPlan | None
    since: str
    raises: bool
    is_of_keras_1: bool
    reason: str = ""


def old_arguments(path: str, is_layer: bool) -> OldArguments:
    """What is known of the old arguments of what is at `path`."""
    known = ARGUMENTS.get(path, _NONE)
    if not is_layer:
        return known
    return replace(
        known,
        dropped=known.dropped | _OF_ALL_LAYERS.dropped,
        harmful={**known.harmful, **_OF_ALL_LAYERS.harmful},
        since=known.since if known.names() else _OF_ALL_LAYERS.since,
    )


def in_todays_terms(
    path: str,
    is_layer: bool,
    parameters: Sequence[Parameter],
    positional: int,
    keywords: Sequence[str],
    literal: Literal,
    is_keras_1: bool,
    is_renamed: bool,
) -> Translation | None:
    """The call in today's terms; None where it is one of today.

    parameters: of what is at `path` today. positional, keywords: what is given. is_keras_1:
    the program is surely written for Keras 1. is_renamed: what is called had another name.
    """
    old = old_arguments(path, is_layer)
    today = {parameter.name for parameter in parameters}
    has_input_dim = "input_dim" in keywords and any(new == "input_shape" for new, _ in old.joined)
    outdated = [
        name
        for name in keywords
        if name in old.names() and name not in today and (name != "input_dim" or has_input_dim)
    ]
    kernel = _INTEGERS_THAT_MAKE_A_KERNEL.get(path, 0)
    is_old_kernel = is_keras_1 and 0 < kernel <= positional
    if not outdated and not is_renamed and not is_old_kernel:
        return None
    writer = _Writer(path, old, parameters, positional, keywords, literal)
    by_old_order = bool(outdated) or is_old_kernel or bool(old.order and is_renamed)
    try:
        plan, reason = writer.plan(by_old_order), ""
    except NotKnown as problem:
        plan, reason = None, str(problem)
    renamed = tuple(writer.renamed(outdated))
    return Translation(
        renamed,
        plan,
        old.since,
        raises=is_renamed or bool(set(outdated) - old.accepted - old.ignored),
        is_of_keras_1=old.since == KERAS_1
        and any(new is not None and name != BATCH_SHAPE for name, new in renamed),
        reason=reason,
    )


def translate_merge(keywords: Sequence[str], positional: int, literal: Literal) -> CallPlan:
    """`merge(tensors, mode="concat", concat_axis=1)`. Raises NotKnown."""
    mode: Source = Written("sum")
    if "mode" in keywords:
        mode = Given("mode")
    elif positional > 1:
        mode = Given(1)
    name = literal(mode)
    if name not in _MERGED:
        raise NotKnown(f"merge with the mode {name!r} has no namesake")
    tensors = Given(0) if positional else Given("inputs")
    arguments = [NewArgument(None, tensors)]
    if "concat_axis" in keywords and name == "concat":
        arguments.append(NewArgument("axis", Given("concat_axis")))
    if "name" in keywords:
        arguments.append(NewArgument("name", Given("name")))
    if {"output_shape", "node_indices", "tensor_indices"} & set(keywords) or positional > 2:
        raise NotKnown("not all of its arguments have a namesake")
    return CallPlan(f"keras.layers.{_MERGED[str(name)]}", tuple(arguments))


class _Writer:
    """Writes one call in today's terms."""

    def __init__(
        self,
        path: str,
        old: OldArguments,
        parameters: Sequence[Parameter],
        positional: int,
        keywords: Sequence[str],
        literal: Literal,
    ) -> None:
        self._path = path
        self._old = old
        self._order = [one.name for one in parameters if one.kind == "POSITIONAL_OR_KEYWORD"]
        self._positional = positional
        self._keywords = keywords
        self._literal = literal
        self._batch_shape: Source | None = None
        self._keeps_meaning = True

    def renamed(self, outdated: Sequence[str]) -> list[tuple[str, str | None]]:
        joined = {part: new for new, parts in self._old.joined for part in parts}
        names: list[tuple[str, str | None]] = []
        for name in outdated:
            new = self._old.renamed.get(name) or joined.get(name)
            names.append((name, "keras.Input" if name == BATCH_SHAPE else new))
        return names

    def plan(self, by_old_order: bool) -> CallPlan:
        by_old_order = by_old_order and self._has_whole_kernel()
        given: dict[str, Source] = {}
        placed: list[Source] = []
        for index in range(self._positional):
            if by_old_order and self._old.order:
                if index >= len(self._old.order):
                    raise NotKnown("too many arguments are given by place")
                given[self._old.order[index]] = Given(index)
            else:
                placed.append(Given(index))
        for name in self._keywords:
            given[name] = Given(name)
        by_place = frozenset(self._old.order[: self._positional]) if by_old_order else frozenset()
        named, at_place = self._today(given, by_place)
        arguments = [NewArgument(None, source) for source in placed]
        open_place = not placed
        for name, source in self._in_order(named, at_place):
            position = len(arguments)
            fits = position < len(self._order) and self._order[position] == name
            open_place = open_place and fits and name in at_place
            arguments.append(NewArgument(None if open_place else name, source))
        return CallPlan(self._path, tuple(arguments), self._batch_shape, self._keeps_meaning)

    def _has_whole_kernel(self) -> bool:
        """Whether all sizes of the kernel are given, if one is given by place: `Conv2D(4, (3, 3),
        border_mode="same")` is half of Keras 1 only."""
        by_place = set(self._old.order[: self._positional])
        given = by_place | set(self._keywords)
        return all(
            by_place.isdisjoint(parts) or given.issuperset(parts) for _, parts in self._old.joined
        )

    def _in_order(self, named: dict[str, Source], at_place: set[str]) -> list[tuple[str, Source]]:
        first = [(name, named[name]) for name in self._order if name in at_place]
        return first + [(name, source) for name, source in named.items() if name not in at_place]

    def _today(
        self, given: dict[str, Source], by_place: frozenset[str]
    ) -> tuple[dict[str, Source], set[str]]:
        """The arguments by their names of today, and which of them were given by place."""
        named: dict[str, Source] = {}
        at_place: set[str] = set()
        parts_of = {part: (new, parts) for new, parts in self._old.joined for part in parts}
        for name, source in given.items():
            if name in parts_of and not self._is_todays(name, given):
                new, parts = parts_of[name]
                named.setdefault(new, self._joined(new, parts, given))
            elif name == BATCH_SHAPE and name in self._old.harmful:
                self._batch_shape = source
                continue
            elif self._is_left_out(name, source):
                continue
            else:
                new = self._old.renamed.get(name, name)
                if new in named:
                    raise NotKnown(f"`{new}` is given twice")
                named[new] = self._with_value(new, source)
            if name in by_place:
                at_place.add(new)
        for name, value in self._old.defaults.items():
            position = self._order.index(name) if name in self._order else len(self._order)
            if name not in named and position >= self._positional:
                named[name] = Written(value)
        return named, at_place

    def _is_left_out(self, name: str, source: Source) -> bool:
        """Whether today's call does without an argument. Raises NotKnown."""
        if name in self._old.dropped:
            return True
        if name in self._old.certain_without:
            others = self._old.certain_without[name]
            if not set(others).isdisjoint(self._keywords):
                raise NotKnown(f"Keras 3 computes `{name}` itself, perhaps another one")
            return True
        if name in self._old.lossy:
            self._keeps_meaning = False
            return True
        if name in self._old.ignored:
            return self._is_one_of(source, (0, 0.0, None))
        if name not in self._old.harmful:
            return False
        if self._is_one_of(source, self._old.harmful[name]):
            return True
        if name in self._order:
            return False
        raise NotKnown(f"`{name}` has no namesake that does the same")

    def _is_one_of(self, source: Source, values: Sequence[object]) -> bool:
        try:
            return self._literal(source) in values
        except NotKnown:
            return False

    def _is_todays(self, name: str, given: dict[str, Source]) -> bool:
        """`input_length` alone is of no use; `input_dim` means another thing today."""
        return name == "input_length" and "input_dim" not in given

    def _joined(self, new: str, parts: Sequence[str], given: dict[str, Source]) -> Source:
        missing = [part for part in parts if part not in given]
        if missing == ["input_length"]:
            return Joined((Written(None), given["input_dim"]))
        if missing:
            raise NotKnown(f"`{missing[0]}` is not given")
        return Joined(tuple(given[part] for part in parts))

    def _with_value(self, new: str, source: Source) -> Source:
        values = self._old.values.get(new)
        if values is None:
            return source
        value = self._literal(source)
        if value not in values:
            raise NotKnown(f"`{new}={value!r}` has no namesake")
        if values[value] == value or not isinstance(source, Given):
            return source
        return Written(values[value], source.key)
