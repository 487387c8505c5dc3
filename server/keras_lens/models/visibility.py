"""Which of what happens now is recorded: Keras and the analysis do much out of the program's
sight."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING

from keras_lens.interpreter.sites import Site

if TYPE_CHECKING:
    from keras_lens.models.layers.callable_layer import CallableLayer


class Visibility:
    """What of the program's doings is in sight, and where it is shown."""

    def __init__(self) -> None:
        self._is_muted = False
        self._shows_program = False
        self._notes_calls = True
        self._left_out: CallableLayer | None = None
        self._models_are_hidden = False
        self._element: Site | None = None

    @property
    def is_muted(self) -> bool:
        """Whether layers are applied for their outcome only."""
        return self._is_muted

    @property
    def notes_calls(self) -> bool:
        """Whether Keras notes that a layer is called: not where a model runs its own layers."""
        return self._notes_calls

    def muted(self) -> AbstractContextManager[None]:
        """While it lasts nothing is recorded: layers are applied again for their outcome."""
        return self._with(is_muted=True, shows_program=False)

    def replayed(self) -> AbstractContextManager[None]:
        """While it lasts, Keras calls the layers of a model again: nothing is recorded but what
        the program's own code does in them (`in_program`)."""
        shows_program = self._shows_program or not self._is_muted
        return self._with(is_muted=True, shows_program=shows_program, notes_calls=False)

    def called_by_keras(self) -> AbstractContextManager[None]:
        """The same for layers that are called for the first time."""
        shows_program = self._shows_program or not self._is_muted
        return self._with(is_muted=True, shows_program=shows_program)

    def in_program(self) -> AbstractContextManager[None]:
        """While it lasts, code of the program runs inside of a layer."""
        if self._shows_program:
            return self._with(is_muted=False, shows_program=False, notes_calls=True)
        return nullcontext()

    @contextmanager
    def _with(
        self, *, is_muted: bool, shows_program: bool, notes_calls: bool | None = None
    ) -> Iterator[None]:
        before = self._is_muted, self._shows_program, self._notes_calls
        self._is_muted, self._shows_program = is_muted, shows_program
        if notes_calls is not None:
            self._notes_calls = notes_calls
        try:
            yield
        finally:
            self._is_muted, self._shows_program, self._notes_calls = before

    @contextmanager
    def without(self, layer: CallableLayer) -> Iterator[None]:
        """While it lasts, what happens to `layer` itself is not recorded: Keras does it out of
        the program's sight."""
        before, self._left_out = self._left_out, layer
        try:
            yield
        finally:
            self._left_out = before

    def shows(self, layer: CallableLayer) -> bool:
        """Whether what happens to `layer` now is recorded."""
        return not self._is_muted and layer is not self._left_out

    @contextmanager
    def models_hidden(self) -> Iterator[None]:
        """While it lasts, models that are made are parts of another one."""
        before, self._models_are_hidden = self._models_are_hidden, True
        try:
            yield
        finally:
            self._models_are_hidden = before

    @property
    def shows_models(self) -> bool:
        """Whether models that are made now are the program's own."""
        return not self._models_are_hidden

    @property
    def element(self) -> Site | None:
        """The place in a list at which what is applied now stands."""
        return self._element

    @contextmanager
    def shown_at(self, element: Site | None) -> Iterator[None]:
        """While it lasts, what is applied stands as `element` in a list."""
        before, self._element = self._element, element
        try:
            yield
        finally:
            self._element = before
