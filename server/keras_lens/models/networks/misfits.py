"""Models of Keras that are called on tensors that do not fit them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keras_lens.evaluation.open_sizes import symbols_in
from keras_lens.evaluation.questions import Apply
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Unknown
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.layers.calls import call_arguments
from keras_lens.models.refused_calls import note_layer
from keras_lens.models.tensor_structures import is_symbolic

if TYPE_CHECKING:
    from keras_lens.models.networks.model import ModelValue


def note_misfit(
    built: ModelValue,
    arguments: Arguments,
    site: Site,
    model: ModelValue | None,
    machine: Machine,
) -> None:
    """Asks Keras whether it refuses a call of a model that is built, on symbolic tensors (what it
    is fed with is another matter), and notes that. A model of which a layer was refused when it
    was built fits nothing, and that was told at the layer."""
    content = built.known_content()
    if content is None or isinstance(content.output, Unknown):
        return
    settings = built.session.settings.current()
    is_muted = built.session.recorder.is_muted
    if settings is None or is_muted or built.is_of_program or not is_symbolic(arguments, machine):
        return
    try:
        term, call = built.term(), call_arguments(arguments, machine)
    except NotExpressible:
        return
    if symbols_in(term) or symbols_in(call):
        return
    outcome = built.session.ask(Apply(term, call, call, settings))
    note_layer(built, None, call, arguments, outcome, site, model, machine)
