"""What public programs do, that works with Keras 3: nothing is said of it.

Each was a false alarm in a survey of programs that others wrote.
"""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from tests.rules.checked import findings_in

PROGRAMS = {
    "an embedding of as many words as the data has": """
import keras
from data_of_ours import notes

highest = max(notes) - min(notes) + 1
model = keras.Sequential([
    keras.layers.Embedding(input_dim=highest, output_dim=16),
    keras.layers.GRU(8),
])
""",
    "an embedding of a vocabulary that is learnt": """
import tensorflow as tf

letters = tf.keras.layers.TextVectorization(split="character")
letters.adapt(["hello world"])
count = letters.vocabulary_size() - 2
model = tf.keras.Sequential([tf.keras.layers.Embedding(input_dim=count, output_dim=16)])
""",
    "an array of float64 beside a tensor of float32": """
import numpy as np
import tensorflow as tf

weight = tf.Variable(tf.random.normal((1,)))
line = weight * np.linspace(-1, 4, 100)
""",
    "a mask of zeros and ones on a kernel": """
import keras
import numpy as np
from keras import layers

class Masked(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__()
        self.conv = layers.Conv2D(**kwargs)

    def build(self, input_shape):
        self.conv.build(input_shape)
        self.mask = np.zeros(shape=tuple(self.conv.kernel.shape))
        self.mask[:3, ...] = 1.0

    def call(self, inputs):
        self.conv.kernel.assign(self.conv.kernel * self.mask)
        return self.conv(inputs)

inputs = keras.Input((28, 28, 1))
x = Masked(filters=128, kernel_size=7, activation="relu", padding="same")(inputs)
model = keras.Model(inputs, x)
""",
    "functions of Keras 2 that TensorFlow's Keras still has": """
import tensorflow as tf
from tensorflow.keras import backend as B

K = tf.keras.backend
images = K.constant([[1.0, 2.0]])
mean = B.mean(images)
rate = B.get_value(mean)
""",
    "one picture from a file": """
import tensorflow as tf

def load(path):
    picture = tf.io.decode_jpeg(tf.io.read_file(path))
    return tf.cast(picture, tf.float32)

inp = load("100.jpg")
down = tf.keras.Sequential([tf.keras.layers.Conv2D(3, 4, strides=2, padding="same")])
result = down(tf.expand_dims(inp, 0))
""",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_nothing_is_said_of(name: str, evaluation: KerasEvaluation) -> None:
    said = [(one.rule, one.message) for one in findings_in(PROGRAMS[name], evaluation)]
    assert said == []


def test_the_old_name_of_the_data_format_is_understood(evaluation: KerasEvaluation) -> None:
    program = """
import keras
from keras import backend as K

K.set_image_dim_ordering("tf")
model = keras.Sequential([keras.Input((20, 20, 1)), keras.layers.Conv2D(2, 3, padding="same")])
"""
    said = {one.rule for one in findings_in(program, evaluation)}
    assert "old-name" in said and said <= {"old-name", "old-argument"}
