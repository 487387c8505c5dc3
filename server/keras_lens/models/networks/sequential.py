"""`keras.Sequential`: what a program does with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from keras_lens.evaluation.outcomes import Refusal
from keras_lens.evaluation.terms import CallTerm, ModelTerm, Term
from keras_lens.interpreter.alternatives import each_of, possibilities
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import TupleValue, sites_of_elements
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.symbols import size_value
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value, is_none
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.layers.call_records import record_applied, record_unknown
from keras_lens.models.layers.callable_layer import TRAINABLE, CallableLayer
from keras_lens.models.layers.inputs import UnknownInput
from keras_lens.models.networks.attributes import model_attribute
from keras_lens.models.networks.content import Content, Member
from keras_lens.models.networks.misfits import note_misfit, note_other_sizes
from keras_lens.models.networks.model import ModelValue, model_name
from keras_lens.models.networks.recipes import LayerKeys
from keras_lens.models.networks.sequential_building import SequentialBuilding
from keras_lens.models.networks.sequential_records import recipe_of, record_of
from keras_lens.models.networks.unbuilt import LEAVE_IT_UNBUILT
from keras_lens.models.networks.unknown_model import UnknownModel
from keras_lens.models.recording import Recorder
from keras_lens.models.records import ModelRecord
from keras_lens.models.refused_calls import note_method, sizes_may_fit
from keras_lens.models.tensor_structures import tensors_in, why_no_tensors
from keras_lens.models.tensors import TensorValue

if TYPE_CHECKING:
    from keras_lens.models.session import KerasSession

_CONTENT = "content"
_OF_ADD = frozenset({"layer", "rebuild"})
ARGUMENT = "argument"
"""The phase of a refusal of an argument that there is none."""
_MAY_BE_BUILT = "may be built"


class SequentialValue(ModelValue):
    """A `keras.Sequential`. Its state holds its `Content`."""

    def __init__(self, session: KerasSession, constructor: Site, name: str) -> None:
        super().__init__(session, constructor, "Sequential", name)
        self.state[_CONTENT] = Content()

    def escape(self, reason: str, machine: Machine) -> None:
        super().escape(reason, machine)
        for layer in self.layers_in_it():
            layer.set_trainable(Unknown(reason), machine)
        machine.write(self, _CONTENT, Unknown(reason))

    # --- what the program does with it -------------------------------------------------

    def attribute(self, name: str, machine: Machine) -> Value:
        if name == "add":
            return Native(name, self._call_add)
        if name == "pop":
            return Native(name, lambda *_: self.pop(machine))
        if name not in LEAVE_IT_UNBUILT:
            machine.write(self, _MAY_BE_BUILT, Constant(True))
        called = self.state.get(f".{name}")
        return called or model_attribute(self, name, machine) or super().attribute(name, machine)

    def _call_add(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        self._note_unknown_arguments(arguments, site, machine)
        self.add(arguments.get(0, "layer") or first(arguments), site, machine)
        return NONE

    def _note_unknown_arguments(self, arguments: Arguments, site: Site, machine: Machine) -> None:
        """Notes that Keras refuses what `add` has no parameter for."""
        for name in arguments.keywords.keys() - _OF_ADD:
            words = f"Sequential.add() got an unexpected keyword argument '{name}'"
            made = CallTerm("keras.Sequential.add", (), ((name, None),))
            refusal = Refusal("TypeError", words, ARGUMENT)
            note_method("add()", refusal, self, site, machine, made)
            return

    @property
    def is_surely_unbuilt(self) -> bool:
        content = self.state[_CONTENT]
        is_open = isinstance(content, Content) and content.input is None and content.members
        return bool(is_open) and _MAY_BE_BUILT not in self.state

    @property
    def is_surely_never_called(self) -> bool:
        content = self.state[_CONTENT]
        is_known = isinstance(content, Content) and bool(content.members)
        return is_known and self.has_no_tensors

    def contents(self) -> tuple[Value, ...]:
        """What it may consist of: each a `Content`, or an unknown."""
        return possibilities(self.state[_CONTENT])

    def add(
        self, layer: Value, site: Site | None, machine: Machine, element: Site | None = None
    ) -> None:
        """`model.add(layer)` at `site`; None where the layer stood in a list, so that its
        place is where it was made."""

        def add_one(one: Value) -> None:
            if isinstance(one, TensorValue):
                one = one.input_layer or one
            elif isinstance(one, UnknownInput):
                one = one.layer
            elif isinstance(one, UnknownModel):
                one = one.as_layer
            member = None
            if isinstance(one, CallableLayer):
                member = Member(one, site or one.constructor, element)
            building = SequentialBuilding(self, machine)
            self._change(lambda content: building.added(content, member), machine)

        machine.each_way(layer, add_one)
        if site is not None:
            self.note_rebuild(machine)

    def add_all(self, layers: Value, machine: Machine) -> None:
        """The layers given to the constructor."""

        def add_list(option: Value) -> None:
            elements = option.elements(machine)
            if elements is None:
                self.escape("the list of its layers is not known", machine)
            sites = sites_of_elements(option)
            for index, element in enumerate(elements or ()):
                self.add(element, None, machine, sites[index] if sites is not None else None)

        machine.each_way(layers, add_list)
        self.note_rebuild(machine)

    def pop(self, machine: Machine) -> Value:
        """`model.pop()`."""

        def last(content: Value) -> Value:
            if isinstance(content, Content) and content.members:
                return content.members[-1].layer
            return Unknown("what is popped is not known")

        popped = each_of(self.state[_CONTENT], last)
        self._change(
            lambda content: Content(content.members[:-1], content.input, content.input_layer),
            machine,
        )
        self.note_rebuild(machine)
        return popped

    def layers_of_keras(self) -> Iterator[CallableLayer]:
        """Its layers and the InputLayer in front that it has once it is built."""
        content = self.state[_CONTENT]
        if not isinstance(content, Content):
            return
        given = content.input.input_layer if isinstance(content.input, TensorValue) else None
        if given is not None:
            yield given
        for member in content.members:
            yield member.layer

    def build(self, shape: Value, machine: Machine) -> None:
        """`model.build(shape)`."""
        building = SequentialBuilding(self, machine)
        self._change(lambda content: building.built_for(content, shape), machine)
        self.note_rebuild(machine)

    def note_rebuild(self, machine: Machine) -> None:
        """Keras made a functional model for what is in it now, and that took a name."""
        for content in self.contents():
            if isinstance(content, Content) and content.input is not None and content.members:
                self.session.names.take([("functional", 1)], machine)
                return

    # --- used as a layer ---------------------------------------------------------------

    def apply(
        self, arguments: Arguments, site: Site, model: ModelValue | None, machine: Machine
    ) -> Value:
        machine.write(self, _MAY_BE_BUILT, Constant(True))
        tensors = list(tensors_in(arguments.positional[0], machine)) if arguments.positional else []
        given = tensors[0] if len(tensors) == 1 else None
        if given is None:
            if isinstance(content := self.state[_CONTENT], Content) and content.input is None:
                self.session.names.may_be_built(machine)
            return record_unknown(
                self, arguments, site, model, "unknown-input", why_no_tensors(arguments)
            )
        if isinstance(content := self.state[_CONTENT], Content) and content.input is None:
            with sizes_may_fit(given, machine):
                self.build(TupleValue([size_value(one) for one in given.term.shape]), machine)
        content = self.state[_CONTENT]
        if not isinstance(content, Content):
            return record_unknown(
                self, arguments, site, model, "other", "What is in the model is not known."
            )
        problem = note_other_sizes(self, arguments, given, site, model, machine)
        if problem is not None:
            kind, reason, refusal = problem.kind, problem.reason, problem.refusal
            return record_unknown(self, arguments, site, model, kind, reason, refusal)
        output = self._output_for(content, given, arguments, machine)
        weights = self.owned_weights()
        if weights is None or not isinstance(output, TensorValue):
            note_misfit(self, arguments, site, model, machine)
            return record_unknown(
                self,
                arguments,
                site,
                model,
                "other",
                "A layer in it is not known, and so what it gives.",
            )
        return record_applied(self, arguments, output, weights, self.dtype, site, model, machine)

    def _output_for(
        self, content: Content, given: TensorValue, arguments: Arguments, machine: Machine
    ) -> Value | None:
        """What the model gives for an input: as built, or its layers one after the other."""
        if isinstance(content.input, TensorValue) and content.input.term == given.term:
            return content.output
        value: Value = given
        for member in content.members:
            with self.session.recorder.replayed():
                value = member.layer.apply(Arguments((value,)), member.site, self, machine)
        return value

    def term(self) -> Term:
        return self.term_with(LayerKeys())

    def term_with(self, keys: LayerKeys) -> Term:
        content = self.state[_CONTENT]
        if not isinstance(content, Content):
            raise NotExpressible(f"a layer of '{self.name}' is not known")
        return ModelTerm(recipe_of(self, content, keys))

    def _change(self, operation: Callable[[Content], Value], machine: Machine) -> None:
        def change_one(content: Value) -> Value:
            return operation(content) if isinstance(content, Content) else content

        content = machine.resolve(self.state[_CONTENT])
        machine.write(self, _CONTENT, machine.each_way(content, change_one))

    def records(self, recorder: Recorder) -> Iterator[ModelRecord]:
        for content in self.contents():
            if isinstance(content, Content):
                yield record_of(self, content, recorder)


def make_sequential(
    arguments: Arguments, site: Site, session: KerasSession, machine: Machine
) -> Value:
    """Models a call of `keras.Sequential` at `site`."""
    name = model_name(arguments.get(2, "name"), "sequential", session, machine)
    model = SequentialValue(session, site, name)
    layers = arguments.get(0, "layers")
    if layers is not None and not is_none(layers):
        model.add_all(layers, machine)
    trainable = arguments.get(1, "trainable")
    if trainable is not None:
        machine.write(model, TRAINABLE, trainable)
    if arguments.open:
        model.escape("a starred argument is not known", machine)
    return model
