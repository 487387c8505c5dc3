"""The state of mutable objects, with a journal so that branches can be tried and joined.

Every mutable value keeps what can change in `state` and changes it through
`Journal.write`. A branch on an unknown condition is run, its changes are taken as a
`Changes` and rolled back, the other branch is run, and the two are joined.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TypeAlias

from keras_lens.interpreter.alternatives import Choice, join
from keras_lens.interpreter.values import Unknown, Value

_births = itertools.count()


class StateOwner:
    """An object whose state can change while the program runs.

    born: objects count on in the order in which they are made.
    """

    __slots__ = ("born", "state")

    def __init__(self) -> None:
        self.state: dict[str, Value] = {}
        self.born = next(_births)

    def where_absent(self, key: str) -> Value | None:
        """What a place means that was never written; None where reading it would fail."""
        return None

    def may_be_absent(self, key: str) -> None:
        """Notes that a place was written on some of several paths only."""


class Mark(NamedTuple):
    """A point in the journal: which of its layers begins there, and which object is made next."""

    layer: int
    births: int


MOST_HISTORY = 20_000
"""So many writes are remembered one by one."""


Place: TypeAlias = tuple[int, str]


class Changes:
    """What was written since a mark: the last value of each place, None where deleted."""

    __slots__ = ("last",)

    def __init__(self) -> None:
        self.last: dict[Place, tuple[StateOwner, Value | None]] = {}


class Journal:
    """What the running program has overwritten.

    A mark begins a layer, which has for each place that was written since what was there before:
    a place that is written a thousand times is noted once. Only while somebody asks for it, each
    write is (`remembering`).

    writes: how many there have been.
    """

    def __init__(self) -> None:
        self.writes = 0
        self._layers: list[dict[Place, tuple[StateOwner, Value | None]]] = [{}]
        self._history: list[tuple[StateOwner, str, Value | None]] = []
        self._rememberers = 0

    def write(self, owner: StateOwner, key: str, value: Value | None) -> None:
        """Sets `owner.state[key]`, or deletes it where `value` is None."""
        place = (id(owner), key)
        layer = self._layers[-1]
        state = owner.state
        if place not in layer:
            layer[place] = (owner, state.get(key))
        self.writes += 1
        if self._rememberers and len(self._history) <= MOST_HISTORY:
            self._history.append((owner, key, state.get(key)))
        if value is None:
            state.pop(key, None)
        else:
            state[key] = value

    @contextmanager
    def remembering(self) -> Iterator[int]:
        """While it lasts, `blur` knows what places were in between. Gives where that begins."""
        self._rememberers += 1
        try:
            yield len(self._history)
        finally:
            self._rememberers -= 1
            if not self._rememberers:
                self._history.clear()

    def mark(self) -> Mark:
        """The present point, for `changes_since` and `roll_back`."""
        self._layers.append({})
        return Mark(len(self._layers) - 1, next(_births))

    def release(self, mark: Mark) -> None:
        """Says that nobody goes back to `mark`, nor to a later one, any more."""
        before = self._layers[mark.layer - 1]
        for layer in self._layers[mark.layer :]:
            for place, written in layer.items():
                before.setdefault(place, written)
        del self._layers[mark.layer :]

    def changes_since(self, mark: Mark) -> Changes:
        """What has changed since `mark`."""
        changes = Changes()
        for layer in self._layers[mark.layer :]:
            for place, (owner, _) in layer.items():
                changes.last[place] = (owner, owner.state.get(place[1]))
        return changes

    def roll_back(self, mark: Mark) -> None:
        """Undoes everything since `mark`, which can be gone back to again."""
        while len(self._layers) > mark.layer:
            for (_, key), (owner, old) in self._layers.pop().items():
                _set(owner, key, old)
        self._layers.append({})

    def values_at(self, mark: Mark) -> Callable[[Place], Value | None]:
        """What tells the value that a place had at `mark`, once it has been written since."""

        def value(place: Place) -> Value | None:
            for layer in self._layers[mark.layer :]:
                if place in layer:
                    return layer[place][1]
            return None

        return value

    def go_to(self, mark: Mark, paths: Sequence[Changes], choice: Choice | None = None) -> None:
        """Makes the present state any of: what it was at `mark` with one of `paths` applied; these
        are the ways of `choice`."""
        self.roll_back(mark)
        self.replay(paths[-1])
        self.join(mark, paths[:-1], choice)

    def blur(self, start: int) -> None:
        """Gives each place any of the values that it has had since `start` (`remembering`)."""
        versions: dict[Place, list[Value]] = {}
        owners: dict[Place, StateOwner] = {}
        too_much = len(self._history) > MOST_HISTORY
        for owner, key, old in self._history[start:]:
            owners[id(owner), key] = owner
            if old is not None:
                versions.setdefault((id(owner), key), []).append(old)
        for place, owner in owners.items():
            now = owner.state.get(place[1])
            known = [*versions.get(place, ()), *([] if now is None else [now])]
            if too_much:
                known.append(Unknown("it is changed where something may fail"))
            if known:
                self.write(owner, place[1], join(known))

    def replay(self, changes: Changes) -> None:
        """Makes `changes` happen from the present state."""
        for (_, key), (owner, value) in changes.last.items():
            self.write(owner, key, value)

    def join(self, mark: Mark, others: Sequence[Changes], choice: Choice | None = None) -> None:
        """Makes the present state any of: what it was at `mark` with one of `others` applied, or
        what it is now; these are the ways of `choice`, in this order. A place that exists on
        some paths only has the value it has there, or on the others what its owner says
        (`where_absent`)."""
        if not others:
            return
        choice = choice or Choice()
        at_mark: dict[Place, Value | None] = {}
        owners: dict[Place, StateOwner] = {}
        for layer in self._layers[mark.layer :]:
            for place, (owner, old) in layer.items():
                at_mark.setdefault(place, old)
                owners[place] = owner
        for changes in others:
            for place, (owner, value) in changes.last.items():
                if owner.born < mark.births:
                    owners[place] = owner
                else:  # It was made on this path and is nowhere else.
                    self.write(owner, place[1], value)
        for place, owner in owners.items():
            if owner.born < mark.births:
                before = at_mark.get(place, owner.state.get(place[1]))
                versions = [
                    changes.last[place][1] if place in changes.last else before
                    for changes in others
                ]
                self._join_place(owner, place[1], versions, choice)

    def _join_place(
        self, owner: StateOwner, key: str, others: Sequence[Value | None], choice: Choice
    ) -> None:
        """Makes one place any of what it is now and `others`."""
        now = owner.state.get(key)
        versions = [*others, now]
        if None in versions:
            default = owner.where_absent(key)
            if default is None:
                owner.may_be_absent(key)
            versions = [default if version is None else version for version in versions]
        known = [version for version in versions if version is not None]
        if known:
            joined = join(known, choice if len(known) == len(versions) else None)
            if joined is not now:
                self.write(owner, key, joined)


def _set(owner: StateOwner, key: str, value: Value | None) -> None:
    if value is None:
        owner.state.pop(key, None)
    else:
        owner.state[key] = value
