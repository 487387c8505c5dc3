"""`keras.Sequential`: its layers, when it is built, and its totals.

When Keras builds a Sequential, and what becomes its input, is modelled after
`keras.src.models.sequential` (`add`, `_maybe_rebuild`, `build`); what its layers give, Keras
is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from keras_lens.evaluation.outcomes import Refusal
from keras_lens.evaluation.terms import ModelRecipe, ModelTerm, Term
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import TupleValue, sites_of_elements
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.operators import is_none
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.symbols import size_value
from keras_lens.interpreter.values import (
    NONE,
    Constant,
    Unknown,
    Value,
    each_of,
    possibilities,
)
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.layers.callable_layer import TRAINABLE, CallableLayer
from keras_lens.models.layers.layer import LayerValue, UnknownInput
from keras_lens.models.layers.making import input_tensor
from keras_lens.models.layers.names import UNCERTAIN
from keras_lens.models.layers.owned_weights import weights_of
from keras_lens.models.layers.weight_attributes import weight_attribute
from keras_lens.models.networks.attributes import model_attribute
from keras_lens.models.networks.content import Content, Member, record_of_member
from keras_lens.models.networks.misfits import note_misfit
from keras_lens.models.networks.model import ModelContent, ModelValue, model_name
from keras_lens.models.networks.outline import Outliner
from keras_lens.models.networks.recipes import LayerKeys, layer_recipe
from keras_lens.models.recording import Recorder
from keras_lens.models.records import ModelRecord, shape_record
from keras_lens.models.refused_calls import note_method, note_model, sizes_may_fit
from keras_lens.models.tensors import TensorValue, tensors_in, why_no_tensors

if TYPE_CHECKING:
    from keras_lens.models.session import KerasSession

_CONTENT = "content"
_MAY_BE_BUILT = "may be built"
_LEAVES_IT_UNBUILT = frozenset({"add", "compile", "layers", "name", "summary", "trainable"})


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
        if name == "count_params":
            return Native(name, lambda _, site, machine: self._count_params(site, machine))
        if name not in _LEAVES_IT_UNBUILT:
            machine.write(self, _MAY_BE_BUILT, Constant(True))
        called = self.state.get(f".{name}")
        return called or model_attribute(self, name, machine) or super().attribute(name, machine)

    def _call_add(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        self.add(arguments.get(0, "layer") or first(arguments), site, machine)
        return NONE

    def _count_params(self, site: Site, machine: Machine) -> Value:
        """`model.count_params()`, which Keras refuses while there are no weights."""
        content = self.state[_CONTENT]
        is_unbuilt = isinstance(content, Content) and content.input is None and content.members
        if is_unbuilt and _MAY_BE_BUILT not in self.state:
            words = (
                f"You tried to call `count_params` on layer '{self.name}', but the layer isn't"
                " built. You can build it manually via: `layer.build(input_shape)`."
            )
            refusal = Refusal("ValueError", words, "call")
            note_method("count_params()", refusal, self, site, machine)
        counter = weight_attribute(self, "count_params")
        return (
            Unknown("it is not built")
            if counter is None
            else counter.call(Arguments(), site, machine)
        )

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
            member = None
            if isinstance(one, CallableLayer):
                member = Member(one, site or one.constructor, element)
            self._change(lambda content: self._added(content, member, machine), machine)

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

        def built(content: Content) -> Value:
            if content.input is not None or not content.members:
                return content
            first = content.members[0].layer
            return self._built(content, self._make_input(shape, _dtype_of(first), machine), machine)

        self._change(built, machine)
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
            return self.record_unknown(site, model, "unknown-input", why_no_tensors(arguments))
        if isinstance(content := self.state[_CONTENT], Content) and content.input is None:
            with sizes_may_fit(given, machine):
                self.build(TupleValue([size_value(one) for one in given.term.shape]), machine)
        content = self.state[_CONTENT]
        if not isinstance(content, Content):
            return self.record_unknown(site, model, "other", "What is in the model is not known.")
        output = self._output_for(content, given, arguments, machine)
        weights = self.owned_weights()
        if weights is None or not isinstance(output, TensorValue):
            note_misfit(self, arguments, site, model, machine)
            return self.record_unknown(
                site, model, "other", "A layer in it is not known, and so what it gives."
            )
        return self.record_applied(arguments, output, weights, self.dtype, site, model, machine)

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
        return ModelTerm(self._recipe(content, keys))

    # --- how it is built ---------------------------------------------------------------

    def _change(self, operation: Callable[[Content], Value], machine: Machine) -> None:
        def change_one(content: Value) -> Value:
            return operation(content) if isinstance(content, Content) else content

        content = machine.resolve(self.state[_CONTENT])
        machine.write(self, _CONTENT, machine.each_way(content, change_one))

    def _added(self, content: Content, member: Member | None, machine: Machine) -> Value:
        if member is None:
            return Unknown("a layer that was added to the model is not known")
        layer = member.layer
        if isinstance(layer, LayerValue) and layer.is_input_layer:
            return self._with_input_layer(content, layer)
        self._note_names(content, member, machine)
        if not content.members and content.input is None and isinstance(layer, LayerValue):
            content = self._with_asked_input(content, layer, machine)
        content = Content((*content.members, member), content.input, content.input_layer)
        if content.input is not None:
            return self._with_output(content, len(content.members) - 1, machine)
        if len(content.members) > 1:
            first = content.members[0].layer
            known = _input_of_model(first)
            if known is not None:
                shape = TupleValue([size_value(size) for size in known.term.shape])
                made = self._make_input(shape, known.term.dtype, machine)
                return self._built(content, made, machine)
        return content

    def _note_names(self, content: Content, member: Member, machine: Machine) -> None:
        """Notes that Keras refuses a layer whose name is taken."""
        name = member.layer.name
        others = [other.layer for other in content.members if other.layer is not member.layer]
        if name != UNCERTAIN and any(other.name == name for other in others):
            words = (
                "All layers added to a Sequential model should have unique names. Name"
                f" '{name}' is already the name of a layer in this model. Update the `name`"
                " argument to pass a unique name."
            )
            refusal = Refusal("ValueError", words, "construct")
            place, made_at = member.site, member.layer.constructor
            note_model("Sequential", refusal, name, place, self.session, machine, made_at)

    def _with_input_layer(self, content: Content, layer: LayerValue) -> Value:
        if content.members or content.input is not None:
            return Unknown("an input was added to a model that has layers")
        unknown = Unknown("the shape of the model's input is not known")
        return Content((), layer.input_tensor or unknown, layer)

    def _with_asked_input(self, content: Content, layer: LayerValue, machine: Machine) -> Content:
        """The input that a first layer asks for by `input_shape=`."""
        if layer.given_batch_shape is not None:
            made = self._make_input(layer.given_batch_shape, None, machine)
            return Content(content.members, made, None)
        if layer.unknown_input_shape is not None:
            return Content(content.members, Unknown(layer.unknown_input_shape))
        if layer.asks_input_shape is None:
            return content
        shape = TupleValue([size_value(one) for one in layer.asks_input_shape])
        made = self._make_input(shape, None, machine)
        return Content(content.members, made, None)

    def _make_input(self, batch_shape: Value, dtype: str | None, machine: Machine) -> Value:
        """The tensor of an InputLayer that Keras makes itself."""
        if isinstance(batch_shape, Unknown):
            return batch_shape
        keywords: dict[str, Value] = {"batch_shape": batch_shape}
        if dtype is not None:
            keywords["dtype"] = Constant(dtype)
        return input_tensor(Arguments((), keywords), self.session, machine)

    def _built(self, content: Content, input: Value, machine: Machine) -> Value:
        """The content when it is built for `input`, all of its layers applied."""
        built = Content(content.members, input, content.input_layer)
        for index in range(len(content.members)):
            built = self._with_output(built, index, machine)
        return built

    def _with_output(self, content: Content, index: int, machine: Machine) -> Content:
        """The content with its member `index` applied to what comes before it."""
        member = content.members[index]
        before = content.members[index - 1].output if index else content.input
        if isinstance(before, TensorValue):
            with self.session.recorder.shown_at(member.element):
                output = member.layer.apply(Arguments((before,)), member.site, self, machine)
        else:
            output = self._applied_to_unknown(member, index, before)
        members = list(content.members)
        members[index] = replace(member, output=output)
        return Content(tuple(members), content.input, content.input_layer)

    def _applied_to_unknown(self, member: Member, index: int, before: Value | None) -> Value:
        reason = "The layer before it is not known, and so is its input."
        if index == 0 and isinstance(before, Unknown):
            reason = f"The shape of the model's input is not known: {before.reason}."
        if before is not None and not isinstance(before, Unknown):
            reason = "The layer before it gives more than one tensor."
        return member.layer.record_unknown(member.site, self, "unknown-input", reason)

    # --- what is known of it in the end --------------------------------------------------

    def _recipe(self, content: Content, keys: LayerKeys) -> ModelRecipe:
        """How to make it again. Raises NotExpressible."""
        shape = content.input.term.shape if isinstance(content.input, TensorValue) else None
        if content.input is not None and shape is None:
            raise NotExpressible("the shape of the model's input is not known")
        layers = [member.layer for member in content.members]
        if content.input_layer is not None:
            layers.insert(0, content.input_layer)
        recipes = tuple(layer_recipe(layer, keys) for layer in layers)
        return ModelRecipe(self.name, recipes, self.is_trainable(), shape)

    def records(self, recorder: Recorder) -> Iterator[ModelRecord]:
        """The model as plain data, once for each content that it may have."""
        for content in self.contents():
            if isinstance(content, Content):
                yield self._record_of(content, recorder)

    def _record_of(self, content: Content, recorder: Recorder) -> ModelRecord:
        layers = tuple(record_of_member(one, self.key, recorder) for one in content.members)
        weights = weights_of(content.layers())
        output = content.output
        built = isinstance(output, TensorValue)
        return self.record_with(
            layers,
            (shape_record(output.term.shape),) if isinstance(output, TensorValue) else (),
            weights if built else None,
            self._known_recipe(content),
            Outliner(recorder, self.session.machine).of(content),
        )

    def _known_recipe(self, content: Content) -> ModelRecipe | None:
        try:
            return self._recipe(content, LayerKeys())
        except NotExpressible:
            return None


def _input_of_model(layer: CallableLayer) -> TensorValue | None:
    """The input that a built model brings with it when it comes first in another."""
    contents = layer.contents() if isinstance(layer, ModelValue) else ()
    if len(contents) != 1 or not isinstance(contents[0], ModelContent):
        return None
    given = contents[0].input
    return given if isinstance(given, TensorValue) and contents[0].layers() else None


def _dtype_of(layer: CallableLayer) -> str | None:
    constructed = layer.constructed if isinstance(layer, LayerValue) else None
    return None if constructed is None else constructed.compute_dtype


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
