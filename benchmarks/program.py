"""A realistic Keras module of at least 600 lines: what `benchmarks/analysis.py` analyses.

It is put together from chapters as people write them: a configuration, functional models made by
helper functions and loops, layers and models of its own, Sequential models, functions that
nobody calls and that leave sizes open, training code, comments and docstrings. A chapter that is
repeated has other names and other numbers each time.
"""

from __future__ import annotations

import itertools
from string import Template

LINES = 600

_HEAD = '''\
"""Models for the image, text and series experiments.

Each experiment has a function that builds its model; `main` builds and trains the one that the
command line names.
"""

import argparse
import os
from dataclasses import dataclass

import keras
import numpy as np
from keras import layers, ops
from keras.models import Model, Sequential

IMAGE_SIZE = (96, 96)
CHANNELS = 3
NUM_CLASSES = 10
BATCH_SIZE = int(os.environ.get("BATCH_SIZE", "64"))
DATA_FOLDER = os.path.join("data", "images")

keras.utils.set_random_seed(1234)


@dataclass
class TrainingOptions:
    """What is the same in all experiments."""

    epochs: int = 20
    learning_rate: float = 1e-3
    patience: int = 5
    early_stopping: bool = True


def callbacks_for(name, options):
    """Checkpoints, and an early end where nothing improves any more."""
    result = [keras.callbacks.ModelCheckpoint(f"{name}.keras", save_best_only=True)]
    if options.early_stopping:
        result.append(keras.callbacks.EarlyStopping(patience=options.patience))
    return result


def compile_for_classes(model, options=TrainingOptions()):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=options.learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model
'''

_RESIDUAL = Template('''\


# --- Residual network $n: post-activation blocks, strided at the start of each stage -----------


def conv_norm_$n(x, filters, kernel_size=3, strides=1, activation="relu", name=None):
    """Convolution, batch normalization, and an activation if there is one."""
    x = layers.Conv2D(
        filters,
        kernel_size,
        strides=strides,
        padding="same",
        use_bias=False,
        kernel_initializer="he_normal",
        name=None if name is None else f"{name}_conv",
    )(x)
    x = layers.BatchNormalization(name=None if name is None else f"{name}_norm")(x)
    if activation is not None:
        x = layers.Activation(activation)(x)
    return x


def residual_block_$n(x, filters, strides=1, name=None):
    # The shortcut needs a projection where the shape changes.
    shortcut = x
    if strides != 1 or x.shape[-1] != filters:
        shortcut = conv_norm_$n(x, filters, 1, strides, activation=None)
    x = conv_norm_$n(x, filters, strides=strides, name=name)
    x = conv_norm_$n(x, filters, activation=None)
    x = layers.Add()([x, shortcut])
    return layers.Activation("relu")(x)


def build_residual_$n(input_shape=(*IMAGE_SIZE, CHANNELS), num_classes=NUM_CLASSES):
    """A small ResNet for images of `input_shape`."""
    inputs = keras.Input(input_shape, name="image_$n")
    x = layers.Rescaling(1.0 / 255)(inputs)
    x = conv_norm_$n(x, $base, kernel_size=7, strides=2, name="stem_$n")
    x = layers.MaxPooling2D(3, strides=2, padding="same")(x)

    for stage, (filters, blocks) in enumerate([($base, 2), ($twice, 2), ($more, 2)]):
        for block in range(blocks):
            strides = 2 if stage > 0 and block == 0 else 1
            x = residual_block_$n(x, filters, strides, name=f"net_${n}_{stage}_{block}")

    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(0.3)(x)
    outputs = layers.Dense(num_classes, activation="softmax", name="classes_$n")(x)
    return Model(inputs, outputs, name="residual_$n")


residual_$n = compile_for_classes(build_residual_$n())
residual_$n.summary()
''')

_UNET = Template('''\


# --- Segmentation $n ---------------------------------------------------------------------------


def double_conv_$n(x, filters):
    for _ in range(2):
        x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
    return x


def build_unet_$n(image_size=IMAGE_SIZE, widths=($base, $twice, $more), classes=1):
    """U-Net: down the list of widths and up again, with skip connections."""
    inputs = keras.Input(shape=image_size + (CHANNELS,))
    skips = []
    x = inputs
    for width in widths:
        x = double_conv_$n(x, width)
        skips.append(x)
        x = layers.MaxPooling2D()(x)

    x = double_conv_$n(x, widths[-1] * 2)

    for width, skip in zip(reversed(widths), reversed(skips)):
        x = layers.Conv2DTranspose(width, 2, strides=2, padding="same")(x)
        x = layers.Concatenate()([x, skip])
        x = double_conv_$n(x, width)
    outputs = layers.Conv2D(classes, 1, activation="sigmoid")(x)
    return keras.Model(inputs, outputs, name="unet_$n")


unet_$n = build_unet_$n()
unet_$n.compile(optimizer="adam", loss="binary_crossentropy")
''')

