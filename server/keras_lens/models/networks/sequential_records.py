"""What is known of a `keras.Sequential` in the end, as plain data."""

from __future__ import annotations

from keras_lens.evaluation.terms import ModelRecipe
from keras_lens.models.arguments import NotExpressible
from keras_lens.models.held import Held
from keras_lens.models.layers.owned_weights import weights_of
from keras_lens.models.networks.content import Content, record_of_member
from keras_lens.models.networks.model import ModelValue
from keras_lens.models.networks.outline import Outliner
from keras_lens.models.networks.recipes import LayerKeys, layer_recipe
from keras_lens.models.networks.sequential_building import REFUSED
from keras_lens.models.recording import Recorder
from keras_lens.models.records import ModelRecord, shape_record
from keras_lens.models.tensors import TensorValue


def recipe_of(model: ModelValue, content: Content, keys: LayerKeys) -> ModelRecipe:
    """How to make the model again with this content. Raises NotExpressible."""
    shape = content.input.term.shape if isinstance(content.input, TensorValue) else None
    if content.input is not None and shape is None:
        raise NotExpressible("the shape of the model's input is not known")
    layers = [member.layer for member in content.members]
    if content.input_layer is not None:
        layers.insert(0, content.input_layer)
    recipes = tuple(layer_recipe(layer, keys) for layer in layers)
    return ModelRecipe(model.name, recipes, model.is_trainable(), shape)


def record_of(model: ModelValue, content: Content, recorder: Recorder) -> ModelRecord:
    """The model with this content."""
    layers = tuple(record_of_member(one, model.key, recorder) for one in content.members)
    weights = weights_of(content.layers())
    output = content.output
    is_built = isinstance(output, TensorValue)
    return model.record_with(
        layers,
        (shape_record(output.term.shape),) if isinstance(output, TensorValue) else (),
        weights if is_built else None,
        _known_recipe(model, content),
        Outliner(recorder, model.session.machine).of(content),
        content.layers(),
        refusal.content if isinstance(refusal := model.state.get(REFUSED), Held) else None,
    )


def _known_recipe(model: ModelValue, content: Content) -> ModelRecipe | None:
    try:
        return recipe_of(model, content, LayerKeys())
    except NotExpressible:
        return None
