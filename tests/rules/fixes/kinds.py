"""The kinds of fixes that each rule declares, and how the titles of each kind read."""

from __future__ import annotations

from keras_lens.rules.rule import Rule

_REWRITE_ALL = "Rewrite all old Keras in this file"

TITLES: dict[str, tuple[str, ...]] = {
    "missing-return-sequences": ("Add return_sequences=True to",),
    "missing-channel-axis": (r"Let the input be .*, 1\)", "Insert Reshape"),
    "incompatible-input": (
        "Remove (Flatten|Global)",
        r"Use \w+\dD",
        "Let the input be|Insert (Reshape|Flatten)",
    ),
    "axis-below-one": (
        'Add padding="same"',
        "Let the input be",
        'Add data_format="channels_first"',
    ),
    "reshape-size": ("Reshape to", "Give the Dense before"),
    "merge-shapes": ('Add padding="same"', "Project .* with", "Crop .* with", "Join along axis"),
    "broadcast-shapes": ('Add padding="same"', "Project .* with", "Crop .* with"),
    "attention-input": (r"Call it on \(",),
    "duplicate-layer-name": ("Name the later one",),
    "disconnected-output": (r"Give the model \[",),
    "model-never-called": ("Change .* to",),
    "unknown-argument": ("Write", "Give .* to the layer", "Remove"),
    "compile-refused": ("Write [\"']", r"Write .*\[", r"Write [\w.]+\(\)", "Remove"),
    "file-name": ("Write [\"']",),
    "invalid-argument": ("Write [\"']", r"Write (int\(|.* // )", r"Write \(\w+,\)"),
    "tensorflow-on-keras-tensor": ("Use keras.ops.",),
    "softmax-of-one-unit": ('(Change the activation to "sigmoid"|Use sigmoid)', "Use two units"),
    "categorical-loss-of-one-unit": ("(Change the loss to|Use) binary_crossentropy",),
    "sigmoid-with-categorical-loss": (
        'Change the activation to "softmax"',
        "Change the loss to binary_crossentropy",
    ),
    "softmax-with-binary-loss": (
        "Change the loss to categorical_crossentropy",
        'Change the activation to "sigmoid"',
    ),
    "labels-and-loss": ("Change the loss to (sparse_)?categorical_crossentropy",),
    "one-label-for-several-units": ("Give the last layer one unit",),
    "units-and-classes": ("Give the last layer",),
    "logits-and-activation": (
        "(Add|Change to) activation=|Add from_logits=True",
        'Remove from_logits=True|Remove the activation layer|Change the activation to "linear"',
    ),
    "regression-loss-of-classifier": ("Change the loss to",),
    "accuracy-of-regression": ('Watch "mae" instead',),
    "output-keeps-spatial-axes": (
        "Remove return_sequences=True",
        "Insert GlobalAveragePooling",
        "Insert Flatten",
    ),
    "fit-before-compile": ("Compile it before",),
    "data-lengths-differ": (r"Use \w+, which is as long",),
    "images-not-scaled": ("Begin the model with Rescaling", "Divide all images"),
    "data-does-not-fit-model": ("Add the batch axis", "Move the channels", "Reshape it:"),
    "fixed-batch-size": ("Give batch_size=",),
    "labels-do-not-fit-output": ("Give the last layer",),
    "generator-needs-images": ("Add an axis for the channels",),
    "dense-before-flatten": (
        r"Insert Flatten\(\) before",
        r"Move Flatten\(\) up",
        "Insert GlobalAveragePooling",
    ),
    "linear-layers-in-a-row": ('Add activation="relu"',),
    "activation-twice": ("Remove activation from", "Remove .*: the outputs stay"),
    "activation-after-softmax": ("Remove",),
    "dropout-after-output": ("Remove",),
    "dropout-rate": ("Drop 0",),
    "normalization-after-dropout": ("Exchange the two",),
    "bias-before-normalization": ("Add use_bias=False",),
    "pooled-away": (
        "Use a kernel of 1",
        r"Remove \w*Pooling|Remove the \w*Pooling",
        'Add padding="same"',
    ),
    "flattened-mask": ("Use GlobalAveragePooling1D", "Remove (Masking|mask_zero)"),
    "flatten-dominates": ("Use GlobalAveragePooling",),
    "constant-kernel": ("Remove kernel_initializer",),
    "frozen-after-compile": ("Compile again before",),
    "unused-layer": ("Call the next layer on",),
    "old-import": ("Import from", _REWRITE_ALL),
    "old-name": ("(Import from|Use|Write)", _REWRITE_ALL),
    "old-argument": ("Write", r"Write .*\binput|Put Input", _REWRITE_ALL),
    "old-method": ("Call", _REWRITE_ALL),
    "input-shape-argument": (r"Put .*Input\(", "Remove"),
    "assumption-wrong": ("Remove the assumption",),
    "assumption-unused": ("Remove the assumption",),
    "unused-ignore": (r"Remove ignore\[", "Write"),
}
"""From a rule to the beginning of the titles of each of its kinds (regular expressions), in the
order of `Rule.fixes`."""

BRINGS = {"unknown-argument": "input-shape-argument"}
"""From a rule to one whose finding a fix of it may bring: of something smaller, with a fix."""


def kinds_of(rule: Rule) -> tuple[str, ...]:
    """What the rule declares, without a line that says why there is no fix."""
    return tuple(kind for kind in rule.fixes if not kind.startswith("None"))
