"""What is recorded of old Keras in a program, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from keras_lens.interpreter.sites import Site


@dataclass(frozen=True, slots=True)
class Given:
    """An argument of the old call: its place, or its name."""

    key: int | str


@dataclass(frozen=True, slots=True)
class Written:
    """A value that is written out: a text, a number, True, None. key: the argument of the old
    call in whose place it is, None where there is none."""

    literal: object
    key: int | str | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """A tuple."""

    parts: tuple[Source, ...]


Source: TypeAlias = "Given | Written | Joined"


@dataclass(frozen=True, slots=True)
class NewArgument:
    """An argument of the call of today; `name` is None where it is given by place."""

    name: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class CallPlan:
    """A call in today's terms. path: what is called, `keras.Model.fit` for a method.
    batch_shape: of the `keras.Input` that has to come before the layer. keeps_meaning: False
    where something is left out that made a difference in training. after: what is made of the
    call, which stands for `{}` there."""

    path: str
    arguments: tuple[NewArgument, ...]
    batch_shape: Source | None = None
    keeps_meaning: bool = True
    after: str = "{}"


@dataclass(frozen=True, slots=True)
class OldUse:
    """Something old at `site`.

    site: the alias of an import, an attribute, a call. kind: `import`, `name`, `argument`,
    `method`. old: the old path or name. new: the path of today, None where there is none.
    renamed: for arguments, from the old names to the new ones (None: there is none any more).
    plan: the call of today, None where it is not certain. since: the version that took it away.
    advice: a sentence on what to do, where there is more to say. raises: the installed Keras
    raises there. certain: the program surely comes there.
    """

    site: Site
    kind: str
    old: str
    new: str | None = None
    renamed: tuple[tuple[str, str | None], ...] = ()
    plan: CallPlan | None = None
    since: str = "Keras 3"
    advice: str = ""
    raises: bool = True
    certain: bool = False
