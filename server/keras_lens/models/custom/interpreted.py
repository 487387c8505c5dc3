"""Layers whose `call` is code of the program: it is interpreted, on tensors as Keras gives them.

How Keras builds and calls such a layer follows `keras.src.layers.layer` (`__call__`,
`_maybe_build`, `compute_output_spec`).
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from keras_lens.evaluation.outcomes import Constructed
from keras_lens.evaluation.terms import CustomLayerTerm, TensorTerm, Term, WeightTerm
from keras_lens.interpreter.alternatives import Alternatives, possibilities
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.custom.tracking import tracked
from keras_lens.models.held import Held
from keras_lens.models.layers.call_records import record_applied, record_unknown
from keras_lens.models.layers.callable_layer import CallableLayer
from keras_lens.models.layers.owned_weights import OwnedWeight, distinct, weights_of
from keras_lens.models.networks.model import ModelValue
from keras_lens.models.networks.outline import Outliner
from keras_lens.models.networks.recipes import LayerKeys, layer_recipe
from keras_lens.models.objects import WRITER
from keras_lens.models.records import Outline
from keras_lens.models.session import KerasSession
from keras_lens.models.tensor_structures import (
    arguments_with_tensors,
    is_symbolic,
    tensors_in,
    why_no_tensors,
)
from keras_lens.models.tensors import TensorValue
from keras_lens.models.variables import VariableValue

BUILT = "is built"
_GIVES = "what it gives"
_UNCERTAIN = "is uncertain"
"""What its `call` does is not known, and so is not what it builds."""


class InterpretedLayer(CallableLayer):
    """A layer that runs code of the program.

    constructed: what Keras says of a plain layer with the same dtype policy, None where that
        is not known.
    """

    constructed: Constructed | None = None

    @property
    def compute_dtype(self) -> str:
        """The dtype of its computations; the one that Keras starts with where not known."""
        compute = self.constructed.compute_dtype if self.constructed is not None else None
        return compute or "float32"

    @property
    def variable_dtype(self) -> str:
        """The dtype of its weights; the one that Keras starts with where not known."""
        variable = self.constructed.variable_dtype if self.constructed is not None else None
        return variable or "float32"

    @abstractmethod
    def run(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        """What its `call` gives for tensors."""

    @abstractmethod
    def attributes(self) -> Sequence[Value]:
        """The values that it holds and Keras tracks, in order."""

    def prepare(self, arguments: Arguments, machine: Machine) -> None:
        """Makes the weights that its `build` makes."""

    def shape_rule(self, arguments: Arguments, machine: Machine) -> Value | None:
        """What it says of its output without running `call`; None where it says nothing."""
        return None

    def apply(
        self, arguments: Arguments, site: Site, model: ModelValue | None, machine: Machine
    ) -> Value:
        if not any(True for value in arguments.all_values() for _ in tensors_in(value, machine)):
            return record_unknown(
                self, arguments, site, model, "unknown-input", why_no_tensors(arguments)
            )
        inner = arguments_with_tensors(arguments, self._as_given, machine)
        if not self.is_built:
            self.prepare(inner, machine)
            machine.write(self, BUILT, Constant(True))
        output = self.shape_rule(inner, machine) if is_symbolic(arguments, machine) else None
        if output is None:
            with self.session.recorder.in_program():
                output = self.run(inner, site, machine)
        output = _merged(output)
        problem = _no_tensors(output, machine)
        if problem is not None:
            self.note_uncertain(machine)
            return record_unknown(
                self,
                arguments,
                site,
                model,
                "other",
                f"What its `call` gives is not known: {problem}.",
            )
        self.note_built(output, is_symbolic(arguments, machine), machine)
        first = next(tensors_in(output, machine))
        dtype = self.constructed.variable_dtype if self.constructed is not None else None
        return record_applied(
            self,
            arguments,
            output,
            self.owned_weights(),
            dtype or first.term.dtype,
            site,
            model,
            machine,
        )

    @property
    def is_of_program(self) -> bool:
        return True

    @property
    def is_built(self) -> bool:
        """Whether it was applied, or built."""
        return BUILT in self.state

    def note_built(self, output: Value, symbolic: bool, machine: Machine) -> None:
        """Notes that it has its weights, and what it gives: summaries show that of calls on
        symbolic tensors."""
        machine.write(self, BUILT, Constant(True))
        if not symbolic and self.gives() is not None:
            return
        try:
            machine.write(self, _GIVES, Held(WRITER.term(output, machine)))
        except NotExpressible:
            machine.write(self, _GIVES, None)

    def note_uncertain(self, machine: Machine) -> None:
        """Notes that not all of what its methods do is known: it may have other weights."""
        machine.write(self, _UNCERTAIN, Constant(True))

    def _as_given(self, tensor: TensorValue) -> Value:
        """The tensor as `call` sees it: no longer symbolic, floats in the layer's dtype."""
        term = tensor.term
        compute_dtype = self.constructed.compute_dtype if self.constructed is not None else None
        if compute_dtype is not None and "float" in compute_dtype and "float" in term.dtype:
            term = TensorTerm(term.shape, compute_dtype)
        given = TensorValue(term, tensor.producer)
        given.mask = tensor.mask
        return given

    def sublayers(self) -> tuple[CallableLayer, ...] | None:
        """The layers that it holds, each once; None where some are not known."""
        held = tracked(self.attributes())
        if held is None:
            return None
        return tuple(one for one in held if isinstance(one, CallableLayer))

    def inner_outline(self, outliner: Outliner) -> Outline | None:
        sublayers = self.sublayers()
        return outliner.held(sublayers) if sublayers else None

    def own_variables(self) -> tuple[VariableValue, ...] | None:
        """The variables that it holds, each once; None where one is not known."""
        held = tracked(self.attributes())
        if held is None:
            return None
        return tuple(one for one in held if isinstance(one, VariableValue))

    def owned_weights(self) -> tuple[OwnedWeight, ...] | None:
        return self.weights_so_far() if self.is_built else None

    def weights_so_far(self) -> tuple[OwnedWeight, ...] | None:
        own, sublayers = self.own_variables(), self.sublayers()
        if _UNCERTAIN in self.state or own is None or sublayers is None:
            return None
        used = [layer for layer in sublayers if layer.weights() is not None or layer.was_unknown]
        inner = weights_of(used)
        if inner is None:
            return None
        mine = (
            one.owned or OwnedWeight(self, number, one.weight) for number, one in enumerate(own)
        )
        return distinct((*mine, *inner))

    def weights_now(self) -> tuple[OwnedWeight, ...] | None:
        return self.weights_so_far()

    def place_of(self, variable: VariableValue) -> tuple[int, int]:
        own = self.own_variables() or ()
        if variable.owned is None and variable in own:
            return id(self), own.index(variable)
        return super().place_of(variable)

    @property
    def has_been_built(self) -> bool:
        return self.is_built

    def set_trainable(self, value: Value, machine: Machine) -> None:
        super().set_trainable(value, machine)
        for layer in self.sublayers() or ():
            layer.set_trainable(value, machine)

    def gives(self) -> Term:
        """What it gave when it was applied last; None while it never was."""
        held = self.state.get(_GIVES)
        return held.content if isinstance(held, Held) else None

    def term(self) -> Term:
        return self.term_with(LayerKeys())

    def term_with(self, keys: LayerKeys) -> Term:
        own, sublayers, output = self.own_variables(), self.sublayers(), self.gives()
        if own is None or sublayers is None or not self.is_built:
            raise NotExpressible(f"what `{self.class_name}` is made of is not known")
        inner = {(id(one.owner), one.number) for one in weights_of(sublayers) or ()}
        if any(one.owned is not None and self.place_of(one) not in inner for one in own):
            raise NotExpressible(f"`{self.class_name}` shares a weight with another layer")
        return CustomLayerTerm(
            self.class_name,
            tuple(
                WeightTerm(weight.name, weight.shape, weight.dtype, weight.trainable)
                for weight in (one.weight for one in own if one.owned is None)
            ),
            output,
            self.is_model,
            tuple(layer_recipe(layer, keys) for layer in sublayers),
            plain_attributes(self.attributes_seen_by_keras(self.session.machine), self.session),
        )


def plain_attributes(
    attributes: dict[str, Value], session: KerasSession
) -> tuple[tuple[str, Term], ...]:
    """The attributes that can be told and are no weights."""
    told: list[tuple[str, Term]] = []
    for name, value in sorted(attributes.items()):
        try:
            if not isinstance(value, VariableValue):
                told.append((name, WRITER.term(value, session.machine)))
        except NotExpressible:
            continue
    return tuple(told)


def _merged(output: Value) -> Value:
    """One tensor for several that are alike: which way it was made does not matter outside."""
    options = possibilities(output)
    tensors = [option for option in options if isinstance(option, TensorValue)]
    if len(tensors) == len(options) and len({tensor.term for tensor in tensors}) == 1:
        return tensors[0]
    return output


def _no_tensors(output: Value, machine: Machine) -> str | None:
    """Why an output is not a known structure of tensors, None where it is one."""
    if isinstance(output, Unknown):
        return output.reason
    if isinstance(output, Alternatives):
        return "it depends on a condition that is not known"
    try:
        WRITER.term(output, machine)
    except NotExpressible as reason:
        return str(reason)
    return None if any(True for _ in tensors_in(output, machine)) else "it is no tensor"
