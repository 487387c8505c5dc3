"""Functions of Keras and TensorFlow on tensors.

On symbolic tensors Keras is asked which layers and operations the call makes (`Trace`), and they
become part of the graph (`traced_graph.py`). On other tensors (inside of a layer's `call`, or with
a value) it is asked for the result only (`computing.py`).
"""

from __future__ import annotations

from keras_lens.evaluation.outcomes import Traced
from keras_lens.evaluation.questions import Trace
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.readings import for_each_reading
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.functions.computing import compute
from keras_lens.models.functions.traced_graph import TracedGraph
from keras_lens.models.functions.unknown_operations import given_by_operation
from keras_lens.models.layers.making import LAYERS, make_layer
from keras_lens.models.layers.problems import UNKNOWN_SETTING, problem_of
from keras_lens.models.objects import WRITER
from keras_lens.models.refused_calls import note_function
from keras_lens.models.session import KerasSession
from keras_lens.models.tensor_structures import given_tensors, is_symbolic


def call_on_tensors(
    path: str, arguments: Arguments, site: Site, session: KerasSession, machine: Machine
) -> Value:
    """What calling `path` gives."""
    return for_each_reading(
        arguments,
        lambda option: _call_once(path, option, site, session, machine),
        machine,
        deep=True,
    )


def _call_once(
    path: str, arguments: Arguments, site: Site, session: KerasSession, machine: Machine
) -> Value:
    if not is_symbolic(arguments, machine):
        if path.startswith(LAYERS):
            return _apply_layer_of(path, arguments, site, session, machine)
        return compute(path, arguments, session, machine, site)
    outcome = ask_for_trace(path, arguments, session, machine, site=site)
    if isinstance(outcome, Unknown):
        return outcome
    graph = TracedGraph(outcome, given_tensors(arguments, machine), site, session, machine)
    graph.record()
    return graph.value_of(outcome.output)


def _apply_layer_of(
    path: str, arguments: Arguments, site: Site, session: KerasSession, machine: Machine
) -> Value:
    """`keras.layers.add(tensors)` and its like: the layer of that name, made and called
    (`keras.src.layers.merging`)."""
    class_path = LAYERS + path.removeprefix(LAYERS).capitalize()
    entry = session.entry(class_path)
    given = arguments.get(0, "inputs")
    if entry is None or entry.kind != "layer" or given is None:
        return Unknown(f"what '{path}' gives is not known")
    settings = {name: value for name, value in arguments.keywords.items() if name != "inputs"}
    if class_path == f"{LAYERS}Dot" and len(arguments.positional) < 2:
        settings.setdefault("axes", Constant(-1))
    constructor = Arguments(arguments.positional[1:], settings, arguments.open)
    layer = make_layer(class_path, entry, constructor, site, session, machine)
    return machine.call(layer, Arguments((given,)), site)


def ask_for_trace(
    path: str,
    arguments: Arguments,
    session: KerasSession,
    machine: Machine,
    leave_out: frozenset[str] = frozenset(),
    site: Site | None = None,
) -> Traced | Unknown:
    """What Keras makes of the call, or why that is not known."""
    settings = session.settings.current()
    if settings is None:
        return Unknown(UNKNOWN_SETTING)
    try:
        term = WRITER.call(path, arguments, session.parameters(path), machine, leave_out)
    except NotExpressible as reason:
        return Unknown(f"an argument of '{path}' is not known: {reason}")
    outcome = session.ask(Trace(term, settings))
    note_function(term, arguments, outcome, site, session, machine)
    if isinstance(outcome, Traced):
        return outcome
    problem = problem_of(outcome)
    unknown = Unknown(problem.reason)
    return given_by_operation(path, unknown, arguments, site, session, machine, problem)
