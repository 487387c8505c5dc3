"""The state of mutable objects, with a journal so that branches can be tried and joined.

Every mutable value keeps what can change in `state` and changes it through
`Journal.write`. A branch on an unknown condition is run, its changes are taken as a
`Changes` and rolled back, the other branch is run, and the two are joined.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from keras_lens.interpreter.values import Choice, Value, join

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


class Mark(NamedTuple):
    """A point in the journal: how many writes were before it, and which object is made next."""

    writes: int
    births: int


class Changes:
    """What was written since a mark: the last value of each place, None where deleted."""

    __slots__ = ("last",)

    def __init__(self) -> None:
        self.last: dict[tuple[int, str], tuple[StateOwner, Value | None]] = {}


class Journal:
    """The writes of the running program, newest last."""

    def __init__(self) -> None:
        self._writes: list[tuple[StateOwner, str, Value | None]] = []

    def write(self, owner: StateOwner, key: str, value: Value | None) -> None:
        """Sets `owner.state[key]`, or deletes it where `value` is None."""
        self._writes.append((owner, key, owner.state.get(key)))
        _set(owner, key, value)

    def mark(self) -> Mark:
        """The present point, for `changes_since` and `roll_back`."""
        return Mark(len(self._writes), next(_births))

    def changes_since(self, mark: Mark) -> Changes:
        """What has changed since `mark`."""
        changes = Changes()
        for owner, key, _ in self._writes[mark.writes :]:
            changes.last[id(owner), key] = (owner, owner.state.get(key))
        return changes

    def roll_back(self, mark: Mark) -> None:
        """Undoes everything since `mark`."""
        while len(self._writes) > mark.writes:
            owner, key, old = self._writes.pop()
            _set(owner, key, old)

    def replay(self, changes: Changes) -> None:
        """Makes `changes` happen from the present state."""
        for (_, key), (owner, value) in changes.last.items():
            self.write(owner, key, value)

    def join(self, mark: Mark, others: Sequence[Changes], choice: Choice) -> None:
        """Makes the present state any of: what it was at `mark` with one of `others` applied, or
        what it is now; these are the ways of `choice`, in this order. A place that exists on
        some paths only has the value it has there, or on the others what its owner says
        (`where_absent`)."""
        if not others:
            return
        at_mark: dict[tuple[int, str], Value | None] = {}
        owners: dict[tuple[int, str], StateOwner] = {}
        for owner, key, old in self._writes[mark.writes :]:
            at_mark.setdefault((id(owner), key), old)
            owners[id(owner), key] = owner
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
