"""`tf.data.Dataset`: what its elements are and how many."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import TypeAlias

from keras_lens.interpreter.alternatives import join
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.iterators import IndexedIterator, StreamIterator
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.arrays.contents import Contents
from keras_lens.models.data.elements import Run, merged, opened, same_element
from keras_lens.models.session import KerasSession

MOST_TURNS = 12
"""A loop over more elements than this is not followed turn by turn."""
_INFINITE, _NOT_KNOWN = -1, -2
"""`tf.data.INFINITE_CARDINALITY` and `tf.data.UNKNOWN_CARDINALITY`."""

Method: TypeAlias = "Callable[[DatasetValue, Arguments, Site, Machine], Value]"
METHODS: dict[str, Method] = {}
"""Methods of data sets by name; `keras_lens.models.data.dataset_methods` fills it."""


class DatasetValue(Value):
    """A data set.

    spec: what `element_spec` says of an element, sizes that are left open None. runs: the elements
        that there really are, in order. endless: whether they come again and again. in_order:
        whether the order is that of the runs. extras: attributes that were given to it.
        labels: what is known of the second part of its elements.
        counts_to_tensorflow: whether TensorFlow itself knows how many there are.
    """

    is_object_of_library = True

    def __init__(
        self,
        session: KerasSession,
        spec: Value,
        runs: Sequence[Run],
        *,
        endless: bool = False,
        in_order: bool = True,
        counted: bool = True,
        extras: Mapping[str, Value] | None = None,
        labels: Contents | None = None,
    ) -> None:
        self.session = session
        self.spec = spec
        self.runs = _joined(runs)
        self.endless = endless
        self.in_order = in_order
        self.counted = counted
        self.extras = dict(extras or {})
        self.labels = labels

    @classmethod
    def of_some(
        cls,
        session: KerasSession,
        spec: Value,
        machine: Machine,
        extras: Mapping[str, Value] | None = None,
    ) -> DatasetValue:
        """One of whose elements only the description is known."""
        return cls(session, spec, [Run(opened(spec, machine), None)], extras=extras)

    def with_elements(
        self,
        spec: Value,
        runs: Sequence[Run],
        *,
        endless: bool | None = None,
        in_order: bool | None = None,
        counted: bool | None = None,
        keeps_labels: bool = True,
    ) -> DatasetValue:
        """One made of this: its elements and, where that changes, their order and number."""
        labels = self.labels if keeps_labels and _same_labels(spec, self.spec) else None
        if labels is not None and runs is not self.runs:
            labels = labels.of_chosen
        return DatasetValue(
            self.session,
            spec,
            runs,
            endless=self.endless if endless is None else endless,
            in_order=self.in_order if in_order is None else in_order,
            counted=self.counted if counted is None else counted,
            labels=labels,
        )

    def describe(self) -> str:
        return "a data set"

    def truth(self, machine: Machine) -> bool | None:
        return True

    @property
    def count(self) -> int | None:
        """How many elements there are, None where that is not known or there is no end."""
        known = [run.number for run in self.runs if run.number is not None]
        return None if self.endless or len(known) != len(self.runs) else sum(known)

    def length(self, machine: Machine) -> Value:
        count = self.count if self.counted else None
        return (
            Unknown("how many elements there are is not known")
            if count is None
            else Constant(count)
        )

    def cardinality(self) -> Value:
        """`self.cardinality()`"""
        if self.endless:
            return Constant(_INFINITE)
        if not self.counted:
            return Constant(_NOT_KNOWN)
        count = self.count
        unknown = Unknown("how many elements the data set has is not known")
        return unknown if count is None else Constant(count)

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        count = self.count
        is_short = count is not None and count <= MOST_TURNS
        if not is_short or not (self.in_order or len(self.runs) == 1):
            return None
        return [run.element for run in self.runs for _ in range(run.number or 0)]

    def first_batch(self, machine: Machine) -> Value | None:
        """What is given first, None where nothing is."""
        kinds = [run.element for run in self.runs]
        if not kinds:
            return None
        return kinds[0] if self.in_order else join(kinds)

    def iterator(self, machine: Machine) -> Value | None:
        elements = self.elements(machine)
        if elements is not None:
            return IndexedIterator.over(elements)
        first = self.first_batch(machine)
        return None if first is None else StreamIterator([first], self.any_batch(machine))

    def any_batch(self, machine: Machine) -> Value:
        """What stands for any of those that are given, one by one."""
        return join([run.element for run in self.runs])

    def any_element(self, machine: Machine) -> Value:
        """What all its elements are."""
        return merged([run.element for run in self.runs], machine)

    def equivalent(self, other: Value) -> bool:
        return (
            isinstance(other, DatasetValue)
            and same_element(self.spec, other.spec)
            and len(self.runs) == len(other.runs)
            and all(
                mine.number == theirs.number and same_element(mine.element, theirs.element)
                for mine, theirs in zip(self.runs, other.runs, strict=True)
            )
            and (self.endless, self.in_order, self.counted)
            == (other.endless, other.in_order, other.counted)
        )

    def instance_of(self, cls: Value, machine: Machine) -> bool | None:
        path = cls.path if isinstance(cls, LibraryReference) else ""
        return True if path == "tensorflow.data.Dataset" else None

    def set_attribute(self, name: str, value: Value, machine: Machine) -> None:
        self.extras[name] = Unknown("an attribute of the data set was set")

    def attribute(self, name: str, machine: Machine) -> Value:
        if name in self.extras:
            return self.extras[name]
        if name == "element_spec":
            return self.spec
        method = METHODS.get(name)
        if method is None:
            return super().attribute(name, machine)
        return Native(name, lambda arguments, site, machine: method(self, arguments, site, machine))


def _same_labels(one: Value, other: Value) -> bool:
    """Whether two elements have the same structure and labels of the same kind, so that nothing was
    done but to their order and number."""
    if not isinstance(one, TupleValue) or not isinstance(other, TupleValue):
        return False
    labels = [items[1] for items in (one.items, other.items) if len(items) > 1]
    return len(labels) == 2 and same_element(labels[0], labels[1])


_MOST_RUNS = 64


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs, with those that follow one another and are of one shape as one."""
    result: list[Run] = []
    for run in islice((one for one in runs if one.number != 0), _MOST_RUNS):
        if result and same_element(result[-1].element, run.element):
            before = result.pop()
            numbers = (before.number, run.number)
            number = None if None in numbers else sum(one or 0 for one in numbers)
            run = Run(before.element, number)
        result.append(run)
    return tuple(result)