_TRANSFORMER = Template('''\


# --- Text $n: layers of our own ----------------------------------------------------------------


class PositionalEmbedding$n(layers.Layer):
    """Embeds tokens and their positions."""

    def __init__(self, length, vocabulary, width, **kwargs):
        super().__init__(**kwargs)
        self.tokens = layers.Embedding(vocabulary, width)
        self.positions = layers.Embedding(length, width)
        self.length = length

    def call(self, inputs):
        places = ops.arange(self.length)
        return self.tokens(inputs) + self.positions(places)


class TransformerBlock$n(layers.Layer):
    """Self-attention and a feed-forward part, each with a residual connection."""

    def __init__(self, width, heads, hidden, rate=0.1, **kwargs):
        super().__init__(**kwargs)
        self.attention = layers.MultiHeadAttention(num_heads=heads, key_dim=width // heads)
        self.feed_forward = Sequential(
            [layers.Dense(hidden, activation="gelu"), layers.Dense(width)]
        )
        self.norms = [layers.LayerNormalization(epsilon=1e-6) for _ in range(2)]
        self.drops = [layers.Dropout(rate) for _ in range(2)]

    def call(self, inputs, training=False):
        attended = self.attention(inputs, inputs)
        attended = self.drops[0](attended, training=training)
        middle = self.norms[0](inputs + attended)
        fed = self.drops[1](self.feed_forward(middle), training=training)
        return self.norms[1](middle + fed)


def build_text_$n(length=$length, vocabulary=20_000, width=$base, depth=3):
    tokens = keras.Input((length,), dtype="int32", name="tokens_$n")
    x = PositionalEmbedding$n(length, vocabulary, width)(tokens)
    for _ in range(depth):
        x = TransformerBlock$n(width, heads=4, hidden=4 * width)(x)
    x = layers.GlobalMaxPooling1D()(x)
    x = layers.Dropout(0.2)(x)
    scores = layers.Dense(2, activation="softmax")(x)
    return Model(tokens, scores, name="text_$n")


text_$n = compile_for_classes(build_text_$n(), TrainingOptions(learning_rate=3e-4))
''')

_SEQUENTIAL = Template("""\


# --- Baselines $n ------------------------------------------------------------------------------

# The image baseline: convolutions that grow, then two dense layers.
baseline_$n = Sequential(name="baseline_$n")
baseline_$n.add(keras.Input(shape=(*IMAGE_SIZE, CHANNELS)))
for filters in ($base, $twice, $more):
    baseline_$n.add(layers.Conv2D(filters, (3, 3), activation="relu", padding="same"))
    baseline_$n.add(layers.BatchNormalization())
    baseline_$n.add(layers.MaxPooling2D((2, 2)))
baseline_$n.add(layers.Flatten())
baseline_$n.add(layers.Dense($more, activation="relu"))
baseline_$n.add(layers.Dropout(0.5))
baseline_$n.add(layers.Dense(NUM_CLASSES, activation="softmax"))
compile_for_classes(baseline_$n)

# The series baseline: two recurrent layers over windows of the signal.
series_$n = Sequential(
    [
        keras.Input((None, $length)),
        layers.Masking(mask_value=0.0),
        layers.Bidirectional(layers.LSTM($base, return_sequences=True)),
        layers.LSTM($base),
        layers.Dense($base, activation="relu"),
        layers.Dropout(0.2),
        layers.Dense(1),
    ]
)
series_$n.compile(loss="mse", optimizer=keras.optimizers.RMSprop(1e-3))
""")

_OPEN = Template('''\


# --- Builders for the notebooks, which choose the sizes ----------------------------------------


def make_encoder_$n(units, latent_size):
    """The encoder of an autoencoder for flat vectors."""
    inputs = keras.Input(shape=(784,))
    x = layers.Dense(units, activation="relu")(inputs)
    x = layers.Dense(units // 2, activation="relu")(x)
    latent = layers.Dense(latent_size, name="latent")(x)
    return Model(inputs, latent)


def make_head_$n(features, num_classes, rate=0.5):
    """What stands on top of a backbone."""
    x = layers.GlobalAveragePooling2D()(features)
    x = layers.Dropout(rate)(x)
    x = layers.Dense($twice, activation="relu")(x)
    return layers.Dense(num_classes, activation="softmax")(x)


def make_tagger_$n(vocabulary, tags, width=$base):
    model = Sequential()
    model.add(keras.Input((None,), dtype="int32"))
    model.add(layers.Embedding(vocabulary, width, mask_zero=True))
    model.add(layers.Bidirectional(layers.GRU(width, return_sequences=True)))
    model.add(layers.TimeDistributed(layers.Dense(tags, activation="softmax")))
    return model
''')

