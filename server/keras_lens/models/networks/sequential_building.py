"""How a `keras.Sequential` is built, as `keras.src.models.sequential` does it (`add`,
`_maybe_rebuild`, `build`); what its layers give, Keras is asked."""

from __future__ import annotations

from dataclasses import replace

from keras_lens.evaluation.outcomes import Refusal
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.symbols import size_value
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.held import Held
from keras_lens.models.layers.call_records import record_unknown
from keras_lens.models.layers.callable_layer import CallableLayer
from keras_lens.models.layers.layer import LayerValue
from keras_lens.models.layers.making import input_tensor
from keras_lens.models.layers.names import UNCERTAIN
from keras_lens.models.networks.content import Content, Member
from keras_lens.models.networks.model import ModelValue
from keras_lens.models.refused_calls import is_refused_surely, note_model
from keras_lens.models.tensors import TensorValue

REFUSED = "refused"
"""Where a model's state has the exception for a layer that Keras did not let in."""


class SequentialBuilding:
    """From one content of a model to the next. What Keras does on the way (it takes names, refuses
    a layer, applies layers) is noted at the model."""

    def __init__(self, model: ModelValue, machine: Machine) -> None:
        self._model = model
        self._session = model.session
        self._machine = machine

    def added(self, content: Content, member: Member | None) -> Value:
        """The content with a layer more; None where it is not known which."""
        if member is None:
            return Unknown("a layer that was added to the model is not known")
        layer = member.layer
        if isinstance(layer, LayerValue) and layer.is_input_layer:
            return self._with_input_layer(content, layer)
        self._note_names(content, member)
        if not content.members and content.input is None and isinstance(layer, LayerValue):
            content = self._with_asked_input(content, layer)
        content = Content((*content.members, member), content.input, content.input_layer)
        if content.input is not None:
            return self._with_output(content, len(content.members) - 1)
        if len(content.members) > 1:
            first = content.members[0].layer
            known = _input_of_model(first)
            if known is not None:
                shape = TupleValue([size_value(size) for size in known.term.shape])
                made = self._input_of(shape, known.term.dtype)
                return self._built(content, made)
        return content

    def _note_names(self, content: Content, member: Member) -> None:
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
            note_model("Sequential", refusal, name, place, self._session, self._machine, made_at)
            if is_refused_surely(self._machine):
                self._machine.write(self._model, REFUSED, Held(refusal))

    def _with_input_layer(self, content: Content, layer: LayerValue) -> Value:
        if content.members or content.input is not None:
            return Unknown("an input was added to a model that has layers")
        unknown = Unknown("the shape of the model's input is not known")
        return Content((), layer.input_tensor or unknown, layer)

    def _with_asked_input(self, content: Content, layer: LayerValue) -> Content:
        """The input that a first layer asks for by `input_shape=`."""
        if layer.given_batch_shape is not None:
            made = self._input_of(layer.given_batch_shape, None)
            return Content(content.members, made, None)
        if layer.unknown_input_shape is not None:
            return Content(content.members, Unknown(layer.unknown_input_shape))
        if layer.asks_input_shape is None:
            return content
        shape = TupleValue([size_value(one) for one in layer.asks_input_shape])
        made = self._input_of(shape, None)
        return Content(content.members, made, None)

    def built_for(self, content: Content, shape: Value) -> Value:
        """The content when it is built for inputs of a shape, unless it is built."""
        if content.input is not None or not content.members:
            return content
        dtype = _dtype_of(content.members[0].layer)
        return self._built(content, self._input_of(shape, dtype))

    def _input_of(self, batch_shape: Value, dtype: str | None) -> Value:
        """The tensor of an InputLayer that Keras makes itself."""
        if isinstance(batch_shape, Unknown):
            return batch_shape
        keywords: dict[str, Value] = {"batch_shape": batch_shape}
        if dtype is not None:
            keywords["dtype"] = Constant(dtype)
        return input_tensor(Arguments((), keywords), self._session, self._machine)

    def _built(self, content: Content, input: Value) -> Value:
        """The content when it is built for `input`, all of its layers applied."""
        built = Content(content.members, input, content.input_layer)
        for index in range(len(content.members)):
            built = self._with_output(built, index)
        return built

    def _with_output(self, content: Content, index: int) -> Content:
        """The content with its member `index` applied to what comes before it."""
        member = content.members[index]
        before = content.members[index - 1].output if index else content.input
        if isinstance(before, TensorValue):
            with self._session.recorder.shown_at(member.element):
                output = member.layer.apply(
                    Arguments((before,)), member.site, self._model, self._machine
                )
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
        given = Arguments(() if before is None else (before,))
        return record_unknown(
            member.layer, given, member.site, self._model, "unknown-input", reason
        )


def _input_of_model(layer: CallableLayer) -> TensorValue | None:
    """The input that a built model brings with it when it comes first in another."""
    content = layer.known_content() if isinstance(layer, ModelValue) else None
    given = None if content is None or not content.layers() else content.input
    return given if isinstance(given, TensorValue) else None


def _dtype_of(layer: CallableLayer) -> str | None:
    constructed = layer.constructed if isinstance(layer, LayerValue) else None
    return None if constructed is None else constructed.compute_dtype
