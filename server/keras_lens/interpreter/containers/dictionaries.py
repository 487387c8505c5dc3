"""Dictionaries. Their methods are in `dictionary_methods`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING

from keras_lens.interpreter.alternatives import each_of, possibilities
from keras_lens.interpreter.budget import MOST_ELEMENTS
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers.content import ITEMS
from keras_lens.interpreter.containers.dictionary_methods import METHODS
from keras_lens.interpreter.containers.dictionary_views import VIEWS, DictView
from keras_lens.interpreter.containers.entries import Entries, EntriesValue
from keras_lens.interpreter.containers.keys import key_of
from keras_lens.interpreter.containers.sequences import equal
from keras_lens.interpreter.exceptions import fail
from keras_lens.interpreter.state import StateOwner
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.interpreter.verdicts import all_hold

if TYPE_CHECKING:
    from keras_lens.interpreter.machine import Machine


_ABSENT = Value()
"""Stands for the value of a key that is not there."""


class DictValue(StateOwner, Value):
    """A dictionary, with identity.

    Its state are its entries, alternatives of such, or an unknown once a key is not known.
    """

    __slots__ = ()

    type_name = "dict"

    def __init__(self, items: Sequence[tuple[Value, Value]] = ()) -> None:
        super().__init__()
        entries: Entries = {}
        unknown = False
        for key, value in items:
            place = key_of(key)
            unknown = unknown or place is None
            entries[place] = (entries[place][0] if place in entries else key, value)
        self.state[ITEMS] = _UNKNOWN_KEY if unknown else EntriesValue(entries)

    def describe(self) -> str:
        return "a dictionary"

    def entries(self) -> Entries | None:
        """The entries, None while they are not known. Not to be changed."""
        content = self.state[ITEMS]
        return content.entries if isinstance(content, EntriesValue) else None

    def pairs(self) -> list[tuple[Value, Value]] | None:
        """Keys and values in order, None while they are not known."""
        entries = self.entries()
        return None if entries is None else list(entries.values())

    def unknown(self) -> Unknown:
        """Why the entries are not known."""
        content = self.state[ITEMS]
        if isinstance(content, Unknown):
            return content
        return Unknown("what is in the dictionary depends on a condition that is not known")

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        entries = self.entries()
        return None if entries is None else [key for key, _ in entries.values()]

    def truth(self, machine: Machine) -> bool | None:
        return self.state[ITEMS].truth(machine)

    def length(self, machine: Machine) -> Value:
        return each_of(self.state[ITEMS], lambda content: content.length(machine))

    def item(self, index: Value, machine: Machine) -> Value:
        found = self.find(index)
        return self.missing(index, machine) if found is None else found

    def missing(self, key: Value, machine: Machine) -> Value:
        """What reading a key that surely is not there gives."""
        return fail("KeyError", f"the dictionary has no key {key.describe()}", machine)

    def find(self, key: Value) -> Value | None:
        """The value of `key`, None where there surely is none."""
        place = key_of(key)
        if place is None:
            return Unknown("a key of the dictionary is not known")
        found = self.at(place, _ABSENT)
        if found is _ABSENT:
            return None
        if _ABSENT in possibilities(found):
            return Unknown("whether the dictionary has the key is not known")
        return found

    def at(self, place: Hashable, default: Value) -> Value:
        """The value of a key for each content that is possible."""

        def find(content: Value) -> Value:
            if not isinstance(content, EntriesValue):
                return Unknown("what is in the dictionary is not known")
            entry = content.entries.get(place)
            return default if entry is None else entry[1]

        return each_of(self.state[ITEMS], find)

    def contains(self, value: Value, machine: Machine) -> bool | None:
        place = key_of(value)
        contents = possibilities(self.state[ITEMS])
        if place is None or not all(isinstance(one, EntriesValue) for one in contents):
            return None
        verdicts = {place in one.entries for one in contents if isinstance(one, EntriesValue)}
        return verdicts.pop() if len(verdicts) == 1 else None

    def change(self, operation: Callable[[Entries], None], machine: Machine) -> None:
        """Does `operation` on a copy of the entries, for each content that is possible."""

        def change_one(content: Value) -> Value:
            if not isinstance(content, EntriesValue):
                return content
            entries = dict(content.entries)
            operation(entries)
            too_many = len(entries) > MOST_ELEMENTS
            return Unknown("the dictionary is too large") if too_many else EntriesValue(entries)

        machine.write(self, ITEMS, each_of(machine.resolve(self.state[ITEMS]), change_one))

    def forget(
        self, machine: Machine, reason: str = "a key of the dictionary is not known"
    ) -> None:
        """Anything may be in it from now on."""
        machine.write(self, ITEMS, Unknown(reason))

    def set_item(self, index: Value, value: Value, machine: Machine) -> None:
        place = key_of(index)
        if place is None:
            self.forget(machine)
            return

        def put(entries: Entries) -> None:
            entries[place] = (entries[place][0] if place in entries else index, value)

        self.change(put, machine)

    def delete_item(self, index: Value, machine: Machine) -> None:
        place = key_of(index)
        if place is None:
            self.forget(machine)
            return
        if self.contains(index, machine) is False:
            self.missing(index, machine)
        self.change(lambda entries: entries.pop(place, None) and None, machine)

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        if not isinstance(other, DictValue) or reflected:
            return None
        if operator == "|":
            merged = self.copy()
            merged.update(other, machine)
            return merged
        if operator in ("==", "!="):
            verdict = self._equals(other, machine)
            if verdict is None:
                return Unknown("whether the two are equal is not known")
            return Constant(verdict == (operator == "=="))
        return None

    def augment(self, operator: str, other: Value, machine: Machine) -> Value | None:
        if operator != "|":
            return None
        self.update(other, machine)
        return self

    def _equals(self, other: DictValue, machine: Machine) -> bool | None:
        mine, theirs = self.entries(), other.entries()
        if mine is None or theirs is None:
            return None
        if mine.keys() != theirs.keys():
            return False
        return all_hold(equal(mine[key][1], theirs[key][1], machine) for key in mine)

    def copy(self) -> DictValue:
        """A new dictionary with the same content."""
        copy = DictValue()
        copy.state[ITEMS] = self.state[ITEMS]
        return copy

    def update(self, other: Value, machine: Machine) -> None:
        """Takes over the items of another dictionary, or of pairs."""
        pairs = other.pairs() if isinstance(other, DictValue) else _pairs_in(other, machine)
        if pairs is None:
            self.forget(machine, "what was put into the dictionary is not known")
            return
        for key, value in pairs:
            self.set_item(key, value, machine)

    def attribute(self, name: str, machine: Machine) -> Value:
        if name in VIEWS:
            return Native(f"dict.{name}", lambda *_: DictView(self, name))
        method = METHODS.get(name)
        if method is None:
            return super().attribute(name, machine)
        return Native(f"dict.{name}", lambda arguments, *_: method(self, arguments, machine))

    def escape(self, reason: str, machine: Machine) -> None:
        pairs = self.pairs()
        self.forget(machine, reason)
        for _, value in pairs or ():
            value.escape(reason, machine)


def _pairs_in(source: Value, machine: Machine) -> list[tuple[Value, Value]] | None:
    pairs: list[tuple[Value, Value]] = []
    for element in source.elements(machine) or [Unknown("not known")]:
        parts = element.elements(machine)
        if parts is None or len(parts) != 2:
            return None if source.elements(machine) != () else []
        pairs.append((parts[0], parts[1]))
    return pairs


_UNKNOWN_KEY = Unknown("a key of the dictionary is not known")
