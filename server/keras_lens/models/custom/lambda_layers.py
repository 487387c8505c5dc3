"""`keras.layers.Lambda` around a function of the program: the function is interpreted."""

from __future__ import annotations

from collections.abc import Sequence

from keras_lens.evaluation.terms import TensorTerm
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import DictValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.symbols import size_value
from keras_lens.interpreter.values import Constant, Unknown, Value, is_none
from keras_lens.models.custom.interpreted import InterpretedLayer
from keras_lens.models.networks.model import model_name
from keras_lens.models.session import KerasSession
from keras_lens.models.tensor_structures import shapes_of, tensors_in, tensors_of, with_tensors
from keras_lens.models.tensors import TensorValue

LAMBDA = "keras.layers.Lambda"


class LambdaValue(InterpretedLayer):
    """A `Lambda` layer. `function` is what it calls, `arguments` what it is given besides."""

    def __init__(
        self,
        session: KerasSession,
        constructor: Site,
        name: str,
        function: Value,
        output_shape: Value | None,
        keywords: dict[str, Value],
    ) -> None:
        super().__init__(session, constructor, "Lambda", name)
        self._function = function
        self._output_shape = output_shape
        self._keywords = keywords

    def run(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        given = Arguments(arguments.positional[:1], self._keywords)
        return machine.call(self._function, given, site)

    def attributes(self) -> Sequence[Value]:
        return ()

    def shape_rule(self, arguments: Arguments, machine: Machine) -> Value | None:
        """What Keras says without looking at values (`compute_output_shape` in
        `keras.src.layers.core.lambda_layer`): always in the layer's own dtype."""
        rule = self._output_shape
        if rule is None or is_none(rule):
            given = self.run(arguments, machine.no_site(), machine)
            return with_tensors(given, self._in_own_dtype, machine)
        shapes = shapes_of(next(iter(arguments.positional), rule), machine)
        elements = rule.elements(machine)
        if elements is None:
            result = machine.call(rule, Arguments((shapes,)), machine.no_site())
            return tensors_of(result, self.compute_dtype, machine)
        batch = next(tensors_in(arguments.positional[0], machine)).term.shape[:1]
        with_batch = TupleValue([*map(size_value, batch), *elements])
        return tensors_of(with_batch, self.compute_dtype, machine)

    def methods_seen_by_keras(self) -> tuple[str, ...]:
        return ("call", "compute_output_shape")

    def output_shape_for(self, arguments: Arguments, machine: Machine) -> Value:
        shape = next(arguments.all_values(), Unknown("no shape is given"))
        given = tensors_of(shape, self.compute_dtype, machine)
        if isinstance(given, Unknown):
            return given
        return shapes_of(self.shape_rule(Arguments((given,)), machine) or given, machine)

    def _in_own_dtype(self, tensor: TensorValue) -> Value:
        return TensorValue(TensorTerm(tensor.term.shape, self.compute_dtype))


def make_lambda(
    arguments: Arguments, site: Site, session: KerasSession, machine: Machine
) -> LambdaValue:
    """Models `keras.layers.Lambda(function, ...)` at `site`."""
    function = arguments.get(0, "function") or Unknown("the function is not known")
    name = model_name(arguments.keywords.get("name"), "lambda", session, machine)
    extra = arguments.get(3, "arguments")
    keywords = {
        str(key.literal): value
        for key, value in (extra.pairs() or () if isinstance(extra, DictValue) else ())
        if isinstance(key, Constant)
    }
    layer = LambdaValue(session, site, name, function, arguments.get(1, "output_shape"), keywords)
    layer.constructed = session.plain_layer()
    session.recorder.layer_made(layer)
    return layer
