"""The state of mutable objects, with a journal so that branches can be tried and joined.

Every mutable value keeps what can change in `state` and changes it through
`Journal.write`. A branch on an unknown condition is run, its changes are taken as a
`Changes` and rolled back, the other branch is run, and the two are joined.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from keras_lens.interpreter.values import Value, join

_births = itertools.count()


class StateOwner:
    """An object whose state can change while the program runs.

    born: a number that is greater for one that was made later.
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

    @property
    def last_write(self) -> object:
        """The last write: another object after each, None before the first."""
        return self._writes[-1] if self._writes else None

    def mark(self) -> int:
        """The present point, for `changes_since` and `roll_back`."""
        return len(self._writes)

    def changes_since(self, mark: int) -> Changes:
        """What has changed since `mark`."""
        changes = Changes()
        for owner, key, _ in self._writes[mark:]:
            changes.last[id(owner), key] = (owner, owner.state.get(key))
        return changes

    def roll_back(self, mark: int) -> None:
        """Undoes everything since `mark`."""
        while len(self._writes) > mark:
            owner, key, old = self._writes.pop()
            _set(owner, key, old)

    def values_at(self, mark: int) -> Callable[[tuple[int, str]], Value | None]:
        """What tells the value that a place had at `mark`, once it has been written since."""
        old: dict[tuple[int, str], Value | None] = {}
        read = mark

        def value(place: tuple[int, str]) -> Value | None:
            nonlocal read
            while read < len(self._writes):
                owner, key, before = self._writes[read]
                old.setdefault((id(owner), key), before)
                read += 1
            return old.get(place)

        return value

    def go_to(self, mark: int, paths: Sequence[Changes]) -> None:
        """Makes the present state any of: what it was at `mark` with one of `paths` applied."""
        self.roll_back(mark)
        self.replay(paths[0])
        self.join(mark, paths[1:])

    def blur(self, mark: int) -> None:
        """Gives each place any of the values that it has had since `mark`."""
        versions: dict[tuple[int, str], list[Value]] = {}
        owners: dict[tuple[int, str], StateOwner] = {}
        for owner, key, old in self._writes[mark:]:
            owners[id(owner), key] = owner
            if old is not None:
                versions.setdefault((id(owner), key), []).append(old)
        for place, owner in owners.items():
            now = owner.state.get(place[1])
            known = [*versions.get(place, ()), *([] if now is None else [now])]
            if known:
                self.write(owner, place[1], join(known))

    def replay(self, changes: Changes) -> None:
        """Makes `changes` happen from the present state."""
        for (_, key), (owner, value) in changes.last.items():
            self.write(owner, key, value)

    def join(self, mark: int, others: Sequence[Changes]) -> None:
        """Makes the present state any of: what it is now, or what it was at `mark` with one
        of `others` applied. A place that exists on some paths only has the value it has
        there, or on the others what its owner says (`where_absent`)."""
        if not others:
            return
        at_mark: dict[tuple[int, str], Value | None] = {}
        owners: dict[tuple[int, str], StateOwner] = {}
        for owner, key, old in self._writes[mark:]:
            at_mark.setdefault((id(owner), key), old)
            owners[id(owner), key] = owner
        for changes in others:
            for place, (owner, _) in changes.last.items():
                owners[place] = owner
        for place, owner in owners.items():
            key = place[1]
            now = owner.state.get(key)
            before = at_mark.get(place, now)
            versions = [now]
            for changes in others:
                versions.append(changes.last[place][1] if place in changes.last else before)
            if None in versions:
                default = owner.where_absent(key)
                if default is None:
                    owner.may_be_absent(key)
                versions = [default if version is None else version for version in versions]
            known = [version for version in versions if version is not None]
            if known:
                joined = join(known)
                if joined is not now:
                    self.write(owner, key, joined)


def _set(owner: StateOwner, key: str, value: Value | None) -> None:
    if value is None:
        owner.state.pop(key, None)
    else:
        owner.state[key] = value