_TAIL = '''\


# --- Data and training -------------------------------------------------------------------------


def load_images(subset):
    """A batched data set of the images below DATA_FOLDER."""
    return keras.utils.image_dataset_from_directory(
        DATA_FOLDER,
        validation_split=0.2,
        subset=subset,
        seed=1234,
        image_size=IMAGE_SIZE,
        batch_size=BATCH_SIZE,
    )


class WarmUp(keras.optimizers.schedules.LearningRateSchedule):
    """Rises for some steps, then falls with the cosine."""

    def __init__(self, peak, warm_up_steps, total_steps):
        super().__init__()
        self.peak = peak
        self.warm_up_steps = warm_up_steps
        self.total_steps = total_steps

    def __call__(self, step):
        step = ops.cast(step, "float32")
        rising = self.peak * step / self.warm_up_steps
        progress = (step - self.warm_up_steps) / (self.total_steps - self.warm_up_steps)
        falling = 0.5 * self.peak * (1 + ops.cos(np.pi * ops.clip(progress, 0.0, 1.0)))
        return ops.where(step < self.warm_up_steps, rising, falling)

    def get_config(self):
        return {
            "peak": self.peak,
            "warm_up_steps": self.warm_up_steps,
            "total_steps": self.total_steps,
        }


def dice_loss(truth, predicted, smooth=1.0):
    truth, predicted = ops.cast(truth, "float32"), ops.cast(predicted, "float32")
    overlap = ops.sum(truth * predicted)
    total = ops.sum(truth) + ops.sum(predicted)
    return 1 - (2 * overlap + smooth) / (total + smooth)


def windows(series, length, horizon=1, step=1):
    """Inputs and targets for forecasting, as two arrays."""
    inputs, targets = [], []
    for start in range(0, len(series) - length - horizon + 1, step):
        inputs.append(series[start : start + length])
        targets.append(series[start + length + horizon - 1, 0])
    return np.stack(inputs), np.array(targets)


def confusion(truth, predicted, classes=NUM_CLASSES):
    """How often each class was taken for each other one."""
    table = np.zeros((classes, classes), dtype="int64")
    for right, guessed in zip(truth, predicted):
        table[right, guessed] += 1
    return table


def report(table, labels):
    for index, label in enumerate(labels):
        found = table[index, index]
        precision = found / max(table[:, index].sum(), 1)
        recall = found / max(table[index].sum(), 1)
        print(f"{label:>20} {precision:8.3f} {recall:8.3f} {table[index].sum():8d}")
    print(f"{'all':>20} {np.trace(table) / table.sum():8.3f}")


def plot(history, path):
    """The curves of a training, training and validation beside each other."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, 2, figsize=(12, 4))
    for axis, name in zip(axes, ("loss", "accuracy")):
        axis.plot(history.history[name], label="training")
        axis.plot(history.history[f"val_{name}"], label="validation")
        axis.set_xlabel("epoch")
        axis.set_ylabel(name)
        axis.legend()
    figure.tight_layout()
    figure.savefig(path)
    plt.close(figure)


def normalized(values):
    values = np.asarray(values, dtype="float32")
    return (values - values.mean(axis=0)) / (values.std(axis=0) + 1e-7)


def train(model, name, options):
    history = model.fit(
        load_images("training"),
        validation_data=load_images("validation"),
        epochs=options.epochs,
        callbacks=callbacks_for(name, options),
    )
    best = max(history.history["val_accuracy"])
    print(f"{name}: {best:.3f} in {len(history.epoch)} epochs")
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    arguments = parser.parse_args()
    options = TrainingOptions(arguments.epochs, arguments.learning_rate)
    results = {}
    for model in EXPERIMENTS:
        results[model.name] = train(model, model.name, options)
    for name, best in sorted(results.items(), key=lambda item: -item[1]):
        print(name, best)
'''

_MAIN = """\


if __name__ == "__main__":
    main()
"""

_EXPERIMENTS = {_RESIDUAL: "residual", _SEQUENTIAL: "baseline"}
_CHAPTERS = (_RESIDUAL, _UNET, _TRANSFORMER, _SEQUENTIAL, _OPEN)


def program() -> str:
    """The text of the module."""
    text, names = _HEAD, []
    for number, kind in enumerate(itertools.cycle(_CHAPTERS)):
        if len((text + _TAIL + _MAIN).splitlines()) >= LINES:
            break
        turn = number // len(_CHAPTERS) + 1
        base = 16 * (turn + 1)
        text += kind.substitute(n=turn, base=base, twice=2 * base, more=4 * base, length=50 * turn)
        if kind in _EXPERIMENTS:
            names.append(f"{_EXPERIMENTS[kind]}_{turn}")
    return f"{text}{_TAIL}\n\nEXPERIMENTS = [{', '.join(names)}]\n{_MAIN}"
