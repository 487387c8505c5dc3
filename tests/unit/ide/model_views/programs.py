"""Programs whose models are looked at both here and by Keras."""

IMPORTS = """\
import keras
from keras import Input, Model, Sequential, layers
"""

FOUNDING = """\
model = Sequential()
model.add(layers.Dense(units=64, activation='relu', input_shape=(28, 28, 1)))
model.add(layers.Flatten())
model.add(layers.Dense(units=10, activation='relu'))
"""

GIVEN_INPUT = """\
model = Sequential([Input((32, 32, 3), name="image"), layers.Conv2D(4, 3), layers.Flatten()])
"""

RESIDUAL = """\
given = Input((32, 32, 3))
x = layers.Conv2D(8, 3, padding="same")(given)
x = layers.BatchNormalization()(x)
shortcut = layers.Conv2D(8, 1)(given)
x = layers.ReLU()(x + shortcut)
x = keras.ops.mean(x, axis=(1, 2))
model = Model(given, layers.Dense(5)(x * 2))
"""

SHARED = """\
left, right = Input((16,), name="left"), Input((16,), name="right")
tower = layers.Dense(8)
joined = layers.Concatenate()([tower(left), tower(right)])
model = Model([left, right], layers.Dense(1)(joined))
"""

SEVERAL = """\
first, second = Input((8,)), Input((4, 3))
x = layers.concatenate([first, layers.Flatten()(second)])
model = Model({"a": first, "b": second}, [layers.Dense(2)(x), layers.Dense(3, name="b")(x)])
"""

NESTED = """\
encoder = Sequential([layers.Conv2D(4, 3), layers.MaxPooling2D()], name="encoder")
encoder.trainable = False
pixels = Input((28, 28, 1))
code = encoder(pixels)
head_input = Input((13, 13, 4))
head = Model(head_input, layers.Dense(2)(layers.Flatten()(head_input)), name="head")
model = Model(pixels, head(code))
"""

TWICE_NESTED = """\
block = Sequential([Input((8,)), layers.Dense(8)])
outer = Sequential([Input((8,)), block, layers.Dropout(0.5), layers.Dense(2)])
given = Input((8,))
model = Model(given, outer(block(given)))
"""

DENSE_NET = """\
model = keras.applications.DenseNet121(weights=None)
"""

ON_TOP = """\
base = keras.applications.MobileNetV2(include_top=False, weights=None, input_shape=(96, 96, 3))
base.trainable = False
given = Input((96, 96, 3))
x = layers.GlobalAveragePooling2D()(base(given))
model = Model(given, layers.Dense(4)(x))
"""

SUBCLASS = """\
class Classifier(Model):
    def __init__(self):
        super().__init__()
        self.body = Sequential([layers.Dense(8), layers.ReLU()])
        self.head = layers.Dense(3)

    def call(self, inputs):
        return self.head(self.body(inputs))

model = Classifier()
model(Input((4,)))
"""

ALL = {
    "founding": FOUNDING,
    "given input": GIVEN_INPUT,
    "residual": RESIDUAL,
    "shared": SHARED,
    "several": SEVERAL,
    "nested": NESTED,
    "twice nested": TWICE_NESTED,
    "DenseNet": DENSE_NET,
    "on top": ON_TOP,
    "subclass": SUBCLASS,
}
