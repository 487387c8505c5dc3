"""Methods of models that Keras 1 and 2 had, and what does the same.

Sources: `keras/models.py` and `keras/engine/training.py` of keras-team/keras at 1.2.2 and 2.2.4;
`keras.src.backend.tensorflow.trainer`.
"""

from __future__ import annotations

from keras_lens.evaluation.outcomes import Parameter

MODEL = "keras.Model."

RENAMED: dict[str, str] = {
    "evaluate_generator": "evaluate",
    "fit_generator": "fit",
    "predict_classes": "predict",
    "predict_generator": "predict",
    "predict_proba": "predict",
}
"""From an old method to the one that does its work."""

GONE: dict[str, str] = {
    "reset_states": "Call `reset_state()` on the stateful layers: Keras 3 has no such method for"
    " models.",
    "to_yaml": "Use `model.to_json()`.",
    "add_update": "Assign to the variable in `call`.",
    "get_updates_for": "Keras 3 has no updates.",
    "get_losses_for": "Use `model.losses`.",
    "uses_learning_phase": "Keras 3 has no learning phase.",
    "save_model": "Use `model.save(path)`.",
}
"""Methods that no other does the work of, and what to do."""

CLASSES_OF_SEVERAL = "{}.argmax(axis=-1)"
CLASSES_OF_ONE = '({} > 0.5).astype("int32")'
"""What `predict_classes` made of what `predict` gives, for several units and for one."""

PARAMETERS: dict[str, tuple[Parameter, ...]] = {
    name: tuple(Parameter(one, "POSITIONAL_OR_KEYWORD", one != "x") for one in names)
    for name, names in {
        "evaluate": ("x", "y", "batch_size", "verbose", "sample_weight", "steps", "callbacks"),
        "fit": ("x", "y", "batch_size", "epochs", "verbose", "callbacks", "validation_split",
                "validation_data", "shuffle", "class_weight", "sample_weight", "initial_epoch",
                "steps_per_epoch", "validation_steps"),
        "predict": ("x", "batch_size", "verbose", "steps", "callbacks"),
    }.items()
}  # fmt: skip
"""The parameters of the methods of today, in order."""
