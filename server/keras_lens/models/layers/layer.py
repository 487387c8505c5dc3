"""Layers of `keras.layers`: how they were made, what they hold, how they were built."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from keras_lens.evaluation.outcomes import (
    Applied,
    Constructed,
    HeldLayer,
    Weight,
)
from keras_lens.evaluation.questions import Settings
from keras_lens.evaluation.terms import (
    CallArguments,
    CallTerm,
    Dimension,
    StandInTerm,
    TensorTerm,
    Term,
    TupleTerm,
)
from keras_lens.interpreter.alternatives import possibilities
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import NONE, Constant, Value
from keras_lens.interpreter.verdicts import all_hold
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.held import Held
from keras_lens.models.layers.applying import apply_layer, build_layer, record_problem
from keras_lens.models.layers.attributes import layer_attribute
from keras_lens.models.layers.callable_layer import TRAINABLE, CallableLayer
from keras_lens.models.layers.calls import Build
from keras_lens.models.layers.inputs import give_tensor
from keras_lens.models.layers.owned_weights import OwnedWeight
from keras_lens.models.layers.parts import (
    replace_parts,
)
from keras_lens.models.layers.problems import Problem
from keras_lens.models.layers.settings import frozen, with_settings
from keras_lens.models.tensors import TensorValue
from keras_lens.models.unknown_tensors import UnknownTensor
from keras_lens.models.variables import VariableValue

if TYPE_CHECKING:
    from keras_lens.models.networks.model import ModelValue
    from keras_lens.models.session import KerasSession

_BUILT = "built"
_LAST_CALL = "last call"
_GIVES = "what it gives"
COPY_TRAINABLE = "trainable of the copy"
_WRAPPERS_OF_COPIES = frozenset({"Bidirectional"})
"""Wrappers that do not hold the layer that they are given (`keras.src.layers.rnn`)."""
_TRUE = Constant(True)


class LayerValue(CallableLayer):
    """A layer.

    tensor_name: the name of the tensor of an InputLayer. unknown_tensor: the same where
        nothing is known of it. parts: the layers that it wraps.
    program_parts: those that the term of the layer has as numbered parts.
    made_under: Keras's global settings when it was made.
    asks_input_shape: the batch shape of `input_shape=` and its kin; `unknown_input_shape`
        says why that is not known where the program gives one.
    given_batch_shape: that of an older Keras's `batch_input_shape=`.
    """

    def __init__(
        self,
        session: KerasSession,
        constructor: Site,
        class_name: str,
        name: str,
        made: CallTerm | Problem,
        constructed: Constructed | None,
        unknown_input_shape: str | None,
    ) -> None:
        super().__init__(session, constructor, class_name, name)
        self._made = made
        self.constructed = constructed
        self.unknown_input_shape = unknown_input_shape
        self.given_batch_shape: Value | None = None
        self.input_tensor: TensorValue | None = None
        self.unknown_tensor: UnknownTensor | None = None
        self.parts: list[CallableLayer] = []
        self.program_parts: Sequence[CallableLayer] = ()
        self.tensor_name = name
        self.made_under = session.settings.current() or Settings()
        self.is_input_layer = class_name in ("InputLayer", "Input")
        if constructed is not None:
            self.state[TRAINABLE] = Constant(constructed.trainable)

    @property
    def asks_input_shape(self) -> tuple[Dimension, ...] | None:
        return None if self.constructed is None else self.constructed.input_shape

    @property
    def class_path(self) -> str:
        if isinstance(self._made, CallTerm) and not self.is_input_layer:
            return self._made.path
        return super().class_path

    @property
    def made(self) -> CallTerm | None:
        return self._made if isinstance(self._made, CallTerm) else None

    @property
    def plain_attributes(self) -> tuple[tuple[str, Term], ...]:
        made = self.made
        if made is None or self.constructed is None:
            return ()
        given = (*made.args, *(value for _, value in made.kwargs))
        not_known = {term.role for term in given if isinstance(term, StandInTerm)}
        attributes = self.constructed.attributes
        if not not_known:
            return attributes
        return tuple(pair for pair in attributes if pair[0] not in not_known)

    def term(self) -> Term:
        return replace_parts(self.term_with_parts(), lambda number: self.part(number).term())

    def term_with_parts(self) -> CallTerm:
        """The call that makes it, with its numbered parts. Raises NotExpressible."""
        if isinstance(self._made, Problem):
            raise NotExpressible(self._made.reason)
        return self._made

    def part(self, number: int) -> CallableLayer:
        """A layer of the program that it holds."""
        return self.program_parts[number]

    def recipe_term(self, term_of: Callable[[CallableLayer], Term]) -> CallTerm | None:
        """The layer without what a recipe says besides (name, trainable); what it wraps with
        its `trainable`. `term_of` gives the terms of its parts. Raises NotExpressible."""
        if isinstance(self._made, Problem):
            return None
        if not self.parts:
            return with_settings(self._made, self)
        of_keras = [part for part in self.parts if part not in self.program_parts]
        kept = {part.term(): frozen(part.term()) for part in of_keras if not part.is_trainable()}
        args = tuple(kept.get(term, term) for term in self._made.args)
        kwargs = tuple((name, kept.get(term, term)) for name, term in self._made.kwargs)
        term = with_settings(replace(self._made, args=args, kwargs=kwargs), self)
        whole = replace_parts(term, lambda number: term_of(self.part(number)))
        return whole if isinstance(whole, CallTerm) else None

    def as_input(self, site: Site, machine: Machine) -> None:
        """An `InputLayer` gives its tensor; it is recorded at `site`."""
        if isinstance(self._made, Problem):
            self.unknown_tensor = record_problem(self, self._made, None, site, None)
            return
        tensor = None if self.constructed is None else self.constructed.output
        if isinstance(tensor, TensorTerm):
            give_tensor(self, tensor, site, machine)
        else:
            problem = Problem("other", "What kind of input it is is not known.")
            self.unknown_tensor = record_problem(self, problem, None, site, None)

    def copy(self, site: Site, machine: Machine) -> LayerValue:
        """A layer made from this one's config at `site`: with its name, not built."""
        copied = LayerValue(
            self.session,
            site,
            self.class_name,
            self.tensor_name if self.is_input_layer else self.name,
            self._made,
            self.constructed,
            self.unknown_input_shape,
        )
        copied.parts, copied.made_under = self.parts, self.made_under
        copied.program_parts = self.program_parts
        copied.is_operation = self.is_operation
        copied.start_unbuilt(machine)
        if copied.is_input_layer:
            with self.session.recorder.muted():
                copied.as_input(site, machine)
        return copied

    def start_unbuilt(self, machine: Machine) -> None:
        """Notes that it is new: nothing has built it yet."""
        machine.write(self, _BUILT, Held(None))

    def build(self) -> Build | None:
        """How it was built, None while it is not, or not surely so."""
        held = self.state.get(_BUILT)
        return held.content if isinstance(held, Held) else None

    @property
    def is_surely_unbuilt(self) -> bool:
        """Whether it was surely never called, nor built by a layer that holds it."""
        held = self.state.get(_BUILT)
        return isinstance(held, Held) and held.content is None and not self.was_unknown

    @property
    def is_surely_without_weights(self) -> bool:
        return self.is_surely_unbuilt and not self.parts

    def builds(self, call: CallArguments) -> Sequence[CallArguments]:
        """The calls that may have built it, or build it now."""
        found: dict[CallArguments, None] = {}
        for option in possibilities(self.state.get(_BUILT, Held(None))):
            if not isinstance(option, Held):
                return ()
            found[call if option.content is None else option.content.arguments] = None
        return tuple(found)

    def last_call(self) -> CallArguments | None:
        """The arguments of its last call, None while it was never called."""
        held = self.state.get(_LAST_CALL)
        return held.content if isinstance(held, Held) else None

    def owned_weights(self) -> tuple[OwnedWeight, ...] | None:
        if self.is_input_layer:
            return ()
        build = self.build()
        return None if build is None else build.owned

    def trains(self, weight: Weight) -> bool | None:
        own = super().trains(weight)
        if not self.parts:
            return own
        if self.class_name in _WRAPPERS_OF_COPIES:
            of_copy = self.state.get(COPY_TRAINABLE, _TRUE).truth(self.session.machine)
            return all_hold((own, of_copy))
        of_parts = {part.trainability() for part in self.parts}
        # Which part a weight belongs to is open.
        return all_hold((own, of_parts.pop() if len(of_parts) == 1 else None))

    def set_trainable(self, value: Value, machine: Machine) -> None:
        super().set_trainable(value, machine)
        machine.write(self, COPY_TRAINABLE, value)
        for part in self.parts:
            if self.class_name not in _WRAPPERS_OF_COPIES:
                part.set_trainable(value, machine)

    def attributes_seen_by_keras(self, machine: Machine) -> dict[str, Value]:
        names = [name for name, _ in self.constructed.attributes] if self.constructed else []
        build = self.build()
        names += [name for name, _ in build.variables] if build is not None else []
        return {name: self.attribute(name, machine) for name in names}

    def be_built(self, arguments: Arguments, machine: Machine) -> None:
        build_layer(self, next(arguments.all_values(), NONE), machine)
        if self.build() is None:
            raise NotExpressible(f"how `{self.class_name}` is built is not known")

    def why_unknown(self) -> tuple[str, str]:
        if isinstance(self._made, Problem):
            return self._made.kind, self._made.reason
        return super().why_unknown()

    def variable(self, name: str) -> VariableValue | None:
        """The weight that is its attribute `name`, None where there is none."""
        build = self.build()
        number = None if build is None else dict(build.variables).get(name)
        if build is None or number is None:
            return None
        owned = build.owned[number]
        return owned.owner.as_variable(owned)

    def as_variable(self, owned: OwnedWeight) -> VariableValue:
        """A weight of its own as a value."""
        compute = self.constructed.compute_dtype if self.constructed is not None else None
        is_float = "float" in owned.weight.dtype
        dtype = compute if is_float and compute is not None else owned.weight.dtype
        return VariableValue(owned.weight, dtype, owned)

    def attribute(self, name: str, machine: Machine) -> Value:
        kept = self.state.get(f".{name}")
        known = None if kept is not None else layer_attribute(self, name, machine)
        return known or super().attribute(name, machine)

    def apply(
        self, arguments: Arguments, site: Site, model: ModelValue | None, machine: Machine
    ) -> Value:
        if isinstance(self._made, Problem):
            return record_problem(self, self._made, arguments, site, model)
        return apply_layer(self, self._made, arguments, site, model, machine)

    def note_call(self, call: CallArguments, outcome: Applied, machine: Machine) -> None:
        """Notes that it was called, and what it gave."""
        if not self.session.recorder.is_muted:
            machine.write(self, _LAST_CALL, Held(call))
        if self.program_parts:
            machine.write(self, _GIVES, Held(outcome.output))

    def gives(self) -> Term:
        """What a layer that holds layers of the program gave last; None while it was not
        called."""
        held = self.state.get(_GIVES)
        return held.content if isinstance(held, Held) else None

    def note_built(self, build: Build, machine: Machine) -> None:
        """Notes how it got its weights."""
        machine.write(self, _BUILT, Held(build))

    def note_built_inside(self, held: HeldLayer, machine: Machine) -> None:
        if self.is_surely_unbuilt and isinstance(held.build_shape, TupleTerm):
            call = CallArguments((held.build_shape,))
            self.note_build(call, held.weights, held.variables, machine)

    def note_build(
        self,
        call: CallArguments,
        weights: Sequence[Weight],
        variables: tuple[tuple[str, int], ...],
        machine: Machine,
    ) -> None:
        """A call with these arguments has built it; all of the weights are its own."""
        owned = tuple(OwnedWeight(self, number, weight) for number, weight in enumerate(weights))
        self.note_built(Build(call, owned, variables), machine)
